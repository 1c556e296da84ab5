"""Rows that meet filters: which they are is asked first, by their numbers alone; they then come in portions.

So it is known at once how many there are, the first of many are there at once, and no long row is sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, Integer, Select, bindparam
from sqlalchemy.sql import ColumnElement

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained

Row = dict[str, Any]

#: So many rows are asked for at first, as they are waited for, and then at a time.
FIRST, PORTION = 100, 1000
_NUMBER = "number of the row"


@dataclass(frozen=True, slots=True)
class Found:
    """How many rows meet all filters, and those that were asked for, which are read as they are taken.

    Taking them raises ``DatabaseError`` where the database cannot be read any more.
    """

    total: int
    rows: Iterable[Row]


def found(
    engine: Engine, wanted: Select[Any], shown: Select[Any], number: ColumnElement[Any], limit: int | None = None
) -> Found:
    """The rows ``shown`` whose ``number`` is among those that ``wanted`` selects, in their order; at most ``limit``.

    Raises ``DatabaseError``.
    """
    with explained(name_of(engine)), engine.connect() as connection:
        numbers = connection.execute(wanted).scalars().all()
    among = number.in_(bindparam("numbers", type_=Integer, expanding=True, literal_execute=True))
    query = shown.add_columns(number.label(_NUMBER)).where(among)
    return Found(len(numbers), _in_portions(engine, query, numbers[:limit]))


def _in_portions(engine: Engine, shown: Select[Any], numbers: Sequence[int]) -> Iterator[Row]:
    for start, end in _bounds(len(numbers)):
        portion = numbers[start:end]
        with explained(name_of(engine)), engine.connect() as connection:
            rows = map(plain, connection.execute(shown, {"numbers": portion}).mappings())
            by_number = {row.pop(_NUMBER): row for row in rows}
        for number in portion:
            if number in by_number:  # else somebody has taken it away meanwhile
                yield by_number[number]


def _bounds(length: int) -> Iterator[tuple[int, int]]:
    start, end = 0, FIRST
    while start < length:
        yield start, end
        start, end = end, end + PORTION


def plain(row: Mapping[Any, Any]) -> Row:
    """A row of a result, days as ISO text."""
    return {str(name): value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
