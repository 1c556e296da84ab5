"""What relative dates count from: the area plan, the plan's own period (domain.md 1 and 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjaplans.normalise.coded import Doubt, Precision, Span, ValueContext
from cjaplans.normalise.dates.spans import day, fiscal_precision, months
from cjaplans.normalise.periods import Period, area_plan_of


@dataclass(frozen=True, slots=True)
class Yearless:
    """A date printed without its year: a day of a month, or ``count`` months from one."""

    month: int
    day: int | None = None
    count: int = 1
    last_day: int | None = None

    def in_year(self, year: int) -> Span | None:
        """The span in a year; None where there is no such day."""
        if self.day is None:
            return months(year, self.month, self.count)
        first, last = day(year, self.month, self.day), day(year, self.month, self.last_day or self.day)
        return Span(first, last) if first and last else None


@dataclass(frozen=True, slots=True)
class Anchors:
    """The periods around a text that its dates may count from."""

    period: Period | None
    area_plan: Period | None

    @classmethod
    def of(cls, context: ValueContext) -> Anchors:
        """The context's anchors, with the area plan looked up where it is not given."""
        return cls(context.period, context.area_plan or area_plan_of(context.period))

    def plan_years(self, first: int, last: int) -> tuple[Span, tuple[Doubt, ...]]:
        """Years of the area plan, counted from its first 1 April (domain.md 5: "Year N")."""
        if self.area_plan is None:
            return Span(None, None), (missing("Year N counts from the area plan"),)
        start, end = self.area_plan
        span = Span(date(start.year + first - 1, 4, 1), date(start.year + last, 3, 31))
        beyond = date(start.year + last, 3, 31) > end
        message = f"year {last} lies after the end of the area plan, {end.isoformat()}"
        return span, (Doubt("date_conflict", message),) if beyond else ()

    def named(self, name: str) -> tuple[Span, Precision, tuple[Doubt, ...]]:
        """The period that a phrase of ``plan_periods`` names."""
        whole = self.area_plan if name == "area_plan" else self._year(name)
        if whole is None:
            return Span(None, None), Precision.NONE, (missing("the period is named, not dated"),)
        span = Span(*whole)
        return span, fiscal_precision(span), ()

    def _year(self, name: str) -> Period | None:
        if self.period is None or (self.period[1] - self.period[0]).days > 366:
            return None
        step = {"this_year": 0, "next_year": 1, "last_year": -1}[name]
        first, last = self.period
        return date(first.year + step, first.month, first.day), date(last.year + step, 3, 31)

    def infer(self, date_: Yearless, past: bool) -> Span | None:
        """The span in the plan's year; before the plan where it has passed or the plan has several years."""
        if self.period is None:
            return None
        start, end = self.period
        several = (end - start).days > 366
        years = range(start.year - 1, start.year + 1) if past or several else range(start.year, end.year + 1)
        spans = [span for year in years if (span := date_.in_year(year))]
        if past or several:
            return next((span for span in reversed(spans) if span.start and span.start < start), None)
        return next((span for span in spans if span.end and span.end >= start), None)


def missing(what: str) -> Doubt:
    """The doubt that a relative date has nothing to count from."""
    return Doubt("date_anchor_missing", f"{what}, which is not known")
