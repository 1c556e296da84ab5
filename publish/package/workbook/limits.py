"""Texts and days as a workbook can hold them; nothing in it is ever a formula."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from cjaplans.publish.safe import printable

#: Rows of a sheet and UTF-16 units of a cell, by "Excel specifications and limits" at support.microsoft.com.
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
#: Day 0 of a workbook's calendar; days before March 1900 are out by one there, and stay texts.
_FIRST = date(1899, 12, 30)
_SOUND_FROM = date(1900, 3, 1)
#: How a workbook writes what XML cannot hold, and so what must not be taken for it.
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_XML = re.compile("[\ufffe\uffff]")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPECIAL = re.compile('[&<>"]')


def fitting(text: str) -> tuple[str, bool]:
    """The text without control characters, and whether it had to be cut; one that is cut says so at its end."""
    text = printable(text)
    if len(text) * 2 <= MOST_CHARACTERS or _units(text) <= MOST_CHARACTERS:
        return text, False
    mark = f" … [cut: {len(text):,} characters]"
    kept = text.encode("utf-16-le")[: (MOST_CHARACTERS - len(mark)) * 2].decode("utf-16-le", "ignore")
    return kept + mark, True


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def xml(text: str) -> str:
    """The text as it stands in the workbook's XML."""
    text = _LIKE_ESCAPE.sub("_x005F_", _NO_XML.sub("", text))
    return _SPECIAL.sub(lambda match: _MARKUP[match[0]], text)


@lru_cache(maxsize=2**14)
def serial(day: str) -> int | None:
    """The number of an ISO day in a workbook's calendar; None for one that it cannot count, or that is none."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return None
    return (found - _FIRST).days if found >= _SOUND_FROM else None


def letters(column: int) -> str:
    """The name of a column, counted from 0: ``A``, ``Z``, ``AA``."""
    name = ""
    while column >= 0:
        name = chr(65 + column % 26) + name
        column = column // 26 - 1
    return name
