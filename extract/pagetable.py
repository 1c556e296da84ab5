"""The tables of one page: a grid with its words in place, before tables are joined over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cjaplans.extract.agreement import Agreement, ReadCell
from cjaplans.extract.borderless.continued import Carried
from cjaplans.extract.borderless.subdivide import subdivided
from cjaplans.extract.lattice import Grid, GridCell
from cjaplans.extract.model import Box, Engine, Notice, Word
from cjaplans.extract.paragraphs import Line, lines_of
from cjaplans.extract.quick import quick

#: Text keeps at least this distance from a rule; a wider one is an indent, not padding.
LARGEST_PADDING = 9.0


@dataclass(frozen=True, slots=True)
class PageCell:
    """A grid cell and the lines inside it; lines may run to ``right``."""

    grid: GridCell
    lines: tuple[Line, ...]
    right: float
    confidence: float = 1.0

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        return bool(self.lines) and all(line.bold for line in self.lines)


_page_cell_at = quick(PageCell)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page; ``cells`` run row by row.

    ``header_rows`` is how many rows at its top the file itself says are headers, and ``cut`` whether it says that
    its first row began on the page before; None where it does not say. ``carried`` is what the next page is to
    know of a table found by alignment.
    """

    page: int
    grid: Grid
    cells: tuple[PageCell, ...]
    engine: Engine = Engine.LATTICE
    confidence: float = 1.0
    header_rows: int | None = None
    cut: bool | None = None
    notices: tuple[Notice, ...] = ()
    carried: Carried | None = None

    @property
    def box(self) -> Box:
        return self.grid.box

    def row(self, row: int) -> tuple[PageCell, ...]:
        """The cells that begin in a row."""
        return tuple(c for c in self.cells if c.grid.row == row)


def readings(cells: Sequence[PageCell]) -> list[ReadCell]:
    """Cells as another engine's are compared with them."""
    return [ReadCell(c.grid.row, c.grid.column, c.grid.row_span, c.grid.column_span, c.text) for c in cells]


def weighed(table: PageTable, found: Agreement) -> PageTable:
    """A table as sure as another reading of it makes it, and its cells likewise."""
    cells = tuple(
        replace(c, confidence=min(c.confidence, found.cells.get((c.grid.row, c.grid.column), 1.0))) for c in table.cells
    )
    return replace(table, cells=cells, confidence=min(table.confidence, found.table))


def without_empty_ends(table: PageTable, taken: Sequence[Word]) -> PageTable:
    """A table without the rows at its top and foot in which nothing but the words ``taken`` out of it stood."""
    middles = [(w.box.top + w.box.bottom) / 2 for w in taken]
    grid = table.grid
    first, last = 0, grid.rows
    while first < last - 1 and _is_emptied(table, first, middles):
        first += 1
    while last > first + 1 and _is_emptied(table, last - 1, middles):
        last -= 1
    if (first, last) == (0, grid.rows):
        return table
    rows = [replace(c, grid=replace(c.grid, row=c.grid.row - first)) for c in table.cells if first <= c.grid.row < last]
    kept, xs = _own_columns(rows, grid.xs)
    rest = replace(grid, xs=xs, ys=grid.ys[first : last + 1], cells=tuple(c.grid for c in kept))
    return replace(table, grid=rest, cells=kept)


def _own_columns(cells: Sequence[PageCell], xs: Sequence[float]) -> tuple[tuple[PageCell, ...], tuple[float, ...]]:
    """Cells in the columns they make themselves, and the edges of these: others were those of rows that are gone."""
    edges = sorted({e for c in cells for e in (c.grid.column, c.grid.end_column)})
    place = {edge: number for number, edge in enumerate(edges)}
    moved = (
        replace(c.grid, column=place[c.grid.column], column_span=place[c.grid.end_column] - place[c.grid.column])
        for c in cells
    )
    return tuple(replace(c, grid=g) for c, g in zip(cells, moved, strict=True)), tuple(xs[e] for e in edges)


def _is_emptied(table: PageTable, row: int, middles: Sequence[float]) -> bool:
    """Whether a row, all of whose cells are its own, has lost its text."""
    over = [c for c in table.cells if c.grid.row <= row < c.grid.row + c.grid.row_span]
    own = all(c.grid.row_span == 1 and not c.lines for c in over)
    return own and any(table.grid.ys[row] < y < table.grid.ys[row + 1] for y in middles)


def split_words(box: Box, words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words whose middles stand in a box, and the others."""
    inside: list[Word] = []
    outside: list[Word] = []
    x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
    for word in words:
        own = word.box
        if top <= (own.top + own.bottom) / 2 <= bottom and x0 <= (own.x0 + own.x1) / 2 <= x1:
            inside.append(word)
        else:
            outside.append(word)
    return inside, outside


def filled(number: int, grid: Grid, words: list[Word]) -> PageTable:
    """The table that a grid on page ``number`` makes of the words inside it."""
    owners = np.zeros((grid.rows, grid.columns), dtype=np.int64)
    for index, cell in enumerate(grid.cells):
        owners[cell.row : cell.row + cell.row_span, cell.column : cell.column + cell.column_span] = index
    rows = _places([(w.box.top + w.box.bottom) / 2 for w in words], grid.ys)
    columns = _places([(w.box.x0 + w.box.x1) / 2 for w in words], grid.xs)
    held: list[list[Word]] = [[] for _ in grid.cells]
    for word, owner in zip(words, owners[rows, columns].tolist(), strict=True):
        held[owner].append(word)
    lines = [lines_of(inside) for inside in held]
    cut = subdivided(grid, held, lines)
    if cut:
        grid, held = cut.grid, [list(inside) for inside in cut.words]
        lines = [lines_of(inside) for inside in held]
    if grid.inner:
        lines = [_with_inner(inside, grid.inner) for inside in held]
    padding = _padding(grid, held)
    cells = tuple(
        _page_cell_at(cell, tuple(sorted(own, key=_top)), cell.box.x1 - padding, letters_confidence(inside))
        for cell, own, inside in zip(grid.cells, lines, held, strict=True)
    )
    return PageTable(number, grid, cells)


def _top(line: Line) -> float:
    return line.box.top


def _with_inner(words: list[Word], inner: Sequence[Grid]) -> list[Line]:
    """A cell's lines; each row of a table inside it is one, its cells read one after another."""
    lines: list[Line] = []
    for grid in inner:
        inside, words = split_words(grid.box, words)
        if inside:
            table = filled(0, grid, inside)
            rows = ([line for cell in table.row(r) for line in cell.lines] for r in range(grid.rows))
            lines += [_run_together(row) for row in rows if row]
    return [*lines, *lines_of(words)]


def _run_together(lines: Sequence[Line]) -> Line:
    """Lines as one, in their order; what ended one of them is apart from what began the next."""
    words = [w for line in lines for w in (*line.words[:-1], replace(line.words[-1], space_after=True))]
    return Line.in_order(words)


def letters_confidence(words: Sequence[Word]) -> float:
    """How sure the letters of words are together; 1 where there are none."""
    if {w.confidence for w in words} <= {1.0}:
        return 1.0
    letters = sum(len(w.text) for w in words)
    return sum(w.confidence * len(w.text) for w in words) / letters if letters else 1.0


def _places(middles: list[float], edges: tuple[float, ...]) -> npt.NDArray[np.intp]:
    """Which of the places between edges each middle is in; what lies outside them all is in the nearest."""
    return np.searchsorted(np.array(edges[1:-1]), np.array(middles))


def _padding(grid: Grid, held: list[list[Word]]) -> float:
    """The smallest distance kept between a cell's left rule and its text, taken for the right as well."""
    distances = [
        min(w.box.x0 for w in words) - cell.box.x0 for cell, words in zip(grid.cells, held, strict=True) if words
    ]
    return float(min(max(min(distances, default=0.0), 0.0), LARGEST_PADDING))
