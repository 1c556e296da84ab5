"""A status inferred from the prose of a progress column (domain.md 4, rule 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import Doubt, StatusBasis, StatusCode, StatusReading
from cjaplans.normalise.statuses.marks import marks
from cjaplans.normalise.statuses.negation import missed
from cjaplans.normalise.statuses.words import Force, Mark, folded, sentences, vocabulary

_ALL = re.compile(r"\A\W*(?:all|every|fully|the project|project|work|action|objective|target|this work)\b", re.I)
_FOLDED_IN = re.compile(
    r"\b(?:integrated?|merged?|combined?|subsumed|incorporated?)\s+(?:with|into|in)\s+\d+\.\d", re.I
)
_AS_ANOTHER = re.compile(
    r"\A\W*(?:as|see|refer to|same as)\b[^.;\n]{0,20}?\b(?:above|below|previous|\d+(?:\.\d+)+)\b", re.I
)
_NOW_DONE = re.compile(r"now (?:complete|completed|achieved|finished)\b", re.I)
_PRODUCTS = "|".join(read_words("statuses")["products"])
#: Between a word for done and a further participle of the same subject, or of what came out of it.
_JOINED = re.compile(
    r"(?:\s+(?!and\b|then\b|but\b|with\b|while\b)[^\s,;:.!?()–]+){0,8}?"
    r"\s*(?:,\s*(?:and|then)?|&|\band(?: then)?\b|\bthen\b)\s*"
    rf"(?:(?:(?:the|its|their|all|full|final|initial|interim|key|main)\s+){{0,3}}(?:{_PRODUCTS})\s+)?"
    r"(?:(?:has|have|had|been|was|were|is|are|now|also|later|\w+ly)\s+){0,4}",
    re.I,
)
_UNDER_REVIEW = re.compile(r"\bunder (?:review|discussion|consideration)\b", re.I)
_UNFINISHED = frozenset({StatusCode.NOT_STARTED, StatusCode.DELAYED, StatusCode.IN_PROGRESS, StatusCode.UNKNOWN})
_STUCK = frozenset({StatusCode.NOT_STARTED, StatusCode.DELAYED})
_ENDS = frozenset({StatusCode.WITHDRAWN, StatusCode.REJECTED})
#: A cross reference in a longer text is an aside, not the text.
_POINTER = 60


def read_prose(text: str) -> StatusReading | None:
    """The status that a progress text tells of; None where no known phrase stands in it."""
    if _FOLDED_IN.search(text):
        return _reading(StatusCode.WITHDRAWN, "folded into another action", StatusBasis.CROSS_REFERENCE)
    if len(text) <= _POINTER and _AS_ANOTHER.match(text):
        doubt = Doubt("cross_reference", "the progress is told by another action")
        return StatusReading(basis=StatusBasis.CROSS_REFERENCE, rule="as another action", doubts=(doubt,))
    found = _without_joined_steps(text, _marks(text))
    if not found:
        return None
    code, rule = _said_by_itself(text) or _overall(text, found)
    review = _UNDER_REVIEW.search(text)
    return _reading(code, rule, qualifier=review[0] if review and code is StatusCode.IN_PROGRESS else None)


def left_open(text: str) -> bool:
    """Whether every mark of a text says that the work is still to be done: it cannot be complete."""
    found = _marks(text)
    open_marks = [mark for mark in found if mark.force is Force.FUTURE or mark.status in _UNFINISHED]
    settled = [mark for mark in found if mark.force is Force.STEP or mark.status is StatusCode.COMPLETE]
    return bool(open_marks) and not settled


@lru_cache(maxsize=1024)
def _marks(text: str) -> tuple[Mark, ...]:
    return tuple(missed(marks(text, vocabulary("words", "prose", "steps", "open")), text))


def _without_joined_steps(text: str, found: Iterable[Mark]) -> list[Mark]:
    """The marks without the steps joined to something done ("completed and presented"): they do not reopen it."""
    kept: list[Mark] = []
    end: int | None = None
    for mark in found:
        joined = end is not None and mark.force is Force.STEP and _is_joined(text[end : mark.start])
        done = mark.status is StatusCode.COMPLETE and mark.force is Force.STATUS
        end = mark.end if joined or done else None
        if not joined:
            kept.append(mark)
    return kept


def _is_joined(between: str) -> bool:
    return len(between) <= _POINTER and bool(_JOINED.fullmatch(between))


def _reading(
    code: StatusCode, rule: str, basis: StatusBasis = StatusBasis.INFERRED, qualifier: str | None = None
) -> StatusReading:
    return StatusReading(code, basis, (code,), qualifier, rule=rule)


def _said_by_itself(text: str) -> tuple[StatusCode, str] | None:
    """A status word that is a whole sentence, last or else first: it speaks for all the text."""
    words = vocabulary("words")
    parts = [part for _, part in sentences(text)]
    for part in (parts[-1], parts[0]):
        status = words.statuses.get(folded(part.strip(" .;:!")))
        if status and marks(part, words):
            return status, "status word standing by itself"
    return None


def _overall(text: str, found: list[Mark]) -> tuple[StatusCode, str]:
    codes = [mark.status for mark in found]
    last = found[-1]
    if len(set(codes)) == 1:
        return codes[0], "phrases of the progress text"
    settled = {mark.status for mark in found if mark.force is not Force.FUTURE}
    if len(settled) == 1 and settled <= _STUCK:
        return settled.pop(), "not begun or delayed, and what is to be done about it"
    if last.status in _ENDS:
        return last.status, "the last phrase ends the action"
    if last.status is StatusCode.COMPLETE and (_speaks_for_all(text, last) or _last_of_steps(text, found)):
        return last.status, "all is said to be done"
    if StatusCode.ON_TRACK in codes and StatusCode.DELAYED not in codes:
        return StatusCode.ON_TRACK, "said to be on target"
    if last.status is StatusCode.DELAYED:
        return last.status, "the last phrase tells of delay"
    return StatusCode.IN_PROGRESS, "some done and some not"


def _last_of_steps(text: str, found: list[Mark]) -> bool:
    """Whether a lone sentence tells of steps that end in something done ("approved and launched")."""
    return len(sentences(text)) == 1 and all(
        mark.force is Force.STEP or mark.status is StatusCode.COMPLETE for mark in found
    )


def _speaks_for_all(text: str, mark: Mark) -> bool:
    sentence = next((part for place, part in reversed(sentences(text)) if place <= mark.start), "")
    return bool(_ALL.match(sentence) or _NOW_DONE.match(text, max(0, mark.start - 4)))
