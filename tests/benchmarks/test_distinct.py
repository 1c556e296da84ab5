"""The plans of the scaling curve are distinct, stay the same, and say what they are drawn to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.drawn.distinct import draw, make, name_of, places
from benchmarks.drawn.simple_pdf import width_of, wrapped
from cjaplans.extract.document import extract
from cjaplans.normalise.plan import normalise


def test_no_two_numbers_name_the_same_plan() -> None:
    assert len({name_of(n) for n in range(10_000)}) == 10_000


def test_a_number_beyond_all_names_is_refused() -> None:
    with pytest.raises(ValueError, match="plans only"):
        name_of(10**9)


def test_every_authority_has_a_plan_of_its_own_and_of_each_council() -> None:
    assert len(places()) == 8 + 32


def test_a_larger_corpus_begins_with_the_smaller(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    assert make(small, 3) < make(large, 5)
    for path in small.iterdir():
        assert path.read_bytes() == (large / path.name).read_bytes()


@pytest.mark.parametrize("number", [0, 3, 7])
def test_a_plan_is_read_as_it_is_drawn(tmp_path: Path, number: int) -> None:
    drawn = draw(tmp_path / "plan.pdf", number)
    extracted = extract(tmp_path / "plan.pdf")
    plan = normalise(extracted)
    assert 2 <= drawn.pages <= 5 and extracted.page_count == drawn.pages
    assert len(plan.actions) == drawn.actions
    assert plan.period_start and plan.period_start.year == drawn.name.first


def test_lines_are_as_wide_as_they_may_be() -> None:
    lines = wrapped("the count of missed visits at the library", 60, 10)
    assert " ".join(lines) == "the count of missed visits at the library"
    assert all(width_of(line) * 10 / 1000 <= 60 for line in lines)
    assert wrapped("Throughcarethroughcare", 20, 10) == ["Throughcarethroughcare"]
