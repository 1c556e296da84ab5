"""Tables of which only some rows are tinted: the columns of tinted cells go on through rows that show none.

A row belongs to the columns above it when its text keeps to them: rows between tinted ones, rows tinted
from side to side in one piece, and where such rows alternate the row after the last tinted one, and the row and
the headings before the first. Where upright rules part the columns below a tinted row, that row is the header of a
ruled table and nothing is to be made up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cjaplans.extract.crossings import Floats
from cjaplans.extract.model import Box, Word
from cjaplans.extract.paragraphs import lines_of
from cjaplans.extract.tiles import LEVEL, runs

#: A row without tint is no taller than this (points).
TALLEST_ROW = 200.0
#: Lines of one row stand no further apart than this share of their height.
LEADING = 1.0
#: Headings stand no further above the first row than this share of their height.
BELOW_HEADING = 3.0
#: Texts of two columns stand at least this share of their height apart.
APART = 0.5
#: A rule that goes on this far below a tinted row parts the columns there (points).
GOES_ON = 6.0


def striped(boxes: Sequence[Box], words: Sequence[Word], upright: Floats) -> list[Box]:
    """The boxes, with those that rows showing no columns of their own would have; ``upright`` are the drawn rules."""
    bands = sorted(_bands(boxes), key=lambda band: band[0].bottom)
    bands = [band for band in bands if not _ruled_below(band, upright)]
    texts = [word.box for word in words]
    seen = [band for band in bands if _go_down(band, boxes, texts, list(boxes), False)]
    alternating = [
        band
        for band in bands
        if any(_same_columns(band, other) for other in seen) or (seen and not _is_heading(band, words))
    ]
    found = list(boxes)
    for band in bands:
        _go_down(band, boxes, texts, found, band in alternating)
    for band in alternating:
        ceiling = _ceiling(band, found)
        found += _rows_above(band, [word for word in words if word.box.top > ceiling])
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
        near = top is not None and top - end <= TALLEST_ROW and (stripe or _same_columns(band, following))
        if top is None or (top - end > LEVEL and not (near and _keeps(band, _within(band, end, top, words)))):
            if alternates and (text := _next_row(band, end, words)):
                found += _tiles(band, end, max(box.bottom for box in text) + LEVEL)
            return alternates
        if top - end > LEVEL:
            alternates = True
            found += _tiles(band, end, top)
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


def _is_heading(band: Sequence[Box], words: Sequence[Word]) -> bool:
    """Whether all of a band's text is bold."""
    boxes = _within(band, band[0].top, band[0].bottom, [word.box for word in words])
    return all(word.bold for word in words if word.box in boxes)


def _ceiling(band: Sequence[Box], boxes: Sequence[Box]) -> float:
    """Where the lowest rectangle above a band ends; 0 where there is none."""
    top, left, right = band[0].top, band[0].x0, band[-1].x1
    return max((b.bottom for b in boxes if b.bottom <= top + LEVEL and b.x0 < right and left < b.x1), default=0.0)


def _rows_above(band: Sequence[Box], words: Sequence[Word]) -> list[Box]:
    """The tiles of a row without tint right above the first tinted one, and of headings in bold above that."""
    lines = _lines_above(band, words)
    plain = [n for n, line in enumerate(lines) if not all(word.bold for word in line)]
    if not lines or not _keeps(band, [word.box for line in lines for word in line]):
        return []
    top = min(word.box.top for word in lines[0]) - LEVEL
    if not plain or plain[0] == 0:
        return _tiles(band, top, band[0].top)
    above, below = lines[plain[0] - 1], lines[plain[0]]
    middle = (max(word.box.bottom for word in above) + min(word.box.top for word in below)) / 2
    return _tiles(band, top, middle) + _tiles(band, middle, band[0].top)


def _lines_above(band: Sequence[Box], words: Sequence[Word]) -> list[list[Word]]:
    """The lines that follow closely on one another down to a band and keep to its columns."""
    left, right = band[0].x0, band[-1].x1
    found: list[list[Word]] = []
    for line in reversed(lines_of([w for w in words if w.box.x0 < right and left < w.box.x1])):
        end = min(word.box.top for word in found[0]) if found else band[0].top
        if line.box.bottom > band[0].top + LEVEL:
            continue
        heading = line.bold and not (found and all(w.bold for w in found[0]))
        far = (BELOW_HEADING if heading else LEADING) * line.box.height
        if end - line.box.bottom > far or not columns_kept(band, [w.box for w in line.words]):
            break
        found.insert(0, list(line.words))
    return found


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
