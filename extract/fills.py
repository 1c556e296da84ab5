"""Filled rectangles: which of their edges can be seen, and which of them are the cells of a table.

A rectangle in the colour of what it lies on shows no edge: white on the paper, a paragraph's tint in the
same tint of its cell. A rectangle that hugs a line of text marks that text and bounds no cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cjaplans.extract.model import Box, Word
from cjaplans.extract.objects import Colour
from cjaplans.extract.paths import PAPER, Fill, Stroke, is_white

Bools = npt.NDArray[np.bool_]

#: What is drawn this little past an edge (points) still lies within it.
WITHIN = 1.0
#: Channels that differ by less than this are one colour to the eye.
SAME_COLOUR = 6
#: More rectangles than this on a page are a drawing's.
MOST_FILLS = 4000
#: Up to so many rectangles are sooner looked at one by one than as arrays.
FEW = 64
#: A marker's rectangle keeps this close (points) to the text it marks, and is this many times as tall at most.
HUGS = 2.5
TALLEST_MARK = 1.7


def visible(fills: Sequence[Fill], words: Sequence[Word]) -> list[Fill]:
    """The rectangles whose edges can be seen and that are no marker's; in order of painting."""
    if not fills or len(fills) > MOST_FILLS:
        return []
    ground = _grounds(fills)
    texts = _Texts(words)
    return [f for f in fills if not _same(f.colour, ground(f.box, f.order)) and not texts.marked(f.box)]


def white_rules(strokes: Sequence[tuple[Stroke, int]], fills: Sequence[Fill], *, level: bool) -> list[Stroke]:
    """The white strokes that lie on a coloured rectangle, where they can be seen."""
    if not strokes or not fills or len(fills) > MOST_FILLS:
        return []
    ground = _grounds(fills)
    shown = []
    for stroke, order in strokes:
        position, start, end = stroke
        middle = (start + end) / 2
        spot = Box(middle, position, middle, position) if level else Box(position, middle, position, middle)
        if not is_white(ground(spot, order)):
            shown.append(stroke)
    return shown


def _grounds(fills: Sequence[Fill]) -> Callable[[Box, int], Colour]:
    """What finds the colour that a box is painted on: that of the last rectangle before its order that holds it."""
    return (FewGrounds if len(fills) <= FEW else ManyGrounds)(fills).under


class FewGrounds:
    """Looks at one rectangle after the other."""

    def __init__(self, fills: Sequence[Fill]) -> None:
        self._fills = [(f.order, f.box.x0, f.box.top, f.box.x1, f.box.bottom, f.colour) for f in reversed(fills)]

    def under(self, box: Box, order: int) -> Colour:
        x0, top, x1, bottom = box.x0 + WITHIN, box.top + WITHIN, box.x1 - WITHIN, box.bottom - WITHIN
        for painted, left, upper, right, lower, colour in self._fills:
            if left <= x0 and upper <= top and right >= x1 and lower >= bottom and painted < order:
                return colour
        return PAPER


class ManyGrounds:
    """Looks at all rectangles at once."""

    def __init__(self, fills: Sequence[Fill]) -> None:
        self._edges = np.array([(f.box.x0, f.box.top, f.box.x1, f.box.bottom) for f in fills]).T
        self._orders = np.array([f.order for f in fills])
        self._colours = [f.colour for f in fills]

    def under(self, box: Box, order: int) -> Colour:
        x0, top, x1, bottom = self._edges
        across: Bools = (x0 <= box.x0 + WITHIN) & (x1 >= box.x1 - WITHIN)
        down: Bools = (top <= box.top + WITHIN) & (bottom >= box.bottom - WITHIN)
        last = np.flatnonzero(across & down & (self._orders < order))
        return self._colours[int(last[-1])] if len(last) else PAPER


def _same(a: Colour, b: Colour) -> bool:
    if is_white(a) and is_white(b):
        return True
    return min(a) >= 0 and min(b) >= 0 and max(abs(x - y) for x, y in zip(a, b, strict=True)) < SAME_COLOUR


class _Texts:
    """The words of a page, of which a rectangle may mark some."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._tallest = max([word.box.bottom - word.box.top for word in words], default=0.0)

    @cached_property
    def _levels(self) -> tuple[list[float], list[Box]]:
        """The boxes of the words by the heights of their middles."""
        boxes = sorted([((w.box.top + w.box.bottom) / 2, n) for n, w in enumerate(self._words)])
        return [middle for middle, _ in boxes], [self._words[n].box for _, n in boxes]

    def marked(self, box: Box) -> bool:
        """Whether a rectangle ends where the text of one line inside it does, at both sides."""
        if box.height > TALLEST_MARK * self._tallest:
            return False
        middles, boxes = self._levels
        level = boxes[bisect_left(middles, box.top) : bisect_right(middles, box.bottom)]
        inside = [b for b in level if box.x0 <= (b.x0 + b.x1) / 2 <= box.x1]
        if not inside or box.height > TALLEST_MARK * max(b.height for b in inside):
            return False
        return abs(min(b.x0 for b in inside) - box.x0) <= HUGS and abs(max(b.x1 for b in inside) - box.x1) <= HUGS
