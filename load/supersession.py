"""Which documents are current: a newer file of a plan supersedes the older, and so does a file's new content.

A document that was read later is the newer one. It supersedes another file's when every plan of that one is among its
own: of the same authority, kind, years and places, with the same councils in its title, and with half of its actions
like some in the newer. Otherwise they may be two plans, so both stay and a finding says so. A document without actions
supersedes none that has some.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, insert, select, update
from sqlalchemy.sql import ColumnElement

from cjaplans.load.finding_rows import finding_key
from cjaplans.load.ids import is_among, next_id
from cjaplans.load.lineage import SAME_TEXT, Measure, likeness, measure, trace
from cjaplans.load.models import Action, Document, Finding
from cjaplans.load.models.vocabulary import SupersededBasis
from cjaplans.load.plans import PLANS, PlanName, named_plans, of_plan, plans_of
from cjaplans.normalise.authorities import councils_in
from cjaplans.normalise.keys import distinct
from cjaplans.normalise.model import Severity, State
from cjaplans.normalise.periods import period_label

Row = dict[str, Any]

SUPERSEDES = "supersedes_file"
TWICE = "same_plan_twice"
#: A file goes on with another where at least this share of the other's actions are like some of its own.
IN_COMMON = 0.5
#: The codes of findings that depend on the other documents there are; they come and go with those.
CODES = (SUPERSEDES, TWICE)

#: A document whose bytes, as far as is known, still lie somewhere.
LIVE = Document.superseded_basis.is_distinct_from(SupersededBasis.FILE.value)


def displace(connection: Connection, document_id: int, place: ColumnElement[bool]) -> set[int]:
    """Let a stored document supersede what else was read from its place; return the ids of that.

    A rejection supersedes only rejections: a plan that was read from an earlier file there is still the last known.
    """
    acts = exists().where(Action.document_id == Document.id)
    state = connection.execute(select(Document.state).where(Document.id == document_id)).scalar_one()
    has_actions = connection.execute(select(acts.where(Document.id == document_id))).scalar_one()
    weaker = [Document.state == State.REJECTED] if state == State.REJECTED else [] if has_actions else [~acts]
    older = and_(Document.id != document_id, LIVE, place, *weaker)
    displaced = set(connection.execute(select(Document.id).where(older)).scalars())
    values = {"superseded_by": document_id, "superseded_basis": SupersededBasis.FILE.value}
    connection.execute(update(Document).where(is_among(Document.id, displaced)).values(values))
    return displaced


def settle(connection: Connection, changed: Collection[int], before: Iterable[PlanName] = ()) -> None:
    """Bring supersession, its findings and lineage up to documents that were stored, displaced or moved.

    ``before`` are the plans these documents had until now.
    """
    names = plans_of(connection, changed) | set(before)
    files = _Files(connection, names)
    turned = {each for each in sorted(files.doubtful(changed)) if files.resettle(each)}
    for document_id in sorted(files.current() | turned | files.successors(changed) | set(changed)):
        _write_findings(connection, document_id, files.findings(document_id))
    trace(connection, {(name.authority, name.start) for name in names | plans_of(connection, turned)})


@dataclass(slots=True)
class _Held:
    """One live document of a group; its ``plans``, each with the councils its title names."""

    id: int
    sha256: str
    file_name: str
    superseded_by: int | None
    plans: dict[PlanName, frozenset[str]] = field(default_factory=dict)


class _Files:
    """The live documents that hold any of some plans."""

    def __init__(self, connection: Connection, names: Collection[PlanName]) -> None:
        self._connection = connection
        self._measures: dict[tuple[int, PlanName], Sequence[Measure]] = {}
        self.held = _held(connection, names)

    def current(self) -> set[int]:
        return {each.id for each in self.held.values() if each.superseded_by is None}

    def successors(self, documents: Iterable[int]) -> set[int]:
        return {self.held[each].superseded_by or each for each in documents if each in self.held}

    def doubtful(self, changed: Collection[int]) -> Iterator[int]:
        """The documents whose successor may be another than it was."""
        for each in self.held.values():
            successor = each.superseded_by
            lost = successor is None or successor in changed or successor not in self.held
            if lost or each.id in changed or any(each.id < other < (successor or 0) for other in changed):
                yield each.id

    def resettle(self, document_id: int) -> bool:
        """Find a document's successor anew; return whether it is another than it was."""
        older = self.held[document_id]
        later = (self.held[each] for each in sorted(self.held) if each > document_id)
        successor = next((each.id for each in later if self._supersedes(each, older)), None)
        if successor == older.superseded_by:
            return False
        older.superseded_by = successor
        basis = None if successor is None else SupersededBasis.PLAN.value
        values = {"superseded_by": successor, "superseded_basis": basis}
        self._connection.execute(update(Document).where(Document.id == document_id).values(values))
        return True

    def findings(self, document_id: int) -> list[Row]:
        """What is to be said of a document beside the others; nothing of one that is no longer live."""
        own = self.held.get(document_id)
        if own is None:
            return []
        others = sorted((each for each in self.held.values() if each.id != document_id), key=lambda each: each.id)
        said = [
            (Severity.INFO, SUPERSEDES, f"'{each.file_name}' holds an earlier state of this plan and is superseded")
            for each in others
            if each.superseded_by == document_id
        ]
        if own.superseded_by is None:
            older = [each for each in others if each.id < document_id and each.superseded_by is None]
            said += [(Severity.WARNING, TWICE, message) for each in older for message in self._twice(own, each)]
        keys = distinct(finding_key(f"sha256/{own.sha256[:16]}", code, message) for _, code, message in said)
        return [
            {"severity": severity.value, "code": code, "message": message, "key": key}
            for (severity, code, message), key in zip(said, keys, strict=True)
        ]

    def _supersedes(self, newer: _Held, older: _Held) -> bool:
        held = older.plans.keys() <= newer.plans.keys()
        return held and all(self._goes_on(newer, older, name) for name in older.plans)

    def _goes_on(self, newer: _Held, older: _Held, name: PlanName) -> bool:
        """Whether a plan is the same in two documents: of the same councils and places, with actions in common."""
        new, old = self._actions(newer, name), self._actions(older, name)
        if not new or not old or not _places(old) <= _places(new) or older.plans[name] != newer.plans[name]:
            return False
        found = (likeness(new, old) >= SAME_TEXT).any(axis=0)
        return bool(found.mean() >= IN_COMMON)

    def _twice(self, newer: _Held, older: _Held) -> Iterator[str]:
        for name in sorted(newer.plans.keys() & older.plans.keys()):
            new, old = self._actions(newer, name), self._actions(older, name)
            apart = _apart(_places(new), _places(old)) or _apart(newer.plans[name], older.plans[name])
            if new and old and not apart:
                years = period_label(name.start, name.end)
                yield (
                    f"'{older.file_name}' holds a plan of {name.authority} for {years} too, which this file does not "
                    "take the place of; both are kept"
                )

    def _actions(self, document: _Held, name: PlanName) -> Sequence[Measure]:
        key = (document.id, name)
        if key not in self._measures:
            self._measures[key] = _measures(self._connection, *key)
        return self._measures[key]


def _held(connection: Connection, names: Collection[PlanName]) -> Mapping[int, _Held]:
    authorities = {name.authority for name in names}
    of_them = named_plans(connection, PLANS.c.authority_key.in_(sorted(authorities)))
    theirs = {document_id for document_id, name, _ in of_them if name in names}
    columns = (Document.id, Document.sha256, Document.file_name, Document.superseded_by)
    rows = connection.execute(select(*columns).where(is_among(Document.id, theirs), LIVE)).all()
    held = {row.id: _Held(*row) for row in rows}
    for document_id, name, title in named_plans(connection, is_among(PLANS.c.document_id, held)):
        plans = held[document_id].plans
        plans[name] = plans.get(name, frozenset()) | councils_in(title or "")
    return held


def _measures(connection: Connection, document_id: int, name: PlanName) -> list[Measure]:
    query = (
        select(Action.id, Action.ref, Action.place, Action.action_text, Action.detail)
        .join(PLANS, of_plan(Action))
        .where(
            PLANS.c.document_id == document_id,
            PLANS.c.authority_key == name.authority,
            PLANS.c.period_start == name.start,
            PLANS.c.period_end == name.end,
        )
    )
    return [measure(*row) for row in connection.execute(query)]


def _places(actions: Iterable[Measure]) -> set[str]:
    return {action.place or "" for action in actions}


def _apart(some: Collection[str], others: Collection[str]) -> bool:
    """Whether two plans are each for places that are named, and share none."""
    named = bool(some) and bool(others) and "" not in some and "" not in others
    return named and not set(some) & set(others)


def _write_findings(connection: Connection, document_id: int, wanted: Sequence[Row]) -> None:
    """Make a document's findings on other documents those wanted; where they are that already, nothing is written."""
    own = and_(Finding.document_id == document_id, Finding.code.in_(CODES))
    columns = (Finding.severity, Finding.code, Finding.message, Finding.key)
    there = [dict(row) for row in connection.execute(select(*columns).where(own).order_by(Finding.id)).mappings()]
    if there == list(wanted):
        return
    connection.execute(delete(Finding).where(own))
    first = next_id(connection, "finding")
    for number, row in enumerate(wanted, start=first):
        connection.execute(insert(Finding).values(row | {"id": number, "document_id": document_id}))
