"""Misprints and automatic corrections mended by data (domain.md 6), where an item is nothing else."""

from __future__ import annotations

import re
from functools import lru_cache

from cjaplans.normalise.codebooks import read_words

_STOPPED = re.compile(r"(?<!\w)[A-Z]\.[A-Z]\.(?:[A-Z]\.){0,4}[A-Z]?(?<=[A-Z.][A-Z.][A-Z.][A-Z.][A-Z.])(?!\w)")
#: Two letters with their stops, no surname behind them.
_STOPPED_PAIR = re.compile(r"(?<![\w.])[A-Z]\.[A-Z](?:\.|(?!\w))(?!\s*[A-Z][a-z])(?!\w)")
_SIGNS = "/,;.:()\n–"


@lru_cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Longest misprint first."""
    pairs = [
        (wrong, right) for right, misprints in read_words("party_words")["misprints"].items() for wrong in misprints
    ]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return tuple((_pattern(wrong), right) for wrong, right in pairs)


@lru_cache
def _any_misprint() -> re.Pattern[str]:
    """Any of the misprints: most texts have none."""
    return _pattern(*(wrong for misprints in read_words("party_words")["misprints"].values() for wrong in misprints))


def _pattern(*misprints: str) -> re.Pattern[str]:
    words = "|".join(r"\s+".join(re.escape(word) for word in misprint.split()) for misprint in misprints)
    return re.compile(rf"(?:(?<=[{re.escape(_SIGNS)} ])|^)(?:{words})(?=[{re.escape(_SIGNS)} ]|$)")


def without_stops(text: str) -> str:
    """The text with "S.P.S." as "SPS"; two letters are mostly somebody's initials and left, but for known ones."""
    return _STOPPED_PAIR.sub(_without_known_stops, _STOPPED.sub(lambda match: match.group().replace(".", ""), text))


def _without_known_stops(match: re.Match[str]) -> str:
    letters = match.group().replace(".", "")
    return letters if letters in read_words("party_words")["stopped_pairs"] else match.group()


def mended(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with misprints put right, and each misprint with what was meant.

    A misprint that is a plain word is mended only where signs part it from all else.
    """
    found: list[tuple[str, str]] = []
    if not _any_misprint().search(text):
        return text, ()
    for pattern, right in _patterns():
        for match in reversed(list(pattern.finditer(text))):
            printed = match.group()
            if printed.isalpha() and printed.istitle() and not _stands_alone(text, match.start(), match.end()):
                continue
            found.insert(0, (" ".join(printed.split()), right))
            text = text[: match.start()] + right + text[match.end() :]
    return text, tuple(dict.fromkeys(found))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(" "), text[end:].lstrip(" ")
    joins = before.endswith(("&", " and")) or after.startswith(("&", "and "))
    return joins or ((not before or before[-1] in _SIGNS) and (not after or after[0] in _SIGNS))
