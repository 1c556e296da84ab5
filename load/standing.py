"""How people's corrections stand: applied, stale, without an action, or waiting for a document to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from cjaplans.load.models import Action, ActionCorrection, Document
from cjaplans.load.plans import PLANS
from cjaplans.normalise.corrections import Corrected, Correction, prefix_of
from cjaplans.normalise.corrections.applying import why_stale
from cjaplans.normalise.keys import plan_name

#: The sign that follows "/": keys between the two are those of a plan.
AFTER = "0"
WHERE = (Document.file_name, Action.page_first)
OUTCOME = (
    ActionCorrection.action_id,
    ActionCorrection.field,
    ActionCorrection.was,
    ActionCorrection.now,
    ActionCorrection.found,
    ActionCorrection.applied == 1,
)

Identity = tuple[int, str, str | None, str | None]


class Standing(StrEnum):
    """What became of a correction."""

    APPLIED = "applied"
    STALE = "stale"
    UNMATCHED = "unmatched"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Judged:
    """A correction, how it stands, and why it is not applied; ``documents`` are the ids of those it is about."""

    correction: Correction
    standing: Standing
    problem: str | None = None
    documents: tuple[int, ...] = ()
    file_name: str | None = None
    page: int | None = None

    @property
    def told(self) -> str | None:
        """The problem, and the action that it is about."""
        return f"{self.correction.key}: {self.problem}" if self.standing is Standing.STALE else self.problem

    @property
    def sound(self) -> bool:
        """Whether nobody need look at it."""
        return self.standing in (Standing.APPLIED, Standing.WAITING)


@dataclass(frozen=True, slots=True)
class _Place:
    """An action in a current document."""

    action_id: int
    document_id: int
    file_name: str
    page: int


@dataclass(slots=True)
class _Stored:
    """What the database holds of the plans that corrections are to."""

    places: dict[str, list[_Place]] = field(default_factory=dict)
    outcomes: dict[Identity, Corrected] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)


def judge(connection: Connection, corrections: Sequence[Correction]) -> tuple[Judged, ...]:
    """How each correction stands, in their order."""
    if not corrections:
        return ()
    stored = _stored(connection, {prefix_of(each.key) for each in corrections})
    return tuple(_judged(each, stored) for each in corrections)


def _judged(each: Correction, stored: _Stored) -> Judged:
    places = stored.places.get(each.key, [])
    if not places:
        return _without_action(each, stored)
    found = [(p, stored.outcomes.get((p.action_id, each.field, each.was, each.now))) for p in places]
    documents = tuple(sorted({p.document_id for p in places}))
    place, outcome = min(found, key=lambda pair: (pair[1] is not None, pair[1] is not None and pair[1].applied))
    where = (documents, place.file_name, place.page)
    if outcome is None:
        return Judged(each, Standing.WAITING, f"the next 'cjaplans ingest' of {place.file_name} applies it", *where)
    if not outcome.applied:
        return Judged(each, Standing.STALE, why_stale(outcome), *where)
    return Judged(each, Standing.APPLIED, None, *where)


def _without_action(each: Correction, stored: _Stored) -> Judged:
    plan = prefix_of(each.key)
    document = stored.documents.get(plan)
    if document is None:
        return Judged(each, Standing.WAITING, f"no plan of {plan} is in the database")
    hint = _renamed(each.key, stored.places)
    problem = f"no action has the key {each.key}{hint}; correct the key or take it out of its file"
    return Judged(each, Standing.UNMATCHED, problem, (document,))


def _renamed(key: str, keys: Iterable[str]) -> str:
    """The one action of the plan with the same number, as a hint."""
    ref, _, _ = key.rpartition("-")
    same = [each for each in keys if each.rpartition("-")[0] == ref]
    return f" (the one with its number is {same[0]})" if len(same) == 1 and ref.count("/") > 1 else ""


def _stored(connection: Connection, plans: Iterable[str]) -> _Stored:
    stored = _Stored()
    wanted = sorted(plans)
    for plan in wanted:
        for key, *place in connection.execute(_current(plan, Action.key, Action.id, Document.id, *WHERE)):
            stored.places.setdefault(key, []).append(_Place(*place))
            stored.documents.setdefault(plan, place[1])
        outcomes = _current(plan, *OUTCOME).join(ActionCorrection, ActionCorrection.action_id == Action.id)
        for action_id, *outcome in connection.execute(outcomes):
            corrected = Corrected(*outcome)
            stored.outcomes[action_id, corrected.field, corrected.was, corrected.now] = corrected
    for plan, document_id in _plans(connection):
        if plan in wanted:
            stored.documents.setdefault(plan, document_id)
    return stored


def _current(plan: str, *columns: Any) -> Select[Any]:
    """These columns of the actions of a plan in current documents."""
    own = and_(Action.key >= f"{plan}/", Action.key < f"{plan}{AFTER}", Document.superseded_by.is_(None))
    joined = select(*columns).select_from(Action).join(Document, Document.id == Action.document_id)
    return joined.where(own).order_by(Document.id, Action.seq)


def _plans(connection: Connection) -> Iterator[tuple[str, int]]:
    """Every current plan that says whose and when it is, by its name, with its document."""
    columns = (PLANS.c.authority_key, PLANS.c.period_start, PLANS.c.document_id)
    current = and_(PLANS.c.superseded_by.is_(None), PLANS.c.authority_key.is_not(None))
    for authority, start, document_id in connection.execute(select(*columns).where(current).order_by(columns[2])):
        yield plan_name(authority, start), document_id
