"""Filled rectangles: which of their edges can be seen, and which of them are the cells of a table.

A rectangle in the colour of what it lies on shows no edge: white on the paper, a paragraph's tint in the
same tint of its cell. A rectangle that hugs a line of text marks that text and bounds no cell.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cjaplans.extract.model import Box, Word
from cjaplans.extract.objects import Colour
from cjaplans.extract.paths import PAPER, Fill, Stroke, is_white

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

#: What is drawn this little past an edge (points) still lies within it.
WITHIN = 1.0
#: Channels that differ by less than this are one colour to the eye.
SAME_COLOUR = 6
#: More rectangles than this on a page are a drawing's.
MOST_FILLS = 4000
#: A marker's rectangle keeps this close (points) to the text it marks, and is this many times as tall at most.
HUGS = 2.5
TALLEST_MARK = 1.7


def visible(fills: Sequence[Fill], words: Sequence[Word]) -> list[Fill]:
    """The rectangles whose edges can be seen and that are no marker's; in order of painting."""
    if not fills or len(fills) > MOST_FILLS:
        return []
    grounds = _Grounds(fills)
    texts = np.array([(w.box.x0, w.box.top, w.box.x1, w.box.bottom) for w in words]).reshape(-1, 4)
    return [f for f in fills if not _same(f.colour, grounds.under(f.box, f.order)) and not _marks(f.box, texts)]


def white_rules(strokes: Sequence[tuple[Stroke, int]], fills: Sequence[Fill], *, level: bool) -> list[Stroke]:
    """The white strokes that lie on a coloured rectangle, where they can be seen."""
    if not strokes or not fills or len(fills) > MOST_FILLS:
        return []
    grounds = _Grounds(fills)
    shown = []
    for stroke, order in strokes:
        position, start, end = stroke
        middle = (start + end) / 2
        spot = Box(middle, position, middle, position) if level else Box(position, middle, position, middle)
        if not is_white(grounds.under(spot, order)):
            shown.append(stroke)
    return shown


class _Grounds:
    """Finds the colour that something is painted on."""

    def __init__(self, fills: Sequence[Fill]) -> None:
        self._boxes = np.array([(f.box.x0, f.box.top, f.box.x1, f.box.bottom) for f in fills])
        self._orders = np.array([f.order for f in fills])
        self._colours = [f.colour for f in fills]

    def under(self, box: Box, order: int) -> Colour:
        """The colour of the last rectangle painted before ``order`` that holds a box."""
        boxes = self._boxes
        holds: Bools = (
            (self._orders < order)
            & (boxes[:, 0] <= box.x0 + WITHIN)
            & (boxes[:, 1] <= box.top + WITHIN)
            & (boxes[:, 2] >= box.x1 - WITHIN)
            & (boxes[:, 3] >= box.bottom - WITHIN)
        )
        last = np.flatnonzero(holds)
        return self._colours[int(last[-1])] if len(last) else PAPER


def _same(a: Colour, b: Colour) -> bool:
    if is_white(a) and is_white(b):
        return True
    return min(a) >= 0 and min(b) >= 0 and max(abs(x - y) for x, y in zip(a, b, strict=True)) < SAME_COLOUR


def _marks(box: Box, texts: Floats) -> bool:
    """Whether a rectangle ends where the text of one line inside it does, at both sides."""
    x0, top, x1, bottom = texts.T
    across, down = (x0 + x1) / 2, (top + bottom) / 2
    inside = (across >= box.x0) & (across <= box.x1) & (down >= box.top) & (down <= box.bottom)
    if not inside.any() or box.height > TALLEST_MARK * float((bottom - top)[inside].max()):
        return False
    return abs(float(x0[inside].min()) - box.x0) <= HUGS and abs(float(x1[inside].max()) - box.x1) <= HUGS
