"""The statuses in a text, as negation, future, part or condition before their words turns them (domain.md 4)."""

from __future__ import annotations

import re
from functools import lru_cache

from cjaplans.normalise.caseless import small
from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import StatusCode
from cjaplans.normalise.statuses.negation import in_time
from cjaplans.normalise.statuses.words import Force, Mark, Vocabulary, folded

#: How far before a word its negation, future or condition is looked for, in characters.
_REACH = 40
#: What is left to do is left whatever is said of the future ("report due OUTSTANDING").
_LEFT = {"outstanding", "overdue"}
_STARTS = frozenset({"commenced", "started", "begun", "began", "initiated"})
_GOES_ON = frozenset({"continuing", "continues", "continuous"})
_NO_LONGER = re.compile(r"\bno longer\s+(?:\w+\s+){0,4}\Z", re.I)
_PART = re.compile(r"\b(?:phase|stage|part)\s+(?:\d|one|two|three|i{1,3})\b|\bnot all\b", re.I)
_PERCENT = re.compile(r"(?<!of )(?<![\d.])(\d{1,3})(?:\.\d+)?\s?%\s*(?:is |are |now |been )?\Z")
_NONE_DONE = re.compile(r"\A\W*(?:there (?:is|are|was|were|has been|have been) )?no\s+(?:\w+\s+){1,5}\Z", re.I)
_NONE_OF = re.compile(r"\A\W*(?:neither|none of)\s+(?:[\w'-]+\s+){1,6}\Z", re.I)
#: "No delays" and "without delay" tell of no delay, and of nothing else.
_NONE_LATE = re.compile(r"\b(?:no(?! longer)|without)\s+(?:\w+\s+){0,2}\Z", re.I)
_IMPERATIVE = re.compile(r"\s+(?:the|an?|all|your|its|their|this|any|our|by)\b", re.I)
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NUMBER = rf"(?:\d{{1,4}}|{_WORDS})"
#: So many of so many: how much of something is done.
_COUNT = (
    rf"(?<![\w.,/])(?P<some>{_NUMBER})\s(?:out\s)?of\s(?:(?:the|our|its|all)\s){{0,2}}(?P<all>{_NUMBER})(?![\w%/]|\s?%)"
)
_COUNT_BEFORE = re.compile(rf"{_COUNT}(?:\s[\w'-]+){{0,6}}?\s*\Z", re.I)
_COUNT_AFTER = re.compile(rf"\s(?:(?:in|by|for|at|on|with|only)\s){{0,2}}{_COUNT}", re.I)
_NUMBERS = {name: number for number, name in enumerate(_WORDS.split("|"), 1)}
#: Words that say by themselves that a part is done.
_PARTLY = re.compile(r"(?:part|partially|partly)(?!\w)|.*\bin part", re.I | re.S)
_CAUSE = re.compile(r"\b(?:due|owing)\s+to\s*\Z", re.I)


def marks(text: str, words: Vocabulary) -> list[Mark]:
    """Every status in a text in printed order; words under a condition ("once complete") say nothing."""
    found = [_mark(text, match, words) for match in words.pattern.finditer(small(text))]
    return _without_the_rest(in_time([mark for mark in found if mark is not None], text), text)


def _without_the_rest(found: list[Mark], text: str) -> list[Mark]:
    """The marks without what is outstanding of something that is done in part: it is only the other part."""
    return [
        mark
        for before, mark in zip([None, *found], found, strict=False)
        if not (before and before.force is Force.PART and folded(text[mark.start : mark.end]) in _LEFT)
    ]


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
    if (status is StatusCode.DELAYED and _NONE_LATE.search(before)) or _ends_with("negation", before):
        turned = _negated(status, key, before)
        return Mark(turned, *place) if turned else None
    if status is StatusCode.COMPLETE and _NONE_DONE.match(before):
        return Mark(StatusCode.NOT_STARTED, *place, Force.FUTURE)
    if status is StatusCode.COMPLETE and (_partly(before) or _NONE_OF.match(before) or _counted(match, before)):
        return Mark(StatusCode.IN_PROGRESS, *place, Force.PART)
    if _is_ahead(status, key, before):
        ahead = StatusCode.NOT_STARTED if key in _STARTS else StatusCode.IN_PROGRESS
        return Mark(ahead, *place, Force.FUTURE) if key in _STARTS or status is StatusCode.COMPLETE else None
    if status is StatusCode.COMPLETE and re.search(r"\bbeing\s*\Z", before, re.I):
        return Mark(StatusCode.IN_PROGRESS, *place)
    in_part = status is StatusCode.IN_PROGRESS and _PARTLY.match(match[0])
    return Mark(status, *place, Force.PART if in_part else force)


def _counted(match: re.Match[str], before: str) -> bool:
    """Whether a count beside a word for done says that not all is ("achieved 3 of 4 targets")."""
    count = _COUNT_AFTER.match(match.string, match.end()) or _COUNT_BEFORE.search(before)
    return count is not None and _number(count["some"]) < _number(count["all"])


def _number(printed: str) -> int:
    return int(printed) if printed.isdecimal() else _NUMBERS[printed.casefold()]


def _is_ahead(status: StatusCode, key: str, before: str) -> bool:
    if key in _LEFT or not _ends_with("future", before):
        return False
    return status is StatusCode.COMPLETE or not _CAUSE.search(before)


def _no_longer(status: StatusCode) -> StatusCode | None:
    """What was so and is so no more: work that has stopped, a delay that is over."""
    if status is StatusCode.IN_PROGRESS:
        return StatusCode.WITHDRAWN
    if status is StatusCode.ON_TRACK:
        return StatusCode.DELAYED
    return StatusCode.IN_PROGRESS if status in {StatusCode.COMPLETE, StatusCode.DELAYED} else None


def _negated(status: StatusCode, key: str, before: str) -> StatusCode | None:
    if status is StatusCode.DELAYED and _NONE_LATE.search(before):
        return None
    if _NO_LONGER.search(before):
        return _no_longer(status)
    if key in _STARTS or key in {"underway", "inprogress", "inhand", "ongoing"}:
        return StatusCode.NOT_STARTED
    if key in _GOES_ON:
        return StatusCode.WITHDRAWN
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
    return re.split(r"[.;:,!?\n()–]|\s-\s|\band\b|\bbut\b", window)[-1]


def _ends_with(kind: str, before: str) -> bool:
    return bool(_before(kind).search(before))


@lru_cache
def _before(kind: str) -> re.Pattern[str]:
    book = read_words("statuses")["before"]
    words = "|".join(sorted(map(re.escape, book[kind]), key=len, reverse=True))
    fillers = "|".join(sorted(map(re.escape, book["fillers"]), key=len, reverse=True))
    start = r"(?:(?<!\w)|(?=n't))"
    return re.compile(rf"{start}(?:{words})\s+(?:(?:{fillers}|(?!only)[a-z]+ly)\s+){{0,4}}\Z", re.I)
