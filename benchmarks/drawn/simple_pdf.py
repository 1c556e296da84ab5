"""A PDF of plain text and rules, written as bytes at once: thousands of pages a second, and the same bytes each time.

Coordinates are points from the lower left of the page, as in PDF itself. Helvetica and its bold are the reader's own
fonts, text is in Windows' Latin encoding, and content streams are not compressed: no library's version shows in them.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

#: Widths of Helvetica's glyphs from space to tilde, in thousandths of the size (Adobe's font metrics).
WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
#: Of characters that are not in the table.
OTHER_WIDTH = 556
#: How much wider bold text is set, at the most.
BOLD_WIDER = 1.1
REGULAR, BOLD = "F1", "F2"
FONTS = (
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
)


@lru_cache(100_000)
def width_of(word: str) -> int:
    """The width of a word, in thousandths of the size it is set in."""
    return sum(WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else OTHER_WIDTH for c in word)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text that is to be ``width`` points wide at most; a longer word has a line of its own."""
    room = 1000 * width / size / (BOLD_WIDER if bold else 1.0)
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        needed = width_of(word)
        if line and used + WIDTHS[0] + needed > room:
            lines.append(line)
            line, used = word, needed
        else:
            line, used = (f"{line} {word}", used + WIDTHS[0] + needed) if line else (word, needed)
    return [*lines, line] if line else lines


class SimplePdf:
    """A file in the making; ``turn`` begins a page, of which there must be one before anything is drawn."""

    def __init__(self) -> None:
        self._pages: list[tuple[float, float, list[str]]] = []

    def turn(self, width: float, height: float) -> None:
        """Go on to a new page of this size."""
        self._pages.append((width, height, ["0.5 w"]))

    def write(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """One line of text, its baseline at ``y``."""
        safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        font = BOLD if bold else REGULAR
        self._pages[-1][2].append(f"BT /{font} {size:g} Tf {x:.2f} {y:.2f} Td ({safe}) Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A line."""
        self._pages[-1][2].append(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    @property
    def pages(self) -> int:
        return len(self._pages)

    def data(self) -> bytes:
        """The finished file."""
        kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(self.pages))
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {self.pages}/Kids[{kids}]>>".encode(),
            *(font.encode() for font in FONTS),
        ]
        for number, (width, height, drawn) in enumerate(self._pages):
            page = (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:g} {height:g}]/Contents {6 + 2 * number} 0 R"
                "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>"
            )
            stream = "\n".join(drawn).encode("cp1252", "replace")
            objects += [page.encode(), b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream)]
        return _file(objects)

    def save(self, path: Path) -> None:
        path.write_bytes(self.data())


def _file(objects: list[bytes]) -> bytes:
    """Objects, the first of which is the catalogue, as a file with its table of references."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, held in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
