"""A tagged table on the page: its words in its cells, and edges halfway between its rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cjaplans.extract.lattice import Grid, GridCell
from cjaplans.extract.model import Box, Engine, Word
from cjaplans.extract.pagetable import PageCell, PageTable
from cjaplans.extract.paragraphs import lines_of
from cjaplans.extract.tagged.model import TaggedCell, TaggedTable

#: A word belongs to the marked text whose box, widened by this (points), holds its middle.
MARGIN = 1.0
#: The outer edges of a table stand this far off its text.
PADDING = 2.0
#: Headers are no taller than this many rows.
TALLEST_HEADER = 3
#: Columns and rows without text of their own are this wide at least.
LEAST = 1.0


def words_of(table: TaggedTable, words: Sequence[Word]) -> list[list[Word]]:
    """The words of each cell of a table, in the order of its cells."""
    owners = [index for index, cell in enumerate(table.cells) for _ in cell.boxes]
    held: list[list[Word]] = [[] for _ in table.cells]
    for word, box in _boxed(words, [box for cell in table.cells for box in cell.boxes]):
        held[owners[box]].append(word)
    return held


def with_repeated_header(table: TaggedTable, words: Sequence[Word]) -> TaggedTable:
    """The table with the header printed again above it as a row, where that keeps to its columns."""
    found = [word for word, _ in _boxed(words, table.repeated)]
    columns = [_column(table, word.box) for word in found]
    if None in columns or len(set(columns)) < 2:
        return table
    header = [
        TaggedCell(0, c, 1, 1, True, tuple(w.box for w, own in zip(found, columns, strict=True) if own == c))
        for c in range(table.columns)
    ]
    return replace(table, rows=table.rows + 1, cells=(*header, *(replace(c, row=c.row + 1) for c in table.cells)))


def _column(table: TaggedTable, box: Box) -> int | None:
    """The column whose texts stand below a box; None where they are none's or several's."""
    below = {
        cell.column
        for cell in table.cells
        if cell.column_span == 1 and any(box.x0 < b.x1 and b.x0 < box.x1 for b in cell.boxes)
    }
    return below.pop() if len(below) == 1 else None


def _boxed(words: Sequence[Word], boxes: Sequence[Box]) -> Iterator[tuple[Word, int]]:
    """Each word that stands in one of the boxes, with the number of the smallest that holds it."""
    bounds = np.array([(b.x0, b.top, b.x1, b.bottom) for b in boxes]).reshape(-1, 4)
    sizes = (bounds[:, 2] - bounds[:, 0]) * (bounds[:, 3] - bounds[:, 1])
    for word in words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        near: npt.NDArray[np.bool_] = (
            (bounds[:, 0] <= x + MARGIN)
            & (bounds[:, 2] >= x - MARGIN)
            & (bounds[:, 1] <= y + MARGIN)
            & (bounds[:, 3] >= y - MARGIN)
        )
        hits = np.flatnonzero(near)
        if len(hits):
            yield word, int(hits[sizes[hits].argmin()])


def placed(number: int, table: TaggedTable, held: Sequence[list[Word]]) -> PageTable | None:
    """The table that sound marks make of page ``number``; None where its rows or columns have no room."""
    boxes = [[w.box for w in words] for words in held]
    xs = _edges([_extent(table.cells, boxes, c, level=False) for c in range(table.columns)])
    ys = _edges([_extent(table.cells, boxes, r, level=True) for r in range(table.rows)])
    if xs is None or ys is None:
        return None
    cells = []
    for cell, words in [*zip(table.cells, held, strict=True), *((c, []) for c in _missing(table))]:
        right, bottom = cell.column + cell.column_span, cell.row + cell.row_span
        box = Box(xs[cell.column], ys[cell.row], xs[right], ys[bottom])
        grid_cell = GridCell(cell.row, cell.column, cell.row_span, cell.column_span, box)
        cells.append(PageCell(grid_cell, tuple(lines_of(words)), _right(boxes, table.cells, right, box.x1)))
    cells.sort(key=lambda c: (c.grid.row, c.grid.column))
    grid = Grid(tuple(xs), tuple(ys), tuple(c.grid for c in cells))
    return PageTable(number, grid, tuple(cells), Engine.TAGS, header_rows=headers_of(table), cut=table.cut)


def headers_of(table: TaggedTable) -> int | None:
    """How many rows at the top are all headers; None where the marks tell no headers from other cells.

    Where nearly all rows are headers they are those of rows, or marked without thought.
    """
    count = 0
    while count < table.rows and all(c.header for c in table.cells if c.row == count and c.boxes):
        count += 1
    return count if 0 < count < table.rows and count <= TALLEST_HEADER else None


def _missing(table: TaggedTable) -> list[TaggedCell]:
    """Cells for the places that the marks leave out because they are empty."""
    covered = {
        (r, c)
        for cell in table.cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }
    places = ((r, c) for r in range(table.rows) for c in range(table.columns))
    return [TaggedCell(r, c, 1, 1, False, ()) for r, c in places if (r, c) not in covered]


def _extent(
    cells: Sequence[TaggedCell], boxes: Sequence[Sequence[Box]], number: int, *, level: bool
) -> tuple[float, float] | None:
    """From where to where the texts of one row, or one column, reach."""
    own = [
        box
        for cell, held in zip(cells, boxes, strict=True)
        if ((cell.row, cell.row_span) if level else (cell.column, cell.column_span)) == (number, 1)
        for box in held
    ]
    if not own:
        return None
    return (
        min(b.top if level else b.x0 for b in own),
        max(b.bottom if level else b.x1 for b in own),
    )


def _edges(extents: Sequence[tuple[float, float] | None]) -> list[float] | None:
    """Edges between extents, one more than there are; those that have no text share the room between others."""
    known = [(i, e) for i, e in enumerate(extents) if e is not None]
    if not known:
        return None
    (first, start), (last, end) = known[0], known[-1]
    edges = [start[0] - PADDING - LEAST * (first - i) for i in range(first)] + [start[0] - PADDING]
    for (i, a), (j, b) in pairwise(known):
        if j - i == 1:
            edges.append((a[1] + b[0]) / 2)
            continue
        room = (b[0] - a[1]) / (j - i - 1)
        edges += [a[1] + room * step for step in range(j - i)]
    edges.append(end[1] + PADDING)
    edges += [end[1] + PADDING + LEAST * (step + 1) for step in range(len(extents) - 1 - last)]
    return edges if all(a < b for a, b in pairwise(edges)) else None


def _right(boxes: Sequence[Sequence[Box]], cells: Sequence[TaggedCell], column: int, otherwise: float) -> float:
    """How far lines may run in the cells that end before a column: as far as the longest of them does."""
    ends = (
        box.x1
        for cell, held in zip(cells, boxes, strict=True)
        if cell.column + cell.column_span == column
        for box in held
    )
    return max(ends, default=otherwise)
