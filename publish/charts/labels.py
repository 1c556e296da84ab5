"""Labels short enough for a chart; what is cut is said in full in the tables beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cjaplans.publish.compare.model import Show
from cjaplans.publish.safe import one_line

#: What authorities' names end with, and what is short for it where they are organisations among others.
_COMMON = (" Community Justice Authority", " CJA")
#: Letters that a label has room for.
LONGEST = 40


def shortened(labels: Iterable[object]) -> Mapping[object, str]:
    """For each label a short one, so that those that differ still do."""
    found: dict[object, str] = {}
    taken: set[str] = set()
    for label in dict.fromkeys(labels):
        short = _unlike(_short(label), taken)
        taken.add(short)
        found[label] = short
    return found


def spoken(code: str) -> str:
    """A code as people say it: ``not started``."""
    return drawable(code).replace("_", " ")


def number_of(value: float, show: Show) -> str:
    """A number as people write it: a share in per cent, all others without fractions."""
    return f"{value:.0%}" if show is Show.SHARE else f"{value:,.0f}"


def drawable(text: object) -> str:
    """A text of one line that XML can hold: the program that draws ends at once where it cannot."""
    return one_line(text).replace("\ufffe", "").replace("\uffff", "")


def _short(label: object) -> str:
    plain = " ".join(drawable(label).split()).replace(*_COMMON)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"


def _unlike(label: str, taken: set[str]) -> str:
    """The label, numbered where another one became the same."""
    number, tried = 2, label
    while tried in taken:
        tried, number = f"{label} ({number})", number + 1
    return tried
