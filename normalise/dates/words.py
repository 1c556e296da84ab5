"""The vocabulary of time, compiled once (``codebooks/dates.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from cjaplans.normalise.caseless import caseless, small
from cjaplans.normalise.codebooks import read_words

VOCABULARY: Mapping[str, Any] = read_words("dates")

MONTHS: Mapping[str, int] = {name: number for number, names in VOCABULARY["months"].items() for name in names}
SEASONS: Mapping[str, int] = VOCABULARY["seasons"]
#: The first month that a feast can lie in, and the number of months.
FEASTS: Mapping[str, tuple[int, int]] = {name: (first, count) for name, (first, count) in VOCABULARY["feasts"].items()}
NUMBERS: Mapping[str, int] = VOCABULARY["numbers"]
ORDINALS: Mapping[str, int] = VOCABULARY["ordinals"]


def alternatives(phrases: Iterable[str]) -> str:
    """One pattern for any of the phrases, the longest first; not yet bounded."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(_phrase(phrase) for phrase in ordered)


def bounded(pattern: str) -> str:
    """A pattern that ends where a word ends."""
    return rf"(?:{pattern})(?!\w)"


def _phrase(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", "[ -]{1,3}").replace(r"\~", "[ -]?").replace("~", "[ -]?")


def _whole(phrase: str) -> str:
    return rf"({_phrase(phrase)})" + (r"(?!\w)" if phrase[-1].isalnum() else "")


def flat(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every phrase of the groups, with the name of its group."""
    return {phrase: name for name, phrases in groups.items() for phrase in phrases}


class Phrases:
    """Groups of phrases as one pattern that tells which group a match is of."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        by_phrase = sorted(flat(groups).items(), key=lambda item: (-len(item[0]), item[0]))
        by_first: dict[str, list[tuple[str, str]]] = {}
        for phrase, name in by_phrase:
            by_first.setdefault(phrase[0].lower(), []).append((phrase, name))
        # Tried only where the first letter agrees: a text's plain words cost next to nothing.
        self._patterns = {
            first: (caseless("|".join(_whole(phrase) for phrase, _ in held)), [n for _, n in held])
            for first, held in by_first.items()
        }

    def match(self, text: str, position: int) -> tuple[str, int] | None:
        """The group of the phrase at a position and where the phrase ends."""
        plain = small(text)
        pattern, names = self._patterns.get(plain[position], (None, []))
        found = pattern.match(plain, position) if pattern else None
        return (names[(found.lastindex or 1) - 1], found.end()) if found else None


@lru_cache
def word_pattern(name: str) -> re.Pattern[str]:
    """Any phrase of a vocabulary list, as whole words anywhere in a text."""
    return re.compile(rf"(?<!\w){bounded(alternatives(VOCABULARY[name]))}", re.IGNORECASE)


def number(text: str) -> int:
    """A number in figures or words."""
    key = re.sub(r"[ -]+", " ", text.casefold())
    return int(key) if key.isdecimal() else NUMBERS[key]


def ordinal(text: str) -> int:
    """A number in figures or words, or a place in a row ("first")."""
    return ORDINALS.get(text.casefold()) or number(text)


NUMBER = rf"(?:\d{{1,3}}(?!\d)|(?:{alternatives(NUMBERS)})(?!\w))"
MONTH = rf"(?:{alternatives(MONTHS)})(?!\w)\.?"
SEASON = rf"(?:{alternatives(SEASONS)})(?!\w)"
