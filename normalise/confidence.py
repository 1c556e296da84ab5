"""Doubts as findings, and what they take from an action's confidence (``codebooks/doubts.csv``)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import prod

from cjaplans.normalise.codebooks import read
from cjaplans.normalise.coded import Doubt
from cjaplans.normalise.model import Finding, Severity

#: No reading is less sure than this: its text is still there to be read.
LEAST = 0.05
#: A message is one line to read, not the cell over again.
LONGEST = 300


@lru_cache
def _known() -> dict[str, tuple[Severity, float]]:
    return {row["code"]: (Severity(row["severity"]), float(row["factor"])) for row in read("doubts")}


def findings_of(doubts: Iterable[Doubt], page: int | None, action: int | None = None) -> list[Finding]:
    """One finding a doubt, with the severity the codebook gives its code."""
    return [Finding(_known()[d.code][0], d.code, _cut(d.message), page, action) for d in doubts]


def _cut(message: str) -> str:
    return message if len(message) <= LONGEST else f"{message[: LONGEST - 1]}…"


def weighed(confidence: float, doubts: Iterable[Doubt]) -> float:
    """The confidence that is left: multiplied by the factor of every doubt, never below ``LEAST``."""
    return max(LEAST, confidence * prod(_known()[doubt.code][1] for doubt in doubts))
