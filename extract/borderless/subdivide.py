"""Ruled grids whose cells hold several columns or rows of values that no rule parts.

A header with all its walls over a body with none, or a frame with walls between columns only: such
cells are subdivided where values stand level. Prose is never: a cell with wrapped text stays one
(SCHEMA "One action is one ruled row").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

import numpy as np

from cjaplans.extract.borderless.columns import Columns, find_columns
from cjaplans.extract.borderless.grid import FilledCell, FilledGrid, fill
from cjaplans.extract.borderless.lines import TextLine, begins_with_data, is_whole, text_line, text_lines
from cjaplans.extract.borderless.placed import PlacedLine, place_all
from cjaplans.extract.borderless.rows import group_rows, value_columns
from cjaplans.extract.borderless.textrows import label_edges, labelled_row_edges, text_row_edges
from cjaplans.extract.lattice import Grid, GridCell
from cjaplans.extract.model import Word
from cjaplans.extract.paragraphs import Line

#: Lines with several texts that must agree before a stack of cells is cut into columns.
FEWEST_LINES = 3
#: Share of the lines that must be cut, and share of the texts right of the first that must be values.
MOSTLY = 0.6
#: Share of the cut lines that may cross a known edge, and of all lines that may be titles of groups.
ACROSS = 0.1
TITLES = 0.3
#: A table with walls only has a heading and a body, whose texts are looked at from this many columns on.
HEADING_AND_BODY = 2
FEWEST_COLUMNS = 3
#: A cell of several rows is taller than this many font sizes.
TALL = 4.0
#: Places nearer than this (points) are one edge.
SAME = 1.0


@dataclass(frozen=True)
class _Part:
    """A cell, or a part of one, by its edges, with its words."""

    x0: float
    top: float
    x1: float
    bottom: float
    words: tuple[Word, ...]

    @cached_property
    def lines(self) -> list[TextLine]:
        return text_lines(self.words)


def subdivided(grid: Grid, held: Sequence[Sequence[Word]], lines: Sequence[Sequence[Line]]) -> FilledGrid | None:
    """The grid with its cells cut, or None when none needs it; ``held`` are the words of each cell, and its lines."""
    written = [(c, words) for c, words in zip(grid.cells, held, strict=True) if words]
    walls_only = len({c.box.top for c, _ in written}) <= HEADING_AND_BODY
    tall = walls_only and any(_is_tall(c, words) for c, words in written)
    if not (tall or any(_has_gaps(cell) or _are_values(cell) for cell in lines)):
        return None
    parts = [
        _Part(c.box.x0, c.box.top, c.box.x1, c.box.bottom, tuple(words))
        for c, words in zip(grid.cells, held, strict=True)
    ]
    cut = list(_cut_rows(list(_cut_columns(parts, grid)), walls_only))
    return _filled(cut) if len(cut) > len(parts) else None


def _is_tall(cell: GridCell, words: Sequence[Word]) -> bool:
    return len(words) > 1 and cell.box.height > TALL * words[0].size


def _has_gaps(lines: Sequence[Line]) -> bool:
    return any(text_line(line).is_tabular for line in lines if not is_whole(line))


def _are_values(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and all(begins_with_data(line) for line in lines)


def _has_values(part: _Part) -> bool:
    return len(part.lines) > 1 and all(line.coarse[0].is_data for line in part.lines)


def _cut_columns(parts: Sequence[_Part], grid: Grid) -> Iterator[_Part]:
    """Cells that lie below each other are cut at the same places."""
    for _, group in groupby(sorted(parts, key=lambda p: (p.x0, p.x1, p.top)), key=lambda p: (p.x0, p.x1)):
        stack = list(group)
        lines = [p.lines for p in stack]
        columns = _columns(stack[0], [x for cell in lines for x in cell], grid.xs)
        for part, inside in zip(stack, lines, strict=True):
            yield from _pieces(part, inside, columns) if columns else [part]


def _columns(part: _Part, lines: Sequence[TextLine], xs: Sequence[float]) -> Columns | None:
    """Where a stack of cells is to be cut: at edges the grid has elsewhere, if these fit, else at the white."""
    tabular = [line for line in lines if line.is_tabular]
    if len(tabular) < FEWEST_LINES:
        return None
    inner = [x for x in xs if part.x0 + SAME < x < part.x1 - SAME]
    known = _known(part, inner) if inner else None
    if known and _keeps_to(place_all(lines, known)):
        return known
    if len(tabular) < MOSTLY * len(lines):
        return None
    found = find_columns(lines)
    if found.count < 2 or not _fits(place_all(lines, found), found):
        return None
    return Columns((part.x0, *found.edges[1:-1], part.x1), found.extents)


def _known(part: _Part, inner: Sequence[float]) -> Columns:
    edges = (part.x0, *inner, part.x1)
    return Columns(edges, tuple(pairwise(edges)))


def _keeps_to(lines: Sequence[PlacedLine]) -> bool:
    """Whether lines stand in columns that other rows have walls between: hardly one crosses where a wall would be.

    What crosses may be the title of a group, which has its line for itself.
    """
    cut = [line for line in lines if len(line.pieces) > 1]
    across = [line for line in lines if any(p.spans for p in line.pieces)]
    alone = [line for line in across if len(line.pieces) == 1]
    return (
        len(cut) >= max(FEWEST_LINES, len(across) + 1)
        and len(across) - len(alone) <= ACROSS * len(cut)
        and len(alone) <= TITLES * len(lines)
    )


def _fits(lines: Sequence[PlacedLine], columns: Columns) -> bool:
    """Whether most lines are cut into several texts, the later ones of them values."""
    cut = [line for line in lines if len(line.pieces) > 1]
    later = [p for line in cut for p in line.pieces if p.first > 0]
    whole = [p for p in later if not p.spans]
    return (
        len(cut) >= max(FEWEST_LINES, MOSTLY * len(lines))
        and len(whole) >= MOSTLY * len(later)
        and sum(p.is_data for p in whole) >= MOSTLY * len(later)
        and sum(_crosses_white(line) for line in lines) <= 0.2 * len(lines)
        and len(value_columns(cut, columns)) >= MOSTLY * (columns.count - 1)
    )


def _crosses_white(line: PlacedLine) -> bool:
    """Whether two texts of a line that stand apart fall into one column."""
    return len(line.pieces) < len(line.line.coarse)


def _pieces(part: _Part, lines: Sequence[TextLine], columns: Columns) -> Iterator[_Part]:
    """A cell cut into columns; texts over several of them keep these together."""
    placed = place_all(lines, columns)
    spans: list[tuple[int, int]] = []
    for first, last in sorted({(p.first, p.last) for line in placed for p in line.pieces}):
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    held = {c for first, last in spans for c in range(first, last + 1)}
    spans += [(c, c) for c in range(columns.count) if c not in held]
    for first, last in spans:
        words = tuple(w for line in placed for p in line.pieces if first <= p.first <= last for w in p.words)
        yield _Part(columns.edges[first], part.top, columns.edges[last + 1], part.bottom, words)


def _cut_rows(parts: Sequence[_Part], walls_only: bool) -> Iterator[_Part]:
    """Cells side by side are cut between values that stand level, and texts where no rule parts any rows."""
    for _, group in groupby(sorted(parts, key=lambda p: (p.top, p.bottom, p.x0)), key=lambda p: (p.top, p.bottom)):
        band = list(group)
        lines = [text_lines(p.words) for p in band]
        ys = _row_edges(band)
        beside = [] if ys else labelled_row_edges(lines[0], lines[1:])
        if walls_only and not (ys or beside):
            ys = _text_edges(band)
        for number, part in enumerate(band):
            yield from _slices(part, ys or (beside if number else label_edges(lines[0], beside)))


def _row_edges(band: Sequence[_Part]) -> list[float]:
    """Heights at which a band of cells is to be cut."""
    written = [p for p in band if p.words]
    if len(written) < 2 or not any(_has_values(p) for p in written):
        return []
    edges = (*(p.x0 for p in written), written[-1].x1)
    columns = Columns(edges, tuple((min(w.box.x0 for w in p.words), max(w.box.x1 for w in p.words)) for p in written))
    lines = place_all(text_lines([w for p in written for w in p.words]), columns)
    values = value_columns(lines, columns)
    if len(values) < len(written) - 1 or not _level(lines, values):
        return []
    rows = group_rows(lines, columns, [])
    spans = [(min(x.line.top for x in row), max(x.line.bottom for x in row)) for row in rows]
    return [(above[1] + below[0]) / 2 for above, below in pairwise(spans)]


def _text_edges(band: Sequence[_Part]) -> list[float]:
    columns = [p.lines for p in band if p.words]
    return text_row_edges(columns) if len(columns) >= FEWEST_COLUMNS and band[0].words else []


def _level(lines: Sequence[PlacedLine], values: frozenset[int]) -> bool:
    """Whether all texts of value columns are values, and most lines with one have the key and the others too."""
    with_values = [line for line in lines if values & line.by_column.keys()]
    pure = all(line.by_column[c].is_data for line in with_values for c in values & line.by_column.keys())
    keyed = sum(line.has_key for line in with_values)
    return pure and len(with_values) > 1 and keyed >= MOSTLY * len(with_values)


def _slices(part: _Part, ys: Sequence[float]) -> Iterator[_Part]:
    edges = [part.top, *ys, part.bottom]
    middles = [(w.box.top + w.box.bottom) / 2 for w in part.words]
    places = np.searchsorted(edges[1:-1], middles)
    for number, (top, bottom) in enumerate(pairwise(edges)):
        words = tuple(w for w, place in zip(part.words, places, strict=True) if place == number)
        yield _Part(part.x0, top, part.x1, bottom, words)


def _filled(parts: Sequence[_Part]) -> FilledGrid:
    xs = _edges([x for p in parts for x in (p.x0, p.x1)])
    ys = _edges([y for p in parts for y in (p.top, p.bottom)])
    return fill(xs, ys, [_cell(p, xs, ys) for p in sorted(parts, key=lambda p: (p.top, p.x0))])


def _edges(places: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > SAME:
            edges.append(place)
    return edges


def _cell(part: _Part, xs: Sequence[float], ys: Sequence[float]) -> FilledCell:
    first, end = _nearest(xs, part.x0), _nearest(xs, part.x1)
    top, bottom = _nearest(ys, part.top), _nearest(ys, part.bottom)
    return FilledCell(top, max(bottom - 1, top), first, max(end - 1, first), part.words)


def _nearest(edges: Sequence[float], place: float) -> int:
    return int(np.abs(np.asarray(edges) - place).argmin())
