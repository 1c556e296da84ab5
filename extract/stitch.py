"""Joins the parts of a table that runs over pages, and the rows that page breaks cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rapidfuzz import fuzz

from cjaplans.extract.continuation import goes_on, is_cut, line_height, same_paragraph
from cjaplans.extract.model import Cell, Engine, Region, Table, cell_at
from cjaplans.extract.pagetable import PageCell, PageTable
from cjaplans.extract.paragraphs import Setting, paragraphs_of

#: Columns on two pages are the same when their edges differ by no more than this (points).
SAME_EDGE = 4.0
#: A row this similar to the header (0..100) is the header printed again.
SAME_HEADER = 72.0
#: No cell of a header is less similar to the one printed again than this.
SAME_CELL = 40.0
#: What is not set apart as a header must be printed again as it stands.
SAME_TEXT = 90.0
DIGITS = re.compile(r"\d+")
#: Headers are no taller than this many rows.
TALLEST_HEADER = 3
#: From so many texts on it is known how those of a column begin.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A page's table, and the number of the part it may go on with: nothing but running heads is between them.

    ``room`` is how much of the page was left below that one (points).
    """

    table: PageTable
    after: int | None
    room: float


@dataclass(slots=True)
class _Draft:
    """A table while its parts are being joined."""

    setting: Setting
    first: PageTable
    xs: list[float]
    confidence: float
    rows: int = 0
    header_rows: int = 0
    cells: list[Cell] = field(default_factory=list)
    sources: list[PageCell] = field(default_factory=list)
    repeated: list[Cell] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    #: Where the cells of each row and column are among ``cells``.
    fragments: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    #: The columns nearest to places that were asked for.
    columns: dict[float, int] = field(default_factory=dict)

    def column(self, x: float) -> int:
        """The column that begins nearest to a place; the cells of a page share theirs."""
        column = self.columns.get(x)
        if column is None:
            column = self.columns[x] = min(range(len(self.xs)), key=lambda i: abs(self.xs[i] - x))
        return column

    def place(self, source: PageCell, page: int, row: int, continues: bool = False) -> Cell:
        """The cell of the joined table that a page's cell becomes."""
        first, last = self.column(source.grid.box.x0), self.column(source.grid.box.x1)
        paragraphs = paragraphs_of(source.lines, source.right, self.setting, continues) if source.lines else ()
        grid = source.grid
        return cell_at(
            row, first, grid.row_span, max(last - first, 1), page, grid.box, paragraphs, continues, source.confidence
        )

    def add(self, cell: Cell, source: PageCell) -> None:
        self.fragments.setdefault((cell.row, cell.column), []).append(len(self.cells))
        self.cells.append(cell)
        self.sources.append(source)

    def table(self) -> Table:
        cells = sorted(self.cells, key=lambda c: (c.row, c.column, c.page))
        return Table(
            rows=self.rows,
            columns=len(self.xs) - 1,
            cells=tuple(cells),
            regions=tuple(self.regions),
            engine=self.first.engine,
            confidence=self.confidence,
            header_rows=self.header_rows,
            repeated_headers=tuple(self.repeated),
        )


def stitch(parts: Sequence[Part], setting: Setting) -> list[Table]:
    """The document's tables, each over all its pages, in reading order."""
    drafts: list[_Draft] = []
    held: list[_Draft] = []
    for part in parts:
        draft = held[part.after] if part.after is not None else None
        if draft and _same_columns(draft, part.table):
            _extend(draft, part)
        else:
            draft = _begin(part.table, setting)
            drafts.append(draft)
        held.append(draft)
    return [draft.table() for draft in drafts]


def _begin(table: PageTable, setting: Setting) -> _Draft:
    draft = _Draft(setting, table, list(table.grid.xs), table.confidence, table.grid.rows, _header_rows(table))
    for source in table.cells:
        draft.add(draft.place(source, table.page, source.grid.row), source)
    draft.regions.append(Region(table.page, table.box))
    return draft


def _header_rows(table: PageTable) -> int:
    """Rows at the top that the file calls headers, or whose every text is bold, while the rows below are not."""
    if table.header_rows is not None:
        return table.header_rows
    count = 0
    for row in range(min(TALLEST_HEADER, table.grid.rows - 1)):
        written = [c for c in table.row(row) if c.lines]
        if len(written) < 2 or not all(c.bold for c in written) or _gathers(table, row):
            break
        count = row + 1
    return count


def _gathers(table: PageTable, row: int) -> bool:
    """Whether a cell lies over columns that are separate in the row above: no header goes from many to few."""
    starts = {c.grid.column for c in table.row(row - 1)} if row else set()
    return any(
        c.grid.column_span > 1 and starts & set(range(c.grid.column + 1, c.grid.column + c.grid.column_span))
        for c in table.row(row)
    )


def _same_columns(draft: _Draft, table: PageTable) -> bool:
    """Whether every edge of the table is an edge of the draft, the outer ones included.

    What no rule bounds ends where its texts do: of a table found by alignment only the inner edges count.
    """
    xs = table.grid.xs
    if table.engine is draft.first.engine is Engine.ALIGNMENT:
        return len(xs) == len(draft.xs) and all(
            abs(a - b) <= SAME_EDGE for a, b in zip(xs[1:-1], draft.xs[1:-1], strict=True)
        )
    if table.engine is draft.first.engine is Engine.TAGS:
        return _about_the_same(draft.xs, xs)
    outer = abs(xs[0] - draft.xs[0]) <= SAME_EDGE and abs(xs[-1] - draft.xs[-1]) <= SAME_EDGE
    return outer and all(min(abs(x - e) for e in draft.xs) <= SAME_EDGE for x in xs)


def _about_the_same(a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether edges that were put between texts, and so move with them, are those of the same columns."""
    if len(a) != len(b):
        return False
    narrow = [
        min(right - left, right_b - left_b) / 2
        for (left, right), (left_b, right_b) in zip(pairwise(a), pairwise(b), strict=True)
    ]
    room = [min(sides) for sides in zip([*narrow, narrow[-1]], [narrow[0], *narrow], strict=True)]
    return all(abs(x - y) <= space for x, y, space in zip(a, b, room, strict=True))


def _extend(draft: _Draft, part: Part) -> None:
    table = part.table
    skip = _repeated_header(draft, table)
    for source in (c for c in table.cells if c.grid.row < skip):
        draft.repeated.append(draft.place(source, table.page, source.grid.row))
    first = table.row(skip)
    heads = _last_row(draft)
    tails = {draft.column(c.grid.box.x0): c for c in first}
    spanning = {c for c, t in tails.items() if _goes_on_spanning(draft, heads, c, t)}
    cut = table.cut
    if cut is None:
        cut = is_cut(
            {c: draft.sources[i] for c, i in heads.items() if _ends_last(draft, i)},
            {c: t for c, t in tails.items() if c not in spanning},
            _filled(draft),
            part.room,
            _in_capitals(draft),
        )
    offset = draft.rows - skip - (1 if cut else 0)
    for source in (c for c in table.cells if c.grid.row >= skip):
        column = draft.column(source.grid.box.x0)
        head = heads.get(column)
        row = source.grid.row + offset
        joins = source.grid.row == skip and head is not None
        if joins and head is not None and (cut or column in spanning):
            _join(draft, head, source, table.page, row)
        else:
            draft.add(draft.place(source, table.page, row), source)
    draft.rows += table.grid.rows - skip - (1 if cut else 0)
    draft.confidence = min(draft.confidence, table.confidence)
    draft.regions.append(Region(table.page, table.box))


def _repeated_header(draft: _Draft, table: PageTable) -> int:
    """How many rows at the top of a later page print the header again, with the titles above it.

    Forms begin with the same label, and perhaps the same value: labels in bold beside plain values, or labels that are
    the same in the next row too, are no header unless they were set apart as one.
    """
    titles = _titles(draft)
    bold = {cell.bold for cell in table.row(0) if cell.lines}
    if not (draft.header_rows or titles) and (len(bold) > 1 or _begins_alike(draft, table)):
        return 0
    most = min(max(draft.header_rows, titles + 1), table.grid.rows)
    for count in range(max(most, _spanned(table, most)), 0, -1):
        if all(_prints_again(draft, table, row) for row in range(count)):
            draft.header_rows = max(draft.header_rows, count)
            return count
    return 0


def _spanned(table: PageTable, rows: int) -> int:
    """The rows at the top of which none is spanned by a cell that goes on below them."""
    while (end := max((c.grid.row + c.grid.row_span for c in table.cells if c.grid.row < rows), default=0)) > rows:
        rows = end
    return rows if rows <= TALLEST_HEADER else 0


def _begins_alike(draft: _Draft, table: PageTable) -> bool:
    """Whether the second rows of both begin with the same text."""
    above = next((c.text for c in draft.cells if (c.row, c.column) == (1, 0)), "")
    below = next((c.text for c in table.row(1) if c.grid.column == 0), "")
    return bool(above) and _letters(above) == _letters(below)


def _titles(draft: _Draft) -> int:
    """How many rows at the top hold one text alone."""
    count = 0
    while count < TALLEST_HEADER and sum(1 for c in draft.cells if c.row == count and c.paragraphs) == 1:
        count += 1
    return count


def _prints_again(draft: _Draft, table: PageTable, row: int) -> bool:
    """Whether a row of a later page says what the same row of the first page says, give or take its spelling.

    A row of one text is a title: "Priority 2" is as like "Priority 1" as can be, and another. So is a form's first
    row ("No. | 2.2") another form's: numbers must be the same, and each cell alike, not only most of them.
    """
    above = {draft.column(c.box.x0): _letters(c.text) for c in draft.cells if c.row == row}
    below = {draft.column(c.grid.box.x0): _letters(c.text) for c in table.row(row)}
    written = [c for c in above if above[c] or below.get(c)]
    if above.keys() != below.keys() or not written:
        return False
    if len(written) == 1:
        return above[written[0]] == below[written[0]]
    if any(DIGITS.findall(above[c]) != DIGITS.findall(below[c]) for c in written):
        return False
    likeness = [fuzz.ratio(above[c], below[c]) for c in written]
    least = SAME_CELL if draft.header_rows else SAME_TEXT
    return min(likeness) >= least and sum(likeness) >= SAME_HEADER * len(written)


def _letters(text: str) -> str:
    """A text in lower case without white space: wraps fall where each page puts them."""
    return "".join(text.casefold().split())


def _last_row(draft: _Draft) -> dict[int, int]:
    """Column to index of the cells that reach the last row."""
    page = draft.regions[-1].page
    return {
        cell.column: index
        for index, cell in enumerate(draft.cells)
        if cell.page == page and cell.row + cell.row_span >= draft.rows and cell.row >= draft.header_rows
    }


def _ends_last(draft: _Draft, index: int) -> bool:
    """Whether a cell stands in the last row alone, so that text in it may be cut."""
    return draft.cells[index].row_span == 1 or not draft.cells[index].paragraphs


def _goes_on_spanning(draft: _Draft, heads: dict[int, int], column: int, tail: PageCell) -> bool:
    """Whether a cell at a page's top is a spanning cell whose text stands, or began, on an earlier page."""
    if column not in heads:
        return False
    if tail.lines:
        head = draft.sources[heads[column]]
        return tail.grid.row_span > 1 and goes_on(head, tail, line_height([head])) > 1
    if tail.grid.row_span > 1 or tail.grid.open_top:
        return True
    body = [c for c in draft.cells if c.column == column and c.row >= draft.header_rows]
    spans = any(c.row_span > 1 for c in body)
    return spans and all(c.row_span > 1 or c.paragraphs for c in body)


def _filled(draft: _Draft) -> dict[int, float]:
    """Share of body rows in which a column has text; rows of one cell are headings over the others."""
    several = {c.row for c in draft.cells if c.column > 0}
    body = [c for c in draft.cells if c.row >= draft.header_rows and c.row in several]
    rows = max(len({c.row for c in body}), 1)
    return {
        column: sum(c.row_span for c in body if c.column == column and c.paragraphs) / rows
        for column in {c.column for c in body}
    }


def _in_capitals(draft: _Draft) -> set[int]:
    """The columns of several texts none of which begins in lower case."""
    begun = [c for c in draft.cells if c.row >= draft.header_rows and c.paragraphs and not c.continues]
    texts = Counter(c.column for c in begun)
    small = {c.column for c in begun if c.paragraphs[0].text[:1].islower()}
    return {column for column, count in texts.items() if count >= FEWEST and column not in small}


def _join(draft: _Draft, head: int, source: PageCell, page: int, row: int) -> None:
    """Adds ``source`` as a further fragment of the cell at ``head`` and stretches the cell's span."""
    first, above = draft.cells[head], draft.sources[head]
    span = row + source.grid.row_span - first.row
    goes_on = bool(
        above.lines
        and source.lines
        and not (source.lines[0].dashed and any(line.dashed for line in above.lines))
        and same_paragraph(above.lines[-1], source.lines[0], above.right, draft.setting.prints_spaces)
    )
    fragment = draft.place(source, page, first.row, goes_on)
    draft.add(_spanning(fragment, span), source)
    for index in draft.fragments[first.row, first.column]:
        draft.cells[index] = _spanning(draft.cells[index], span)


def _spanning(cell: Cell, span: int) -> Cell:
    return replace(cell, row_span=span)
