"""Tables over several pages come back as one, and rows cut by a page break as one row."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.lib.utils import simpleSplit

from cjaplans.extract.model import Table
from tests.extract.pages import LANDSCAPE, PAD, REGULAR, SIZE, Paper, edges
from tests.extract.reading import fragments, spans, table, tables, texts

XS = edges(40, 60, 200, 120)
HEADER = ["No", "Action", "Lead"]
TASKS = (
    "Open a workshop in which bicycles are mended for the town and for its schools, "
    "with the tools that nobody uses any more"
)
LINES = simpleSplit(TASKS, REGULAR, SIZE, XS[2] - XS[1] - 2 * PAD)
OPEN, REST = " ".join(LINES[:2]), " ".join(LINES[2:])  # cut after a full line


def rows(first: int, count: int) -> list[list[str]]:
    return [[f"{n}.", f"Build house {n}", "Morag Tester"] for n in range(first, first + count)]


def two_pages(
    above: Sequence[Sequence[str]], below: Sequence[Sequence[str]], *, between: str = "", bold_below: int = 0
) -> Paper:
    """A table on two pages with a bold header; ``between`` is a heading on page 2."""
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, above, bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.write(40, 80, between, size=14)
    paper.table(100, XS, below, bold_rows=bold_below)
    return paper


def cut_pages(*, header: bool, open_cut: bool = False) -> Paper:
    """The last row of page 1 goes on at the top of page 2; its text reaches the foot of the page."""
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(1, 3), ["4.", OPEN, "Morag Tester and the"]], bold_rows=1, open_bottom=open_cut)
    paper.turn(LANDSCAPE)
    tail = ["", REST, "Kelpie Works"]
    top = [HEADER, tail] if header else [tail]
    paper.table(100, XS, [*top, *rows(5, 2)], bold_rows=int(header), open_top=open_cut and not header)
    return paper


def first_column(read: Table) -> list[str | None]:
    return [row[0] for row in texts(read)]


@pytest.mark.parametrize("header", [True, False])
def test_a_table_goes_on_with_or_without_its_header(header: bool) -> None:
    below = [HEADER, *rows(4, 3)] if header else rows(4, 3)
    read = table(two_pages([HEADER, *rows(1, 3)], below, bold_below=int(header)))
    assert texts(read) == [HEADER, *rows(1, 6)]
    assert read.header_rows == 1
    assert [r.page for r in read.regions] == [1, 2]
    assert [c.text for c in read.repeated_headers] == (HEADER if header else [])
    assert {c.page for c in read.repeated_headers} <= {2}


def test_a_header_in_another_spelling_is_the_header_still() -> None:
    other = ["NO.", "Actions", "Lead:"]
    read = table(two_pages([HEADER, *rows(1, 3)], [other, *rows(4, 3)], bold_below=1))
    assert texts(read) == [HEADER, *rows(1, 6)]
    assert [c.text for c in read.repeated_headers] == other


def test_a_header_of_two_rows_is_left_out_whole() -> None:
    head = [["No", "What will be done", "<"], ["^", "Action", "Lead"]]
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [*head, *rows(1, 4)], bold_rows=2)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [*head, *rows(5, 2)], bold_rows=2)
    read = table(paper)
    assert first_column(read) == ["No", None, "1.", "2.", "3.", "4.", "5.", "6."]
    assert len(read.repeated_headers) == 4


@pytest.mark.parametrize("open_cut", [False, True], ids=["ruled", "open"])
@pytest.mark.parametrize("header", [False, True], ids=["no header", "header"])
def test_a_row_cut_by_the_page_is_one_row(header: bool, open_cut: bool) -> None:
    read = table(cut_pages(header=header, open_cut=open_cut))
    assert first_column(read) == ["No", "1.", "2.", "3.", "4.", "5.", "6."]
    assert texts(read)[4] == ["4.", f"{OPEN} {REST}", "Morag Tester and the Kelpie Works"]


def test_each_fragment_keeps_its_page_and_box() -> None:
    read = table(cut_pages(header=False))
    head, tail = fragments(read, 4, 1)
    assert [(c.page, c.continues, c.row_span) for c in (head, tail)] == [(1, False, 1), (2, True, 1)]
    assert head.text == OPEN
    assert tail.text == REST
    assert (tail.box.x0, tail.box.top, tail.box.x1) == pytest.approx((100, 100, 300), abs=0.5)
    assert head.box.top > 150


def test_a_row_whose_rest_has_no_rule_above_it_goes_on_whatever_it_says() -> None:
    paper = Paper(LANDSCAPE)
    paper.table(
        100, XS, [HEADER, *rows(1, 3), ["4.", "Build house 4.", "Morag"]], bold_rows=1, open_bottom=True, height=70
    )
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["", "Then let it.", ""], *rows(5, 2)], open_top=True)
    read = table(paper)
    assert texts(read)[4] == ["4.", "Build house 4.\nThen let it.", "Morag"]


def test_paragraphs_of_a_cut_row_stay_apart() -> None:
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(1, 3), ["4.", "Build the house.", "Morag Tester and the"]], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["", "Let the house.", "Kelpie Works"], *rows(5, 2)])
    assert texts(table(paper))[4] == ["4.", "Build the house.\nLet the house.", "Morag Tester and the Kelpie Works"]


def test_a_dash_at_the_cut_is_text_where_the_sentence_goes_on() -> None:
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(1, 3), ["4.", LINES[0], ""]], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["", "– for schools", ""], *rows(5, 2)])
    assert texts(table(paper))[4] == ["4.", f"{LINES[0]} – for schools", ""]


def test_a_dash_at_the_cut_is_a_bullet_in_a_list_of_dashes() -> None:
    paper = Paper(LANDSCAPE)
    dashed = simpleSplit(f"– {TASKS}", REGULAR, SIZE, XS[2] - XS[1] - 2 * PAD)
    paper.table(100, XS, [HEADER, *rows(1, 3), ["4.", "\n".join(dashed[:2]), ""]], bold_rows=1, open_bottom=True)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["", "– then sell them", ""], *rows(5, 2)], open_top=True)
    first = " ".join(dashed[:2]).removeprefix("– ")
    assert texts(table(paper))[4] == ["4.", f"{first}\nthen sell them", ""]


def test_rows_that_end_with_their_page_stay_apart() -> None:
    read = table(two_pages([HEADER, *rows(1, 12)], rows(13, 3)))
    assert texts(read) == [HEADER, *rows(1, 15)]


def test_a_row_is_not_cut_where_the_page_had_room() -> None:
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(1, 3), ["4.", OPEN, "Morag"]], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["", "and more of the same kind", "Kelpie Works"], *rows(5, 18)])
    assert first_column(table(paper))[4:7] == ["4.", "", "5."]


def test_a_row_that_says_it_goes_on_is_left_as_it_is() -> None:
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(1, 3), ["4.", OPEN, "Morag"]], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["4. cont./", REST, ""], *rows(5, 2)])
    assert first_column(table(paper))[4:] == ["4.", "4. cont./", "5.", "6."]


def test_a_spanning_cell_goes_on_over_pages() -> None:
    paper = Paper(LANDSCAPE)
    head = ["Priority", "Action", "Lead"]
    paper.table(100, XS, [head, ["Homes", "Build.", "Morag"], ["^", "Let.", "Kelpie"]], bold_rows=1, height=100)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["", "Mend.", "Morag"], ["^", "Sell.", "Kelpie"], ["Work", "Train.", "Morag"]])
    read = table(paper)
    assert texts(read)[1:] == [
        ["Homes", "Build.", "Morag"],
        [None, "Let.", "Kelpie"],
        [None, "Mend.", "Morag"],
        [None, "Sell.", "Kelpie"],
        ["Work", "Train.", "Morag"],
    ]
    assert spans(read)[1, 0] == (4, 1)
    assert [c.page for c in fragments(read, 1, 0)] == [1, 2]


def test_a_heading_between_two_tables_keeps_them_apart() -> None:
    paper = two_pages([HEADER, *rows(1, 3)], [HEADER, *rows(4, 3)], between="Housing", bold_below=1)
    assert [first_column(t) for t in tables(paper)] == [["No", "1.", "2.", "3."], ["No", "4.", "5.", "6."]]


@pytest.mark.parametrize("size", [SIZE, 14])
@pytest.mark.parametrize("bold", [True, False])
def test_a_heading_printed_again_does_not(bold: bool, size: float) -> None:
    paper = Paper(LANDSCAPE)
    for page in range(3):
        if page:
            paper.turn(LANDSCAPE)
        paper.write(40, 80, "Housing", size=size, bold=bold)
        paper.table(100, XS, [HEADER, *rows(3 * page + 1, 3)], bold_rows=1)
    assert first_column(table(paper)) == ["No", *(f"{n}." for n in range(1, 10))]


def test_text_below_a_table_ends_it() -> None:
    paper = Paper(LANDSCAPE)
    bottom = paper.table(100, XS, [HEADER, *rows(1, 3)], bold_rows=1)
    paper.write(40, bottom + 20, "All of this is done by the summer.")
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(4, 3)], bold_rows=1)
    assert len(tables(paper)) == 2


def test_running_heads_between_the_parts_do_not_count() -> None:
    paper = Paper(LANDSCAPE)
    for page in range(4):
        if page:
            paper.turn(LANDSCAPE)
        paper.write(40, 30, "Kelpie area plan")
        paper.table(100, XS, [HEADER, *rows(2 * page + 1, 2)], bold_rows=1)
        paper.write(40, 570, f"Page {page + 1}")
    assert first_column(table(paper)) == ["No", *(f"{n}." for n in range(1, 9))]


def test_other_columns_are_another_table() -> None:
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(1, 3)], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, edges(40, 100, 100), [["Term", "Meaning"], ["KWT", "Kelpie Works"]])
    assert [t.columns for t in tables(paper)] == [3, 2]


def test_a_page_without_the_table_ends_it() -> None:
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(1, 3)], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.write(40, 100, "A page in between.")
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(4, 3)], bold_rows=1)
    assert len(tables(paper)) == 2


def test_tables_are_left_apart_when_asked() -> None:
    assert len(tables(cut_pages(header=True), stitched=False)) == 2


def test_all_bold_rows_at_the_top_are_the_header() -> None:
    paper = Paper()
    paper.table(100, XS, [["No", "What", "<"], ["", "Action", "Lead"], *rows(1, 2)], bold_rows=2)
    assert table(paper).header_rows == 2


def test_a_table_set_in_bold_throughout_keeps_a_body() -> None:
    paper = Paper()
    paper.table(100, XS, [HEADER, *rows(1, 2)], bold_rows=3)
    assert table(paper).header_rows < 3


def test_a_title_row_like_the_first_one_is_no_repeated_header() -> None:
    above, below = [["Priority 1", "<", "<"], HEADER, *rows(1, 2)], [["Priority 2", "<", "<"], HEADER, *rows(3, 2)]
    read = table(two_pages(above, below, bold_below=2))
    assert "Priority 2" in first_column(read)
    assert "Priority 2" not in [c.text for c in read.repeated_headers]


def test_rows_with_numbers_of_their_own_stay_apart_however_full_they_are() -> None:
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(1, 2), ["12", OPEN, "Morag Tester and the"]], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["13", REST, "Kelpie Works"], *rows(14, 2)])
    assert first_column(table(paper)) == ["No", "1.", "2.", "12", "13", "14.", "15."]


def test_a_band_at_the_top_of_a_page_is_no_rest_of_a_row() -> None:
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(1, 2), ["", OPEN, ""]], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["and the homes of Leith", "<", "<"], *rows(4, 2)])
    assert "and the homes of Leith" in first_column(table(paper))


def test_a_short_text_that_had_room_on_the_page_before_is_a_row_of_its_own() -> None:
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(1, 2), ["", OPEN, "Morag"]], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["", "Mend", "Hamish"], *rows(4, 2)])
    assert [row[1] for row in texts(table(paper))][3:5] == [OPEN, "Mend"]


def test_a_word_hyphenated_at_the_cut_is_whole() -> None:
    head, rest = "Ask the whole of the sub-", "group to open it"
    paper = Paper(LANDSCAPE)
    paper.table(100, XS, [HEADER, *rows(1, 2), ["4.", head, "Morag"]], bold_rows=1, open_bottom=True)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["", rest, ""], *rows(5, 2)], open_top=True)
    assert texts(table(paper))[3][1] == "Ask the whole of the sub-group to open it"


FORM = [["Status", "Ongoing"], ["Action", "Build a house"], ["Lead", "Morag"]]


def test_a_forms_first_row_is_no_header_printed_again() -> None:
    xs = edges(40, 100, 300)
    paper = Paper(LANDSCAPE)
    for page in range(2):
        if page:
            paper.turn(LANDSCAPE)
        paper.table(100, xs, FORM)
    assert [row for read in tables(paper) for row in texts(read)] == FORM * 2


def test_a_number_tells_a_row_from_the_header() -> None:
    paper = two_pages([["Action 1", "Build", "Lead"], *rows(1, 3)], [["Action 2", "Build", "Lead"], *rows(4, 3)])
    assert sum(len(texts(read)) for read in tables(paper)) == 8


def test_a_foot_on_both_of_two_pages_does_not_keep_the_parts_apart() -> None:
    paper = Paper(LANDSCAPE)
    for page in range(2):
        if page:
            paper.turn(LANDSCAPE)
        paper.table(100, XS, [HEADER, *rows(3 * page + 1, 3)], bold_rows=1)
        paper.write(40, 560, "Kelpie area plan")
    assert first_column(table(paper)) == ["No", *(f"{n}." for n in range(1, 7))]


def test_notes_below_the_cut_leave_the_page_no_room() -> None:
    paper = Paper(LANDSCAPE)
    bottom = paper.table(100, XS, [HEADER, *rows(1, 3), ["4.", OPEN, "Morag"]], bold_rows=1)
    for number in (1, 2, 3):
        paper.write(40, bottom + 12 * number, f"{number}Until the mill opens.")
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [HEADER, ["", REST, ""], *rows(5, 2)], bold_rows=1)
    assert first_column(table(paper)) == ["No", "1.", "2.", "3.", "4.", "5.", "6."]


def test_a_header_of_rows_that_a_cell_spans_is_left_out_whole() -> None:
    head = [["Homes", "<", "<"], ["No", "Cost", "<"], ["^", "Sum", "Payer"]]
    read = table(two_pages([*head, *rows(1, 3)], [*head, *rows(4, 2)]))
    assert first_column(read) == ["Homes", "No", None, "1.", "2.", "3.", "4.", "5."]
    assert len(read.repeated_headers) == 5


FIVE = [*XS, XS[-1] + 90, XS[-1] + 180]
FIVE_HEADS = [*HEADER, "When", "Money"]


def five(first: int, count: int) -> list[list[str]]:
    return [[*row, "May 2010", "None"] for row in rows(first, count)]


def test_two_numbers_of_their_own_are_two_rows_whatever_is_full_or_left_empty() -> None:
    paper = Paper(LANDSCAPE)
    full = ["Morag Tester and others\nof the Kelpie Works and", "From May in 2010\nto the month of"]
    paper.table(100, FIVE, [FIVE_HEADS, *five(1, 2), ["12", OPEN, *full, "None"]], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, FIVE, [["13", REST, "Kelpie Works Limited", "December 2011", ""], *five(14, 2)])
    assert first_column(table(paper)) == ["No", "1.", "2.", "12", "13", "14.", "15."]


def test_a_sentence_that_goes_on_in_lower_case_is_one_row_where_no_other_begins_so() -> None:
    paper = Paper(LANDSCAPE)
    paper.table(100, FIVE, [FIVE_HEADS, *five(1, 3), ["4.", OPEN, "Morag", "May", "None"]], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, FIVE, [["", REST, "Ltd.", "2011", "Yet."], *five(5, 2)])
    assert first_column(table(paper)) == ["No", "1.", "2.", "3.", "4.", "5.", "6."]


def test_the_text_of_a_spanning_cell_goes_on_and_its_rows_stay_apart() -> None:
    paper = Paper(LANDSCAPE)
    head = ["Step", "Action", "Lead"]
    above = [head, ["Buy.", "Mend bicycles.", "Morag"], ["Ask.", OPEN, "Morag"]]
    paper.table(100, XS, above, bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, XS, [["Open.", REST, "Kelpie"], ["Close.", "^", "Morag"]])
    read = table(paper)
    assert first_column(read) == ["Step", "Buy.", "Ask.", "Open.", "Close."]
    assert spans(read)[2, 1] == (3, 1)
    assert read.texts()[2, 1] == f"{OPEN} {REST}"


def test_bands_do_not_count_where_columns_are_always_filled() -> None:
    paper = Paper(LANDSCAPE)
    bands = [row for n in range(1, 4) for row in (["Homes", "<", "<", "<", "<"], *five(n, 1))]
    paper.table(100, FIVE, [FIVE_HEADS, *bands, ["4.", "Build.", "Morag", "May", "None"]], bold_rows=1)
    paper.turn(LANDSCAPE)
    paper.table(100, FIVE, [["", "Then let it and mend what tenants break.", "Kelpie", "", ""], *five(5, 2)])
    assert first_column(table(paper))[-3:] == ["4.", "5.", "6."]
