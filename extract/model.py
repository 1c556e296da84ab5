"""What extraction hands on: words, cells, tables and text blocks, each with its page and box.

All coordinates are PDF points from the top left of the upright page: /Rotate is undone, and a page most of whose
text runs up, down or on its head is turned so that it can be read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cjaplans.extract.quick import quick

#: A line that ends so goes on without a space: "re-", "Police/".
HYPHENATED = re.compile(r"\w[-/]+$")
#: A text that begins so goes on with the sentence before it.
RUNS_ON = re.compile(r"^[a-z,;:)&]|^[–—-]\s*[a-z]")


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box ``(x0, top, x1, bottom)`` in points."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top


#: Makes a box, as ``Box`` does.
box_at = quick(Box)


def bounding(boxes: Sequence[Box]) -> Box:
    """The smallest box around boxes, of which there must be one at least."""
    if len(boxes) == 1:
        return boxes[0]
    x0, top, x1, bottom = (first := boxes[0]).x0, first.top, first.x1, first.bottom
    for box in boxes:
        if box.x0 < x0:
            x0 = box.x0
        if box.top < top:
            top = box.top
        if box.x1 > x1:
            x1 = box.x1
        if box.bottom > bottom:
            bottom = box.bottom
    return box_at(x0, top, x1, bottom)


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them; ``space_after`` when a space is printed behind it.

    ``turn`` is where it runs on the upright page, in degrees clockwise from rightwards: 270 for a text that
    runs up. ``confidence`` (0..1) is below 1 where the word was read from an image.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    space_after: bool = False
    confidence: float = 1.0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; soft wraps are joined by a space, bullet glyphs are gone.

    ``bold_prefix`` is the bold run at its start, ``mark`` the asterisk that was taken off like a bullet.
    """

    text: str
    box: Box
    bullet: bool = False
    bold: bool = False
    bold_prefix: str = ""
    size: float = 0.0
    mark: str = ""


#: Makes a paragraph, as ``Paragraph`` does.
paragraph_at = quick(Paragraph)


@dataclass(frozen=True, slots=True)
class Cell:
    """One ruled cell on one page.

    ``row`` and ``column`` are zero-based in the table it belongs to. In a stitched table a row cut
    by page breaks has one cell a page, all with the same ``row`` and ``column``, in page order;
    ``continues`` when the first paragraph goes on with the last one of the cell before it.
    ``confidence`` (0..1) is how sure its text and edges are.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    box: Box
    paragraphs: tuple[Paragraph, ...] = ()
    continues: bool = False
    confidence: float = 1.0

    @property
    def text(self) -> str:
        return "\n".join(p.text for p in self.paragraphs)


#: Makes a cell, as ``Cell`` does.
cell_at = quick(Cell)


def run_on(text: str, rest: str) -> str:
    """A paragraph and its rest; a word hyphenated between them is not parted."""
    return f"{text}{'' if HYPHENATED.search(text) else ' '}{rest}"


def joined(text: str, later: Cell) -> str:
    """A cell's text with that of its next fragment."""
    if not (text and later.text):
        return text or later.text
    if not later.continues:
        return f"{text}\n{later.text}"
    return run_on(text, later.text)


class Engine(StrEnum):
    """What found a table: its rules, the alignment of its texts, or the marks of a tagged PDF.

    ``outline`` is the text between tables, kept as a table of one column.
    """

    LATTICE = "lattice"
    ALIGNMENT = "alignment"
    TAGS = "tags"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a table that stands on one page."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A table, stitched over the pages it runs across.

    ``header_rows`` counts the rows at the top that are repeated or set apart as a heading; header
    rows repeated on later pages are not cells of the table but are listed in ``repeated_headers``.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    regions: tuple[Region, ...]
    engine: Engine = Engine.LATTICE
    confidence: float = 1.0
    header_rows: int = 0
    repeated_headers: tuple[Cell, ...] = ()

    def texts(self) -> dict[tuple[int, int], str]:
        """Row and column of each cell to its whole text, fragments on later pages joined to it."""
        whole: dict[tuple[int, int], str] = {}
        for cell in self.cells:
            place = (cell.row, cell.column)
            whole[place] = joined(whole.get(place, ""), cell)
        return whole

    @property
    def page_first(self) -> int:
        return self.regions[0].page

    @property
    def page_last(self) -> int:
        return self.regions[-1].page


class BlockKind(StrEnum):
    """What a piece of text outside tables is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    RUNNING = "running"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, paragraph, running head or footnote outside every table."""

    kind: BlockKind
    page: int
    paragraph: Paragraph

    @property
    def text(self) -> str:
        return self.paragraph.text

    @property
    def place(self) -> tuple[int, float]:
        """Where it begins: its page, and how far down (points)."""
        return self.page, self.paragraph.box.top


class TextSource(StrEnum):
    """Where a page's characters come from; ``none`` where it has none that can be used."""

    DIGITAL = "digital"
    OCR = "ocr"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PageInfo:
    """One page as read: ``number`` counts from 1, sizes are of the upright page in points.

    A page was ``turned`` so many degrees clockwise for its text to stand upright. A scan is levelled: ``lean`` is
    how many degrees its lines fell to the right before, and boxes are those of the levelled page.
    """

    number: int
    width: float
    height: float
    characters: int
    text_source: TextSource = TextSource.DIGITAL
    confidence: float = 1.0
    turned: int = 0
    lean: float = 0.0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something extraction could not do or is unsure of."""

    page: int | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """All that was read from one file: a pure function of its bytes and of the extractor.

    ``page_count`` is how many pages the file has, of which ``pages`` may be some; None where nobody counted.
    """

    pages: tuple[PageInfo, ...]
    tables: tuple[Table, ...]
    blocks: tuple[TextBlock, ...]
    notices: tuple[Notice, ...] = field(default=())
    page_count: int | None = None
