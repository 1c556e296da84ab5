"""The worked cases beside the project, as the product codes them: with the plans they are of, and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjaplans.publish.code.cases import SURE, Result, read_cases, run_cases

SHARED = Path(__file__).parents[3] / "shared"
CASES = SHARED / "cases.json"
#: Kinds in whose texts a name or a group decides, where fewer need be right.
SOFT = {"lead", "priority", "cross_reference"}

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="needs the worked cases in ../shared")


@pytest.fixture(scope="module", params=["with plans", "without plans"])
def results(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    plans = SHARED / "plans" if request.param == "with plans" else tmp_path_factory.mktemp("none")
    return list(run_cases(read_cases(CASES), plans, None))


def share(results: list[Result]) -> float:
    return sum(result.ok is True for result in results) / len(results)


def judged(results: list[Result], soft: bool) -> list[Result]:
    return [r for r in results if r.ok is not None and r.case.confidence == SURE and (r.case.kind in SOFT) is soft]


def test_the_sure_cases_of_closed_vocabularies(results: list[Result]) -> None:
    assert share(judged(results, soft=False)) >= 0.98


def test_the_sure_cases_of_names_and_groups(results: list[Result]) -> None:
    assert share(judged(results, soft=True)) >= 0.92


def test_every_kind_with_a_coder_is_judged(results: list[Result]) -> None:
    skipped = {result.case.kind for result in results if result.ok is None}
    assert skipped == {"row_structure", "metric", "text_cleanup"}
