"""The text of a status column, or of a cell that holds nothing but a status (domain.md 4, rule 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import Doubt, StatusBasis, StatusCode, StatusReading
from cjaplans.normalise.statuses.advance import least_advanced
from cjaplans.normalise.statuses.colours import Colours, Key, assumed, meaning_of, read_colours
from cjaplans.normalise.statuses.marks import marks
from cjaplans.normalise.statuses.words import Mark, folded, vocabulary

_SHARE = re.compile(r"(?<![\d.])(\d{1,3})(?:\.\d+)?\s?%(?:\s*(?:complete|completed|achieved|done|implemented))?", re.I)
_FRILLS = re.compile(r"\A[\s\[({*\"'.:;-]+|[\s\])}*\"'.:;!-]+\Z")
_RAG_LEAD = re.compile(r"\A(?:(?:RAG|BRAG)(?:\s*status)?\s*[:=-]?\s*|status\s*[:=-]\s*)", re.I)
#: A mark or colour at the head of a longer text ("Amber since May").
_HEAD = re.compile(r"\A(?:[a-z]{3,6}(?![a-z])|[✓✔☑✅✗✘☒❌])", re.I)
_MOST_WORDS = 4
#: Outside a status column a letter by itself may be anything.
_LETTER = 1
#: Lines, or words that name an area, set values of several areas apart.
_AREAS = re.compile(r"\S\s*\n\s*\S|\b(?:for|in) [A-Z]")
_DATE_WORD = re.compile(
    r"(?:in|on|by|since|from|at|end|of|early|late|mid|spring|summer|autumn|winter|q[1-4]|year|\W*\d[\d/.,-]*(?:st|nd|rd|th|k)?\W*"
    r"|\W*(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\W*|\W+)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Value:
    """The status of a short text, and the colours it was printed by."""

    code: StatusCode
    colours: tuple[str, ...] = ()


def read_column(text: str, key: Key | None = None) -> StatusReading | None:
    """What a status column's text says, or None where nothing in it is a known status; ``key``: the plan's colours."""
    if _not_a_status(text):
        return StatusReading(None, StatusBasis.NONE, rule="the column says that no status applies")
    if "\n" not in text and (colours := read_colours(text, key) or _before_a_bracket(text, key)):
        return _of_colours(colours, key)
    values, rule = _values(text, key)
    if not values:
        return None
    found = [value.code for value in values]
    per_area = len(set(found)) > 1 and bool(_AREAS.search(text))
    overall = _overall(found, per_area)
    several = len(set(found)) > 1
    doubts = (Doubt("status_several", f"the cell prints {', '.join(found)}; {overall} counts"),)
    return StatusReading(
        overall,
        StatusBasis.COLUMN,
        tuple(found),
        rule="several values: the least advanced" if several else rule,
        doubts=(*(doubts if several else ()), *assumed((name for value in values for name in value.colours), key)),
        per_area=per_area,
    )


def _before_a_bracket(text: str, key: Key | None) -> Colours | None:
    """Several colours before a bracket that names no status: "Green/Amber (Angus)"."""
    head, _, rest = text.partition("(")
    if not rest or marks(rest, vocabulary("words", "column_only")):
        return None
    colours = read_colours(head, key)
    return colours if colours and len(colours.codes) > 1 else None


def _of_colours(colours: Colours, key: Key | None) -> StatusReading:
    message = f"the cell prints {', '.join(colours.codes)}; {colours.overall} counts"
    several = (Doubt("status_several", message),) if len(colours.codes) > 1 else ()
    doubts = (*several, *assumed(colours.printed, key))
    return StatusReading(colours.overall, StatusBasis.COLUMN, colours.codes, rule=colours.rule, doubts=doubts)


def _overall(found: list[StatusCode], per_area: bool) -> StatusCode:
    """The least advanced; but "ongoing – on target" is one value said twice, and the closer one counts."""
    if not per_area and set(found) == {StatusCode.IN_PROGRESS, StatusCode.ON_TRACK}:
        return StatusCode.ON_TRACK
    return least_advanced(found) or found[0]


def nothing_but_status(text: str, key: Key | None = None) -> StatusReading | None:
    """The reading of a cell that holds a status and nothing else, whatever its column is headed."""
    if _not_a_status(text):
        return StatusReading(None, StatusBasis.NONE, rule="the cell says that no status applies")
    words = vocabulary("words", "column_only")
    bare = folded(_FRILLS.sub("", text))
    found = marks(text, words)
    if bare in words.statuses and (found or bare in {"tocommence", "tostart"}):
        code = found[0].status if found else words.statuses[bare]
        return StatusReading(code, StatusBasis.COLUMN, (code,), rule="the cell is nothing but a status")
    if _is_mark(text) or (len(text) > _LETTER and read_colours(text, key)):
        return read_column(text, key)
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


def _is_mark(text: str) -> bool:
    """Whether a cell is a colour, a tick or a cross; a letter alone may be anything outside a status column."""
    bare = _FRILLS.sub("", text)
    return bool(_HEAD.fullmatch(bare)) and not bare.isalpha() and bare in _alone()


def _values(text: str, key: Key | None) -> tuple[list[_Value], str]:
    """The values of the column, line by line where every line is one."""
    lines = [line for line in text.split("\n") if line.strip()]
    by_line = [_value(line, key) for line in lines]
    if len(lines) > 1 and all(by_line):
        return [value for value in by_line if value], "status column"
    if len(text.split()) <= _MOST_WORDS and (value := _value(text, key)):
        return [value], "status column"
    found = [mark.status for mark in marks(text, vocabulary("words", "column_only"))]
    if found:
        return [_Value(code) for code in dict.fromkeys(found)], "status word in the column"
    return [value for value in by_line if value], "status column"


def _value(line: str, key: Key | None) -> _Value | None:
    """The one status of a short text: a word, a colour, a letter, a mark or a share done."""
    if colours := read_colours(line, key):
        return _Value(colours.overall, colours.printed)
    bare = _FRILLS.sub("", _RAG_LEAD.sub("", line)) or line.strip()
    if code := _alone().get(bare.casefold()):
        return _Value(code)
    found = list(dict.fromkeys(mark.status for mark in marks(line, vocabulary("words", "column_only"))))
    if found:
        return _Value(found[0]) if len(found) == 1 else None
    if share := _SHARE.search(line):
        code = _of_share(int(share[1]))
        return _Value(code) if code else None
    return _at_the_head(bare, key)


def _at_the_head(text: str, key: Key | None) -> _Value | None:
    """The mark or colour that begins a text which says no other status."""
    head = _HEAD.match(text)
    if head is None:
        return None
    if head[0].isalpha():
        colour = meaning_of(head[0], key)
        return _Value(colour, (head[0],)) if colour else None
    code = _alone().get(head[0])
    return _Value(code) if code else None


def _of_share(percent: int) -> StatusCode | None:
    if percent > 100:
        return None
    return {0: StatusCode.NOT_STARTED, 100: StatusCode.COMPLETE}.get(percent, StatusCode.IN_PROGRESS)


@lru_cache
def _alone() -> dict[str, StatusCode]:
    return {word: StatusCode(code) for code, words in read_words("statuses")["alone"].items() for word in words}
