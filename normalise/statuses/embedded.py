"""A status printed inside an action's own text (domain.md 4, rules 2 and 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cjaplans.normalise.caseless import small
from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import Doubt, StatusBasis, StatusCode, StatusReading
from cjaplans.normalise.statuses.marks import marks
from cjaplans.normalise.statuses.negation import missed
from cjaplans.normalise.statuses.words import Mark, phrase_pattern, sentences, vocabulary

_UNSURE = re.compile(r"(?:\A|[.;:!?)\n]\s*|–\s*)(?:UNKNOWN|T\.?B\.?[CD]\.?|TO BE CONFIRMED|NOT KNOWN)[\s.)]*(?=\Z|\n)")
_JOINERS = re.compile(r"\A[\s–\-(:,.]*(?:(?:BUT|AND)\b[\s–-]*)?")
_METRIC = re.compile(r"\A\s*[→↑↓↔⇧⇩⬆⬇]|\A\s*\d+(?:\.\d+)?\s?%")
_REASON = re.compile(r"(?:due to|because|as a result|owing to|following|pending)\b", re.I)
_CAPITAL_WORD = re.compile(r"[A-Z][A-Z]")
#: Letters, no small one among them, as every phrase has them somewhere.
_CAPITALS = re.compile(r"[^\W\d_a-z]{2}")
_MODIFIERS = re.compile(
    r"(?:\b(?:NOT|NO|LONGER|YET|TO|BE|BEEN|WILL|HAS|HAVE|IS|NOW|PARTIALLY|PARTLY|NEARLY|MOSTLY|LARGELY)\s+){1,5}\Z"
)
#: In a text wholly in capitals only a token this near its beginning or end is a status.
_EDGE = 2


@dataclass(frozen=True, slots=True)
class _Tail:
    """What follows the last token: a qualifier in capitals, else a comment."""

    qualifier: str | None = None
    comment: str | None = None


@lru_cache(maxsize=1024)
def read_capitals(text: str) -> StatusReading | None:
    """The status of the capital tokens in an action's text; the last is the overall one (rule 2)."""
    tokens = _tokens(text)
    if not tokens:
        return _unsure(text)
    last, statuses = tokens[-1], tuple(token.status for token in tokens)
    tail = _tail(text[last.end :])
    several = len(set(statuses)) > 1
    doubts = (Doubt("status_several", f"the text prints {', '.join(statuses)}; the last counts"),) if several else ()
    return StatusReading(
        last.status,
        StatusBasis.EMBEDDED,
        statuses,
        tail.qualifier,
        tail.comment,
        "last status in capitals" if len(tokens) > 1 else "status in capitals",
        doubts,
        about=_MODIFIERS.sub("", text[: tokens[0].start]).rstrip(" –-([") or None,
    )


def read_weak(text: str) -> StatusReading | None:
    """The status of a phrase that closes the last sentence, or of the words after a figure (rule 3)."""
    if _METRIC.match(text):
        found = marks(text, vocabulary("words"))
        if found:
            return _weak(found[-1].status, "status after a figure")
    parts = sentences(text)
    if not parts:
        return None
    last = parts[-1][1].strip().rstrip(" .;)")
    shouted = last.isupper()
    for code, pattern in _weak_patterns():
        match = list(pattern.finditer(small(last)))[-1:]
        if match and (match[0].end() == len(last) or shouted):
            return _weak(code, "phrase closing the last sentence")
    return None


def _weak(code: StatusCode, rule: str) -> StatusReading:
    return StatusReading(code, StatusBasis.EMBEDDED, (code,), rule=rule)


def _tokens(text: str) -> list[Mark]:
    if not _CAPITALS.search(text):
        return []
    plain = _without_qualifiers(text)
    known = missed(marks(plain, vocabulary("capitals", "capitals_negated")), plain)
    found = [mark for mark in known if _is_token(plain[mark.start : mark.end])]
    if not plain.isupper() or len(plain.split()) <= _EDGE * 2:
        return found
    return [mark for mark in found if _at_an_edge(plain, mark)]


def _is_token(printed: str) -> bool:
    return printed.isupper() and printed.casefold() not in read_words("statuses")["capitals_negated"]


def _at_an_edge(text: str, mark: Mark) -> bool:
    """Whether a token begins or ends a clause: elsewhere capitals are only how the row is printed."""
    before = re.split(r"[.;:,\n()–]", text[: mark.start])[-1].split()
    after = re.split(r"[.;:,\n()–]|\b(?:BUT|AND)\b", text[mark.end :], maxsplit=1)[0].split()
    return not after or (not before and len(after) <= _EDGE)


def _without_qualifiers(text: str) -> str:
    """The text with qualifiers in capitals blanked out, every other character in its place."""
    return _qualifier().sub(lambda match: " " * len(match[0]) if match[0][:3].isupper() else match[0], text)


def _unsure(text: str) -> StatusReading | None:
    """UNKNOWN or TBC, where it is the only token and stands by itself."""
    match = _UNSURE.search(text)
    if not match:
        return None
    about = text[: match.start()].rstrip() or None
    unknown = StatusCode.UNKNOWN
    return StatusReading(unknown, StatusBasis.EMBEDDED, (unknown,), rule="the text says unknown", about=about)


def _tail(after: str) -> _Tail:
    rest = _JOINERS.sub("", after).strip()
    first = re.match(r"[^\s]+(?:\s+[^\s]+)?", rest)
    if not rest or not first or not re.search(r"\w", rest):
        return _Tail()
    if _CAPITAL_WORD.match(rest) and not _REASON.match(rest):
        return _Tail(qualifier=re.split(r"[\n;]|\)|\.(?:\s|\Z)", rest)[0].strip() or None)
    return _Tail(comment=rest)


@lru_cache
def _qualifier() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(read_words('statuses')['qualifiers'])})(?!\w)", re.I)


@lru_cache
def _weak_patterns() -> tuple[tuple[StatusCode, re.Pattern[str]], ...]:
    book = read_words("statuses")["weak"]
    return tuple((StatusCode(code), phrase_pattern(phrases)) for code, phrases in book.items())
