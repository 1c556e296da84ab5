"""A peer's tables in the place of ours: an ``ExtractedDocument`` with our pages and text, and their rows and cells.

Peers give cells with a box and a text, page by page. Nothing is added to them: tables stay as they are cut by pages, no
row is known to be a header, and lines of a cell run on until one begins with a bullet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from benchmarks.contest.peers import Edges, FoundTable
from cjaplans.extract.model import Box, Cell, ExtractedDocument, Paragraph, Region, Table, bounding, run_on

#: Edges nearer to each other than this (points) are one.
SAME_EDGE = 2.0
BULLET = re.compile(r"^\s*[•▪●○◦\uf0b7]\s*")


def with_tables(ours: ExtractedDocument, theirs: Iterable[FoundTable]) -> ExtractedDocument:
    """Our document with their tables, in the order of pages and of the upper edges on them."""
    tables = [table for each in theirs if (table := table_of(each)) is not None]
    tables.sort(key=lambda table: (table.page_first, table.regions[0].box.top))
    return replace(ours, tables=tuple(tables))


def table_of(found: FoundTable) -> Table | None:
    """A table as one of ours, its rows and columns told by the edges of its cells; None of one without cells."""
    if not found.cells:
        return None
    xs = edges(x for box, _ in found.cells for x in (box[0], box[2]))
    ys = edges(y for box, _ in found.cells for y in (box[1], box[3]))
    cells = sorted((_cell(found.page, *each, xs, ys) for each in found.cells), key=lambda c: (c.row, c.column))
    region = Region(found.page, bounding([cell.box for cell in cells]))
    return Table(max(len(ys) - 1, 1), max(len(xs) - 1, 1), tuple(cells), (region,))


def edges(places: Iterable[float]) -> list[float]:
    """The places where edges lie, in order; of those that are all but one, the first."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > SAME_EDGE:
            found.append(place)
    return found


def _cell(page: int, box: Edges, text: str, xs: Sequence[float], ys: Sequence[float]) -> Cell:
    row, column = _index(ys, box[1]), _index(xs, box[0])
    row_span, column_span = _index(ys, box[3]) - row, _index(xs, box[2]) - column
    place = Box(*map(float, box))
    return Cell(row, column, max(row_span, 1), max(column_span, 1), page, place, paragraphs(text, place))


def _index(places: Sequence[float], place: float) -> int:
    """Which of the edges a place is."""
    return max(bisect_left(places, place - SAME_EDGE), 0)


def paragraphs(text: str, box: Box) -> tuple[Paragraph, ...]:
    """A cell's text as paragraphs: one, but for bullets."""
    held: list[tuple[str, bool]] = []
    for line in (line for line in text.split("\n") if line.strip()):
        bare, bullet = BULLET.sub("", line).strip(), bool(BULLET.match(line))
        if held and not bullet:
            held[-1] = (run_on(held[-1][0], bare), held[-1][1])
        else:
            held.append((bare, bullet))
    return tuple(Paragraph(each, box, bullet) for each, bullet in held if each)
