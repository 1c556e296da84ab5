"""The heading of a table: where it ends, and which of its texts stand over several columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cjaplans.extract.borderless.columns import Columns
from cjaplans.extract.borderless.headings import split_headings
from cjaplans.extract.borderless.placed import Piece, PlacedLine
from cjaplans.extract.borderless.rows import value_columns
from cjaplans.extract.rules import Floats

#: Headings have no more lines than this.
TALLEST = 8
#: A partial rule lies under a heading when it is no further below than this many font sizes.
UNDER = 1.6
#: Lines of one heading stand no further apart than this share of the font size.
APART = 0.6

YEAR = re.compile(r"^(?:FY\s?)?(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?[a-z*]{0,2}$")


@dataclass(frozen=True)
class HeaderCell:
    """A heading: its pieces, the header rows ``top`` to ``bottom`` and columns ``first`` to ``last``."""

    top: int
    bottom: int
    first: int
    last: int
    pieces: tuple[Piece, ...]


def header_length(lines: Sequence[PlacedLine], columns: Columns, rules: Sequence[float]) -> int:
    """How many lines at the top are the heading; ``rules`` are the heights of rules across the table."""
    values = value_columns(lines, columns)
    if 2 * len(values) < columns.count - 1:
        values = frozenset()
    first = next((n for n, line in enumerate(lines[: TALLEST + 1]) if _is_body(line, values)), None)
    if first is not None and _are_years(lines[first]):
        first = next((n for n in range(first + 1, len(lines)) if not _are_years(lines[n])), first)
    counts = [sum(line.line.middle < y for line in lines) for y in rules]
    ruled = [count for count in counts if 0 < count < len(lines) and count <= TALLEST]
    if ruled:
        return max(
            (count for count in ruled if first is not None and count <= first), default=_first_ruled(ruled, first)
        )
    if first is not None:
        return _without_title(lines, first)
    bold = next((n for n, line in enumerate(lines) if not line.line.line.bold), 0)
    if bold > TALLEST or lines[0].line.line.bold == lines[-1].line.line.bold:
        return 0
    return bold - 1 if bold > 1 and _stands_apart(lines[bold - 1], lines[bold - 2]) else bold


def _first_ruled(ruled: Sequence[int], first: int | None) -> int:
    """How many lines stand above the first rule inside the table; no more than one of them has figures."""
    return ruled[0] if first is None or ruled[0] <= first + 1 else first


def _without_title(lines: Sequence[PlacedLine], first: int) -> int:
    """Leaves the title of the first group, a text of the first column alone, to the body."""
    while first > 1 and len(lines[first - 1].pieces) == 1 and lines[first - 1].has_key:
        first -= 1
    return first


def _stands_apart(line: PlacedLine, above: PlacedLine) -> bool:
    """Whether a text of the first column alone is no more of the headings above it: a wrapped one would be nearer."""
    alone = len(line.pieces) == 1 and line.has_key and len(above.pieces) > 1
    return alone and line.line.top - above.line.bottom > APART * line.line.size


def _is_body(line: PlacedLine, values: frozenset[int]) -> bool:
    data = [c for c, p in line.by_column.items() if c in values and p.is_data]
    texts = [c for c in line.by_column if c in values]
    return bool(data) and 2 * len(data) > len(texts) and line.has_key


def _are_years(line: PlacedLine) -> bool:
    """Whether all of a line's texts but its first are years: then they are headings, not figures."""
    texts = [p.text for p in line.pieces if p.first > 0]
    return bool(texts) and all(map(YEAR.match, texts))


def header_cells(lines: Sequence[PlacedLine], columns: Columns, partial: Floats) -> tuple[list[HeaderCell], int]:
    """The headings and the number of their rows; ``partial`` are rules over some columns (y, x0, x1)."""
    lines = [split_headings(line, lines[n + 1 :], columns) for n, line in enumerate(lines)]
    spread = [_spread(line, lines[n + 1 :], columns, partial) for n, line in enumerate(lines)]
    rows = _rows(lines, spread, partial)
    cells: list[HeaderCell] = []
    for number, row in enumerate(rows):
        for n in row:
            for piece in spread[n]:
                _put(cells, number, piece)
    return [_stretched(cell, cells, len(rows)) for cell in cells], len(rows)


def _put(cells: list[HeaderCell], row: int, piece: Piece) -> None:
    """Adds a piece to the heading above it in the same columns, or begins one."""
    for index, cell in enumerate(cells):
        same = (cell.first, cell.last) == (piece.first, piece.last)
        if same and (cell.bottom == row or not _covered(cells, cell, row)):
            cells[index] = HeaderCell(cell.top, row, cell.first, cell.last, (*cell.pieces, piece))
            return
        if cell.bottom == row and piece.first <= cell.last and cell.first <= piece.last:
            first, last = min(cell.first, piece.first), max(cell.last, piece.last)
            cells[index] = HeaderCell(cell.top, row, first, last, (*cell.pieces, piece))
            return
    cells.append(HeaderCell(row, row, piece.first, piece.last, (piece,)))


def _covered(cells: Sequence[HeaderCell], cell: HeaderCell, row: int) -> bool:
    """Whether a heading over several columns stands above a column: what is below it is its own row."""
    return (
        any(
            c.last > c.first and c.first <= cell.first and cell.last <= c.last and c.top <= row and c is not cell
            for c in cells
        )
        or cell.first < cell.last
    )


def _stretched(cell: HeaderCell, cells: Sequence[HeaderCell], rows: int) -> HeaderCell:
    """A heading takes the rows above and below it that its columns leave empty."""
    others = [c for c in cells if c is not cell and c.first <= cell.last and cell.first <= c.last]
    top = max((c.bottom + 1 for c in others if c.bottom < cell.top), default=0)
    bottom = min((c.top - 1 for c in others if c.top > cell.bottom), default=rows - 1)
    return HeaderCell(top, max(bottom, cell.bottom), cell.first, cell.last, cell.pieces)


def _rows(lines: Sequence[PlacedLine], spread: Sequence[Sequence[Piece]], partial: Floats) -> list[list[int]]:
    """Line numbers of each header row: one ends below headings over several columns and at partial rules."""
    rows: list[list[int]] = [[]]
    for n in range(len(lines)):
        rows[-1].append(n)
        if n + 1 < len(lines) and (_over_others(spread[n], spread[n + 1 :]) or _rule_between(lines, n, partial)):
            rows.append([])
    return rows


def _over_others(pieces: Sequence[Piece], below: Sequence[Sequence[Piece]]) -> bool:
    """Whether a text stands over several texts of the lines below."""
    return any(
        p.spans and len({q.first for row in below for q in row if p.first <= q.first and q.last <= p.last}) > 1
        for p in pieces
    )


def _rule_between(lines: Sequence[PlacedLine], n: int, partial: Floats) -> bool:
    above, below = lines[n].line.middle, lines[n + 1].line.middle
    return bool(((partial[:, 0] > above) & (partial[:, 0] < below)).any())


def _spread(line: PlacedLine, below: Sequence[PlacedLine], columns: Columns, partial: Floats) -> list[Piece]:
    """The pieces of a header line, each over all the columns it is meant for."""
    return [_over_rule(line, p, columns, partial) or _centred(line, p, below, columns) for p in line.pieces]


def _over_rule(line: PlacedLine, piece: Piece, columns: Columns, partial: Floats) -> Piece | None:
    """A heading right above a partial rule stands over the columns the rule does."""
    for y, x0, x1 in partial:
        near = 0 < y - line.line.middle < UNDER * line.line.size
        if near and x0 - 3 <= piece.segment.x0 and piece.segment.x1 <= x1 + 3:
            under = [c for c, (a, b) in enumerate(columns.extents) if x0 - 3 <= (a + b) / 2 <= x1 + 3]
            if under:
                return Piece(min(*under, piece.first), max(*under, piece.last), piece.words)
    return None


def _centred(line: PlacedLine, piece: Piece, below: Sequence[PlacedLine], columns: Columns) -> Piece:
    """A heading that reaches into two columns stands over all those around its middle that no other one takes."""
    middle = (piece.segment.x0 + piece.segment.x1) / 2
    taken = {c for p in line.pieces if p is not piece for c in range(p.first, p.last + 1)}
    headed = {c for other in below for p in other.pieces for c in range(p.first, p.last + 1)}
    free = headed - taken - {0}
    first, last = _reached(piece, middle, free, columns)
    if first == last:
        return piece
    while {first - 1, last + 1} <= free and _better(first - 1, last + 1, middle, columns):
        first, last = first - 1, last + 1
    return Piece(first, last, piece.words)


def _reached(piece: Piece, middle: float, free: set[int], columns: Columns) -> tuple[int, int]:
    """The columns a heading lies over, with the next one where it reaches into the white before that one."""
    first, last = piece.first, piece.last
    if first < last or first == 0:
        return first, last
    x0, x1 = columns.extents[first]
    if first - 1 in free and piece.segment.x0 < (columns.extents[first - 1][1] + x0) / 2:
        first -= 1
    if last + 1 in free and piece.segment.x1 > (x1 + columns.extents[last + 1][0]) / 2:
        last += 1
    return (first, last) if _better(first, last, middle, columns) else (piece.first, piece.last)


def _better(first: int, last: int, middle: float, columns: Columns) -> bool:
    """Whether a wider range of columns still has a heading's middle at its own."""
    if first < 0 or last >= columns.count:
        return False
    left, right = columns.extents[first][0], columns.extents[last][1]
    return abs((left + right) / 2 - middle) <= 0.15 * (right - left)
