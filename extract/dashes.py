"""Rules drawn as rows of dashes or dots: pieces at one height, as far from each other all along, are one rule."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cjaplans.extract.paths import Stroke

Floats = npt.NDArray[np.float64]

#: Pieces longer than this are rules of their own.
LONGEST = 12.0
#: Pieces stand no further apart than this, and off one line by no more than this (points).
WIDEST_GAP = 6.5
OFF_LINE = 0.75
#: Few gaps are wider than their row's usual one by this share, and this many points.
UNEVEN = 0.6
UNEVEN_POINTS = 0.4
#: So many pieces make a row, of at least this length: fewer may be the strokes of letters.
FEWEST = 4
SHORTEST_ROW = 10.0


def joined_dashes(rules: Sequence[Stroke]) -> list[Stroke]:
    """The rules (``position, start, end``) that the short ones among ``rules`` are the dashes of."""
    short = [rule for rule in rules if rule[2] - rule[1] <= LONGEST]
    if len(short) < FEWEST:
        return []
    pieces = np.array(short, dtype=np.float64)
    pieces = pieces[np.argsort(pieces[:, 0], kind="stable")]
    found: list[Stroke] = []
    for line in np.split(pieces, np.flatnonzero(np.diff(pieces[:, 0]) > OFF_LINE) + 1):
        if len(line) >= FEWEST:
            found += _rows(line[np.argsort(line[:, 1], kind="stable")])
    return found


def _rows(line: Floats) -> list[Stroke]:
    """The rows among the pieces of one line, which run from left to right."""
    gaps = line[1:, 1] - np.maximum.accumulate(line[:, 2])[:-1]
    rows: list[Stroke] = []
    for row in np.split(np.arange(len(line)), np.flatnonzero(gaps > WIDEST_GAP) + 1):
        own = gaps[row[:-1]]
        open_gaps = own[own > 0]
        usual = float(np.median(open_gaps)) if len(open_gaps) else 0.0
        uneven = np.flatnonzero(own - usual > max(UNEVEN * usual, UNEVEN_POINTS))
        if len(row) < FEWEST or not usual or len(uneven) > max(1, len(own) // 4):
            continue
        start, end = float(line[row, 1].min()), float(line[row, 2].max())
        if end - start >= SHORTEST_ROW:
            rows.append((float(line[row, 0].mean()), start, end))
    return rows
