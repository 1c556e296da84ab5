"""Titles before a name: "Mr", "Sheriff Principal", "Det Ch Insp" (``people_words.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass

from cjaplans.normalise.parties.person_words import Word, words_of

#: Words and full stops of a title.
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Titles:
    """The words of a title; a weak one is also an abbreviation or a post, and needs a forename behind it."""

    end: int
    is_weak: bool


def past_titles(words: list[Word], at: int) -> Titles | None:
    """The title or titles that begin at a word; None where none does."""
    end, titles = at, []
    while end < min(len(words), at + MOST_WORDS) and (words[end].is_in("titles") or words[end].is_in("rank_words")):
        if words[end].is_in("titles"):
            titles.append(words[end])
        end = past_stop(words, end + 1)
        if titles and end < len(words) and words[end].is_in("title_tails"):
            end += 1
    if not titles:
        return None
    return Titles(end, all(title.is_in("weak_titles") for title in titles))


def past_stop(words: list[Word], at: int) -> int:
    """The index past a full stop that may stand at a word."""
    return at + 1 if at < len(words) and words[at].text == "." else at


def without_title(name: str) -> str:
    """A person's name without the title before it; one of a title and a surname alone is left whole."""
    words = words_of(name)
    titles = past_titles(words, 0) if words else None
    rest = words[titles.end :] if titles else []
    return name[rest[0].start :] if sum(word.text[0].isalpha() for word in rest) > 1 else name
