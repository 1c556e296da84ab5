"""Dates with the signs beside them, ranges and lists: from tokens to statements (domain.md 5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from cjaplans.normalise.coded import Doubt, Precision, Span
from cjaplans.normalise.dates.anchors import Yearless
from cjaplans.normalise.dates.atoms import Atom, Nature, ambiguous
from cjaplans.normalise.dates.lexer import Sign, Token
from cjaplans.normalise.dates.spans import coarsest, fiscal_precision, fiscal_years, joined, part

#: Signs that may stand between a date and the sign that governs it.
TRANSPARENT = frozenset({Sign.NEUTRAL, Sign.BRACKET, Sign.TENTATIVE})
#: Signs that belong to the date that follows them.
BEFORE = TRANSPARENT | {
    Sign.BY, Sign.UNTIL, Sign.END, Sign.FROM, Sign.AFTER, Sign.COMMENCE, Sign.EARLY, Sign.MID, Sign.LATE,
    Sign.FIRST_HALF, Sign.SECOND_HALF, Sign.FIRST_QUARTER, Sign.SECOND_QUARTER, Sign.THIRD_QUARTER, Sign.LAST_QUARTER,
    Sign.TOWARDS, Sign.SLIP, Sign.ARROW, Sign.WAS, Sign.BETWEEN, Sign.WEEK, Sign.RANGE,
}  # fmt: skip
#: Signs that leave the end of a date open.
OPEN = frozenset({Sign.ONWARDS, Sign.ONGOING})
_UP_TO = frozenset({Sign.BY, Sign.UNTIL, Sign.END, Sign.LATEST, Sign.TOWARDS})
#: Links that make two dates the ends of one time; others make a list.
_TO = frozenset({Sign.RANGE, Sign.UNTIL})
#: Signs that leave a part of the time they stand before: which part, of how many.
_PARTS = {
    Sign.EARLY: (0, 3), Sign.MID: (1, 3), Sign.LATE: (2, 3), Sign.FIRST_HALF: (0, 2), Sign.SECOND_HALF: (1, 2),
    Sign.FIRST_QUARTER: (0, 4), Sign.SECOND_QUARTER: (1, 4), Sign.THIRD_QUARTER: (2, 4), Sign.LAST_QUARTER: (3, 4),
}  # fmt: skip
_THIRDS = 3
_HALVES = frozenset({Sign.FIRST_HALF, Sign.SECOND_HALF})
_CLOSING = frozenset({Sign.STOP, Sign.COMMA, Sign.BRACKET})
#: How exact such a part of a year is.
_EXACT = {2: Precision.HALF_YEAR, 3: Precision.SEASON, 4: Precision.QUARTER}
_LONG = frozenset({Precision.YEAR, Precision.FISCAL_YEAR})


@dataclass(frozen=True, slots=True)
class Expression:
    """Tokens ``first`` to before ``after`` read as one date; ``signs`` stand before it."""

    first: int
    after: int
    atom: Atom
    signs: frozenset[Sign]


def is_date(token: Token) -> bool:
    """Whether the token is a date, with or without its year."""
    return token.atom is not None and token.atom.nature is Nature.DATE


def expression(row: list[Token], at: int) -> Expression:
    """The date at a token with the signs before it, joined with the dates it makes a range with."""
    first = _signs_before(row, at)
    signs = frozenset(token.sign for token in row[first:at])
    atom = _part(row[at].atom, signs)
    after = at + 1
    while (joint := _joint(row, after, atom, signs)) is not None:
        other_signs = frozenset(token.sign for token in row[after + 1 : joint])
        other = _part(row[joint].atom, other_signs)
        atom = _together(atom, other, row[after].sign, Sign.BETWEEN in signs)
        after = joint + 1
    return Expression(first, after, atom, signs)


def with_half_after(row: list[Token], read: Expression) -> Expression:
    """The date with a half that stands behind it: "2012/13 (second half)"."""
    at = read.after
    while at < len(row) and row[at].sign in (Sign.BRACKET, Sign.COMMA, Sign.RANGE):
        at += 1
    if at >= len(row) or row[at].sign not in _HALVES or (at + 1 < len(row) and row[at + 1].sign not in _CLOSING):
        return read
    return replace(read, after=at + 1, atom=_part(read.atom, frozenset({row[at].sign})))


def _signs_before(row: list[Token], at: int) -> int:
    first = at
    while first and row[first - 1].atom is None and (row[first - 1].sign in BEFORE or _links_parts(row, first - 1)):
        first -= 1
    while first < at and row[first].sign in (Sign.RANGE, Sign.BRACKET):
        first += 1
    return first


def _links_parts(row: list[Token], at: int) -> bool:
    """Whether a token joins two parts of one time: "mid and late"."""
    return row[at].sign is Sign.SUM and at > 0 and row[at - 1].sign in _PARTS and row[at + 1].sign in _PARTS


def _joint(row: list[Token], after: int, atom: Atom, signs: frozenset[Sign]) -> int | None:
    """The token of the date that a range or list goes on with."""
    if after >= len(row) or Sign.WAS in signs:
        return None
    link = row[after].sign
    loose = Sign.BETWEEN in signs or atom.yearless is not None
    if link not in _TO and not (link in (Sign.SUM, Sign.COMMA) and loose):
        return None
    other = after + 1
    while other < len(row) and row[other].sign in (Sign.NEUTRAL, Sign.END, *_PARTS):
        other += 1
    if other >= len(row) or not is_date(row[other]) or _same_time(atom, row[other].atom):
        return None
    return other


def _same_time(one: Atom, other: Atom | None) -> bool:
    """A year of the plan beside the fiscal year it is: one date said twice."""
    return other is not None and (one.plan_years is None) != (other.plan_years is None)


def _part(atom: Atom | None, signs: frozenset[Sign]) -> Atom:
    atom = atom or Atom(Nature.DATE, "no date")
    parts = sorted(_PARTS[sign] for sign in signs if sign in _PARTS)
    if not parts or atom.span.start is None or atom.yearless:
        return atom
    spans = joined([part(atom.span, *parts[0]), part(atom.span, *parts[-1])])
    equal = parts[-1][1]
    exact = _EXACT[equal] if atom.precision in _LONG or (equal != _THIRDS and _is_year(atom.span)) else atom.precision
    years = atom.plan_years if equal == _THIRDS else None
    doubts = (*atom.doubts, *_doubts_of_part(atom, equal))
    return replace(atom, span=spans, precision=exact, rule="part of a time", plan_years=years, doubts=doubts)


def _doubts_of_part(atom: Atom, equal: int) -> tuple[Doubt, ...]:
    if equal == _THIRDS:
        return (Doubt("date_ambiguous", "early, mid and late were read as thirds of the time named"),)
    calendar = Doubt("date_ambiguous", "the half or quarter was read as that of the calendar year")
    return (calendar,) if atom.precision is Precision.YEAR else ()


def _is_year(span: Span) -> bool:
    return span.start is not None and span.end is not None and 364 <= (span.end - span.start).days <= 366


def _together(one: Atom, other: Atom, link: Sign, between: bool) -> Atom:
    """The range from one date to another; a year printed once counts for both."""
    one, other = _lent(one, other)
    if one.yearless and other.yearless:
        return _yearless_range(one, other)
    doubts = (*one.doubts, *other.doubts)
    span = Span(one.span.start, other.span.end)
    precision = coarsest([one.precision, other.precision])
    if span.start and span.end and span.end < span.start:
        doubts = (*doubts, Doubt("date_conflict", "a range of dates runs backwards"))
        span = joined([one.span, other.span])
    if one.precision is other.precision is Precision.YEAR and not between and link in _TO:
        return _years(one, other, doubts)
    if precision is Precision.FISCAL_YEAR:
        precision = fiscal_precision(span)
    years = (one.plan_years[0], other.plan_years[1]) if one.plan_years and other.plan_years else None
    return replace(
        one, span=span, precision=precision, rule="range of dates", ranged=link in _TO, plan_years=years, doubts=doubts,
        repaired=(*one.repaired, *other.repaired), yearless=None,
    )  # fmt: skip


def _years(one: Atom, other: Atom, doubts: tuple[Doubt, ...]) -> Atom:
    """ "YYYY to YYYY" is a span of fiscal years, like "YYYY-YYYY" (domain.md 5)."""
    if one.span.start is None or other.span.end is None:
        return one
    span = fiscal_years(one.span.start.year, other.span.end.year)
    if span is None:
        return replace(one, span=joined([one.span, other.span]), doubts=doubts)
    doubt = ambiguous(f"{one.span.start.year} to {other.span.end.year}", "fiscal years")
    precision, rule = fiscal_precision(span), "span of fiscal years"
    return replace(one, span=span, precision=precision, rule=rule, ranged=True, doubts=(*doubts, doubt))


def _lent(one: Atom, other: Atom) -> tuple[Atom, Atom]:
    if one.yearless and other.span.start and other.precision is not Precision.NONE:
        return _before(one, one.yearless, other), other
    if other.yearless and one.span.start:
        year = one.span.start.year
        span = other.yearless.in_year(year)
        if span and span.end and one.span.start > span.end:
            span = other.yearless.in_year(year + 1)
        return one, replace(other, span=span or Span(None, None), yearless=None)
    return one, other


def _before(one: Atom, date_: Yearless, other: Atom) -> Atom:
    """The first date takes the year of the second, or the year before where it would lie after it."""
    end = other.span.end
    year = end.year if end else 0
    span = date_.in_year(year) if year else None
    if span and span.start and end and span.start > end:
        span = date_.in_year(year - 1)
    return replace(one, span=span or Span(None, None), yearless=None)


def _yearless_range(one: Atom, other: Atom) -> Atom:
    """Two dates without a year: kept by the first until the year is known, if they are months."""
    first, last = one.yearless, other.yearless
    if first is None or last is None or first.day or last.day:
        return one
    count = (last.month + last.count - 1 - first.month) % 12 + 1
    return replace(
        one, yearless=Yearless(first.month, count=count), precision=coarsest([one.precision, other.precision])
    )


def governed(atom: Atom, signs: frozenset[Sign]) -> tuple[Span, bool]:
    """The span that the signs beside a date leave, and whether it is open (domain.md 5: by, from, start)."""
    span = atom.span
    if signs & OPEN:
        return Span(span.start, None), True
    if Sign.COMMENCE in signs:
        return Span(span.end if signs & _UP_TO else span.start, None), False
    if atom.ranged:
        return span, False
    if Sign.FROM in signs:
        return Span(span.start, None), True
    if Sign.AFTER in signs and span.end:
        return Span(span.end + timedelta(days=1), None), False
    if Sign.WEEK in signs and atom.precision is Precision.DAY and span.start:
        return Span(span.start, span.start + timedelta(days=6)), False
    return (Span(None, span.end) if signs & _UP_TO else span), False
