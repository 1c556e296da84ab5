"""Years of a list that share the day, month or season printed before the first of them."""

from __future__ import annotations

import re

from cjaplans.normalise.coded import Precision, Span
from cjaplans.normalise.dates.atoms import Atom, Nature, ambiguous, impossible
from cjaplans.normalise.dates.spans import day, months
from cjaplans.normalise.dates.words import MONTH, MONTHS, SEASON, SEASONS

_Y4 = r"(?:19|20)\d\d"
_AND = r"[ ]?(?:,[ ]?(?:and|&)|,|and|&)[ ]?"
_FIRST = re.compile(
    rf"(?<!\w)(?:(?P<day>\d{{1,2}})[ ]?(?:st|nd|rd|th)?[ ](?:of[ ])?)?(?P<name>{MONTH}|{SEASON})"
    rf"(?:[ ](?P<late>\d{{1,2}})(?:st|nd|rd|th)?)?,?[ ]{_Y4}(?:{_AND}{_Y4})*{_AND}$",
    re.IGNORECASE,
)
_LINK = re.compile(rf"\d{_AND}$", re.IGNORECASE)
#: A longer list is none of dates.
_REACH = 90


def listed_year(text: str, start: int, year: int) -> Atom | None:
    """The day, month or season of a year that a list gives it; None where no such list stands before it."""
    before = text[max(0, start - _REACH) : start]
    match = _FIRST.search(before) if _LINK.search(before[-8:]) else None
    if match is None:
        return None
    name = match["name"].rstrip(".").casefold()
    if name in SEASONS:
        return _atom(months(year, SEASONS[name], 3), Precision.SEASON, year)
    number = match["day"] or match["late"]
    if not number:
        return _atom(months(year, MONTHS[name]), Precision.MONTH, year)
    found = day(year, MONTHS[name], int(number))
    return _atom(Span(found, found), Precision.DAY, year) if found else impossible(f"{number} {name} {year}")


def _atom(span: Span, precision: Precision, year: int) -> Atom:
    doubt = ambiguous(str(year), "the same time of that year")
    return Atom(Nature.DATE, "year of a list that shares its day or month", span, precision, doubts=(doubt,))
