"""Tables in the cells of others, drawn up to the cell's own sides."""

from __future__ import annotations

import pytest

from tests.extract.pages import Paper, edges
from tests.extract.reading import table, texts

XS = edges(50, 60, 8, 60, 90, 80)
HEADER = ["Action", "Steps", "<", "<", "Lead"]
WHOLE = [["Train", "Ask around", "<", "<", "Kelpie"]]


def read(rows: list[list[str]]) -> list[list[str | None]]:
    paper = Paper()
    paper.table(100, XS, rows)
    return texts(table(paper))


def test_a_table_in_a_cell_cuts_neither_its_row_nor_its_column() -> None:
    rows = [["Build", "In turn", "<", "<", "Morag"], ["^", "", "June", "Plan", "^"], ["^", "^", "July", "Dig", "^"]]
    assert read([HEADER, *rows, *WHOLE]) == [
        ["Action", "Steps", "Lead"],
        ["Build", "In turn\nJune Plan\nJuly Dig", "Morag"],
        ["Train", "Ask around", "Kelpie"],
    ]


def test_a_margin_as_high_as_the_row_is_no_cell() -> None:
    rows = [["Build", "", "June", "Plan", "Morag"], ["^", "^", "July", "Dig", "^"]]
    assert read([HEADER, *rows, *WHOLE])[1] == ["Build", "June Plan\nJuly Dig", "Morag"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Action", "Steps", "<", "<", "Lead"], ["^", "No", "<", "What", "^"], ["Build", "1", "<", "Dig", "Morag"]],
        [HEADER, ["Build", "In turn", "<", "<", "Morag"], ["^", "Then", "<", "<", "^"], *WHOLE],
        [HEADER, ["Build", "June", "<", "Plan", "Morag"], ["^", "July", "<", "Dig", "Kelpie"], *WHOLE],
    ],
    ids=["columns under one heading", "rows in one column", "rows with cells of their own"],
)
def test_other_spans_stay(rows: list[list[str]]) -> None:
    assert len(read(rows)) == len(rows)
