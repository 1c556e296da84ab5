"""A small plan, built by hand; its people, places and words are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cjaplans.extract.model import (
    Box,
    Cell,
    ExtractedDocument,
    Notice,
    PageInfo,
    Paragraph,
    Region,
    Table,
)
from cjaplans.load.database import open_database, upgrade
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import (
    Action,
    CellRef,
    DocumentKind,
    Finding,
    GlossaryTerm,
    Indicator,
    Plan,
    Requirement,
    Role,
    Severity,
    Source,
    State,
    Step,
    TableReading,
)


def cell(row: int, column: int, text: str, page: int = 1) -> Cell:
    """A cell 100 points wide and 20 high."""
    box = Box(100.0 * column, 20.0 * row, 100.0 * (column + 1), 20.0 * (row + 1))
    return Cell(row, column, 1, 1, page, box, tuple(Paragraph(line, box) for line in text.split("\n")))


def grid(texts: list[list[str]], repeated: tuple[Cell, ...] = ()) -> Table:
    """A ruled table of the texts, on page 1 and, with repeated headings, 2."""
    cells = tuple(cell(r, c, text) for r, row in enumerate(texts) for c, text in enumerate(row))
    pages = (1, 2) if repeated else (1,)
    regions = tuple(Region(page, Box(0, 0, 500, 500)) for page in pages)
    return Table(len(texts), len(texts[0]), cells, regions, header_rows=1, repeated_headers=repeated, confidence=0.9)


@pytest.fixture
def extracted() -> ExtractedDocument:
    glossary = grid([["Term", "Meaning"], ["KWT", "Kelpie Works Trust"]])
    actions = grid(
        [
            ["Action", "Lead", "Status"],
            ["1 Open a bicycle workshop\nin the old mill", "Morag Tester", "Ongoing"],
            ["2 Train mentors", "Kelpie Works Trust", "Achieved"],
        ],
        repeated=(cell(0, 0, "Action", page=2),),
    )
    return ExtractedDocument(
        pages=(PageInfo(1, 842, 595, 900), PageInfo(2, 842, 595, 300)),
        tables=(glossary, actions),
        blocks=(),
        notices=(Notice(2, "tilted", "the page is tilted"),),
    )


@pytest.fixture
def plan() -> Plan:
    mill = Action(
        seq=1,
        key="tayside/2010-11/1",
        printed={Field.REF: "1", Field.THEME: "Housing", Field.ACTION: "Open a bicycle workshop\nin the old mill"},
        sources=(
            Source(Field.REF, CellRef(1, 3)),
            Source(Field.ACTION, CellRef(1, 3)),
            Source(Field.ACTION, CellRef(1, 3)),
        ),
        page_first=1,
        page_last=1,
        steps=(Step(1, {Field.ACTION: "Find tools", Field.DETAIL: "ask the school"}), Step(2, {Field.ACTION: "Open"})),
    )
    mentors = Action(
        seq=2,
        key="tayside/2010-11/2",
        printed={Field.REF: "2", Field.ACTION: "Train mentors", Field.STATUS: "Achieved", Field.CARRIED_FORWARD: "YES"},
        sources=(Source(Field.CARRIED_FORWARD, CellRef(1, 8)),),
        page_first=1,
        page_last=2,
        carried_forward=True,
        confidence=0.5,
    )
    return Plan(
        kind=DocumentKind.ACTION_PLAN,
        state=State.NEEDS_REVIEW,
        reason="an unknown column",
        authority="tayside",
        title="Plan of the year",
        period_start=date(2010, 4, 1),
        period_end=date(2011, 3, 31),
        scheme="NSMO23",
        tables=(
            TableReading(Role.GLOSSARY, None, ("Term", "Meaning")),
            TableReading(Role.ACTIONS, "plain", ("Action", "Lead", "Status"), 0.8),
        ),
        actions=(mill, mentors),
        indicators=(Indicator("Workshops", "0", "3", None, "up"), Indicator("Mentors", None, "9", "4", None)),
        glossary=(GlossaryTerm("KWT", "Kelpie Works Trust"),),
        requirements=(Requirement("Part 1", "Say who does what"),),
        findings=(
            Finding(Severity.WARNING, "unknown_column", "no field for 'Lead'", page=1, action=2),
            Finding(Severity.INFO, "odd_title", "the title names another year"),
        ),
    )


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty database at the head revision."""
    engine = open_database(str(tmp_path / "plans.db"))
    upgrade(engine)
    yield engine
    engine.dispose()
