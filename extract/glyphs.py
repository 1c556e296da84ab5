"""Every character of a page, read from PDFium in bulk, as arrays that run side by side.

Text comes in one call a page, boxes and text objects in loops that run in C, turns in one call a text object;
turning to the upright page is done on whole arrays.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.bulk import Floats, Handles, angles, loose_boxes, origins, text_objects
from cjaplans.extract.styles import Style, StyleReader
from cjaplans.extract.upright import Turn, Upright

Codes = npt.NDArray[np.uint32]
Places = npt.NDArray[np.intp]

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
#: Letters of one turn that are this share of a page's turn the page, if there are as many as a few words have.
TURNS_PAGE = 0.6
FEW_LETTERS = 25


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A page's characters in PDFium's order; the arrays run side by side."""

    codes: Codes
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    #: The text object that prints each; 0 for what PDFium added.
    objects: Handles
    #: The place of each among all characters of the page.
    indexes: Places

    def of(self, places: Places, turn: Turn = lambda x, y: (x, y)) -> Glyphs:
        """Some of the characters, on a page turned by ``turn``."""
        x0, top, x1, bottom = upright_edges(
            turn, self.x0[places], self.top[places], self.x1[places], self.bottom[places]
        )
        return Glyphs(self.codes[places], x0, top, x1, bottom, self.objects[places], self.indexes[places])


class GlyphReader:
    """Reads one page's characters, and the style and line of any of them.

    ``rotation`` is the page's /Rotate.
    """

    def __init__(self, textpage: pypdfium2.PdfTextPage, rotation: int) -> None:
        self._page = textpage.raw
        self._handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
        self._styles = StyleReader(self._handle)
        self.count = textpage.count_chars()
        self._text = self._read_text()
        self._objects = text_objects(self._handle, self.count)
        #: Where the text of each text object runs on the page as shown: 0, 90, 180, 270 or ``ASKEW``.
        self.turns = self._read_turns(rotation)

    def _read_text(self) -> str:
        buffer = (ctypes.c_ushort * (self.count + 1))()
        written = pdfium.FPDFText_GetText(self._page, 0, self.count, buffer)
        text = bytes(buffer)[: 2 * self.count].decode("utf-16-le", errors="replace")
        if written == self.count + 1 and len(text) == self.count:
            return text
        # Characters beyond the basic plane take two units: ask for each one instead.
        codes = (pdfium.FPDFText_GetUnicode(self._page, index) for index in range(self.count))
        return "".join("\x00" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code) for code in codes)

    def _read_turns(self, rotation: int) -> dict[int, int]:
        """Where each text object runs, by its first character: clockwise from rightwards on the page as shown."""
        objects = self._objects
        starts = np.append(0, np.flatnonzero(objects[1:] != objects[:-1]) + 1)[: self.count]
        first = dict(zip(objects[starts][::-1].tolist(), starts[::-1].tolist(), strict=True))
        first.pop(0, None)
        degrees = np.degrees(angles(self._handle, list(first.values()))) + rotation
        nearest = 90 * np.rint(degrees / 90)
        turns = np.where(np.abs(degrees - nearest) <= LEANING, nearest % 360, ASKEW)
        return dict(zip(first, turns.astype(int).tolist(), strict=True))

    def page_turn(self) -> int:
        """Where most of the page's letters run, if that is not rightwards: the page is to be turned back by it."""
        turns: Counter[int] = Counter()
        if any(self.turns.values()):
            for char, handle in zip(self._text, self._objects.tolist(), strict=True):
                if char.isalnum():
                    turns[self.turns.get(handle, 0)] += 1
        turn, letters = turns.most_common(1)[0] if turns else (0, 0)
        most = letters >= max(FEW_LETTERS, TURNS_PAGE * turns.total())
        return turn if turn != ASKEW and most else 0

    def unmapped(self) -> float:
        """The share of the page's characters that stand for no letter: control characters, stand-ins, private ones."""
        return len(NO_LETTER.findall(self._text)) / self.count if self.count else 0.0

    def without_map(self) -> float:
        """The share of the page's characters, of which some are looked at, that no map of their font leads to."""
        asked = range(0, self.count, max(self.count // ASKED, 1))
        failed = sum(pdfium.FPDFText_HasUnicodeMapError(self._page, index) == 1 for index in asked)
        return failed / len(asked) if asked else 0.0

    def read(self, upright: Upright) -> Glyphs:
        """All characters with their boxes on the upright page."""
        left, upper, right, lower = loose_boxes(self._handle, self.count).T
        codes = np.frombuffer(self._text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        edges = upright_edges(upright, left, upper, right, lower)
        return Glyphs(codes, *edges, self._objects, np.arange(self.count))

    def styles(self, indexes: Sequence[int], handles: Sequence[int]) -> list[Style]:
        """The style of each text object, of which a character is given."""
        return self._styles.styles(indexes, handles)

    def extents(self, glyphs: Glyphs, places: Places, sizes: Floats, upright: Upright) -> tuple[Floats, Floats]:
        """Top and bottom of the lines that some characters stand on: by their baselines, if they are letters of one.

        ``sizes`` are those of their fonts, 0 where they have none.
        """
        top, bottom = glyphs.top[places], glyphs.bottom[places]
        x, y = origins(self._handle, glyphs.indexes[places].tolist()).T
        baseline = _both(upright, x, y)[1]
        own = (sizes == 0) | (bottom - top >= TALL * sizes)
        return np.where(own, top, baseline - ASCENT * sizes), np.where(own, bottom, baseline + DESCENT * sizes)


def upright_edges(
    turn: Turn, x0: Floats, top: Floats, x1: Floats, bottom: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Left, top, right and bottom of boxes once ``turn`` has led two opposite corners of each to the upright page."""
    ax, ay = _both(turn, x0, top)
    bx, by = _both(turn, x1, bottom)
    return np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)


def _both(turn: Turn, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Turning is a sum of each coordinate and a constant, so it works on arrays as on numbers."""
    turned: tuple[Floats, Floats] = turn(x, y)  # type: ignore[arg-type, assignment]
    return turned


def text_of(codes: Codes) -> str:
    """The characters of some codes."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")
