"""Every character of a page, read from PDFium in bulk.

One call a character is all that Python must make for its box; text comes in one call a page, fonts and
turns in one a text object, and turning to the upright page is done on whole arrays.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.upright import Turn, Upright

#: PDFium's stand-ins for a hyphen at a line's end.
LINE_HYPHENS = ("\x02", "\ufffe")
#: Boxes stand on the baseline and are as tall as the font, so that all words of a line agree.
ASCENT = 0.76
DESCENT = 0.24
#: A glyph taller than this many times its font size is no letter of a line; its own box is kept.
TALL = 1.8
#: Text leaning by fewer degrees than this from upright, up, down or upside down is taken to be so.
LEANING = 10
#: The ``turn`` of text that leans more, as watermarks do.
ASKEW = -1
#: What no text holds: control characters but PDFium's own, U+FFFD, and the private-use area but its signs.
NO_LETTER = re.compile(r"[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uefff\uf100-\uf8ff]")
#: As many characters of a page are asked for a map.
ASKED = 16
#: Watermarks are at least this large (points), and as light as this (channels, or opacity: 0 to 255).
LARGE = 24.0
FAINT = 160
#: Letters of one turn that are this share of a page's turn the page, if there are as many as a few words have.
TURNS_PAGE = 0.6
FEW_LETTERS = 25

# The same functions with plain integers for handles: ctypes then builds no object a call.
_char_box = ctypes.cast(
    pdfium.FPDFText_GetLooseCharBox, ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
)
_text_object = ctypes.cast(
    pdfium.FPDFText_GetTextObject, ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
)


Pair = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Style:
    """How one text object is set: font size in points, boldness, whether its letters stand for signs.

    ``faint`` text is large and printed in a light grey or let shine through.
    """

    size: float
    bold: bool
    signs: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A page's characters in PDFium's order; the lists run side by side."""

    text: str
    x0: list[float]
    top: list[float]
    x1: list[float]
    bottom: list[float]
    objects: list[int]
    #: The place of each among all characters of the page.
    indexes: Sequence[int]

    def of(self, places: Sequence[int], turn: Turn = lambda x, y: (x, y)) -> Glyphs:
        """Some of the characters, on a page turned by ``turn``."""
        corners = [(turn(self.x0[p], self.top[p]), turn(self.x1[p], self.bottom[p])) for p in places]
        return Glyphs(
            "".join(self.text[p] for p in places),
            [min(a[0], b[0]) for a, b in corners],
            [min(a[1], b[1]) for a, b in corners],
            [max(a[0], b[0]) for a, b in corners],
            [max(a[1], b[1]) for a, b in corners],
            [self.objects[p] for p in places],
            [self.indexes[p] for p in places],
        )


@dataclass(frozen=True, slots=True)
class _Raw:
    """Characters as they lie in user space; ``first`` is the first character of each text object."""

    text: str
    edges: npt.NDArray[np.float64]
    objects: list[int]
    first: Mapping[int, int]


class GlyphReader:
    """Reads one page's characters, and the style and baseline of any of them.

    ``rotation`` is the page's /Rotate.
    """

    def __init__(self, textpage: pypdfium2.PdfTextPage, rotation: int) -> None:
        self._page = textpage.raw
        self._handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
        self._rotation = rotation
        self._styles: dict[int, Style] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self.count = textpage.count_chars()
        self._raw = self._read()
        #: Where the text of each text object runs on the page as shown: 0, 90, 180, 270 or ``ASKEW``.
        self.turns = {handle: self._turn(index) for handle, index in self._raw.first.items()}

    def _read(self) -> _Raw:
        boxes = (pdfium.FS_RECTF * max(self.count, 1))()
        start, size, handle = ctypes.addressof(boxes), ctypes.sizeof(pdfium.FS_RECTF), self._handle
        objects = [0] * self.count
        first: dict[int, int] = {}
        last = 0
        for index in range(self.count):
            _char_box(handle, index, start + size * index)
            objects[index] = here = _text_object(handle, index) or 0
            if here != last:
                last = here
                if here and here not in first:
                    first[here] = index
        edges = np.frombuffer(boxes, dtype=np.float32).reshape(-1, 4)[: self.count].T.astype(float)
        return _Raw(self._text(), edges, objects, first)

    def page_turn(self) -> int:
        """Where most of the page's letters run, if that is not rightwards: the page is to be turned back by it."""
        turns: Counter[int] = Counter()
        if any(self.turns.values()):
            for char, handle in zip(self._raw.text, self._raw.objects, strict=True):
                if char.isalnum():
                    turns[self.turns.get(handle, 0)] += 1
        turn, letters = turns.most_common(1)[0] if turns else (0, 0)
        most = letters >= max(FEW_LETTERS, TURNS_PAGE * turns.total())
        return turn if turn != ASKEW and most else 0

    def unmapped(self) -> float:
        """The share of the page's characters that stand for no letter: control characters, stand-ins, private ones."""
        return len(NO_LETTER.findall(self._raw.text)) / self.count if self.count else 0.0

    def without_map(self) -> float:
        """The share of the page's characters, of which some are looked at, that no map of their font leads to."""
        asked = range(0, self.count, max(self.count // ASKED, 1))
        failed = sum(pdfium.FPDFText_HasUnicodeMapError(self._page, index) == 1 for index in asked)
        return failed / len(asked) if asked else 0.0

    def read(self, upright: Upright) -> Glyphs:
        """All characters with their boxes on the upright page."""
        raw = self._raw
        left, upper, right, lower = raw.edges
        ax, ay = _both(upright, left, upper)
        bx, by = _both(upright, right, lower)
        return Glyphs(
            raw.text,
            np.minimum(ax, bx).tolist(),
            np.minimum(ay, by).tolist(),
            np.maximum(ax, bx).tolist(),
            np.maximum(ay, by).tolist(),
            raw.objects,
            range(self.count),
        )

    def _turn(self, index: int) -> int:
        """Where the text object of a character runs, clockwise from rightwards on the page as it is shown."""
        degrees = math.degrees(pdfium.FPDFText_GetCharAngle(self._page, index)) + self._rotation
        nearest = 90 * round(degrees / 90)
        return nearest % 360 if abs(degrees - nearest) <= LEANING else ASKEW

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
            self._styles[handle] = self._style(index) if handle else Style(0, False)
        return self._styles[handle]

    def _style(self, index: int) -> Style:
        text_object = pdfium.FPDFText_GetTextObject(self._page, index)
        size = _scaled(text_object, float(pdfium.FPDFText_GetFontSize(self._page, index)))
        bold, signs = self._font(pdfium.FPDFTextObj_GetFont(text_object))
        stroked = pdfium.FPDFTextObj_GetTextRenderMode(text_object) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        return Style(size, bold or stroked, signs, size >= LARGE and _is_faint(text_object))

    def _font(self, font: object) -> tuple[bool, bool]:
        """Whether a font is bold, and whether it is one of signs."""
        address = ctypes.cast(font, ctypes.c_void_p).value if font else None  # type: ignore[arg-type]
        if address is None:
            return False, False
        if address not in self._fonts:
            name = _font_name(font)
            self._fonts[address] = _is_bold(font, name), b"dings" in name
        return self._fonts[address]

    def extent(self, index: int, top: float, bottom: float, size: float, upright: Upright) -> tuple[float, float]:
        """Top and bottom of the line a character stands on: by its baseline, if it is a letter of a line."""
        if not size or bottom - top >= TALL * size:
            return top, bottom
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        baseline = upright(self._x.value, self._y.value)[1]
        return baseline - ASCENT * size, baseline + DESCENT * size


def _both(upright: Upright, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Pair:
    """Turning is a sum of each coordinate and a constant, so it works on arrays as on numbers."""
    turned: Pair = upright(x, y)  # type: ignore[arg-type, assignment]
    return turned


def _scaled(text_object: object, size: float) -> float:
    """The size as shown: writers often set size 1 and scale by the matrix."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(text_object, matrix):
        return size
    return size * float((matrix.c**2 + matrix.d**2) ** 0.5)


def _font_name(font: object) -> bytes:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(int(length), 1))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.lower()


def _is_bold(font: object, name: bytes) -> bool:
    if b"bold" in name or b"black" in name or b"heavy" in name:
        return True
    return int(pdfium.FPDFFont_GetWeight(font)) >= 600


def _is_faint(text_object: object) -> bool:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(text_object, r, g, b, a):
        return False
    return a.value < FAINT or min(r.value, g.value, b.value) >= FAINT
