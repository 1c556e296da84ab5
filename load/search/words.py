"""What can be searched, and how people write a search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

FIELDS = ("ref", "theme", "objective", "action_text", "detail", "responsible", "progress", "target")
"""The columns of ``action`` that can be searched."""

_TERM = re.compile(r'"([^"]*)"|(\S+)')


class Term(NamedTuple):
    """Words that must stand together; ``beginning``: the last of them may go on."""

    text: str
    beginning: bool


def terms(text: str) -> Iterator[Term]:
    """What a search asks for: each word, and what stands between double quotes; nothing that holds no word.

    ``*`` at a word's end finds its beginnings. All else is plain text.
    """
    for phrase, word in _TERM.findall(_printable(text)):
        if any(character.isalnum() for character in phrase or word):
            yield Term(phrase or word, word.endswith("*"))


def _printable(text: str) -> str:
    # A null character ends a query early, and a lone surrogate cannot be sent to a database at all.
    return "".join(" " if unicodedata.category(character) in ("Cc", "Cs") else character for character in text)
