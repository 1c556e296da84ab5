"""Years counted from the area plan, and times named by the plan's own periods (domain.md 5: "Year N")."""

from __future__ import annotations

import re

from cjaplans.normalise.coded import Precision, Span
from cjaplans.normalise.dates.atoms import Atom, Form, Nature, Setting, ambiguous, form
from cjaplans.normalise.dates.words import (
    MONTH,
    NUMBER,
    ORDINALS,
    SEASON,
    VOCABULARY,
    Phrases,
    alternatives,
    bounded,
    number,
    ordinal,
)

#: No plan has more years than this; a higher number counts something else.
_PLAN_YEARS = 5
_PLAN_WORDS = Phrases(VOCABULARY["plan_periods"])
#: "Within 3 years" is a duration, never a date (domain.md 5).
_LIMIT = re.compile(r"\bwithin[ ](?:the[ ](?:first[ ]|next[ ])?)?$", re.IGNORECASE)
#: So many years from a date that is printed are no years of the plan.
_FROM_A_DATE = re.compile(
    rf"[ ,]{{1,2}}(?:from|starting|commencing|beginning)[ ](?:the[ ]|in[ ]|on[ ])?(?:\d|{MONTH}|{SEASON})",
    re.IGNORECASE,
)
#: Outside a timescale a named period is read only as the end or the extent of something.
_PERIOD_CUE = re.compile(r"\b(?:end of|throughout|during|over|within)[ ](?:the[ ])?$", re.IGNORECASE)


def _plan_year(match: re.Match[str], setting: Setting) -> Atom | None:
    first = ordinal(match["first"])
    last = ordinal(match["last"]) if match["last"] else first
    abbreviated = match[0][1].isdecimal() or match[0][1] == " "
    if not 1 <= first <= last <= _PLAN_YEARS or (abbreviated and not setting.timescale):
        return None
    return _counted(first, last, setting, "year counted from the area plan")


def _years_of_plan(match: re.Match[str], setting: Setting) -> Atom | None:
    """ "a-b years" in a timescale: counted like "Year a-b" (domain.md 5; the wording has another reading)."""
    first, last = number(match["first"]), number(match["last"])
    if not setting.timescale or not 1 <= first < last <= _PLAN_YEARS:
        return None
    return _doubtful(_counted(first, last, setting, "years counted from the area plan"), match[0])


def _over_years(match: re.Match[str], setting: Setting) -> Atom | None:
    last = number(match["n"])
    over = match["over"] is not None
    if _FROM_A_DATE.match(match.string, match.end()):
        return None
    limit = _LIMIT.search(match.string[max(0, match.start() - 20) : match.start()])
    if limit or not 1 <= last <= _PLAN_YEARS or not (over or setting.timescale):
        return None
    atom = _counted(1, last, setting, "over so many years, counted from the area plan")
    return _doubtful(atom, match[0], relative=False)


def _counted(first: int, last: int, setting: Setting, rule: str) -> Atom:
    span, doubts = setting.anchors.plan_years(first, last)
    precision = Precision.PLAN_YEAR if span.end else Precision.NONE
    return Atom(Nature.DATE, rule, span, precision, plan_years=(first, last), doubts=doubts)


def _doubtful(atom: Atom, printed: str, relative: bool = True) -> Atom:
    doubt = ambiguous(printed, "years of the area plan")
    years = atom.plan_years if relative else None
    return Atom(Nature.DATE, atom.rule, atom.span, atom.precision, plan_years=years, doubts=(*atom.doubts, doubt))


def _named_period(match: re.Match[str], setting: Setting) -> Atom | None:
    found = _PLAN_WORDS.match(match.string, match.start())
    cued = bool(_PERIOD_CUE.search(match.string[max(0, match.start() - 40) : match.start()]))
    if found is None or not (cued or (setting.timescale and match[0].casefold() != "area plan")):
        return None
    span, precision, doubts = setting.anchors.named(found[0])
    if "end" in match[0].casefold().split():
        span = Span(None, span.end)
    return Atom(Nature.DATE, "period of the plan", span, precision, doubts=doubts)


_N = rf"(?P<first>{NUMBER})"
_LAST = rf"(?P<last>{NUMBER})(?![ ]?(?:st|nd|rd|th)(?!\w)|[ ]{MONTH}|[ ]{bounded(alternatives(VOCABULARY['counted']))})"
_AND = r"[ ]?(?:,[ ]?(?:and\b|&)|-|–|&|\+|/|,|to|and)[ ]?"
_YEARS = r"(?:years?|yrs?\.?)"
_YEAR_NUMBERED = rf"(?:{_YEARS}|y(?=[ ]?[1-{_PLAN_YEARS}](?!\d)))"
_PLACES = rf"(?:{alternatives(ORDINALS)})"
_LONG = rf"(?P<n>{NUMBER})[ -]year(?:s|'s)?(?:[ -](?:period|programme|plan|cycle))?"
_PERIODS = alternatives(phrase for phrases in VOCABULARY["plan_periods"].values() for phrase in phrases)
PLAN_YEARS: tuple[Form, ...] = (
    form(
        rf"{_YEAR_NUMBERED}[ ]?{_N}s?(?:{_AND}(?:{_YEAR_NUMBERED}[ ]?)?{_LAST}){{0,{_PLAN_YEARS}}}"
        r"(?![ ]?%|[./]\d|[ ]?(?:pupils|students))",
        _plan_year,
    ),
    form(
        rf"(?P<first>{_PLACES})(?:(?:{_AND}{_PLACES}){{0,{_PLAN_YEARS}}}{_AND}(?P<last>{_PLACES}))?[ ]years?"
        r"(?:[ ]of[ ](?:(?:the|this)[ ])?(?:area[ ])?plan)?",
        _plan_year,
    ),
    form(rf"{_N}{_AND}{_LAST}[ -]{_YEARS}(?![ ]?(?:old|olds|of age)\b)", _years_of_plan),
    form(rf"(?P<over>(?:over|across)[ ](?:a[ ]|the[ ])?(?:next[ ]|first[ ])?){_LONG}", _over_years),
    form(rf"(?P<over>(?!))?{_LONG}(?![ ]?olds?\b)", _over_years),
    form(rf"(?:{_PERIODS})(?![ ,(]{{0,2}}(?:(?:ending|of|to)[ ])?(?:\d|{MONTH}))", _named_period),
)
