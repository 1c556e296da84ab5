"""Ruled tables: rules that touch make a grid; where a wall between two places is missing, a cell spans them.

Works on arrays of rules (``position, start, end`` in points) and knows nothing of text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cjaplans.extract.model import Box
from cjaplans.extract.rules import Rules

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

#: Rules nearer than this are one rule; ends nearer than this touch.
SNAP = 2.5
TOUCH = 3.0
#: A wall stands when rules cover this share of the edge between two places.
COVER = 0.6
#: Rules compared at a time.
BATCH = 256
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


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page: ``xs`` and ``ys`` are the edges, one more than columns and rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

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
    """All grids of two cells or more on a page, top to bottom."""
    horizontal, vertical = _merge(rules.horizontal), _merge(rules.vertical)
    if len(horizontal) < 2 and len(vertical) < 2:
        return []
    grids = []
    groups = _components(horizontal, vertical)
    loose = sorted(set(range(len(vertical))) - {c for _, columns in groups for c in columns})
    for rows, columns in groups:
        sides = [c for c in loose if _is_side(vertical[c], vertical[columns])]
        grid = _grid(horizontal[rows], vertical[columns + sides])
        if grid and len(grid.cells) > 1:
            grids.append(grid)
    return sorted(grids, key=lambda g: (g.box.top, g.box.x0))


def _is_side(rule: Floats, table: Floats) -> bool:
    """Whether an upright rule that touches nothing is the side of a column open above and below.

    So a page looks whose first column is one cell that began before it and ends after it.
    """
    top, bottom = table[:, 1].min(), table[:, 2].max()
    return bool(abs(rule[1] - top) <= OPEN_EDGE and abs(rule[2] - bottom) <= OPEN_EDGE)


def _merge(rules: Floats) -> Floats:
    """Snaps rules to common positions and joins those that overlap or touch end to end."""
    if not len(rules):
        return rules
    rules = rules[np.argsort(rules[:, 0], kind="stable")]
    merged: list[tuple[float, float, float]] = []
    for members in np.split(rules, np.flatnonzero(np.diff(rules[:, 0]) > SNAP) + 1):
        position = float(np.average(members[:, 0], weights=members[:, 2] - members[:, 1]))
        start, end = None, 0.0
        for _, a, b in members[np.argsort(members[:, 1])]:
            if start is None:
                start, end = a, b
            elif a <= end + TOUCH:
                end = max(end, b)
            else:
                merged.append((position, start, end))
                start, end = a, b
        if start is not None:
            merged.append((position, start, end))
    return np.array(merged)


def _components(horizontal: Floats, vertical: Floats) -> list[tuple[list[int], list[int]]]:
    """Groups of rules that touch each other, as index lists."""
    crossed = _crossings(horizontal, vertical)
    crossing: list[list[int]] = [[] for _ in vertical]
    for row, columns in enumerate(crossed):
        for column in columns:
            crossing[column].append(row)
    unseen = set(range(len(horizontal)))
    found = []
    while unseen:
        seed = unseen.pop()
        rows, columns_met, queue = {seed}, set[int](), [seed]
        while queue:
            for column in crossed[queue.pop()]:
                if column in columns_met:
                    continue
                columns_met.add(column)
                new = unseen.intersection(crossing[column])
                unseen -= new
                rows |= new
                queue.extend(new)
        if columns_met:
            found.append((sorted(rows), sorted(columns_met)))
    return found


def _crossings(horizontal: Floats, vertical: Floats) -> list[list[int]]:
    """For each horizontal rule the vertical ones it touches; in batches, so that a map of paths stays small."""
    crossed: list[list[int]] = []
    for start in range(0, len(horizontal), BATCH):
        y, x0, x1 = (horizontal[start : start + BATCH, i, None] for i in range(3))
        x, top, bottom = (vertical[None, :, i] for i in range(3))
        touch: Bools = (x >= x0 - TOUCH) & (x <= x1 + TOUCH) & (y >= top - TOUCH) & (y <= bottom + TOUCH)
        crossed.extend(np.flatnonzero(row).tolist() for row in touch)
    return crossed


def _grid(horizontal: Floats, vertical: Floats) -> Grid | None:
    ys, _, _ = _edges(horizontal[:, 0], vertical)
    xs, open_left, open_right = _edges(vertical[:, 0], horizontal)
    if len(xs) < 2 or len(ys) < 2:
        return None
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
