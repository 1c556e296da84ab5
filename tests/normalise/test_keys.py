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


def test_keys_alike_are_numbered() -> None:
    assert distinct(["a", "b", "a", "a"]) == ["a", "b", "a~2", "a~3"]


@given(st.lists(st.sampled_from("abc")))
def test_numbered_keys_are_distinct(keys: list[str]) -> None:
    out = distinct(keys)
    assert len(set(out)) == len(out) == len(keys)


@given(st.text(max_size=60), st.sampled_from([" ", "\n", ", ", " - "]))
def test_folding_forgets_what_parts_letters(text: str, mark: str) -> None:
    assert fold(mark.join(text)) == fold(text) or any(ord(c) > 127 for c in text)
    assert fold(fold(text)) == fold(text)
