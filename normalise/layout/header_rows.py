"""The rows of a table that may be its header, and what each column is headed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import GridCell, TableGrid
from cjaplans.normalise.headers import Match, fold_heading, match_heading, says_little

#: The header is looked for among this many rows at the top.
SEARCHED_ROWS = 8
#: A header has no more rows than this.
DEEPEST = 3
#: A cell that ends so many rows below the header's last or further down is no part of it.
BESIDE_ROWS = 2
#: Lower headings that only say who or when: under "Monitoring" they are of the monitoring.
GENERAL = frozenset({Field.RESPONSIBLE, Field.TIMESCALE, Field.DETAIL})


def candidates(grid: TableGrid, hint: int) -> Iterator[tuple[int, ...]]:
    """Header rows to try, the likeliest first: ``hint`` rows that look like one; then from every row near the top
    as many as divide the headings above them, and the row alone."""
    tried: set[tuple[int, ...]] = set()
    for rows in _likely(grid, hint):
        if rows not in tried:
            tried.add(rows)
            yield rows


def _likely(grid: TableGrid, hint: int) -> Iterator[tuple[int, ...]]:
    if hint > 1:
        yield tuple(range(hint))
    for first in range(min(SEARCHED_ROWS, grid.rows)):
        for depth in range(DEEPEST, 1, -1):
            if first + depth < grid.rows and all(divides(grid, r) for r in range(first + 1, first + depth)):
                yield tuple(range(first, first + depth))
        yield (first,)


def divides(grid: TableGrid, row: int) -> bool:
    """Whether a row's own cells stand below wider headings, or say what those above them leave open.

    Below the other headings nothing is written, or they reach down over the row.
    """
    own = [cell for cell in grid.row(row) if cell.row == row and cell.text]
    if not own or distinct(grid, row - 1) < 2 or any(cell.column_span == grid.columns for cell in own):
        return False
    under = [cell for cell in own if _is_under_wider(grid, cell)]
    if len(under) == len(own) > 1:
        return True
    blank = any(not cell.text or cell.row < row for cell in grid.row(row))
    return blank and all(_is_heading(cell) for cell in own) and _is_open(grid, row)


def _is_under_wider(grid: TableGrid, cell: GridCell) -> bool:
    above = grid.at(cell.row - 1, cell.column)
    return above is not None and bool(above.text) and cell.column_span < above.column_span < grid.columns


def _is_heading(cell: GridCell) -> bool:
    match = match_heading(cell.text)
    return (match is not None and match.confidence >= 0.9) or not fold_heading(cell.text)


def _is_open(grid: TableGrid, row: int) -> bool:
    """Whether the row above has an empty place over a written one: the heading beside it is for both."""
    return any(cell.text and not grid.text(row - 1, cell.column) for cell in grid.row(row) if cell.row == row)


def distinct(grid: TableGrid, row: int) -> int:
    """How many cells over a row are written."""
    return sum(1 for cell in grid.row(row) if cell.text)


def heading(grid: TableGrid, rows: Sequence[int], column: int) -> str:
    """A column's heading over all header rows, each cell once."""
    texts: list[str] = []
    for row in rows:
        text = _text(grid, rows, row, column)
        if text and text not in texts:
            texts.append(text)
    return re.sub(r"\s+", " ", " ".join(texts)).strip()


def _text(grid: TableGrid, rows: Sequence[int], row: int, column: int) -> str:
    """A header cell's text; an empty one beside a heading that the row below divides has that heading's.

    A cell that reaches on down beside the rows is none of the header's.
    """
    cell = grid.at(row, column)
    if cell and cell.row + cell.row_span > rows[-1] + BESIDE_ROWS:
        return ""
    text = cell.text if cell else ""
    if text or row == rows[-1] or not grid.text(rows[-1], column) or grid.at(rows[-1], column) is grid.at(row, column):
        return text
    if match_heading(grid.text(rows[-1], column)):
        return ""
    return next((t for c in range(column - 1, -1, -1) if (t := grid.text(row, c))), "")


def lowest(grid: TableGrid, rows: Sequence[int], column: int) -> str:
    """The text of the lowest header row, where the column has one of its own there."""
    cell = grid.at(rows[-1], column)
    return cell.text if cell and len(rows) > 1 and cell.row == rows[-1] else ""


def match(grid: TableGrid, rows: Sequence[int], column: int, whole: str) -> Match | None:
    """The field a column's heading names: the lowest of several rows is the most exact.

    Where it says little by itself ("Start", "2010/11", "£"), the headings above it say of what.
    """
    low = lowest(grid, rows, column)
    own = match_heading(low) if low else None
    if not low:
        return match_heading(whole)
    above = match_heading(heading(grid, rows[:-1], column) or _text(grid, rows, rows[0], column))
    if own is None:
        return match_heading(whole) or (replace(above, confidence=min(0.9, above.confidence)) if above else None)
    if above and above.field is Field.MONITORING and own.field in GENERAL:
        return replace(above, confidence=0.9)
    if says_little(own.phrase) and above and above.field is not own.field and above.field in _governing(own):
        return replace(above, confidence=0.9)
    return own


def _governing(own: Match) -> frozenset[Field]:
    """The fields of wider headings that a general word under them belongs to."""
    if own.field is Field.RESPONSIBLE:
        return frozenset({Field.RESOURCES}) if own.phrase in ("staff", "personnel", "support") else frozenset()
    if own.field is Field.TIMESCALE:
        return frozenset({Field.MONITORING})
    return frozenset(
        {Field.RESOURCES, Field.TIMESCALE, Field.RESPONSIBLE, Field.TARGET, Field.MONITORING, Field.PROGRESS}
    )
