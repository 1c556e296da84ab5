"""Rules as arrays of ``position, start, end`` in points: joined where they are one, grouped where they touch."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

#: Pieces of one rule whose gaps are smaller than this are whole (points).
JOIN = 3.0
#: Rules compared at a time.
BATCH = 256


def merged(rules: Floats, snap: float) -> Floats:
    """Rules nearer to each other than ``snap`` moved to one position, and joined where they overlap or touch."""
    if not len(rules):
        return rules
    rules = rules[np.argsort(rules[:, 0], kind="stable")]
    whole: list[tuple[float, float, float]] = []
    for members in np.split(rules, np.flatnonzero(np.diff(rules[:, 0]) > snap) + 1):
        position = float(np.average(members[:, 0], weights=members[:, 2] - members[:, 1]))
        start, end = None, 0.0
        for _, a, b in members[np.argsort(members[:, 1])]:
            if start is None:
                start, end = a, b
            elif a <= end + JOIN:
                end = max(end, b)
            else:
                whole.append((position, start, end))
                start, end = a, b
        if start is not None:
            whole.append((position, start, end))
    return np.array(whole)


def components(horizontal: Floats, vertical: Floats, touch: float) -> list[tuple[list[int], list[int]]]:
    """Groups of rules that touch each other within so many points, as index lists."""
    crossed = _crossings(horizontal, vertical, touch)
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


def _crossings(horizontal: Floats, vertical: Floats, touch: float) -> list[list[int]]:
    """For each horizontal rule the vertical ones it touches; in batches, so that a map of paths stays small."""
    crossed: list[list[int]] = []
    for start in range(0, len(horizontal), BATCH):
        y, x0, x1 = (horizontal[start : start + BATCH, i, None] for i in range(3))
        x, top, bottom = (vertical[None, :, i] for i in range(3))
        near: Bools = (x >= x0 - touch) & (x <= x1 + touch) & (y >= top - touch) & (y <= bottom + touch)
        crossed.extend(np.flatnonzero(row).tolist() for row in near)
    return crossed
