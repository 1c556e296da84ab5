"""Keys of actions: the same for the same action, however it is set."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.keys import action_key, distinct, fold

APRIL = date(2010, 4, 1)
TEXT = "Open the workshop, and mend bicycles"


def key(text: str | None = TEXT, ref: str | None = "2.1a", authority: str | None = "tayside") -> str:
    return action_key(authority, APRIL, ref, (None, text, None))


def test_a_key_names_authority_period_and_number() -> None:
    assert key().startswith("tayside/2010-11/2.1a-")
    assert action_key(None, None, None, ("x",)).startswith("unknown/undated/")
    assert action_key("glasgow", date(1999, 4, 1), None, ("x",)).startswith("glasgow/1999-00/")


@pytest.mark.parametrize(
    "other",
    [
        TEXT.upper(),
        TEXT.replace(" ", "\n"),
        TEXT.replace(",", " –"),
        f"  {TEXT}. ",
        "Open the work-shop and mend bicycles",
    ],
)
def test_case_space_and_punctuation_do_not_change_a_key(other: str) -> None:
    assert key(other) == key()


def test_the_case_of_a_number_does_not_change_a_key() -> None:
    assert key(ref="2.1A") == key()


def test_ligatures_do_not_change_a_key() -> None:
    assert key("sta\ufb00 o\ufb03ce") == key("staff office")


def test_other_texts_numbers_and_authorities_have_other_keys() -> None:
    others = [
        key("Open the workshop, and sell bicycles"),
        key(ref="2.1b"),
        key(ref=None),
        key(authority="glasgow"),
        key(None),
    ]
    assert len({key(), *others}) == 6


def test_the_field_a_text_stands_in_matters() -> None:
    assert action_key("tayside", APRIL, None, ("a", "b")) != action_key("tayside", APRIL, None, ("", "ab"))


@pytest.mark.parametrize("ref", ["2.1a.", " 2.1 a ", "(2.1A)", "2.1a)", "2.1\na", "2.1a –", "２.1a"])
def test_the_setting_of_a_number_does_not_change_a_key(ref: str) -> None:
    assert key(ref=ref) == key()


def test_a_number_of_signs_only_is_none() -> None:
    assert key(ref=" – ") == key(ref=None)


def test_numbers_keep_what_tells_them_apart() -> None:
    assert len({key(ref=ref) for ref in ("1.11", "11.1", "111", "1/11", "1-11")}) == 5


def test_keys_alike_are_numbered() -> None:
    assert distinct(["a", "b", "a", "a"]) == ["a", "b", "a~2", "a~3"]


@given(st.lists(st.sampled_from("abc")))
def test_numbered_keys_are_distinct(keys: list[str]) -> None:
    out = distinct(keys)
    assert len(set(out)) == len(out) == len(keys)


def test_keys_are_numbered_on_from_those_before() -> None:
    assert distinct(["a", "b", "a"], ["a", "a~2", "c"]) == ["a~3", "b", "a~4"]


WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=1, max_size=8)
GAPS = st.sampled_from(
    [" ", "\n", "  ", "\u00a0", " \u2013 ", ", ", "\n\u2022 ", "\n\uf0b7\t", "\f", " \u201c", "\u2019 "]
)


@given(WORDS, st.data())
def test_setting_a_text_otherwise_does_not_change_its_key(words: list[str], data: st.DataObject) -> None:
    """Other spaces, breaks, dashes, quotes and bullets, capitals, and words divided at the ends of lines."""
    set_otherwise = []
    for word in words:
        at = data.draw(st.integers(0, len(word)))
        divided = data.draw(st.sampled_from(["", "-\n", "\u00ad\n", "\u2010\n"])) if 0 < at < len(word) else ""
        cased = data.draw(st.sampled_from([str.upper, str.title, str.lower]))
        set_otherwise += [cased(word[:at]), divided, word[at:], data.draw(GAPS)]
    assert key("".join(set_otherwise)) == key(" ".join(words))


@given(st.text("abc", min_size=1, max_size=6), st.text("abc", min_size=1, max_size=6))
def test_texts_of_other_letters_have_other_keys(one: str, other: str) -> None:
    assert (key(one) == key(other)) == (one == other)


@given(st.lists(st.sampled_from("ab")), st.lists(st.sampled_from("abc")))
def test_parts_of_a_file_have_distinct_keys(first: list[str], second: list[str]) -> None:
    before = distinct(first)
    after = distinct(second, before)
    assert len({*before, *after}) == len(first) + len(second)
    if not {*first} & {*second}:
        assert after == distinct(second), "what else is in the file does not matter"


@given(st.text(max_size=60), st.sampled_from([" ", "\n", ", ", " - "]))
def test_folding_forgets_what_parts_letters(text: str, mark: str) -> None:
    assert fold(mark.join(text)) == fold(text) or any(ord(c) > 127 for c in text)
    assert fold(fold(text)) == fold(text)
