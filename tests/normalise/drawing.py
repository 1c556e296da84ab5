"""Extracted tables and documents made by hand, without a PDF.

Rows of texts make a table: ``^`` stands for "the cell above goes on here", ``<`` for "the cell to the left goes on".
What begins with ``**`` is bold. Columns are 100 points wide and rows 50 high; paragraphs of a cell (parted by line
ends) stand 12 points apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from cjaplans.extract.model import (
    BlockKind,
    Box,
    Cell,
    ExtractedDocument,
    PageInfo,
    Paragraph,
    Region,
    Table,
    TextBlock,
)
from cjaplans.normalise.grid import TableGrid

ABOVE, LEFT = "^", "<"
WIDTH, HEIGHT, LEADING, SIZE = 100.0, 50.0, 12.0, 9.0

Rows = Sequence[Sequence[str]]


def paragraphs(text: str, x: float, top: float) -> tuple[Paragraph, ...]:
    """A paragraph a line; empty lines only take room."""
    bold, text = text.startswith("**"), text.removeprefix("**")
    return tuple(
        Paragraph(line, Box(x, top + n * LEADING, x + WIDTH, top + n * LEADING + SIZE), bold=bold, size=SIZE)
        for n, line in enumerate(text.split("\n"))
        if line
    )


def table(rows: Rows, *, header_rows: int = 1, page: int = 1, top: float = 100.0) -> Table:
    """A ruled table on one page."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            owner[r, c] = owner[r - 1, c] if text == ABOVE else owner[r, c - 1] if text == LEFT else (r, c)
    cells = []
    for r, c in sorted(set(owner.values())):
        places = [p for p, o in owner.items() if o == (r, c)]
        tall, wide = max(p[0] for p in places) + 1 - r, max(p[1] for p in places) + 1 - c
        x, y = c * WIDTH, top + r * HEIGHT
        box = Box(x, y, x + wide * WIDTH, y + tall * HEIGHT)
        cells.append(Cell(r, c, tall, wide, page, box, paragraphs(rows[r][c], x, y)))
    region = Region(page, Box(0, top, len(rows[0]) * WIDTH, top + len(rows) * HEIGHT))
    return Table(len(rows), len(rows[0]), tuple(cells), (region,), header_rows=header_rows)


def grid(rows: Rows, *, header_rows: int = 1) -> TableGrid:
    """The grid of a table that stands first in its document."""
    return TableGrid(table(rows, header_rows=header_rows), 0)


def block(
    text: str, top: float, *, page: int = 1, kind: BlockKind = BlockKind.HEADING, size: float = 12.0, bold: bool = True
) -> TextBlock:
    """A heading, or another block, one line high."""
    return TextBlock(kind, page, Paragraph(text, Box(40, top, 400, top + size), bold=bold, size=size))


def document(*parts: Table | TextBlock, pages: int = 1) -> ExtractedDocument:
    """A document of tables and blocks."""
    return ExtractedDocument(
        pages=tuple(PageInfo(n, 595, 842, 1000) for n in range(1, pages + 1)),
        tables=tuple(p for p in parts if isinstance(p, Table)),
        blocks=tuple(p for p in parts if isinstance(p, TextBlock)),
    )
