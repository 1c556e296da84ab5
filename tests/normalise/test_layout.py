"""What a table is about, and which column holds which field."""

from __future__ import annotations

import pytest

from cjaplans.normalise.fields import Field
from cjaplans.normalise.layout import Layout, inherit, understand
from cjaplans.normalise.model import Role
from tests.normalise.drawing import Rows, grid

ACTIONS = [["Action", "Lead", "Timescale", "Status"], ["Open the mill", "Morag", "May 2010", "Open"]]


def layout(rows: Rows, above: str = "", hint: int = 1) -> Layout:
    return understand(grid(rows, header_rows=hint), above, hint)


def test_an_action_table_by_its_header() -> None:
    found = layout(ACTIONS)
    assert found.role is Role.ACTIONS
    assert dict(found.columns) == {0: "action_text", 1: "responsible", 2: "timescale", 3: "status"}
    assert (found.header_rows, found.body, found.confidence) == ((0,), 1, 1.0)
    assert found.header == ("Action", "Lead", "Timescale", "Status")


def test_a_header_of_two_rows() -> None:
    found = layout([["Action", "Delivery", "<"], ["^", "Lead", "Timescale"], ["Open", "Morag", "May"]], hint=2)
    assert found.role is Role.ACTIONS
    assert (found.header_rows, found.body) == ((0, 1), 2)
    assert found.column(Field.TIMESCALE) == 2


def test_a_header_below_a_title_row() -> None:
    found = layout([["The plan of the mill", "<", "<", "<"], *ACTIONS])
    assert (found.role, found.header_rows, found.body) == (Role.ACTIONS, (1,), 2)


def test_a_column_nobody_knows_is_named() -> None:
    found = layout([["Action", "Weather", "Timescale"], ["Open", "Rain", "May"]])
    assert found.role is Role.ACTIONS
    assert found.unmapped == (1,)
    assert found.confidence < 1


def test_an_unknown_column_without_text_is_passed_over() -> None:
    assert layout([["Action", "Weather", "Timescale"], ["Open", "", "May"]]).unmapped == ()


def test_an_action_column_of_bare_numbers_is_the_reference() -> None:
    found = layout(
        [
            ["Action", "Local outcome", "Key actions", "Lead"],
            ["1", "Homes", "Build", "Morag"],
            ["2", "Work", "Hire", "K"],
        ]
    )
    assert dict(found.columns) == {0: "ref", 1: "action_text", 2: "detail", 3: "responsible"}


def test_tasks_are_the_action_where_nothing_else_is() -> None:
    assert dict(layout([["Priority", "Tasks", "Lead"], ["Homes", "Build", "Morag"]]).columns) == {
        0: "theme",
        1: "action_text",
        2: "responsible",
    }


@pytest.mark.parametrize(
    ("header", "row", "parts"),
    [
        (
            ["Indicator", "Baseline", "Target", "Current"],
            ["Mentors", "2", "9", "4"],
            ["indicator", "baseline", "target", "current"],
        ),
        (["", "Baseline", "Target"], ["Mentors", "2", "9"], ["indicator", "baseline", "target"]),
        (["Measure", "Baseline", "Current position"], ["Mentors", "2", "4"], ["indicator", "baseline", "current"]),
    ],
)
def test_indicators(header: list[str], row: list[str], parts: list[str]) -> None:
    found = layout([header, row])
    assert found.role is Role.INDICATORS
    assert [found.columns[c] for c in sorted(found.columns)] == parts


def test_a_glossary_by_its_header() -> None:
    found = layout([["Term", "Meaning"], ["KWT", "Kelpie Works Trust"]])
    assert (found.role, dict(found.columns), found.body) == (Role.GLOSSARY, {0: "term", 1: "meaning"}, 1)


def test_a_glossary_by_its_heading() -> None:
    found = layout([["KWT", "Kelpie Works Trust"], ["TM", "The Mill"]], "Glossary of terms")
    assert (found.role, dict(found.columns), found.body) == (Role.GLOSSARY, {0: "term", 1: "meaning"}, 0)
    assert layout([["KWT", "Kelpie Works Trust"], ["TM", "The Mill"]], "Members").role is Role.OTHER


def test_a_legend_of_outcomes() -> None:
    rows = [["Outcomes", "<"], ["C1 Safer streets\nC2 Safer homes", "O1 Work for all\nO2 Homes for all"]]
    found = layout(rows)
    assert (found.role, found.body) == (Role.OUTCOMES, 1)


CODED = [["C1", "Safer communities"], ["C2", "Public confidence grows"], ["C3", "Community sentences understood"]]


@pytest.mark.parametrize(
    "header",
    [
        ["Code", "Outcome"],
        ["Outcome", "Description"],
        ["National outcome", "Meaning"],
        ["Ref", "National Strategy outcome"],
        ["Code", "Details"],
        ["Abbreviation", "Meaning"],
    ],
)
def test_rows_of_codes_and_texts_list_outcomes_whatever_the_header(header: list[str]) -> None:
    assert (layout([header, *CODED]).role, layout([header, *CODED]).body) == (Role.OUTCOMES, 1)


def test_rows_of_codes_and_texts_need_no_header() -> None:
    assert (layout(CODED).role, layout(CODED).body) == (Role.OUTCOMES, 0)
    grouped = [["Group", "Code", "Outcome"], ["Communities", *CODED[0]], ["^", *CODED[1]], ["^", *CODED[2]]]
    assert (layout(grouped).role, layout(grouped).body) == (Role.OUTCOMES, 1)
    assert layout([["Communities", *CODED[0]], ["^", *CODED[1]], ["^", *CODED[2]]]).body == 0


@pytest.mark.parametrize(
    "rows",
    [
        [["Ref", "Task"], ["A1", "Mend the mill"], ["A2", "Hire a boat"], ["A3", "Paint the bridge"]],
        [["Code", "Outcome", "By whom"], *([*row, "Morag"] for row in CODED)],
    ],
)
def test_actions_with_codes_list_no_outcomes(rows: Rows) -> None:
    assert layout(rows).role is not Role.OUTCOMES


@pytest.mark.parametrize("heading", ["Outcomes", "Outcome", "National outcomes"])
def test_a_column_of_codes_is_known_by_its_written_cells(heading: str) -> None:
    band = ["Homes (O2, S1)", "<", "<", "<"]
    rows = [["1", "Build", "Morag", ""], ["2", "Mend", "Morag", "C1; C7"], ["3", "Paint", "K", "As above"]]
    found = layout([["No", "Action", "Lead", heading], band, rows[0], band, *rows[1:], ["4", "Open", "K", "–"]])
    assert found.column(Field.OUTCOMES) == 3


def test_a_template_asks_for_what_others_write() -> None:
    found = layout([["", "Action", "Timescale"], ["Say how homes are found", "", ""], ["Say who leads", "", ""]])
    assert (found.role, dict(found.columns), found.body) == (Role.REQUIREMENTS, {0: "text"}, 1)


def test_a_template_filled_in_is_no_template() -> None:
    rows = [["", "Action", "Timescale"], ["Say how homes are found", "Ask", "May"], ["Say who leads", "", ""]]
    assert layout(rows).role is Role.ACTIONS


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "Town"], ["Morag", "Perth"]],
        [["Action", "Description"], ["Open", "The mill"]],
        [["Members met in May"], ["and in June"]],
        [["", ""], ["", "x"]],
    ],
)
def test_other_tables(rows: Rows) -> None:
    assert layout(rows).role is Role.OTHER


def test_a_table_without_header_takes_an_earlier_ones() -> None:
    earlier = layout(ACTIONS)
    found = inherit(earlier)
    assert (found.role, found.body, found.inherited) == (Role.ACTIONS, 0, True)
    assert found.columns == earlier.columns
    assert found.confidence < earlier.confidence


def test_what_stands_beside_header_and_rows_is_their_theme() -> None:
    found = layout(
        [["Homes", "Action", "Lead"], ["^", "Build", "Morag"], ["Work", "Action", "Lead"], ["^", "Hire", "Kelpie"]]
    )
    assert dict(found.columns) == {0: "theme", 1: "action_text", 2: "responsible"}
