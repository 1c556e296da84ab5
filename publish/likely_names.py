"""Unresolved leads that are probably people: one to three capitalised words that nothing else is known by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from cjaplans.normalise.codebooks import read_words

#: Words of a name.
MOST_WORDS = 3
_NAME_WORD = r"[^\W\d_](?:[^\W\d_]|['’‘-])*\.?"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,{MOST_WORDS - 1}}}")
_LETTERS = re.compile(r"[^\W\d_]+")
#: Codebooks of ordinary vocabulary, and the lists of name words that no name consists of.
_BOOKS = ("party_words", "party_names", "statuses", "theme_words", "priority_words", "dates", "money", "context_words")
_LISTS = ("not_surnames", "named_after", "not_in_capitals", "not_after_titles", "not_after_ranks", "not_after_articles",
          "body_names", "firm_words", "time_words", "month_names", "lettered", "towns")  # fmt: skip


def is_likely_name(printed: str, ordinary: frozenset[str]) -> bool:
    """Whether an unresolved lead may be a person: no word of it is ordinary, a place's, or of a body's name."""
    words = _without_titles(printed.split())
    if not _NAME.fullmatch(" ".join(words)):
        return False
    known = ordinary | _vocabulary()
    return any(len(word) > 2 for word in words) and all(_is_of_name(word, known) for word in words)


def _without_titles(words: list[str]) -> list[str]:
    from cjaplans.normalise.parties.person_words import listed

    titles = listed("titles") | listed("rank_words")
    first = next((at for at, word in enumerate(words) if word.strip(".") not in titles), len(words))
    return words[first:]


def _is_of_name(word: str, known: frozenset[str]) -> bool:
    """A capitalised word that is not known, or an initial; capitals are an abbreviation."""
    if not word[0].isupper():
        return False
    is_initial = len(word.rstrip(".")) == 1
    mixed = any(letter.islower() for letter in word)
    return is_initial or (mixed and not known.intersection((word.casefold(), *_parts(word))))


def _parts(word: str) -> Iterator[str]:
    """The word without a possessive, and what its hyphens part."""
    bare = re.sub(r"['’‘]s?$", "", word.casefold())
    yield from (bare, *bare.split("-")[:1])


@lru_cache
def _vocabulary() -> frozenset[str]:
    """Every folded word of bodies, posts, areas and the project's own vocabularies."""
    from cjaplans.normalise.parties.person_words import listed, party_words
    from cjaplans.normalise.parties.regions import region_words

    books = {word for book in _BOOKS for text in _strings(read_words(book)) for word in _LETTERS.findall(text)}
    lists = {word for name in _LISTS for word in listed(name)}
    return frozenset(word.casefold() for word in (*books, *lists, *party_words(), *region_words()))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    else:
        yield str(value)
