"""Calendar and fiscal years (domain.md 5)."""

from __future__ import annotations

import re

from cjaplans.normalise.coded import Doubt, Precision
from cjaplans.normalise.dates.atoms import UNDATED, Atom, Form, Nature, Setting, ambiguous, form, impossible
from cjaplans.normalise.dates.listed import listed_year
from cjaplans.normalise.dates.spans import calendar_year, fiscal_precision, fiscal_years, follows, full_year, months
from cjaplans.normalise.dates.words import VOCABULARY, alternatives, bounded

_Y4 = r"(?:19|20)\d\d"
#: The years that a pair of two-figure years can begin with: no plan of this kind is older or younger.
_SHORT_YEARS = range(3, 25)
_COUNTED = bounded(alternatives(VOCABULARY["counted"]))
_AGED = r"(?![ ]?(?:years?|yrs?|y/?o)(?![ ]?(?:plan|programme|period)))"
_SHORT_CUE = re.compile(r"(?:\b(?:in|for|during|of|since|from|by|fy|year|plans?|report|throughout|end)|-)[ ]$")
_PART_CUE = re.compile(
    r"(?<!\w)(?:end|close|beginning|start|early|mid|middle|late|during)[ -](?:of[ ])?$", re.IGNORECASE
)
_PLAN_AFTER = re.compile(r"[ ](?:\w+[ ]){0,2}plans?\b", re.IGNORECASE)


def _fiscal(match: re.Match[str], _: Setting) -> Atom | None:
    first = int(match["first"])
    last = full_year(match["last"], first - first % 100)
    if last < first < 2000:
        last += 100
    span = fiscal_years(first, last)
    if span is None:
        return _backwards(match, first)
    precision = fiscal_precision(span)
    in_full = len(match["last"]) == 4 and precision is Precision.MULTI_YEAR
    doubts = (ambiguous(match[0], "fiscal years"),) if in_full else ()
    rule = "fiscal year" if precision is Precision.FISCAL_YEAR else "span of fiscal years"
    return Atom(Nature.DATE, rule, span, precision, doubts=doubts)


def _one_figure(match: re.Match[str], _: Setting) -> Atom | None:
    """ "YYYY-Y" is a fiscal year where the one figure is the last of the next year's (domain.md 5: fiscal years)."""
    first = int(match["first"])
    span = fiscal_years(first, first + 1)
    if span is None or not follows(first, match["last"]):
        return None
    return Atom(Nature.DATE, "fiscal year", span, Precision.FISCAL_YEAR)


def _backwards(match: re.Match[str], year: int) -> Atom | None:
    month = int(match["last"])
    if len(match["last"]) == 2 and 1 <= month <= 12 and "-" in match[0]:
        doubt = ambiguous(match[0], "year and month")
        return Atom(Nature.DATE, "year and month", months(year, month), Precision.MONTH, doubts=(doubt,))
    return impossible(match[0])


def _misprinted(match: re.Match[str], _: Setting) -> Atom | None:
    """A year of five figures, where leaving one out gives the year before the second (domain.md 5: fiscal years)."""
    printed, last = match["first"], match["last"]
    years = {int(printed[:cut] + printed[cut + 1 :]) for cut in range(5)}
    fits = [year for year in years if 1990 <= year <= 2040 and (year + 1) % 100 == int(last[-2:])]
    if len(fits) != 1:
        return None
    span = fiscal_years(fits[0], fits[0] + 1)
    mended = f"{fits[0]}{match['sign']}{last}"
    doubt = Doubt("date_repaired", f"{match[0]!r} was read as {mended}")
    return Atom(
        Nature.DATE,
        "fiscal year, misprint mended",
        span or UNDATED,
        Precision.FISCAL_YEAR,
        repaired=((match[0], mended),),
        doubts=(doubt,),
    )


def _short_fiscal(match: re.Match[str], setting: Setting) -> Atom | None:
    first, last = int(match["first"]), int(match["last"])
    before = match.string[max(0, match.start() - 40) : match.start()].casefold()
    cued = bool(_SHORT_CUE.search(before)) or bool(_PLAN_AFTER.match(match.string, match.end()))
    length = last - first
    if first not in _SHORT_YEARS or not 0 < length <= (3 if cued else 1) or not (cued or setting.timescale):
        return None
    span = fiscal_years(2000 + first, 2000 + last)
    return Atom(Nature.DATE, "fiscal year in two figures", span, fiscal_precision(span)) if span else None


def _short_year(match: re.Match[str], setting: Setting) -> Atom | None:
    """Two figures alone are a year behind an apostrophe, or behind a part of the year: "end 09"."""
    year = int(match["y"])
    before = match.string[max(0, match.start() - 20) : match.start()]
    marked = match[0].startswith("'") or _PART_CUE.search(before)
    if not marked or not setting.timescale or year not in _SHORT_YEARS:
        return None
    return Atom(Nature.DATE, "calendar year", calendar_year(2000 + year), Precision.YEAR)


def _year(match: re.Match[str], _: Setting) -> Atom | None:
    if listed := listed_year(match.string, match.start(), int(match["y"])):
        return listed
    return Atom(Nature.DATE, "calendar year", calendar_year(int(match["y"])), Precision.YEAR)


YEARS: tuple[Form, ...] = (
    form(rf"(?P<first>{_Y4})[ ]?[-/–][ ]?(?P<last>{_Y4}|\d\d)(?![ ]?%|,\d|[ ]{_COUNTED})", _fiscal),
    form(
        rf"(?P<first>{_Y4})(?:[-/]|[ ]?–[ ]?|[ ]-[ ](?=\d[ ]?(?:[\n;,.)]|$)))"
        rf"(?P<last>\d)(?![ ]?%|[.,/-]\d|[ ]{_COUNTED})",
        _one_figure,
    ),
    form(r"(?P<first>20\d{3})(?P<sign>[-/–])(?P<last>\d\d(?:\d\d)?)(?![ ]?%)", _misprinted),
    form(rf"(?P<first>\d\d)(?:[-/]|[ ]?–[ ]?)(?P<last>\d\d)(?![ ]?%|[./,-]\d|[ ]{_COUNTED}){_AGED}", _short_fiscal),
    form(rf"(?P<y>{_Y4})(?![ ]?%|[/,.:-]\d|[ ]{_COUNTED}|[ ]\d{{3}})", _year),
    form(r"'?(?P<y>\d\d)(?=[ ]?(?:[\n;,.)(/–-](?!\d)|$|(?:to|and|onwards?|until|now|then)\b))", _short_year),
)
