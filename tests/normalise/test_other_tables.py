"""Tables that are no plans: none of them is read as actions, and each is reported."""

from __future__ import annotations

import pytest

from cjaplans.normalise.layout import understand
from cjaplans.normalise.model import Role
from cjaplans.normalise.plan import normalise
from tests.normalise.drawing import Rows, block, document, grid, table
from tests.normalise.other_tables import OTHER_TABLES

PLAN: Rows = [
    ["No", "Action", "Lead", "Timescale"],
    ["1", "Develop a protocol for the mill", "Angus Council", "May 2010"],
    ["2", "Review the use of the boat", "Chief Officer", "June 2010"],
]


@pytest.mark.parametrize("name", OTHER_TABLES)
def test_no_other_table_is_read_as_actions(name: str) -> None:
    above, rows = OTHER_TABLES[name]
    assert understand(grid(rows), above, 1).role is not Role.ACTIONS
    assert understand(grid(rows), "", 1).role is not Role.ACTIONS or name in NEED_THEIR_HEADING


#: Tables that only the heading above them tells from a plan.
NEED_THEIR_HEADING = {"agenda with reports", "action log of a meeting"}


@pytest.mark.parametrize("name", OTHER_TABLES)
def test_in_a_pack_with_a_plan_only_the_plan_gives_actions(name: str) -> None:
    above, rows = OTHER_TABLES[name]
    found = normalise(
        document(
            block("Tayside Community Justice Authority", 40, size=20),
            block("Action Plan 2010-11", 70, size=20),
            table(PLAN, page=2),
            block(above, 60, page=3),
            table(rows, page=3),
            pages=3,
        )
    )
    assert [a.printed["action_text"] for a in found.actions] == [row[1] for row in PLAN[1:]]
    said = {"table_not_a_plan", "table_not_understood", "plan_among_papers"}
    assert found.indicators or said & {f.code for f in found.findings}


def test_a_plan_below_such_a_heading_is_a_plan_where_it_has_all_of_its_fields() -> None:
    header = ["No", "Action", "Lead", "Timescale", "Status", "Progress"]
    row = ["1", "Develop a protocol", "Angus Council", "May 2010", "Green", "The first draft was sent out"]
    assert understand(grid([header, row]), "Agenda item 4: the plan", 1).role is Role.ACTIONS


@pytest.mark.parametrize("heading", ["Risk", "Equality impact", "Dependencies"])
def test_one_column_of_another_kind_is_kept_as_cells(heading: str) -> None:
    rows = [[*row, "Some words of that"] for row in PLAN]
    rows[0][-1] = heading
    found = understand(grid(rows), "", 1)
    assert (found.role, found.unmapped) == (Role.ACTIONS, (4,))
