"""Two tables with one rule between them: their columns have nothing in common but the outer edges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from cjaplans.extract.crossings import Rule

#: Edges nearer than this are one (points).
SAME = 4.2
#: A table of its own has so many rows; so many columns where it is exactly as wide as its neighbour, else two.
FEWEST_ROWS = 2
FEWEST_COLUMNS = 3


def parted(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules of one grid, or those of each of the tables that stand on one another in it."""
    levels = _distinct(rule[0] for rule in horizontal)
    cuts = [levels[0]]
    for number in range(FEWEST_ROWS, len(levels) - FEWEST_ROWS):
        y = levels[number]
        rows = sum(1 for level in levels if cuts[-1] <= level < y)
        if rows >= FEWEST_ROWS and _parts(vertical, cuts[-1], y):
            cuts.append(y)
    if len(cuts) == 1:
        return [(horizontal, vertical)]
    ends = [float("-inf"), *cuts[1:], float("inf")]
    return [_between(horizontal, vertical, top, bottom) for top, bottom in pairwise(ends)]


def _parts(vertical: Sequence[Rule], top: float, y: float) -> bool:
    """Whether the columns between ``top`` and ``y`` are others than all those below ``y``."""
    above = [rule for rule in vertical if rule[1] < y - SAME and rule[2] > top + SAME]
    below = [rule for rule in vertical if rule[2] > y + SAME]
    if above == below:  # the same rules, or none
        return False
    return _are_others(_distinct(rule[0] for rule in above), _distinct(rule[0] for rule in below))


def _are_others(above: Sequence[float], below: Sequence[float]) -> bool:
    """Whether edges of columns, three at least, have nothing in common with others but the outer ones."""
    if min(len(above), len(below)) < 3:
        return False
    if any(abs(a - b) <= SAME for a in above[1:-1] for b in below) or any(
        abs(a - b) <= SAME for a in above for b in below[1:-1]
    ):
        return False
    as_wide = abs(above[0] - below[0]) <= SAME and abs(above[-1] - below[-1]) <= SAME
    return not as_wide or min(len(above), len(below)) > FEWEST_COLUMNS


def _distinct(positions: Iterable[float]) -> list[float]:
    found: list[float] = []
    for position in sorted(positions):
        if not found or position - found[-1] > SAME:
            found.append(position)
    return found


def _between(
    horizontal: Sequence[Rule], vertical: Sequence[Rule], top: float, bottom: float
) -> tuple[list[Rule], list[Rule]]:
    """The rules from one height to another, both included; upright ones cut to them."""
    upright = [
        (x, min(max(start, top), bottom), min(max(end, top), bottom))
        for x, start, end in vertical
        if start < bottom - SAME and end > top + SAME
    ]
    left, right = min(rule[0] for rule in upright), max(rule[0] for rule in upright)
    level = [
        (y, min(max(start, left), right), min(max(end, left), right))
        for y, start, end in horizontal
        if top - SAME <= y <= bottom + SAME
    ]
    return level, upright
