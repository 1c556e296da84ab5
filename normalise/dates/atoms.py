"""The smallest readable pieces of a text about time, before the words beside them count."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cjaplans.normalise.coded import Doubt, Precision, Span
from cjaplans.normalise.dates.anchors import Anchors, Yearless

#: No day is known.
UNDATED = Span(None, None)


class Nature(StrEnum):
    """What sort of piece it is."""

    DATE = "date"
    RECURRENCE = "recurrence"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Atom:
    """One date, recurrence or duration.

    ``yearless`` is set where the year is not printed, ``ranged`` where two dates were printed for its two ends.
    """

    nature: Nature
    rule: str
    span: Span = UNDATED
    precision: Precision = Precision.NONE
    yearless: Yearless | None = None
    interval: str | None = None
    plan_years: tuple[int, int] | None = None
    ranged: bool = False
    repaired: tuple[tuple[str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text stands: what its dates count from, and whether it is a timescale."""

    anchors: Anchors
    timescale: bool


Reader = Callable[[re.Match[str], Setting], Atom | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form and what reads it; None from the reader means that it is something else."""

    pattern: re.Pattern[str]
    reader: Reader


def form(pattern: str, reader: Reader) -> Form:
    """A form that ends where a word or number ends."""
    return Form(re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE), reader)


def impossible(printed: str) -> Atom:
    """A date that no calendar has: kept as printed, never guessed."""
    doubt = Doubt("date_impossible", f"there is no {printed.strip()}")
    return Atom(Nature.DATE, "impossible date", doubts=(doubt,))


def ambiguous(printed: str, reading: str) -> Doubt:
    """The doubt that a form has two readings, and the one taken."""
    return Doubt("date_ambiguous", f"{printed.strip()!r} was read as {reading}")
