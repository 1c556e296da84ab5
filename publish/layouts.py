"""How the tables of one file were understood: for a terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from cjaplans.extract.model import Table
from cjaplans.ingest.single import read_plan
from cjaplans.ingest.written.layouts import CheckedFile, write_layout
from cjaplans.normalise.model import ColumnReading, Role, TableReading
from cjaplans.normalise.user_layouts.writing import layout_text
from cjaplans.publish.redact_tables import without_names
from cjaplans.publish.safe import json_text, one_line, printable
from cjaplans.publish.tables import as_rows

#: An example is as much of a cell's text as tells what a column is about.
LONGEST_EXAMPLE = 60
COLUMNS = ("column", "heading", "field", "why", "confidence", "example")


@dataclass(frozen=True, slots=True)
class Understood:
    """A table with what was made of it; ``number`` counts from 1."""

    number: int
    table: Table
    reading: TableReading


def understood(
    file: Path,
    *,
    pages: frozenset[int] | None = None,
    password_file: Path | None = None,
    layouts: Path | None = None,
    redact_people: bool = False,
) -> tuple[Understood, ...]:
    """How the tables of ``file`` are understood. Raises ``Problem`` as ``read_plan`` does."""
    document, plan = read_plan(file, pages=pages, password_file=password_file, layouts=layouts)
    tables = without_names(document.tables, "")[0] if redact_people else document.tables
    pairs = enumerate(zip(tables, plan.tables, strict=True), start=1)
    return tuple(Understood(number, table, reading) for number, (table, reading) in pairs)


def save(
    file: Path,
    name: str,
    *,
    force: bool = False,
    pages: frozenset[int] | None = None,
    password_file: Path | None = None,
    layouts: Path | None = None,
) -> Path:
    """Write what is understood of ``file`` as the layout ``name``; return the layout's file.

    Raises:
        Problem: ``file`` cannot be read, or the layout cannot be written.
    """
    document, plan = read_plan(file, pages=pages, password_file=password_file, layouts=layouts)
    return write_layout(layouts, name, layout_text(name, file.name, document, plan), force=force)


def as_json(tables: tuple[Understood, ...]) -> str:
    """The tables as a JSON array; columns and rows count from 1, as they do in layout files."""
    return json_text([_record(item) for item in tables], indent=1)


def print_understood(tables: tuple[Understood, ...], console: Console) -> None:
    """Draw what was understood of every table on ``console``; columns as those of a table before are only named."""
    first: dict[tuple[ColumnReading, ...], int] = {}
    for item in tables:
        same = first.setdefault(item.reading.columns, item.number)
        again = same != item.number and bool(item.reading.columns)
        caption = f"{_caption(item)}; columns as in table {same}" if again else _caption(item)
        console.print(Text(caption), style="bold", soft_wrap=True)
        if item.reading.columns and not again:
            console.print(_grid(item), "")
    if not tables:
        console.print("no tables found")


def print_checked(files: tuple[CheckedFile, ...], console: Console) -> bool:
    """Say of every layout file what is wrong with it, one line a mistake; return whether all are sound."""
    for file in files:
        tables = len(file.layout.tables) if file.layout else 0
        for line in file.lines() or [one_line(f"{file.path}: ok, {tables} table{'s' * (tables != 1)}")]:
            console.print(Text(line), soft_wrap=True)
    return not any(file.mistakes for file in files)


def _record(item: Understood) -> dict[str, Any]:
    reading = item.reading
    return {
        "table": item.number,
        "pages": [region.page for region in item.table.regions],
        "role": reading.role.value,
        "layout": reading.layout,
        "engine": item.table.engine.value,
        "confidence": _confidence(item),
        "header_rows": [row + 1 for row in reading.header_rows],
        "inherited": reading.inherited,
        "columns": [
            {
                "column": number,
                "heading": column.heading,
                "field": column.field,
                "ignored": column.ignored,
                "evidence": column.kind,
                "why": column.why,
                "confidence": round(column.confidence, 2),
                "example": example_of(item, number),
            }
            for number, column in enumerate(reading.columns, start=1)
        ],
    }


def _confidence(item: Understood) -> float:
    return round(min(item.table.confidence, item.reading.confidence), 2)


def _caption(item: Understood) -> str:
    table, reading = item.table, item.reading
    pages = f"page {table.page_first}"
    if table.page_last != table.page_first:
        pages = f"pages {table.page_first}-{table.page_last}"
    parts = [f"table {item.number}, {pages}: {reading.role.value}", f"confidence {_confidence(item):.2f}"]
    parts += [f"layout {one_line(reading.layout)}"] if reading.layout else []
    return ", ".join([*parts, f"found by {table.engine.value}", _header_note(item)])


def _is_form(item: Understood) -> bool:
    """Whether a table was read with its labels as header."""
    return len(item.reading.columns) > item.table.columns


def _header_note(item: Understood) -> str:
    reading = item.reading
    if reading.inherited:
        return "header of an earlier table"
    if reading.role is Role.OTHER and not reading.header_rows:
        return "headings as in row 1"
    if _is_form(item):
        return "a form, its labels as header"
    rows = [str(row + 1) for row in reading.header_rows]
    return f"header in row{'s' * (len(rows) > 1)} {', '.join(rows)}" if rows else "no header"


def _grid(item: Understood) -> Grid:
    grid = Grid(show_lines=False)
    for name in COLUMNS:
        grid.add_column(name, overflow="fold", justify="right" if name in ("column", "confidence") else "left")
    for number, column in enumerate(item.reading.columns, start=1):
        values = (
            number,
            column.heading,
            _field(column),
            column.why,
            f"{column.confidence:.2f}",
            example_of(item, number),
        )
        grid.add_row(*(Text(printable(value)) for value in values))
    return grid


def _field(column: ColumnReading) -> str:
    return column.field or ("(left out)" if column.ignored else "?")


def example_of(item: Understood, number: int) -> str:
    """The first text below the header in a column, on one line; none of a form, whose columns are its labels."""
    if _is_form(item):
        return ""
    unknown = item.reading.role is Role.OTHER and bool(item.reading.header)
    below = max(item.reading.header_rows, default=0 if unknown else -1) + 1
    rows = as_rows(item.table)[below:]
    text = next((" ".join(t.split()) for t in _texts(rows, number - 1)), "")
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 1]}…"


def _texts(rows: list[list[str]], column: int) -> Iterator[str]:
    """The texts of a column, those of rows with others beside them first: a band is no example."""
    held = [row for row in rows if column < len(row) and row[column].strip()]
    yield from (row[column] for row in held if sum(map(bool, row)) > 1)
    yield from (row[column] for row in held)
