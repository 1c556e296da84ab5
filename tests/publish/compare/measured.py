"""Plans of two authorities over three years: what is asked of whom, until when, for how much; all of it invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from cjaplans.extract.model import Box, Cell, ExtractedDocument, PageInfo, Paragraph, Region, Table
from cjaplans.load.database import open_database, upgrade
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.coded import (
    Coded,
    DateReading,
    Funding,
    FundingBasis,
    FundingReading,
    Party,
    PartyKind,
    PartyReading,
    PartyRole,
    Precision,
    Span,
    StatusBasis,
    StatusCode,
    StatusReading,
)
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, CellRef, DocumentKind, Plan, Source, State

DONE, BEGUN, LATE, SILENT = StatusCode.COMPLETE, StatusCode.IN_PROGRESS, StatusCode.DELAYED, StatusCode.UNKNOWN
LEAD, PARTNER = PartyRole.LEAD, PartyRole.PARTNER
NOTHING = FundingReading()
WORDS = (
    "Open a workshop where bicycles are mended",
    "Ask sheriffs what they want to know of us",
    "Print a calendar of walks for families",
    "Teach cooking to those who live alone",
)


def due(day: date, of: date | None = None) -> DateReading:
    """A due day, and the one that it was moved from."""
    return DateReading(
        Span(None, day), Precision.MONTH, revised_from=Span(None, of) if of else None, rule="invented for tests"
    )


OPEN = DateReading(Span(date(2010, 4, 1), None), Precision.MONTH, ongoing=True)
STARTED = DateReading(Span(date(2010, 4, 1), None), Precision.MONTH)


def paid(
    pounds: float, basis: FundingBasis = FundingBasis.AMOUNT_ONLY, *parts: tuple[str | None, float]
) -> FundingReading:
    """A sum, and its parts by funder; without parts it is printed as one that nobody is named for."""
    sums = tuple(Funding("x", each, funder=funder) for funder, each in parts) or (Funding("x", pounds),)
    return FundingReading(sums, pounds, basis)


def led(name: str, *partners: str) -> PartyReading:
    """An organisation that leads, and those that take part."""
    roles = [(name, LEAD), *((partner, PARTNER) for partner in partners)]
    return PartyReading(tuple(Party(each, PartyKind.ORGANISATION, each, each, role) for each, role in roles))


def many(number: int) -> PartyReading:
    """So many organisations that all lead, a person, and a name that nobody knows."""
    parties = [
        Party(f"Body {n:02}", PartyKind.ORGANISATION, f"Body {n:02}", f"Body {n:02}", LEAD) for n in range(number)
    ]
    person = Party("Morag Tester", PartyKind.PERSON, "Morag Tester", None, LEAD)
    unknown = Party("XYZ", PartyKind.UNRESOLVED, "XYZ", None, LEAD)
    return PartyReading((*parties, person, unknown))


def action(
    seq: int,
    words: str,
    status: StatusCode = SILENT,
    dates: DateReading | None = None,
    funding: FundingReading = NOTHING,
    parties: PartyReading | None = None,
    place: str | None = None,
    marked: bool = False,
    resources: int | None = None,
) -> Action:
    """An action; ``resources`` is the cell that its money stands in, where that is told."""
    printed = {Field.REF: str(seq), Field.ACTION: words} | ({Field.PLACE: place} if place else {})
    coded = Coded(
        status=StatusReading(status, StatusBasis.COLUMN),
        dates=dates or DateReading(),
        funding=funding,
        parties=parties or PartyReading(),
    )
    sources = () if resources is None else (Source(Field.RESOURCES, CellRef(0, resources)),)
    return Action(seq, f"key-{seq}", printed, sources, page_first=1, page_last=1, coded=coded, carried_forward=marked)


SACRO, APEX, NHS = "Sacro", "Apex Scotland", "NHS Tayside"
SPRING, SUMMER, NEXT = date(2011, 3, 31), date(2011, 6, 30), date(2012, 3, 31)
FIRST, SECOND, THIRD, FOURTH = WORDS

PLANS: tuple[tuple[str, int, tuple[Action, ...]], ...] = (
    (
        "tayside", 2010,
        (
            action(1, FIRST, BEGUN, due(SPRING), paid(500, FundingBasis.EXTERNAL, (SACRO, 200), (None, 300)),
                   led(SACRO, APEX), marked=True, resources=0),
            action(2, SECOND, DONE, OPEN, paid(900), led(APEX), resources=1),
            action(3, THIRD, LATE, due(SUMMER, SPRING), paid(900), many(30), resources=1),
            action(4, FOURTH, SILENT, STARTED, FundingReading(basis=FundingBasis.EXISTING), place="Angus", marked=True),
        ),
    ),
    (
        "tayside", 2011,
        (
            action(1, FIRST, DONE, due(NEXT), paid(500), led(SACRO)),
            action(2, "Build a shelter for the dogs of visitors", BEGUN, due(NEXT, SUMMER), paid(70.4)),
            action(3, THIRD, LATE, due(SUMMER)),
        ),
    ),
    ("tayside", 2012, (action(7, FIRST, DONE, due(SPRING)), action(8, FOURTH, BEGUN, place="Angus"))),
    ("northern", 2011, (action(1, FIRST, DONE, OPEN, parties=led(NHS, SACRO)), action(2, SECOND))),
)  # fmt: skip


def _plan(authority: str, year: int, actions: tuple[Action, ...]) -> Plan:
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
        actions=tuple(replace(each, key=f"{authority}/{year}/{each.seq}") for each in actions),
        findings=(),
    )


def store(path: Path) -> None:
    """Make the database of these plans."""
    writer = open_database(str(path))
    upgrade(writer)
    box = Box(0, 0, 100, 20)
    cells = tuple(Cell(row, 0, 1, 1, 1, box, (Paragraph("£500", box),)) for row in range(2))
    extracted = ExtractedDocument((PageInfo(1, 595, 842, 10),), (Table(2, 1, cells, (Region(1, box),)),), (), ())
    for number, (authority, year, actions) in enumerate(PLANS):
        source = SourceFile(f"{number:064x}", f"{authority}-{year}.pdf", f"file:///{authority}-{year}.pdf", 9)
        store_plan(writer, source, extracted, _plan(authority, year, actions), None)
    writer.dispose()
