"""Texts and lists side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjaplans.publish.diff.model import FieldChange
from cjaplans.publish.diff.reading import WITHHELD_DIFFERENCE, pieces_of
from cjaplans.publish.diff.words import Mark, aligned, marked

WORDS = st.lists(st.sampled_from(["open", "the", "mill", " ", "\n", ", ", ".", "é", "x1"]), max_size=12).map("".join)


def plain(old: str, new: str) -> str:
    signs = {Mark.BOTH: "{}", Mark.OLD: "[-{}-]", Mark.NEW: "{{+{}+}}"}
    return "".join(signs[mark].format(text) for mark, text in marked(old, new))


@given(WORDS | st.text(), WORDS | st.text())
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = marked(old, new)
    assert "".join(text for mark, text in pieces if mark is not Mark.NEW) == old
    assert "".join(text for mark, text in pieces if mark is not Mark.OLD) == new
    assert all(text for _, text in pieces)


@given(WORDS)
def test_a_text_is_all_there_in_itself(text: str) -> None:
    assert {mark for mark, _ in marked(text, text)} <= {Mark.BOTH}


def test_words_are_marked() -> None:
    assert plain("visit the old mill daily", "visit the new mill") == "visit the [-old-]{+new+} mill[- daily-]"


def test_changes_with_blanks_between_are_one() -> None:
    old, new = "we open the old big mill at noon every day", "we open the new small mill at noon every day"
    assert "[-old big-]{+new small+}" in plain(old, new)


def test_texts_with_little_in_common_are_not_woven_into_each_other() -> None:
    assert plain("Train the mentors of Perth", "Sell boats, the lot") == (
        "[-Train the mentors of Perth-]{+Sell boats, the lot+}"
    )


ENTRIES = st.lists(st.tuples(st.sampled_from([None, -1, -2, "a", "b"])), max_size=6)


@given(ENTRIES, ENTRIES)
def test_what_differs_between_lists_is_what_is_in_one_alone(
    old: list[tuple[str | int | None]], new: list[tuple[str | int | None]]
) -> None:
    pairs = list(aligned(old, new))
    kept = len(old) - sum(before is not None for before, _ in pairs)
    assert kept == len(new) - sum(after is not None for _, after in pairs)
    assert bool(pairs) == (old != new)


def test_an_entry_that_changed_is_marked_in_its_words() -> None:
    old = (("1", "NSMO23:C1", "stated"), ("2", "NSMO23:C2", "stated"))
    (pieces,) = pieces_of(FieldChange("outcomes", old, (old[0], ("2", "NSMO23:C2", "inherited"))))
    assert [text for mark, text in pieces if mark is not Mark.BOTH] == ["stated", "inherited"]


def test_codes_are_replaced_whole() -> None:
    assert pieces_of(FieldChange("start_date", "2009-04-01", "2009-05-01")) == (
        ((Mark.OLD, "2009-04-01"), (Mark.NEW, "2009-05-01")),
    )
    assert pieces_of(FieldChange("status_code", None, "complete")) == (((Mark.NEW, "complete"),),)


def test_a_difference_that_is_withheld_says_so() -> None:
    *_, last = pieces_of(FieldChange("responsible", "[name withheld]", "[name withheld]"))
    assert last == ((Mark.BOTH, WITHHELD_DIFFERENCE),)
