"""Rules of a page: every straight horizontal or vertical edge a reader sees, however it was drawn.

Lines, the edges of stroked or tinted rectangles, thin filled rectangles and images, and rows of dashes or
dots all count; what is white on white does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pypdfium2

from cjaplans.extract.dashes import joined_dashes
from cjaplans.extract.fills import visible, white_rules
from cjaplans.extract.model import Box, Word
from cjaplans.extract.paths import Fill, Stroke, read_paths
from cjaplans.extract.stripes import striped
from cjaplans.extract.stroked import undenied
from cjaplans.extract.tiles import are_cells, closed
from cjaplans.extract.upright import Upright

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

#: Rules shorter than this are ticks and underlines of single letters.
SHORTEST = 3.0
#: Rules nearer than this are one rule (points), when the places between them are counted.
APART = 2.5
#: The fullest page of tables has fewer places (rows times columns of all its rules) than this.
MOST_PLACES = 50_000
#: Up to so many boxes are sooner looked at one by one than as arrays.
FEW = 64
#: A rule this near (points) to the edge of a filled rectangle touches it.
TOUCH = 3.0


@dataclass(frozen=True, slots=True)
class Rules:
    """Rows of ``(position, start, end)`` in points: ``y, x0, x1`` and ``x, top, bottom``.

    None of an ``endless`` drawing.
    """

    horizontal: Floats = field(default_factory=lambda: np.empty((0, 3)))
    vertical: Floats = field(default_factory=lambda: np.empty((0, 3)))
    endless: bool = False

    @property
    def is_drawing(self) -> bool:
        """Whether there are more places between the rules than any table has: a map or a chart."""
        if self.endless or len(self.horizontal) * len(self.vertical) <= MOST_PLACES:
            return self.endless
        return _positions(self.horizontal) * _positions(self.vertical) > MOST_PLACES


def _positions(rules: Floats) -> int:
    return len(np.unique(np.round(rules[:, 0] / APART)))


def read_rules(
    page: pypdfium2.PdfPage, upright: Upright, width: float, height: float, words: Sequence[Word] = ()
) -> Rules:
    """All rules that lie on the page of the given size; ``words`` tell the tint of a cell from that of a text."""
    drawn = read_paths(page, upright)
    if drawn.endless:
        return Rules(endless=True)
    horizontal = _strokes(drawn.horizontal + white_rules(drawn.white_horizontal, drawn.fills, level=True))
    vertical = _strokes(drawn.vertical + white_rules(drawn.white_vertical, drawn.fills, level=False))
    if not drawn.fills:
        return _on_page(horizontal, vertical, width, height)
    return with_cells(Rules(_array(horizontal), _array(vertical)), drawn.fills, words, width, height)


def with_cells(strokes: Rules, fills: Sequence[Fill], words: Sequence[Word], width: float, height: float) -> Rules:
    """The strokes with the edges of those filled rectangles that are cells; what lies on the page."""
    boxes = _cells(fills, words, strokes) if fills else []
    level = [(y, b.x0, b.x1) for b in boxes for y in (b.top, b.bottom)]
    standing = [(x, b.top, b.bottom) for b in boxes for x in (b.x0, b.x1)]
    return _on_page([*strokes.horizontal.tolist(), *level], [*strokes.vertical.tolist(), *standing], width, height)


def _on_page(
    horizontal: Sequence[Sequence[float]], vertical: Sequence[Sequence[float]], width: float, height: float
) -> Rules:
    return Rules(_clip(horizontal, height, width), _clip(vertical, width, height))


def _strokes(found: Sequence[Stroke]) -> list[Stroke]:
    """Strokes long enough to be rules, and those that short ones are the dashes of."""
    return [s for s in found if s[2] - s[1] >= SHORTEST] + joined_dashes(found)


def _clip(rules: Iterable[Sequence[float]], limit: float, length: float) -> Floats:
    """Keeps what is on the page: position within ``limit``, extent within ``length``."""
    cut = [
        (position, start, end)
        if start >= 0 and end <= length
        else (position, min(max(start, 0.0), length), min(max(end, 0.0), length))
        for position, start, end in rules
        if -1 <= position <= limit + 1
    ]
    return _array([rule for rule in cut if rule[2] - rule[1] >= SHORTEST])


def _array(rules: Sequence[Sequence[float]]) -> Floats:
    return np.array(rules, dtype=np.float64).reshape(-1, 3)


def _cells(fills: Sequence[Fill], words: Sequence[Word], strokes: Rules) -> list[Box]:
    """The filled rectangles that are cells, or parts of a ruled table."""
    tinted = closed([fill.box for fill in visible(fills, words)])
    boxes = undenied(striped(tinted, words, strokes.vertical), tinted, strokes.horizontal, strokes.vertical, words)
    return [
        box
        for group in _groups(boxes)
        if are_cells(group) or any(_touched(b, strokes.horizontal, strokes.vertical) for b in group)
        for box in group
    ]


def _groups(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes that touch or overlap, together."""
    near = (near_few if len(boxes) <= FEW else near_many)(boxes)
    unseen = set(range(len(boxes)))
    groups = []
    for seed in range(len(boxes)):
        if seed not in unseen:
            continue
        unseen.remove(seed)
        members, queue = [seed], [seed]
        while queue:
            new = [n for n in near(boxes[queue.pop()]) if n in unseen]
            unseen.difference_update(new)
            members += new
            queue += new
        groups.append([boxes[i] for i in members])
    return groups


def near_few(boxes: Sequence[Box]) -> Callable[[Box], list[int]]:
    """What finds the boxes within a point of another, as indexes, by looking at one after the other."""
    bounds = [(n, b.x0, b.top, b.x1, b.bottom) for n, b in enumerate(boxes)]

    def near(box: Box) -> list[int]:
        x0, top, x1, bottom = box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1
        return [n for n, a, b, c, d in bounds if a <= x1 and c >= x0 and b <= bottom and d >= top]

    return near


def near_many(boxes: Sequence[Box]) -> Callable[[Box], list[int]]:
    """The same by looking at all at once."""
    x0, top, x1, bottom = np.array([(b.x0, b.top, b.x1, b.bottom) for b in boxes]).T

    def near(box: Box) -> list[int]:
        across: Bools = (x0 <= box.x1 + 1) & (x1 >= box.x0 - 1)
        down: Bools = (top <= box.bottom + 1) & (bottom >= box.top - 1)
        return np.flatnonzero(across & down).tolist()

    return near


def _touched(box: Box, horizontal: Floats, vertical: Floats) -> bool:
    """Whether a stroke lies on a box's edge, crosses it or ends at it; one well inside the box does not."""
    return _reach(horizontal, (box.top, box.bottom), (box.x0, box.x1)) or _reach(
        vertical, (box.x0, box.x1), (box.top, box.bottom)
    )


def _reach(strokes: Floats, at: tuple[float, float], along: tuple[float, float]) -> bool:
    position, start, end = strokes.T
    near: Bools = (position >= at[0] - TOUCH) & (position <= at[1] + TOUCH)
    near &= (end >= along[0] - TOUCH) & (start <= along[1] + TOUCH)
    within: Bools = (position > at[0] + TOUCH) & (position < at[1] - TOUCH)
    within &= (start > along[0] + TOUCH) & (end < along[1] - TOUCH)
    return bool((near & ~within).any())
