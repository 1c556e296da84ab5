"""Rows of an action table that are no actions: bands that head the rows below them, notes, totals, bare numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import GridCell, TableGrid
from cjaplans.normalise.layout import Layout
from cjaplans.normalise.refs import BARE, REF

#: How headings of sections begin: "Priority 1", "Theme:", "Strategic Outcome A".
HEADED = re.compile(
    r"^(?:(?:strategic|shared|key|local|national|overall)\s+)*"
    r"(?:priority|theme|outcome|objective|aim|goal|work\s?stream|section|part|strand)\b(?:\s+area)?\s*"
    r"(?:\d+|[A-Z]\b|[:–-])",
    re.IGNORECASE,
)
#: A heading's label alone in its cell: "Priority 2", "Strategic Outcome A:".
LABEL = re.compile(rf"{HEADED.pattern}[\d.]*\s*[:.)–-]?\s*$", re.IGNORECASE)
NOTE = re.compile(
    r"^(?:(?:please\s+|foot)?notes?|n\.?b\.?|key|legend|sources?)\b\s*[:.–-]|^\s*(?:[*†‡§]|n\.?b\.?\s)", re.IGNORECASE
)
TOTAL = re.compile(
    r"^(?:sub[- ]?|grand\s+|overall\s+)?totals?\b(?:\s+(?:cost|costs|budget|spend|funding|expenditure))?\W*$", re.I
)
#: Bold tells a band only where no more than this share of the other rows is bold.
SELDOM = 0.3
#: A cell over this share of the columns heads a row whose other cells are empty.
WIDE = 0.5


def band_of(grid: TableGrid, layout: Layout, row: int) -> tuple[GridCell, str] | None:
    """The cell that heads the rows below a row, and what it says; None for a row that is no band.

    A band is one cell over all columns or most of them, the others empty; or, without a span, the only text of its
    row where a number or action would stand, in bold or beginning as headings do; or a label ("Priority 2") and its
    title; or a number and a title alone whose number the next rows' numbers go on from.
    """
    cells = list(grid.row(row))
    own = [c for c in cells if c.row == row and c.text]
    if not own or any(c.row != row and c.text for c in cells):
        return None
    first = own[0]
    if len(own) == 1 and (_is_wide(grid, first) or (_leads(layout, first) and _reads_as_band(grid, layout, first))):
        return first, first.text
    if len(own) == 2 and first.column == 0 and own[1].column == first.column_span and LABEL.match(first.text):
        return own[1], f"{first.text} {own[1].text}"
    if len(own) == 2 and _is_number(layout, first) and _is_titled(grid, layout, own):
        number = first.text.strip().rstrip(".)")
        return own[1], f"{number} {own[1].text}" if "." in number else own[1].text
    return None


def no_action(grid: TableGrid, layout: Layout, row: int) -> str | None:
    """What a row is that is no action and heads none: "a note", "a total", "a bare number"."""
    written = [c for c in grid.row(row) if c.text]
    own = [c for c in written if c.row == row]
    if own and len(written) == 1 and _is_note(own[0]):
        return "a note"
    if own and written[0] is own[0] and TOTAL.match(own[0].text):
        return "a total"
    if own and len(written) == len(own) == 1 and _is_number(layout, own[0]):
        return "a bare number"
    return None


def _is_note(cell: GridCell) -> bool:
    """Whether a cell begins as notes under a table do: with a footnote's mark, or with the word."""
    return bool(cell.placed[0].paragraph.mark or NOTE.match(cell.text))


def _is_wide(grid: TableGrid, cell: GridCell) -> bool:
    """Whether a cell lies over all columns, or over most of them and two at least."""
    return cell.column_span == grid.columns or (cell.column_span > 1 and cell.column_span >= WIDE * grid.columns)


def _leads(layout: Layout, cell: GridCell) -> bool:
    """Whether a cell stands where a row begins: in the first column, or in that of the actions."""
    before = {layout.columns.get(c) for c in range(cell.column)}
    return before <= {Field.REF, Field.THEME, None} and layout.columns.get(cell.column) in (Field.REF, Field.ACTION)


def _reads_as_band(grid: TableGrid, layout: Layout, cell: GridCell) -> bool:
    if HEADED.match(cell.text):
        return True
    if layout.columns.get(cell.column) == Field.REF:
        return not (BARE.match(cell.text.strip()) or REF.match(cell.text))
    return _bold(cell) and _seldom_bold(grid, layout, cell)


def _is_number(layout: Layout, cell: GridCell) -> bool:
    return layout.columns.get(cell.column) == Field.REF and bool(BARE.match(cell.text.strip()))


def _is_titled(grid: TableGrid, layout: Layout, own: Sequence[GridCell]) -> bool:
    """Whether a number and a title head the rows below: over the rest of the row, or numbered on from below."""
    number, title = own
    if layout.columns.get(title.column) != Field.ACTION:
        return False
    if title.column_span > 1 and title.column + title.column_span == grid.columns:
        return True
    below = next((c for r in range(title.row + 1, grid.rows) if (c := grid.at(r, number.column)) and c.text), None)
    stem = number.text.strip().rstrip(".)")
    return below is not None and bool(re.match(rf"\W*{re.escape(stem)}[.a-z]", below.text))


def _bold(cell: GridCell) -> bool:
    return all(p.paragraph.bold for p in cell.placed)


def _seldom_bold(grid: TableGrid, layout: Layout, cell: GridCell) -> bool:
    """Whether the cells of a column are seldom bold in rows that hold more than one text."""
    others = [
        c
        for r in range(layout.body, grid.rows)
        if (c := grid.at(r, cell.column)) and c.row == r and c.text and sum(bool(o.text) for o in grid.row(r)) > 1
    ]
    return bool(others) and sum(map(_bold, others)) <= SELDOM * len(others)
