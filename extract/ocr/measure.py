"""What a line of text measures in its image: where it stands, how large its letters are, how thick its strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cjaplans.extract.ocr.image import Ink

#: Letters that reach as high as capitals do, and letters as low as an x.
TALL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789bdfhkl()[]/&%£$?!|")
LOW = frozenset("acegmnopqrsuvwxyz")
#: Letters that reach below the line.
DEEP = frozenset("gjpqyQJ,;()[]/|$@_")
#: The height of capitals over the font size, and the usual height of an x over that of capitals.
CAPITAL = 0.7
SMALL = 0.69
#: A height is measured where this share of a line's letters has it.
SHARE = 0.12
#: Blur and the threshold of ink make letters so many pixels taller than they are.
BLUR = 0.7
#: The baseline lies in the lower part of a line's box, from here on.
LOWEST = 0.4
#: A row with less ink than this share of the fullest row is between lines.
BLANK = 0.02
#: The part of the font size above the baseline in which stems are measured.
STEMS = (0.08, 0.42)
#: Runs of ink longer than this share of the size are no stems.
WIDEST = 0.3
#: Sizes within this share of each other are one size, measured twice.
ALIKE = 0.13
#: The thinner strokes of a page, of which this share of its letters is thinner still, are the usual ones.
USUAL = 0.3
#: Strokes thicker than the usual by this factor are bold; a word is with its line where it is in doubt.
BOLD = 1.2
DOUBT = 0.08


@dataclass(frozen=True, slots=True)
class Stand:
    """A line's baseline (row of the image), and how high its capitals and its x are (pixels; 0 if it has none)."""

    baseline: float
    capital: float
    small: float

    def size(self, ratio: float) -> float:
        """The font size in pixels, where the x is ``ratio`` of the height of capitals."""
        return (self.capital or self.small / ratio) / CAPITAL


def stand_of(ink: Ink, text: str) -> Stand | None:
    """Measures the ink of one line that says ``text``; None when there is none."""
    rows = ink.sum(axis=1).astype(np.int64)
    if not rows.any():
        return None
    base = _baseline(rows, text)
    tall, low = (sum(c in letters for c in text) / max(len(text), 1) for letters in (TALL, LOW))
    blank = np.flatnonzero(rows[:base] <= BLANK * rows.max())
    top = int(blank[-1]) + 1 if len(blank) else 0
    capital = base - top - BLUR if tall >= SHARE else 0.0
    small = base - _rise(rows[:base]) - BLUR if low >= SHARE else 0.0
    return Stand(base, max(capital, 0.0), max(small, 0.0)) if max(capital, small) > 1 else None


def _baseline(rows: npt.NDArray[np.int64], text: str) -> int:
    """The row under the letters: where ink falls off most, or the last where no letter reaches below it."""
    if not DEEP.intersection(text):
        return int(np.flatnonzero(rows > BLANK * rows.max())[-1]) + 1
    first = int(LOWEST * len(rows))
    return first + _rise(rows[first:][::-1], backwards=True)


def _rise(rows: npt.NDArray[np.int64], backwards: bool = False) -> int:
    """The row at which ink grows most from above; counted from the other end when ``backwards``."""
    padded = np.pad(rows, 2)
    growth = padded[2:-2] + padded[3:-1] - padded[1:-3] - padded[:-4]
    row = int(np.argmax(growth))
    return len(rows) - row if backwards else row


def ratio_of(stands: Sequence[Stand]) -> float:
    """The height of the page's x over that of its capitals."""
    ratios = [s.small / s.capital for s in stands if s.small and s.capital and 0.5 < s.small / s.capital < 0.9]
    return float(np.median(ratios)) if ratios else SMALL


def stroke_of(ink: Ink, baseline: float, size: float) -> float:
    """The usual width of upright strokes over the font size (pixels); 0 when none is to be seen."""
    first, last = (round(baseline - share * size) for share in reversed(STEMS))
    rows = ink[max(first, 0) : max(last, 0)]
    edges = np.diff(np.pad(rows, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    lengths = np.nonzero(edges == -1)[1] - np.nonzero(edges == 1)[1]
    lengths = lengths[lengths <= WIDEST * size]
    return float(lengths.mean() / size) if len(lengths) else 0.0


def settled(sizes: Sequence[float], weights: Sequence[int]) -> list[float]:
    """Each size as the middle one of those it can hardly be told from, in half points: lines of a text agree."""
    values, weight = np.array(sizes), np.array(weights, dtype=np.float64)
    result = np.zeros(len(values))
    left = np.ones(len(values), dtype=bool)
    while left.any():
        heaviest = max(values[left], key=lambda v: _heaped(values, weight * left, v))
        alike = left & (np.abs(values - heaviest) <= ALIKE * heaviest)
        result[alike] = round(2 * _quantile(values[alike], weight[alike], 0.5)) / 2
        left &= ~alike
    return [float(size) for size in result]


def _heaped(values: npt.NDArray[np.float64], weight: npt.NDArray[np.float64], at: float) -> float:
    return float(weight[np.abs(values - at) <= ALIKE * at / 2].sum())


def _quantile(values: npt.NDArray[np.float64], weight: npt.NDArray[np.float64], share: float) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(reached, share * reached[-1])])


def usual_stroke(strokes: Sequence[float], weights: Sequence[int]) -> float:
    """The stroke of the page's plain letters; 0 when there is none."""
    seen = [(stroke, weight) for stroke, weight in zip(strokes, weights, strict=True) if stroke]
    if not seen:
        return 0.0
    values, weight = np.array(seen, dtype=np.float64).T
    return _quantile(values, weight, USUAL)


def bold_of(strokes: Sequence[float], weights: Sequence[int], usual: float) -> list[bool]:
    """Which words of a line are set in thicker strokes than the ``usual``."""
    if not usual:
        return [False] * len(strokes)
    line = sum(s * w for s, w in zip(strokes, weights, strict=True)) / max(sum(weights), 1)
    limit = BOLD - DOUBT if line > BOLD * usual else BOLD + DOUBT
    return [stroke > limit * usual for stroke in strokes]
