"""Pointers between actions are followed, and those that lead nowhere are told."""

from __future__ import annotations

from cjaplans.normalise.coded import (
    Coded,
    Party,
    PartyKind,
    PartyReading,
    Reference,
    Resolution,
    StatusBasis,
    StatusCode,
    StatusReading,
)
from cjaplans.normalise.fields import Field
from cjaplans.normalise.linking import link
from cjaplans.normalise.model import Action

KELPIE = PartyReading((Party("KWT", PartyKind.ORGANISATION, "Kelpie Works Trust", "Kelpie Works Trust"),))
DONE = StatusReading(StatusCode.COMPLETE, StatusBasis.COLUMN, (StatusCode.COMPLETE,))


def action(seq: int, ref: str, coded: Coded, **printed: str) -> Action:
    texts = {Field.REF: ref, **{Field(name): text for name, text in printed.items()}}
    return Action(seq, f"k{seq}", texts, (), 1, 1, coded=coded)


def pointer(name: Field, *refs: str, resolution: Resolution = Resolution.COPY) -> Coded:
    printed = f"as {refs[0]} above" if refs else "as above"
    return Coded(references=(Reference(printed, name, refs, resolution),))


def test_a_lead_as_above_is_the_lead_above_however_far() -> None:
    first = action(1, "1", Coded(parties=KELPIE), responsible="KWT")
    second = action(2, "2", pointer(Field.RESPONSIBLE), responsible="as above")
    empty = action(3, "3", Coded())
    last = action(4, "4", pointer(Field.RESPONSIBLE), responsible="As above")
    actions, doubts = link((first, second, empty, last))
    assert [a.coded.parties.parties for a in actions] == [KELPIE.parties, KELPIE.parties, (), KELPIE.parties]
    assert actions[3].coded.references[0].targets == (2,)
    assert [(a.seq, d.code) for a, d in doubts] == [(2, "cross_reference"), (4, "cross_reference")]


def test_a_status_comes_with_the_basis_cross_reference() -> None:
    target = action(1, "6.2", Coded(status=DONE), status="Achieved")
    pointing = action(2, "6.3", pointer(Field.PROGRESS, "6.2"), progress="As 6.2 above")
    (_, second), _ = link((target, pointing))
    assert (second.coded.status.code, second.coded.status.basis) == (StatusCode.COMPLETE, StatusBasis.CROSS_REFERENCE)


def test_a_pointer_to_nowhere_gives_nothing_and_is_told() -> None:
    lone = action(1, "1", pointer(Field.RESPONSIBLE, "9.9"), responsible="as 9.9")
    first = action(2, "2", pointer(Field.TIMESCALE), timescale="as above")
    actions, doubts = link((lone, first))
    assert actions[0].coded.parties == PartyReading()
    assert [d.code for _, d in doubts] == ["cross_reference_missing", "cross_reference_missing"]


def test_a_circle_of_pointers_ends() -> None:
    one = action(1, "1", pointer(Field.RESPONSIBLE, "2"), responsible="as 2")
    two = action(2, "2", pointer(Field.RESPONSIBLE, "1"), responsible="as 1")
    actions, _ = link((one, two))
    assert [a.coded.parties for a in actions] == [PartyReading(), PartyReading()]


def test_an_action_folded_into_another_is_withdrawn_unless_its_column_says_otherwise() -> None:
    folded = pointer(Field.PROGRESS, "2", resolution=Resolution.SUPERSEDED_BY)
    silent = action(1, "1", folded, progress="merged with 2")
    said = action(2, "2", Coded(status=DONE, references=folded.references), status="Achieved")
    actions, _ = link((silent, said))
    assert [a.coded.status.code for a in actions] == [StatusCode.WITHDRAWN, StatusCode.COMPLETE]


def test_of_rows_that_share_a_reference_the_nearest_above_is_meant() -> None:
    rows = [action(1, "2.4", Coded()), action(2, "2.4", Coded(parties=KELPIE), responsible="KWT")]
    rows += [action(3, "3", pointer(Field.RESPONSIBLE, "2.4"), responsible="as 2.4"), action(4, "2.4", Coded())]
    actions, _ = link(rows)
    assert actions[2].coded.references[0].targets == (2,)
