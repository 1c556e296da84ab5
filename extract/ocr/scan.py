"""A page read from its image: turned upright and straight, then words and rules in points of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cjaplans.extract.model import TextSource, Word
from cjaplans.extract.ocr.areas import areas_of, with_dark_text, without_edges
from cjaplans.extract.ocr.deskew import lean_of
from cjaplans.extract.ocr.engine import PixelBox, TextEngine
from cjaplans.extract.ocr.image import Gray, Ink, PageImage, ink_of, turned
from cjaplans.extract.ocr.pieces import pieces_of, wiped
from cjaplans.extract.ocr.ruling import image_rules
from cjaplans.extract.ocr.words import words_of
from cjaplans.extract.page import Page
from cjaplans.extract.paths import Fill
from cjaplans.extract.rules import Rules, with_cells

#: Lines at least this much longer than they are thick tell how a page lies; so many of them are asked.
LONG = 2.0
ASKED = 12
#: A page with less ink than this share of it is blank, give or take dust.
BLANK = 0.00002
WHITE = 255


@dataclass(frozen=True, slots=True)
class Upright:
    """A page's image made straight: by how many degrees it leaned, its ink, the rules in it, and what is tinted."""

    gray: Gray
    ink: Ink
    scale: float
    lean: float
    strokes: Rules
    fills: tuple[Fill, ...]

    def rules(self, words: Sequence[Word] = ()) -> Rules:
        """The rules in its ink, and the edges of its tinted cells; ``words`` tell those from the tint of a text."""
        height, width = self.gray.shape
        return with_cells(self.strokes, self.fills, words, width * self.scale, height * self.scale)


def is_blank(ink: Ink) -> bool:
    """Whether a page has nothing on it to be read."""
    return bool(ink.mean() < BLANK)


def straightened(image: PageImage) -> Upright:
    """The image with its lines level, whichever side is up, and its letters dark."""
    gray = without_edges(image.gray)
    lean = lean_of(ink_of(gray))
    gray = with_dark_text(turned(gray, -lean), image.scale)
    ink = ink_of(gray)
    strokes = image_rules(ink, image.scale)
    between = wiped(np.ones_like(ink), strokes, image.scale, False)
    areas = areas_of(gray, between, image.scale)
    return Upright(gray, ink, image.scale, lean, strokes, tuple(area.fill(image.scale) for area in areas))


def read_image(image: PageImage, number: int, engine: TextEngine) -> Page:
    """The page as ``engine`` reads it; a page that lies on a side or its head is turned as a reader would."""
    upright = straightened(image)
    boxes = engine.find(upright.gray)
    quarters = _quarters(upright.gray, boxes, engine)
    if quarters:
        upright = straightened(PageImage(np.ascontiguousarray(np.rot90(image.gray, quarters)), image.scale))
        boxes = engine.find(upright.gray)
    page = _page(upright, number, boxes, engine)
    return replace(page, turned=-90 * quarters % 360)


def _quarters(gray: Gray, boxes: list[PixelBox], engine: TextEngine) -> int:
    """Quarter turns, anticlockwise, that bring the page upright."""
    lying = [b for b in boxes if b.x1 - b.x0 >= LONG * (b.bottom - b.top)]
    standing = [b for b in boxes if b.bottom - b.top >= LONG * (b.x1 - b.x0)]
    aside = _length(standing) > _length(lying)
    longest = sorted(standing if aside else lying, key=lambda b: b.x1 - b.x0 + b.bottom - b.top)[-ASKED:]
    pieces = [np.rot90(gray[b.top : b.bottom, b.x0 : b.x1], aside) for b in longest]
    return (1 if aside else 0) + (2 if engine.upside_down(pieces) else 0)


def _length(boxes: list[PixelBox]) -> int:
    return sum(b.x1 - b.x0 + b.bottom - b.top for b in boxes)


def _page(upright: Upright, number: int, boxes: list[PixelBox], engine: TextEngine) -> Page:
    scale = upright.scale
    rules = upright.rules()
    pieces = pieces_of(boxes, rules, scale)
    clean = wiped(upright.gray, rules, scale, WHITE)
    readings = engine.read([clean[p.top : p.bottom, p.x0 : p.x1] for p in pieces])
    words = words_of(pieces, readings, wiped(upright.ink, rules, scale, False), scale)
    letters = sum(len(w.text) for w in words)
    height, width = upright.gray.shape
    return Page(
        number,
        width * scale,
        height * scale,
        tuple(words),
        upright.rules(words),
        letters,
        TextSource.OCR,
        sum(w.confidence * len(w.text) for w in words) / max(letters, 1),
        lean=upright.lean,
    )
