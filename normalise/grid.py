"""A table as rows and columns of text: which cell covers a place, and where its text came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from cjaplans.extract.model import Cell, Paragraph, Table, joined, run_on
from cjaplans.normalise.model import CellRef


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph and where it starts; ``text`` includes what a later page adds to it."""

    page: int
    paragraph: Paragraph
    text: str

    @property
    def start(self) -> tuple[int, float]:
        return self.page, self.paragraph.box.top


@dataclass(frozen=True)
class GridCell:
    """A whole cell, all its fragments over pages joined."""

    row: int
    column: int
    row_span: int
    column_span: int
    fragments: tuple[tuple[int, Cell], ...]
    table: int

    @cached_property
    def text(self) -> str:
        text = ""
        for _, cell in self.fragments:
            text = joined(text, cell)
        return text

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        found: list[Placed] = []
        for _, cell in self.fragments:
            for number, p in enumerate(cell.paragraphs):
                if found and number == 0 and cell.continues:
                    found[-1] = replace(found[-1], text=run_on(found[-1].text, p.text))
                else:
                    found.append(Placed(cell.page, p, p.text))
        return tuple(found)

    @property
    def refs(self) -> tuple[CellRef, ...]:
        """The cells that hold the text, or the first one when none does."""
        written = [CellRef(self.table, i) for i, cell in self.fragments if cell.paragraphs]
        return tuple(written or [CellRef(self.table, self.fragments[0][0])])

    @property
    def confidence(self) -> float:
        """How sure its text and edges are: as sure as its least sure fragment."""
        return min(cell.confidence for _, cell in self.fragments)

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(cell.page for _, cell in self.fragments if cell.paragraphs)

    @property
    def page(self) -> int:
        return self.fragments[0][1].page


class TableGrid:
    """Looks up the cell that covers a row and column of a table."""

    def __init__(self, table: Table, index: int) -> None:
        self.rows, self.columns = table.rows, table.columns
        self.index = index
        self.confidence = table.confidence
        grouped: dict[tuple[int, int], list[tuple[int, Cell]]] = {}
        for number, cell in enumerate(table.cells):
            grouped.setdefault((cell.row, cell.column), []).append((number, cell))
        self._cover: dict[tuple[int, int], GridCell] = {}
        self._rows: dict[int, tuple[GridCell, ...]] = {}
        for (row, column), fragments in grouped.items():
            first = fragments[0][1]
            whole = GridCell(row, column, first.row_span, first.column_span, tuple(fragments), index)
            for r in range(row, row + first.row_span):
                for c in range(column, column + first.column_span):
                    self._cover.setdefault((r, c), whole)

    @classmethod
    def arranged(cls, cells: Iterable[GridCell], rows: int, columns: int, source: TableGrid) -> TableGrid:
        """Cells put in other places than the page has them in; ``source`` is the table they are from."""
        grid = cls.__new__(cls)
        grid.confidence = source.confidence
        grid.rows, grid.columns, grid.index, grid._cover, grid._rows = rows, columns, source.index, {}, {}
        for cell in cells:
            for r in range(cell.row, cell.row + cell.row_span):
                for c in range(cell.column, cell.column + cell.column_span):
                    grid._cover[r, c] = cell
        return grid

    def at(self, row: int, column: int) -> GridCell | None:
        return self._cover.get((row, column))

    def row(self, row: int) -> tuple[GridCell, ...]:
        """The distinct cells over a row, left to right."""
        if row not in self._rows:
            self._rows[row] = tuple(self._distinct(row))
        return self._rows[row]

    def _distinct(self, row: int) -> Iterator[GridCell]:
        seen: GridCell | None = None
        for column in range(self.columns):
            cell = self.at(row, column)
            if cell is not None and cell is not seen:
                seen = cell
                yield cell

    def text(self, row: int, column: int) -> str:
        cell = self.at(row, column)
        return cell.text if cell else ""

    def texts(self) -> list[list[str]]:
        """The texts of each row's cells; a cell over several rows is in each of them."""
        return [[cell.text for cell in self.row(row)] for row in range(self.rows)]

    def page(self, row: int) -> int:
        """The page a row begins on."""
        return min((cell.page for cell in self.row(row) if cell.row == row), default=0) or next(
            (cell.page for cell in self.row(row)), 0
        )
