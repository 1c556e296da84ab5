"""Draws small PDFs to read back: lines of text and ruled tables on pages of any size, turn and crop.

All coordinates are points from the top left of the page as it is shown. A table is given as rows of texts in which
``^`` stands for "the cell above goes on here" and ``<`` for "the cell to the left goes on here".
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

ABOVE, LEFT = "^", "<"
PORTRAIT, LANDSCAPE = (595.0, 842.0), (842.0, 595.0)
REGULAR, BOLD = "Helvetica", "Helvetica-Bold"
SIZE, LEADING, PAD = 9.0, 11.0, 4.0

Size = tuple[float, float]


class Paper:
    """A PDF in the making."""

    def __init__(
        self, size: Size = PORTRAIT, *, rotation: int = 0, crop: float = 0.0, password: str | None = None
    ) -> None:
        self._file = io.BytesIO()
        lock = StandardEncryption(password) if password else None
        self.canvas = Canvas(self._file, encrypt=lock, invariant=1)
        self._begin(size, rotation, crop)

    def turn(self, size: Size | None = None, *, rotation: int = 0, crop: float = 0.0) -> None:
        """Go on to a new page: ``rotation`` as in /Rotate, ``crop`` points hidden at every side."""
        self.canvas.showPage()
        self._begin(size or self.size, rotation, crop)

    def _begin(self, size: Size, rotation: int, crop: float) -> None:
        self.size = width, height = size
        wide, high = (height, width) if rotation % 180 else size
        self.canvas.setPageSize((width + 2 * crop, height + 2 * crop))  # reportlab itself swaps them on turned pages
        self.canvas.setPageRotation(rotation)
        self.canvas.setCropBox((crop, crop, wide + crop, high + crop) if crop else None)
        self.canvas.translate(crop, crop)
        turned = {
            0: (1, 0, 0, 1, 0, 0),
            90: (0, 1, -1, 0, height, 0),
            180: (-1, 0, 0, -1, width, height),
            270: (0, -1, 1, 0, 0, width),
        }
        self.canvas.transform(*turned[rotation])

    def data(self) -> bytes:
        """The finished file; nothing can be drawn afterwards."""
        if not self._file.tell():
            self.canvas.showPage()
            self.canvas.save()
        return self._file.getvalue()

    def write(
        self,
        x: float,
        top: float,
        text: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        font: str = "",
        rise: float = 0,
    ) -> float:
        """Draws lines of text (parted by line ends) below ``top``; gives back where the last of them ends."""
        font = font or (BOLD if bold else REGULAR)
        for number, line in enumerate(text.split("\n")):
            self.canvas.setFont(font, size)
            down = top + number * size * LEADING / SIZE + 0.76 * size - rise
            self.canvas.drawString(x, self.size[1] - down, line)
        return x + float(self.canvas.stringWidth(text.split("\n")[-1], font, size))

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draws a line."""
        self.canvas.line(x0, self.size[1] - top, x1, self.size[1] - bottom)

    def box(self, x0: float, top: float, x1: float, bottom: float, *, fill: bool = False) -> None:
        """Draws the edges of a rectangle, or fills it."""
        self.canvas.rect(x0, self.size[1] - bottom, x1 - x0, bottom - top, stroke=int(not fill), fill=int(fill))

    def table(
        self,
        top: float,
        xs: Sequence[float],
        rows: Sequence[Sequence[str]],
        *,
        bold_rows: int = 0,
        style: str = "lines",
        open_top: bool = False,
        open_bottom: bool = False,
        open_sides: bool = False,
        spaces: bool = False,
        height: float = 0.0,
    ) -> float:
        """Draws a ruled table and gives back its lower edge.

        ``style`` is how rules are drawn: ``lines``, ``bars`` (thin filled rectangles) or ``frames`` (stroked
        rectangles). With ``spaces`` the space on which a line is wrapped is printed. No row is less than ``height``.
        """
        owner = owners(rows)
        fonts = [BOLD if r < bold_rows else REGULAR for r in range(len(rows))]
        spans = {o: [p for p, q in owner.items() if q == o] for o in set(owner.values())}
        lines = {o: self._wrap(rows[o[0]][o[1]], xs[o[1]], xs[_end(p)], fonts[o[0]], spaces) for o, p in spans.items()}
        ys = [top]
        for r in range(len(rows)):
            own = [len(lines[o]) for o, p in spans.items() if o[0] == r and max(q[0] for q in p) == r]
            ys.append(ys[-1] + max(max(own, default=1) * LEADING + 4, height))
        for (r, c), held in lines.items():
            self.write(xs[c] + PAD, ys[r] + 2, "\n".join(held), font=fonts[r])
        if style == "frames":
            for (r, c), places in spans.items():
                self.box(xs[c], ys[r], xs[_end(places)], ys[max(p[0] for p in places) + 1])
            return ys[-1]
        last_row, last_column = len(rows), len(rows[0])
        for r in range(last_row + 1):
            for c in range(last_column):
                skipped = (open_top and r == 0) or (open_bottom and r == last_row)
                if owner.get((r - 1, c)) != owner.get((r, c)) and not skipped:
                    self._ruled(style, xs[c], ys[r], xs[c + 1], ys[r])
        for c in range(last_column + 1):
            for r in range(last_row):
                skipped = open_sides and c in (0, last_column)
                if owner.get((r, c - 1)) != owner.get((r, c)) and not skipped:
                    self._ruled(style, xs[c], ys[r], xs[c], ys[r + 1])
        return ys[-1]

    def _wrap(self, text: str, x0: float, x1: float, font: str, spaces: bool) -> list[str]:
        lines: list[str] = []
        for paragraph in text.split("\n") if text else ():
            wrapped = simpleSplit(paragraph, font, SIZE, x1 - x0 - 2 * PAD)
            lines += [line + " " if spaces else line for line in wrapped[:-1]] + wrapped[-1:]
        return lines

    def _ruled(self, style: str, x0: float, top: float, x1: float, bottom: float) -> None:
        if style == "bars":
            self.box(x0 - 0.3, top - 0.3, x1 + 0.3, bottom + 0.3, fill=True)
        else:
            self.rule(x0, top, x1, bottom)


def owners(rows: Sequence[Sequence[str]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Each place's cell, named by the place where the cell begins."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            owner[r, c] = owner[r - 1, c] if text == ABOVE else owner[r, c - 1] if text == LEFT else (r, c)
    return owner


def _end(places: Sequence[tuple[int, int]]) -> int:
    return max(c for _, c in places) + 1


def edges(start: float, *widths: float) -> list[float]:
    """The x edges of columns of the given widths."""
    xs = [start]
    for width in widths:
        xs.append(xs[-1] + width)
    assert all(a < b for a, b in pairwise(xs))
    return xs


def coded(*letters: str) -> bytes:
    """A page with one line, in a font whose codes stand for the given letters or runs of letters, in turn."""
    codes = range(0x41, 0x41 + len(letters))
    mapped = "".join(f"<{c:02X}> <{t.encode('utf-16-be').hex()}>\n" for c, t in zip(codes, letters, strict=True))
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{mapped}endbfchar endcmap end end"
    )
    content = f"BT /F 10 Tf 100 600 Td <{bytes(codes).hex()}> Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 6 0 R >>",
        f"<< /Length {len(unicode)} >>\nstream\n{unicode}\nendstream",
    ]
    body = "%PDF-1.4\n"
    offsets = []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start, size = len(body), len(objects) + 1
    body += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    body += f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return body.encode("ascii")
