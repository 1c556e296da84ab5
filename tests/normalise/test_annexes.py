"""Tables that are not the plan's actions, whatever their columns."""

from __future__ import annotations

import pytest

from cjaplans.normalise.model import Role
from cjaplans.normalise.plan import normalise
from tests.normalise.drawing import block, document, table

ACTIONS = [["Action", "Lead", "Timescale"], ["Open", "Morag", "May 2012"], ["Hire", "Kelpie", "June 2012"]]


@pytest.mark.parametrize("heading", ["Minute of 8 June", "Action log", "Minutes: matters arising", "Risk Register"])
def test_actions_under_the_heading_of_another_paper_are_no_plans(heading: str) -> None:
    plan = normalise(document(block("Homes", 40), table(ACTIONS), block(heading, 300), table(ACTIONS, top=340)))
    assert [t.role for t in plan.tables] == [Role.ACTIONS, Role.OTHER]
    assert len(plan.actions) == 2
    assert [f.code for f in plan.findings if f.code.startswith("table_")] == ["table_not_a_plan"]


@pytest.mark.parametrize("heading", ["Agenda item 4: Action Plan", "Minute 7: plan for the year", "Minutest homes"])
def test_a_heading_that_names_a_plan_is_of_no_other_paper(heading: str) -> None:
    plan = normalise(document(block(heading, 40), table(ACTIONS)))
    assert len(plan.actions) == 2


REVIEW = [["Item", "Discussion", *ACTIONS[0]], ["1", "The roof was seen.", *ACTIONS[1]], ["2", "", *ACTIONS[2]]]


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("Kelpie Action Plan 2012/13: review of 4 May 2012", 2),
        ("Kelpie Action Plan", 0),
        ("Review of the mill 2012/13", 0),
        ("Report: Action Plan 2012/13", 0),
        ("Item 4: Action Plan 2012/13", 0),
    ],
)
def test_minutes_are_a_plan_where_their_heading_is_the_plans(heading: str, count: int) -> None:
    assert len(normalise(document(block(heading, 40), table(REVIEW))).actions) == count
