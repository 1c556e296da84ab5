"""How measured times grow: a straight line through them, and the exponent of their growth."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """``y = start + slope * x``, by least squares; ``r2`` is the share of the variance that it explains."""

    slope: float
    start: float
    r2: float


def line(xs: Sequence[float], ys: Sequence[float]) -> Line:
    """The straight line through points, of which there must be two different ones at least."""
    if len(set(xs)) < 2:
        raise ValueError("a line needs two different points")
    slope, start = statistics.linear_regression(xs, ys)
    mean = statistics.fmean(ys)
    total = sum((y - mean) ** 2 for y in ys)
    left = sum((y - start - slope * x) ** 2 for x, y in zip(xs, ys, strict=True))
    return Line(slope, start, 1 - left / total if total else 1.0)


def exponent(xs: Sequence[float], ys: Sequence[float]) -> Line:
    """The line through the logarithms of positive points: slope 1 where ``y`` grows as ``x``, 2 as its square."""
    return line([math.log(x) for x in xs], [math.log(y) for y in ys])
