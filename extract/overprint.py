"""Characters that are printed twice, a little aside, to look bold, or once more by a second layer of the same text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cjaplans.extract.glyphs import Glyphs

#: A repetition lies this near to the first printing, in heights of the line; the thinnest letter is twice as wide.
ASIDE = 0.1
#: Nearer than this many points the two are one above the other and look no bolder.
SAME_PLACE = 0.05
#: Characters are compared within bands of this height (points).
BAND = 6.0
#: Nothing is printed further off the page than this (points).
OFF_PAGE = 20_000.0
#: Places across are counted in so many steps a point, which take so many bits.
STEPS = 64
ACROSS = 24
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
    codes = glyphs.codes
    near = ASIDE * (glyphs.bottom - glyphs.top)
    seen = np.flatnonzero((codes > 32) & (codes != 160) & (glyphs.x1 > glyphs.x0) & (near > 0))
    if not len(seen):
        return []
    codes, near, x0, top = codes[seen], near[seen], glyphs.x0[seen], glyphs.top[seen]
    pairs: set[tuple[int, int, float]] = set()
    place = (codes.astype(np.int64) << 40) + ((np.clip(x0, -OFF_PAGE, OFF_PAGE) + OFF_PAGE) * STEPS).astype(np.int64)
    height = np.clip(top, -OFF_PAGE, OFF_PAGE) + OFF_PAGE
    widest = int(STEPS * min(float(near.max()), 2 * OFF_PAGE)) + 1
    for shift in (0.0, 0.5):  # what one raster parts, the other leaves together
        raster = place + ((height / BAND + shift).astype(np.int64) << ACROSS)
        order = np.argsort(raster)
        ordered = raster[order]
        # Neighbours that are further apart across, in whichever bands, are no pair.
        beside = np.flatnonzero((ordered[1:] - ordered[:-1] + widest) & ((1 << ACROSS) - 1) <= 2 * widest)
        a, b = order[beside], order[beside + 1]
        across, down = np.abs(x0[b] - x0[a]), np.abs(top[b] - top[a])
        over = np.flatnonzero((codes[a] == codes[b]) & (across < near[a]) & (down < near[a]))
        distances = np.maximum(across[over], down[over]).tolist()
        for one, other, distance in zip(seen[a[over]].tolist(), seen[b[over]].tolist(), distances, strict=True):
            pairs.add((min(one, other), max(one, other), distance))
    return sorted(pairs)
