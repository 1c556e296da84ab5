"""The text of a status column, or of a cell that holds nothing but a status (domain.md 4, rule 1)."""

from __future__ import annotations

import re
from functools import lru_cache

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import Doubt, StatusBasis, StatusCode, StatusReading
from cjaplans.normalise.statuses.marks import marks
from cjaplans.normalise.statuses.words import Mark, folded, vocabulary

#: From least to furthest advanced; two values for two areas give the first that is printed.
ADVANCE = (
    StatusCode.UNKNOWN,
    StatusCode.NOT_STARTED,
    StatusCode.DELAYED,
    StatusCode.IN_PROGRESS,
    StatusCode.ON_TRACK,
    StatusCode.REJECTED,
    StatusCode.WITHDRAWN,
    StatusCode.COMPLETE,
)
_SHARE = re.compile(r"(?<![\d.])(\d{1,3})(?:\.\d+)?\s?%(?:\s*(?:complete|completed|achieved|done|implemented))?", re.I)
_FRILLS = re.compile(r"\A[\s\[({*\"'.:;-]+|[\s\])}*\"'.:;!-]+\Z")
_RAG_LEAD = re.compile(r"\A(?:(?:RAG|BRAG)(?:\s*status)?\s*[:=-]?\s*|status\s*[:=-]\s*)", re.I)
_RAG = re.compile(r"\A(red|amber|green|blue|gr[ae]y|white|[✓✔☑✅✗✘☒❌])(?![a-z])", re.I)
_LETTERS = re.compile(r"\b([RAGB])\s*/\s*([RAGB])\b")
_MOST_WORDS = 4
#: Lines, or words that name an area, set values of several areas apart.
_AREAS = re.compile(r"\S\s*\n\s*\S|\b(?:for|in) [A-Z]")
_DATE_WORD = re.compile(
    r"(?:in|on|by|since|from|at|end|of|early|late|mid|spring|summer|autumn|winter|q[1-4]|year|\W*\d[\d/.,-]*(?:st|nd|rd|th|k)?\W*"
    r"|\W*(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\W*|\W+)",
    re.I,
)


def read_column(text: str) -> StatusReading | None:
    """What a status column's text says, or None where nothing in it is a known status."""
    if _not_a_status(text):
        return StatusReading(None, StatusBasis.NONE, rule="the column says that no status applies")
    found, rule = _values(text)
    if not found:
        return None
    per_area = len(set(found)) > 1 and bool(_AREAS.search(text))
    overall = _overall(found, per_area)
    several = len(set(found)) > 1
    doubts = (Doubt("status_several", f"the cell prints {', '.join(found)}; {overall} counts"),)
    return StatusReading(
        overall,
        StatusBasis.COLUMN,
        tuple(found),
        rule="several values: the least advanced" if several else rule,
        doubts=doubts if several else (),
        per_area=per_area,
    )


def _overall(found: list[StatusCode], per_area: bool) -> StatusCode:
    """The least advanced; but "ongoing – on target" is one value said twice, and the closer one counts."""
    if not per_area and set(found) == {StatusCode.IN_PROGRESS, StatusCode.ON_TRACK}:
        return StatusCode.ON_TRACK
    return min(found, key=ADVANCE.index)


def nothing_but_status(text: str) -> StatusReading | None:
    """The reading of a cell that holds a status and nothing else, whatever its column is headed."""
    if _not_a_status(text):
        return StatusReading(None, StatusBasis.NONE, rule="the cell says that no status applies")
    words = vocabulary("words", "column_only")
    bare = folded(_FRILLS.sub("", text))
    found = marks(text, words)
    if bare in words.statuses and (found or bare in {"tocommence", "tostart"}):
        code = found[0].status if found else words.statuses[bare]
        return StatusReading(code, StatusBasis.COLUMN, (code,), rule="the cell is nothing but a status")
    if _RAG.fullmatch(_FRILLS.sub("", text)):
        return read_column(text)
    if len(found) == 1 and not _is_clause(text, found[0]) and _only_a_date(text, found[0]):
        return StatusReading(found[0].status, StatusBasis.COLUMN, (found[0].status,), rule="a status and its date")
    return None


def _is_clause(text: str, mark: Mark) -> bool:
    """Whether a mark reaches over a verb ("not run as planned"): that is told, not entered as a status."""
    return len(text[mark.start : mark.end].split()) >= _MOST_WORDS


def _only_a_date(text: str, mark: Mark) -> bool:
    before, words = text[: mark.start], text[mark.end :].split()
    return not before.strip(" –-") and len(words) <= _MOST_WORDS and all(map(_DATE_WORD.fullmatch, words))


def _not_a_status(text: str) -> bool:
    return text.strip().casefold() in read_words("statuses")["no_status"]


def _values(text: str) -> tuple[list[StatusCode], str]:
    """The values of the column, line by line where every line is one."""
    lines = [line for line in text.split("\n") if line.strip()]
    by_line = [_value(line) for line in lines]
    if len(lines) > 1 and all(by_line):
        return [code for code in by_line if code], "status column"
    if len(text.split()) <= _MOST_WORDS and (code := _value(text)):
        return [code], "status column"
    found = [mark.status for mark in marks(text, vocabulary("words", "column_only"))]
    if found:
        return list(dict.fromkeys(found)), "status word in the column"
    known = [code for code in by_line if code]
    return known, "status column"


def _value(line: str) -> StatusCode | None:
    """The one status of a short text: a word, a colour, a letter, a mark or a share done."""
    bare = _FRILLS.sub("", _RAG_LEAD.sub("", line)) or line.strip()
    if code := _alone().get(bare.casefold()):
        return code
    found = list(dict.fromkeys(mark.status for mark in marks(line, vocabulary("words", "column_only"))))
    if len(found) == 1:
        return found[0]
    if found:
        return None
    if share := _SHARE.search(line):
        return _of_share(int(share[1]))
    if letters := _LETTERS.search(line):
        return min((_alone()[letter.casefold()] for letter in letters.groups()), key=ADVANCE.index)
    colour = _RAG.match(bare)
    return _alone().get(colour[1].casefold()) if colour else None


def _of_share(percent: int) -> StatusCode | None:
    if percent > 100:
        return None
    return {0: StatusCode.NOT_STARTED, 100: StatusCode.COMPLETE}.get(percent, StatusCode.IN_PROGRESS)


@lru_cache
def _alone() -> dict[str, StatusCode]:
    return {word: StatusCode(code) for code, words in read_words("statuses")["alone"].items() for word in words}
