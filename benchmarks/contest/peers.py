"""The peers: what their users call to read tables, and the tables they find, cell by cell.

Boxes are ``(x0, top, x1, bottom)`` in points from the top left of the page; pages count from 1.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table as a peer found it: the page and, for each cell, its box and its text, lines parted by line ends."""

    page: int
    cells: tuple[tuple[Edges, str], ...]


def floor(path: Path) -> None:
    """All that any reader by PDFium must do at least: a page's text, and the segments of its paths."""
    import pypdfium2
    from pypdfium2 import raw

    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            text = page.get_textpage()
            text.get_text_range()
            for number in range(raw.FPDFPage_CountObjects(page)):
                drawn = raw.FPDFPage_GetObject(page, number)
                if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_PATH:
                    _segments(drawn)
            text.close()
            page.close()


def _segments(drawn: Any) -> None:
    from pypdfium2 import raw

    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(raw.FPDFPath_CountSegments(drawn)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(drawn, number), x, y)


def tablers(path: Path) -> None:
    """Every page's tables, with their texts."""
    tablers = import_module("tablers")
    with tablers.Document(path) as pdf:
        for page in pdf.pages():
            tablers.find_tables(page, extract_text=True)


def tablers_tables(path: Path) -> Iterator[FoundTable]:
    tablers = import_module("tablers")
    with tablers.Document(path) as pdf:
        for number, page in enumerate(pdf.pages(), start=1):
            for table in tablers.find_tables(page, extract_text=True):
                yield FoundTable(number, tuple((cell.bbox, cell.text or "") for cell in table.cells))


def pdfplumber(path: Path) -> None:
    """Every page's tables as rows of texts."""
    pdfplumber = import_module("pdfplumber")
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()


def pdfplumber_tables(path: Path) -> Iterator[FoundTable]:
    pdfplumber = import_module("pdfplumber")
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            for table in page.find_tables():
                yield FoundTable(number, _paired((row.cells for row in table.rows), table.extract()))


def pymupdf(path: Path) -> None:
    """Every page's tables as rows of texts."""
    pymupdf = import_module("pymupdf")
    with pymupdf.open(path) as pdf:
        for page in pdf:
            for table in page.find_tables().tables:
                table.extract()


def pymupdf_tables(path: Path) -> Iterator[FoundTable]:
    pymupdf = import_module("pymupdf")
    with pymupdf.open(path) as pdf:
        for number, page in enumerate(pdf, start=1):
            for table in page.find_tables().tables:
                yield FoundTable(number, _paired((row.cells for row in table.rows), table.extract()))


def _paired(boxes: Iterable[Sequence[Edges | None]], texts: Sequence[Sequence[str | None]]) -> Any:
    """The cells that have a box, with their texts."""
    rows = zip(boxes, texts, strict=False)
    return tuple((box, text or "") for row, held in rows for box, text in zip(row, held, strict=False) if box)


def camelot(path: Path) -> None:
    """Every page's ruled tables."""
    camelot = import_module("camelot")
    camelot.read_pdf(str(path), pages="all", flavor="lattice")


def camelot_tables(path: Path) -> Iterator[FoundTable]:
    import pypdfium2

    camelot = import_module("camelot")
    with pypdfium2.PdfDocument(path) as pdf:
        heights = [page.get_height() for page in pdf]
    for table in camelot.read_pdf(str(path), pages="all", flavor="lattice"):
        height = heights[table.page - 1]
        yield FoundTable(table.page, tuple(_unparted(table.cells, height)))


def _unparted(rows: Sequence[Sequence[Any]], height: float) -> Iterator[tuple[Edges, str]]:
    """Camelot's cells, those without a rule between them as one."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        for c, first in enumerate(row):
            if (r, c) in taken:
                continue
            right, low = c, r
            while right + 1 < len(row) and not row[right].right:
                right += 1
            while low + 1 < len(rows) and not rows[low][c].bottom:
                low += 1
            held = [rows[y][x] for y in range(r, low + 1) for x in range(c, right + 1) if (y, x) not in taken]
            taken |= {(y, x) for y in range(r, low + 1) for x in range(c, right + 1)}
            last = rows[low][right]
            text = "\n".join(cell.text.strip("\n") for cell in held if cell.text.strip())
            yield (first.x1, height - first.y2, last.x2, height - last.y1), text
