"""Lengths of time tied to a date (domain.md 5).

So long from a date is a period; within so long of a date is a service standard.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from cjaplans.normalise.coded import DateKind, Span
from cjaplans.normalise.dates.atoms import Nature
from cjaplans.normalise.dates.lexer import Sign
from cjaplans.normalise.dates.statement import Statement
from cjaplans.normalise.dates.words import word_pattern

_TIED = re.compile(r"(?:of|from|after|following|since)\b", re.IGNORECASE)
_LENGTH = re.compile(r"P(?P<count>\d{1,4})(?P<unit>[DMY])")
_BEGINS = frozenset({Sign.FROM, Sign.COMMENCE})
#: How far before a length the word for its limit can stand.
_REACH = 40


def lasting(text: str, found: list[Statement]) -> list[Statement]:
    """The statements, where a length and the date right after it are one statement.

    "3 months from April 2014" is a period; in "within 6 weeks of year end" the date is no time of the action.
    """
    result: list[Statement] = []
    for statement in found:
        if result and _is_length(result[-1]) and _follows(text, result[-1], statement):
            result[-1:] = _tied(text, result[-1], statement)
        else:
            result.append(statement)
    return result


def _is_length(statement: Statement) -> bool:
    return statement.atom is not None and statement.atom.nature is Nature.DURATION


def _follows(text: str, length: Statement, other: Statement) -> bool:
    return other.is_date and not text[length.end : other.start].strip(" ,")


def _tied(text: str, length: Statement, other: Statement) -> list[Statement]:
    printed = text[length.start : other.end].strip(" ,:([)]")
    if _limited(text, length):
        if not _TIED.match(text, other.start):
            return [length, other]
        return [replace(length, end=other.end, mention=replace(length.mention, printed=printed))]
    span = _span(length, other)
    if span is None or other.atom is None:
        return [length, other]
    mention = replace(
        other.mention,
        printed=printed,
        kind=DateKind.PERIOD,
        span=span,
        ongoing=False,
        precision=other.atom.precision,
        interval=length.mention.interval,
    )
    atom = replace(other.atom, span=span, rule="so long from a date")
    doubts = (*length.doubts, *other.doubts)
    return [replace(other, start=length.start, mention=mention, atom=atom, doubts=doubts)]


def _limited(text: str, length: Statement) -> bool:
    """Whether "within" stands right before the length."""
    before = text[max(0, length.start - _REACH) : length.start]
    last = list(word_pattern("limits").finditer(before))[-1:]
    return bool(last) and before[last[0].end() :].strip(" ").casefold() in {"", "the", "a", "the first", "the next"}


def _span(length: Statement, other: Statement) -> Span | None:
    """So long from the first day of a date; None where the length or the day is not known."""
    match = _LENGTH.fullmatch(length.mention.interval or "")
    start = other.atom.span.start if other.atom else None
    if match is None or start is None or other.atom is None or other.atom.ranged or not other.signs & _BEGINS:
        return None
    count = int(match["count"])
    if match["unit"] == "D":
        return Span(start, start + timedelta(days=count - 1))
    end = _months_on(start, count if match["unit"] == "M" else 12 * count)
    return Span(start, end - timedelta(days=1))


def _months_on(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)
