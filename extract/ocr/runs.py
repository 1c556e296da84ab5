"""Runs of marked pixels along the rows of an image, and what those on neighbouring rows make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cjaplans.extract.ocr.image import Ink

#: A stretch may miss so many rows of pixels, less one.
DRIFT = 2

#: ``row, start, end`` of marked pixels.
Run = tuple[int, int, int]


@dataclass(slots=True)
class Stretch:
    """Runs of neighbouring rows: ``first``..``last`` row, ``start``..``end`` along it, and the ink in them."""

    first: int
    last: int
    start: int
    end: int
    ink: int
    weight: float

    @property
    def middle(self) -> float:
        return self.weight / self.ink + 0.5


def runs(marked: Ink) -> list[Run]:
    """The runs of marked pixels, row by row."""
    edges = np.diff(np.pad(marked, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    return list(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True))


def joined(found: Sequence[Run], gap: float) -> list[Stretch]:
    """Runs on neighbouring rows that overlap, or nearly touch end to end, as one stroke."""
    growing: list[Stretch] = []
    done: list[Stretch] = []
    for row, start, end in found:
        still: list[Stretch] = []
        for stroke in growing:
            (still if row - stroke.last <= DRIFT else done).append(stroke)
        touching = [s for s in still if start <= s.end + gap and s.start <= end + gap]
        growing = [s for s in still if s not in touching]
        new = Stretch(row, row, start, end, end - start, float(row) * (end - start))
        for stroke in touching:
            new = Stretch(
                min(stroke.first, new.first),
                max(stroke.last, new.last),
                min(stroke.start, new.start),
                max(stroke.end, new.end),
                stroke.ink + new.ink,
                stroke.weight + new.weight,
            )
        growing.append(new)
    return done + growing
