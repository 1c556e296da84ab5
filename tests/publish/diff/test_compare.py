"""Two databases compared: which row is which, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.load.models import Base
from cjaplans.publish.diff import pairing
from cjaplans.publish.diff.compare import compare
from cjaplans.publish.diff.fields import (
    ACTION_FIELDS,
    ACTION_PASSED_OVER,
    DECISIONS,
    DOCUMENT_COLUMNS,
    DOCUMENT_LISTS,
    DOCUMENT_PASSED_OVER,
    LISTS,
    PLAN_FIELDS,
)
from cjaplans.publish.diff.model import ActionRow, Change, Diff, MatchedBy, Snapshot
from cjaplans.publish.diff.scope import scope_of
from cjaplans.publish.listing import UnknownFilterError
from tests.publish.diff.rows import action, database, document, finding

TABLES = Base.metadata.tables
#: Columns that only say whose row it is.
POINTERS = {"id", "action_id", "document_id", "seq", "organisation_id", "target_action_id"}


def columns(table: str) -> set[str]:
    return {column.name for column in TABLES[table].columns}


def test_every_column_is_compared_or_passed_over_by_name() -> None:
    assert columns("action") == (set(ACTION_FIELDS) - set(LISTS) - set(PLAN_FIELDS)) | ACTION_PASSED_OVER
    assert columns("document") == set(DOCUMENT_COLUMNS) | DOCUMENT_PASSED_OVER
    tables = ("action_outcome", "action_party", "action_date", "action_funding", "action_reference", "action_step")
    for table, (name, entry) in zip(tables, LISTS.items(), strict=True):
        followed = {"parties": {"organisation"}, "references": {"target"}}.get(name, set())
        assert columns(table) - POINTERS == set(entry) - followed, name
    for table, entry in DOCUMENT_LISTS.values():
        assert columns(table) - POINTERS == set(entry), table
    for table, key, compared in DECISIONS.values():
        assert columns(table) - {"id"} == {*key, *compared}, table


def changes(diff: Diff) -> list[tuple[str, list[str]]]:
    return [(change.change.value, [field.field for field in change.fields]) for change in diff.actions]


WORKSHOP = "Open a bicycle workshop in the old mill"


def test_an_action_is_known_by_its_key_and_compared_field_by_field() -> None:
    old = action(1, WORKSHOP, status_code="in_progress", outcomes=(("3", "NSMO23:C1", "stated"),))
    new = action(9, WORKSHOP, status_code="complete", outcomes=())
    diff = compare(database([old]), database([new]))
    assert changes(diff) == [("changed", ["status_code", "outcomes"])]
    assert diff.actions[0].matched_by is MatchedBy.KEY
    assert (diff.actions[0].fields[0].old, diff.actions[0].fields[0].new) == ("in_progress", "complete")


def test_where_an_action_stands_is_no_change() -> None:
    old = action(1, WORKSHOP)
    diff = compare(database([old]), database([replace(old, id=4, seq=7, page=3)]))
    assert not diff.differs
    assert diff.same_actions == 1


@pytest.mark.parametrize(
    ("old", "new", "matched_by"),
    [
        ((WORKSHOP, "1a"), ("Open a bicycle shop in a new mill", "1a"), MatchedBy.REF),
        ((WORKSHOP, "1a"), (f"{WORKSHOP} soon", "2b"), MatchedBy.TEXT),
        ((WORKSHOP, "1a"), (WORKSHOP.upper(), "1a"), MatchedBy.TEXT),
        ((WORKSHOP, None), (f"{WORKSHOP} soon", None), MatchedBy.TEXT),
    ],
)
def test_an_action_whose_key_changed_is_changed(
    old: tuple[str, str | None], new: tuple[str, str | None], matched_by: MatchedBy
) -> None:
    diff = compare(database([action(1, old[0], ref=old[1])]), database([action(2, new[0], ref=new[1])]))
    (change,) = diff.actions
    assert (change.change, change.matched_by) == (Change.CHANGED, matched_by)
    assert "key" in [field.field for field in change.fields]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((WORKSHOP, "1a"), ("Teach every court clerk to sing", "1a")),
        ((WORKSHOP, None), ("Open a chess club in the old school", None)),
    ],
)
def test_a_number_used_again_is_another_action(old: tuple[str, str | None], new: tuple[str, str | None]) -> None:
    diff = compare(database([action(1, old[0], ref=old[1])]), database([action(2, new[0], ref=new[1])]))
    assert sorted(change for change, _ in changes(diff)) == ["added", "removed"]


def test_plans_of_two_places_and_two_authorities_are_kept_apart() -> None:
    perth, angus = action(1, WORKSHOP, key="k1", place="Perth"), action(2, WORKSHOP, key="k2", place="Angus")
    assert len(compare(database([perth]), database([angus])).actions) == 2
    glasgow = document(2, authority_key="glasgow")
    old = database([action(1, WORKSHOP)])
    new = database([action(2, WORKSHOP, of=glasgow)], [glasgow])
    assert sorted(change for change, _ in changes(compare(old, new))) == ["added", "removed"]


def test_a_document_whose_period_changed_keeps_its_actions() -> None:
    before, after = document(), document(period_start="2010-04-01", period_end="2011-03-31")
    old, new = (database([action(1, WORKSHOP, of=home)], [home]) for home in (before, after))
    diff = compare(old, new)
    assert changes(diff) == [("changed", ["key", "period"])]
    assert [field.field for field in diff.documents[0].fields] == ["period_start", "period_end"]


def test_actions_of_one_key_are_paired_within_their_documents() -> None:
    first, second = document(1), document(2)
    old = [action(1, WORKSHOP, of=first, status="a"), action(2, WORKSHOP, of=second, status="b")]
    new = [replace(old[1], id=1, seq=1), replace(old[0], id=2, seq=2)]
    assert not compare(database(old, [first, second]), database(new, [first, second])).differs


def test_confidence_is_compared_when_asked_for() -> None:
    old, new = database([action(1, WORKSHOP)]), database([action(1, WORKSHOP, confidence=0.5)])
    assert not compare(old, new).differs
    assert changes(compare(old, new, scope_of(confidence=True))) == [("changed", ["confidence"])]
    assert changes(compare(old, new, scope_of(fields=["confidence"]))) == [("changed", ["confidence"])]


def test_documents_added_removed_and_changed() -> None:
    old = [document(1), document(2, authority_key="glasgow")]
    new = [document(1, state="needs_review"), document(3, authority_key="northern")]
    diff = compare(database(documents=old), database(documents=new))
    assert [(c.change, c.old and c.old.id, c.new and c.new.id) for c in diff.documents] == [
        (Change.CHANGED, 1, 1),
        (Change.REMOVED, 2, None),
        (Change.ADDED, None, 3),
    ]


def test_a_superseded_document_and_its_return() -> None:
    before, after = document(1, "old"), document(2, "new", file_name="other.pdf", period_start=None)
    old, new = database(documents=[before]), database(documents=[after], superseded={"old": 2})
    assert [change.change for change in compare(old, new).documents] == [Change.SUPERSEDED]
    assert [change.change for change in compare(new, old).documents] == [Change.RESTORED]


def test_a_superseded_document_beside_its_successor_known_before() -> None:
    first, second = document(1), document(2)
    old = database(documents=[first, second])
    new = database(documents=[second], superseded={first.sha256: 2})
    diff = compare(old, new)
    assert [(c.change, c.old and c.old.id, c.new and c.new.id) for c in diff.documents] == [(Change.SUPERSEDED, 1, 2)]
    assert diff.same_documents == 1


@pytest.mark.parametrize(
    "values", [{"file_name": "plan-1.pdf", "authority_key": "glasgow"}, {"file_name": "other.pdf"}]
)
def test_other_bytes_in_the_same_place_replace_a_document(values: dict[str, Any]) -> None:
    diff = compare(database(documents=[document(1)]), database(documents=[document(2, **values)]))
    assert [change.change for change in diff.documents] == [Change.REPLACED]


def test_findings_are_told_apart_by_what_they_say_of_what() -> None:
    mill = action(1, WORKSHOP)
    old = database([mill], findings=[finding(1, "odd", of=mill), finding(2, "stale"), finding(3, "twice")])
    moved = replace(mill, id=5)
    new = database(
        [moved], findings=[replace(finding(7, "odd", of=moved), page=9), finding(8, "twice"), finding(9, "twice")]
    )
    found = [(c.change.value, c.finding.id) for c in compare(old, new).findings]
    assert found == [("removed", 2), ("added", 9)]


def test_corrections_and_reviews() -> None:
    one = ("correction", ("tayside/2009-10/1-x", "status"))
    two = ("review", ("tayside/2009-10/1-x:odd:1",))
    old = replace(database(), decisions={one: (("a", "b"),), two: ((1,),)})
    new = replace(database(), decisions={one: (("a", "c"),)})
    assert [(c.kind, c.change.value) for c in compare(old, new).decisions] == [
        ("correction", "changed"),
        ("review", "removed"),
    ]
    assert not compare(old, new, scope_of("glasgow")).decisions
    assert len(compare(old, new, scope_of("tayside", "2009-10")).decisions) == 2


def test_a_scope_narrows_everything() -> None:
    other = document(2, authority_key="glasgow", period_start="2011-04-01")
    gone, kept = action(1, WORKSHOP), action(2, "Sing", of=other)
    old = database([gone, kept], [document(), other], [finding(1, "odd", document_id=2)])
    new = database([replace(kept, values=tuple("x" if v == "Sing" else v for v in kept.values))], [other])
    assert changes(compare(old, new, scope_of("glasgow"))) == [("changed", ["action_text"])]
    assert changes(compare(old, new, scope_of(period="2009"))) == [("removed", [])]
    assert not compare(old, new, scope_of("glasgow", "2009-10")).differs
    fields = compare(old, new, scope_of(fields=["action_text"]))
    assert changes(fields) == [("changed", ["action_text"])]
    assert not fields.documents
    assert not fields.findings
    assert not compare(old, new, scope_of(fields=["status"])).differs
    with pytest.raises(UnknownFilterError, match="one of key, authority_key"):
        scope_of(fields=["colour"])


TEXTS = st.sampled_from([WORKSHOP, f"{WORKSHOP} soon", "Open a chess club", "Open the chess club", "Sing", ""])


@st.composite
def databases(draw: st.DrawFn) -> Snapshot:
    """A few documents with a few actions, drawn from so few values that much coincides."""
    documents = [
        document(number, sha, authority_key=draw(st.sampled_from(["tayside", "glasgow", None])), title=draw(TEXTS))
        for number, sha in enumerate(draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=3)), 1)
    ]
    actions: list[ActionRow] = []
    for home in documents:
        for text in draw(st.lists(TEXTS, max_size=4)):
            ref = draw(st.sampled_from([None, "1", "2"]))
            place = draw(st.sampled_from([None, "Perth"]))
            key = draw(st.sampled_from([None, "same"]))
            actions.append(action(len(actions) + 1, text, of=home, ref=ref, place=place, key=key))
    findings = [
        finding(number, draw(st.sampled_from(["odd", "even"])), of=row)
        for number, row in enumerate(draw(st.lists(st.sampled_from(actions), max_size=3)) if actions else [], 1)
    ]
    current = {row.sha256 for row in documents}
    gone = draw(st.sets(st.sampled_from("abcd"))) - current if documents else set()
    ends = {sha: draw(st.sampled_from([row.id for row in documents])) for sha in sorted(gone)}
    return database(actions, documents, findings, ends)


def sides(diff: Diff, *, swapped: bool = False) -> list[Any]:
    """All that a comparison says, as plain values; with the sides changed about."""
    turned = {
        Change.ADDED: Change.REMOVED,
        Change.REMOVED: Change.ADDED,
        Change.SUPERSEDED: Change.RESTORED,
        Change.RESTORED: Change.SUPERSEDED,
    }

    def word(change: Change) -> Change:
        return turned.get(change, change) if swapped else change

    def both(old: object, new: object) -> tuple[object, object]:
        return (new, old) if swapped else (old, new)

    def rows(found: Iterable[Any]) -> list[Any]:
        return [
            (
                word(c.change),
                *both(c.old and c.old.id, c.new and c.new.id),
                [(f.field, *both(f.old, f.new)) for f in c.fields],
            )
            for c in found
        ]

    everything = [*rows(diff.documents), *rows(diff.actions)]
    everything += [(word(c.change), c.finding.id) for c in diff.findings]
    return sorted(map(repr, [*everything, diff.same_documents, diff.same_actions]))


@given(databases())
def test_a_database_does_not_differ_from_itself(one: Snapshot) -> None:
    diff = compare(one, one)
    assert not diff.differs
    assert diff.same_actions == len(one.actions)


@given(databases(), databases())
def test_the_other_way_round_every_change_swaps_its_sides(one: Snapshot, two: Snapshot) -> None:
    assert sides(compare(one, two), swapped=True) == sides(compare(two, one))


@given(databases(), databases())
def test_every_row_is_accounted_for_once(one: Snapshot, two: Snapshot) -> None:
    diff = compare(one, two)
    counts = {change: sum(c.change is change for c in diff.actions) for change in Change}
    assert diff.same_actions + counts[Change.CHANGED] + counts[Change.REMOVED] == len(one.actions)
    assert diff.same_actions + counts[Change.CHANGED] + counts[Change.ADDED] == len(two.actions)
    for snapshot, side in ((one, "old"), (two, "new")):
        named = {getattr(c, side).id for c in diff.documents if getattr(c, side)}
        assert diff.same_documents + len(named) >= len(snapshot.documents)


def test_texts_are_only_compared_within_an_authority_and_period(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    sharing = pairing._sharing_words

    def counted(old: list[str], new: list[str]) -> Any:
        sizes.append(len(old) * len(new))
        return sharing(old, new)

    monkeypatch.setattr(pairing, "_sharing_words", counted)
    years = [document(n, period_start=f"{1950 + n}-04-01") for n in range(1, 41)]
    old = [action(n * 10 + i, f"word{n} thing{i}", of=home) for n, home in enumerate(years) for i in range(10)]
    others = [document(n + 100, period_start=f"{1950 + n}-04-01", file_name=f"x{n}") for n in range(1, 41)]
    new = [action(n * 10 + i, f"other{n} stuff{i}", of=home) for n, home in enumerate(others) for i in range(10)]
    assert len(compare(database(old, years), database(new, others)).actions) == 800
    assert 0 < sum(sizes) <= 2 * 40 * 10 * 10


def test_of_many_like_texts_the_likest_are_one() -> None:
    words = [f"word{n}" for n in range(20)]
    old = [action(n, " ".join([*words, f"end{n}"]), key=f"o{n}") for n in range(1, 30)]
    new = [action(n, " ".join([*reversed(words), f"end{n}", "now"]), key=f"n{n}") for n in range(29, 0, -1)]
    found = compare(database(old), database(new)).actions
    assert [(c.old and c.old.id, c.new and c.new.id) for c in found] == [(n, n) for n in range(1, 30)]
