"""Rates, ratios and their spread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.contest.ratios import Measure, Ratio, Round, compared, ratio_of

SECONDS = st.floats(0.001, 1000)


def measured(*seconds: float, pages: int = 10) -> Measure:
    return Measure(pages, tuple(Round(each, 2 * each) for each in seconds), 1)


def test_a_rate_is_that_of_the_median_round() -> None:
    assert measured(1.0, 5.0, 2.0).rate == 5.0
    assert measured(1.0, 5.0, 2.0).wall_rate == 2.5


def test_rounds_are_compared_one_by_one() -> None:
    assert ratio_of([1.0, 2.0, 1.0], [4.0, 4.0, 3.0]) == Ratio(3.0, 2.0, 4.0)


def test_only_readings_of_the_same_pages_are_compared() -> None:
    with pytest.raises(ValueError, match="same pages"):
        compared(measured(1.0), measured(1.0, pages=11))


@pytest.mark.parametrize(("ours", "theirs"), [([], []), ([1.0], [1.0, 2.0])])
def test_rounds_that_cannot_be_paired_are_refused(ours: list[float], theirs: list[float]) -> None:
    with pytest.raises(ValueError):
        ratio_of(ours, theirs)


@given(st.lists(st.tuples(SECONDS, SECONDS), min_size=1))
def test_a_ratio_lies_within_its_spread(rounds: list[tuple[float, float]]) -> None:
    ratio = ratio_of([a for a, _ in rounds], [b for _, b in rounds])
    assert ratio.lowest <= ratio.median <= ratio.highest


@given(SECONDS, SECONDS)
def test_the_other_way_round_is_the_inverse(ours: float, theirs: float) -> None:
    assert ratio_of([ours], [theirs]).median * ratio_of([theirs], [ours]).median == pytest.approx(1)


def test_a_ratio_shows_its_spread() -> None:
    assert str(Ratio(8.04, 7.96, 9.5)) == "8.0 (8.0 to 9.5)"
    assert str(Ratio(0.171, 0.16, 0.18)) == "0.17 (0.16 to 0.18)"
