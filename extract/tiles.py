"""Tables of filled cells: gaps between cells closed, rows without tint between tinted ones filled in.

Rectangles that touch no stroke are a table only where they stand in rows and columns; others are boxes
around text, bars of charts or parts of a drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cjaplans.extract.model import Box, Word

#: Cells stand no further apart than this, and their edges are level within this (points).
WIDEST_GAP = 6.0
LEVEL = 1.0
#: A gap this narrow is no gap: rules that close are one (``lattice``).
NO_GAP = 0.05
#: Lines of one row without tint stand no further apart than this many times their height.
LEADING = 1.0
#: A row without tint between tinted ones is no taller than this (points).
TALLEST_ROW = 200.0
#: Share of tiles that must have a neighbour level with them for rectangles to be a table.
LEVEL_SHARE = 0.75


def closed(boxes: Sequence[Box]) -> list[Box]:
    """Boxes whose facing edges, where a narrow gap is between them, have moved to its middle."""
    across = [(a.x1, b.x0) for a, b in _neighbours(boxes, level=True)]
    down = [(a.bottom, b.top) for a, b in _neighbours(boxes, level=False)]
    return [
        Box(_moved(b.x0, across, 1), _moved(b.top, down, 1), _moved(b.x1, across, 0), _moved(b.bottom, down, 0))
        for b in boxes
    ]


def _neighbours(boxes: Sequence[Box], *, level: bool) -> list[tuple[Box, Box]]:
    """Pairs of boxes with a narrow gap between: side by side and equally tall, or stacked and equally wide."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        key = (box.top, box.bottom) if level else (box.x0, box.x1)
        rows.setdefault((round(key[0] / LEVEL), round(key[1] / LEVEL)), []).append(box)
    found = []
    for row in rows.values():
        row.sort(key=lambda b: b.x0 if level else b.top)
        for a, b in pairwise(row):
            gap = b.x0 - a.x1 if level else b.top - a.bottom
            if NO_GAP < gap <= WIDEST_GAP:
                found.append((a, b))
    return found


def _moved(edge: float, gaps: Sequence[tuple[float, float]], side: int) -> float:
    for gap in gaps:
        if abs(gap[side] - edge) <= LEVEL:
            return (gap[0] + gap[1]) / 2
    return edge


def filled_in(boxes: Sequence[Box], words: Sequence[Word]) -> list[Box]:
    """The boxes with those that untinted rows below rows of them would have: where the text keeps to their columns."""
    rows = sorted(_rows(boxes), key=lambda row: row[0].top)
    added: list[Box] = []
    for number, row in enumerate(rows):
        below = [other for other in rows[number + 1 :] if _common(row, other) and other[0].top > row[0].bottom - LEVEL]
        bottom = min((other[0].top for other in below), default=None)
        alike = any(_same_columns(row, other) for other in rows if other is not row)
        if not alike or (bottom is not None and not (LEVEL < bottom - row[0].bottom <= TALLEST_ROW)):
            continue
        text = _text_below(row, bottom, words)
        if text:
            end = bottom if bottom is not None else max(w.bottom for w in text) + LEVEL
            added += [Box(tile.x0, tile.bottom, tile.x1, end) for tile in row]
    return [*boxes, *added]


def _rows(boxes: Sequence[Box]) -> list[list[Box]]:
    """Runs of two or more boxes side by side, equally tall and without gaps."""
    level: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        level.setdefault((round(box.top / LEVEL), round(box.bottom / LEVEL)), []).append(box)
    runs: list[list[Box]] = []
    for row in level.values():
        row.sort(key=lambda b: b.x0)
        run = [row[0]]
        for box in row[1:]:
            if abs(box.x0 - run[-1].x1) <= LEVEL:
                run.append(box)
            else:
                runs.append(run)
                run = [box]
        runs.append(run)
    return [run for run in runs if len(run) > 1]


def _common(a: Sequence[Box], b: Sequence[Box]) -> bool:
    return a[0].x0 < b[-1].x1 and b[0].x0 < a[-1].x1


def _same_columns(a: Sequence[Box], b: Sequence[Box]) -> bool:
    return len(a) == len(b) and all(
        abs(x.x0 - y.x0) <= LEVEL and abs(x.x1 - y.x1) <= LEVEL for x, y in zip(a, b, strict=True)
    )


def _text_below(row: Sequence[Box], bottom: float | None, words: Sequence[Word]) -> list[Box]:
    """The text of the untinted row under a row of tiles: none where it crosses their edges or fills one column only."""
    left, right, top = row[0].x0, row[-1].x1, row[0].bottom
    limit = bottom if bottom is not None else top + TALLEST_ROW
    inside = sorted(
        (w.box for w in words if w.box.x0 < right and w.box.x1 > left and top < (w.box.top + w.box.bottom) / 2 < limit),
        key=lambda b: b.top,
    )
    text: list[Box] = []
    end = top
    for box in inside:
        if bottom is None and box.top - end > LEADING * box.height:
            break
        text.append(box)
        end = max(end, box.bottom)
    columns = {_column(row, box) for box in text}
    return [] if None in columns or len(columns) < 2 else text


def _column(row: Sequence[Box], box: Box) -> int | None:
    """Which tile's column a word stands in; None when it crosses an edge."""
    for number, tile in enumerate(row):
        if tile.x0 - LEVEL <= box.x0 and box.x1 <= tile.x1 + LEVEL:
            return number
    return None


def are_cells(boxes: Sequence[Box]) -> bool:
    """Whether rectangles that touch each other, and no stroke, stand in two rows or more of two or more cells."""
    rows = _rows(boxes)
    level = sum(len(row) for row in rows)
    return len(rows) > 1 and level >= LEVEL_SHARE * len(boxes)
