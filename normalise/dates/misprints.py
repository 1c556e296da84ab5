"""Names of months and seasons that are misspelt by a letter or two, or cut short."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from cjaplans.normalise.dates.words import FEASTS, SEASONS, VOCABULARY

#: A word that may be a misspelt name; OCR takes an o for a nought and an l for a one.
PERHAPS_A_NAME = r"[A-Za-z01]{4,11}(?!\w)\.?"
#: Only where a figure stands beside it: plain words cost next to nothing.
BESIDE_A_FIGURE = rf"{PERHAPS_A_NAME}(?=[ ,./'–-]{{0,3}}(?:of[ ])?\d|[ ]?(?:-|–|to|and|&|/)[ \w,.'-]{{0,20}}\d)"
#: The full names; "may" has too many neighbours among the words.
_MONTHS = tuple(names[0] for names in VOCABULARY["months"].values() if len(names[0]) > len("may"))
#: Names up to here have many neighbours among the words: one letter may be wrong, in longer ones two.
_SHORT_MONTH, _SHORT_SEASON = 5, 6
#: So many letters tell what a name that is cut short was.
_ABBREVIATED = 4
_FIGURES = str.maketrans("01", "ol")


def needs_capital(name: str) -> bool:
    """Whether a misspelling of the name must have a capital where no year stands beside it."""
    return len(name) <= _SHORT_MONTH


@lru_cache(maxsize=4096)
def near_month(word: str) -> str:
    """The month that a word in lower case is a misspelling of, or the beginning; empty where it is of none."""
    letters = word.translate(_FIGURES)
    begun = [name for name in _MONTHS if len(letters) >= _ABBREVIATED and name.startswith(letters)]
    return begun[0] if begun else _near(word, letters, _MONTHS, _SHORT_MONTH)


@lru_cache(maxsize=4096)
def near_season(word: str) -> str:
    """The season or feast that a word in lower case is a misspelling of; empty where it is of none."""
    return _near(word, word.translate(_FIGURES), (*SEASONS, *FEASTS), _SHORT_SEASON)


def _near(word: str, letters: str, names: Iterable[str], short: int) -> str:
    """The nearest name with the word's first letter and no more wrong letters than its length allows."""
    if word in VOCABULARY["no_misprints"]:
        return ""
    found = {name: OSA.distance(letters, name) for name in names if name[0] == letters[:1]}
    near = {name: wrong for name, wrong in found.items() if wrong <= 1 + (len(name) > short)}
    return min(near, key=lambda name: near[name], default="")
