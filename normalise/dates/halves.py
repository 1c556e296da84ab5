"""Halves of a year by their short names: H1 2012/13, 2013 H2 (domain.md 5: fiscal years)."""

from __future__ import annotations

import re

from cjaplans.normalise.coded import Precision
from cjaplans.normalise.dates.atoms import Atom, Form, Nature, Setting, ambiguous, form
from cjaplans.normalise.dates.spans import follows, months


def _half(match: re.Match[str], _: Setting) -> Atom | None:
    first, last = int(match["h"]), int(match["last_h"] or match["h"])
    year = int(match["y"])
    if last < first or (match["end"] and not follows(year, match["end"])):
        return None
    month = (4 if match["end"] else 1) + 6 * (first - 1)
    doubts = () if match["end"] else (ambiguous(match[0], "a half of the calendar year"),)
    span = months(year, month, 6 * (last - first + 1))
    return Atom(Nature.DATE, "half of a year", span, Precision.HALF_YEAR, doubts=doubts)


_WORD = r"(?:half(?:[ -]year)?[ ]?|h[ ]?)"
_AND = r"[ ]?(?:-|–|&|/|,|to|and)[ ]?"
_YEAR = r"(?P<y>(?:19|20)\d\d)(?:[-/](?P<end>\d\d(?:\d\d)?|\d(?!\d)))?"
_NAMED = rf"{_WORD}(?P<h>[12])(?!\d)(?:{_AND}{_WORD}(?P<last_h>[12])(?!\d))?"
HALVES: tuple[Form, ...] = (
    form(rf"{_NAMED}[ ,(]{{1,2}}(?:of[ ])?(?:fy[ ]?)?{_YEAR}", _half),
    form(rf"{_YEAR},?[ ]\(?{_NAMED}", _half),
)
