"""A negation that reaches over its clause to "as planned" or "on time", aims that were missed, dates that were moved.

domain.md 4: what was not done as planned is delayed; a moved date is a slip and no status.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import StatusCode
from cjaplans.normalise.statuses.words import Force, Mark

#: How far back a negation is looked for, in characters, and how many words may stand between.
_REACH = 100
_CLAUSE = re.compile(r"[.;:,!?\n()–]|\s-\s|\band\b|\bbut\b|\balthough\b|\bthough\b|\bhowever\b|\bwhile\b", re.I)
#: What is said between a done word and its "on time" without a new statement.
_SAME_CLAIM = re.compile(r"(?:\s+(?!and\b|but\b|is\b|are\b|remains?\b|now\b)[\w'&/]+){0,6}\s*", re.I)

_ASIDE = re.compile(r"\s?[,(]\s?(?:as planned|on time|on schedule|to (?:plan|time|schedule))\b", re.I)


def in_time(found: list[Mark], text: str) -> list[Mark]:
    """The marks, where "on time" and its like are of a piece with what they qualify.

    Under a negation they say delayed, whatever the verb between; after a word for done they only say when.
    """
    kept: list[Mark] = []
    for mark in found:
        if mark.status is StatusCode.ON_TRACK and (start := _negated_from(text, mark.start)) is not None:
            mark = Mark(StatusCode.DELAYED, start, mark.end)
            while kept and kept[-1].start >= start:
                kept.pop()
        elif kept and _says_when(kept[-1], mark, text):
            continue
        kept.append(mark)
    return kept


def missed(found: list[Mark], text: str) -> list[Mark]:
    """The marks with those of missed aims ("failed to meet its target"), which hide the marks inside them."""
    misses = [Mark(StatusCode.DELAYED, *match.span()) for match in _missed().finditer(text)]
    if not misses:
        return found
    free = [mark for mark in found if not any(miss.start <= mark.start < miss.end for miss in misses)]
    return sorted([*free, *misses], key=lambda mark: mark.start)


def slipped(text: str) -> bool:
    """Whether a text says that a date was moved ("revised timescale", "moved to June 2012")."""
    return bool(_slips().search(text))


def _negated_from(text: str, place: int) -> int | None:
    """Where the negation of the clause before ``place`` begins."""
    window = text[max(0, place - _REACH) : place]
    clause = _CLAUSE.split(window)[-1]
    match = _reaching().search(clause)
    return place - len(clause) + match.start() if match else None


def _says_when(done: Mark, mark: Mark, text: str) -> bool:
    if mark.status is not StatusCode.ON_TRACK or done.status is not StatusCode.COMPLETE or done.force is Force.FUTURE:
        return False
    between = text[done.end : mark.start]
    return len(between) <= _REACH and bool(_SAME_CLAIM.fullmatch(between) or _ASIDE.match(text, done.end))


@lru_cache
def _reaching() -> re.Pattern[str]:
    words = "|".join(read_words("statuses")["reaching_negation"])
    return re.compile(rf"(?:(?<!\w)|(?=n't))(?:{words})(?!\w)(?!\s+(?:only|just|merely)\b)", re.I)


@lru_cache
def _missed() -> re.Pattern[str]:
    return _any_of("missed")


@lru_cache
def _slips() -> re.Pattern[str]:
    return _any_of("slipped")


def _any_of(section: str) -> re.Pattern[str]:
    book = read_words("statuses")[section]
    words: dict[str, str] = book["words"]
    bodies = [re.sub(r"<(\w+)>", lambda name: words[name[1]], pattern) for pattern in book["patterns"]]
    return re.compile(rf"(?<![\w'])(?:{'|'.join(bodies)})(?!\w)", re.I)
