"""Whether a text is a list of codes, and which of its codes count: prose gives none (code parsing rule 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cjaplans.normalise.coded import ValueContext
from cjaplans.normalise.outcomes.codes import LAST, Chunk, Token, chunks_of, mended
from cjaplans.normalise.outcomes.meanings import coverage, stems_of, words_of
from cjaplans.normalise.outcomes.schemes import KNOWN_LETTERS, OWN_LETTERS, codes_of, letters_of, scheme_of

#: An action's or a section's number in front of its codes.
_REF = r"\(?(?P<ref>\d{1,2}(?:\.\d{1,2})+[a-z]?|\d{1,2}\s?[a-z](?=[).:\s])|\d{1,2}(?=\s?[).:]))\s?[).:]*"
_INSIDE = r"\((?P<inside>[^()]{1,120})\)"
_NUMBERED = re.compile(rf"^(?:{_REF}|\d{{1,2}}(?=\s\())\s*(?P<title>[^()\n]{{0,80}}){_INSIDE}(?P<rest>.*)$", re.DOTALL)
_HEADED = re.compile(rf"^(?P<title>[^()\n]{{3,80}}){_INSIDE}$")
_BARE_REF = re.compile(rf"^{_REF}\s+(?=[A-Z]\s?\d)")
#: A code and its meaning on one line, as a legend prints it.
_LABELLED = re.compile(r"^[\s•*(-]*(?P<code>[A-Z]\s?\d{1,2})\)?\s*[-–:.=]?\s*(?P<label>[A-Za-z].*)$")
#: What parts a meaning from the next code on the same line.
_NEXT = re.compile(r"(?:[;,•/&]|\band\b|\s)\s*(?=[A-Z]\s?\d{1,2}(?!\d|\.\d))")
#: How much of an outcome's meaning must be in the words beside its code.
LABEL = 0.25
#: Fewest valid codes for words among them to be let pass, and for codes in one chunk with words to count.
AMONG_WORDS = 2
WITH_WORDS = 3


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes of a text that count, in printed order, and the words beside them."""

    scheme: str | None
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    repaired: bool


def ref_of(text: str) -> str | None:
    """The number that stands in front of a text's codes, or of a row."""
    match = re.match(_REF, text.strip())
    return match["ref"].replace(" ", "") if match else None


def codes_text(text: str, context: ValueContext) -> str:
    """What stands in the bracket behind a number or heading; else the text, without a number in front."""
    numbered, headed = _NUMBERED.match(text), _HEADED.match(text)
    if numbered and not (numbered["title"].strip() and numbered["rest"].strip()):
        if _only_codes(numbered["inside"], context, 1) and not _only_codes(numbered["title"], context, 1):
            return numbered["inside"]
    elif headed and _only_codes(headed["inside"], context, 2) and not _only_codes(headed["title"], context, 1):
        return headed["inside"]
    return _BARE_REF.sub("", text)


def _only_codes(text: str, context: ValueContext, fewest: int) -> bool:
    scheme = scheme_of_text(text, context)
    chunks = chunks_of(mended(text), scheme)
    tokens = [token for chunk in chunks for token in chunk.tokens]
    return not any(chunk.mixed for chunk in chunks) and _valid(tokens, scheme) >= fewest


def scheme_of_text(text: str, context: ValueContext) -> str | None:
    """The document's scheme; where it is not known, what the text's own letters say (rule 1)."""
    known = codes_of(context.scheme or "") or not context.by_letters
    return context.scheme if known else scheme_of([text])


def code_list(text: str, context: ValueContext, column: bool = False) -> CodeList:
    """The codes of a text if it is a list of codes, and its words; ``column``: it stands in a column of codes."""
    scheme = scheme_of_text(text, context)
    right = mended(text)
    chunks = [chunk for line in right.split("\n") for chunk in _chunks_of_line(line, scheme)]
    tokens, words = _judged(chunks, scheme, column)
    return CodeList(scheme, tuple(dict.fromkeys(tokens)), tuple(words), bool(tokens) and right != text)


def _chunks_of_line(line: str, scheme: str | None) -> Iterator[Chunk]:
    """A line's chunks; a code followed by its meaning is one, whatever commas the meaning has."""
    rest = line
    while match := _LABELLED.match(rest):
        following = _NEXT.search(match["label"])
        label = match["label"][: following.start()] if following else match["label"]
        code = match["code"].replace(" ", "")
        if not means(code, label, scheme):
            break
        yield Chunk((Token(code),), f"{code} {label}")
        rest = match["label"][following.end() :] if following else ""
    yield from (_without_label(chunk, scheme) for chunk in chunks_of(rest, scheme))


def _without_label(chunk: Chunk, scheme: str | None) -> Chunk:
    match = _LABELLED.match(chunk.text) if chunk.mixed else None
    if match and means(match["code"].replace(" ", ""), match["label"], scheme):
        return replace(chunk, tokens=chunk.tokens[:1], mixed=False)
    return chunk


def means(code: str, label: str, scheme: str | None) -> bool:
    """Whether the words beside a code are of its meaning; without a scheme, of any meaning it has."""
    schemes = (scheme,) if scheme else tuple(OWN_LETTERS)
    return any(code in codes_of(s) and coverage(stems_of(s, code), words_of(label)) >= LABEL for s in schemes)


def _judged(chunks: Sequence[Chunk], scheme: str | None, column: bool) -> tuple[list[Token], list[str]]:
    """The codes that count, and the words beside them.

    Words never take a code away that begins an item of a column of codes, or that a sign parts from its
    explanation. Elsewhere they are let pass only where the text begins with codes and has two or more that are valid.
    """
    words = [chunk.text for chunk in chunks if chunk.mixed]
    if not words:
        pure = [token for chunk in chunks for token in chunk.tokens]
        meant = _valid(pure, scheme) or _could_be(pure, scheme) or (column and _of_any_scheme(pure))
        return (pure, []) if meant else ([], [c.text for c in chunks])
    if not column and chunks[0].mixed and not chunks[0].leads:
        return [], words
    valid = _valid([token for chunk in chunks for token in chunk.tokens], scheme)
    found = [token for chunk in chunks for token in _counting(chunk, valid, column, scheme)]
    return (found, words) if _valid(found, scheme) else ([], words)


def _counting(chunk: Chunk, valid: int, column: bool, scheme: str | None) -> Iterable[Token]:
    """The codes of a chunk that count in a text with words and so many valid codes."""
    if not chunk.mixed:
        return chunk.tokens
    head = [token for token in chunk.head if token.code[1:]]
    if valid >= WITH_WORDS and chunk.leads:
        return [token for token in chunk.tokens if token in head or _valid([token], scheme)]
    if column or chunk.labelled or (chunk.parted and valid >= AMONG_WORDS):
        return head
    return ()


def _valid(tokens: Sequence[Token], scheme: str | None) -> int:
    """How many codes the scheme has; without one, how many the two lettered schemes have."""
    known = codes_of(scheme) if scheme else codes_of("LB14") + codes_of("NSMO23")
    return sum(token.code in known for token in tokens)


def _of_any_scheme(tokens: Sequence[Token]) -> bool:
    """Whether codes have letters of a scheme: in a column of codes they are codes, though their scheme lacks them."""
    return bool(tokens) and all(t.code[:1] in KNOWN_LETTERS and t.code[1:].isdigit() for t in tokens)


def _could_be(tokens: Sequence[Token], scheme: str | None) -> bool:
    """Whether codes that a scheme does not have are slips for codes it has, and no road, form or postcode."""
    letters = letters_of(scheme)
    return bool(tokens) and all(t.code[:1] in letters and int(t.code[1:] or 0) <= LAST for t in tokens)
