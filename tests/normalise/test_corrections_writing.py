"""Entries put into files of corrections: what people wrote there stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.corrections import Correction, Review
from cjaplans.normalise.corrections.checking import Written, read_written
from cjaplans.normalise.corrections.columns import parse
from cjaplans.normalise.corrections.writing import Unwritable, with_correction, with_review, without_line

KEY = "tayside/2010-11/1a-0123abcd"
CORRECTION = Correction(KEY, "detail", None, "by hand", "it is cut off", "Eck", date(2024, 5, 1), "a.yaml")
REVIEW = Review(f"{KEY}:lead_unresolved:0123abcd", True, None, "Eck", date(2024, 5, 1), "a.yaml")
BY_HAND = """\
# Tayside, read again in May
corrections:   # the first two are from the minutes
- key: tayside/2010-11/2-0123abcd   # two
  field: detail
  expected: >-
    made
    of lines
  value: |
    one
    two
  date: 2024-01-01
  author: Morag
  reason: "the page
    is cut"   # see the scan
  # that was that

# reviews follow
reviews:
- {finding: "tayside/2010-11/2-0123abcd:x:0123abcd", accepted: yes, author: Morag, date: 2024-01-01}
# the end
"""


def sound(text: str) -> Written:
    found = read_written(text, "a.yaml")
    assert not found.mistakes, text
    return found


def test_a_first_correction_makes_a_file() -> None:
    assert with_correction("", CORRECTION) == (
        "corrections:\n"
        "  - key: tayside/2010-11/1a-0123abcd\n"
        "    field: detail\n"
        "    expected:\n"
        "    value: by hand\n"
        "    reason: it is cut off\n"
        "    author: Eck\n"
        "    date: 2024-05-01\n"
    )


def test_what_people_wrote_stays() -> None:
    before = sound(BY_HAND)
    text = with_review(with_correction(BY_HAND, CORRECTION), REVIEW)
    found = sound(text)
    assert [c for _, c in found.corrections] == [*(c for _, c in before.corrections), CORRECTION]
    assert [r for _, r in found.reviews] == [*(r for _, r in before.reviews), REVIEW]
    left = iter(text.splitlines())
    assert all(line in left for line in BY_HAND.splitlines()), "every line, in its order"


def test_an_entry_is_taken_out_again() -> None:
    text = with_review(with_correction(BY_HAND, CORRECTION), REVIEW)
    found = sound(text)
    without = without_line(text, found.reviews[-1][0])
    assert without_line(without, found.corrections[-1][0]) == BY_HAND


def test_the_last_entry_of_a_list_can_be_taken_out() -> None:
    text = without_line(with_review("", REVIEW), 2)
    assert text == "reviews:\n"
    assert [r for _, r in sound(with_review(text, REVIEW)).reviews] == [REVIEW]


@pytest.mark.parametrize(
    "text", ["corrections: []\n", "corrections: [{key: a}]\n", "{corrections: }\n", "- a\n", "corrections: [\n"]
)
def test_lists_in_brackets_are_left_to_people(text: str) -> None:
    with pytest.raises(Unwritable):
        with_correction(text, CORRECTION)


def test_there_must_be_an_entry_to_take_out() -> None:
    with pytest.raises(Unwritable):
        without_line(BY_HAND, 2)


@pytest.mark.parametrize("text", ["corrections:", "reviews:\n\ncorrections:\n", "# nothing yet", "reviews:\n"])
def test_empty_lists_are_filled(text: str) -> None:
    assert [c for _, c in sound(with_correction(text, CORRECTION)).corrections] == [CORRECTION]


def test_line_ends_stay_those_of_the_file() -> None:
    text = with_correction(BY_HAND.replace("\n", "\r\n"), CORRECTION)
    assert text.count("\n") == text.count("\r\n")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXTS, TEXTS, st.text("abc'\"#:-{[ \n", min_size=1, max_size=20))
def test_whatever_is_written_is_read_again(was: str, now: str, note: str) -> None:
    values = parse("detail", was), parse("detail", f"{now}!")
    if values[0] and values[0].split() == (values[1] or "").split():
        return
    one_line = " ".join(note.split()) or "x"
    correction = Correction(KEY, "detail", *values, one_line, "E. O'Neil", date(2024, 5, 1), "a.yaml")
    review = Review(REVIEW.finding_key, False, one_line, one_line, date(2024, 5, 1), "a.yaml")
    found = sound(with_review(with_correction(BY_HAND, correction), review))
    assert (found.corrections[-1][1], found.reviews[-1][1]) == (correction, review)
