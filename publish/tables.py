"""The tables of one file, as they were found: for a terminal, as JSON, CSV files or an HTML page.

A cell that covers several rows or columns gives its text to its top left position alone; in HTML it
covers them with ``rowspan`` and ``colspan``. Where a page break cuts a row, the texts of its cells are
joined in page order: by a newline, or by a space where the break cuts a paragraph.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from cjaplans.extract.model import Box, Cell, Table
from cjaplans.ingest.errors import UsageProblem
from cjaplans.publish.safe import json_text, neutral, printable


def as_rows(table: Table) -> list[list[str]]:
    """The table's texts in ``rows`` x ``columns``, ``""`` where no cell begins."""
    rows = [[""] * table.columns for _ in range(table.rows)]
    for fragments in _by_place(table.cells):
        rows[fragments[0].row][fragments[0].column] = _joined(fragments)
    return rows


def as_record(table: Table) -> dict[str, Any]:
    """One table for JSON; ``page`` and ``bbox`` are those of the first page it stands on."""
    return {
        "page": table.page_first,
        "pages": [region.page for region in table.regions],
        "bbox": _bbox(table.regions[0].box),
        "engine": table.engine.value,
        "confidence": round(table.confidence, 3),
        "rows": as_rows(table),
        "cells": [_cell_record(cell) for cell in table.cells],
    }


def as_json(tables: Iterable[Table]) -> str:
    """All tables as a JSON array."""
    return json_text([as_record(table) for table in tables], indent=1)


def as_html(tables: Iterable[Table], title: str) -> str:
    """All tables as one page of HTML, every text escaped."""
    body = "\n".join(_html_table(table) for table in tables)
    title = escape(printable(title))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        "<style>table { border-collapse: collapse; margin: 1em 0 } td { border: 1px solid; padding: .2em .4em; "
        "vertical-align: top; white-space: pre-line } caption { text-align: left }</style>\n</head>\n"
        f"<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>"
    )


def write_csv(tables: Iterable[Table], folder: Path) -> list[Path]:
    """Write each table to ``folder`` as ``table-001-page-3.csv``, formulas neutralised; return the files.

    Raises:
        UsageProblem: the folder cannot be made or written to.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, table in enumerate(tables, start=1):
            written.append(folder / f"table-{number:03}-page-{table.page_first}.csv")
            with written[-1].open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([neutral(text) for text in row] for row in as_rows(table))
    except OSError as error:
        raise UsageProblem(str(folder), error.strerror or "cannot be written", "give another folder") from error
    return written


def print_tables(tables: Sequence[Table], console: Console) -> None:
    """Draw every table on ``console``."""
    for number, table in enumerate(tables, start=1):
        grid = Grid(title=_caption(number, table), title_justify="left", show_header=False, show_lines=True)
        for _ in range(table.columns):
            grid.add_column(overflow="fold")
        for row in as_rows(table):
            grid.add_row(*(Text(printable(text)) for text in row))
        console.print(grid)
    if not tables:
        console.print("no tables found")


def _caption(number: int, table: Table) -> str:
    pages = f"page {table.page_first}"
    if table.page_last != table.page_first:
        pages = f"pages {table.page_first}-{table.page_last}"
    return f"table {number}, {pages}"


def _by_place(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """The cells of each place, row by row; several where page breaks cut one."""
    place = attrgetter("row", "column")
    for _, fragments in groupby(sorted(cells, key=place), key=place):
        yield list(fragments)


def _joined(fragments: Iterable[Cell]) -> str:
    """The text of one place: a paragraph that a page break cuts goes on behind a space."""
    text = ""
    for cell in fragments:
        if cell.text:
            text += ("" if not text else " " if cell.continues else "\n") + cell.text
    return text


def _cell_record(cell: Cell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "page": cell.page,
        "bbox": _bbox(cell.box),
        "text": cell.text,
    }


def _bbox(box: Box) -> list[float]:
    """``[x0, top, x1, bottom]`` in points, to a hundredth."""
    return [round(value, 2) for value in (box.x0, box.top, box.x1, box.bottom)]


def _html_table(table: Table) -> str:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for fragments in _by_place([*table.cells, *_holes(table)]):
        rows[fragments[0].row].append(_html_cell(fragments))
    body = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f"<table>\n<caption>page {table.page_first}</caption>\n{body}\n</table>"


def _holes(table: Table) -> Iterator[Cell]:
    """An empty cell for each place that no cell covers, so that those behind it keep their column."""
    covered = {
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    for row in range(table.rows):
        for column in range(table.columns):
            if (row, column) not in covered:
                yield Cell(row, column, 1, 1, table.page_first, table.regions[0].box)


def _html_cell(fragments: Sequence[Cell]) -> str:
    rows = max(cell.row_span for cell in fragments)
    columns = max(cell.column_span for cell in fragments)
    spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
    return f"<td{spans}>{escape(printable(_joined(fragments)))}</td>"
