"""Lines of text as the detector finds them, cut where rules cross them, and cleared of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from cjaplans.extract.ocr.engine import PixelBox
from cjaplans.extract.rules import Rules

_Pixel = TypeVar("_Pixel", bound=np.generic)

#: Half the width (points) of the band that a rule is wiped out with.
RULE = 1.3
#: An upright rule parts a line when it covers this share of its height; a level one trims a line from outside
#: its middle.
CROSSES = 0.6
EDGE = 0.3
#: Pieces narrower or lower than this (points) hold no letter.
LEAST = 2.5


def wiped(image: npt.NDArray[_Pixel], rules: Rules, scale: float, value: int) -> npt.NDArray[_Pixel]:
    """A copy of the image with ``value`` where rules are."""
    clean = image.copy()
    half = RULE / scale
    for y, x0, x1 in rules.horizontal / scale:
        clean[_from(y - half) : round(y + half), _from(x0) : round(x1)] = value
    for x, top, bottom in rules.vertical / scale:
        clean[_from(top) : round(bottom), _from(x - half) : round(x + half)] = value
    return clean


def _from(pixel: float) -> int:
    return max(round(pixel), 0)


def pieces_of(boxes: Iterable[PixelBox], rules: Rules, scale: float) -> list[PixelBox]:
    """The boxes, parted at upright rules and trimmed at level ones."""
    found = [piece for box in boxes for piece in _parted(_trimmed(box, rules, scale), rules, scale)]
    return [p for p in found if min(p.x1 - p.x0, p.bottom - p.top) >= LEAST / scale]


def _trimmed(box: PixelBox, rules: Rules, scale: float) -> PixelBox:
    top, bottom = box.top, box.bottom
    edge = EDGE * (bottom - top)
    for y, x0, x1 in rules.horizontal / scale:
        if min(x1, box.x1) - max(x0, box.x0) < CROSSES * (box.x1 - box.x0):
            continue
        if box.top <= y <= box.top + edge:
            top = max(top, round(y))
        elif box.bottom - edge <= y <= box.bottom:
            bottom = min(bottom, round(y))
    return PixelBox(box.x0, top, box.x1, bottom)


def _parted(box: PixelBox, rules: Rules, scale: float) -> Sequence[PixelBox]:
    tall = box.bottom - box.top
    cuts = sorted(
        round(x)
        for x, top, bottom in rules.vertical / scale
        if box.x0 < x < box.x1 and min(bottom, box.bottom) - max(top, box.top) >= CROSSES * tall
    )
    edges = [box.x0, *cuts, box.x1]
    return [PixelBox(a, box.top, b, box.bottom) for a, b in pairwise(edges)]
