"""What plans print inside their tables to head the rows below: bands, labels, titles."""

from __future__ import annotations

from cjaplans.normalise.context import Context, contexts, labelled
from cjaplans.normalise.fields import Field
from cjaplans.normalise.headers import match_heading
from cjaplans.normalise.layout import understand
from cjaplans.normalise.model import Role
from cjaplans.normalise.rows import Draft, RowReader
from tests.normalise.drawing import Rows, block, document, grid, table

HEADER = ["Action", "Lead", "Timescale"]
BAND = ["Priority 1: Homes", "<", "<"]


def reader(rows: Rows) -> RowReader:
    read = grid(rows)
    return RowReader(read, understand(read, "", 1), Context())


def context_of(drafts: list[Draft]) -> list[tuple[str | None, str | None]]:
    return [(d.texts.get(Field.THEME), d.texts.get(Field.OBJECTIVE)) for d in drafts]


def test_an_aim_below_a_band_is_the_objective_and_leaves_the_theme() -> None:
    rows = [HEADER, BAND, ["Aim: Fewer nights outside", "<", "<"], ["Open", "Morag", "May"]]
    assert context_of(reader(rows).read()) == [("Priority 1: Homes", "Fewer nights outside")]


def test_a_new_band_ends_the_objective() -> None:
    rows = [
        HEADER,
        BAND,
        ["Aim: Doors", "<", "<"],
        ["Open", "A", "May"],
        ["Priority 2: Work", "<", "<"],
        ["Hire", "B", "June"],
    ]
    assert context_of(reader(rows).read()) == [("Priority 1: Homes", "Doors"), ("Priority 2: Work", None)]


def test_a_title_row_above_the_header_is_the_theme() -> None:
    own = reader([BAND, HEADER, ["Open", "Morag", "May"]])
    assert context_of(own.read()) == [("Priority 1: Homes", None)]
    assert own.findings == []


def test_what_is_not_understood_above_the_header_is_reported() -> None:
    own = reader([["Draft", "for", "comment"], HEADER, ["Open", "Morag", "May"]])
    assert len(own.read()) == 1
    assert [f.code for f in own.findings] == ["row_above_header"]


def test_a_label_and_a_cell_over_the_rest_set_the_context() -> None:
    rows = [["Priority", "Homes", "<"], ["Objective", "Fewer nights outside", "<"], HEADER, ["Open", "Morag", "May"]]
    assert context_of(reader(rows).read()) == [("Homes", "Fewer nights outside")]
    numbered = [HEADER, ["Priority 2", "Work", "<"], ["Hire", "Morag", "May"]]
    assert context_of(reader(numbered).read()) == [("Priority 2 Work", None)]


def test_a_row_of_two_cells_that_is_no_label_is_an_action() -> None:
    assert len(reader([HEADER, ["Open a shop", "Morag, by May", "<"]]).read()) == 1


def test_labels_may_be_numbered_where_no_theme_is_meant() -> None:
    assert labelled("Strategic Objective 2.1: Homes") == ("objective", "Homes")
    assert labelled("Objective 1 - Homes") == ("objective", "Homes")
    assert labelled("Local Authority: Angus") == ("place", "Angus")
    for text in ("Outcome 1: Homes", "Priority 2: Work", "Area - wide work"):
        assert labelled(text) == (None, text)


def test_a_place_holds_for_the_headings_below_it_and_ends_with_a_higher_one() -> None:
    rows = [HEADER, ["Open", "Morag", "May"]]
    found = contexts(
        document(
            block("Place: Angus", 40, size=13),
            block("Homes", 60, size=11),
            table(rows, top=80),
            block("Work", 200, size=11),
            table(rows, top=220),
            block("All areas", 340, size=16),
            table(rows, top=360),
        )
    )
    assert [(c.theme and c.theme.text, c.place and c.place.text) for c in found] == [
        ("Homes", "Angus"),
        ("Work", "Angus"),
        ("All areas", None),
    ]


def test_a_labelled_line_alone_leaves_the_theme() -> None:
    rows = [HEADER, ["Open", "Morag", "May"]]
    found = contexts(
        document(block("Homes", 40), table(rows, top=80), block("Aim: Doors", 200, size=9), table(rows, top=220))
    )
    assert [(c.theme and c.theme.text, c.objective and c.objective.text) for c in found] == [
        ("Homes", None),
        ("Homes", "Doors"),
    ]


def test_a_heading_printed_again_says_the_same_theme() -> None:
    rows = [HEADER, ["Open", "Morag", "May"]]
    (found,) = contexts(document(block("Homes (continued)", 40), table(rows, top=80)))
    assert found.theme is not None
    assert found.theme.text == "Homes"


def test_a_section_named_as_a_plan_is_a_theme() -> None:
    rows = [HEADER, ["Open", "Morag", "May"]]
    title = block("Tayside Action Plan 2012-13", 20, size=20)
    (found,) = contexts(document(title, block("Women Action Plan", 60), table(rows, top=80)))
    assert found.theme is not None
    assert found.theme.text == "Women Action Plan"


def test_a_column_of_codes_holds_outcomes_whatever_its_heading() -> None:
    rows = [["Action", "Lead", "Outcome"], ["Open", "Morag", "C1, O2"], ["Hire", "Hamish", "O1 - O9"]]
    assert understand(grid(rows), "", 1).columns[2] == Field.OUTCOMES


def test_a_register_of_risks_is_no_plan() -> None:
    rows = [
        ["Risk", "Likelihood", "Impact", "Owner"],
        ["Flood", "Low", "High", "Morag"],
        ["Frost", "High", "Low", "Hamish"],
    ]
    assert understand(grid(rows), "", 1).role is Role.OTHER


def test_a_body_row_with_words_of_headings_is_no_header() -> None:
    rows = [
        ["No.", "Item", "Paper by", "For"],
        ["1", "Welcome", "Convener", ""],
        ["4", "Action Plan", "Chief Officer", "Decision"],
    ]
    assert understand(grid(rows), "", 1).header_rows != (2,)


def test_words_that_say_little_count_only_alone() -> None:
    assert (found := match_heading("What")) is not None
    assert found.field is Field.ACTION
    assert (found := match_heading("What difference will it make?")) is not None
    assert found.field is Field.TARGET
    assert match_heading("Date of birth") is None
