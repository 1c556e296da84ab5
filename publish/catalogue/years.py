"""Fiscal years, each by the year it begins in (domain 5: from 1 April to 31 March)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

#: The years the authorities wrote plans for: 2007-08 to 2016-17 (domain 1).
PLANNED = range(2007, 2017)
#: A period that covers so many days of a fiscal year is for that year.
HALF = timedelta(days=182)


def years_of(start: date, end: date) -> tuple[int, ...]:
    """The fiscal years of which a period covers half or more; the one it begins in where there is none."""
    touched = range(_year_of(start), _year_of(end) + 1)
    return tuple(year for year in touched if _days_in(year, start, end) >= HALF) or (_year_of(start),)


def lived_in(year: int, established: date, abolished: date | None) -> bool:
    """Whether an authority was there on a day of a fiscal year."""
    return established <= date(year + 1, 3, 31) and (abolished is None or abolished >= date(year, 4, 1))


def label(year: int) -> str:
    """``2009-10``."""
    return f"{year}-{(year + 1) % 100:02}"


def spans(years: Iterable[int]) -> str:
    """Years as people list them: ``2007-08, 2009-10 to 2011-12``."""
    runs = groupby(enumerate(sorted(years)), lambda pair: pair[1] - pair[0])
    return ", ".join(_span([year for _, year in run]) for _, run in runs)


def _span(run: list[int]) -> str:
    return label(run[0]) if len(run) == 1 else f"{label(run[0])} to {label(run[-1])}"


def _year_of(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def _days_in(year: int, start: date, end: date) -> timedelta:
    return min(end, date(year + 1, 3, 31)) - max(start, date(year, 4, 1)) + timedelta(days=1)
