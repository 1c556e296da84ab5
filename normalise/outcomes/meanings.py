"""How like the meaning of an outcome a text is: the outcome's key stems, found in the text's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from cjaplans.normalise.codebooks import read, read_words

_WORD = re.compile(r"[a-z][a-z']*")
_WELL_BEING = re.compile(r"\bwell[- ]being\b")
#: How like a stem the beginning of a word must be (0..100), so that a misprint does no harm.
SAME_STEM = 84.0
#: Shorter stems must be met exactly.
LONG_STEM = 6
#: The share of an outcome's stems that its own text must have; a few stems must all be there.
OWN_TEXT = 0.8
FEW_STEMS = 3
#: A text of so many telling words is a label ("Housing").
LABEL_WORDS = 2
#: Only the beginning of a text is compared.
WORDS_COMPARED = 80

Stem = tuple[str, ...]


@lru_cache
def _empty() -> frozenset[str]:
    """Words that say nothing of an outcome."""
    return frozenset(read_words("code_lists")["empty"])


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[str, ...]:
    """The telling words of a text, in lower case; "well-being" and "well being" are one word."""
    joined = _WELL_BEING.sub("wellbeing", text.casefold())
    return tuple(word for word in _WORD.findall(joined) if word not in _empty())[:WORDS_COMPARED]


@cache
def stems_of(scheme: str, code: str) -> tuple[Stem, ...]:
    """An outcome's key stems, each with its alternatives; LB14's are those of the outcomes it stands for."""
    own = _rows_of(scheme, code, "stems")
    if not own:
        return tuple(dict.fromkeys(stem for target in _stands_for(scheme, code) for stem in stems_of(*target)))
    return own[0]


@cache
def topics_of(scheme: str, code: str) -> tuple[tuple[Stem, ...], ...]:
    """What an outcome is about in the fewest words, in one way or several; LB14's as those it stands for."""
    own = _rows_of(scheme, code, "topic")
    return own or tuple(topic for target in _stands_for(scheme, code) for topic in topics_of(*target))


def _rows_of(scheme: str, code: str, how: str) -> tuple[tuple[Stem, ...], ...]:
    rows = [r["words"] for r in read("outcome_words") if (r["scheme"], r["code"], r["how"]) == (scheme, code, how)]
    return tuple(map(_stems_of, rows))


def _stems_of(words: str) -> tuple[Stem, ...]:
    return tuple(tuple(stem.replace("-", " ").split(" ")[0] for stem in word.split("|")) for word in words.split())


def _stands_for(scheme: str, code: str) -> list[tuple[str, str]]:
    source = f"{scheme}:{code}"
    rows = (row for row in read("outcome_mappings") if row["source"] == source and row["match"] in ("exact", "part"))
    return [(target[0], target[2]) for row in rows if (target := row["target"].partition(":"))]


def has_topic(scheme: str, code: str, words: Sequence[str]) -> bool:
    """Whether words speak of what an outcome is about, however they put it; of a short label its chief word will do."""
    topics = topics_of(scheme, code)
    short = len(words) <= LABEL_WORDS
    return any(coverage(topic[:1] if short else topic, words) >= 1 for topic in topics)


def coverage(stems: Sequence[Stem], words: Sequence[str]) -> float:
    """The share of an outcome's stems that begin, or nearly begin, one of the words."""
    if not stems:
        return 0.0
    found = _stems_in(tuple(words))
    return len([1 for alternatives in stems if not found.isdisjoint(alternatives)]) / len(stems)


@lru_cache(maxsize=1024)
def _stems_in(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*map(stems_beginning, words))


@lru_cache(maxsize=16384)
def stems_beginning(word: str) -> frozenset[str]:
    """Every stem of the codebook that a word begins with, or nearly."""
    every, long = _stems()
    found = {word[:length] for length in range(1, len(word) + 1)} & every
    for length, held in long.items():
        near = process.extract(word[:length], held, scorer=fuzz.ratio, score_cutoff=SAME_STEM, limit=None)
        found.update(stem for stem, _, _ in near)
    return frozenset(found)


@lru_cache
def _stems() -> tuple[frozenset[str], dict[int, list[str]]]:
    """The key stems of all outcomes, and the long ones by their length."""
    every = {stem for r in read("outcome_words") for known in _stems_of(r["words"]) for stem in known}
    long: dict[int, list[str]] = {}
    for stem in sorted(every):
        if len(stem) >= LONG_STEM:
            long.setdefault(len(stem), []).append(stem)
    return frozenset(every), long


def is_text_of(scheme: str, code: str, text: str) -> bool:
    """Whether a text is the outcome's own, in few more words than it needs."""
    stems, words = stems_of(scheme, code), words_of(text)
    if not stems or len(words) > 3 * len(stems) + 4:
        return False
    needed = 1.0 if len(stems) <= FEW_STEMS else OWN_TEXT
    return coverage(stems, words) >= needed - 1e-9 and not (len(stems) <= FEW_STEMS and len(words) > len(stems) + 3)


def nickname_of(scheme: str, text: str) -> str | None:
    """The outcome that a line of text is the nickname of."""
    return _nicknames(scheme).get(words_of(text.replace("-", " ")))


@lru_cache
def _nicknames(scheme: str) -> dict[tuple[str, ...], str]:
    """The outcome of each nickname by its telling words, the first of several."""
    rows = [r for r in read("outcome_words") if r["scheme"] == scheme and r["how"] == "nickname"]
    return {words_of(r["words"]): r["code"] for r in reversed(rows)}
