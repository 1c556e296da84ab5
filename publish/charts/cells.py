"""The cells of a comparison's table as the records that charts are drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cjaplans.publish.charts.labels import shortened

if TYPE_CHECKING:
    import pandas as pd

#: Rows that a chart has room for.
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Cells:
    """A table of numbers, ready to be drawn.

    ``records`` have ``row`` and ``column`` (short labels, in the order of ``rows`` and ``columns``) and ``value``, None
    where there is nothing to count. ``left_out`` is how many rows there was no room for: those with the least.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    records: tuple[dict[str, Any], ...]
    left_out: int

    @property
    def most(self) -> float:
        """The largest number."""
        return max(self.values(), default=0.0)

    def values(self) -> Sequence[float]:
        """The numbers there are."""
        return [record["value"] for record in self.records if record["value"] is not None]


def cells_of(table: pd.DataFrame, most_rows: int = MOST_ROWS) -> Cells:
    """The cells of a pivot table; of one with too many rows those whose numbers are largest, in its own order."""
    kept = _largest(table, most_rows)
    rows, columns = shortened(kept.index), shortened(kept.columns)
    records = tuple(
        {"row": rows[index], "column": columns[column], "value": _number(kept.at[index, column])}
        for index in kept.index
        for column in kept.columns
    )
    return Cells(tuple(rows.values()), tuple(columns.values()), records, len(table) - len(kept))


def _largest(table: pd.DataFrame, most_rows: int) -> pd.DataFrame:
    if len(table) <= most_rows:
        return table
    totals = table.sum(axis="columns").astype("Float64").fillna(0)
    kept = totals.sort_values(ascending=False, kind="stable").index[:most_rows]
    return table[table.index.isin(kept)]


def _number(value: Any) -> float | None:
    import pandas as pd

    if value is None or pd.isna(value):
        return None
    number = float(value)
    return int(number) if number.is_integer() else number
