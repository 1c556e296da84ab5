"""The one entry of extraction: a file's bytes become an ``ExtractedDocument``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2

from cjaplans.extract.collection import put_off, resumed
from cjaplans.extract.embedded import embedded_notices
from cjaplans.extract.errors import DamagedFile, PagesOutOfRange
from cjaplans.extract.file import read_bytes
from cjaplans.extract.following import parts_of
from cjaplans.extract.legibility import legible
from cjaplans.extract.model import ExtractedDocument, Notice, PageInfo, TextSource, Word
from cjaplans.extract.notices import count_notices, gathered, page_notices
from cjaplans.extract.ocr.reader import ScanReader
from cjaplans.extract.outline import blocks_of, body_size, page_text, right_margin, running_lines
from cjaplans.extract.page import Page, opened_page, page_of
from cjaplans.extract.pagetable import PageTable, without_empty_ends
from cjaplans.extract.paragraphs import setting_of
from cjaplans.extract.reader import open_pdf
from cjaplans.extract.rules import Rules
from cjaplans.extract.running import without_running
from cjaplans.extract.second_opinion import with_second_opinion
from cjaplans.extract.stitch import stitch
from cjaplans.extract.switches import PLAIN, Switches
from cjaplans.extract.tables import page_tables

#: Of a file of more pages only these are read, if nobody asks for others.
MOST_PAGES = 2000


@put_off()
def extract(
    source: Path | bytes,
    switches: Switches = PLAIN,
    *,
    password: str | None = None,
    stitched: bool = True,
    before_ocr: Callable[[], None] = lambda: None,
) -> ExtractedDocument:
    """Reads a PDF: its tables, stitched over pages unless told otherwise, and the text between them.

    With a second opinion the tables are as sure as camelot agrees. ``before_ocr`` is called before each page that
    OCR reads, which takes seconds. Raises a subclass of ``UnreadableFile``, or
    ``MissingEngine``.
    """
    data = read_bytes(source)
    scans = ScanReader(switches.ocr, before_ocr)
    read, count, carried = _read(data, password, switches.pages, scans)
    found = _tables(read)
    tables = {page.number: tables for page, tables, _ in found}
    opinions: list[Notice] = []
    if switches.second_opinion:
        with resumed():
            tables, opinions = with_second_opinion(data, password, tables)
    texts = [page_text(page, free, [t.box for t in tables[page.number]]) for page, _, free in found]
    cells = [c.lines for page in tables.values() for t in page for c in t.cells]
    setting = setting_of(cells + [t.lines for t in texts])
    body = body_size(texts, [line for lines in cells for line in lines])
    repeated = running_lines(texts, body)
    blocks = {t.page.number: blocks_of(t, repeated, body, setting, right_margin(texts, t.page.width)) for t in texts}
    marked = [n for page in read for t in tables[page.number] for n in t.notices]
    parts = parts_of(read, tables, blocks, stitched)
    return ExtractedDocument(
        pages=tuple(_info(p) for p in read),
        tables=tuple(stitch(parts, setting)),
        blocks=tuple(b for page in read for b in blocks[page.number]),
        notices=(
            *carried,
            *count_notices(len(read), count, asked=switches.pages is not None),
            *gathered([*page_notices(read), *scans.notices(), *marked]),
            *opinions,
        ),
        page_count=count,
    )


def _tables(pages: Sequence[Page]) -> list[tuple[Page, list[PageTable], list[Word]]]:
    """Each page with its tables and the words outside them, with those that only run through its tables.

    A table may go on with that of the page before.
    """
    found: list[tuple[Page, list[PageTable], list[Word]]] = []
    running = without_running(pages)
    for page in pages:
        cleared, taken = running[page.number]
        last = found[-1][1][-1] if found and found[-1][1] and found[-1][0].number == page.number - 1 else None
        tables, free = page_tables(cleared, last)
        found.append((page, [without_empty_ends(t, taken) for t in tables], [*free, *taken]))
    return found


def _info(page: Page) -> PageInfo:
    source = page.text_source if page.words else TextSource.NONE
    return PageInfo(
        page.number, page.width, page.height, page.characters or 0, source, page.confidence, page.turned, page.lean
    )


def _read(
    data: bytes, password: str | None, pages: frozenset[int] | None, scans: ScanReader
) -> tuple[list[Page], int, list[Notice]]:
    """The pages wanted, how many the file has, and what it carries besides."""
    with open_pdf(data, password) as pdf:
        count = len(pdf)
        wanted = sorted(pages) if pages is not None else range(1, min(count, MOST_PAGES) + 1)
        outside = [n for n in wanted if not 1 <= n <= count]
        if outside:
            asked = ", ".join(map(str, outside[:5])) + (", ..." if len(outside) > 5 else "")
            raise PagesOutOfRange(f"the file has {count} page{'s' * (count != 1)}, not page {asked}")
        read = [(number, _page(pdf, number, scans)) for number in wanted]
        carried = list(embedded_notices(pdf, data))
    if not any(page for _, page in read):
        raise DamagedFile("no page of the PDF can be read")
    return [page or Page(number, 0.0, 0.0, (), Rules(), None) for number, page in read], count, carried


def _page(pdf: pypdfium2.PdfDocument, number: int, scans: ScanReader) -> Page | None:
    """A page, or None when it is damaged: the others are worth reading all the same."""
    try:
        with opened_page(pdf, number) as page:
            found = page_of(pdf, page, number)
            if found.words:
                return scans.read(page, found if legible(found) else replace(found, words=(), garbled=True))
        with opened_page(pdf, number) as page:  # what is named as a page and is none, PDFium opens once
            return scans.read(page, found)
    except pypdfium2.PdfiumError:
        return None
