"""Dates that moved: which date is old, which is new (domain.md 5: slip)."""

from __future__ import annotations

from dataclasses import replace

from cjaplans.normalise.coded import DateKind
from cjaplans.normalise.dates.lexer import Sign
from cjaplans.normalise.dates.statement import Statement


def slipped(text: str, found: list[Statement]) -> list[Statement]:
    """The statements with the old date of each slip superseded and the new one revised."""
    result = list(found)
    dates = [index for index, statement in enumerate(found) if statement.is_date]
    for place, index in enumerate(dates):
        old, new = _pair(text, found, dates, place)
        if Sign.WAS in found[index].signs or old is not None:
            for number, superseded in ((old, True), (new, False)):
                if number is not None:
                    result[number] = _marked(result[number], superseded)
    return result


def _pair(text: str, found: list[Statement], dates: list[int], place: int) -> tuple[int | None, int | None]:
    """The old and the new date of a slip that the date at ``place`` tells of."""
    index = dates[place]
    before = dates[place - 1] if place and _near(text, found[dates[place - 1]], found[index]) else None
    after = dates[place + 1] if place + 1 < len(dates) and _near(text, found[index], found[dates[place + 1]]) else None
    if Sign.WAS in found[index].signs:
        return index, after if before is None else before
    if Sign.SLIP in found[index].signs and before is not None:
        return before, index
    return None, None


def _near(text: str, one: Statement, other: Statement) -> bool:
    """Whether two dates stand in one line, or with no word between them."""
    between = text[one.end : other.start]
    return "\n" not in between or not any(character.isalnum() for character in between)


def _marked(statement: Statement, superseded: bool) -> Statement:
    if superseded:
        return replace(statement, superseded=True)
    return replace(statement, mention=replace(statement.mention, kind=DateKind.REVISED))
