"""Rows that tints suggest and strokes deny: a table that ends between two tinted headers, rows that rules part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cjaplans.extract.model import Box, Word, bounding

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

#: What is this near (points) to the edge of a row lies on it.
TOUCH = 3.0


def undenied(
    suggested: Sequence[Box], tinted: Sequence[Box], horizontal: Floats, vertical: Floats, words: Sequence[Word]
) -> list[Box]:
    """The boxes suggested without those, not ``tinted`` themselves, of rows that the strokes show to be none."""
    rows: dict[tuple[float, float], list[Box]] = {}
    for box in set(suggested).difference(tinted):
        rows.setdefault((box.top, box.bottom), []).append(box)
    tops = [box.top for box in tinted]
    denied: set[Box] = set()
    for boxes in rows.values():
        row = bounding(boxes)
        # Where no tint is below, it is known by the text alone how far a row goes down.
        open_below = all(abs(row.bottom - top) > TOUCH for top in tops)
        if _leaves_text(row, vertical, words) or (open_below and _is_ruled(row, horizontal)):
            denied.update(boxes)
    return [box for box in suggested if box not in denied]


def _is_ruled(row: Box, horizontal: Floats) -> bool:
    """Whether a level stroke runs through a row from side to side, well inside it."""
    y, start, end = horizontal.T
    inside: Bools = (y > row.top + TOUCH) & (y < row.bottom - TOUCH)
    return bool((inside & (start <= row.x0 + TOUCH) & (end >= row.x1 - TOUCH)).any())


def _leaves_text(row: Box, vertical: Floats, words: Sequence[Word]) -> bool:
    """Whether upright strokes stand beside some of a row's text and none beside the rest: there a table ends."""
    x, top, bottom = vertical.T
    near: Bools = (x >= row.x0 - TOUCH) & (x <= row.x1 + TOUCH) & (top < row.bottom) & (bottom > row.top)
    middles = np.array([(w.box.top + w.box.bottom) / 2 for w in words if row.x0 < w.box.x0 and w.box.x1 < row.x1])
    level = middles[(middles > row.top) & (middles < row.bottom)]
    beside: Bools = ((top[near, None] <= level) & (bottom[near, None] >= level)).any(axis=0)
    return bool(beside.any() and not beside.all())
