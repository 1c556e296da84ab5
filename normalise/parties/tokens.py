"""A text cut into words and signs whose forms are even: "&" is "and", hyphens and apostrophes are gone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cjaplans.normalise.codebooks import read_words

#: Signs that part one party from the next; a dash parts only with a blank beside it.
SEPARATORS = frozenset("/,;.:–()\n|•+")
DASH = "–"
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|\n|\S")
_NO_SIGNS = frozenset("'?!\"*_`~")


class Token(NamedTuple):
    """A word or sign; ``form`` is what is compared, ``start`` and ``end`` are where it stands."""

    start: int
    end: int
    form: str

    @property
    def is_sign(self) -> bool:
        return self.form in SEPARATORS

    @property
    def is_and(self) -> bool:
        return self.form == "and"


@lru_cache
def _dotted() -> frozenset[str]:
    return frozenset(read_words("party_words")["dotted"])


@lru_cache(maxsize=1024)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words and signs of a text, in order."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        form = _form(text, match, found)
        if form:
            found.append(Token(match.start(), match.end(), form))
    return tuple(found)


def _form(text: str, match: re.Match[str], before: list[Token]) -> str:
    """What a token is compared by; empty for a sign that says nothing."""
    sign = match.group()
    if sign == "&" or sign.casefold() == "and":
        return "and"
    if sign in _NO_SIGNS:
        return ""
    if sign in "-–":
        return DASH if _stands_off(text, match) else ""
    if sign == "." and before and before[-1].end == match.start():
        word = before[-1].form
        if word.casefold() in _dotted() or (len(word) == 1 and word.isalpha()):
            return ""
    return sign.replace("'", "")


def _stands_off(text: str, match: re.Match[str]) -> bool:
    """Whether a dash has a blank, a sign or nothing on either side."""
    around = (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
    return not all(side.isalnum() for side in around)


@lru_cache(maxsize=8192)
def forms_of(name: str) -> tuple[str, ...]:
    """The forms a name is compared by."""
    return tuple(token.form for token in tokens_of(name))
