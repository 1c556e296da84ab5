"""Rules as ``position, start, end`` in points: joined where they are one, grouped where they touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
#: ``position, start, end``: ``y, x0, x1`` of a level rule, ``x, top, bottom`` of an upright one.
Rule = tuple[float, float, float]

#: Pieces of one rule whose gaps are smaller than this are whole (points).
JOIN = 3.0
#: Rules compared at a time.
BATCH = 256
#: Fewer numbers than this NumPy adds up one after the other.
PAIRWISE = 8
#: Up to so many pairs of rules are sooner compared one by one than as arrays.
FEW_PAIRS = 2000


def merged(rules: Iterable[Sequence[float]], snap: float) -> list[Rule]:
    """Rules nearer to each other than ``snap`` moved to one position, and joined where they overlap or touch."""
    whole: list[Rule] = []
    members: list[Sequence[float]] = []
    for rule in sorted(rules, key=itemgetter(0)):
        if members and rule[0] - members[-1][0] > snap:
            whole += _joined(members)
            members = []
        members.append(rule)
    return whole + _joined(members)


def _joined(members: Sequence[Sequence[float]]) -> list[Rule]:
    """The rules that pieces near one position are."""
    if len(members) < 2:
        return [(at * (end - start) / (end - start), start, end) for at, start, end in members]
    position = _position(members)
    whole: list[Rule] = []
    _, start, end = min(members, key=itemgetter(1))
    for _, a, b in sorted(members, key=itemgetter(1)):
        if a <= end + JOIN:
            end = max(end, b)
        else:
            whole.append((position, start, end))
            start, end = a, b
    return [*whole, (position, start, end)]


def _position(members: Sequence[Sequence[float]]) -> float:
    """The mean position of pieces, weighed by their lengths."""
    if len(members) >= PAIRWISE:
        positions, starts, ends = np.array(members).T
        return float(np.average(positions, weights=ends - starts))
    total = weights = 0.0
    for position, start, end in members:
        total += position * (end - start)
        weights += end - start
    return total / weights


def components(horizontal: Sequence[Rule], vertical: Sequence[Rule], touch: float) -> list[tuple[list[int], list[int]]]:
    """Groups of rules that touch each other within so many points, as index lists."""
    few = len(horizontal) * len(vertical) <= FEW_PAIRS
    crossed = (few_crossings if few else many_crossings)(horizontal, vertical, touch)
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


def few_crossings(horizontal: Sequence[Rule], vertical: Sequence[Rule], touch: float) -> list[list[int]]:
    """For each horizontal rule the vertical ones it touches."""
    reaches = [(n, x, top - touch, bottom + touch) for n, (x, top, bottom) in enumerate(vertical)]
    return [
        [n for n, x, top, bottom in reaches if top <= y <= bottom and x0 - touch <= x <= x1 + touch]
        for y, x0, x1 in horizontal
    ]


def many_crossings(horizontal: Sequence[Rule], vertical: Sequence[Rule], touch: float) -> list[list[int]]:
    """The same in batches of arrays, so that a map of paths is quick and stays small."""
    level, upright = (np.array(rules, dtype=np.float64).reshape(-1, 3) for rules in (horizontal, vertical))
    crossed: list[list[int]] = []
    x, top, bottom = (upright[None, :, i] for i in range(3))
    for start in range(0, len(level), BATCH):
        y, x0, x1 = (level[start : start + BATCH, i, None] for i in range(3))
        near: Bools = (x >= x0 - touch) & (x <= x1 + touch) & (y >= top - touch) & (y <= bottom + touch)
        crossed.extend(np.flatnonzero(row).tolist() for row in near)
    return crossed
