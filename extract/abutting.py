"""Two tables with one rule between them: their columns have nothing in common but the outer edges."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from cjaplans.extract.crossings import Floats

#: Edges nearer than this are one (points).
SAME = 4.2
#: A table of its own has so many rows; so many columns where it is exactly as wide as its neighbour, else two.
FEWEST_ROWS = 2
FEWEST_COLUMNS = 3


def parted(horizontal: Floats, vertical: Floats) -> list[tuple[Floats, Floats]]:
    """The rules of one grid, or those of each of the tables that stand on one another in it."""
    levels = _distinct(horizontal[:, 0])
    cuts = [levels[0]]
    for number in range(FEWEST_ROWS, len(levels) - FEWEST_ROWS):
        y = levels[number]
        rows = sum(1 for level in levels if cuts[-1] <= level < y)
        if rows >= FEWEST_ROWS and _parts(vertical, cuts[-1], y):
            cuts.append(y)
    if len(cuts) == 1:
        return [(horizontal, vertical)]
    ends = [-np.inf, *cuts[1:], np.inf]
    return [_between(horizontal, vertical, top, bottom) for top, bottom in pairwise(ends)]


def _parts(vertical: Floats, top: float, y: float) -> bool:
    """Whether the columns between ``top`` and ``y`` are others than all those below ``y``."""
    above = _distinct(vertical[(vertical[:, 1] < y - SAME) & (vertical[:, 2] > top + SAME), 0])
    below = _distinct(vertical[vertical[:, 2] > y + SAME, 0])
    if min(len(above), len(below)) < 3:
        return False
    if any(abs(a - b) <= SAME for a in above[1:-1] for b in below) or any(
        abs(a - b) <= SAME for a in above for b in below[1:-1]
    ):
        return False
    as_wide = abs(above[0] - below[0]) <= SAME and abs(above[-1] - below[-1]) <= SAME
    return not as_wide or min(len(above), len(below)) > FEWEST_COLUMNS


def _distinct(positions: Floats) -> list[float]:
    found: list[float] = []
    for position in np.sort(positions):
        if not found or position - found[-1] > SAME:
            found.append(float(position))
    return found


def _between(horizontal: Floats, vertical: Floats, top: float, bottom: float) -> tuple[Floats, Floats]:
    """The rules from one height to another, both included; upright ones cut to them."""
    level = horizontal[(horizontal[:, 0] >= top - SAME) & (horizontal[:, 0] <= bottom + SAME)]
    upright = vertical[(vertical[:, 1] < bottom - SAME) & (vertical[:, 2] > top + SAME)].copy()
    upright[:, 1:] = np.clip(upright[:, 1:], top, bottom)
    level = level.copy()
    level[:, 1:] = np.clip(level[:, 1:], upright[:, 0].min(), upright[:, 0].max())
    return level, upright
