"""Years inferred where none is printed, and the span that the signs beside a date leave (domain.md 5)."""

from __future__ import annotations

import re
from dataclasses import replace

from cjaplans.normalise.coded import Doubt, Precision
from cjaplans.normalise.dates.anchors import Anchors, missing
from cjaplans.normalise.dates.atoms import UNDATED, Setting, impossible
from cjaplans.normalise.dates.expressions import TRANSPARENT, governed
from cjaplans.normalise.dates.spans import inside
from cjaplans.normalise.dates.statement import Statement

_IN = re.compile(r"(?:in|during|throughout|for)[ ]", re.IGNORECASE)
#: How many neighbours may lend a year: further off they tell of something else.
_NEIGHBOURS = 8


def dated(found: list[Statement], setting: Setting) -> list[Statement]:
    """Years inferred where none is printed, then the span that each statement's signs leave."""
    kept = [s for s in found if setting.timescale or not _bare(s)]
    whole = [_with_year(kept, index, setting.anchors) for index in range(len(kept))]
    return [_spanned(statement) if statement.is_date else statement for statement in whole]


def _bare(statement: Statement) -> bool:
    """A lone month or season without a sign before it: in prose a name as often as a date."""
    bare = statement.atom.yearless if statement.atom else None
    if bare is None or bare.day is not None:
        return False
    return statement.signs <= TRANSPARENT and not _IN.match(statement.mention.printed)


def _with_year(found: list[Statement], index: int, anchors: Anchors) -> Statement:
    statement = found[index]
    if statement.atom is None or statement.atom.yearless is None:
        return statement
    date_ = statement.atom.yearless
    year = _neighbour_year(found, index, date_.month)
    span = date_.in_year(year) if year else anchors.infer(date_, statement.past)
    if span is None:
        known = year is not None or anchors.period is not None
        lost = impossible(statement.mention.printed).doubts if known else (missing("the year is the plan's"),)
        return replace(statement, doubts=(*statement.doubts, *lost))
    year = span.end.year if span.end else year
    doubt = Doubt("date_year_inferred", f"{statement.mention.printed!r} has no year; {year} was inferred")
    atom = replace(statement.atom, span=span, yearless=None)
    return replace(statement, atom=atom, inferred=True, doubts=(*statement.doubts, doubt))


def _neighbour_year(found: list[Statement], index: int, month: int) -> int | None:
    """The year of the nearest date printed before, else after, in the same text."""
    for other in (*reversed(found[max(0, index - _NEIGHBOURS) : index]), *found[index + 1 : index + 1 + _NEIGHBOURS]):
        if other.atom is None or other.atom.yearless or other.atom.span.start is None:
            continue
        start, precision = other.atom.span.start, other.atom.precision
        if precision is not Precision.MULTI_YEAR:
            fiscal = precision in (Precision.FISCAL_YEAR, Precision.PLAN_YEAR)
            return inside(month, start.year) if fiscal else start.year
    return None


def _spanned(statement: Statement) -> Statement:
    if statement.atom is None:
        return statement
    span, is_open = governed(statement.atom, statement.signs)
    precision = Precision.NONE if span == UNDATED else statement.atom.precision
    return replace(statement, mention=replace(statement.mention, span=span, ongoing=is_open, precision=precision))
