"""A text's words, and the lists that tell which of them are parts of a name (``people_words.yaml``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from cjaplans.normalise.codebooks import read, read_words

_LETTER = r"(?:[^\W\d_][\u0300-\u036f]*)"
#: Words with their own hyphens and apostrophes, or one sign.
_WORD = re.compile(rf"{_LETTER}+(?:['’‘-]{_LETTER}+)*|\d+|\n|[^\w\s]|_")
_APOSTROPHES = frozenset("'’‘")
_NAME = re.compile(rf"{_LETTER}+")


class Word(NamedTuple):
    """A word or sign; a possessive "'s" is not part of it."""

    start: int
    end: int
    text: str
    is_possessive: bool = False

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()

    @property
    def is_capitalised(self) -> bool:
        """Whether a word begins with a capital, a particle before its hyphen aside: "al-Rashid"."""
        return _is_capitalised(self.text)

    @property
    def is_shouted(self) -> bool:
        """Whether a word is printed in capitals only."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def quiet(self) -> str:
        """The word as printed, one in capitals as it would be without them."""
        return _quiet(self.text)

    def is_in(self, words: str) -> bool:
        """Whether the word is in a list of ``people_words.yaml``, capitals or not."""
        return self.text in listed(words) or _quiet(self.text) in listed(words)


@lru_cache(maxsize=8192)
def _is_capitalised(text: str) -> bool:
    particle, _, rest = text.partition("-")
    text = rest if rest and particle in listed("hyphened_particles") else text
    return len(text) > 1 and text[0].isupper() and any(c.islower() for c in text)


@lru_cache(maxsize=8192)
def _quiet(text: str) -> str:
    return text.capitalize() if len(text) > 1 and text.isupper() else text


@lru_cache
def listed(key: str) -> frozenset[str]:
    """A list of ``people_words.yaml``."""
    return frozenset(read_words("people_words")[key])


@lru_cache
def _given() -> frozenset[str]:
    return frozenset(row["name"] for row in read("given_names"))


def is_given(word: Word) -> bool:
    """Whether a word is a given name: "Jean-Paul" counts by its first part; in capitals only a sure one does."""
    return not word.is_possessive and _is_given(word.text)


@lru_cache(maxsize=8192)
def _is_given(text: str) -> bool:
    word = Word(0, len(text), text)
    first, *rest = (normalize("NFC", part) for part in word.quiet.split("-"))
    if any(part in listed("month_names") for part in rest):
        return False  # "April-June" is a time
    sure = not word.is_shouted or not (word.is_in("doubtful_names") or word.is_in("not_in_capitals"))
    return first in _given() and sure


@lru_cache(maxsize=8192)
def begins_name(text: str) -> bool:
    """Whether a word may begin a name whatever follows it: a title, a given name or an initial."""
    word = Word(0, len(text), text)
    return word.is_in("titles") or word.is_in("rank_words") or word.is_initial or _is_given(text)


@lru_cache
def party_words() -> frozenset[str]:
    """Every word of the names of bodies, groups and posts: what may follow a person's name in a list."""
    names = [row["name"] for codebook in ("organisations", "groups") for row in read(codebook)]
    names += [row["alias"] for row in read("organisation_aliases")]
    names += [row["areas"] for row in read("council_bodies")] + [row["aliases"] for row in read("roles")]
    words = read_words("party_words")
    names += [name for key in ("group_heads", "role_heads", "unit_heads", "documents", "work") for name in words[key]]
    return frozenset(word for name in names for word in _no_surnames(_NAME.findall(name)))


def _no_surnames(words: list[str]) -> list[str]:
    """The words of a name but those right behind a given name: a body may be called after a person."""
    return [word for before, word in zip(["", *words], words, strict=False) if before not in _given()]


@lru_cache
def sole_names() -> frozenset[str]:
    """The names and abbreviations of one word, folded."""
    names = [row["name"] for codebook in ("organisations", "groups") for row in read(codebook)]
    names += [row["alias"] for row in read("organisation_aliases")]
    names += [alias for row in read("council_bodies") for alias in row["areas"].split("|")]
    names += [
        alias for codebook in ("roles", "groups") for row in read(codebook) for alias in row["aliases"].split("|")
    ]
    return frozenset(name.casefold() for name in names if " " not in name)


def words_of(text: str) -> list[Word]:
    """The words and signs of a text, in order."""
    return [_word(match) for match in _WORD.finditer(text)]


def _word(match: re.Match[str]) -> Word:
    text = match.group()
    bare = text[:-2] if text[-1] in "sS" and text[-2:-1] in _APOSTROPHES else text
    return Word(match.start(), match.start() + len(bare), bare, bare != text)
