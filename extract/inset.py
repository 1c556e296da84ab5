"""Tables inside the cells of others whose rules meet the outer table's: known by the rows of which they are no part.

Word draws a table in a cell up to the cell's own sides. Its rules then cut the outer row into several, and its columns
the outer column; but all else in that row is of one piece, and in every other row that column is one cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cjaplans.extract.lattice import Grid, GridCell

#: The margin between a table and the sides of the cell that it stands in is no wider than this (points).
MARGIN = 12.0


@dataclass(frozen=True, slots=True)
class _Block:
    """The places of a cell that a table inside it has cut: from a row and column up to others, not included."""

    top: int
    bottom: int
    left: int
    right: int

    def covers(self, cell: GridCell) -> bool:
        return (
            self.top <= cell.row
            and cell.row + cell.row_span <= self.bottom
            and self.left <= cell.column
            and cell.end_column <= self.right
        )

    def holds(self, other: _Block) -> bool:
        wide = self.left <= other.left and other.right <= self.right
        return wide and self.top <= other.top and other.bottom <= self.bottom

    def is_width_of(self, cell: GridCell) -> bool:
        return cell.column == self.left and cell.end_column == self.right


def with_insets(grid: Grid) -> Grid:
    """A grid whose tables inside cells are cells again, with those tables as their ``inner``."""
    cut = [b for band in _bands(grid) if (b := _cut(grid, *band))]
    wide = [_margin(grid, b) for b in cut]
    blocks = [
        held
        for pair in zip(wide, cut, strict=True)
        if (held := next((b for b in pair if _is_whole_elsewhere(grid, b, wide)), None))
    ]
    blocks = [b for b in blocks if not any(b is not other and other.holds(b) for other in blocks)]
    if not blocks:
        return grid
    kept = [c for c in grid.cells if not any(b.covers(c) for b in blocks)]
    whole = _compressed([*kept, *(_cell(grid, b) for b in blocks)], grid)
    return replace(whole, inner=(*grid.inner, *(_inner(grid, b) for b in blocks)))


def _bands(grid: Grid) -> list[tuple[int, int]]:
    """The rows, from one up to another, that cells over several rows hold together."""
    return sorted({(c.row, c.row + c.row_span) for c in grid.cells if c.row_span > 1})


def _cut(grid: Grid, top: int, bottom: int) -> _Block | None:
    """The only place of a band's rows that is cut, with two columns or more; None where there are others."""
    over = [c for c in grid.cells if c.row < bottom and c.row + c.row_span > top]
    whole = [c for c in over if c.row <= top and c.row + c.row_span >= bottom]
    pieces = [c for c in over if c not in whole]
    if not pieces or any(c.row < top or c.row + c.row_span > bottom for c in pieces):
        return None
    block = _Block(top, bottom, min(c.column for c in pieces), max(c.end_column for c in pieces))
    inside = [c for c in over if c.column < block.right and c.end_column > block.left]
    upright = any(not block.is_width_of(c) for c in pieces)
    return block if upright and all(block.covers(c) for c in inside) else None


def _margin(grid: Grid, block: _Block) -> _Block:
    """A block with the margins to its sides, which stand as high as the row but are no cells of the outer table."""
    beside = [c for c in grid.cells if c.row == block.top and c.row + c.row_span == block.bottom]
    narrow = [c for c in beside if c.box.width <= MARGIN]
    left = next((c.column for c in narrow if c.end_column == block.left), block.left)
    right = next((c.end_column for c in narrow if c.column == block.right), block.right)
    return replace(block, left=left, right=right)


def _is_whole_elsewhere(grid: Grid, block: _Block, blocks: list[_Block]) -> bool:
    """Whether the columns of a block are one cell in some row, and in no row outside such blocks are parted."""
    others = [c for c in grid.cells if not any(b.covers(c) for b in blocks)]
    over = [c for c in others if c.column < block.right and c.end_column > block.left]
    parted = any(c.column > block.left or c.end_column < block.right for c in over)
    return not parted and any(block.is_width_of(c) for c in over)


def _cell(grid: Grid, block: _Block) -> GridCell:
    over = [c for c in grid.cells if block.covers(c)]
    box = replace(
        grid.box,
        x0=min(c.box.x0 for c in over),
        top=min(c.box.top for c in over),
        x1=max(c.box.x1 for c in over),
        bottom=max(c.box.bottom for c in over),
    )
    return GridCell(
        block.top,
        block.left,
        block.bottom - block.top,
        block.right - block.left,
        box,
        any(c.open_top for c in over),
        any(c.open_bottom for c in over),
    )


def _inner(grid: Grid, block: _Block) -> Grid:
    """The table inside, without what is written above and below it in its cell."""
    pieces = [c for c in grid.cells if block.covers(c) and not block.is_width_of(c)]
    rows = replace(block, top=min(c.row for c in pieces if c.row_span < block.bottom - block.top), bottom=block.bottom)
    return _compressed([c for c in grid.cells if rows.covers(c)], grid)


def _compressed(cells: list[GridCell], grid: Grid) -> Grid:
    """Cells as a grid of the edges at which one of them begins or ends."""
    rows = sorted({edge for c in cells for edge in (c.row, c.row + c.row_span)})
    columns = sorted({edge for c in cells for edge in (c.column, c.end_column)})
    row_at = {edge: n for n, edge in enumerate(rows)}
    column_at = {edge: n for n, edge in enumerate(columns)}
    placed = [
        replace(
            c,
            row=row_at[c.row],
            column=column_at[c.column],
            row_span=row_at[c.row + c.row_span] - row_at[c.row],
            column_span=column_at[c.end_column] - column_at[c.column],
        )
        for c in sorted(cells, key=lambda c: (c.row, c.column))
    ]
    return Grid(tuple(grid.xs[c] for c in columns), tuple(grid.ys[r] for r in rows), tuple(placed))
