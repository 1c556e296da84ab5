"""Limits: what is recorded of them, and what a file that exceeds them is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjaplans.ingest.workers.limits import Limits

LIMITS = st.builds(Limits, st.integers(0, 10**6), st.integers(0, 10**6))


def test_a_rejection_names_the_limit_and_the_remedy() -> None:
    assert Limits(120).too_slow() == "took longer than 120 s; try it alone with --timeout 600"
    assert Limits(120, 500).too_large() == "needed more than 500 MB of memory; try it alone with --memory 1000"


@given(LIMITS, LIMITS)
def test_other_limits_are_recorded_otherwise(one: Limits, other: Limits) -> None:
    assert (str(one) == str(other)) == (one == other)
