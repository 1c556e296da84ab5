"""The words of statuses, and what stands before them: negation, future, part, condition (domain.md 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import StatusCode

#: How far before a word its negation, future or condition is looked for, in characters.
_REACH = 40
#: What is left to do is left whatever is said of the future ("report due OUTSTANDING").
_LEFT = {"outstanding", "overdue"}
_STARTS = frozenset({"commenced", "started", "begun", "began", "initiated"})
_PART = re.compile(r"\b(?:phase|stage|part)\s+(?:\d|one|two|three|i{1,3})\b|\bnot all\b", re.I)
_PERCENT = re.compile(r"(?<!of )(?<![\d.])(\d{1,3})(?:\.\d+)?\s?%\s*(?:is |are |now |been )?\Z")
_NONE_DONE = re.compile(r"\A\W*(?:there (?:is|are|was|were|has been|have been) )?no\s+(?:\w+\s+){1,5}\Z", re.I)
_IMPERATIVE = re.compile(r"\s+(?:the|an?|all|your|its|their|this|any|our|by)\b", re.I)
_CAUSE = re.compile(r"\b(?:due|owing)\s+to\s*\Z", re.I)
_SENTENCE = re.compile(r"\n+|(?<=[.;!?])\s+|\s+–\s+")


class Force(StrEnum):
    """What a mark says: a status, a step taken, or what is still to be done."""

    STATUS = "status"
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
    """Phrases, the status of each, and the pattern that finds the longest of them."""

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
    """A pattern for any of the phrases as whole words, the longest first."""
    bodies = [
        r"[\s-]{0,2}".join(map(re.escape, re.split(r"[\s-]+", phrase))) for phrase in sorted(phrases, key=len)[::-1]
    ]
    return re.compile(rf"(?<![\w'])(?:{'|'.join(bodies)})(?![\w'])", re.I)


def marks(text: str, words: Vocabulary) -> list[Mark]:
    """Every status in a text in printed order; words under a condition ("once complete") say nothing."""
    found = [_mark(text, match, words) for match in words.pattern.finditer(text)]
    return [mark for mark in found if mark is not None]


def _mark(text: str, match: re.Match[str], words: Vocabulary) -> Mark | None:
    key = folded(match[0])
    status = words.statuses[key]
    before = _clause_before(text, match.start())
    if _IMPERATIVE.match(text, match.end()) and key == "complete":
        return None
    if _ends_with("condition", before):
        return None
    undone = _ends_with("negation", before) or _ends_with("future", before)
    if key in words.open or (key in words.steps and undone):
        return Mark(StatusCode.IN_PROGRESS, match.start(), match.end(), Force.FUTURE)
    return _turned(status, key, before, match, Force.STEP if key in words.steps else Force.STATUS)


def _turned(status: StatusCode, key: str, before: str, match: re.Match[str], force: Force) -> Mark | None:
    """The mark after what stands before it: "not yet complete" is in progress, "to be started" not started."""
    place = match.start(), match.end()
    if _ends_with("negation", before):
        turned = _negated(status, key)
        return Mark(turned, *place) if turned else None
    if status is StatusCode.COMPLETE and _NONE_DONE.match(before):
        return Mark(StatusCode.NOT_STARTED, *place, Force.FUTURE)
    if status is StatusCode.COMPLETE and _partly(before):
        return Mark(StatusCode.IN_PROGRESS, *place)
    if (
        key not in _LEFT
        and _ends_with("future", before)
        and (status is StatusCode.COMPLETE or not _CAUSE.search(before))
    ):
        if key in _STARTS:
            return Mark(StatusCode.NOT_STARTED, *place, Force.FUTURE)
        return Mark(StatusCode.IN_PROGRESS, *place, Force.FUTURE) if status is StatusCode.COMPLETE else None
    if status is StatusCode.COMPLETE and re.search(r"\bbeing\s*\Z", before, re.I):
        return Mark(StatusCode.IN_PROGRESS, *place)
    return Mark(status, *place, force)


def _negated(status: StatusCode, key: str) -> StatusCode | None:
    if key in _STARTS or key in {"underway", "inprogress", "inhand", "ongoing"}:
        return StatusCode.NOT_STARTED
    if status is StatusCode.ON_TRACK:
        return StatusCode.DELAYED
    if status in {StatusCode.COMPLETE, StatusCode.IN_PROGRESS, StatusCode.DELAYED}:
        return StatusCode.IN_PROGRESS
    return None


def _partly(before: str) -> bool:
    if share := _PERCENT.search(before):
        return int(share[1]) < 100
    return _ends_with("part", before) or bool(_PART.search(before))


def _clause_before(text: str, place: int) -> str:
    window = text[max(0, place - _REACH) : place]
    return re.split(r"[.;:,!?\n()–]|\band\b|\bbut\b", window)[-1]


def _ends_with(kind: str, before: str) -> bool:
    return bool(_before(kind).search(before))


@lru_cache
def _before(kind: str) -> re.Pattern[str]:
    book = read_words("statuses")["before"]
    words = "|".join(sorted(map(re.escape, book[kind]), key=len, reverse=True))
    fillers = "|".join(sorted(map(re.escape, book["fillers"]), key=len, reverse=True))
    start = r"(?:(?<!\w)|(?=n't))"
    return re.compile(rf"{start}(?:{words})\s+(?:(?:{fillers})\s+){{0,4}}\Z", re.I)
