"""Rows ruled off from each other but not into columns: the columns of the rows that are go on through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cjaplans.extract.lattice import Grid, GridCell
from cjaplans.extract.model import Box
from cjaplans.extract.stripes import columns_kept

#: One row whose words happen to stand in columns may be chance; so many are a table's.
FEWEST_ROWS = 2


def with_columns(grid: Grid, words: Sequence[Box]) -> Grid:
    """The grid with its wide cells divided where their text keeps to the columns of other rows.

    A heading over several columns stays whole: its words cross their edges, or stand in few of them.
    """
    divided = {cell: parts for cell in grid.cells if cell.column_span > 1 and (parts := _parts(grid, cell, words))}
    if len({cell.row for cell in divided}) < FEWEST_ROWS:
        return grid
    cells = [part for cell in grid.cells for part in divided.get(cell, [cell])]
    return replace(grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _parts(grid: Grid, cell: GridCell, words: Sequence[Box]) -> list[GridCell]:
    """The cells that a wide one is; none where its text does not show them."""
    box = cell.box
    edges = grid.xs[cell.column : cell.end_column + 1]
    band = [Box(x0, box.top, x1, box.bottom) for x0, x1 in pairwise(edges)]
    inside = [w for w in words if _in(box, w)]
    kept = columns_kept(band, inside)
    if 2 * len(kept) <= len(band):
        return []
    return [replace(cell, column=cell.column + number, column_span=1, box=tile) for number, tile in enumerate(band)]


def _in(box: Box, word: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
