"""The cells of a comparison's table as the records that charts are drawn from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cjaplans.publish.charts.labels import shortened
from cjaplans.publish.compare.model import Show
from cjaplans.publish.compare.outcomes import ANY
from cjaplans.publish.compare.partners import ALL
from cjaplans.publish.compare.selection import NONE

if TYPE_CHECKING:
    import pandas as pd

#: Columns that are over the others, or of what is in none of them.
_SUMS = (ANY, ALL, NONE, "actions")
_REST = re.compile(r"\d+ others")
#: Rows that a chart has room for.
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Cells:
    """A table of numbers, ready to be drawn.

    ``records`` have ``row`` and ``column`` (short labels, in the order of ``rows`` and ``columns``), ``value`` (what
    ``show`` says, None where there is nothing to count) and ``shaded``, whether its column is no sum. ``left_out`` is
    how many rows there was no room for: those with the least.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    show: Show
    records: tuple[dict[str, Any], ...]
    left_out: int

    @property
    def most(self) -> float:
        """The largest number, but for sums."""
        return max((each["value"] for each in self.records if each["value"] is not None and each["shaded"]), default=0)

    def values(self) -> Sequence[float]:
        """The numbers there are."""
        return [record["value"] for record in self.records if record["value"] is not None]


def cells_of(table: pd.DataFrame, show: Show, most_rows: int = MOST_ROWS) -> Cells:
    """The cells of a pivot table; of one with too many rows those whose numbers are largest, in its own order."""
    kept = largest(table, most_rows)
    rows, columns = shortened(kept.index), shortened(kept.columns)
    records = tuple(
        {"row": rows[index], "column": columns[column], "value": _number(kept.at[index, column])}
        | {"shaded": not is_sum(column) and not is_rest(index)}
        for index in kept.index
        for column in kept.columns
    )
    return Cells(tuple(rows.values()), tuple(columns.values()), show, records, len(table) - len(kept))


def is_sum(column: object) -> bool:
    """Whether a column is over the others, or of what is in none of them: it is shown without a shade of its own."""
    return str(column) in _SUMS


def is_rest(row: object) -> bool:
    """Whether a row is the sum of those that a table has no room for: ``118 others``."""
    return _REST.fullmatch(str(row)) is not None


def largest(table: pd.DataFrame, most_rows: int) -> pd.DataFrame:
    """The rows whose numbers add up to most, in the table's own order."""
    if len(table) <= most_rows:
        return table
    totals = table.sum(axis="columns", numeric_only=True).astype("Float64").fillna(0)
    kept = totals.sort_values(ascending=False, kind="stable").index[:most_rows]
    return table[table.index.isin(kept)]


def _number(value: Any) -> Any:
    """One of Python's own numbers, None where there is none."""
    import pandas as pd

    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
