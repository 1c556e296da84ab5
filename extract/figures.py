"""Grids that are no tables: bars of charts, boxes of diagrams, lines of a tinted paragraph."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from cjaplans.extract.pagetable import PageTable

#: A grid of fewer rows may be the end of a table whose long cells go on from the page before.
FEWEST_ROWS = 3
#: Tables of two columns may have one empty, to be filled in by hand; of three, where most rows have text.
FEWEST_COLUMNS = 3
SURE_COLUMNS = 4
#: A grid of so many rows is a chart where no more than one row in four has text.
CHART_ROWS = 8
CHART_SHARE = 4
#: A column narrower than this (points) holds no text: it is the gap between two rules.
NARROWEST = 8.0
#: Prose fills its lines to this share of the box around it.
PROSE_WIDTH = 0.6
PROSE_ROWS = 4


def is_figure(table: PageTable) -> bool:
    """Whether too few columns or rows of a grid hold text for it to be a table, or each row one line of prose."""
    grid = table.grid
    written = [cell for cell in table.cells if cell.lines]
    wide = {c for c, (x0, x1) in enumerate(pairwise(grid.xs)) if x1 - x0 >= NARROWEST}
    columns = wide & {c for cell in written for c in range(cell.grid.column, cell.grid.end_column)}
    rows = {r for cell in written for r in range(cell.grid.row, cell.grid.row + cell.grid.row_span)}
    if grid.rows < FEWEST_ROWS:
        return False
    if grid.columns == 1:
        return _is_prose(table)
    if len(wide) >= FEWEST_COLUMNS and 2 * len(columns) <= len(wide):
        return len(wide) >= SURE_COLUMNS or 2 * len(rows) <= grid.rows
    return grid.rows >= CHART_ROWS and CHART_SHARE * len(rows) <= grid.rows


def _is_prose(table: PageTable) -> bool:
    """Whether the rows of a single column are lines that run on, each tinted by itself."""
    lines = [line for cell in table.cells for line in cell.lines]
    single = all(len(cell.lines) <= 1 for cell in table.cells)
    width = table.box.width
    return single and len(lines) >= PROSE_ROWS and median(line.box.width for line in lines) >= PROSE_WIDTH * width
