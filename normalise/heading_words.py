"""The words of a heading: folded, reduced to stems, compared with the words of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import log
from typing import Any

import yaml
from rapidfuzz import fuzz

#: Endings that say nothing of what a word means, the longest first, and the least that must stay before one.
ENDINGS = (
    "abilities", "ibilities", "ability", "ibility", "ations", "ation", "ments", "ment", "ables", "able", "ibles",
    "ible", "ings", "ing", "ions", "ion", "ies", "ied", "ers", "ed", "es", "s", "y", "e",
)  # fmt: skip
SHORTEST_STEM = 4
#: Two stems this alike (0..100) are one word misspelt; short ones must be the same.
SAME_STEM = 87.0
SHORTEST_MISSPELT = 6


@lru_cache
def vocabulary(name: str) -> Any:
    """A vocabulary of ``layouts/`` by its file's stem."""
    text = files("cjaplans.normalise.layouts").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def fold_heading(text: str) -> str:
    """Lower case, words only; years, quarters and "year 2" say nothing about a column's meaning.

    A pound sign that is all the heading says stays, as a word.
    """
    text = re.sub(r"(?<=[a-z])-\s*(?=[a-z])", " ", text.casefold())
    text = re.sub(r"(?<=[a-z])\((?:s|es)\)", "s", text)
    bare = re.sub(r"\byear\s*\d*\b|\b(?:19|20)\d\d(?:\s*[-/–]\s*\d{2,4})?\b|\b(?:q|quarter)\s?[1-4]\b", " ", text)
    words = re.sub(r"\s+", " ", re.sub(r"[^a-z0-9]+", " ", bare.replace("'", "").replace("’", ""))).strip()
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


class Weights:
    """How much each stem tells, by how few of the known headings have it."""

    def __init__(self, headings: Collection[frozenset[str]]) -> None:
        counted = Counter(word for heading in headings for word in heading)
        self._weight: Mapping[str, float] = {w: log(1 + len(headings) / n) for w, n in counted.items()}
        self._unknown = log(1 + len(headings))

    def of(self, words: Collection[str]) -> float:
        """The weight of several stems; one that no known heading has weighs most."""
        return sum(self._weight.get(word, self._unknown) for word in words)

    def likeness(self, words: frozenset[str], other: frozenset[str]) -> float:
        """The weight of what two headings share, by the weight of all they say (0..1)."""
        shared = words & other
        mine, theirs = words - shared, other - shared
        alike = {w for w in mine if any(_misspelt(w, o) for o in theirs)}
        matched = {o for o in theirs if any(_misspelt(o, w) for w in mine)}
        both = self.of(shared) + self.of(matched)
        apart = self.of(mine - alike) + self.of(theirs - matched)
        return both / (both + apart) if both else 0.0


def _misspelt(word: str, other: str) -> bool:
    return min(len(word), len(other)) >= SHORTEST_MISSPELT and fuzz.ratio(word, other) >= SAME_STEM


def place_of(words: Sequence[str], within: Sequence[str]) -> int | None:
    """Where words stand in a row among others, the last place of several; None where they do not."""
    for start in range(len(within) - len(words), -1, -1):
        if tuple(within[start : start + len(words)]) == tuple(words):
            return start
    return None
