"""Tables of filled cells: the gaps between cells, and whether filled rectangles are cells at all.

Rectangles that touch no stroke are a table only where they stand in rows and columns; others are boxes
around text, bars of charts or parts of a drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from cjaplans.extract.model import Box

#: Cells stand no further apart than this, and their edges are level within this (points).
WIDEST_GAP = 6.0
LEVEL = 1.0
#: A gap this narrow is no gap: rules that close are one (``lattice``).
NO_GAP = 0.05
#: Share of tiles that must have a neighbour level with them for rectangles to be a table.
LEVEL_SHARE = 0.75


def closed(boxes: Sequence[Box]) -> list[Box]:
    """Boxes whose facing edges, where a narrow gap is between them, have moved to its middle."""
    across = _gaps((a.x1, b.x0) for a, b in _neighbours(boxes, level=True))
    down = _gaps((a.bottom, b.top) for a, b in _neighbours(boxes, level=False))
    return [
        Box(_moved(b.x0, across, 1), _moved(b.top, down, 1), _moved(b.x1, across, 0), _moved(b.bottom, down, 0))
        for b in boxes
    ]


def _gaps(edges: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The different ones among gaps, to a tenth of a point."""
    return list({(round(a, 1), round(b, 1)): (a, b) for a, b in edges}.values())


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


def runs(row: Sequence[Box]) -> list[list[Box]]:
    """The runs of two or more boxes of a row that have no gap between them."""
    found: list[list[Box]] = []
    for box in sorted(row, key=lambda b: b.x0):
        if found and abs(box.x0 - found[-1][-1].x1) <= LEVEL:
            found[-1].append(box)
        else:
            found.append([box])
    return [run for run in found if len(run) > 1]


def are_cells(boxes: Sequence[Box]) -> bool:
    """Whether rectangles that touch each other, and no stroke, stand in two rows or more of two or more cells."""
    equal: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        equal.setdefault((round(box.top / LEVEL), round(box.bottom / LEVEL)), []).append(box)
    rows = [run for row in equal.values() for run in runs(row)]
    level = sum(len(row) for row in rows)
    return len(rows) > 1 and level >= LEVEL_SHARE * len(boxes)
