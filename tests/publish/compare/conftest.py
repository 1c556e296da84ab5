"""Plans of several authorities, years, places and schemes in one database; all that they say is invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.database import open_database, open_readonly, upgrade
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.coded import (
    Coded,
    OutcomeLink,
    OutcomeReading,
    Party,
    PartyKind,
    PartyReading,
    PartyRole,
    StatusBasis,
    StatusCode,
    StatusReading,
    ThemeReading,
)
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, DocumentKind, Plan, PlanPart, State


@dataclass(frozen=True)
class Said:
    """What one action says: its outcomes, parted by spaces, its status, theme, place and organisation."""

    outcomes: str = ""
    status: StatusCode = StatusCode.UNKNOWN
    theme: str | None = None
    place: str | None = None
    organisation: str | None = None


DONE, LATE, BEGUN = StatusCode.COMPLETE, StatusCode.DELAYED, StatusCode.IN_PROGRESS

#: File name, authority, first and last year, scheme, and what the actions say.
PLANS: tuple[tuple[str, str | None, int | None, int, str | None, tuple[Said, ...]], ...] = (
    (
        "tayside.pdf", "tayside", 2010, 2011, "NSMO23",
        (
            Said("C1 C6", DONE, "workforce", None, "Sacro"),
            Said("C1 C6 C6", BEGUN, "communication", "Angus", "Apex Scotland"),
            Said("O2", DONE, None, "Angus", "Sacro"),
            Said("", LATE, "workforce", "Dundee City"),
        ),
    ),
    (
        "lothian.pdf", "lothian-and-borders", 2010, 2011, "LB14",
        (
            Said("A1 A3", DONE, "working-together", "Midlothian", "Sacro"),
            Said("A3", LATE, "working-together", None),
            Said("B2", BEGUN, "performance", "East Lothian"),
        ),
    ),
    ("lothian-later.pdf", "lothian-and-borders", 2011, 2012, "NSMO23", (Said("C6 S7", DONE), Said("C3"))),
    ("opif.pdf", "glasgow", 2016, 2017, "OPIF7", (Said("1 6", BEGUN, None, "Glasgow City"), Said("4", DONE))),
    ("silent.pdf", "northern", 2011, 2012, None, (Said("", DONE, "communication"), Said("", BEGUN, None, "Moray"))),
    ("calendar.pdf", "northern", 2010, 2010, "NSMO23", (Said("S1 S2", DONE), Said("O9", LATE))),
    ("nobody's.pdf", None, None, 0, "NSMO23", (Said("C1", DONE, "workforce", "Fife"),)),
)  # fmt: skip


def _action(seq: int, said: Said, scheme: str | None, part: int | None = None) -> Action:
    links = tuple(OutcomeLink(code, f"{scheme}:{code}") for code in dict.fromkeys(said.outcomes.split()))
    name = said.organisation
    parties = (Party(name, PartyKind.ORGANISATION, name, name, PartyRole.LEAD),) if name else ()
    printed = {Field.REF: str(seq), Field.ACTION: f"Mend bicycle {seq}"}
    if said.place:
        printed[Field.PLACE] = said.place
    coded = Coded(
        status=StatusReading(said.status, StatusBasis.COLUMN),
        outcomes=OutcomeReading(scheme, links),
        parties=PartyReading(parties),
        theme=ThemeReading(said.theme, "women" if seq % 2 else None),
    )
    return Action(seq, f"key-{seq}", printed, (), page_first=1, page_last=1, coded=coded, part=part)


def _plan(authority: str | None, first: int | None, last: int, scheme: str | None, actions: tuple[Action, ...]) -> Plan:
    end = date(last, 12, 31) if first == last else date(last or 1, 3, 31)
    return Plan(
        kind=DocumentKind.ACTION_PLAN,
        state=State.LOADED,
        reason=None,
        authority=authority,
        title=None,
        period_start=date(first, 4, 1) if first else None,
        period_end=end if first else None,
        scheme=scheme,
        tables=(),
        actions=actions,
        findings=(),
    )


def _two_plans() -> Plan:
    """A file that holds two plans, of different authorities and schemes."""
    parts = (
        PlanPart(1, 1, 1, "One", "lanarkshire", date(2010, 4, 1), date(2011, 3, 31), "NSMO23"),
        PlanPart(2, 1, 1, "Two", "tayside", date(2012, 4, 1), date(2014, 3, 31), "LB14"),
    )
    actions = (_action(1, Said("O5", DONE), "NSMO23", 1), _action(2, Said("B4 C4", DONE), "LB14", 2))
    return replace(_plan(None, None, 0, None, actions), parts=parts)


@pytest.fixture(scope="package")
def varied_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database of all these plans is."""
    path = tmp_path_factory.mktemp("varied") / "plans.db"
    writer = open_database(str(path))
    upgrade(writer)
    extracted = ExtractedDocument((), (), (), ())
    plans = {
        name: _plan(authority, first, last, scheme, tuple(_action(n, each, scheme) for n, each in enumerate(said, 1)))
        for name, authority, first, last, scheme, said in PLANS
    }
    for number, (name, plan) in enumerate({**plans, "two.pdf": _two_plans()}.items()):
        actions = tuple(replace(action, key=f"{Path(name).stem}/{action.seq}") for action in plan.actions)
        plan = replace(plan, actions=actions)
        source = SourceFile(f"{number:064x}", name, f"file:///plans/{name}", 9)
        store_plan(writer, source, extracted, plan, None)
    writer.dispose()
    return path


@pytest.fixture(scope="package")
def varied(varied_path: Path) -> Iterator[Engine]:
    """The database of all these plans, open for reading."""
    reader = open_readonly(str(varied_path))
    yield reader
    reader.dispose()
