"""From the lines of a region to a table: columns, heading, rows, cells."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cjaplans.extract.borderless.across import across
from cjaplans.extract.borderless.columns import Columns, find_columns
from cjaplans.extract.borderless.continued import Carried
from cjaplans.extract.borderless.grid import FilledCell, FilledGrid, fill
from cjaplans.extract.borderless.header import HeaderCell, header_cells, header_length
from cjaplans.extract.borderless.lines import TextLine
from cjaplans.extract.borderless.placed import PlacedLine, place_all
from cjaplans.extract.borderless.rows import group_rows, rules_decide
from cjaplans.extract.model import Word
from cjaplans.extract.rules import Floats

#: A rule this near to a table's first or last line (over the font size) is its edge.
EDGE = 1.5


@dataclass(frozen=True)
class Structure:
    """A table's parts: lines of the heading, and lines of each row of the body.

    ``rules`` are the heights of rules across it, ``near`` those of all rules at its height;
    ``ruled`` when every row has its rule.
    """

    columns: Columns
    header: tuple[HeaderCell, ...]
    header_rows: tuple[tuple[float, float], ...]
    body: tuple[tuple[PlacedLine, ...], ...]
    rules: tuple[float, ...]
    near: tuple[float, ...]
    lines: tuple[PlacedLine, ...]
    ruled: bool

    @property
    def carried(self) -> Carried:
        """What the next page is to know, should the table go on there."""
        count = len(self.lines) - sum(map(len, self.body))
        return Carried(self.columns, tuple(line.line.line.text for line in self.lines[:count]), self.ruled)

    @property
    def rows(self) -> int:
        return len(self.header_rows) + len(self.body)


def structure_of(
    lines: Sequence[TextLine], horizontal: Floats, known: Carried | None = None, before: Carried | None = None
) -> Structure:
    """The parts of the table that lines are, with the page's horizontal rules (y, x0, x1).

    ``known`` is what an earlier page tells of it, ``before`` what the table before it is like.
    """
    columns = known.columns if known else find_columns(lines)
    near = _near(lines, horizontal)
    rules, partial = across(near, columns.extents[0][0], columns.extents[-1][1], sum(columns.extents[0]) / 2)
    placed = place_all(lines, columns)
    length = known.header_length(lines) if known else header_length(placed, columns, rules)
    cells, count = header_cells(placed[:length], columns, partial) if length else ([], 0)
    like = known or (before if before and length and before.header_length(lines) == length else None)
    ruled = bool(like and like.ruled) or rules_decide(placed[length:], columns, rules)
    body = group_rows(placed[length:], columns, rules, ruled)
    heights = _heights(cells, count)
    heights_near = tuple(near[:, 0].tolist())
    rows = tuple(map(tuple, body))
    return Structure(columns, tuple(cells), heights, rows, tuple(rules), heights_near, tuple(placed), ruled)


def _near(lines: Sequence[TextLine], horizontal: Floats) -> Floats:
    top, bottom = lines[0].top - EDGE * lines[0].size, lines[-1].bottom + EDGE * lines[-1].size
    return horizontal[(horizontal[:, 0] > top) & (horizontal[:, 0] < bottom)]


def _heights(cells: Sequence[HeaderCell], count: int) -> tuple[tuple[float, float], ...]:
    """Top and bottom of the texts that stand in each header row alone, or else of any in it."""
    heights = []
    for row in range(count):
        within = [c for c in cells if c.top == c.bottom == row] or [c for c in cells if c.top <= row <= c.bottom]
        boxes = [w.box for c in within for p in c.pieces for w in p.words]
        heights.append((min(b.top for b in boxes), max(b.bottom for b in boxes)))
    return tuple(heights)


def filled_grid(structure: Structure) -> FilledGrid:
    """The table's grid with its words."""
    cells = [FilledCell(c.top, c.bottom, c.first, c.last, _words(c)) for c in structure.header]
    first = len(structure.header_rows)
    for number, row in enumerate(structure.body, start=first):
        cells.extend(_row_cells(number, row, structure.columns.count - 1))
    return fill(_xs(structure), _ys(structure), cells)


def _xs(structure: Structure) -> list[float]:
    """The edges between columns; the outer ones around all texts."""
    left = min(line.line.x0 for line in structure.lines) - 1.0
    right = max(line.line.line.box.x1 for line in structure.lines) + 1.0
    edges = structure.columns.edges
    return [min(left, edges[0]), *edges[1:-1], max(right, edges[-1])]


def _words(cell: HeaderCell) -> tuple[Word, ...]:
    return tuple(w for p in cell.pieces for w in p.words)


def _row_cells(number: int, row: Sequence[PlacedLine], last: int) -> list[FilledCell]:
    """The cells of a body row: pieces of its lines that lie over each other are one cell.

    A label that reaches over an empty place beside it is still one of the first column; a title alone in its
    row that does so stands over all columns.
    """
    cells: list[FilledCell] = []
    pieces = sorted((p for line in row for p in line.pieces), key=lambda p: (p.first, -p.last))
    if len({p.first for p in pieces}) > 1:
        pieces = [replace(p, last=0) if p.first == 0 else p for p in pieces]
    elif pieces[0].first == 0 and pieces[0].spans:
        pieces = [replace(p, last=last) for p in pieces]
    for piece in pieces:
        if cells and piece.first <= cells[-1].last:
            before = cells[-1]
            reach = max(before.last, piece.last)
            cells[-1] = FilledCell(number, number, before.first, reach, before.words + piece.words)
        else:
            cells.append(FilledCell(number, number, piece.first, piece.last, piece.words))
    return cells


def _ys(structure: Structure) -> list[float]:
    """The edges between rows: a rule where there is one, else the middle of the white between them."""
    spans = list(structure.header_rows)
    spans += [(min(x.line.top for x in row), max(x.line.bottom for x in row)) for row in structure.body]
    size = structure.lines[0].line.size
    ys = [_edge(structure.rules, spans[0][0] - EDGE * size, spans[0][0], spans[0][0] - 1)]
    for (_, bottom), (top, _) in itertools.pairwise(spans):
        low, high = min(bottom, top), max(bottom, top)
        ys.append(max(_edge(structure.rules, low - 1, high + 1, (low + high) / 2), ys[-1] + 0.1))
    last = spans[-1][1]
    ys.append(max(_edge(structure.rules, last, last + EDGE * size, last + 1), ys[-1] + 0.1))
    return ys


def _edge(rules: Sequence[float], low: float, high: float, otherwise: float) -> float:
    return next((y for y in rules if low <= y <= high), otherwise)
