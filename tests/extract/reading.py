"""Reads drawn pages back, in the shapes the tests compare."""

from __future__ import annotations

from cjaplans.extract.document import extract
from cjaplans.extract.model import BlockKind, Cell, Table, Word
from cjaplans.extract.page import read_page
from cjaplans.extract.reader import open_pdf
from tests.extract.pages import Paper

Places = dict[tuple[int, int], str]


def words(paper: Paper, page: int = 1) -> list[Word]:
    """The words of a page."""
    with open_pdf(paper.data()) as pdf:
        return list(read_page(pdf, page).words)


def tables(paper: Paper, *, stitched: bool = True) -> list[Table]:
    """All tables of a paper."""
    return list(extract(paper.data(), stitched=stitched).tables)


def table(paper: Paper) -> Table:
    """The only table of a paper."""
    found = tables(paper)
    assert len(found) == 1
    return found[0]


def texts(read: Table) -> list[list[str | None]]:
    """A table's texts row by row; None where no cell begins."""
    whole = read.texts()
    return [[whole.get((r, c)) for c in range(read.columns)] for r in range(read.rows)]


def spans(read: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell's row and column span."""
    return {(c.row, c.column): (c.row_span, c.column_span) for c in read.cells}


def fragments(read: Table, row: int, column: int) -> list[Cell]:
    """The cells on each page that make up one cell."""
    return [c for c in read.cells if (c.row, c.column) == (row, column)]


def blocks(paper: Paper) -> list[tuple[BlockKind, str]]:
    """Kind and text of all that stands outside tables."""
    return [(b.kind, b.text) for b in extract(paper.data()).blocks]
