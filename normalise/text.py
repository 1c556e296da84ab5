"""Printed text made ready for coding: one blank, one dash, one apostrophe, and no more than a value can hold."""

from __future__ import annotations

import re
from functools import lru_cache

from cjaplans.normalise.coded import Doubt

#: Longer texts are no value of a cell; what follows is left to the printed column.
LONGEST = 5000
#: What is not one plain blank: most texts have none, and are left as they are.
_BLANKS = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")
_SIGNS = str.maketrans(
    {"‐": "-", "‑": "-", "−": "-", "—": "–", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "“": '"', "”": '"'}
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@lru_cache(maxsize=2048)
def readable(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """The text with even signs and blanks (lines kept), and doubts: ``value_empty`` or ``value_too_long``.

    Hyphens become ``-``, long dashes ``–``, curly quotes straight; soft hyphens and zero-width marks go.
    """
    clean = _BLANKS.sub(" ", text if text.isascii() else _UNSEEN.sub("", text.translate(_SIGNS)))
    clean = "\n".join(line.strip() for line in clean.split("\n")).strip() if "\n" in clean else clean.strip()
    if not clean:
        return "", (Doubt("value_empty", "there is no text to read"),)
    if len(clean) > LONGEST:
        message = f"the text has {len(clean):,} characters; only the first {LONGEST:,} were read"
        return clean[:LONGEST], (Doubt("value_too_long", message),)
    return clean, ()
