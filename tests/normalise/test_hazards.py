"""Drawn pages that go wrong in one way each: what cannot be placed is said, with its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjaplans.extract.document import extract
from cjaplans.extract.errors import DamagedFile, LockedFile
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Plan, State
from cjaplans.normalise.plan import normalise
from tests.generated.hazards import HAZARDS, HEADER, PASSWORD, ROWS


def draw(name: str, folder: Path) -> Path:
    path = folder / f"{name}.pdf"
    HAZARDS[name](path)
    return path


def read(name: str, folder: Path) -> Plan:
    return normalise(extract(draw(name, folder)))


def found(plan: Plan, code: str) -> list[tuple[int | None, str]]:
    return [(f.page, f.message) for f in plan.findings if f.code == code]


@pytest.mark.parametrize("name", ["text_beside_table", "unknown_heading", "odd_row_width", "empty_page"])
def test_every_action_is_read_all_the_same(name: str, tmp_path: Path) -> None:
    plan = read(name, tmp_path)
    assert plan.state is State.LOADED
    found = [f"{a.printed[Field.REF]}) {a.printed[Field.ACTION]}" for a in plan.actions]
    assert found == [row[HEADER.index("Action")] for row in ROWS]


def test_text_beside_the_table_is_a_finding(tmp_path: Path) -> None:
    told = found(read("text_beside_table", tmp_path), "text_outside_table")
    assert {page for page, _ in told} == {1}
    assert "Subject to the budget" in told[0][1]


def test_a_heading_that_means_nothing_is_a_finding(tmp_path: Path) -> None:
    ((page, message),) = found(read("unknown_heading", tmp_path), "column_by_content")
    assert (page, "Heron index" in message) == (1, True)


def test_a_row_of_another_width_is_a_finding(tmp_path: Path) -> None:
    plan = read("odd_row_width", tmp_path)
    assert {f.page for f in plan.findings} == {1}
    assert {f.code for f in plan.findings} <= {"row_of_odd_width", "column_unknown"}
    assert plan.findings


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("empty_table", "no rows"),
        ("bare_grid", "no table of actions"),
        ("nothing_at_all", "no page has text"),
        ("letter", "no table of actions"),
    ],
)
def test_a_file_without_actions_needs_review_and_says_why(name: str, why: str, tmp_path: Path) -> None:
    plan = read(name, tmp_path)
    assert (plan.state, plan.actions) == (State.NEEDS_REVIEW, ())
    assert plan.reason is not None
    assert why in plan.reason


@pytest.mark.parametrize("name", ["empty_page", "nothing_at_all"])
def test_an_empty_page_is_noted(name: str, tmp_path: Path) -> None:
    assert [(n.page, n.code) for n in extract(draw(name, tmp_path)).notices] == [(1, "page_without_text")]


def test_a_locked_file_opens_with_its_password_alone(tmp_path: Path) -> None:
    path = draw("encrypted", tmp_path)
    with pytest.raises(LockedFile):
        extract(path)
    assert len(normalise(extract(path, password=PASSWORD)).actions) == len(ROWS)


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile, match="cut short"):
        extract(draw("truncated", tmp_path))
