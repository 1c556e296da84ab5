"""The arithmetic of a comparison: rates, ratios of rounds that were run side by side, and how wide they spread."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Round:
    """One reading of all files: seconds of CPU, all threads and child processes together, and of the clock."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One contender over one set of files: its rounds in their order, and its process's peak memory (bytes)."""

    pages: int
    rounds: tuple[Round, ...]
    peak: int

    @property
    def rate(self) -> float:
        """Pages a second of CPU time, median round."""
        return self.pages / statistics.median(each.cpu for each in self.rounds)

    @property
    def wall_rate(self) -> float:
        """Pages a second of the clock, median round."""
        return self.pages / statistics.median(each.wall for each in self.rounds)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as fast one is as another: the median of the rounds' ratios, the lowest and the highest."""

    median: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        return (
            f"{self.median:.2g} ({self.lowest:.2g} to {self.highest:.2g})"
            if self.highest < 1
            else (f"{self.median:.1f} ({self.lowest:.1f} to {self.highest:.1f})")
        )


def ratio_of(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """How many times as fast ``ours`` is: CPU seconds of each round, the n-th of both run one after the other.

    Raises ValueError where the numbers of rounds differ or are 0.
    """
    ratios = [b / a for a, b in zip(ours, theirs, strict=True)]
    if not ratios:
        raise ValueError("no rounds to compare")
    return Ratio(statistics.median(ratios), min(ratios), max(ratios))


def compared(ours: Measure, theirs: Measure) -> Ratio:
    """How many times as many pages a CPU second ``ours`` reads, the pages being the same."""
    if ours.pages != theirs.pages:
        raise ValueError("the two did not read the same pages")
    return ratio_of([each.cpu for each in ours.rounds], [each.cpu for each in theirs.rounds])
