"""Two small plans and a refused file in a database; their people, places and words are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cjaplans.extract.model import ExtractedDocument, Notice, PageInfo
from cjaplans.load.database import open_database, open_readonly, upgrade
from cjaplans.load.store import SourceFile, store_plan, store_rejection
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, DocumentKind, Finding, Plan, Severity, State


def action(seq: int, text: str, theme: str | None = None) -> Action:
    """An action on page ``seq``, numbered by it."""
    printed = {Field.REF: str(seq), Field.ACTION: text} | ({Field.THEME: theme} if theme else {})
    return Action(seq, f"key-{text}", printed, (), page_first=seq, page_last=seq)


def plan(authority: str, year: int, actions: tuple[Action, ...], findings: tuple[Finding, ...] = ()) -> Plan:
    """A plan for one year from April."""
    return Plan(
        kind=DocumentKind.ACTION_PLAN,
        state=State.LOADED,
        reason=None,
        authority=authority,
        title=None,
        period_start=date(year, 4, 1),
        period_end=date(year + 1, 3, 31),
        scheme=None,
        tables=(),
        actions=actions,
        findings=findings,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "plans.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    """A database of two plans and a refused file, open for reading."""
    writer = open_database(str(path))
    upgrade(writer)
    extracted = ExtractedDocument((PageInfo(1, 595, 842, 10),), (), (), (Notice(1, "tilted", "the page is tilted"),))
    tayside = plan(
        "tayside",
        2010,
        (action(1, "Open a bicycle workshop", "100% Work_shops"), action(2, "Train mentors at the workshop", "Women")),
        (Finding(Severity.ERROR, "no_lead", "nobody leads it", page=2, action=2),),
    )
    northern = plan("northern", 2011, (action(1, "Repair boats, workshop after workshop, in a workshop"),))
    store_plan(writer, SourceFile("a" * 64, "tayside.pdf", "file:///a/tayside.pdf", 9), extracted, tayside, None)
    store_plan(writer, SourceFile("b" * 64, "northern.pdf", "file:///b/northern.pdf", 9), extracted, northern, None)
    store_rejection(writer, SourceFile("c" * 64, "broken.pdf", "file:///c/broken.pdf", 9), "damaged", None)
    writer.dispose()
    reader = open_readonly(str(path))
    yield reader
    reader.dispose()
