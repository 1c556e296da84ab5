"""Quarters of the fiscal year, and of a calendar year where words name them (domain.md 5: fiscal years)."""

from __future__ import annotations

import re

from cjaplans.normalise.coded import Doubt, Precision, Span
from cjaplans.normalise.dates.atoms import Atom, Form, Nature, Setting, ambiguous, form
from cjaplans.normalise.dates.spans import follows, full_year, months
from cjaplans.normalise.dates.words import ORDINALS, alternatives, ordinal


def _quarter(match: re.Match[str], setting: Setting) -> Atom | None:
    if match["q"].casefold() == "last" and not match["y"]:
        return None
    first = _LAST if match["q"].casefold() == "last" else ordinal(match["q"])
    last = ordinal(match["last_q"]) if match["last_q"] else first
    if not 1 <= first <= last <= 4:
        return None
    if not match["y"]:
        return _quarter_of_plan(first, last, setting)
    year = full_year(match["y"])
    if match["end"] and not follows(year, match["end"]):
        return None
    if not match["end"] and match["q"].casefold() in (*ORDINALS, "last"):
        return _of_calendar_year(match[0], year, first)
    doubts = () if match["end"] else (ambiguous(match[0], "a quarter of the fiscal year"),)
    span = _quarters(year, first, last)
    return Atom(Nature.DATE, "quarter of a fiscal year", span, Precision.QUARTER, doubts=doubts)


def _of_calendar_year(printed: str, year: int, quarter: int) -> Atom:
    span, doubt = months(year, 3 * quarter - 2, 3), ambiguous(printed, "a quarter of the calendar year")
    return Atom(Nature.DATE, "quarter of a calendar year", span, Precision.QUARTER, doubts=(doubt,))


def _quarter_of_plan(first: int, last: int, setting: Setting) -> Atom:
    span, _, doubts = setting.anchors.named("this_year")
    if span.start is None:
        return Atom(Nature.DATE, "quarter of the plan's year", precision=Precision.QUARTER, doubts=doubts)
    doubt = Doubt("date_year_inferred", f"quarter {first} has no year; the plan's own was taken")
    quarters = _quarters(span.start.year, first, last)
    return Atom(Nature.DATE, "quarter of the plan's year", quarters, Precision.QUARTER, doubts=(doubt,))


def _quarters(year: int, first: int, last: int) -> Span:
    start = 4 + 3 * (first - 1)
    return months(year + (start - 1) // 12, (start - 1) % 12 + 1, 3 * (last - first + 1))


_LAST = 4
_WORD = r"(?:quarters?|qtrs?|q)[ ]?"
_AND = r"[ ]?(?:-|–|&|/|,|to|and)[ ]?"
_OF = r"[ ,(]{1,2}(?:of[ ])?(?:the[ ])?(?:fy[ ]?)?(?:financial[ ]year[ ])?"
_SECOND_YEAR = r"(?:[-/](?P<end>\d\d(?:\d\d)?|\d(?!\d)))?"
QUARTERS: tuple[Form, ...] = (
    form(
        rf"{_WORD}(?P<q>[1-4])(?!\d)(?:{_AND}(?:{_WORD})?(?P<last_q>[1-4])(?!\d|[-/]))?"
        rf"(?:{_OF}(?P<y>(?:19|20)\d\d|\d\d(?=[-/]\d\d)){_SECOND_YEAR})?",
        _quarter,
    ),
    form(
        rf"(?P<q>{alternatives(ORDINALS)}|last|[1-4])[ ](?:quarter|qtr)(?P<last_q>)(?![ ]of[ ])"
        rf"(?:{_OF}(?P<y>(?:19|20)\d\d){_SECOND_YEAR})?",
        _quarter,
    ),
    form(rf"(?P<y>(?:19|20)\d\d){_SECOND_YEAR},?[ ]{_WORD}(?P<q>[1-4])(?P<last_q>)", _quarter),
)
