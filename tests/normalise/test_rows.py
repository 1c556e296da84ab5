"""The rows of an action table."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cjaplans.normalise.context import Context, Stated
from cjaplans.normalise.fields import Field
from cjaplans.normalise.layout import understand
from cjaplans.normalise.model import OUTLINE, CellRef
from cjaplans.normalise.rows import Draft, RowReader
from tests.normalise.drawing import Rows, grid

HEADER = ["Action", "Lead", "Timescale"]
WIDE = ["Priority", *HEADER]


def reader(rows: Rows, context: Context | None = None) -> RowReader:
    table = grid(rows)
    return RowReader(table, understand(table, "", 1), context or Context())


def read(rows: Rows, context: Context | None = None) -> list[Draft]:
    return reader(rows, context).read()


def column(drafts: list[Draft], field: Field) -> list[str | None]:
    return [d.texts.get(field) for d in drafts]


def codes(rows: Rows) -> list[str]:
    own = reader(rows)
    own.read()
    return [f.code for f in own.findings]


def texts(draft: Draft) -> Mapping[Field, str]:
    return {f: t for f, t in draft.texts.items() if t}


def test_each_row_is_an_action() -> None:
    first, second = read([HEADER, ["Open", "Morag", "May"], ["Train", "", "June"]])
    assert texts(first) == {Field.ACTION: "Open", Field.RESPONSIBLE: "Morag", Field.TIMESCALE: "May"}
    assert texts(second) == {Field.ACTION: "Train", Field.TIMESCALE: "June"}


def test_each_value_names_its_cells() -> None:
    (draft,) = read([HEADER, ["2.1 Open", "Morag", "May"]])
    assert draft.sources == {
        Field.REF: [CellRef(0, 3)],
        Field.ACTION: [CellRef(0, 3)],
        Field.RESPONSIBLE: [CellRef(0, 4)],
        Field.TIMESCALE: [CellRef(0, 5)],
    }
    assert draft.pages == {1}


def test_sub_rows_under_a_spanning_measure_share_its_number() -> None:
    head = ["Action", "Tasks", "Lead"]
    drafts = read(
        [head, ["2.1 Open", "Buy tools", "Morag"], ["^", "Find room", "Kelpie"], ["2.2 Train", "Ask", "Morag"]]
    )
    assert column(drafts, Field.REF) == ["2.1", "2.1", "2.2"]
    assert column(drafts, Field.ACTION) == ["Open", "Open", "Train"]
    assert column(drafts, Field.DETAIL) == ["Buy tools", "Find room", "Ask"]


def test_a_spanning_priority_is_the_theme_of_each_row() -> None:
    drafts = read(
        [WIDE, ["1. Homes", "Build", "Morag", "May"], ["^", "Let", "Morag", "June"], ["Work", "Hire", "K", "July"]]
    )
    assert column(drafts, Field.THEME) == ["Homes", "Homes", "Work"]
    assert drafts[1].sources[Field.THEME] == drafts[0].sources[Field.THEME]


def test_an_announced_continuation_belongs_to_its_row() -> None:
    drafts = read(
        [HEADER, ["2.1 Open", "Morag", "May"], ["2.2 Train", "Kelpie", "June"], ["2.1 cont./ and close", "Isla", ""]]
    )
    assert column(drafts, Field.ACTION) == ["Open and close", "Train"]
    assert column(drafts, Field.RESPONSIBLE) == ["Morag\nIsla", "Kelpie"]
    assert len(drafts[0].sources[Field.ACTION]) == 2


def test_a_continuation_without_number_belongs_to_the_row_above() -> None:
    drafts = read([HEADER, ["2.1 Open", "Morag", "May"], ["2.2 Train", "K", "June"], ["(cont.) Then rest", "", ""]])
    assert column(drafts, Field.ACTION) == ["Open", "Train\nThen rest"]


def test_a_continuation_of_nothing_is_a_row_and_a_finding() -> None:
    rows = [HEADER, ["2.1 Open", "Morag", "May"], ["3.4 cont. Train", "K", "June"]]
    assert column(read(rows), Field.ACTION) == ["Open", "Train"]
    assert codes(rows) == ["continuation_without_start"]


def test_a_band_is_the_theme_of_the_rows_below() -> None:
    drafts = read(
        [HEADER, ["1. Homes\nfor all", "<", "<"], ["Build", "M", "May"], ["2.3 Work", "<", "<"], ["Hire", "K", "June"]]
    )
    assert column(drafts, Field.THEME) == ["Homes for all", "2.3 Work"]


@pytest.mark.parametrize("note", ["Note: subject to funding", "† Subject to funding", "N.B. all dates may move"])
def test_a_note_over_all_columns_is_no_theme(note: str) -> None:
    rows = [HEADER, ["Build", "M", "May"], [note, "<", "<"], ["Hire", "K", "June"]]
    assert column(read(rows), Field.THEME) == [None, None]
    assert codes(rows) == ["row_passed_over"]


@pytest.mark.parametrize("title", ["Action Plan 2010-11", "Tayside CJA Action Plan", "TAYSIDE CJA: Annual Action Plan"])
def test_the_title_of_the_plan_in_a_tables_frame_is_no_theme(title: str) -> None:
    assert column(read([[title, "<", "<"], HEADER, ["Build", "M", "May"]]), Field.THEME) == [None]


def test_a_heading_fused_with_an_action_is_the_theme_from_there() -> None:
    drafts = read(
        [
            HEADER,
            ["2.1 Homes (A4) 2.1.1 Build", "M", "May"],
            ["2.1.2 (B1) Let", "K", "June"],
            ["2.2 Work 2.2.1 Hire", "M", "July"],
        ]
    )
    assert column(drafts, Field.THEME) == ["2.1 Homes", "2.1 Homes", "2.2 Work"]
    assert column(drafts, Field.REF) == ["2.1.1", "2.1.2", "2.2.1"]
    assert column(drafts, Field.ACTION) == ["Build", "Let", "Hire"]
    assert column(drafts, Field.OUTCOMES) == [None, "B1", None]
    assert [d.heading_codes for d in drafts] == ["A4", "A4", None]


def test_the_header_printed_again_inside_the_table_is_no_row() -> None:
    drafts = read([HEADER, ["Open", "Morag", "May"], HEADER, ["Train", "K", "June"]])
    assert column(drafts, Field.ACTION) == ["Open", "Train"]


def test_empty_rows_and_rows_of_a_label_alone_are_no_actions() -> None:
    drafts = read(
        [WIDE, ["Homes", "Build", "M", "May"], ["", "", "", ""], ["Work", "", "", ""], ["Play", "Swim", "K", "June"]]
    )
    assert column(drafts, Field.ACTION) == ["Build", "Swim"]


def test_a_row_without_an_action_but_with_a_date_is_kept() -> None:
    drafts = read([HEADER, ["Open", "M", "May"], ["", "", "June"]])
    assert column(drafts, Field.TIMESCALE) == ["May", "June"]


def test_two_columns_of_one_field_are_joined() -> None:
    (draft,) = read([["Action", "Start date", "End date"], ["Open", "May", "June"]])
    assert draft.texts[Field.TIMESCALE] == "May\nJune"


def test_a_value_that_spans_two_columns_of_its_field_stands_once() -> None:
    (draft,) = read([["Action", "Start date", "End date"], ["Open", "All year", "<"]])
    assert draft.texts[Field.TIMESCALE] == "All year"


def test_a_cell_over_two_fields_is_reported() -> None:
    own = reader([HEADER, ["Open", "Morag, in May", "<"], ["Train", "K", "June"]])
    first, second = own.read()
    assert [(f.code, f.page) for f in own.findings] == [("row_of_odd_width", 1)]
    assert "responsible" in own.findings[0].message
    assert first.confidence < second.confidence == 1


def test_more_cells_than_headings_are_reported() -> None:
    assert codes([["Action", "Lead", "<", "Timescale"], ["Open", "Morag", "Isla", "May"]]) == ["row_of_odd_width"]


def test_regular_rows_have_no_findings() -> None:
    assert codes([WIDE, ["Homes", "Build", "M", "May"], ["^", "Let", "", "June"]]) == []


def test_plain_numbers_are_references_where_most_rows_have_one() -> None:
    most = [HEADER, ["1. Open", "M", "May"], ["2. Train", "K", "June"], ["Rest", "M", "July"]]
    assert column(read(most), Field.REF) == ["1", "2", None]
    few = [HEADER, ["Open", "M", "May"], ["Train", "K", "June"], ["2. Rest", "M", "July"]]
    assert column(read(few), Field.REF) == [None, None, None]
    assert column(read(few), Field.ACTION)[2] == "2. Rest"


@pytest.mark.parametrize(("printed", "ref"), [("4.", "4"), ("(4)", "4"), ("1 a", "1a"), ("2.1.3", "2.1.3")])
def test_a_column_of_numbers_is_the_reference(printed: str, ref: str) -> None:
    (draft,) = read([["No", "Action", "Timescale"], [printed, "3.1 mentors meet", "May"]])
    assert texts(draft) == {Field.REF: ref, Field.ACTION: "3.1 mentors meet", Field.TIMESCALE: "May"}


def test_the_brackets_of_a_column_of_codes_are_dropped() -> None:
    (draft,) = read([["Action", "Link to outcomes", "Lead"], ["Open", "(C1, S2)", "M"]])
    assert draft.texts[Field.OUTCOMES] == "C1, S2"


def test_headings_above_the_table_fill_what_the_row_does_not_say() -> None:
    above = Context(
        Stated("Homes", (CellRef(OUTLINE, 0),), 1, 12.0),
        Stated("Fewer nights outside", (CellRef(OUTLINE, 1),), 1, 12.0),
        Stated("Perth", (CellRef(OUTLINE, 2),), 1, 12.0),
    )
    (plain,) = read([HEADER, ["Build", "M", "May"]], above)
    assert [plain.texts[f] for f in (Field.THEME, Field.OBJECTIVE, Field.PLACE)] == [
        "Homes",
        "Fewer nights outside",
        "Perth",
    ]
    assert plain.sources[Field.PLACE] == [CellRef(OUTLINE, 2)]
    (stated,) = read([WIDE, ["Work", "Hire", "M", "May"]], above)
    assert stated.texts[Field.THEME] == "Work"
    (unsaid,) = read([WIDE, ["", "Hire", "M", "May"]], above)
    assert Field.THEME not in unsaid.texts


def inherited(drafts: list[Draft]) -> list[tuple[str | None, str | None]]:
    return [(d.texts.get(Field.THEME), d.heading_codes) for d in drafts]


def test_codes_on_a_band_are_apart_from_the_theme_and_end_with_the_next_band() -> None:
    bands = [["2.1 Homes (B1, C2)", "<", "<"], ["Build", "M", "May"], ["Work", "<", "<"], ["Hire", "K", "June"]]
    assert inherited(read([HEADER, *bands])) == [("2.1 Homes", "B1, C2"), ("Work", None)]
    section = Context(codes=Stated("A4", (), 1, 12.0))
    assert inherited(read([HEADER, *bands], section)) == [("2.1 Homes", "B1, C2"), ("Work", "A4")]


def test_a_band_of_nothing_but_codes_leaves_the_theme() -> None:
    bands = [["Homes", "<", "<"], ["Outcomes: O1, O2", "<", "<"], ["Build", "M", "May"]]
    assert inherited(read([HEADER, *bands])) == [("Homes", "O1, O2")]


def test_codes_on_a_spanning_priority_and_on_an_objective() -> None:
    rows = [WIDE, ["1. Homes\n(C1)", "Build", "M", "May"], ["^", "Let", "M", "June"], ["C2", "Hire", "K", "July"]]
    assert inherited(read(rows)) == [("Homes", "C1"), ("Homes", "C1"), ("C2", None)]
    bands = [["Homes (C1)", "<", "<"], ["Aim: Warm rooms (S2)", "<", "<"], ["Build", "M", "May"]]
    assert inherited(read([HEADER, *bands])) == [("Homes", "S2")]


def test_a_national_outcome_reaches_through_the_bands_below_it() -> None:
    nine, eleven = "National Outcome 9: Safe from crime", "National Outcome 11"
    bands = [["Homes", "<", "<"], ["Build", "M", "May"], [eleven, "<", "<"], ["Work", "<", "<"], ["Hire", "K", "June"]]
    drafts = read([HEADER, *bands], Context(outcome_heading=Stated(nine, (), 1, 12.0)))
    assert [(d.texts[Field.THEME], d.outcome_heading) for d in drafts] == [("Homes", nine), ("Work", eleven)]


def test_codes_behind_a_number_are_outcomes() -> None:
    first, second = read([["No", "Action", "Lead"], ["1 (O9)", "Open", "M"], ["2", "Train", "K"]])
    assert texts(first) == {Field.REF: "1", Field.OUTCOMES: "O9", Field.ACTION: "Open", Field.RESPONSIBLE: "M"}
    assert first.sources[Field.OUTCOMES] == first.sources[Field.REF]
    assert Field.OUTCOMES not in second.texts
