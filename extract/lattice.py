"""Ruled tables: rules that touch make a grid; where a wall between two places is missing, a cell spans them.

Works on arrays of rules (``position, start, end`` in points) and knows nothing of text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cjaplans.extract.abutting import parted
from cjaplans.extract.crossings import Bools, Floats, components, merged
from cjaplans.extract.model import Box
from cjaplans.extract.nesting import nested
from cjaplans.extract.order import in_reading_order
from cjaplans.extract.rules import Rules

#: Rules nearer than this are one rule (points): no row of text is less high.
SNAP = 4.2
#: Rules touch whose ends are no further apart than this: some stop short of their crossings.
TOUCH = 4.5
#: A wall stands when rules cover this share of the edge between two places.
COVER = 0.6
#: Rules reaching this far past the outermost crossing rule mean an edge that is not drawn.
OPEN_EDGE = 6.0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: place, spans and box; ``open_*`` where the table's outer rule is missing over it."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    open_top: bool = False
    open_bottom: bool = False

    @property
    def end_column(self) -> int:
        """The column after its last one."""
        return self.column + self.column_span


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page: ``xs`` and ``ys`` are the edges, one more than columns and rows.

    ``inner`` are the tables that stand inside its cells.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    inner: tuple[Grid, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_grids(rules: Rules) -> list[Grid]:
    """All grids of two cells or more on a page, in reading order; those inside a cell of another are its ``inner``."""
    if len(rules.horizontal) < 2 and len(rules.vertical) < 2:
        return []
    nest = nested(rules.horizontal, rules.vertical)
    inner = [grid for rules_in in nest.inner for grid in _grids(*rules_in)]
    return in_reading_order([_around(grid, inner) for grid in _grids(nest.horizontal, nest.vertical)])


def _grids(horizontal: Floats, vertical: Floats) -> list[Grid]:
    horizontal, vertical = merged(horizontal, SNAP), merged(vertical, SNAP)
    grids = []
    groups = components(horizontal, vertical, TOUCH)
    loose = sorted(set(range(len(vertical))) - {c for _, columns in groups for c in columns})
    for rows, columns in groups:
        sides = [c for c in loose if _is_side(vertical[c], vertical[columns])]
        for part in parted(horizontal[rows], vertical[columns + sides]):
            grid = _grid(*part)
            if grid and len(grid.cells) > 1:
                grids.append(grid)
    return grids


def _around(grid: Grid, inner: list[Grid]) -> Grid:
    """A grid with those that stand inside it."""
    return replace(grid, inner=tuple(in_reading_order([i for i in inner if _holds(grid.box, i.box)])))


def _holds(box: Box, other: Box) -> bool:
    x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
    return box.x0 < x < box.x1 and box.top < y < box.bottom


def _is_side(rule: Floats, table: Floats) -> bool:
    """Whether an upright rule that touches nothing is the side of a column open above and below.

    So a page looks whose first column is one cell that began before it and ends after it.
    """
    top, bottom = table[:, 1].min(), table[:, 2].max()
    return bool(abs(rule[1] - top) <= OPEN_EDGE and abs(rule[2] - bottom) <= OPEN_EDGE)


def _grid(horizontal: Floats, vertical: Floats) -> Grid | None:
    ys, _, _ = _edges(horizontal[:, 0], vertical)
    xs, open_left, open_right = _edges(vertical[:, 0], horizontal)
    if len(xs) < 2 or len(ys) < 2:
        return None
    horizontal, vertical = _reaching(horizontal, xs), _reaching(vertical, ys)
    right = _walls(vertical, xs, ys)
    below = _walls(horizontal, ys, xs).T
    if open_left:
        right[:, 0] = True
    if open_right:
        right[:, -1] = True
    return _compress(_rectangles(right, below), xs, ys, ~below[0], ~below[-1])


def _edges(positions: Floats, crossing: Floats) -> tuple[Floats, bool, bool]:
    """Distinct positions, with the ends of the crossing rules where these run on past the last one."""
    edges = np.unique(np.round(positions, 2))
    edges = edges[np.concatenate([[True], np.diff(edges) > SNAP])]
    first, last = float(crossing[:, 1].min()), float(crossing[:, 2].max())
    before, after = bool(edges[0] - first > OPEN_EDGE), bool(last - edges[-1] > OPEN_EDGE)
    if before:
        edges = np.concatenate([[first], edges])
    if after:
        edges = np.concatenate([edges, [last]])
    return edges, before, after


def _reaching(rules: Floats, edges: Floats) -> Floats:
    """Rules made longer to the edge that they stop a little short of."""
    longer = rules.copy()
    for end, beyond in ((1, -1), (2, 1)):
        nearest = edges[np.abs(rules[:, end, None] - edges[None, :]).argmin(axis=1)]
        short = (nearest - rules[:, end]) * beyond
        longer[:, end] = np.where((short > 0) & (short <= TOUCH), nearest, rules[:, end])
    return longer


def _walls(rules: Floats, at: Floats, along: Floats) -> Bools:
    """``walls[i, j]``: whether rules at ``at[j]`` cover most of the stretch ``along[i]..along[i+1]``."""
    covered = np.zeros((len(along) - 1, len(at)))
    place = np.abs(rules[:, 0, None] - at[None, :]).argmin(axis=1)
    for (position, start, end), column in zip(rules, place, strict=True):
        if abs(position - at[column]) <= SNAP:
            covered[:, column] += np.clip(np.minimum(end, along[1:]) - np.maximum(start, along[:-1]), 0, None)
    return np.asarray(covered >= COVER * np.diff(along)[:, None])


def _rectangles(right: Bools, below: Bools) -> list[tuple[int, int, int, int]]:
    """Cells as ``row, column, row_span, column_span``: each grows right, then down, to the next wall."""
    rows, columns = right.shape[0], below.shape[1]
    taken = np.zeros((rows, columns), dtype=bool)
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row, column]:
                continue
            wide = 1
            while column + wide < columns and not right[row, column + wide] and not taken[row, column + wide]:
                wide += 1
            tall = 1
            while row + tall < rows and _open(right, below, row + tall, column, wide):
                tall += 1
            taken[row : row + tall, column : column + wide] = True
            cells.append((row, column, tall, wide))
    return cells


def _open(right: Bools, below: Bools, row: int, column: int, wide: int) -> bool:
    """Whether a cell ``wide`` places wide goes on into ``row``."""
    return not below[row, column : column + wide].any() and not right[row, column + 1 : column + wide].any()


def _compress(
    cells: list[tuple[int, int, int, int]], xs: Floats, ys: Floats, open_top: Bools, open_bottom: Bools
) -> Grid:
    """Leaves out the edges at which no cell begins or ends."""
    row_edges = sorted({c[0] for c in cells} | {c[0] + c[2] for c in cells})
    column_edges = sorted({c[1] for c in cells} | {c[1] + c[3] for c in cells})
    row_at = {edge: i for i, edge in enumerate(row_edges)}
    column_at = {edge: i for i, edge in enumerate(column_edges)}
    placed = tuple(
        GridCell(
            row_at[row],
            column_at[column],
            row_at[row + tall] - row_at[row],
            column_at[column + wide] - column_at[column],
            Box(float(xs[column]), float(ys[row]), float(xs[column + wide]), float(ys[row + tall])),
            open_top=row == 0 and bool(open_top[column : column + wide].any()),
            open_bottom=row + tall == len(ys) - 1 and bool(open_bottom[column : column + wide].any()),
        )
        for row, column, tall, wide in cells
    )
    return Grid(
        tuple(float(xs[e]) for e in column_edges),
        tuple(float(ys[e]) for e in row_edges),
        placed,
    )
