"""Each plan in the years it is for, and the years that lack one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from cjaplans.normalise.model import DocumentKind, State
from cjaplans.normalise.periods import period_label
from cjaplans.publish.catalogue.placing import Basis, guessed_kind, place_of
from cjaplans.publish.catalogue.years import PLANNED, label, lived_in, years_of

COLUMNS = (
    "authority_key", "year", "state", "document_id", "part", "file_name", "kind", "title", "period", "several_years",
    "placed_by", "actions", "superseded", "copies", "reason",
)  # fmt: skip


class Holding(StrEnum):
    """What is held of a year's plan."""

    HELD = "held"
    NEEDS_REVIEW = "needs_review"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    NO_PLAN = "no_plan"


@dataclass(frozen=True, slots=True)
class Area:
    """An authority, and the days of its life."""

    key: str
    established: date
    abolished: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan in the database: a document that none supersedes, or one of the plans in it.

    ``superseded`` counts the older versions of the document, ``copies`` the other files with its bytes.
    """

    document_id: int
    part: int | None
    file_name: str
    kind: DocumentKind
    state: State
    has_text: bool
    authority: str | None
    title: str | None
    period: tuple[date, date] | None
    reason: str | None
    actions: int
    superseded: int
    copies: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A plan in one of its years, or a year without one.

    ``authority`` and ``year`` are None where they are not even to be guessed. ``several_years`` for an area plan, or
    another for more than one year: no year's own action plan.
    """

    authority: str | None
    year: int | None
    state: Holding
    plan: Plan | None = None
    period: tuple[date, date] | None = None
    several_years: bool = False
    placed_by: Basis | None = None

    @property
    def placed(self) -> bool:
        """Whether it has a place in a table of authorities and years."""
        return self.authority is not None and self.year is not None and self.state is not Holding.NO_PLAN

    @property
    def guessed(self) -> bool:
        """Whether its place is not what the document itself states."""
        return self.placed_by in (Basis.TITLE, Basis.FILE_NAME)

    def row(self) -> dict[str, Any]:
        """The entry by ``COLUMNS``."""
        plan = self.plan
        return {
            "authority_key": self.authority,
            "year": None if self.year is None else label(self.year),
            "state": self.state.value,
            "document_id": plan and plan.document_id,
            "part": plan and plan.part,
            "file_name": plan and plan.file_name,
            "kind": plan and plan.kind.value,
            "title": plan and plan.title,
            "period": period_label(*self.period) if self.period else None,
            "several_years": int(self.several_years) if plan else None,
            "placed_by": self.placed_by and self.placed_by.value,
            "actions": plan and plan.actions,
            "superseded": plan and plan.superseded,
            "copies": plan and plan.copies,
            "reason": plan and plan.reason,
        }


def entries(plans: Iterable[Plan], areas: Sequence[Area]) -> tuple[Entry, ...]:
    """Every plan in each of its years and every year without its own, by authority and year; then what has no place.

    Every year of an authority's life from 2007-08 to 2016-17 should have an action plan of its own (domain 1).
    """
    held = [entry for plan in plans for entry in _entries_of(plan)]
    missing = [entry for area in areas for entry in _missing(area, held)]
    return tuple(sorted([*held, *missing], key=_order))


def _entries_of(plan: Plan) -> Iterator[Entry]:
    plan = replace(plan, kind=_kind(plan))
    place = place_of(plan.authority, plan.period, plan.title, plan.file_name)
    years: Sequence[int | None] = years_of(*place.period) if place.period else (None,)
    several = plan.kind is DocumentKind.AREA_PLAN or len(years) > 1
    basis = place.basis if place.authority or place.period else None
    for year in years:
        yield Entry(place.authority, year, _holding(plan), plan, place.period, several, basis)


def _kind(plan: Plan) -> DocumentKind:
    """What the plan is; of one in which no table of a plan was found, what its title or file's name says."""
    if plan.kind is not DocumentKind.OTHER:
        return plan.kind
    return guessed_kind(plan.title, "" if plan.has_text else plan.file_name)


def _holding(plan: Plan) -> Holding:
    if plan.kind in (DocumentKind.GUIDANCE, DocumentKind.OTHER):
        return Holding.NO_PLAN
    if plan.state is State.REJECTED or not plan.has_text:
        return Holding.UNREADABLE
    return Holding.HELD if plan.state is State.LOADED else Holding.NEEDS_REVIEW


def _missing(area: Area, held: Iterable[Entry]) -> Iterator[Entry]:
    """The years of an authority's life of which there is nothing, or only a plan for several years."""
    own = {entry.year for entry in held if entry.authority == area.key and entry.placed and not entry.several_years}
    for year in PLANNED:
        if year not in own and lived_in(year, area.established, area.abolished):
            yield Entry(area.key, year, Holding.MISSING)


def _order(entry: Entry) -> tuple[Any, ...]:
    plan = entry.plan
    where = (not entry.placed, entry.authority or "~", entry.year or 9999, entry.several_years)
    return (*where, (plan.document_id, plan.part or 0) if plan else (0, 0))
