"""All that a database holds, to be compared."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

#: What is kept of runs; every run adds a row.
BOOKKEEPING = "ingest_run"

Rows = dict[str, list[tuple[str, ...]]]


def dump(database: Path) -> Rows:
    """Every row of every table with its ids, without the bookkeeping of runs; the search index by its words."""
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'action_search_%'"
        )
        return {name: _rows(connection, name) for (name,) in names.fetchall() if name != BOOKKEEPING}


def _rows(connection: sqlite3.Connection, name: str) -> list[tuple[str, ...]]:
    cursor = connection.execute(f'SELECT * FROM "{name}"')
    columns = [column[0] for column in cursor.description]
    kept = [index for index, column in enumerate(columns) if column != "run_id"]
    return sorted(tuple(repr(row[index]) for index in kept) for row in cursor)
