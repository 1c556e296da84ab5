"""Tables of the structure tree: cells put in their places, and the marks checked against the page.

Marks are sound when a table has rows and the rows cells and nothing else, when the cells fit together, and
when on the page rows stand below and columns beside each other as the marks say (ISO 32000-1, 14.8.4.3.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.model import Box, bounding
from cjaplans.extract.tagged.elements import Element, TooManyElements, content_boxes, elements_of
from cjaplans.extract.tagged.model import TaggedCell, TaggedTable
from cjaplans.extract.upright import Upright

GROUPS = frozenset({"THead", "TBody", "TFoot"})
CELLS = frozenset({"TH", "TD"})
#: What may stand beside the rows of a table.
BESIDE = frozenset({"Caption"})
#: Texts of neighbouring rows or columns may overlap by this much (points).
OVERLAP = 2.5
#: A header printed again stands no further above the first row than this (points).
HEADER_ROOM = 40.0
#: More columns than this no page has room for.
MOST_COLUMNS = 60

Placed = dict[tuple[int, int], int]


def read_tagged(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, upright: Upright) -> tuple[TaggedTable, ...]:
    """The tables a page's marks speak of, those of two rows and two columns at least; none in a file without marks."""
    if not pdfium.FPDFCatalog_IsTagged(document.raw):
        return ()
    try:
        tables = [table for element in elements_of(page) for table in _tables(element)]
    except TooManyElements:
        return (TaggedTable(0, 0, (), fault="there are too many of them"),)
    if not tables:
        return ()
    boxes = content_boxes(page, upright)
    read = (_table(element, boxes) for element in tables)
    return tuple(table for table in read if table is not None)


def _tables(element: Element) -> Iterator[Element]:
    """The outermost elements that are tables: one row or one column of cells is only laid out as one."""
    if element.kind == "Table" and _is_table(element):
        yield element
        return
    for child in element.children:
        if child:
            yield from _tables(child)


def _is_table(element: Element) -> bool:
    rows = [row for row in _rows(element) if row]
    count = sum(len(e.children) for e in (element, *(c for c in element.children if c and c.kind in GROUPS)))
    return count > 1 and any(len(row.children) > 1 for row in rows)


def _rows(table: Element) -> Iterator[Element | None]:
    for child in table.children:
        if child and child.kind in GROUPS:
            yield from child.children
        else:
            yield child


def _table(element: Element, boxes: Mapping[int | None, list[Box]]) -> TaggedTable | None:
    """The table that an element marks; None where nothing of it stands on the page."""
    rows = [row for row in _rows(element) if row and row.kind not in BESIDE]
    cells = [cell for row in rows for cell in row.children if cell]
    if any(row.kind != "TR" for row in rows) or any(cell.kind not in CELLS for cell in cells):
        return TaggedTable(len(rows), 0, (), fault="it holds marks other than rows and cells")
    placed, fault = _placed(rows, boxes)
    if not any(cell.boxes for cell in placed):
        return None
    columns = max(cell.column + cell.column_span for cell in placed)
    height = max(cell.row + cell.row_span for cell in placed)
    repeated = _above(bounding([b for cell in placed for b in cell.boxes]), boxes.get(None, ()))
    cut = any(cell.begins_elsewhere for cell in rows[0].children if cell)
    return TaggedTable(height, columns, tuple(placed), repeated, cut, fault or _fault(placed, height, columns))


def _above(table: Box, unmarked: Sequence[Box]) -> tuple[Box, ...]:
    """The unmarked texts that stand over a table, with no more than a line's room between one and the next."""
    found: list[Box] = []
    top = table.top
    for box in sorted(unmarked, key=lambda box: -box.bottom):
        if top - HEADER_ROOM <= box.bottom <= table.top + OVERLAP and table.x0 < box.x1 and box.x0 < table.x1:
            found.append(box)
            top = min(top, box.top)
    return tuple(found)


def _placed(rows: Sequence[Element], boxes: Mapping[int | None, list[Box]]) -> tuple[list[TaggedCell], str]:
    """Each cell in the first free place of its row; the fault when one has no room for its span."""
    taken: set[tuple[int, int]] = set()
    cells: list[TaggedCell] = []
    fault = ""
    for number, row in enumerate(rows):
        column = 0
        for child in row.children:
            while (number, column) in taken:
                column += 1
            across = min(child.column_span, MOST_COLUMNS) if child else 1
            down = min(child.row_span, len(rows) - number) if child else 1
            own = {(r, c) for r in range(number, number + down) for c in range(column, column + across)}
            if own & taken or column + across > MOST_COLUMNS:
                fault = "its cells overlap"
            taken |= own
            if child:
                text = tuple(box for content in child.every_content() for box in boxes.get(content, ()))
                cells.append(TaggedCell(number, column, down, across, child.kind == "TH", text))
            column += across
    return cells, fault


def _fault(cells: Sequence[TaggedCell], rows: int, columns: int) -> str:
    """Why the page contradicts the marks, if it does."""
    down = [_extent(cells, row, "row") for row in range(rows)]
    across = [_extent(cells, column, "column") for column in range(columns)]
    if not _in_order([(b.top, b.bottom) for b in down if b]):
        return "its rows do not stand below each other on the page"
    if not _in_order([(b.x0, b.x1) for b in across if b]):
        return "its columns do not stand beside each other on the page"
    return ""


def _extent(cells: Sequence[TaggedCell], number: int, way: str) -> Box | None:
    """The box around the texts that stand in one row alone, or in one column."""
    boxes = [
        box
        for cell in cells
        if getattr(cell, way) == number and getattr(cell, f"{way}_span") == 1
        for box in cell.boxes
    ]
    return bounding(boxes) if boxes else None


def _in_order(extents: Sequence[tuple[float, float]]) -> bool:
    return all(a[0] < b[0] and a[1] <= b[0] + OVERLAP for a, b in pairwise(extents))
