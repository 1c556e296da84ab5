"""The word lists of ``codebooks/party_words.yaml``, and the words that link the others of a name."""

from __future__ import annotations

from functools import lru_cache

from cjaplans.normalise.codebooks import read_words

#: Words that a name or post has in small letters.
LITTLE_WORDS = frozenset({"and", "&", "of", "for", "the", "in", "on", "to"})


@lru_cache
def words_in(*lists: str) -> frozenset[str]:
    """Every word and phrase of some lists, in lower case. Raises ``KeyError`` for a list that is not there."""
    return frozenset(word.casefold() for name in lists for word in read_words("party_words")[name])
