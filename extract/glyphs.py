"""Every character of a page, read from PDFium in bulk.

One call a character is all that Python must make for its box; text comes in one call a page, fonts in
one a text object, and turning to the upright page is done on whole arrays.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.upright import Upright

#: PDFium's stand-ins for a hyphen at a line's end.
LINE_HYPHENS = ("\x02", "\ufffe")
#: Boxes stand on the baseline and are as tall as the font, so that all words of a line agree.
ASCENT = 0.76
DESCENT = 0.24
#: A glyph taller than this many times its font size belongs to turned text; its own box is kept.
TURNED = 1.8

# The same functions with plain integers for handles: ctypes then builds no object a call.
_char_box = ctypes.cast(
    pdfium.FPDFText_GetLooseCharBox, ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
)
_text_object = ctypes.cast(
    pdfium.FPDFText_GetTextObject, ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
)


@dataclass(frozen=True, slots=True)
class Style:
    """How one text object is set: font size in points, and boldness."""

    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A page's characters in PDFium's order; the lists run side by side."""

    text: str
    x0: list[float]
    top: list[float]
    x1: list[float]
    bottom: list[float]
    objects: list[int]


class GlyphReader:
    """Reads one page's characters, and the style and baseline of any of them."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, upright: Upright) -> None:
        self._page = textpage.raw
        self._handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
        self._upright = upright
        self._styles: dict[int, Style] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self.count = textpage.count_chars()

    def read(self) -> Glyphs:
        """All characters with their boxes on the upright page."""
        boxes = (pdfium.FS_RECTF * max(self.count, 1))()
        start, size, handle = ctypes.addressof(boxes), ctypes.sizeof(pdfium.FS_RECTF), self._handle
        objects = [0] * self.count
        for index in range(self.count):
            _char_box(handle, index, start + size * index)
            objects[index] = _text_object(handle, index) or 0
        left, upper, right, lower = np.frombuffer(boxes, dtype=np.float32).reshape(-1, 4)[: self.count].T.astype(float)
        ax, ay = self._both(left, upper)
        bx, by = self._both(right, lower)
        return Glyphs(
            self._text(),
            np.minimum(ax, bx).tolist(),
            np.minimum(ay, by).tolist(),
            np.maximum(ax, bx).tolist(),
            np.maximum(ay, by).tolist(),
            objects,
        )

    def _both(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Turning is a sum of each coordinate and a constant, so it works on arrays as on numbers."""
        turned: tuple[np.ndarray, np.ndarray] = self._upright(x, y)  # type: ignore[arg-type, assignment]
        return turned

    def _text(self) -> str:
        buffer = (ctypes.c_ushort * (self.count + 1))()
        written = pdfium.FPDFText_GetText(self._page, 0, self.count, buffer)
        text = bytes(buffer)[: 2 * self.count].decode("utf-16-le", errors="replace")
        if written == self.count + 1 and len(text) == self.count:
            return text
        # Characters beyond the basic plane take two units: ask for each one instead.
        codes = (pdfium.FPDFText_GetUnicode(self._page, index) for index in range(self.count))
        return "".join("\x00" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code) for code in codes)

    def generated(self, index: int) -> bool:
        """Whether PDFium added a character that the file does not print."""
        return bool(pdfium.FPDFText_IsGenerated(self._page, index) == 1)

    def style(self, index: int, handle: int) -> Style:
        """The style of the text object ``handle``, to which character ``index`` belongs."""
        if handle not in self._styles:
            text_object = pdfium.FPDFText_GetTextObject(self._page, index)
            size = float(pdfium.FPDFText_GetFontSize(self._page, index))
            self._styles[handle] = (
                Style(_scaled(text_object, size), _is_bold(text_object)) if handle else Style(0, False)
            )
        return self._styles[handle]

    def extent(self, index: int, top: float, bottom: float, size: float) -> tuple[float, float]:
        """Top and bottom of the line a character stands on: by its baseline, unless it is turned."""
        if not size or bottom - top >= TURNED * size:
            return top, bottom
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        baseline = self._upright(self._x.value, self._y.value)[1]
        return baseline - ASCENT * size, baseline + DESCENT * size


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
