"""The words of a heading: folded, reduced to stems, compared with the words of another."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from math import log
from typing import Any

from rapidfuzz import fuzz, process

from cjaplans.normalise.codebooks import load_words

#: Endings that say nothing of what a word means, the longest first, and the least that must stay before one.
ENDINGS = (
    "abilities", "ibilities", "ability", "ibility", "ations", "ation", "ments", "ment", "ables", "able", "ibles",
    "ible", "ings", "ing", "ions", "ion", "ies", "ied", "ers", "ed", "es", "s", "y", "e",
)  # fmt: skip
SHORTEST_STEM = 4
#: Two stems this alike (0..100) are one word misspelt; short ones must be the same.
SAME_STEM = 87.0
SHORTEST_MISSPELT = 6
_HYPHEN = re.compile(r"(?<=[a-z])-\s*(?=[a-z])")
_PLURAL = re.compile(r"(?<=[a-z])\((?:s|es)\)")
_TIME = re.compile(r"\byear\s*\d*\b|\b(?:19|20)\d\d(?:\s*[-/–]\s*\d{2,4})?\b|\b(?:q|quarter)\s?[1-4]\b")
_NO_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache
def vocabulary(name: str) -> Any:
    """A vocabulary of ``layouts/`` by its file's stem."""
    text = files("cjaplans.normalise.layouts").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return load_words(text)


@lru_cache(maxsize=4096)
def fold_heading(text: str) -> str:
    """Lower case, words only; years, quarters and "year 2" say nothing about a column's meaning.

    A pound sign that is all the heading says stays, as a word.
    """
    text = _PLURAL.sub("s", _HYPHEN.sub(" ", text.casefold()))
    words = _NO_WORD.sub(" ", _TIME.sub(" ", text).replace("'", "").replace("’", "")).strip()
    return words or ("pounds" if text.count("£") == 1 else "")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ending: "responsible" and "responsibility" are one."""
    word = vocabulary("words")["same"].get(word, word)
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def stems(folded: str) -> tuple[str, ...]:
    """The stems of a folded heading's words, in order."""
    return tuple(stem(word) for word in folded.split())


def telling(folded: str) -> frozenset[str]:
    """The stems of the words that mean something by themselves."""
    stop = vocabulary("words")["stop"]
    return frozenset(stem(word) for word in folded.split() if word not in stop)


class Alike:
    """Words that others may be misspellings of; only those of nearly their length are compared."""

    def __init__(self, words: Collection[str], cutoff: float) -> None:
        self._words, self._cutoff = tuple(words), cutoff
        self._of_length: dict[int, tuple[str, ...]] = {}
        self._nearest = lru_cache(maxsize=4096)(self._compared)

    def nearest(self, word: str) -> str | None:
        """The most alike (by ``fuzz.ratio``, 0..100), the first of several; None where none is alike enough."""
        return self._nearest(word)

    def _compared(self, word: str) -> str | None:
        found = process.extractOne(word, self._near(len(word)), scorer=fuzz.ratio, score_cutoff=self._cutoff)
        return found[0] if found else None

    def _near(self, length: int) -> tuple[str, ...]:
        """The words that share enough letters with one of a length even where all of the shorter one are shared."""
        if length not in self._of_length:
            least = self._cutoff / 200
            near = (word for word in self._words if min(len(word), length) >= least * (len(word) + length) - 1e-9)
            self._of_length[length] = tuple(near)
        return self._of_length[length]


class KnownWords:
    """The words of all known headings: how much each tells, and in which headings it stands."""

    def __init__(self, headings: Collection[frozenset[str]]) -> None:
        self._headings: dict[str, list[frozenset[str]]] = {}
        for heading in headings:
            for word in heading:
                self._headings.setdefault(word, []).append(heading)
        self._long = Alike([word for word in self._headings if len(word) >= SHORTEST_MISSPELT], SAME_STEM)
        self._unknown = log(1 + len(headings))
        self._weight = {w: log(1 + len(headings) / len(held)) for w, held in self._headings.items()}

    def nearest(self, words: frozenset[str]) -> tuple[frozenset[str], float]:
        """The known heading that shares most with these words, and how much (0..1); misspelt words are mended."""
        mended = frozenset(self._mended(word) for word in words)
        shared = {heading for word in mended for heading in self._headings.get(word, ())}
        return max(
            ((h, self._likeness(mended, h)) for h in shared), key=lambda each: each[1], default=(frozenset(), 0.0)
        )

    def _mended(self, word: str) -> str:
        if word in self._headings or len(word) < SHORTEST_MISSPELT:
            return word
        return self._long.nearest(word) or word

    def _likeness(self, words: frozenset[str], other: frozenset[str]) -> float:
        """The weight of what two headings share, by the weight of all they say."""
        return self._weight_of(words & other) / self._weight_of(words | other)

    def _weight_of(self, words: Collection[str]) -> float:
        """The weight of several words, summed in a fixed order; one that no known heading has weighs most."""
        return sum(self._weight.get(word, self._unknown) for word in sorted(words))
