"""Page numbers as people write them: ``3-9,12``, or ``all``."""

from __future__ import annotations

import re
from collections.abc import Collection

from cjaplans.extract.pagenumbers import pages_label

LARGEST = 100_000  # far beyond any PDF; keeps "1-999999999" from filling the memory

_RANGE = re.compile(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?")


#: The word for every page, where a choice of pages is to be undone.
ALL = "all"


def label_of(pages: Collection[int] | None) -> str | None:
    """How a choice of pages is written; None where all are meant."""
    return None if pages is None else pages_label(pages)


def parse_pages(text: str) -> frozenset[int]:
    """The pages that ``text`` names, counted from 1.

    Raises:
        ValueError: ``text`` is not a list of pages and ranges, or a range runs backwards.
    """
    return frozenset(page for part in text.split(",") for page in _range(part))


def _range(part: str) -> range:
    match = _RANGE.fullmatch(part)
    if match is None:
        raise ValueError(f"{part.strip()!r} is not a page or a range of pages")
    first = int(match[1])
    last = int(match[2] or first)
    if not 1 <= first <= last <= LARGEST:
        raise ValueError(f"{part.strip()!r} is not a range of pages: they count from 1, the smaller first")
    return range(first, last + 1)
