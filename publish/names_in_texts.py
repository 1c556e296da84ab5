"""Where texts name people; a text without a word that names need is passed by."""

from __future__ import annotations

from functools import lru_cache

Span = tuple[int, int]


@lru_cache(maxsize=2**16)
def find_everybody(text: str) -> tuple[Span, ...]:
    """Names, and given names alone: to withhold too much is better than too little."""
    from cjaplans.normalise.parties import find_forenames, find_people

    return (*find_people(text), *find_forenames(text)) if may_name(text) else ()


def may_name(text: str) -> bool:
    """Whether a text holds a word that a name needs: a title, a given name or an initial. Quicker than to find one."""
    return any(map(_is_of_a_name, text.split()))


@lru_cache(maxsize=2**17)
def _is_of_a_name(chunk: str) -> bool:
    from cjaplans.normalise.parties.person_words import is_given, words_of

    return any(
        word.is_initial or is_given(word) or word.is_in("titles") or word.is_in("rank_words")
        for word in words_of(chunk)
    )
