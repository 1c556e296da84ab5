"""Characters that are printed twice, a little aside, to look bold, or once more by a second layer of the same text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cjaplans.extract.glyphs import Glyphs

#: A repetition lies this near to the first printing, in heights of the line; the thinnest letter is twice as wide.
ASIDE = 0.1
#: Nearer than this many points the two are one above the other and look no bolder.
SAME_PLACE = 0.05
#: Characters are compared within bands of this height (points).
BAND = 6.0
#: Nothing is printed further off the page than this (points).
OFF_PAGE = 20_000.0
NOTHING = frozenset[int]()


@dataclass(frozen=True, slots=True)
class Overprint:
    """Places of the characters not to be read again, and of those that look bold by them."""

    repeated: frozenset[int] = NOTHING
    bold: frozenset[int] = NOTHING


def overprint_of(glyphs: Glyphs) -> Overprint:
    """What of a page's text is printed twice.

    The letters of a ligature follow each other in one box; they are no repetition.
    """
    repeated: set[int] = set()
    bold: set[int] = set()
    for first, again, distance in _pairs(glyphs):
        if again == first + 1 and distance == 0:
            continue
        repeated.add(again)
        if distance > SAME_PLACE:
            bold.add(first)
    return Overprint(frozenset(repeated), frozenset(bold)) if repeated else Overprint()


def _pairs(glyphs: Glyphs) -> list[tuple[int, int, float]]:
    """Places of two characters that are alike and lie over each other, and how far apart they are."""
    x0, x1, top = np.array(glyphs.x0), np.array(glyphs.x1), np.array(glyphs.top)
    codes = np.frombuffer(glyphs.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    near = ASIDE * (np.array(glyphs.bottom) - top)
    seen = np.flatnonzero((codes > 32) & (codes != 160) & (x1 > x0) & (near > 0))
    if not len(seen):
        return []
    pairs: set[tuple[int, int, float]] = set()
    place = (codes[seen].astype(np.int64) << 40) + ((np.clip(x0[seen], -OFF_PAGE, OFF_PAGE) + OFF_PAGE) * 64).astype(
        np.int64
    )
    height = np.clip(top[seen], -OFF_PAGE, OFF_PAGE)
    for shift in (0.0, 0.5):  # what one raster parts, the other leaves together
        band = ((height + OFF_PAGE) / BAND + shift).astype(np.int64)
        order = seen[np.argsort(place + (band << 24))]
        a, b = order[:-1], order[1:]
        over: npt.NDArray[np.bool_] = (
            (codes[a] == codes[b]) & (np.abs(x0[b] - x0[a]) < near[a]) & (np.abs(top[b] - top[a]) < near[a])
        )
        for one, other in zip(a[over].tolist(), b[over].tolist(), strict=True):
            distance = max(abs(glyphs.x0[other] - glyphs.x0[one]), abs(glyphs.top[other] - glyphs.top[one]))
            pairs.add((min(one, other), max(one, other), distance))
    return sorted(pairs)
