"""What is made quickly is what its class makes."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from cjaplans.extract.model import Box, Word
from cjaplans.extract.quick import quick

MADE = quick(Word)("mill", quick(Box)(1.0, 2.0, 3.0, 4.0), 9.0, False, True)
CALLED = Word("mill", Box(1.0, 2.0, 3.0, 4.0), 9.0, space_after=True)


def test_it_is_equal_and_of_the_class() -> None:
    assert type(MADE) is Word
    assert MADE == CALLED == pickle.loads(pickle.dumps(MADE))
    assert (hash(MADE), repr(MADE)) == (hash(CALLED), repr(CALLED))
    assert replace(MADE, text="hall") == replace(CALLED, text="hall")


def test_it_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        MADE.text = "hall"  # type: ignore[misc]


def test_a_field_that_is_missing_is_an_error() -> None:
    with pytest.raises(TypeError):
        quick(Box)(1.0, 2.0, 3.0)  # type: ignore[call-arg]
