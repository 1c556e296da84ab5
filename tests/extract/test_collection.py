"""Python's search for cycles is put off while pages are read, and goes on as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from cjaplans.extract.collection import put_off, resumed


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    before = gc.isenabled()
    yield
    (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("before", [True, False])
def test_it_is_put_off_and_then_as_it_was_whatever_happens(before: bool) -> None:
    (gc.enable if before else gc.disable)()
    with pytest.raises(ValueError, match="torn"), put_off(), put_off():
        assert not gc.isenabled()
        raise ValueError("torn")
    assert gc.isenabled() == before


@pytest.mark.parametrize("before", [True, False])
def test_it_goes_on_for_a_while_only_where_it_was_put_off(before: bool) -> None:
    (gc.enable if before else gc.disable)()
    with resumed():
        assert gc.isenabled() == before
    with put_off():
        with pytest.raises(ValueError, match="torn"), resumed(), resumed(), put_off():
            assert not gc.isenabled()
            raise ValueError("torn")
        assert not gc.isenabled()
        with resumed():
            assert gc.isenabled() == before
    assert gc.isenabled() == before


def test_it_is_not_left_off_where_another_thread_ended_first() -> None:
    gc.enable()
    there = ExitStack()
    there.enter_context(put_off())
    with resumed():
        there.close()
    assert gc.isenabled()
