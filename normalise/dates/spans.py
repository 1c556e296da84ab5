"""Spans of days: months, seasons, quarters, calendar and fiscal years (domain.md 5)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from cjaplans.normalise.coded import Precision, Span

#: From fine to coarse, in the order of the enum; a whole is as exact as its coarsest part.
_ORDER = tuple(Precision)
#: No plan of this kind reaches further.
_LONGEST = 10


def months(year: int, first: int, count: int = 1) -> Span:
    """``count`` whole months from the first."""
    last_index = year * 12 + first - 1 + count - 1
    last_year, last_month = divmod(last_index, 12)
    return Span(date(year, first, 1), date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1]))


def calendar_year(year: int) -> Span:
    """1 January to 31 December."""
    return months(year, 1, 12)


def fiscal_years(first: int, last: int) -> Span | None:
    """1 April of the first year to 31 March of the last; None where they cannot be fiscal years."""
    return Span(date(first, 4, 1), date(last, 3, 31)) if 0 < last - first <= _LONGEST else None


def full_year(printed: str, base: int = 2000) -> int:
    """A printed year; two figures are of this century (domain.md 5)."""
    return int(printed) if len(printed) > 2 else base + int(printed)


def follows(year: int, printed: str) -> bool:
    """Whether the figures that end a fiscal year ("09", "9", "2009") are those of the year after ``year``."""
    return str(year + 1).endswith(printed[-2:])


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None where there is no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def part(span: Span, index: int, parts: int) -> Span:
    """One of so many equal parts, counted from 0, in months where the span has enough of them."""
    if span.start is None or span.end is None:
        return span
    count = (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1
    if count >= parts:
        return _part_of_months(span.start, count, index, parts)
    length = (span.end - span.start).days + 1
    cuts = [span.start + timedelta(days=length * number // parts) for number in range(parts + 1)]
    return Span(cuts[index], max(cuts[index], cuts[index + 1] - timedelta(days=1)))


def _part_of_months(start: date, count: int, index: int, parts: int) -> Span:
    first, last = count * index // parts, count * (index + 1) // parts
    year, month = divmod(start.year * 12 + start.month - 1 + first, 12)
    return months(year, month + 1, last - first)


def inside(month: int, fiscal_first: int) -> int:
    """The calendar year of a month of the fiscal year that begins in ``fiscal_first``."""
    return fiscal_first if month >= 4 else fiscal_first + 1


def joined(spans: list[Span]) -> Span:
    """From the earliest stated start to the latest stated end."""
    starts = [span.start for span in spans if span.start]
    ends = [span.end for span in spans if span.end]
    return Span(min(starts, default=None), max(ends, default=None))


def coarsest(parts: list[Precision]) -> Precision:
    """The coarsest precision of the parts that have one."""
    return max((part for part in parts if part is not Precision.NONE), key=_ORDER.index, default=Precision.NONE)


def fiscal_precision(span: Span) -> Precision:
    """One fiscal year, or several."""
    long = span.start and span.end and (span.end - span.start).days > 366
    return Precision.MULTI_YEAR if long else Precision.FISCAL_YEAR
