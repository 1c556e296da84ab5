"""How far a scanned page leans, from the rows its ink falls on."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from cjaplans.extract.ocr.image import Ink

#: Pages lean no further than this (degrees) unless they lie on a side.
FURTHEST = 4.0
COARSE = 0.25
FINE = 0.05
#: Pixels of ink that are enough to tell, and rows they are told by.
ENOUGH = 150_000
#: A lean smaller than this is left: turning would blur more than it mends.
SLIGHT = 0.04


def lean_of(ink: Ink) -> float:
    """Degrees by which lines of text and rules fall to the right; 0 where the page is straight or empty.

    The true angle gathers the ink on the fewest rows: the sum of the squares of the ink a row is greatest.
    """
    y, x = np.nonzero(ink)
    if not len(x):
        return 0.0
    step = max(len(x) // ENOUGH, 1)
    across, down = x[::step].astype(np.float64), y[::step].astype(np.float64)
    best = _best(across, down, np.arange(-FURTHEST, FURTHEST + COARSE / 2, COARSE))
    best = _best(across, down, best + np.arange(-COARSE, COARSE + FINE / 2, FINE))
    return best if abs(best) > SLIGHT else 0.0


def _best(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], angles: npt.NDArray[np.float64]) -> float:
    return float(max(sorted(angles, key=abs), key=lambda angle: _gathered(x, y, angle)))


def _gathered(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], degrees: float) -> float:
    rows = np.rint(y - x * math.tan(math.radians(degrees))).astype(np.int64)
    counts = np.bincount(rows - rows.min())
    return float((counts.astype(np.float64) ** 2).sum())
