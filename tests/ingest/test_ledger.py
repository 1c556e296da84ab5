"""What a batch knows of earlier runs, and what it leaves in the database."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cjaplans.extract.model import ExtractedDocument, Notice, PageInfo
from cjaplans.ingest.ledger import open_ledger
from cjaplans.ingest.outcome import BatchResult
from cjaplans.ingest.sources.local import Finder
from cjaplans.ingest.task import Read, Task
from cjaplans.load.rows import prepare
from cjaplans.load.store import Maker
from cjaplans.normalise.model import DocumentKind, Finding, Plan, Severity, State

DOCUMENT = ExtractedDocument(
    pages=(PageInfo(1, 595, 842, 900),), tables=(), blocks=(), notices=(Notice(1, "odd", "an odd thing"),)
)
PLAN = Plan(
    kind=DocumentKind.ACTION_PLAN,
    state=State.NEEDS_REVIEW,
    reason="no action table",
    authority="tayside",
    title="A plan",
    period_start=date(2010, 4, 1),
    period_end=date(2011, 3, 31),
    scheme=None,
    tables=(),
    findings=(Finding(Severity.INFO, "note", "a note", 1),),
)


def task(folder: Path, name: str = "a.pdf", data: bytes = b"bytes") -> Task:
    return Task(0, Finder().file(folder / name), hashlib.sha256(data).hexdigest(), data)


def test_a_plan_is_known_the_next_time(tmp_path: Path) -> None:
    database, one = str(tmp_path / "new" / "plans.db"), task(tmp_path)
    with open_ledger(database, "test", dry_run=False) as ledger:
        assert one.sha256 not in ledger.known()
        ledger.plan(one, Read(prepare(DOCUMENT, PLAN, one.sha256), 0.1))
        ledger.finish(BatchResult((), 0.1))
    for dry_run in (True, False):
        with open_ledger(database, "test", dry_run=dry_run) as ledger:
            known = ledger.known()[one.sha256]
            assert (known.state, known.reason, known.authority) == (State.NEEDS_REVIEW, "no action table", "tayside")
            assert (known.period_start, known.page_count, known.actions, known.findings) == (date(2010, 4, 1), 1, 0, 2)


def test_what_a_plan_was_made_by_is_remembered(tmp_path: Path) -> None:
    database, one = str(tmp_path / "plans.db"), task(tmp_path)
    with open_ledger(database, "test", dry_run=False) as ledger:
        ledger.plan(
            one, Read(prepare(DOCUMENT, replace(PLAN, layouts_digest="abc"), one.sha256), 0.1), Maker("tables", "rules")
        )
    with open_ledger(database, "test", dry_run=False) as ledger:
        known = ledger.known()[one.sha256]
        assert (known.layouts_digest, known.extractor, known.normaliser) == ("abc", "tables", "rules")


def test_rejected_files_are_known(tmp_path: Path) -> None:
    database, one = str(tmp_path / "plans.db"), task(tmp_path)
    with open_ledger(database, "test", dry_run=False) as ledger:
        ledger.rejection(one, "locked", Maker("tables 120s", None))
    with open_ledger(database, "test", dry_run=False) as ledger:
        known = ledger.known()[one.sha256]
        assert (known.state, known.reason, known.extractor) == (State.REJECTED, "locked", "tables 120s")


def test_a_dry_run_makes_no_database_and_records_nothing(tmp_path: Path) -> None:
    database, one = tmp_path / "plans.db", task(tmp_path)
    with open_ledger(str(database), "test", dry_run=True) as ledger:
        ledger.plan(one, Read(prepare(DOCUMENT, PLAN, one.sha256), 0.1, packed=b"extraction"))
        ledger.rejection(one, "no")
        ledger.finish(BatchResult((), 0.1))
        assert not ledger.known()
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="file names on Windows are Unicode")
def test_a_name_that_is_not_unicode_is_stored_readably(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "plans.db"), "test", dry_run=False) as ledger:
        ledger.rejection(task(tmp_path, os.fsdecode(b"\xff.pdf")), "no")
