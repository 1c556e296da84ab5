"""Boxes of cells to a grid: their edges are its edges, and what no box covers is an empty cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjaplans.extract.lattice import Grid, GridCell
from cjaplans.extract.model import Box, Word


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell by its place in a table: rows and columns first to last, and its words."""

    top: int
    bottom: int
    first: int
    last: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class FilledGrid:
    """A grid and the words of each of its cells, in their order."""

    grid: Grid
    words: tuple[tuple[Word, ...], ...]


def fill(xs: Sequence[float], ys: Sequence[float], cells: Sequence[FilledCell]) -> FilledGrid:
    """The grid with these edges; cells that overlap an earlier one give their words to it."""
    owners: dict[tuple[int, int], int] = {}
    placed: list[FilledCell] = []
    for cell in cells:
        places = [(r, c) for r in range(cell.top, cell.bottom + 1) for c in range(cell.first, cell.last + 1)]
        taken = next((owners[p] for p in places if p in owners), None)
        if taken is not None:
            before = placed[taken]
            placed[taken] = FilledCell(before.top, before.bottom, before.first, before.last, before.words + cell.words)
            continue
        owners.update(dict.fromkeys(places, len(placed)))
        placed.append(cell)
    free = [(r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1) if (r, c) not in owners]
    placed.extend(FilledCell(r, r, c, c, ()) for r, c in free)
    placed.sort(key=lambda c: (c.top, c.first))
    grid = Grid(tuple(xs), tuple(ys), tuple(_grid_cell(xs, ys, cell) for cell in placed))
    return FilledGrid(grid, tuple(c.words for c in placed))


def _grid_cell(xs: Sequence[float], ys: Sequence[float], cell: FilledCell) -> GridCell:
    box = Box(xs[cell.first], ys[cell.top], xs[cell.last + 1], ys[cell.bottom + 1])
    return GridCell(cell.top, cell.first, cell.bottom - cell.top + 1, cell.last - cell.first + 1, box)
