"""Words of a page, from PDFium's characters.

PDFium orders the characters, adds the spaces that only a gap shows, and marks what it added; a word
ends at white space, at a jump on the page or at a change of line. A no-break space ends none: what it
joins is wrapped as one word.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.model import Box, Word

Upright = Callable[[float, float], tuple[float, float]]

#: PDFium's stand-in for a hyphen at a line's end.
LINE_HYPHEN = 0x02
SOFT_HYPHEN = 0xAD
NO_BREAK_SPACE = "\u00a0"
#: Codes that stand for nothing a reader sees: padding, soft hyphens, zero-width marks.
UNPRINTED = frozenset({0, SOFT_HYPHEN, 0xFFFE, 0xFFFF, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF})
#: A raised character this much smaller than its word is a superscript.
SUPERSCRIPT_SIZE = 0.75
#: Boxes stand on the baseline and are as tall as the font, so that all words of a line agree.
ASCENT = 0.76
DESCENT = 0.24
#: A glyph taller than this many times its font size belongs to turned text; its own box is kept.
TURNED = 1.8
#: Letters overlapping their twin by this share of their width are printed twice for fake bold.
OVERPRINT = 0.7


@dataclass(slots=True)
class _Glyph:
    text: str
    box: Box
    size: float
    bold: bool


@dataclass(slots=True)
class _Run:
    """The glyphs of one word while it is being read."""

    glyphs: list[_Glyph] = field(default_factory=list)

    def add(self, glyph: _Glyph) -> None:
        self.glyphs.append(glyph)

    def breaks_before(self, glyph: _Glyph) -> bool:
        """Whether ``glyph`` stands too far from the last one to belong to its word."""
        if not self.glyphs:
            return False
        last = self.glyphs[-1].box
        height = max(last.height, glyph.box.height, 1.0)
        gap = glyph.box.x0 - last.x1
        apart = min(last.bottom, glyph.box.bottom) - max(last.top, glyph.box.top) < 0.1 * height
        return apart or gap > 0.6 * height or gap < -1.5 * height

    def repeats(self, glyph: _Glyph) -> bool:
        """Whether ``glyph`` is the last one printed again, a little aside, to look bold.

        The letters of a ligature share one box exactly; they are no repetition.
        """
        if not self.glyphs or self.glyphs[-1].text != glyph.text:
            return False
        last = self.glyphs[-1].box
        if last == glyph.box:
            return False
        shared = min(last.x1, glyph.box.x1) - max(last.x0, glyph.box.x0)
        return shared > OVERPRINT * min(last.width, glyph.box.width) > 0

    def words(self, space_after: bool) -> Iterator[Word]:
        glyphs = _without_footnote_marks(self.glyphs)
        if glyphs:
            box = Box(
                min(g.box.x0 for g in glyphs),
                min(g.box.top for g in glyphs),
                max(g.box.x1 for g in glyphs),
                max(g.box.bottom for g in glyphs),
            )
            bold = sum(g.bold for g in glyphs) * 2 > len(glyphs)
            text = "".join(g.text for g in glyphs).replace(NO_BREAK_SPACE, " ").strip()
            if not text:
                self.glyphs.clear()
                return
            yield Word(text, box, max(g.size for g in glyphs), bold, space_after)
        self.glyphs.clear()


def _without_footnote_marks(glyphs: list[_Glyph]) -> list[_Glyph]:
    """Drops raised small figures and asterisks (SCHEMA: footnote marks are dropped)."""
    if not glyphs:
        return glyphs
    size = max(g.size for g in glyphs)
    middle = max(glyphs, key=lambda g: g.size).box
    return [
        g
        for g in glyphs
        if not (
            g.size < SUPERSCRIPT_SIZE * size
            and (g.text.isdigit() or g.text in "*†‡")
            and g.box.bottom < middle.bottom - 0.1 * middle.height
        )
    ]


def read_words(page: pypdfium2.PdfPage, upright: Upright) -> tuple[list[Word], int]:
    """The words in PDFium's reading order, and how many characters the page prints."""
    textpage = page.get_textpage()
    try:
        reader = _GlyphReader(textpage.raw, upright)
        words: list[Word] = []
        run = _Run()
        count = textpage.count_chars()
        for index in range(count):
            code = reader.unicode(index)
            if code in (0x20, 0x0D, 0x0A, 0x09):
                printed = code == 0x20 and not reader.generated(index)
                words.extend(run.words(space_after=printed))
                continue
            if code in UNPRINTED or 0xD800 <= code <= 0xDFFF:
                continue
            glyph = reader.glyph(index, code)
            if run.repeats(glyph):
                continue
            if run.breaks_before(glyph):
                words.extend(run.words(space_after=False))
            run.add(glyph)
        words.extend(run.words(space_after=False))
        return words, count
    finally:
        textpage.close()


class _GlyphReader:
    """Reads single characters; fonts are looked up once a text object."""

    def __init__(self, textpage: object, upright: Upright) -> None:
        self._page = textpage
        self._upright = upright
        self._rect = pdfium.FS_RECTF()
        self._rect_ref = ctypes.byref(self._rect)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._x_ref, self._y_ref = ctypes.byref(self._x), ctypes.byref(self._y)
        self._styles: dict[int, tuple[float, bool]] = {}

    def unicode(self, index: int) -> int:
        return int(pdfium.FPDFText_GetUnicode(self._page, index))

    def generated(self, index: int) -> bool:
        return bool(pdfium.FPDFText_IsGenerated(self._page, index) == 1)

    def glyph(self, index: int, code: int) -> _Glyph:
        pdfium.FPDFText_GetLooseCharBox(self._page, index, self._rect_ref)
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x_ref, self._y_ref)
        rect = self._rect
        ax, ay = self._upright(rect.left, rect.top)
        bx, by = self._upright(rect.right, rect.bottom)
        size, bold = self._style(index)
        top, bottom = min(ay, by), max(ay, by)
        if size and bottom - top < TURNED * size:
            baseline = self._upright(self._x.value, self._y.value)[1]
            top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
        text = "-" if code == LINE_HYPHEN else chr(code)
        return _Glyph(text, Box(min(ax, bx), top, max(ax, bx), bottom), size, bold)

    def _style(self, index: int) -> tuple[float, bool]:
        """Font size in points and boldness of the text object a character belongs to."""
        handle = pdfium.FPDFText_GetTextObject(self._page, index)
        if not handle:
            return 0.0, False
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in self._styles:
            size = float(pdfium.FPDFText_GetFontSize(self._page, index))
            self._styles[key] = (_scaled(handle, size), _is_bold(handle))
        return self._styles[key]


def _scaled(text_object: object, size: float) -> float:
    """The size as shown: writers often set size 1 and scale by the matrix."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(text_object, matrix):
        return size
    return size * float((matrix.c**2 + matrix.d**2) ** 0.5)


def _is_bold(text_object: object) -> bool:
    font = pdfium.FPDFTextObj_GetFont(text_object)
    if not font:
        return False
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(int(length), 1))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.lower()
    if b"bold" in name or b"black" in name or b"heavy" in name:
        return True
    stroked = pdfium.FPDFTextObj_GetTextRenderMode(text_object) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    return bool(stroked) or int(pdfium.FPDFFont_GetWeight(font)) >= 600
