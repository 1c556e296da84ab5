"""Dates to the day, and months and seasons (domain.md 5: day first; seasons)."""

from __future__ import annotations

import re
from dataclasses import replace

from cjaplans.normalise.coded import Doubt, Precision, Span
from cjaplans.normalise.dates.anchors import Yearless
from cjaplans.normalise.dates.atoms import Atom, Form, Nature, Reader, Setting, ambiguous, form, impossible
from cjaplans.normalise.dates.misprints import PERHAPS_A_NAME, near_month, needs_capital
from cjaplans.normalise.dates.spans import day, follows, full_year, inside, months
from cjaplans.normalise.dates.words import MONTH, MONTHS, alternatives

_ORD = r"(?:[ ]?(?:st|nd|rd|th)(?!\w))?"
_YEAR = r"(?P<year>(?:19|20)\d\d|'?\d\d)(?!\d|[ ]?%|[.]\d|st|nd|rd|th)"
_NO_SUFFIX = r"(?![ ]?%)"
#: Two figures after a month are its year up to here, and its day above.
_LAST_SHORT_YEAR = 30
#: A dotted number whose last part is higher may be the number of an action.
_SURELY_YEAR = 9


def _iso(match: re.Match[str], _: Setting) -> Atom:
    return _one_day(match[0], int(match["y"]), int(match["m"]), int(match["d"]), "ISO date")


def _numeric(match: re.Match[str], setting: Setting) -> Atom | None:
    dotted, short = match["sign"] == ".", len(match["y"]) == 2
    month = int(match["m"])
    if dotted and short and (month > 12 or int(match["d"]) > 31 or match.string[: match.start()].endswith(".")):
        return None
    atom = _one_day(match[0], full_year(match["y"]), month, int(match["d"]), "numeric date: day first")
    if dotted and short and _like_a_reference(match):
        if not setting.timescale and match.start() == 0:
            return None
        doubt = ambiguous(match[0], "a date, not as the number of an action")
        return Atom(atom.nature, atom.rule, atom.span, atom.precision, doubts=(*atom.doubts, doubt))
    return atom


def _like_a_reference(match: re.Match[str]) -> bool:
    """Whether the figures could as well number an action: no leading nought, and none but the last above nine."""
    one_figure = all(len(match[part]) == 1 for part in ("d", "m"))
    return one_figure and int(match["y"]) > _SURELY_YEAR


def _month_and_year(match: re.Match[str], _: Setting) -> Atom | None:
    month = int(match["m"])
    if not 1 <= month <= 12:
        return None
    return Atom(Nature.DATE, "month in figures", months(int(match["y"]), month), Precision.MONTH)


def _one_day(printed: str, year: int, month: int, number: int, rule: str) -> Atom:
    found = day(year, month, number)
    return Atom(Nature.DATE, rule, Span(found, found), Precision.DAY) if found else impossible(printed)


def _worded_day(match: re.Match[str], _: Setting) -> Atom | None:
    first, last = (
        int(match["d"]),
        int(match["last"] or match["d"]) if "last" in match.re.groupindex else int(match["d"]),
    )
    if max(first, last) > 31 or not min(first, last):
        return None if not match["year"] else impossible(match[0])
    date_ = Yearless(_month(match["m"]), first, last_day=last)
    if not match["year"]:
        leap = date_.in_year(2000)
        return (
            Atom(Nature.DATE, "day without a year", precision=Precision.DAY, yearless=date_)
            if leap
            else impossible(match[0])
        )
    span = date_.in_year(full_year(match["year"].lstrip("'")))
    return Atom(Nature.DATE, "day in words", span, Precision.DAY) if span else impossible(match[0])


def _month_of_year(match: re.Match[str], _: Setting) -> Atom | None:
    printed = match["year"].lstrip("'")
    if len(printed) == 2 and int(printed) > _LAST_SHORT_YEAR:
        return None
    return Atom(Nature.DATE, "month", months(full_year(printed), _month(match["m"])), Precision.MONTH)


def _month_of_fiscal_year(match: re.Match[str], _: Setting) -> Atom | None:
    first = int(match["first"])
    if not follows(first, match["last"]):
        return None
    month = _month(match["m"])
    return Atom(Nature.DATE, "month of a fiscal year", months(inside(month, first), month), Precision.MONTH)


def _bare_month(match: re.Match[str], _: Setting) -> Atom | None:
    if match[0][0].islower():
        return None
    return Atom(Nature.DATE, "month without a year", precision=Precision.MONTH, yearless=Yearless(_month(match["m"])))


def _month(name: str) -> int:
    known = name.rstrip(".").casefold()
    return MONTHS.get(known) or MONTHS[near_month(known)]


def _mended(reader: Reader) -> Reader:
    """The reader for a month that is misspelt beside its day or year."""

    def read(match: re.Match[str], setting: Setting) -> Atom | None:
        printed = match["m"].rstrip(".")
        name = near_month(printed.casefold())
        lone = not match.groupdict().get("year") and not match.groupdict().get("first")
        if not name or (lone and needs_capital(name) and printed[0].islower()):
            return None
        atom = reader(match, setting)
        if atom is None:
            return None
        mended = match[0].replace(printed, name.capitalize(), 1)
        doubt = Doubt("date_repaired", f"{match[0]!r} was read as {mended}")
        return replace(atom, repaired=((match[0], mended),), doubts=(*atom.doubts, doubt))

    return read


_SEP = r"(?:,?[ ]|[-./,])?"
_TO = r"[ ]?(?:-|–|to|and|&|/)[ ]?"


def _day_first(month: str) -> tuple[tuple[str, Reader], ...]:
    """The forms in which a day stands before its month."""
    named = rf"(?P<m>{month})"
    two_days = rf"(?P<d>\d{{1,2}}){_ORD}{_TO}(?P<last>\d{{1,2}}){_ORD}(?:[ ]of)?[ -]?{named}"
    return (
        (rf"{two_days}(?:{_SEP}{_YEAR})?{_NO_SUFFIX}", _worded_day),
        (rf"(?P<d>\d{{1,2}}){_ORD}(?:[ ]?of)?(?:[ ]the)?[ -]?{named}(?:{_SEP}{_YEAR})?{_NO_SUFFIX}", _worded_day),
    )


def _month_first(month: str) -> tuple[tuple[str, Reader], ...]:
    """The forms in which a month stands before its day or its year."""
    named = rf"(?P<m>{month})"
    return (
        (rf"{named}[ ](?P<d>\d{{1,2}}){_ORD},?[ ](?P<year>(?:19|20)\d\d)", _worded_day),
        (rf"{named}[ ](?P<d>\d{{1,2}})[ ]?(?:st|nd|rd|th)(?P<year>)", _worded_day),
        (
            rf"{named}[ ,-]{{1,3}}(?P<first>(?:19|20)\d\d)[ ]?[-/–][ ]?(?P<last>\d\d(?:\d\d)?|\d(?![ ]))",
            _month_of_fiscal_year,
        ),
        (rf"{named}(?:[ ,.-]|[ ]of[ ]|/)?[ ]?{_YEAR}{_NO_SUFFIX}", _month_of_year),
    )


#: A month and its year with nothing between.
_RUN_TOGETHER = rf"(?P<m>{alternatives(MONTHS)})(?P<year>(?:19|20)\d\d)"


DAYS: tuple[Form, ...] = (
    form(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)", _iso),
    form(
        r"(?P<d>\d{1,2})[ ]?(?P<sign>[./-])[ ]?(?P<m>\d{1,2})(?P=sign)[ ]?(?P<y>(?:19|20)\d\d|\d\d)(?!\d|[./]\d|[ ]?%)",
        _numeric,
    ),
    form(r"(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)(?![/-]\d)", _month_and_year),
    *(form(pattern, reader) for pattern, reader in (*_day_first(MONTH), *_month_first(MONTH))),
    form(_RUN_TOGETHER, _month_of_year),
    form(
        rf"(?P<m>{MONTH})"
        r"(?![ ](?:be|have|not|need|also|include|require|change|take|lead|vary|still|only|then|well|continue)\b)",
        _bare_month,
    ),
    *(form(pattern, _mended(reader)) for pattern, reader in _day_first(PERHAPS_A_NAME)),
)
#: Forms that begin with any word: tried only where ``misprints.BESIDE_A_FIGURE`` matches.
MISSPELT_MONTHS: tuple[Form, ...] = (
    *(form(pattern, _mended(reader)) for pattern, reader in _month_first(PERHAPS_A_NAME)),
    form(
        rf"(?P<m>{PERHAPS_A_NAME})(?={_TO}(?:\d{{1,2}}{_ORD}[ ])?(?:{MONTH}|{PERHAPS_A_NAME})[ ,.-]{{0,2}}'?\d\d)",
        _mended(_bare_month),
    ),
)
