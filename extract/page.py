"""One page's geometry as PDFium reads it: words and rules in the upright page's coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2

from cjaplans.extract.characters import read_words
from cjaplans.extract.glyphs import GlyphReader
from cjaplans.extract.model import TextSource, Word
from cjaplans.extract.rules import Rules, read_rules
from cjaplans.extract.tagged.model import TaggedTable
from cjaplans.extract.tagged.tree import read_tagged
from cjaplans.extract.upright import held, turned_size, upright_of

#: The fullest page of small print has a tenth of these.
MOST_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Page:
    """``number`` counts from 1; ``width`` and ``height`` are of the upright, cropped page.

    ``characters`` is how many are printed; None for a page that could not be read. ``confidence``
    (0..1) is that of the page's words together. ``tagged`` are the tables that the file's own marks speak of.

    A page was ``turned`` so many degrees clockwise for its text to stand upright; ``watermarks`` are texts that
    are not among the words. ``unmapped`` is the share (0..1) of characters that stand for no letter,
    ``without_map`` that of characters whose font does not say which letter they are; the words of a ``garbled``
    page are left out; an ``overfull`` one has more characters than can be of use, and was not read. ``lean`` is
    how many degrees a scan's lines fell to the right before they were levelled.
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
    turned: int = 0
    watermarks: tuple[str, ...] = ()
    unmapped: float = 0.0
    without_map: float = 0.0
    garbled: bool = False
    overfull: bool = False
    lean: float = 0.0


@contextmanager
def opened_page(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage]:
    """Page ``number`` (from 1) of an open document. Raises ``PdfiumError`` where it is no page."""
    page = document[number - 1]
    try:
        yield page
    finally:
        page.close()


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """Page ``number`` (from 1) of an open document."""
    with opened_page(document, number) as page:
        return page_of(document, page, number)


def page_of(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int) -> Page:
    """What an open page of a document, its ``number`` given, has on it."""
    width, height = page.get_size()
    upright = upright_of(page)
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > MOST_CHARACTERS:
            return Page(number, width, height, (), Rules(), count, overfull=True)
        reader = GlyphReader(textpage, page.get_rotation())
        turn = reader.page_turn()
        if turn:
            upright = held(upright, turn, width, height)
            width, height = turned_size(turn, width, height)
        read = read_words(reader, upright, turn, width, height)
        unmapped, without_map = reader.unmapped(), reader.without_map()
    finally:
        textpage.close()
    inside = _on_page(read.words, width, height)
    return Page(
        number,
        width,
        height,
        inside,
        read_rules(page, upright, width, height, inside),
        reader.count,
        tagged=read_tagged(document, page, upright),
        turned=-turn % 360,
        watermarks=read.watermarks,
        unmapped=unmapped,
        without_map=without_map,
    )


def _on_page(words: Sequence[Word], width: float, height: float) -> tuple[Word, ...]:
    """The words whose middles can be seen on the cropped page."""
    boxes = [word.box for word in words]
    return tuple(
        [
            word
            for word, box in zip(words, boxes, strict=True)
            if 0 <= (box.x0 + box.x1) / 2 <= width and 0 <= (box.top + box.bottom) / 2 <= height
        ]
    )
