"""All rows of one database written to another of either kind: how one moves on to a server, or takes a file away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select

from cjaplans.load.address import name_of
from cjaplans.load.database import create_tables, open_database, open_readonly, schema_revision, upgrade
from cjaplans.load.errors import DatabaseError, explained
from cjaplans.load.models import Base

#: Rows that are in memory at a time.
PORTION = 5_000

Told = Callable[[str, int, int], None]
"""Is told of a table, how many of its rows are written, and how many there are."""


def _untold(table: str, written: int, rows: int) -> None:
    """Nobody is told."""


def copy_into(source: Engine, target: Engine, told: Told = _untold) -> None:
    """Write all that ``source`` holds, as it is now, to ``target``, which has no tables yet; one transaction.

    The search index and the views are made for the target's own kind. Raises ``DatabaseError``.
    """
    name = name_of(target)
    if schema_revision(target) is not None:
        raise DatabaseError(f"{name} is not empty; name a database that is new")
    with explained(name), source.connect() as reading, target.begin() as writing:
        create_tables(writing)
        for table in Base.metadata.sorted_tables:
            _copy_rows(reading, writing, table, told)
    upgrade(target)


def _copy_rows(reading: Connection, writing: Connection, table: Table, told: Told) -> None:
    total: int = reading.execute(select(func.count()).select_from(table)).scalar_one()
    streamed: dict[str, Any] = {"stream_results": True, "yield_per": PORTION}
    written = 0
    query = select(table).order_by(*table.primary_key.columns)
    for portion in reading.execute(query, execution_options=streamed).mappings().partitions():
        writing.execute(insert(table), [dict(row) for row in portion])
        written += len(portion)
        told(table.name, written, total)


def file_from_server(url: str, target: Path) -> None:
    """Write the database on a server at ``url`` to a new SQLite file. Raises ``DatabaseError``."""
    source = open_readonly(url)
    copy = open_database(str(target))
    try:
        copy_into(source, copy)
    finally:
        copy.dispose()
        source.dispose()
