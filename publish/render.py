"""Turns rows into what people and programs read: a table on a terminal, JSON, or CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cjaplans.publish.safe import json_text, neutral, printable

Rows = Sequence[Mapping[str, Any]]

#: Texts longer than this are likely to be wrapped on a terminal.
LONG_TEXT = 40
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


class Format(StrEnum):
    """The ways rows can be written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def as_json(rows: Rows, columns: Sequence[str]) -> str:
    """The rows as a JSON array of objects, each with exactly ``columns``."""
    return json_text([{name: row[name] for name in columns} for row in rows], indent=2)


def as_csv(rows: Rows, columns: Sequence[str]) -> str:
    """The rows as CSV with a heading; texts that a spreadsheet would take for a formula are neutralised."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([neutral(name) for name in columns])
    writer.writerows([csv_value(row[name]) for name in columns] for row in rows)
    return file.getvalue()


def csv_value(value: object) -> str:
    """One value for CSV: a number stays a number, though it begins with a sign."""
    if value is None:
        return ""
    text = str(value)
    return text if _NUMBER.fullmatch(text) else neutral(text)


def as_table(rows: Rows, columns: Sequence[str], title: str | None = None) -> Table:
    """The rows as a table for a terminal; nothing in them can move its cursor or change its colours."""
    grid = Table(title=title, title_justify="left", show_lines=_has_long_texts(rows, columns))
    for name in columns:
        grid.add_column(name.removesuffix("_key").replace("_", " "), overflow="fold")
    for row in rows:
        grid.add_row(*(Text(printable(row[name])) for name in columns))
    return grid


def _has_long_texts(rows: Rows, columns: Sequence[str]) -> bool:
    """Whether rows will take several lines each, and want rules between them."""
    return any(len(str(row[name])) > LONG_TEXT or "\n" in str(row[name]) for row in rows for name in columns)


def print_rows(
    rows: Rows, console: Console, form: Format, columns: Sequence[str], summary: Sequence[str] | None = None
) -> None:
    """Write rows on ``console``: all ``columns`` as JSON or CSV, only ``summary`` as a table."""
    if form is Format.TABLE:
        console.print(as_table(rows, summary or columns))
        return
    content = as_json(rows, columns) if form is Format.JSON else as_csv(rows, columns)
    console.file.write(content.rstrip("\n") + "\n")
