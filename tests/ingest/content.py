"""What a database says, as values that can be compared with another's."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from cjaplans.load.models import Base

Rows = dict[str, list[tuple[Any, ...]]]
Names = dict[str, dict[Any, Any]]

#: Bookkeeping: which run did something, and when.
RUNS = "ingest_run"
#: Rows that join documents, and so depend on which of them are there.
BETWEEN = frozenset({"action_lineage", "duplicate"})


def content(database: Path) -> Rows:
    """Every row of every table with its ids, but for the bookkeeping of runs."""
    with closing(sqlite3.connect(database)) as connection:
        return {
            name: sorted(connection.execute(f"SELECT {_columns(name)} FROM {name}").fetchall(), key=repr)
            for name in Base.metadata.tables
            if name != RUNS
        }


def documents(database: Path) -> dict[str, Rows]:
    """The rows of each document by its SHA-256, without those that join it to others."""
    found: dict[str, Rows] = {}
    with closing(sqlite3.connect(database)) as connection:
        if connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'document'").fetchone() == (0,):
            return found
        for number, sha256 in connection.execute("SELECT id, sha256 FROM document").fetchall():
            found[sha256] = {
                name: sorted(
                    connection.execute(f"SELECT {_columns(name)} FROM {name} WHERE {condition}", (number,)), key=repr
                )
                for name, condition in _OF_DOCUMENT.items()
            }
    return found


def natural(database: Path) -> Rows:
    """As ``content``, but with what a row points to in the place of ids, which depend on the order of loading."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        names: Names = defaultdict(dict)
        names["document"] = dict(connection.execute("SELECT id, sha256 FROM document").fetchall())
        tables = [table for table in Base.metadata.sorted_tables if table.name != RUNS]
        return {table.name: sorted(_named(connection, table, names), key=repr) for table in tables}


def _named(connection: sqlite3.Connection, table: Table, names: Names) -> Iterator[tuple[Any, ...]]:
    """The rows of a table; what other rows call each of them goes into ``names``."""
    pointers = {key.parent.name: names[key.column.table.name] for key in table.foreign_keys if key.column.name == "id"}
    numbered = "id" in table.columns and table.columns["id"].type.python_type is int
    for row in connection.execute(f"SELECT {_columns(table.name)} FROM {table.name} ORDER BY 1"):
        values = tuple(
            pointers.get(column, {}).get(row[column], row[column])
            for column in row.keys()  # noqa: SIM118, a row is no mapping
            if not (numbered and column == "id")
        )
        if numbered:
            names[table.name].setdefault(row["id"], values)
        yield values


def _columns(name: str) -> str:
    return ", ".join(f'"{column.name}"' for column in Base.metadata.tables[name].columns if column.name != "run_id")


def _condition(name: str) -> str | None:
    """The condition that a row belongs to one document."""
    columns = {column.name for column in Base.metadata.tables[name].columns}
    if name == "document":
        return "id = ?"
    if "document_id" in columns:
        return "document_id = ?"
    for column, parent in (("action_id", "action"), ("source_table_id", "source_table")):
        if column in columns:
            return f"{column} IN (SELECT id FROM {parent} WHERE document_id = ?)"
    return None


_OF_DOCUMENT = {
    name: condition
    for name in Base.metadata.tables
    if name not in {RUNS, *BETWEEN} and (condition := _condition(name)) is not None
}
