"""Which sums a total is divided into: those in its bracket, or after "of which", a colon or "=" (domain.md 6)."""

from __future__ import annotations

import re

from cjaplans.normalise.money.amounts import Amount
from cjaplans.normalise.money.closings import Closing

_OF_WHICH = re.compile(r"\b(?:of which|including|includes|inc)\b(?![^\n;]*,)[^\n;]{0,60}\Z", re.I)
_SOME = re.compile(r"\b(?:of which|including|includes|inc)\b", re.I)
_MADE_UP = re.compile(
    r"\b(?:made up of|comprising|comprises|consisting of|split|broken down|divided)\b[^,;]{0,40}\Z", re.I
)
_BRACKET = re.compile(r"[^\n£;,.()=:]{0,40}[(\[]")
_ON_TOP = re.compile(r"\s*(?:plus|and|with|additional|further|another|\+|&)", re.I)
_COLON = re.compile(r"\s?:")
_JOINER = re.compile(r"\s*(?:\+|&|,|and\b|plus\b)", re.I)
_NEW_CLAUSE = re.compile(r"[\n;]")


def divisions(text: str, found: list[Amount], closed: list[Closing], called: list[bool]) -> dict[int, range]:
    """For every sum that the text divides, which of the others are its parts; a part is divided by a bracket only.

    ``called`` tells which sums a word makes totals: a colon opens their parts.
    """
    divided: dict[int, range] = {}
    bracket_end = list_end = 0
    for number in range(len(found) - 1):
        if number >= bracket_end and (inside := _in_bracket(text, found, closed, number)):
            divided[number], bracket_end = inside, inside.stop
        elif number >= max(bracket_end, list_end) and (listed := _listed(text, found, closed, called, number)):
            divided[number], list_end = listed, listed.stop
    return divided


def is_divided_in_part(text: str) -> bool:
    """Whether a text names only some of a total's parts ("of which £10k")."""
    return bool(_SOME.search(text))


def _listed(text: str, found: list[Amount], closed: list[Closing], called: list[bool], number: int) -> range | None:
    """The sums after a sum that words, a colon or "=" make its parts."""
    between = text[closed[number].end : found[number + 1].start]
    if _OF_WHICH.search(between[-200:]):
        return range(number + 1, _clause_end(text, found, number + 1))
    if _MADE_UP.search(between[-200:]) or _equals_its_parts(text, found, number, between):
        return range(number + 1, len(found))
    return _after_colon(text, found, closed, called, number)


def _in_bracket(text: str, found: list[Amount], closed: list[Closing], number: int) -> range | None:
    """The sums in the bracket after a sum; one that says what comes on top holds no parts."""
    opened = opened_at(text, closed[number].end, found[number + 1].start)
    if opened is None or _ON_TOP.match(text, opened):
        return None
    end = _closed_at(text, opened)
    last = next((place for place in range(number + 1, len(found)) if found[place].start >= end), len(found))
    return range(number + 1, last)


def opened_at(text: str, start: int, end: int) -> int | None:
    """Where the bracket begins that a sum's end and the next sum stand before and in."""
    opened = _BRACKET.match(text, start, end)
    return opened.end() if opened and ")" not in text[opened.end() : end] else None


def _closed_at(text: str, start: int) -> int:
    """Where the bracket that opens before ``start`` is closed, else the end of its line."""
    depth = 1
    for sign in re.finditer(r"[()\[\]\n]", text[start:]):
        if sign[0] == "\n":
            return start + sign.start()
        depth += 1 if sign[0] in "([" else -1
        if depth == 0:
            return start + sign.start()
    return len(text)


def _clause_end(text: str, found: list[Amount], number: int) -> int:
    """The number of the first sum after this one that stands in another line or clause."""
    for place in range(number + 1, len(found)):
        if _NEW_CLAUSE.search(text, found[place - 1].end, found[place].start):
            return place
    return len(found)


def _equals_its_parts(text: str, found: list[Amount], number: int, between: str) -> bool:
    """Whether a first sum is said to equal those after it ("£15k = £10k + £5k")."""
    if number or found[0].times > 1 or between.strip() != "=" or len(found) < 3:
        return False
    return bool(_JOINER.match(text, found[1].end))


def _after_colon(
    text: str, found: list[Amount], closed: list[Closing], called: list[bool], number: int
) -> range | None:
    """The sums after a colon: a total's word opens it, else the only colon after the first sum, which is bare."""
    if not _COLON.match(text, closed[number].end):
        return None
    if called[number]:
        return range(number + 1, next((place for place in range(number + 1, len(found)) if called[place]), len(found)))
    bare = number == 0 and len(found) > 2 and not re.search(r"\w", text[: found[0].start])
    others = any(_COLON.match(text, each.end) for each in closed[1:])
    return range(1, len(found)) if bare and not others else None
