"""Running heads and page numbers inside a table's frame are no cell's text."""

from __future__ import annotations

import pytest

from cjaplans.extract.model import BlockKind
from tests.extract.pages import Paper, edges
from tests.extract.reading import blocks, table, tables, texts

XS = edges(40, 250, 120, 120)
HEADER = ["Action", "Lead", "When"]


def rows(page: int) -> list[list[str]]:
    return [[f"Open mill {page}{letter}", "Miller", "May"] for letter in "abc"]


def whole(pages: int) -> list[list[str]]:
    return [HEADER, *(row for page in range(1, pages + 1) for row in rows(page))]


def running(paper: Paper) -> list[str]:
    return [text for kind, text in blocks(paper) if kind is BlockKind.RUNNING]


def test_a_framed_title_that_counts_the_pages_is_no_row() -> None:
    paper = Paper()
    for page in range(1, 5):
        if page > 1:
            paper.turn()
        head = [f"Kelpie Trust work of the year | Page {page} of 4", "<", "<"]
        paper.table(40, XS, [head, HEADER, *rows(page)], bold_rows=2)
    assert texts(table(paper)) == whole(4)
    assert len(running(paper)) == 4


def test_a_framed_title_repeated_with_the_header_is_no_row_of_later_pages() -> None:
    paper = Paper()
    for page in range(1, 4):
        if page > 1:
            paper.turn()
        paper.table(40, XS, [["Kelpie Trust work of the year", "<", "<"], HEADER, *rows(page)], bold_rows=2)
    assert [row for row in texts(table(paper)) if row[1]] == whole(3)


def test_a_head_across_the_columns_is_in_no_cell() -> None:
    paper = Paper()
    for page in range(1, 5):
        if page > 1:
            paper.turn()
        paper.table(20, XS, [HEADER, *rows(page)], bold_rows=1, height=40)
        paper.write(150, 44, "The work of the Kelpie Trust, second edition, printed in May")
    assert texts(table(paper)) == whole(4)


@pytest.mark.parametrize("text", ["{n}", "- {n} -", "Page {n}", "{n} of 16"])
def test_a_page_number_in_the_last_cell_is_not_its_text(text: str) -> None:
    paper = Paper()
    for page in range(1, 5):
        if page > 1:
            paper.turn()
        paper.table(500, XS, [HEADER, *rows(page)], bold_rows=1, height=80)
        paper.write(296, 804, text.format(n=page + 8))
    assert texts(table(paper)) == whole(4)
    assert len(running(paper)) == 4


def test_numbers_of_rows_count_no_pages() -> None:
    paper = Paper()
    found = []
    for page in range(1, 5):
        if page > 1:
            paper.turn()
        found.append([str(page), "Open the mill", "Miller"])
        paper.table(30, XS, found[-1:], height=600)
    assert [row for read in texts(table(paper)) for row in [read]] == found


def test_texts_repeated_inside_their_cells_stay() -> None:
    paper = Paper()
    for page, text in enumerate(("Open the mill", "Close a ferry", "Paint harbours", "Mend bicycles"), start=1):
        if page > 1:
            paper.turn()
        paper.table(30, XS, [HEADER, [text, "Miller" * (page % 2), "Ongoing"]], bold_rows=1, height=100)
    assert [row[2] for row in texts(table(paper))] == ["When", *["Ongoing"] * 4]


def test_a_frame_that_counts_the_pages_takes_nothing_from_the_table_below() -> None:
    paper = Paper()
    for page in range(1, 5):
        if page > 1:
            paper.turn()
        below = paper.table(40, edges(40, 163, 163, 164), [["Kelpie Trust", "Work of the year", f"Page {page} of 4"]])
        paper.table(below, XS, [HEADER, *rows(page)], bold_rows=1)
    assert texts(table(paper)) == whole(4)
    assert len(running(paper)) == 4


def test_a_value_beside_the_page_number_of_some_pages_is_text() -> None:
    paper = Paper()
    for page in range(1, 5):
        if page > 1:
            paper.turn()
        paper.table(40, XS, [HEADER, *rows(page)], bold_rows=1)
        paper.table(800, XS, [["Open mill", "Miller", "May"]])
        if page < 4:
            paper.write(480, 803, f"Page {page} of 4")
    assert "Miller" in [row[1] for row in texts(tables(paper)[-1])]
