"""An action is no surer than its table, its columns and its least sure cell together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cjaplans.extract.model import Table
from cjaplans.normalise.model import Plan
from cjaplans.normalise.plan import normalise
from tests.normalise.drawing import block, document, table

ROWS = [
    ["Action", "Lead", "Timescale"],
    ["Open a mill", "Police", "May 2010"],
    ["Train carters", "Police", "June 2010"],
]
COVER = (block("Tayside Community Justice Authority", 100, size=20), block("Action Plan 2010-11", 140, size=20))


def _plan(found: Table) -> Plan:
    return normalise(document(*COVER, found, pages=4))


def _unsure(found: Table, text: str, confidence: float) -> Table:
    cells = (replace(c, confidence=confidence) if c.text == text else c for c in found.cells)
    return replace(found, cells=tuple(cells))


def _codes(plan: Plan) -> set[tuple[str, int | None]]:
    return {(f.code, f.action) for f in plan.findings if f.code in ("table_unsure", "text_unsure")}


def test_a_sure_table_takes_nothing_from_its_actions() -> None:
    plan = _plan(table(ROWS, page=2))
    assert len({action.confidence for action in plan.actions}) == 1
    assert _codes(plan) == set()


def test_the_least_sure_cell_of_a_row_weighs_on_its_action_alone() -> None:
    sure, found = (_plan(t) for t in (table(ROWS, page=2), _unsure(table(ROWS, page=2), "May 2010", 0.6)))
    assert found.actions[0].confidence == pytest.approx(0.6 * sure.actions[0].confidence, abs=0.001)
    assert found.actions[1].confidence == sure.actions[1].confidence
    assert _codes(found) == {("text_unsure", 1)}


def test_a_cell_that_is_nearly_sure_is_weighed_and_not_reported() -> None:
    found = _plan(_unsure(table(ROWS, page=2), "Open a mill", 0.95))
    assert found.actions[0].confidence < found.actions[1].confidence
    assert _codes(found) == set()


def test_the_confidence_of_a_table_weighs_on_all_its_actions_and_is_a_finding() -> None:
    sure, found = (_plan(t) for t in (table(ROWS, page=2), replace(table(ROWS, page=2), confidence=0.5)))
    for before, after in zip(sure.actions, found.actions, strict=True):
        assert after.confidence == pytest.approx(0.5 * before.confidence, abs=0.001)
    assert _codes(found) == {("table_unsure", None)}
