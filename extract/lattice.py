"""Ruled tables: rules that touch make a grid; where a wall between two places is missing, a cell spans them.

Works on rules (``position, start, end`` in points) and knows nothing of text. A page has a few dozen of them: plain
lists are quicker than arrays here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cjaplans.extract.abutting import parted
from cjaplans.extract.crossings import Rule, components, merged
from cjaplans.extract.model import Box, box_at
from cjaplans.extract.nesting import nested
from cjaplans.extract.order import in_reading_order
from cjaplans.extract.quick import quick
from cjaplans.extract.rules import Rules

#: ``walls[i][j]``: whether a wall stands at the edge ``j`` along the stretch ``i``.
Walls = list[list[bool]]

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


#: Makes a cell of a grid, as ``GridCell`` does.
grid_cell_at = quick(GridCell)


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


def _grids(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[Grid]:
    level, upright = merged(horizontal, SNAP), merged(vertical, SNAP)
    grids = []
    groups = components(level, upright, TOUCH)
    loose = sorted(set(range(len(upright))) - {c for _, columns in groups for c in columns})
    for rows, columns in groups:
        table = [upright[c] for c in columns]
        sides = [upright[c] for c in loose if _is_side(upright[c], table)]
        for part in parted([level[r] for r in rows], table + sides):
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


def _is_side(rule: Rule, table: Sequence[Rule]) -> bool:
    """Whether an upright rule that touches nothing is the side of a column open above and below.

    So a page looks whose first column is one cell that began before it and ends after it.
    """
    top, bottom = min(r[1] for r in table), max(r[2] for r in table)
    return abs(rule[1] - top) <= OPEN_EDGE and abs(rule[2] - bottom) <= OPEN_EDGE


def _grid(horizontal: list[Rule], vertical: list[Rule]) -> Grid | None:
    ys, _, _ = _edges(horizontal, vertical)
    xs, open_left, open_right = _edges(vertical, horizontal)
    if len(xs) < 2 or len(ys) < 2:
        return None
    right = _walls(_reaching(vertical, ys), xs, ys)
    across = _walls(_reaching(horizontal, xs), ys, xs)
    below = [list(walls) for walls in zip(*across, strict=True)]
    for walls in right:
        walls[0] |= open_left
        walls[-1] |= open_right
    return _compress(_rectangles(right, below), xs, ys, below)


def _edges(rules: Sequence[Rule], crossing: Sequence[Rule]) -> tuple[list[float], bool, bool]:
    """Distinct positions, with the ends of the crossing rules where these run on past the last one."""
    positions = sorted({_to_hundredths(rule[0]) for rule in rules})
    edges = [positions[0], *(b for a, b in pairwise(positions) if b - a > SNAP)]
    first, last = min(rule[1] for rule in crossing), max(rule[2] for rule in crossing)
    before, after = edges[0] - first > OPEN_EDGE, last - edges[-1] > OPEN_EDGE
    return [*[first] * before, *edges, *[last] * after], before, after


def _to_hundredths(position: float) -> float:
    return round(position * 100) / 100


def _nearest(edges: Sequence[float], position: float) -> int:
    """The index of the edge nearest to a position, the first of two as near."""
    after = bisect_left(edges, position)
    if after in (0, len(edges)):
        return min(after, len(edges) - 1)
    return after - 1 if position - edges[after - 1] <= edges[after] - position else after


def _reaching(rules: Sequence[Rule], edges: Sequence[float]) -> list[Rule]:
    """Rules made longer to the edge that they stop a little short of."""
    longer = []
    for position, start, end in rules:
        first, last = edges[_nearest(edges, start)], edges[_nearest(edges, end)]
        begins = first if 0 < start - first <= TOUCH else start
        longer.append((position, begins, last if 0 < last - end <= TOUCH else end))
    return longer


def _walls(rules: Sequence[Rule], at: Sequence[float], along: Sequence[float]) -> Walls:
    """``walls[i][j]``: whether rules at ``at[j]`` cover most of the stretch ``along[i]..along[i+1]``."""
    covered = [[0.0] * len(at) for _ in along[1:]]
    for position, start, end in rules:
        column = _nearest(at, position)
        if abs(position - at[column]) > SNAP:
            continue
        for number in range(max(bisect_left(along, start) - 1, 0), len(covered)):
            a, b = along[number], along[number + 1]
            if a >= end:
                break
            length = (end if end < b else b) - (start if start > a else a)
            if length > 0:
                covered[number][column] += length
    return [
        [length >= COVER * (b - a) for length in lengths]
        for lengths, (a, b) in zip(covered, pairwise(along), strict=True)
    ]


def _rectangles(right: Walls, below: Walls) -> list[tuple[int, int, int, int]]:
    """Cells as ``row, column, row_span, column_span``: each grows right, then down, to the next wall."""
    rows, columns = len(right), len(below[0])
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for row in range(rows):
        walls, used = right[row], taken[row]
        for column in range(columns):
            if used[column]:
                continue
            end = column + 1
            while end < columns and not walls[end] and not used[end]:
                end += 1
            last = row + 1
            while last < rows and not (any(below[last][column:end]) or any(right[last][column + 1 : end])):
                last += 1
            for other in range(row, last):
                taken[other][column:end] = [True] * (end - column)
            cells.append((row, column, last - row, end - column))
    return cells


def _compress(cells: list[tuple[int, int, int, int]], xs: list[float], ys: list[float], below: Walls) -> Grid:
    """Leaves out the edges at which no cell begins or ends."""
    row_edges = sorted({c[0] for c in cells} | {c[0] + c[2] for c in cells})
    column_edges = sorted({c[1] for c in cells} | {c[1] + c[3] for c in cells})
    row_at = {edge: i for i, edge in enumerate(row_edges)}
    column_at = {edge: i for i, edge in enumerate(column_edges)}
    first, last = below[0], below[-1]
    placed = tuple(
        grid_cell_at(
            row_at[row],
            column_at[column],
            row_at[row + tall] - row_at[row],
            column_at[column + wide] - column_at[column],
            box_at(xs[column], ys[row], xs[column + wide], ys[row + tall]),
            row == 0 and not all(first[column : column + wide]),
            row + tall == len(ys) - 1 and not all(last[column : column + wide]),
        )
        for row, column, tall, wide in cells
    )
    return Grid(tuple(xs[e] for e in column_edges), tuple(ys[e] for e in row_edges), placed)
