"""All that a database holds, in a form that is the same whatever kind of database it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Engine, select, text

from cjaplans.load.models import Base

#: What differs from run to run.
CLOCKS = {"started_at", "finished_at"}
#: A float's digits that mean something: sums come out otherwise where their parts are added in another order.
PLACES = 9

Rows = list[tuple[Any, ...]]


def dump(engine: Engine, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, Rows]]:
    """Every table by name, with its rows in the order of their keys; ``without`` some columns, and without clocks."""
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in CLOCKS | without]
            found = connection.execute(select(*columns))
            yield table.name, sorted((tuple(map(_plain, row)) for row in found), key=repr)


def rows_of(engine: Engine, name: str) -> tuple[list[str], Rows]:
    """The columns and rows of a table or view as a query without types sees them."""
    with engine.connect() as connection:
        found = connection.execute(text(f'SELECT * FROM "{name}"'))
        return list(found.keys()), sorted((tuple(map(_plain, row)) for row in found), key=repr)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, PLACES)
    return tuple(value) if isinstance(value, list) else value
