"""Pointers between the actions of a plan, followed to their targets ("As 3.1 above")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from cjaplans.normalise.coded import (
    Coded,
    Doubt,
    PartyReading,
    PartyRole,
    Reference,
    Resolution,
    StatusBasis,
    StatusCode,
    StatusReading,
)
from cjaplans.normalise.corrections import Corrected, Correction
from cjaplans.normalise.corrections.applying import correct_coded
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action

#: The coded value that each field's text gives.
VALUES = {
    Field.RESPONSIBLE: "parties",
    Field.TIMESCALE: "dates",
    Field.RESOURCES: "funding",
    Field.OUTCOMES: "outcomes",
    Field.STATUS: "status",
    Field.PROGRESS: "status",
}
NOTHING: Mapping[str, Sequence[Correction]] = MappingProxyType({})
#: Where a status may be found that is nobody's own.
UNSAID = frozenset({StatusBasis.NONE, StatusBasis.CROSS_REFERENCE})


def link(
    actions: Sequence[Action], corrections: Mapping[str, Sequence[Correction]] = NOTHING
) -> tuple[tuple[Action, ...], list[tuple[Action, Doubt]]]:
    """The actions with their pointers followed, and what there is to say of each pointer.

    A field that only points takes the value of the action it points to; an action folded into another is
    withdrawn unless its own status says otherwise. A pointer to no action gives no value. Then the coded values
    are corrected: ``corrections`` by the keys of actions; others that point there take the corrected ones.
    """
    linker = _Linker(actions, corrections)
    return tuple(linker.action(index) for index in range(len(actions))), linker.doubts


@dataclass(slots=True)
class _Linker:
    actions: Sequence[Action]
    corrections: Mapping[str, Sequence[Correction]]
    doubts: list[tuple[Action, Doubt]] = field(default_factory=list)
    _done: dict[int, Coded] = field(default_factory=dict)
    _corrected: dict[int, tuple[Corrected, ...]] = field(default_factory=dict)

    def action(self, index: int) -> Action:
        """An action as it is once its pointers are followed and its coded values corrected."""
        action = self.actions[index]
        coded = self.coded(index)
        return replace(action, coded=coded, corrections=(*action.corrections, *self._corrected[index]))

    def coded(self, index: int) -> Coded:
        """What the action means once its pointers are followed; each action is followed once."""
        action = self.actions[index]
        if index not in self._done:
            self._done[index] = action.coded  # what a circle of pointers gets to see
            followed = self._follow(index, action)
            self._done[index], self._corrected[index] = correct_coded(followed, self.corrections.get(action.key, ()))
        return self._done[index]

    def _follow(self, index: int, action: Action) -> Coded:
        coded = action.coded
        followed = []
        for reference in coded.references:
            targets = self._targets(index, reference)
            followed.append(replace(reference, targets=tuple(self._seq(t) for t in targets)))
            self._say(action, reference, targets)
            found = [t for t in targets if t is not None]
            if found and reference.resolution is Resolution.COPY:
                coded = _copied(coded, self.coded(found[0]), reference)
            elif reference.resolution is Resolution.SUPERSEDED_BY:
                coded = _withdrawn(coded, reference)
        return replace(coded, references=tuple(followed))

    def _seq(self, index: int | None) -> int | None:
        return None if index is None else self.actions[index].seq

    def _targets(self, index: int, reference: Reference) -> list[int | None]:
        if not reference.refs:
            return [self._above(index, reference.field)]
        return [self._by_ref(index, ref, reference.printed) for ref in reference.refs]

    def _above(self, index: int, name: Field | None) -> int | None:
        """The nearest action above that has a text in the field."""
        above = range(index - 1, -1, -1)
        return next((i for i in above if name is None or self.actions[i].printed.get(name)), None)

    def _by_ref(self, index: int, ref: str, printed: str) -> int | None:
        """The nearest action above with that reference, else the first below; itself only where it is not named."""
        order = [*range(index, -1, -1), *range(index + 1, len(self.actions))]
        if ref.casefold() in printed.casefold():
            order.remove(index)
        return next((i for i in order if self.actions[i].printed.get(Field.REF, "").casefold() == ref.casefold()), None)

    def _say(self, action: Action, reference: Reference, targets: Sequence[int | None]) -> None:
        missing = [ref for ref, t in zip(reference.refs or ("an action above",), targets, strict=True) if t is None]
        if missing:
            text = (
                f"'{reference.printed[:60]}' in the {reference.field} points to {', '.join(missing)}, no other row here"
            )
            self.doubts.append((action, Doubt("cross_reference_missing", text)))
        else:
            names = reference.refs or tuple(self._name(t) for t in targets if t is not None)
            text = f"'{reference.printed[:60]}' in the {reference.field} points to {', '.join(names)}"
            self.doubts.append((action, Doubt("cross_reference", text)))

    def _name(self, index: int) -> str:
        target = self.actions[index]
        return target.printed.get(Field.REF) or f"action {target.seq}"


def _copied(coded: Coded, target: Coded, reference: Reference) -> Coded:
    value = VALUES.get(reference.field) if reference.field else None
    if value is None:
        return coded
    if value == "status":
        return _with_status_of(coded, target, reference)
    if value == "parties":
        return replace(coded, parties=_with_parties_of(coded.parties, target.parties, reference.role))
    return replace(coded, **{value: replace(getattr(target, value), doubts=())})


def _with_status_of(coded: Coded, target: Coded, reference: Reference) -> Coded:
    """A pointing status column wins over prose as any status column does; pointing progress over nothing."""
    if reference.field is Field.PROGRESS and coded.status.basis not in UNSAID:
        return coded
    rule = "the status of the action it points to"
    return replace(coded, status=replace(target.status, basis=StatusBasis.CROSS_REFERENCE, rule=rule, doubts=()))


def _with_parties_of(own: PartyReading, theirs: PartyReading, role: PartyRole | None) -> PartyReading:
    """A column that points takes the parties of the same column above; those of other columns stay."""
    known = {(party.kind, party.name) for party in own.parties}
    meant = (p for p in theirs.parties if p.role is not PartyRole.NAMED and role in (None, p.role))
    new = tuple(party for party in meant if (party.kind, party.name) not in known)
    return replace(own, parties=new + own.parties, rule="the parties of the action it points to") if new else own


def _withdrawn(coded: Coded, reference: Reference) -> Coded:
    if coded.status.basis not in (StatusBasis.NONE, StatusBasis.INFERRED):
        return coded
    code = StatusCode.WITHDRAWN
    rule = f"folded into {', '.join(reference.refs)}"
    return replace(coded, status=StatusReading(code, StatusBasis.CROSS_REFERENCE, (code,), rule=rule))
