"""Forms of labels and values: one action each, whatever their shape; other forms are none."""

from __future__ import annotations

import pytest

from cjaplans.extract.model import BlockKind, Table, TextBlock
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import OUTLINE, CellRef, Plan, Role
from cjaplans.normalise.plan import normalise
from tests.normalise.drawing import Rows, block, document, table

WANT = [("Open a shop", "Morag", "May 2012"), ("Hire a van", "Kelpie", "June 2012")]
EACH: list[Rows] = [[["What we will do", a], ["Who", b], ["When", c]] for a, b, c in WANT]


def plan_of(*parts: Table | TextBlock, pages: int = 1) -> Plan:
    return normalise(document(*parts, pages=pages))


def below_each_other(*tables: Rows) -> list[Table]:
    return [table(rows, header_rows=0, top=100 + 200 * n) for n, rows in enumerate(tables)]


def read(plan: Plan) -> list[tuple[str | None, ...]]:
    names = (Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE)
    return [tuple(a.printed.get(name) for name in names) for a in plan.actions]


SHAPES: dict[str, list[Rows]] = {
    "a table each": EACH,
    "one table": [[*EACH[0], *EACH[1]]],
    "titles": [[["Action 1", "<"], *EACH[0]], [["Action 2", "<"], *EACH[1]]],
    "four columns": [[["What we will do", a, "Who", b], ["When", c, "", ""]] for a, b, c in WANT],
    "actions beside each other": [
        [["What we will do", WANT[0][0], WANT[1][0]], ["Who", "Morag", "Kelpie"], ["When", "May 2012", "June 2012"]]
    ],
    "labels inside": [[[f"Action: {a}", "<"], [f"Lead: {b}", f"Timescale: {c}"]] for a, b, c in WANT],
    "labels inside one cell": [[[f"Action: {a}", f"Lead: {b}\nTimescale: {c}"]] for a, b, c in WANT],
    "labels above": [[[f"Action {n}: {a}", "<"], ["Lead", "When"], [b, c]] for n, (a, b, c) in enumerate(WANT, 1)],
    "titles that are the action": [[[a, "<"], ["Lead", b], ["Timescale", c], ["Cost", "£5"]] for a, b, c in WANT],
    "a spanning number": [
        [["1", "What we will do", WANT[0][0]], ["^", "Who", "Morag"], ["^", "When", "May 2012"]],
        [["2", "What we will do", WANT[1][0]], ["^", "Who", "Kelpie"], ["^", "When", "June 2012"]],
    ],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_form_is_an_action(shape: str) -> None:
    plan = plan_of(*below_each_other(*SHAPES[shape]))
    assert read(plan) == WANT
    assert {t.role for t in plan.tables} == {Role.ACTIONS}


def test_labels_are_the_header_and_values_name_their_cells() -> None:
    plan = plan_of(*below_each_other(*EACH))
    assert plan.tables[0].header == ("What we will do", "Who", "When")
    sources = {s.field: s.cell for s in plan.actions[1].sources}
    assert sources == {
        Field.ACTION: CellRef(1, 1),
        Field.RESPONSIBLE: CellRef(1, 3),
        Field.TIMESCALE: CellRef(1, 5),
    }


def test_titles_give_the_number() -> None:
    plan = plan_of(*below_each_other(*SHAPES["titles"]))
    assert [a.printed[Field.REF] for a in plan.actions] == ["1", "2"]


def test_a_heading_above_a_form_is_its_title_and_leaves_the_theme() -> None:
    headings = [block("Homes", 20), block("Action 2.1", 80), block("Action 2.2", 280)]
    plan = plan_of(*below_each_other(*EACH), *headings)
    assert [(a.printed[Field.REF], a.printed[Field.THEME]) for a in plan.actions] == [
        ("2.1", "Homes"),
        ("2.2", "Homes"),
    ]
    assert {s.cell.table for s in plan.actions[0].sources if s.field is Field.REF} == {OUTLINE}


def test_a_title_that_names_no_action_is_the_theme() -> None:
    rows = [["Priority 1: Homes", "<", "<", "<"], *SHAPES["four columns"][0], *SHAPES["four columns"][1]]
    plan = plan_of(table(rows, header_rows=0))
    assert [a.printed[Field.THEME] for a in plan.actions] == ["Priority 1: Homes"] * 2
    assert read(plan) == WANT


def test_a_form_goes_on_over_the_page() -> None:
    first, rest = EACH[0][:1], EACH[0][1:]
    parts = [table(first, header_rows=0, page=1), table(rest, header_rows=0, page=2, top=20)]
    plan = plan_of(*parts, table(EACH[1], header_rows=0, page=2, top=300), pages=2)
    assert read(plan) == WANT
    assert (plan.actions[0].page_first, plan.actions[0].page_last) == (1, 2)


def test_text_between_two_parts_keeps_them_apart() -> None:
    parts = [table(EACH[0], header_rows=0, page=1), table(EACH[1][1:], header_rows=0, page=2, top=80)]
    between = block("What follows is another matter.", 40, page=2, kind=BlockKind.PARAGRAPH)
    assert len(plan_of(*parts, between, pages=2).actions) == 2


def test_a_label_nobody_knows_is_kept_and_said() -> None:
    rows = [[*rows, ["Heron index", "7"]] for rows in EACH]
    plan = plan_of(*below_each_other(*rows))
    assert read(plan) == WANT
    assert {f.code for f in plan.findings if "Heron index" in f.message} == {"column_unknown"}


def test_what_has_no_label_goes_on_with_the_value_above() -> None:
    rows = [["What we will do", "Open a shop"], ["", "and a café"], ["Who", "Morag"], ["When", "May 2012"]]
    assert read(plan_of(table(rows, header_rows=0)))[0][0] == "Open a shop\nand a café"


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "A Lamb"], ["Post", "Chief Officer"], ["Address", "1 Quay Street"], ["Telephone", "01382 000000"]],
        [["Title", "Draft plan"], ["Author", "A Lamb"], ["Date", "May 2012"], ["Version", "0.1"]],
        [["Report to", "The Board"], ["Report by", "Chief Officer"], ["Date of meeting", "May 2012"]],
        [["Budget", "£5"], ["Lead", "Morag"], ["Start date", "May 2012"]],
    ],
)
def test_other_forms_are_no_actions(rows: Rows) -> None:
    alone = plan_of(table(rows, header_rows=0))
    assert (alone.actions, alone.tables[0].role) == ((), Role.OTHER)
    beside = plan_of(*below_each_other(*EACH, rows), block("Contact", 480))
    assert read(beside) == WANT


def test_a_table_of_a_header_and_rows_is_no_form() -> None:
    rows = [["What", "Who", "When"], *(list(row) for row in WANT)]
    plan = plan_of(table(rows), table([["Action", "Lead"], ["Who we are", "Officer"]], top=400))
    assert read(plan)[:2] == WANT
    assert plan.tables[0].header == ("What", "Who", "When")


def test_a_label_may_carry_the_number() -> None:
    plan = plan_of(*below_each_other(*[[["Action 4", a], ["Who", b], ["When", c]] for a, b, c in WANT]))
    assert read(plan) == WANT
    assert [a.printed.get(Field.REF) for a in plan.actions] == ["4", "4"]


def test_a_value_with_a_labels_word_is_no_label() -> None:
    rows: Rows = [
        ["Action 1", "<"],
        *EACH[0][:1],
        ["Lead", "Community Planning Partnership"],
        ["Timescale", "May 2012"],
        ["Resources", "£900"],
        ["Status", "Open"],
    ]
    plan = plan_of(*below_each_other(rows, [["Action 2", "<"], *EACH[1]]))
    assert read(plan) == [("Open a shop", "Community Planning Partnership", "May 2012"), WANT[1]]


def test_a_label_with_its_value_behind_it_is_no_label() -> None:
    rows: list[Rows] = [
        [[f"Action {n}: {a}", "<", "<"], [f"Lead: {b}", "Timescale: Year 3", "Resources: £900"]]
        for n, (a, b, _) in enumerate(WANT, 1)
    ]
    plan = plan_of(*below_each_other(*rows))
    assert read(plan) == [(a, b, "Year 3") for a, b, _ in WANT]
    assert [a.printed.get(Field.RESOURCES) for a in plan.actions] == ["£900", "£900"]


def test_a_running_foot_in_a_frame_parts_no_form() -> None:
    feet = [table([["Kelpie", "Forms"]], header_rows=0, page=n, top=790) for n in (1, 2)]
    plan = plan_of(
        table(EACH[0], header_rows=0),
        table([["What we will do", "Hire"]], header_rows=0, top=600),
        feet[0],
        table([["", "a van"], *EACH[1][1:]], header_rows=0, page=2),
        feet[1],
        pages=2,
    )
    assert read(plan) == [WANT[0], ("Hire\na van", *WANT[1][1:])]


def test_a_page_break_may_cut_a_label() -> None:
    rows: list[Rows] = [[*form, ["How we will pay", "£900"]] for form in EACH]
    plan = plan_of(
        table(rows[0], header_rows=0),
        table([*rows[1][:3], ["How we will", "£9"]], header_rows=0, top=600),
        table([["pay", "for each"], ["How we will know", "Sales"], ["Status", "Open"]], header_rows=0, page=2),
        pages=2,
    )
    assert [a.printed.get(Field.RESOURCES) for a in plan.actions] == ["£900", "£9\nfor each"]
