"""Rows that were prepared, written in bulk: one statement a table, and values as the driver takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sqlalchemy import Connection, Dialect

from cjaplans.load.prepared import Rows

#: How a statement marks the values that are given in order, by the style of the driver.
_MARKS = {"qmark": "?"}
_OTHER_MARK = "%s"


def write(connection: Connection, tables: Iterable[Rows], ids: Mapping[str, Sequence[int]]) -> None:
    """Insert rows; ``ids`` are those that the document's rows of each table have, by their places."""
    for rows in tables:
        if rows.values:
            columns = (*(link.column for link in rows.links), *rows.columns)
            numbers = zip(*([_id(ids[link.table], place) for place in link.places] for link in rows.links), strict=True)
            values = [own + row for own, row in zip(numbers, rows.values, strict=True)]
            connection.exec_driver_sql(_statement(connection.dialect, rows.table, columns), values)


def _id(ids: Sequence[int], place: int | None) -> int | None:
    return None if place is None else ids[place]


@lru_cache(maxsize=64)
def _statement(dialect: Dialect, table: str, columns: tuple[str, ...]) -> str:
    """The statement, with its values in the order of ``columns``; made by hand, as SQLAlchemy would keep its own."""
    quoted = dialect.identifier_preparer.quote
    marks = ", ".join([_MARKS.get(dialect.paramstyle, _OTHER_MARK)] * len(columns))
    return f"INSERT INTO {quoted(table)} ({', '.join(map(quoted, columns))}) VALUES ({marks})"
