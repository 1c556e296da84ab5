"""Boxes as a page shows them: a leaning scan is read as if level, and its boxes turned back for people to find."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from cjaplans.extract.model import Box, Cell, ExtractedDocument, PageInfo, Region, Table, bounding

#: Maps a page number and a box of the levelled page to the box around it as the page is shown.
Shown = Callable[[int, Box], Box]


def shown_on(pages: Sequence[PageInfo]) -> Shown:
    """The map of one document; boxes of pages that do not lean stay as they are."""
    leaning = {page.number: page for page in pages if page.lean}

    def shown(number: int, box: Box) -> Box:
        return _leaning(leaning[number], box) if number in leaning else box

    return shown


def _leaning(page: PageInfo, box: Box) -> Box:
    sine, cosine = math.sin(math.radians(page.lean)), math.cos(math.radians(page.lean))
    middle_x, middle_y = page.width / 2, page.height / 2
    corners = []
    for x in (box.x0 - middle_x, box.x1 - middle_x):
        for y in (box.top - middle_y, box.bottom - middle_y):
            turned_x, turned_y = cosine * x - sine * y + middle_x, sine * x + cosine * y + middle_y
            corners.append(Box(turned_x, turned_y, turned_x, turned_y))
    return bounding(corners)


def shown_tables(document: ExtractedDocument) -> tuple[Table, ...]:
    """The document's tables with the boxes of all their cells and regions as the pages show them."""
    if not any(page.lean for page in document.pages):
        return document.tables
    shown = shown_on(document.pages)

    def cells(table: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(replace(cell, box=shown(cell.page, cell.box)) for cell in table)

    return tuple(
        replace(
            table,
            cells=cells(table.cells),
            repeated_headers=cells(table.repeated_headers),
            regions=tuple(Region(r.page, shown(r.page, r.box)) for r in table.regions),
        )
        for table in document.tables
    )
