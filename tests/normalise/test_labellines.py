"""Plans without tables: lines of labels and values, and the papers that only look so."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cjaplans.extract.model import BlockKind, Table, TextBlock
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import OUTLINE, CellRef, Plan
from cjaplans.normalise.plan import normalise
from tests.normalise.drawing import block, document, table

TITLE = "# Kelpie Action Plan 2012-13"
LABELLED = ["What we will do: Open a shop", "Who: Morag", "When: May 2012"]
OTHER = ["What we will do: Hire a van", "Who: Kelpie", "When: June 2012"]
TITLED = ["# Action 1.1", "Open a shop", "Lead: Morag", "Timescale: May 2012"]
NEXT = ["# Action 1.2", "Hire a van", "Lead: Kelpie", "Timescale: June 2012"]
WANT = [("Open a shop", "Morag", "May 2012"), ("Hire a van", "Kelpie", "June 2012")]


def plan_of(lines: Sequence[str], *tables: Table) -> Plan:
    return normalise(document(*(_block(n, line) for n, line in enumerate(lines)), *tables))


def _block(number: int, line: str) -> TextBlock:
    top = 40 + 16 * number
    if line.startswith("# "):
        return block(line[2:], top)
    return block(line, top, kind=BlockKind.PARAGRAPH, size=9, bold=False)


def read(plan: Plan) -> list[tuple[str | None, ...]]:
    names = (Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE)
    return [tuple(a.printed.get(name) for name in names) for a in plan.actions]


def test_lines_with_the_same_labels_are_actions() -> None:
    plan = plan_of([TITLE, "# Homes", *LABELLED, "# Work", *OTHER])
    assert read(plan) == WANT
    assert [a.printed.get(Field.THEME) for a in plan.actions] == ["Homes", "Work"]


def test_values_name_their_blocks() -> None:
    plan = plan_of([TITLE, *LABELLED, *OTHER])
    assert {s.field: s.cell for s in plan.actions[1].sources}[Field.RESPONSIBLE] == CellRef(OUTLINE, 5)


def test_titles_give_the_number_and_the_text_below_them_is_the_action() -> None:
    plan = plan_of([TITLE, "# 1. Homes", *TITLED, *NEXT])
    assert read(plan) == WANT
    assert [a.printed.get(Field.REF) for a in plan.actions] == ["1.1", "1.2"]
    assert {a.printed.get(Field.THEME) for a in plan.actions} == {"Homes"}


def test_text_without_a_label_goes_on_with_the_value_above() -> None:
    assert (
        read(plan_of([TITLE, LABELLED[0], "by the river", *LABELLED[1:], *OTHER]))[0][0] == "Open a shop\nby the river"
    )


def test_a_label_inside_a_line_parts_it_where_many_lines_begin_with_it() -> None:
    more = ["What we will do: Buy a boat Who: Morag", "When: July 2012"]
    assert read(plan_of([TITLE, *LABELLED, *OTHER, *LABELLED, *more]))[-1] == ("Buy a boat", "Morag", "July 2012")


CONTACTS = ["Name: Morag", "Post: Planning Officer", "Telephone: 01234", "E-mail: morag@example.org"]
PROSE = ["Note: the Board met in May.", "Lead: the council took part in it.", "It was agreed to go on."]


@pytest.mark.parametrize(
    "lines",
    [
        [*CONTACTS, *CONTACTS],
        [*PROSE, *PROSE],
        LABELLED,
        [*LABELLED[:2], *OTHER[:2]],
        ["# Minutes of the meeting of 4 May", *LABELLED, *OTHER],
    ],
    ids=["contacts", "prose", "one form", "two fields", "minutes"],
)
def test_other_lines_are_no_actions(lines: Sequence[str]) -> None:
    assert plan_of([TITLE, *lines]).actions == ()


def test_lines_beside_a_table_of_actions_are_none() -> None:
    rows = [["Action", "Lead", "Timescale"], ["Build a mill", "Morag", "May 2012"], ["Dig", "Kelpie", "June 2012"]]
    plan = plan_of([TITLE, *LABELLED, *OTHER], table(rows, top=400))
    assert [name for name, *_ in read(plan)] == ["Build a mill", "Dig"]
