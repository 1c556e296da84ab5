"""Rules of a page found in its image: long dark runs, joined over the specks that scanning leaves in them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cjaplans.extract.ocr.image import Ink
from cjaplans.extract.ocr.runs import Run, Stretch, joined, runs
from cjaplans.extract.rules import Rules

Floats = npt.NDArray[np.float64]

#: A rule is dark over this share of every stretch of so many points of it; text never is.
DARK = 0.86
ACROSS = 20.0
DOWN = 11.0
#: Rules are at most so thick (points); what is thicker is an area, of which the edges are rules.
THICKEST = 4.0
#: Shorter rules (points) are strokes of letters, unless long ones meet them at both ends.
SHORT_ACROSS = 45.0
SHORT_DOWN = 24.0
MEETS = 3.0
#: This many pixels beside a rule, at most these shares of its length are ink: on its clearer side, on the other.
BESIDE = 3
CLEAR = 0.2
CROWDED = 0.6
#: Rules that cross a rule at its ends are no wider than so many pixels.
ENDS = 7
#: Parts of a rule no further apart than this (points) are one.
GAP = 3.0


def image_rules(ink: Ink, scale: float) -> Rules:
    """The rules of an upright page's ink, in points; ``scale`` is points a pixel."""
    horizontal = _rows(_strokes(ink, ACROSS / scale, scale), scale)
    vertical = _rows(_strokes(np.ascontiguousarray(ink.T), DOWN / scale, scale), scale)
    long_across, long_down = _longer(horizontal, SHORT_ACROSS), _longer(vertical, SHORT_DOWN)
    return Rules(_kept(horizontal, SHORT_ACROSS, long_down), _kept(vertical, SHORT_DOWN, long_across))


def _longer(rules: Floats, length: float) -> Floats:
    return rules[rules[:, 2] - rules[:, 1] >= length]


def _kept(rules: Floats, length: float, crossing: Floats) -> Floats:
    """The long rules, and the short ones that end at long crossing rules."""
    keep = [bool(end - start >= length or _met(position, start, end, crossing)) for position, start, end in rules]
    return rules[keep]


def _met(position: float, start: float, end: float, crossing: Floats) -> bool:
    """Whether crossing rules meet both ends of a rule."""
    over = crossing[(crossing[:, 1] <= position + MEETS) & (crossing[:, 2] >= position - MEETS)]
    return bool(len(over)) and all(np.abs(over[:, 0] - at).min() <= MEETS for at in (start, end))


def _rows(strokes: list[tuple[float, float, float]], scale: float) -> Floats:
    return np.array(strokes, dtype=np.float64).reshape(-1, 3) * scale


def _strokes(ink: Ink, window: float, scale: float) -> list[tuple[float, float, float]]:
    """Rules along the rows, in pixels: position, start, end; of thick areas the two edges."""
    length = max(round(window), 8)
    found: list[tuple[float, float, float]] = []
    for stroke in joined(_inked(runs(_dark_stretches(ink, length)), ink), GAP / scale):
        if stroke.last - stroke.first + 1 <= THICKEST / scale:
            if _stands_clear(ink, stroke):
                found.append((stroke.middle, stroke.start, stroke.end))
        else:
            found.extend(((stroke.first, stroke.start, stroke.end), (stroke.last + 1, stroke.start, stroke.end)))
    return found


def _stands_clear(ink: Ink, stroke: Stretch) -> bool:
    """Whether paper lies beside a stroke: the rows of large or blurred letters have more letter above and below."""
    trim = min(ENDS, (stroke.end - stroke.start) // 4)
    sides = [
        float(ink[row, stroke.start + trim : stroke.end - trim].mean()) if 0 <= row < len(ink) else 0.0
        for row in (stroke.first - BESIDE, stroke.last + BESIDE)
    ]
    return min(sides) <= CLEAR and max(sides) <= CROWDED


def _dark_stretches(ink: Ink, length: int) -> Ink:
    """The pixels that lie, between two of ink, in a stretch of ``length`` pixels along the row that is dark."""
    height, width = ink.shape
    if width < length:
        return np.zeros_like(ink)
    sums = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(ink, axis=1, out=sums[:, 1:])
    dense = (sums[:, length:] - sums[:, :-length]) >= DARK * length
    marks = np.zeros((height, width + 1), dtype=np.int8)
    marks[:, : width - length + 1] = dense
    marks[:, length:] -= dense
    return np.asarray(np.cumsum(marks, axis=1, dtype=np.int32)[:, :width] > 0)


def _inked(marked: list[Run], ink: Ink) -> list[Run]:
    """Every run from its first ink to its last."""
    found = []
    for row, start, end in marked:
        own = np.flatnonzero(ink[row, start:end])
        found.append((row, start + int(own[0]), start + int(own[-1]) + 1))
    return found
