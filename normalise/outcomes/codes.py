"""Lists of outcome codes: ``A1-A3 ; B2 C1,C2`` (domain.md 3, code parsing rules)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.outcomes.schemes import codes_of, letters_of

#: A code or a range; the second letter of a range is optional, and a blank may stand after a letter.
_CODE = (
    r"(?<![A-Za-z])(?P<letter>[A-Za-z])[\s.-]?(?P<number>\d{1,3})(?!\d|\.\d)"
    r"(?:\s?(?:-|–|\bto\b)\s?(?:(?P<to_letter>[A-Za-z])\s?)?(?P<to>\d{1,3})(?!\d))?"
)
#: A number that shares the letter of the code before it, and a letter without a number.
_NUMBER = r"(?<![\w.])(?P<bare_number>\d{1,2})(?:\s?[-–]\s?(?P<bare_to>\d{1,2}))?(?![\w.]\w)(?!\w)"
_LETTER = r"(?<![A-Za-z0-9'])(?P<bare_letter>[A-Z])(?![A-Za-z0-9'])"
TOKEN = re.compile(f"{_CODE}|{_NUMBER}|{_LETTER}")
_CHUNK = re.compile(r"[^\n;,•]+")
_WORD = re.compile(r"[^\W_][^\s,;:&/()\[\]]*")
#: A remark in brackets behind a code, and the bullet or bracket in front of one.
_REMARK = re.compile(r"\((?![^()]{0,40}[A-Za-z]\s?\d)[^()]{0,80}\)")
_FRONT = re.compile(r"^[\s(\[*–•-]*")
#: What may part a list of codes from words behind it; words right behind a code make it theirs ("S3 pupils").
_PARTED = re.compile(r"\s*(?:\band\b|\bplus\b|\bwith\b|[&+(.–-])")
#: What opens an explanation of a code, or another thing beside it: it says that the code is one.
_EXPLAINED = re.compile(r"\s*[:(=/]|\s+[-–]\s|\.\s")
#: OCR takes the letter O for a nought and the figure 1 for an l or an I.
_NOUGHT = re.compile(r"(?<![\w.])0(?=[1-9](?![\w.]))")
_ONE = re.compile(r"(?<![A-Za-z0-9])([ABCOS])[lI](?![A-Za-z0-9])")
#: No scheme has ten outcomes of a letter: what lies further is no slip of the pen.
LAST = 9


@dataclass(frozen=True, slots=True)
class Token:
    """One code as printed (``A1``, ``C``); ``slip`` says what is wrong with the range it came from."""

    code: str
    slip: str | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """What stands between two separators: its codes and its text.

    ``mixed`` with other words; ``leads`` when it begins with a code; ``head`` are the codes before the first
    word; ``parted`` when all codes are, and a sign or an "and" comes before the words; ``labelled`` when a sign
    that opens an explanation stands behind the head.
    """

    tokens: tuple[Token, ...]
    text: str
    mixed: bool = False
    leads: bool = True
    head: tuple[Token, ...] = ()
    parted: bool = False
    labelled: bool = False


@lru_cache
def passed_over() -> frozenset[str]:
    """Words that may stand among codes and say nothing of their own."""
    return frozenset(read_words("code_lists")["passed_over"])


def mended(text: str) -> str:
    """The text with the noughts, ls and Is that can only be parts of codes put right."""
    text = _ONE.sub(r"\g<1>1", text)
    if re.search(r"(?<![A-Za-z])[OS]\s?[1-9](?!\d)", text) and not re.search(r"[a-z]{3}", text):
        text = _NOUGHT.sub("O", text)
    return text


def chunks_of(text: str, scheme: str | None) -> list[Chunk]:
    """The text between separators, each chunk with its codes; ``scheme`` bounds the ranges."""
    found: list[Chunk] = []
    letter = ""
    for match in _CHUNK.finditer(text):
        chunk, letter = _chunk(match.group(0), letter, scheme)
        if chunk.tokens or chunk.mixed:
            found.append(chunk)
    return found


def _chunk(text: str, letter: str, scheme: str | None) -> tuple[Chunk, str]:
    """One chunk, and the letter that a number behind it would share."""
    text = _FRONT.sub("", text).strip()
    matches = list(TOKEN.finditer(text))
    mixed = _has_words(TOKEN.sub(" ", _REMARK.sub(" ", text)))
    read: list[tuple[Token, ...]] = []
    for match in matches:
        letter = (match["letter"] or letter).upper()
        stray = bool(match["bare_number"]) and not letter and (scheme is None or bool(letters_of(scheme)))
        mixed = mixed or stray
        read.append(() if stray else tuple(_tokens(match, letter, scheme)))
    chunk = Chunk(tuple(chain(*read)), text, mixed, leads=False)
    if matches and matches[0].start() == 0 and matches[0]["letter"]:
        count = _before_words(text, matches)
        end = matches[count - 1].end()
        parted = count == len(matches) and bool(_PARTED.match(text, end))
        chunk = Chunk(
            chunk.tokens, text, mixed, True, tuple(chain(*read[:count])), parted, bool(_EXPLAINED.match(text, end))
        )
    return chunk, letter


def _before_words(text: str, matches: Sequence[re.Match[str]]) -> int:
    """How many of the codes stand before the first word; the first always does."""
    ends = [match.end() for match in matches]
    gaps = (_REMARK.sub(" ", text[end : match.start()]) for end, match in zip(ends, matches[1:], strict=False))
    return next((count for count, gap in enumerate(gaps, 1) if _has_words(gap)), len(matches))


def _has_words(text: str) -> bool:
    return any(word.casefold().strip(".'-–*") not in passed_over() | {""} for word in _WORD.findall(text))


def _tokens(match: re.Match[str], letter: str, scheme: str | None) -> Iterator[Token]:
    if match["bare_letter"]:
        yield Token(match["bare_letter"])
        return
    if match["to_letter"] and match["to_letter"].upper() != letter:
        slip = f"the range {match.group(0)} runs from one group to another; its two ends were read"
        yield Token(f"{letter}{int(match['number'])}", slip)
        yield Token(f"{match['to_letter'].upper()}{int(match['to'])}", slip)
        return
    first, last = match["number"] or match["bare_number"], match["to"] or match["bare_to"]
    if last is None:
        yield Token(f"{letter}{int(first)}")
    else:
        yield from _range(letter, int(first), int(last), match.group(0), scheme)


def _range(letter: str, first: int, last: int, printed: str, scheme: str | None) -> Iterator[Token]:
    """The codes of a range: at most those its scheme could have, and the end it cannot have."""
    low, high = min(first, last), max(first, last)
    known = [int(code[len(letter) :]) for code in codes_of(scheme or "") if code.startswith(letter) and code != letter]
    beyond = high > max(LAST, *known, 0)
    slip = f"the range {printed} runs further than any scheme" if beyond else None
    if last < first:
        slip = f"the range {printed} runs backwards"
    top = max(known, default=LAST) if beyond else high
    for number in range(low, top + 1):
        yield Token(f"{letter}{number}", slip)
    if beyond:
        yield Token(f"{letter}{high}", slip)
