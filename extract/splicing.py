"""A table that fills the wide cell of another becomes part of it: so a label stands beside each table of its rows."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from cjaplans.extract.lattice import SNAP, Grid, GridCell
from cjaplans.extract.model import Box

#: The cell is at least so wide a part of its table, and its table so wide and so high a part of the cell.
WIDE, FILLS, TALL = 0.5, 0.85, 0.6
#: Tables smaller than this stay what a cell says.
FEWEST_COLUMNS, FEWEST_ROWS = 3, 2


def spliced(grid: Grid) -> Grid:
    """A grid whose cells that hold nothing but a table beside a label are divided as that table is."""
    taken: dict[GridCell, Grid] = {}
    for cell in grid.cells:
        held = [inner for inner in grid.inner if _inside(inner.box, cell.box)]
        if len(held) == 1 and _fills(held[0], cell, grid):
            taken[cell] = held[0]
    if not taken:
        return grid
    xs, ys = list(grid.xs), list(grid.ys)
    boxes = [cell.box for cell in grid.cells if cell not in taken]
    for cell, inner in taken.items():
        across = _within([cell.box.x0, *inner.xs[1:-1], cell.box.x1], xs)
        down = _within([cell.box.top, *inner.ys[1:-1], cell.box.bottom], ys)
        xs, ys = sorted({*xs, *across}), sorted({*ys, *down})
        boxes += [
            Box(across[c.column], down[c.row], across[c.end_column], down[c.row + c.row_span]) for c in inner.cells
        ]
    kept = tuple(inner for inner in grid.inner if inner not in taken.values())
    return Grid(tuple(xs), tuple(ys), tuple(sorted(_placed(boxes, xs, ys, grid), key=_place)), kept)


def _fills(inner: Grid, cell: GridCell, grid: Grid) -> bool:
    """Whether a table is all that a wide cell holds, the other of two in its row."""
    label = next((c for c in grid.cells if c.row == cell.row and c.column == 0), None)
    return (
        label is not None
        and label.end_column == cell.column
        and cell.end_column == grid.columns
        and inner.columns >= FEWEST_COLUMNS
        and inner.rows >= FEWEST_ROWS
        and cell.box.width >= WIDE * grid.box.width
        and inner.box.width >= FILLS * cell.box.width
        and inner.box.height >= TALL * cell.box.height
    )


def _inside(box: Box, other: Box) -> bool:
    return other.x0 <= box.x0 and box.x1 <= other.x1 and other.top <= box.top and box.bottom <= other.bottom


def _within(positions: list[float], edges: list[float]) -> list[float]:
    """Positions moved to the edges that they nearly are on; each stays apart from the next."""
    moved = [min(edges, key=lambda e: abs(e - p)) for p in positions]
    near = [m if abs(m - p) <= SNAP else p for m, p in zip(moved, positions, strict=True)]
    return near if all(a < b for a, b in pairwise(near)) else positions


def _placed(boxes: list[Box], xs: list[float], ys: list[float], grid: Grid) -> list[GridCell]:
    opened = {(c.box.x0, c.box.top): c for c in grid.cells}
    cells = []
    for box in boxes:
        row, column = ys.index(box.top), xs.index(box.x0)
        whole = GridCell(row, column, ys.index(box.bottom) - row, xs.index(box.x1) - column, box)
        before = opened.get((box.x0, box.top))
        same = before is not None and before.box == box
        cells.append(
            replace(whole, open_top=before.open_top, open_bottom=before.open_bottom) if same and before else whole
        )
    return cells


def _place(cell: GridCell) -> tuple[int, int]:
    return cell.row, cell.column
