"""Turns rows into what people and programs read: a table, JSON, or CSV; each row as soon as it is there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any

from cjaplans.publish.grid import drawn
from cjaplans.publish.safe import json_text, neutral, printable

if TYPE_CHECKING:
    from rich.console import Console

Rows = Iterable[Mapping[str, Any]]

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


class Format(StrEnum):
    """The ways rows can be written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def as_json(rows: Rows, columns: Sequence[str]) -> str:
    """The rows as a JSON array of objects, each with exactly ``columns``."""
    file = io.StringIO()
    _write_json(rows, columns, file)
    return file.getvalue()


def as_csv(rows: Rows, columns: Sequence[str]) -> str:
    """The rows as CSV with a heading; texts that a spreadsheet would take for a formula are neutralised."""
    file = io.StringIO(newline="")
    _write_csv(rows, columns, file)
    return file.getvalue()


def csv_value(value: object) -> str:
    """One value for CSV: a number stays a number, though it begins with a sign."""
    return "" if value is None else _csv_text(str(value))


@lru_cache(10_000)
def _csv_text(text: str) -> str:
    return text if _NUMBER.fullmatch(text) else neutral(text)


def print_rows(
    rows: Rows, console: Console, form: Format, columns: Sequence[str], summary: Sequence[str] | None = None
) -> None:
    """Write rows on ``console``: all ``columns`` as JSON or CSV, only ``summary`` as a table."""
    if form is Format.JSON:
        _write_json(rows, columns, console.file)
        console.file.write("\n")
    elif form is Format.CSV:
        _write_csv(rows, columns, console.file)
    else:
        _write_table(rows, summary or columns, console)


def _write_json(rows: Rows, columns: Sequence[str], file: IO[str]) -> None:
    written = 0
    for row in rows:
        record = json_text({name: row[name] for name in columns}, indent=2)
        file.write((",\n  " if written else "[\n  ") + record.replace("\n", "\n  "))
        written += 1
    file.write("\n]" if written else "[]")


def _write_csv(rows: Rows, columns: Sequence[str], file: IO[str]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([neutral(name) for name in columns])
    writer.writerows([csv_value(row[name]) for name in columns] for row in rows)


def _write_table(rows: Rows, columns: Sequence[str], console: Console) -> None:
    """A table for people; nothing in the rows can move the cursor of a terminal or change its colours."""
    headings = [name.removesuffix("_key").replace("_", " ") for name in columns]
    texts = ([printable(row[name]) for name in columns] for row in rows)
    console.file.writelines(drawn(headings, texts, console.width, bold=console.color_system is not None))
