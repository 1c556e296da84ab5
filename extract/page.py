"""One page's geometry as PDFium reads it: words and rules in the upright page's coordinates."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

from cjaplans.extract.characters import read_words
from cjaplans.extract.model import Box, TextSource, Word
from cjaplans.extract.rules import Rules, read_rules
from cjaplans.extract.tagged.model import TaggedTable
from cjaplans.extract.tagged.tree import read_tagged
from cjaplans.extract.upright import upright_of


@dataclass(frozen=True, slots=True)
class Page:
    """``number`` counts from 1; ``width`` and ``height`` are of the upright, cropped page.

    ``characters`` is how many are printed; None for a page that could not be read. ``confidence``
    (0..1) is that of the page's words together. ``tagged`` are the tables that the file's own marks speak of.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: Rules
    characters: int | None
    text_source: TextSource = TextSource.DIGITAL
    confidence: float = 1.0
    tagged: tuple[TaggedTable, ...] = ()


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """Page ``number`` (from 1) of an open document."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        upright = upright_of(page)
        words, characters = read_words(page, upright)
        inside = [w for w in words if _on_page(w.box, width, height)]
        rules = read_rules(page, upright, width, height, inside)
        tagged = read_tagged(document, page, upright)
        return Page(number, width, height, tuple(inside), rules, characters, tagged=tagged)
    finally:
        page.close()


def _on_page(box: Box, width: float, height: float) -> bool:
    """Whether the middle of a box can be seen on the cropped page."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return 0 <= x <= width and 0 <= y <= height
