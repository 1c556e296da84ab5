"""The words of statuses (domain.md 4; ``codebooks/statuses.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cjaplans.normalise.caseless import caseless
from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import StatusCode

_SENTENCE = re.compile(r"\n+|(?<=[.;!?])\s+|\s+–\s+")


class Force(StrEnum):
    """What a mark says: a status, a part of what is to be done, a step taken, or what is still to be done."""

    STATUS = "status"
    PART = "part"
    STEP = "step"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Mark:
    """One status found in a text, and where."""

    status: StatusCode
    start: int
    end: int
    force: Force = Force.STATUS


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases, the status of each, and the pattern that finds the longest of them in a text in small letters."""

    statuses: dict[str, StatusCode]
    pattern: re.Pattern[str]
    steps: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()


def folded(phrase: str) -> str:
    """A phrase without blanks and hyphens, in lower case: "On-going" and "ongoing" are one."""
    return re.sub(r"[\s-]+", "", phrase).casefold()


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences, lines and clauses set off by a dash, each with its place in the text."""
    found, start = [], 0
    for gap in _SENTENCE.finditer(text):
        found.append((start, text[start : gap.start()]))
        start = gap.end()
    found.append((start, text[start:]))
    return [(place, part) for place, part in found if part.strip()]


@lru_cache
def vocabulary(*sections: str) -> Vocabulary:
    """The phrases of sections of ``codebooks/statuses.yaml``; ``steps`` and ``capitals`` are lists of phrases."""
    book = read_words("statuses")
    listed = [*book["words"].items(), *book["column_only"].items()]
    known = {folded(phrase): StatusCode(code) for code, phrases in listed for phrase in phrases}
    statuses: dict[str, StatusCode] = {}
    phrases: list[str] = []
    for section in sections:
        if isinstance(book[section], list):
            rows = [(phrase, known.get(folded(phrase), StatusCode.IN_PROGRESS)) for phrase in book[section]]
        else:
            rows = [(phrase, StatusCode(code)) for code, row in book[section].items() for phrase in row]
        for phrase, code in rows:
            statuses.setdefault(folded(phrase), code)
            phrases.append(phrase)
    steps = frozenset(map(folded, book["steps"])) if "steps" in sections else frozenset()
    left_open = frozenset(map(folded, book["open"])) if "open" in sections else frozenset()
    return Vocabulary(statuses, phrase_pattern(phrases), steps, left_open)


def phrase_pattern(phrases: list[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words in a text in small letters, the longest first."""
    bodies = [
        r"[\s-]{0,2}".join(map(re.escape, re.split(r"[\s-]+", phrase))) for phrase in sorted(phrases, key=len)[::-1]
    ]
    return caseless(rf"(?<![\w'])(?:{'|'.join(bodies)})(?![\w'])")
