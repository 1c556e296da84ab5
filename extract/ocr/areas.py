"""Areas of a scanned page in one tone: black edges that scanners leave, tinted cells, bands with light text."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cjaplans.extract.model import Box
from cjaplans.extract.ocr.image import CONTRAST, Gray, Ink, extreme, smoothed
from cjaplans.extract.ocr.runs import Stretch, joined, runs
from cjaplans.extract.paths import Fill

Floats = npt.NDArray[np.float32]

#: What is darker than this share of the page's paper is black, where a square of so many pixels is.
BLACK = 0.6
SQUARE = 5
#: So much of the rim of a dark area is black, so many pixels inside it.
FRAMED = 0.8
INSIDE = 2
#: A black edge reaches no further into the page than this share of its shorter side.
EDGE = 0.03
#: Tinted areas differ from the lightest place so many pixels around them by this many of 255 levels or more.
AROUND = 200
TINT = 9
#: Means of so many pixels that differ by so many levels, over so many pixels to either side, are of two areas.
LONG = 9
STEP = 8
STEEP = 2
#: An area holds squares of so many pixels; its rim, which is of two tones, is so wide.
SPREAD = 5
RIM = STEEP + SPREAD // 2
#: Letters are darker than their ground by so many levels, and so are no faint rules. They make it uneven so many
#: pixels around them; their strokes are thinner than this.
CLEAR = 70
NEARBY = RIM + LONG // 2 + 1
STROKES = 11
#: A faint line is uneven over this share of its pixels, apart from those near letters; of those it has this share.
UNBROKEN = 0.95
SEEN = 0.7
#: Shorter runs of pixels than this are between letters.
SHORTEST = 4
#: Places whose tones differ by less are in one tone; others bound this share of every side of an area.
NEAR = 5
BOUND = 0.6
#: Areas are at least so wide, and so high (points), and this share of them shows their tone.
WIDE, HIGH = 10.0, 7.0
FILLED = 0.4
WHITE = 255


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of one tone (0 black to 255 white), in pixels; ``x1`` and ``bottom`` are outside."""

    x0: int
    top: int
    x1: int
    bottom: int
    tone: int

    def fill(self, scale: float) -> Fill:
        """The rectangle as a page's; ``scale`` is points a pixel."""
        box = Box(self.x0 * scale, self.top * scale, self.x1 * scale, self.bottom * scale)
        return Fill(box, (self.tone, self.tone, self.tone), 0)


def without_edges(gray: Gray) -> Gray:
    """The image with the black at its borders made paper."""
    black = _black(gray)
    deepest = round(EDGE * min(gray.shape))
    clean = gray.copy()
    for axis in (0, 1):
        for order in (slice(None), slice(None, None, -1)):
            view = np.moveaxis(clean, axis, 0)[order][:deepest]
            seen = np.moveaxis(black, axis, 0)[order][:deepest]
            view[np.logical_and.accumulate(seen, axis=0)] = WHITE
    return clean


def _black(gray: Gray) -> Ink:
    """Where squares are black: no strokes of letters and no rules."""
    black = (smoothed(gray) < BLACK * np.percentile(gray[::5, ::5], 75)).astype(np.uint8)
    return np.asarray(extreme(extreme(black, SQUARE, np.minimum), SQUARE, np.maximum) > 0)


def areas_of(gray: Gray, between: Ink, scale: float) -> list[Area]:
    """The tinted rectangles of a level page whose letters are dark; areas lie ``between`` its rules."""
    smooth = smoothed(gray)
    even = _even(smooth)
    mean = np.rint(_means(np.moveaxis(_means(smooth.astype(np.float32)), 0, 1)).T).astype(np.int16)
    paper = extreme(np.where(even, mean, 0).astype(np.uint8), 2 * AROUND + 1, np.maximum)
    under = between & _under(smooth, paper)
    tinted = (even & (paper - mean >= TINT)) | under
    whole = joined([run for run in runs(tinted) if run[2] - run[1] >= SHORTEST], 0)
    stretches = [part for stretch in whole if _is_area(stretch, scale) for part in _parts(stretch, even, under)]
    return [_area(s, smooth, even) for s in stretches if _is_area(s, scale) and _bounded(s, smooth, even)]


def _under(smooth: Gray, paper: Gray) -> Ink:
    """Where the ground of letters is tinted."""
    ground = extreme(extreme(smooth, STROKES, np.maximum), STROKES, np.minimum)
    letters = (ground - smooth >= CLEAR).astype(np.uint8)
    near = extreme(letters, 2 * NEARBY + 1, np.maximum) > 0
    tinted = (paper.astype(np.int16) - ground >= TINT).astype(np.uint8)
    return np.asarray(near & (extreme(tinted, 2 * RIM + 1, np.minimum) > 0))


def _even(smooth: Gray) -> Ink:
    """The middles of squares in which the tone does not change."""
    even = np.ones(smooth.shape, dtype=np.uint8)
    for axis in (0, 1):
        means = _means(np.moveaxis(smooth, axis, 0).astype(np.float32))
        np.moveaxis(even, axis, 0)[STEEP:-STEEP] &= np.abs(means[2 * STEEP :] - means[: -2 * STEEP]) < STEP
    return np.asarray(extreme(even, SPREAD, np.minimum) > 0)


def _means(values: Floats) -> Floats:
    """Of the pixels around every pixel along its row."""
    sums = np.cumsum(np.pad(values, ((0, 0), (LONG // 2 + 1, LONG // 2)), mode="edge"), axis=1, dtype=np.float64)
    return np.asarray((sums[:, LONG:] - sums[:, :-LONG]) / LONG, dtype=np.float32)


def _is_area(stretch: Stretch, scale: float) -> bool:
    """Whether runs of pixels fill their box, but for the text on them, and it is large enough."""
    width, height = stretch.end - stretch.start, stretch.last - stretch.first + 1
    return width * scale >= WIDE and height * scale >= HIGH and stretch.ink >= FILLED * width * height


def _parts(stretch: Stretch, even: Ink, under: Ink) -> list[Stretch]:
    """An area parted at the upright lines in it that are too faint for rules."""
    place = np.s_[stretch.first : stretch.last + 1, stretch.start : stretch.end]
    clear = ~under[place]
    rows = clear.sum(axis=0)
    line = (rows >= SEEN * len(clear)) & ((clear & ~even[place]).sum(axis=0) >= UNBROKEN * rows)
    parts = []
    for _, start, end in runs(~line[None, :]):
        ink = (end - start) * stretch.ink // (stretch.end - stretch.start)
        parts.append(replace(stretch, start=stretch.start + start, end=stretch.start + end, ink=ink))
    return parts


def _bounded(stretch: Stretch, smooth: Gray, even: Ink) -> bool:
    """Whether the tone changes at all four sides, or the page ends there."""
    tone = _tone(stretch, smooth, even)
    rows, columns = slice(stretch.first, stretch.last + 1), slice(stretch.start, stretch.end)
    above = np.s_[max(stretch.first - 2 * RIM, 0) : stretch.first, columns]
    below = np.s_[stretch.last + 1 : stretch.last + 1 + 2 * RIM, columns]
    left = np.s_[rows, max(stretch.start - 2 * RIM, 0) : stretch.start]
    right = np.s_[rows, stretch.end : stretch.end + 2 * RIM]
    for side, axis in ((above, 0), (below, 0), (left, 1), (right, 1)):
        same = even[side] & (np.abs(smooth[side].astype(np.int16) - tone) < NEAR)
        if same.size and 1 - float(same.all(axis=axis).mean()) < BOUND:
            return False
    return True


def _tone(stretch: Stretch, smooth: Gray, even: Ink) -> int:
    place = np.s_[stretch.first : stretch.last + 1, stretch.start : stretch.end]
    own = smooth[place][even[place]]
    return int(np.median(own if own.size else smooth[place]))


def _area(stretch: Stretch, smooth: Gray, even: Ink) -> Area:
    return Area(
        max(stretch.start - RIM, 0),
        max(stretch.first - RIM, 0),
        min(stretch.end + RIM, smooth.shape[1]),
        min(stretch.last + 1 + RIM, smooth.shape[0]),
        _tone(stretch, smooth, even),
    )


def with_dark_text(gray: Gray, scale: float) -> Gray:
    """The level image with its dark areas as negatives, so that light letters on them are dark ones on a tint."""
    black = _black(gray)
    if not black.any():
        return gray
    clean = gray.copy()
    for area in joined(runs(black), 0):
        part = clean[max(area.first - 1, 0) : area.last + 2, max(area.start - 1, 0) : area.end + 1]
        large = part.shape[1] * scale >= WIDE and part.shape[0] * scale >= HIGH
        if large and _framed(black[area.first : area.last + 1, area.start : area.end]) and _has_light_text(part):
            part[:] = WHITE - part
    return clean


def _framed(black: Ink) -> bool:
    """Whether the rim of a place is black: letters that touch each other have paper there."""
    sides = (black[INSIDE], black[-1 - INSIDE], black[:, INSIDE], black[:, -1 - INSIDE])
    return all(float(side.mean()) >= FRAMED for side in sides)


def _has_light_text(part: Gray) -> bool:
    """Whether there is more on a place that is lighter than its tone than what is darker."""
    inner = part[RIM:-RIM, RIM:-RIM].astype(np.int16)
    tone = np.median(inner)
    return bool((inner > tone + CONTRAST).sum() > (inner < tone - CONTRAST).sum())
