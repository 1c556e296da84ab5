"""Runs: the letters of one word that one text object prints, found by comparing whole arrays.

A run ends at white space, at another text object, and where the next letter jumps on the page or leaves its line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from cjaplans.extract.bulk import Floats
from cjaplans.extract.glyphs import Glyphs, Places
from cjaplans.extract.letters import Bools, Letters
from cjaplans.extract.styles import Style

#: A letter stands no further behind the last one than this, and no further before it, in heights of its line.
AHEAD = 0.6
BACK = 1.5
#: Runs of one word share this much of their height, at least.
LEVEL = 0.1

#: The styles of text objects, given the index of a character of each and the object.
Styles = Callable[[Sequence[int], Sequence[int]], list[Style]]
#: Top and bottom of the lines that glyphs stand on, given their places and the sizes of their fonts.
Extents = Callable[[Places, Floats], tuple[Floats, Floats]]


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a page in order: the letters from ``start`` to ``end`` of each, its box and its style.

    ``begins`` tells which is the first of a word.
    """

    start: Places
    end: Places
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    sizes: Floats
    styles: Sequence[Style]
    begins: Bools

    def of(self, kept: Bools) -> Runs:
        """Some of the runs, of every word one at least."""
        places, words = np.flatnonzero(kept), np.cumsum(self.begins)[kept]
        return Runs(
            self.start[places],
            self.end[places],
            self.x0[places],
            self.top[places],
            self.x1[places],
            self.bottom[places],
            self.sizes[places],
            [self.styles[place] for place in places.tolist()],
            np.diff(words, prepend=0) > 0,
        )


def runs_of(glyphs: Glyphs, letters: Letters, styles_of: Styles, extents: Extents) -> Runs:
    """The runs of some letters, of which there must be one at least."""
    places = letters.places
    objects = glyphs.objects[places]
    x0, x1, top, bottom = glyphs.x0[places], glyphs.x1[places], glyphs.top[places], glyphs.bottom[places]
    changes = np.append(True, objects[1:] != objects[:-1])
    start = np.flatnonzero(letters.parted | changes)

    def read(start: Places) -> tuple[list[Style], Floats, Floats, Floats]:
        glyph = places[start]
        styles = styles_of(glyphs.indexes[glyph].tolist(), objects[start].tolist())
        sizes = np.array([s.size for s in styles], dtype=np.float64)
        return styles, sizes, *extents(glyph, sizes)

    styles, sizes, line_top, line_bottom = read(start)
    lengths = np.diff(start, append=len(places))
    jumps = _jumps(x0, top, x1, bottom, np.repeat(line_top, lengths), np.repeat(line_bottom, lengths))
    jumps[start] = False
    if jumps.any():
        first = np.searchsorted(start, np.flatnonzero(jumps), side="right") - 1
        edges = _Edges(x0, top, x1, bottom, lambda place: _only(read(np.array([place]))))
        split = [edges.split(start[run], start[run] + lengths[run]) for run in np.unique(first)]
        start = np.unique(np.concatenate([start, *split]))
        styles, sizes, line_top, line_bottom = read(start)
    run_x0, run_x1 = np.minimum.reduceat(x0, start), np.maximum.reduceat(x1, start)
    apart = _apart(x0[start], run_x1, line_top, line_bottom)
    begins = letters.parted[start] | ~changes[start] | apart
    end = np.append(start[1:], len(places))
    return Runs(start, end, run_x0, line_top, run_x1, line_bottom, sizes, styles, begins)


def _jumps(x0: Floats, top: Floats, x1: Floats, bottom: Floats, line_top: Floats, line_bottom: Floats) -> Bools:
    """Which letters may not belong to the run of the letter before; surely none other."""
    height = line_bottom - line_top
    gap = x0 - np.append(x0[:1], x1[:-1])
    level = (line_top - height < bottom) & (top < line_bottom + height)
    forward = x1 >= np.append(x1[:1], x1[:-1])
    return ~(level & forward & (-BACK * height <= gap) & (gap <= AHEAD * height))


def _only(read: tuple[list[Style], Floats, Floats, Floats]) -> tuple[float, float]:
    _, _, top, bottom = read
    return float(top[0]), float(bottom[0])


@dataclass(frozen=True, slots=True)
class _Edges:
    """The boxes of letters; ``extent`` gives top and bottom of a letter's line."""

    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    extent: Callable[[int], tuple[float, float]]

    def split(self, start: int, end: int) -> list[int]:
        """Where the runs begin that letters of one text object make, one letter after the other."""
        starts: list[int] = []
        line_top = line_bottom = right = 0.0
        boxes = zip(*(edge[start:end].tolist() for edge in (self.x0, self.top, self.x1, self.bottom)), strict=True)
        for place, (x0, top, x1, bottom) in enumerate(boxes, start):
            height = line_bottom - line_top
            level = line_top - height < bottom and top < line_bottom + height
            if starts and level and -BACK * height <= x0 - right <= AHEAD * height:
                right = max(right, x1)
            else:
                starts.append(place)
                right = x1
                line_top, line_bottom = self.extent(place)
        return starts


def _apart(x0: Floats, x1: Floats, top: Floats, bottom: Floats) -> Bools:
    """Which runs stand too far from the one before to belong to its word; ``x0`` is that of their first letters."""
    height = np.maximum(np.maximum(bottom[:-1] - top[:-1], bottom[1:] - top[1:]), 1.0)
    gap = x0[1:] - x1[:-1]
    off_line = np.minimum(bottom[:-1], bottom[1:]) - np.maximum(top[:-1], top[1:]) < LEVEL * height
    return np.append(True, off_line | (gap > AHEAD * height) | (gap < -BACK * height))
