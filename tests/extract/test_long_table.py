"""A generated table of 120 rows over 25 pages, 15 of them cut by page breaks, comes back row by row."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from cjaplans.extract.document import extract
from cjaplans.extract.model import Table
from tests.generated.long_table import ExpectedRow, make_long_table

ROWS, CUT = 120, 15


def words_of(text: str) -> str:
    """A text with all white space folded: paragraphs are compared elsewhere."""
    return " ".join(text.split())


def joined_rows(read: Table, first: int) -> list[list[str]]:
    """The body's texts by column, spanning cells filled down."""
    owner = {
        (r, c): (cell.row, cell.column)
        for cell in read.cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }
    whole = read.texts()
    return [[words_of(whole[owner[r, c]]) for c in range(read.columns)] for r in range(first, read.rows)]


def pages_of(read: Table, row: int, first_column: int) -> list[int]:
    return sorted({c.page for c in read.cells if c.row == row and c.column >= first_column and c.paragraphs})


def printed(row: ExpectedRow, spanning: bool) -> list[str]:
    """The row's columns as printed, the number in front of the action."""
    columns = [words_of(text) for text in row["columns"]]
    if row["ref"]:
        columns[int(spanning)] = f"{row['ref']} {columns[int(spanning)]}"
    return columns


@pytest.mark.parametrize("seed", [0, 3, 5, 6, 7])  # each but the first once lost a row
@pytest.mark.parametrize("refs", [True, False], ids=["numbered", "plain"])
@pytest.mark.parametrize("open_cut", [False, True], ids=["closed", "open"])
@pytest.mark.parametrize(
    ("repeat_header", "spanning"),
    list(product([True, False], repeat=2)),
    ids=["header-spans", "header-plain", "once-spans", "once-plain"],
)
def test_every_row_comes_back_whole(
    tmp_path: Path, repeat_header: bool, spanning: bool, open_cut: bool, refs: bool, seed: int
) -> None:
    path = tmp_path / "long.pdf"
    expected = make_long_table(
        path,
        rows=ROWS,
        cut_rows=CUT,
        repeat_header=repeat_header,
        spanning=spanning,
        open_cut=open_cut,
        refs=refs,
        seed=seed,
    )
    assert (len(expected), sum(row["cut"] for row in expected)) == (ROWS, CUT)
    document = extract(path)
    assert len(document.pages) >= 24
    (read,) = document.tables
    assert read.header_rows == 1
    found = joined_rows(read, 1)
    wanted = [printed(row, spanning) for row in expected]
    assert len(found) == ROWS, [n for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b][:5]
    wrong = {n: (a, b) for n, (a, b) in enumerate(zip(found, wanted, strict=True), start=1) if a != b}
    assert not wrong
    assert [pages_of(read, n, int(spanning)) for n in range(1, ROWS + 1)] == [row["pages"] for row in expected]
    assert bool(read.repeated_headers) == repeat_header
