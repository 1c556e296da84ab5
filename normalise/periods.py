"""The period a plan is for, and its area plan's (domain 1; domain 5: fiscal years run from 1 April to 31 March)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from cjaplans.normalise.codebooks import read

Period = tuple[date, date]

SPAN = re.compile(r"\b(?P<first>(?:19|20)\d\d)\s*[-/–—]\s*(?P<last>(?:(?:19|20)\d\d|\d\d))\b(?!\s*[-/]\s*\d)")
DAYS = re.compile(
    r"\b0?1(?:st)?\s+April\s+(?P<first>20[01]\d)\s*(?:to|until|[-–—])\s*31(?:st)?\s+March\s+(?P<last>20[01]\d)\b",
    re.IGNORECASE,
)
#: "the year to 31 March 2009", "year ending March 2011".
YEAR_TO = re.compile(
    r"\byear\s+(?:to|ending|ended|up to)\s+(?:(?:the\s+)?31(?:st)?\s+(?:of\s+)?)?March\s+(?P<last>20[01]\d)\b",
    re.IGNORECASE,
)
#: "April 2010 to March 2011".
MONTHS = re.compile(
    r"\bApril\s+(?P<first>20[01]\d)\s*(?:to|until|[-–—])\s*(?:end\s+(?:of\s+)?)?March\s+(?P<last>20[01]\d)\b",
    re.IGNORECASE,
)
MONTH = re.compile(
    r"\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<year>20[01]\d)\b", re.IGNORECASE
)
MONTH_ORDER = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: So many months and years, all of one fiscal year, tell the year of a plan that does not state it.
TELLING_MONTHS = 5
YEAR = re.compile(r"\b(?P<first>20[01]\d)\b")


def fiscal_span(text: str) -> Period | None:
    """The first span of fiscal years in a text ("2010-11", "2008/2011"), as first and last day.

    "1 April 2010 to 31 March 2011", "April 2010 to March 2011" and "the year to 31 March 2011" are the same.
    """
    found = (match for pattern in (SPAN, DAYS, MONTHS, YEAR_TO) for match in pattern.finditer(text))
    for match in sorted(found, key=lambda match: match.start()):
        first = int(match.groupdict().get("first") or int(match["last"]) - 1)
        last = _full_year(first, match["last"])
        if 0 < last - first <= 10:
            return date(first, 4, 1), date(last, 3, 31)
    return None


def single_year(text: str) -> Period | None:
    """The fiscal year that begins in a year standing alone."""
    match = YEAR.search(text)
    return (date(int(match["first"]), 4, 1), date(int(match["first"]) + 1, 3, 31)) if match else None


def year_of_dates(texts: Iterable[str]) -> Period | None:
    """The fiscal year that all months named with their year lie in ("June 2010"); None unless there are enough."""
    found = [match for text in texts for match in MONTH.finditer(text)]
    years = {int(m["year"]) - (MONTH_ORDER.index(m["month"].casefold()) < 3) for m in found}
    if len(found) < TELLING_MONTHS or len(years) > 1:
        return None
    return date(min(years), 4, 1), date(min(years) + 1, 3, 31)


def area_plan_of(period: Period | None) -> Period | None:
    """The area plan that holds a period (``codebooks/area_plans.csv``), or None."""
    if period is None:
        return None
    for row in read("area_plans"):
        start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        if start <= period[0] and period[1] <= end:
            return start, end
    return None


def area_plan_at(day: date) -> Period | None:
    """The area plan that was in force on a day."""
    return area_plan_of((day, day))


def _full_year(first: int, last: str) -> int:
    return int(last) if len(last) == 4 else first - first % 100 + int(last) + (100 if int(last) < first % 100 else 0)


def period_label(start: date | None, end: date | None) -> str | None:
    """A plan's years as people say them: ``2010-11`` for April to March, ``2008-11`` for three years.

    Both years of the period are named, whatever the months; a period within one year is that year.
    """
    if start is None or end is None:
        return None
    if start.year == end.year:
        return str(start.year)
    return f"{start.year}-{end.year % 100:02}"
