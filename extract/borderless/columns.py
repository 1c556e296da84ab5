"""Columns of a block of lines: the stretches of its width that nearly every line leaves white.

A line votes for a stretch when it has text on both sides of it and none inside. Lines that run across
(headings over several columns, titles of groups) are outvoted; texts that stand in a white stretch of
all other lines make a column of their own, filled in few rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cjaplans.extract.borderless.lines import Segment, TextLine

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

#: Places looked at per point of width.
DENSITY = 2
#: A white stretch is crossed by no more than this share of the lines that could leave it white.
CROSSED = 0.2
#: Lines needed before the finer gaps between words are trusted.
MANY_LINES = 8
#: The narrowest white stretch, over the font size.
NARROWEST = 0.35
#: A neighbour stands right at a white stretch when it is nearer than this many font sizes.
NEAR = 2.5
#: A first line of so many texts, none of them a value, is a heading.
HEADINGS = 3
#: A text reaches into a neighbouring column only when it does so by more than this (points).
OVERHANG = 3.0


@dataclass(frozen=True, slots=True)
class Columns:
    """``edges`` run from the left side to the right one; ``extents`` are where each column's texts lie."""

    edges: tuple[float, ...]
    extents: tuple[tuple[float, float], ...]

    @property
    def count(self) -> int:
        return len(self.extents)

    def at(self, x: float) -> int:
        """The column a place lies in."""
        place = int(np.searchsorted(self.edges, x, side="right")) - 1
        return min(max(place, 0), self.count - 1)

    def spanned(self, segment: Segment) -> tuple[int, int]:
        """First and last column a text lies over."""
        width = segment.x1 - segment.x0
        reach = min(OVERHANG, 0.2 * width)
        return self.at(segment.x0 + reach), self.at(segment.x1 - reach)


def find_columns(lines: Sequence[TextLine]) -> Columns:
    """The columns of lines that belong to one block; one where there are none to tell apart."""
    rows = [line.fine if len(lines) >= MANY_LINES else line.coarse for line in lines]
    left = min(s.x0 for row in rows for s in row)
    right = max(s.x1 for row in rows for s in row)
    cover = _covered(rows, left, right)
    size = float(np.median([line.size for line in lines]))
    crossed, votes = _votes(cover[[not _is_title(row, left) for row in rows]])
    headed = _headed(lines[0], left, cover.shape[1]) & (cover.sum(axis=0) == 0)
    white = ((votes >= 2) | headed) & (crossed <= CROSSED * (crossed + votes))
    cuts: list[float] = []
    for start, end in _runs(white):
        if end - start < NARROWEST * size * DENSITY:
            continue
        inner = _inner_columns(rows, left + start / DENSITY, left + end / DENSITY)
        cuts.extend(_cuts(crossed, left, start, end, inner))
    edges = _without_empty(rows, (left - 1.0, *sorted(cuts), right + 1.0), crossed)
    return Columns(edges, _extents(rows, edges))


def _is_title(row: Sequence[Segment], left: float) -> bool:
    """Whether a line is one text from the left side: a label or the title of a group, which says nothing of columns."""
    return len(row) == 1 and row[0].x0 <= left + OVERHANG


def _covered(rows: Sequence[Sequence[Segment]], left: float, right: float) -> Bools:
    """Which places (columns of the array) each line (rows of it) has text at."""
    cover = np.zeros((len(rows), int((right - left) * DENSITY) + 1), dtype=bool)
    for number, row in enumerate(rows):
        for segment in row:
            cover[number, int((segment.x0 - left) * DENSITY) : int((segment.x1 - left) * DENSITY) + 1] = True
    return cover


def _votes(cover: Bools) -> tuple[Ints, Ints]:
    """For each place how many lines cover it, and how many leave it white with text on both sides."""
    before = np.logical_or.accumulate(cover, axis=1)
    after = np.logical_or.accumulate(cover[:, ::-1], axis=1)[:, ::-1]
    between = ~cover & before & after
    return cover.sum(axis=0), between.sum(axis=0)


def _headed(line: TextLine, left: float, width: int) -> Bools:
    """Places between the headings of a first line: a column may be empty but for its heading."""
    flags = np.zeros(width, dtype=bool)
    if len(line.coarse) < HEADINGS or any(s.is_data for s in line.coarse):
        return flags
    for a, b in pairwise(line.coarse):
        flags[int((a.x1 - left) * DENSITY) + 1 : int((b.x0 - left) * DENSITY)] = True
    return flags


def _runs(flags: Bools) -> list[tuple[int, int]]:
    """Starts and ends of the stretches that are true."""
    padded = np.concatenate([[False], flags, [False]])
    changes = np.flatnonzero(padded[1:] != padded[:-1])
    return list(zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True))


def _inner_columns(rows: Sequence[Sequence[Segment]], start: float, end: float) -> list[tuple[float, float]]:
    """Extents of columns filled in few rows, which lie in a stretch white elsewhere.

    A single text is one only when the columns beside it are filled as well; else it may be a heading over them.
    """
    found: list[tuple[float, float, int, bool]] = []
    inside = [
        (s.x0, s.x1, _beside(row, place, start, end))
        for row in rows
        for place, s in enumerate(row)
        if start - 1 <= s.x0 and s.x1 <= end + 1
    ]
    for x0, x1, beside in sorted(inside):
        if found and x0 < found[-1][1]:
            last = found[-1]
            found[-1] = (last[0], max(last[1], x1), last[2] + 1, last[3] or beside)
        else:
            found.append((x0, x1, 1, beside))
    return [(x0, x1) for x0, x1, count, beside in found if beside or count > 2]


def _beside(row: Sequence[Segment], place: int, start: float, end: float) -> bool:
    """Whether the texts before and after one in a white stretch stand right at its sides."""
    if not 0 < place < len(row) - 1:
        return False
    size = row[place].words[0].size
    return row[place - 1].x1 >= start - NEAR * size and row[place + 1].x0 <= end + NEAR * size


def _cuts(crossed: Ints, left: float, start: int, end: int, inner: list[tuple[float, float]]) -> list[float]:
    """Where columns begin in a white stretch: close before the text to the right, which is mostly set to the left."""
    stretches, begin = [], start
    for x0, x1 in inner:
        stretches.append((begin, int((x0 - left) * DENSITY)))
        begin = int((x1 - left) * DENSITY) + 1
    stretches.append((begin, end))
    cuts = []
    for a, b in stretches:
        if b > a:
            places = np.flatnonzero(crossed[a:b] == crossed[a:b].min())
            cuts.append(left + (a + int(places[-1]) + 0.5) / DENSITY)
    return cuts


def _without_empty(rows: Sequence[Sequence[Segment]], edges: tuple[float, ...], crossed: Ints) -> tuple[float, ...]:
    """The edges of columns that have a text of their own: where one has none, its edge that more lines cross goes."""
    while len(edges) > 2:
        bare = Columns(edges, tuple((a, b) for a, b in itertools.pairwise(edges)))
        filled = {first for row in rows for first, last in map(bare.spanned, row) if first == last}
        empty = next((c for c in range(bare.count) if c not in filled), None)
        if empty is None:
            break
        beside = [n for n in (empty, empty + 1) if 0 < n < len(edges) - 1]
        places = {n: int((edges[n] - edges[0] - 1.0) * DENSITY) for n in beside}
        dropped = max(beside, key=lambda n: (int(crossed[places[n]]), n))
        edges = edges[:dropped] + edges[dropped + 1 :]
    return edges


def _extents(rows: Sequence[Sequence[Segment]], edges: tuple[float, ...]) -> tuple[tuple[float, float], ...]:
    """Where the texts of each column lie, those over several columns left out.

    A text alone on its line may be centred over all of them: it counts in the first column only.
    """
    bounds = [[edges[i + 1], edges[i]] for i in range(len(edges) - 1)]
    bare = Columns(edges, tuple((a, b) for a, b in itertools.pairwise(edges)))
    for row in rows:
        for segment in row:
            first, last = bare.spanned(segment)
            if first == last and (first == 0 or len(row) > 1):
                bounds[first][0] = min(bounds[first][0], segment.x0)
                bounds[first][1] = max(bounds[first][1], segment.x1)
    return tuple((a, b) if a <= b else (edges[i], edges[i + 1]) for i, (a, b) in enumerate(bounds))
