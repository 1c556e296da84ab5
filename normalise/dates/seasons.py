"""Seasons and feasts (domain.md 5: seasons)."""

from __future__ import annotations

import re
from dataclasses import replace

from cjaplans.normalise.coded import Doubt, Precision
from cjaplans.normalise.dates.anchors import Yearless
from cjaplans.normalise.dates.atoms import Atom, Form, Nature, Setting, ambiguous, form
from cjaplans.normalise.dates.misprints import PERHAPS_A_NAME, near_season
from cjaplans.normalise.dates.spans import follows, full_year, inside, months
from cjaplans.normalise.dates.words import FEASTS, SEASON, SEASONS, VOCABULARY, alternatives, bounded

#: Every season has so many months.
_MONTHS = 3


def _season(match: re.Match[str], _: Setting) -> Atom | None:
    return _of(match, SEASONS[match["s"].casefold()], _MONTHS, "season", Precision.SEASON)


def _feast(match: re.Match[str], _: Setting) -> Atom | None:
    """A feast stands for the month or months it can lie in: few plans mean the day."""
    first, count = FEASTS[re.sub("[ -]+", " ", match["s"].casefold())]
    atom = _of(match, first, count, "feast, read as its month", Precision.MONTH)
    doubt = ambiguous(match[0], "the month or months of the feast")
    return replace(atom, doubts=(*atom.doubts, doubt)) if atom else None


def _misspelt(match: re.Match[str], _: Setting) -> Atom | None:
    name = near_season(match["s"].rstrip(".").casefold())
    if not name:
        return None
    first, count = FEASTS.get(name) or (SEASONS[name], _MONTHS)
    atom = _of(match, first, count, "season", Precision.SEASON if name in SEASONS else Precision.MONTH)
    mended = match[0].replace(match["s"], name.capitalize(), 1)
    doubt = Doubt("date_repaired", f"{match[0]!r} was read as {mended}")
    return replace(atom, repaired=((match[0], mended),), doubts=(*atom.doubts, doubt)) if atom else None


def _of(match: re.Match[str], first: int, count: int, rule: str, precision: Precision) -> Atom | None:
    if not match["year"]:
        bare = Yearless(first, count=count)
        atom = Atom(Nature.DATE, f"{rule}, without a year", precision=precision, yearless=bare)
        return None if match["s"][0].islower() else atom
    year = full_year(match["year"].lstrip("'"))
    if match["last"] and not follows(year, match["last"]):
        return None
    split = first + count > 13 and not match["last"]
    doubts = (ambiguous(match[0], "from December"),) if split else ()
    span = months(inside(first, year) if match["last"] else year, first, count)
    return Atom(Nature.DATE, rule, span, precision, doubts=doubts)


_YEAR = r"(?P<year>(?:19|20)\d\d|'?\d\d)(?!\d|[ ]?%|[.]\d|st|nd|rd|th)(?:[/-](?P<last>\d\d(?:\d\d)?|\d(?!\d)))?"
_PART = rf"(?:[ ](?:{alternatives(VOCABULARY['times_of'])})(?!\w))?"
_OF_YEAR = rf"(?:[ ,-]{{1,2}}|[ ]of[ ]){_YEAR}"
SEASON_FORMS: tuple[Form, ...] = (
    form(rf"(?P<s>{SEASON}){_PART}(?:{_OF_YEAR})?", _season),
    form(rf"(?P<s>{bounded(alternatives(FEASTS))})(?!'){_PART}(?:{_OF_YEAR})?", _feast),
)
MISSPELT_SEASONS: tuple[Form, ...] = (form(rf"(?P<s>{PERHAPS_A_NAME}){_OF_YEAR}", _misspelt),)
