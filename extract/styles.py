"""How text objects are set: the size of their letters, their font's boldness, and whether it is one of signs."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from cjaplans.extract.bulk import bound, pointer
from cjaplans.extract.quick import quick

#: Watermarks are at least this large (points), and as light as this (channels, or opacity: 0 to 255).
LARGE = 24.0
FAINT = 160
#: Fonts of this weight and above are bold.
BOLD = 600

_font_size = bound(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_font = bound(pdfium.FPDFTextObj_GetFont, ctypes.c_size_t)
_render_mode = bound(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
_matrix = bound(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int)
_base_name = bound(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t)
_weight = bound(pdfium.FPDFFont_GetWeight, ctypes.c_int)
_fill_colour = bound(pdfium.FPDFPageObj_GetFillColor, ctypes.c_int)


@dataclass(frozen=True, slots=True)
class Style:
    """How one text object is set: font size in points, boldness, whether its letters stand for signs.

    ``faint`` text is large and printed in a light grey or let shine through.
    """

    size: float
    bold: bool
    signs: bool = False
    faint: bool = False


UNSET = Style(0, False)
_made = quick(Style)
_STROKED = pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE


class StyleReader:
    """Reads the styles of a text page's objects, each object and each font once."""

    def __init__(self, page: int) -> None:
        self._page = pointer(page)
        self._styles: dict[int, Style] = {0: UNSET}
        self._fonts: dict[int, tuple[bool, bool]] = {0: (False, False)}
        self._matrix = pdfium.FS_MATRIX()
        self._to_matrix = ctypes.byref(self._matrix)

    def styles(self, indexes: Sequence[int], handles: Sequence[int]) -> list[Style]:
        """The style of each text object, of which the index of a character is given."""
        known = self._styles
        for index, handle in zip(indexes, handles, strict=True):
            if handle not in known:
                known[handle] = self._style(index, pointer(handle))
        return [known[handle] for handle in handles]

    def _style(self, index: int, text_object: Any) -> Style:
        size = self._scaled(text_object, _font_size(self._page, index))
        bold, signs = self._font(_font(text_object))
        stroked = _render_mode(text_object) == _STROKED
        return _made(size, bold or stroked, signs, size >= LARGE and _is_faint(text_object))

    def _scaled(self, text_object: Any, size: float) -> float:
        """The size as shown: writers often set size 1 and scale by the matrix."""
        matrix = self._matrix
        if not _matrix(text_object, self._to_matrix):
            return size
        return size * float((matrix.c**2 + matrix.d**2) ** 0.5)

    def _font(self, handle: int) -> tuple[bool, bool]:
        """Whether a font is bold, and whether it is one of signs."""
        known = self._fonts.get(handle)
        if known is None:
            font = pointer(handle)
            name = _font_name(font)
            known = self._fonts[handle] = _is_bold(font, name), b"dings" in name
        return known


def _font_name(font: Any) -> bytes:
    length = _base_name(font, None, pointer(0))
    buffer = ctypes.create_string_buffer(max(length, 1))
    _base_name(font, buffer, pointer(length))
    return buffer.value.lower()


def _is_bold(font: Any, name: bytes) -> bool:
    if b"bold" in name or b"black" in name or b"heavy" in name:
        return True
    return bool(_weight(font) >= BOLD)


def _is_faint(text_object: Any) -> bool:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not _fill_colour(text_object, *(ctypes.byref(channel) for channel in (r, g, b, a))):
        return False
    return a.value < FAINT or min(r.value, g.value, b.value) >= FAINT
