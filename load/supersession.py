"""Which documents are current: a newer file of a plan supersedes the older, and so does a file's new content.

A document that was read later is the newer one. It supersedes another file's when every plan of that one is among its
own: of the same authority, kind, years and places, with the same councils in its title, and with half of its actions
like some in the newer. Otherwise they may be two plans, so both stay and a finding says so. A document without actions
supersedes none that has some.

However many files there are of a plan, a document is compared with few: the ``NEAR`` current files before and after it,
and those beyond that share an action's key, which is of its text. What two documents that stay as they are have been
to each other is not asked again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, exists, func, insert, select, update

from cjaplans.load.finding_rows import finding_key
from cjaplans.load.ids import next_id
from cjaplans.load.lineage import SAME_TEXT, Measure, likeness, measures, trace
from cjaplans.load.models import Action, Document, Finding
from cjaplans.load.neighbours import places_in
from cjaplans.load.plans import (
    LIVE,
    NamedPlan,
    PlanName,
    current_files,
    files_across,
    later_files,
    named_plans,
    plans_of,
)
from cjaplans.load.vocabulary import SupersededBasis
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
#: So many current files of a plan, to either side of one, are compared with it: more than an authority has councils.
NEAR = 20

_HAS_ACTIONS = exists().where(Action.document_id == Document.id)
_SUPERSEDE = (
    update(Document)
    .where(Document.id == bindparam("older"))
    .values(superseded_by=bindparam("newer"), superseded_basis=bindparam("basis"))
)
_STANDING = select(Document.state, _HAS_ACTIONS).where(Document.id == bindparam("document"))
_OTHERS = select(Document.id, Document.state, _HAS_ACTIONS).where(Document.id != bindparam("document"), LIVE)
_AT_PLACE = _OTHERS.where(Document.source_uri == bindparam("place"))
_NAMED_SO = _OTHERS.where(Document.source_uri.is_(None), Document.file_name == bindparam("name"))


def displace(
    connection: Connection, document_id: int, place: str | None, name: str = "", *, only_rejected: bool = False
) -> set[int]:
    """Let a stored document supersede what else was read from its place; return the ids of that.

    Where no place is known, what else has its ``name``. A rejection supersedes only rejections: a plan that was read
    from an earlier file there is still the last known.
    """
    query = _NAMED_SO if place is None else _AT_PLACE
    where = {"name": name} if place is None else {"place": place}
    others = connection.execute(query, where | {"document": document_id}).all()
    if not others:
        return set()
    state, acts = connection.execute(_STANDING, {"document": document_id}).one()
    only_rejected = only_rejected or state == State.REJECTED
    displaced = {
        other
        for other, its_state, its_acts in others
        if (its_state == State.REJECTED or not only_rejected) and (acts or state == State.REJECTED or not its_acts)
    }
    for each in sorted(displaced):
        _supersede(connection, each, document_id, SupersededBasis.FILE)
    return displaced


def _supersede(connection: Connection, older: int, newer: int | None, basis: SupersededBasis | None) -> None:
    values = {"older": older, "newer": newer, "basis": None if basis is None else basis.value}
    connection.execute(_SUPERSEDE, values)


@dataclass(frozen=True, slots=True)
class Before:
    """What a document held until now: its plans, and the places that its actions were for."""

    plans: Collection[PlanName] = ()
    places: Collection[str] = ()


#: Of a document that was not there.
NOTHING = Before()


def held_by(connection: Connection, document_id: int) -> Before:
    """What a document holds."""
    return Before(plans_of(connection, [document_id]), places_in(connection, document_id))


def settle(
    connection: Connection, changed: Collection[int], before: Before = NOTHING, *, new: int | None = None
) -> None:
    """Bring supersession, its findings and lineage up to documents that were stored, displaced or moved.

    One of them may be ``new``, the last of all: what only a document can have that was there before is not asked of it.
    """
    files = _Files(connection, changed, before.plans, new)
    turned = {each for each in files.doubtful() if files.resettle(each)}
    for document_id in sorted(files.talked_of(turned)):
        _write_findings(connection, document_id, files.findings(document_id), silent=document_id == new)
    starts = {(name.authority, name.start) for name in files.names_with(turned)}
    trace(connection, starts, {*changed, *turned}, before.places, new=new)


@dataclass(slots=True)
class _Held:
    """One live document; its ``plans``, each with the councils its title names and its parts of the document."""

    id: int
    sha256: str
    file_name: str
    superseded_by: int | None
    plans: Mapping[PlanName, tuple[frozenset[str], tuple[int, ...]]]


_DOCUMENT = select(Document.id, Document.sha256, Document.file_name, Document.superseded_by).where(
    Document.id == bindparam("document"), LIVE
)
_SUPERSEDED = select(Document.id).where(Document.superseded_by == bindparam("document"), LIVE).order_by(Document.id)
_MEASURES = select(Action.id, Action.ref, Action.place, Action.action_text, Action.detail).where(
    Action.document_id == bindparam("document"), func.coalesce(Action.part, 0) == bindparam("part")
)


def _sharing() -> Select[Any]:
    own = select(Action.key).where(Action.document_id == bindparam("document"))
    return select(Action.document_id).where(Action.key.in_(own)).distinct()


_SHARING = _sharing()


class _Files:
    """The live documents that hold any of some plans, as far as a change of some of them makes them looked at."""

    def __init__(
        self, connection: Connection, changed: Collection[int], plans: Collection[PlanName], new: int | None
    ) -> None:
        self._connection = connection
        self._changed = set(changed)
        self._new = new
        self._turned = False
        self._named: dict[int, Sequence[NamedPlan]] = {}
        self._names = sorted(self._names_of(changed) | set(plans))
        self._standing: dict[PlanName, Sequence[int]] = {}
        self._held: dict[int, _Held | None] = {}
        self._measures: dict[tuple[int, PlanName], Sequence[Measure]] = {}
        self._shared: dict[int, set[int]] = {}
        self._left: set[int] = set()

    def names_with(self, turned: Collection[int]) -> set[PlanName]:
        """The plans it is about, and those of documents that have ``turned`` too."""
        return {*self._names, *self._names_of(turned)}

    def doubtful(self) -> list[int]:
        """The documents whose successor may be another than it was."""
        found = set(self._newcomers)
        for each in self._newcomers:
            found.update(self._near(each, [other for other in self._current() if other < each][::-1]))
        for each in self._changed:
            found.update(other for other in self._superseded_by(each) if self._held_by(other).plans)
        for name in self._names if self._changed != {self._new} else ():
            found.update(files_across(self._connection, name, max(self._changed), min(self._changed)))
        return sorted(found)

    def resettle(self, document_id: int) -> bool:
        """Find a document's successor anew; return whether it is another than it was."""
        older = self._held_by(document_id)
        successor = next((each for each in self._candidates(older) if self._stands(older, each)), None)
        if successor == older.superseded_by:
            return False
        if older.superseded_by is not None:
            self._left.add(older.superseded_by)
        older.superseded_by = successor
        basis = None if successor is None else SupersededBasis.PLAN
        _supersede(self._connection, document_id, successor, basis)
        self._turned = True
        self._standing.clear()
        return True

    def talked_of(self, turned: Collection[int]) -> set[int]:
        """The documents of which something else may be to be said now."""
        found = {*self._changed, *turned, *self._left}
        found |= {held.superseded_by or held.id for each in found if (held := self._get(each))}
        current = self._current()
        for moved in {*self._changed, *turned}:
            found.update([each for each in current if each > moved][:NEAR])
        return found

    def findings(self, document_id: int) -> list[Row]:
        """What is to be said of a document beside the others; nothing of one that is no longer live."""
        own = self._get(document_id)
        if own is None:
            return []
        older = (self._held_by(each) for each in self._superseded_by(document_id) if each != document_id)
        said = [
            (Severity.INFO, SUPERSEDES, f"'{each.file_name}' holds an earlier state of this plan and is superseded")
            for each in older
        ]
        if own.superseded_by is None:
            before = [each for each in self._current_of(own) if each < document_id][-NEAR:]
            said += [(Severity.WARNING, TWICE, message) for each in before for message in self._twice(own, each)]
        keys = distinct(finding_key(f"sha256/{own.sha256[:16]}", code, message) for _, code, message in said)
        return [
            {"severity": severity.value, "code": code, "message": message, "key": key}
            for (severity, code, message), key in zip(said, keys, strict=True)
        ]

    @cached_property
    def _newcomers(self) -> list[int]:
        """The changed documents that are live and hold a plan that says its name."""
        return [each for each in sorted(self._changed) if (held := self._get(each)) and held.plans]

    def _candidates(self, older: _Held) -> Iterator[int]:
        """The later documents, in order, that may supersede one: those that have not failed to before."""
        successor = older.superseded_by
        later = [each for each in self._newcomers if each > older.id]
        if older.id in self._changed:
            yield from self._near(older.id, self._after(older, older.id))
        elif successor is None:
            yield from later
        elif successor in self._changed or not self._get(successor):
            beyond = self._near(older.id, self._after(older, successor))
            yield from sorted({*later, *beyond})
        else:
            yield from [each for each in later if each < successor]
            yield successor

    def _stands(self, older: _Held, candidate: int) -> bool:
        """Whether a document supersedes an older one; it stays so where neither changed."""
        kept = candidate == older.superseded_by and not {candidate, older.id} & self._changed
        return kept or self._supersedes(self._held_by(candidate), older)

    def _after(self, document: _Held, after: int) -> list[int]:
        if after == self._new:
            return []
        return sorted({each for name in document.plans for each in later_files(self._connection, name, after)})

    def _near(self, document_id: int, others: Sequence[int]) -> Iterator[int]:
        """Of documents, nearest first, those worth comparing with one."""
        yield from others[:NEAR]
        if len(others) > NEAR:
            if document_id not in self._shared:
                found = self._connection.execute(_SHARING, {"document": document_id})
                self._shared[document_id] = set(found.scalars())
            yield from (each for each in others[NEAR:] if each in self._shared[document_id])

    def _current(self) -> list[int]:
        return self._current_with(self._names)

    def _current_of(self, document: _Held) -> list[int]:
        return self._current_with(document.plans)

    def _current_with(self, names: Iterable[PlanName]) -> list[int]:
        found: set[int] = set()
        for name in names:
            if name not in self._standing:
                self._standing[name] = current_files(self._connection, name)
            found.update(self._standing[name])
        return sorted(found)

    def _superseded_by(self, document_id: int) -> list[int]:
        if document_id == self._new and not self._turned:
            return []
        return list(self._connection.execute(_SUPERSEDED, {"document": document_id}).scalars())

    def _get(self, document_id: int) -> _Held | None:
        """A document; None for one that is not live."""
        if document_id not in self._held:
            row = self._connection.execute(_DOCUMENT, {"document": document_id}).one_or_none()
            self._held[document_id] = None if row is None else _Held(*row, plans=self._plans(document_id))
        return self._held[document_id]

    def _held_by(self, document_id: int) -> _Held:
        held = self._get(document_id)
        if held is None:
            raise LookupError(f"document {document_id} is not live")
        return held

    def _plans(self, document_id: int) -> Mapping[PlanName, tuple[frozenset[str], tuple[int, ...]]]:
        plans: dict[PlanName, tuple[frozenset[str], tuple[int, ...]]] = {}
        for plan in self._plans_named(document_id):
            councils, parts = plans.get(plan.name, (frozenset(), ()))
            plans[plan.name] = (councils | councils_in(plan.title or ""), (*parts, plan.part))
        return plans

    def _plans_named(self, document_id: int) -> Sequence[NamedPlan]:
        if document_id not in self._named:
            self._named[document_id] = named_plans(self._connection, document_id)
        return self._named[document_id]

    def _names_of(self, documents: Iterable[int]) -> set[PlanName]:
        return {plan.name for each in documents for plan in self._plans_named(each)}

    def _supersedes(self, newer: _Held, older: _Held) -> bool:
        held = older.plans.keys() <= newer.plans.keys()
        return held and all(self._goes_on(newer, older, name) for name in older.plans)

    def _goes_on(self, newer: _Held, older: _Held, name: PlanName) -> bool:
        """Whether a plan is the same in two documents: of the same councils and places, with actions in common."""
        if older.plans[name][0] != newer.plans[name][0]:
            return False
        new, old = self._actions(newer, name), self._actions(older, name)
        if not new or not old or not _places(old) <= _places(new):
            return False
        found = (likeness(new, old) >= SAME_TEXT).any(axis=0)
        return bool(found.mean() >= IN_COMMON)

    def _twice(self, own: _Held, older_id: int) -> Iterator[str]:
        older = self._held_by(older_id)
        for name in sorted(own.plans.keys() & older.plans.keys()):
            if _apart(own.plans[name][0], older.plans[name][0]):
                continue
            new, old = self._actions(own, name), self._actions(older, name)
            if new and old and not _apart(_places(new), _places(old)):
                years = period_label(name.start, name.end)
                yield (
                    f"'{older.file_name}' holds a plan of {name.authority} for {years} too, which this file does not "
                    "take the place of; both are kept"
                )

    def _actions(self, document: _Held, name: PlanName) -> Sequence[Measure]:
        key = (document.id, name)
        if key not in self._measures:
            parts = ({"document": document.id, "part": part} for part in document.plans[name][1])
            self._measures[key] = measures(row for part in parts for row in self._connection.execute(_MEASURES, part))
        return self._measures[key]


def _places(actions: Iterable[Measure]) -> set[str]:
    return {action.place or "" for action in actions}


def _apart(some: Collection[str], others: Collection[str]) -> bool:
    """Whether two plans are each for places that are named, and share none."""
    named = bool(some) and bool(others) and "" not in some and "" not in others
    return named and not set(some) & set(others)


_SAID = (
    select(Finding.severity, Finding.code, Finding.message, Finding.key)
    .where(Finding.document_id == bindparam("document"), Finding.code.in_(CODES))
    .order_by(Finding.id)
)
_UNSAY = delete(Finding).where(and_(Finding.document_id == bindparam("document"), Finding.code.in_(CODES)))
_SAY = insert(Finding)


def _write_findings(connection: Connection, document_id: int, wanted: Sequence[Row], *, silent: bool) -> None:
    """Make a document's findings on other documents those wanted; where they are that already, nothing is written.

    A ``silent`` one has none.
    """
    if not silent:
        there = [dict(row) for row in connection.execute(_SAID, {"document": document_id}).mappings()]
        if there == list(wanted):
            return
        connection.execute(_UNSAY, {"document": document_id})
    if wanted:
        numbered = enumerate(wanted, start=next_id(connection, "finding"))
        connection.execute(_SAY, [row | {"id": number, "document_id": document_id} for number, row in numbered])
