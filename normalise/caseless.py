"""Patterns that pay no heed to capitals, on texts in small letters.

``re.IGNORECASE`` folds letter by letter in each alternative; the same pattern in small letters finds the same places of
a text in small letters several times sooner. What is found is cut out of the text as printed by its place.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: A capital of a pattern; what follows a backslash, and the name of a group, is left alone.
_CAPITAL = re.compile(r"\\.|\(\?P[<=]\w+|[A-Z]", re.DOTALL)
#: What else ``re.IGNORECASE`` takes for a letter from a to z.
_ALIKE = str.maketrans({"ſ": "s", "ı": "i", "İ": "I", "\N{KELVIN SIGN}": "K"})


def in_plain_letters(text: str) -> str:
    """The text with other letters that patterns take for ASCII ones as these, so that vocabularies know the words."""
    return text if text.isascii() else text.translate(_ALIKE)


@lru_cache(maxsize=1024)
def small(text: str) -> str:
    """The text in small letters, each at its place."""
    plain = in_plain_letters(text)
    lower = plain.lower()
    return lower if len(lower) == len(text) else "".join(sign.lower()[0] for sign in plain)


def caseless(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of ASCII letters that finds in ``small(text)`` what it finds in the text, capitals or not.

    It must not refer back to a group: what was found once more may be in other letters.
    """
    return re.compile(_CAPITAL.sub(lambda m: m[0] if len(m[0]) > 1 else m[0].lower(), pattern), flags)
