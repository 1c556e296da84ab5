"""Tables of which only some rows are tinted: the columns of tinted cells go on through rows that show none.

A row belongs to the columns above it when its text keeps to them: rows between tinted ones, rows tinted
from side to side in one piece, and the row after the last tinted one where such rows alternate. Where upright rules
part the columns below a tinted row, that row is the header of a ruled table and nothing is to be made up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cjaplans.extract.crossings import Floats
from cjaplans.extract.model import Box, Word
from cjaplans.extract.tiles import LEVEL, runs

#: A row without tint is no taller than this (points).
TALLEST_ROW = 200.0
#: Lines of one row stand no further apart than this share of their height.
LEADING = 1.0
#: Texts of two columns stand at least this share of their height apart.
APART = 0.5
#: A rule that goes on this far below a tinted row parts the columns there (points).
GOES_ON = 6.0


def striped(boxes: Sequence[Box], words: Sequence[Word], upright: Floats) -> list[Box]:
    """The boxes, with those that rows showing no columns of their own would have; ``upright`` are the drawn rules."""
    found = list(boxes)
    alternating: list[list[Box]] = []
    for band in sorted(_bands(boxes), key=lambda band: band[0].bottom):
        if _ruled_below(band, upright):
            continue
        known = any(_same_columns(band, other) for other in alternating)
        if _go_down(band, boxes, [word.box for word in words], found, known):
            alternating.append(band)
    return found


def _bands(boxes: Sequence[Box]) -> list[list[Box]]:
    """Runs of two or more boxes side by side that end level."""
    level: dict[int, list[Box]] = {}
    for box in boxes:
        level.setdefault(round(box.bottom / LEVEL), []).append(box)
    return [run for row in level.values() for run in runs(row)]


def _ruled_below(band: Sequence[Box], upright: Floats) -> bool:
    """Whether a drawn rule goes on down from between two boxes of a band."""
    edges = np.array([box.x0 for box in band[1:]])
    end = band[0].bottom
    on = upright[(upright[:, 1] <= end + LEVEL) & (upright[:, 2] >= end + GOES_ON), 0]
    return bool((np.abs(on[:, None] - edges[None, :]) <= 2 * LEVEL).any())


def _go_down(band: list[Box], boxes: Sequence[Box], words: Sequence[Box], found: list[Box], alternates: bool) -> bool:
    """Adds the rows below a band up to the next one with columns of its own.

    ``alternates`` and what is returned is whether tinted rows are known to alternate with others.
    """
    left, right, end = band[0].x0, band[-1].x1, band[0].bottom
    while True:
        below = [b for b in boxes if b.x0 < right and left < b.x1 and b.top >= end - LEVEL]
        top = min((b.top for b in below), default=None)
        following = [b for b in below if top is not None and b.top <= top + LEVEL]
        stripe = following[0] if len(following) == 1 and _as_wide(following[0], left, right) else None
        if stripe and not _keeps(band, _within(band, stripe.top, stripe.bottom, words)):
            return alternates
        if top is None:
            if alternates and (text := _next_row(band, end, words)):
                found += _tiles(band, end, max(box.bottom for box in text) + LEVEL)
            return alternates
        if LEVEL < top - end <= TALLEST_ROW and (stripe or _same_columns(band, following)):
            if not _keeps(band, _within(band, end, top, words)):
                return alternates
            alternates = True
            found += _tiles(band, end, top)
        elif top - end > LEVEL:
            return alternates
        if stripe is None:
            return alternates
        if stripe in found:
            found.remove(stripe)
            found += _tiles(band, stripe.top, stripe.bottom)
        end = stripe.bottom


def _tiles(band: Sequence[Box], top: float, bottom: float) -> list[Box]:
    return [Box(tile.x0, top, tile.x1, bottom) for tile in band]


def _as_wide(box: Box, left: float, right: float) -> bool:
    return abs(box.x0 - left) <= 2 * LEVEL and abs(box.x1 - right) <= 2 * LEVEL


def _same_columns(band: Sequence[Box], row: Sequence[Box]) -> bool:
    row = sorted(row, key=lambda box: box.x0)
    return len(band) == len(row) and all(
        abs(a.x0 - b.x0) <= LEVEL and abs(a.x1 - b.x1) <= LEVEL for a, b in zip(band, row, strict=True)
    )


def _within(band: Sequence[Box], top: float, bottom: float, words: Sequence[Box]) -> list[Box]:
    """The words under a band whose middles stand between two heights."""
    left, right = band[0].x0, band[-1].x1
    return [w for w in words if w.x0 < right and w.x1 > left and top < (w.top + w.bottom) / 2 < bottom]


def _next_row(band: Sequence[Box], top: float, words: Sequence[Box]) -> list[Box]:
    """The lines that follow closely on one another below a height, where they keep to the columns."""
    text: list[Box] = []
    end = top
    for box in sorted(_within(band, top, top + TALLEST_ROW, words), key=lambda box: box.top):
        if box.top - end > LEADING * box.height:
            break
        text.append(box)
        end = max(end, box.bottom)
    return text if _keeps(band, text) else []


def columns_kept(band: Sequence[Box], text: Sequence[Box]) -> set[int]:
    """The columns text stands in; none where it crosses an edge or runs on from one into the next."""
    columns = [_column(band, box) for box in text]
    placed = sorted(zip(text, columns, strict=True), key=lambda item: item[0].x0)
    runs_on = any(
        column != other and _level(a, b) and b.x0 - a.x1 < APART * min(a.height, b.height)
        for number, (a, column) in enumerate(placed)
        for b, other in placed[number + 1 :]
    )
    return set() if runs_on or None in columns else {column for column in columns if column is not None}


def _keeps(band: Sequence[Box], text: Sequence[Box]) -> bool:
    """Whether text keeps to two columns or more."""
    return len(columns_kept(band, text)) > 1


def _level(a: Box, b: Box) -> bool:
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 0


def _column(band: Sequence[Box], box: Box) -> int | None:
    """Which tile's column a text stands in; None when it crosses an edge."""
    for number, tile in enumerate(band):
        if tile.x0 - LEVEL <= box.x0 and box.x1 <= tile.x1 + LEVEL:
            return number
    return None
