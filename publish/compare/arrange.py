"""What all comparisons share: groups told apart by authority, period or place, tables of them, and links from cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cjaplans.publish.compare.model import By
from cjaplans.publish.compare.selection import NONE, Selection, exactly

if TYPE_CHECKING:
    import pandas as pd

#: The column that groups are told apart by, and the one that holds their names.
KEYS = {By.AUTHORITY: "authority_key", By.PERIOD: "period", By.PLACE: "place"}
LABELS = {By.AUTHORITY: "authority", By.PERIOD: "period", By.PLACE: "place"}

#: What the names of all authorities end with, and tables can do without.
_COMMON_ENDING = " Community Justice Authority"

#: The conditions on the actions of one row or column of a table, by its heading.
Conditions = Mapping[str, Mapping[str, str | None]]


def grouped(rows: pd.DataFrame, by: By, *further: str) -> list[str]:
    """The columns that groups are told apart by, with ``further`` ones; where ``rows`` are empty they say so."""
    columns = list(dict.fromkeys((KEYS[by], LABELS[by])))
    rows[columns] = rows[columns].astype("string").fillna(NONE)
    return [*columns, *further]


def summed(rows: pd.DataFrame, by: By, *further: str, numbers: Sequence[str] = ("actions",)) -> pd.DataFrame:
    """Tidy rows, one a group: by ``by`` and by the columns ``further``, the ``numbers`` added up, in order of keys."""
    return rows.groupby(grouped(rows, by, *further), observed=True, as_index=False)[list(numbers)].sum()


def pivoted(
    rows: pd.DataFrame, by: By, column: str, value: str, order: Sequence[str], empty: int | None = 0
) -> pd.DataFrame:
    """A table of tidy rows: ``value`` by group and ``column``, whose values come in ``order``; ``empty`` for no row."""
    named = rows.assign(**{LABELS[by]: rows[LABELS[by]].map(short), column: rows[column].astype("string")})
    table = named.pivot(index=LABELS[by], columns=column, values=value).reindex(columns=list(order))
    table.index = table.index.astype("string")
    table = table.reindex(sorted(table.index, key=lambda name: (name == NONE, name)))
    return (table if empty is None else table.fillna(empty)).astype(rows[value].dtype)


def rows_behind(rows: pd.DataFrame, by: By) -> Conditions:
    """The conditions on the actions of each row of a table, by its heading."""
    pairs = rows[list(dict.fromkeys((KEYS[by], LABELS[by])))].drop_duplicates()
    return {
        short(label): {by.value: exactly(key) if by is By.PERIOD else key}
        for key, label in zip(pairs[KEYS[by]], pairs[LABELS[by]], strict=True)
    }


def linked(counts: pd.DataFrame, selection: Selection, rows: Conditions, columns: Conditions) -> pd.DataFrame:
    """For each cell the query string of the actions behind it, if it counts any: those of its row and its column."""
    import pandas as pd

    counted = counts.astype("Float64").fillna(0).to_numpy(dtype=float)
    links = [
        [
            selection.with_(**rows[row], **columns[column]).query_string() if number > 0 else ""
            for column, number in zip(counts.columns, numbers, strict=True)
        ]
        for row, numbers in zip(counts.index, counted, strict=True)
    ]
    return pd.DataFrame(links, index=counts.index, columns=counts.columns, dtype="string")


def short(name: str) -> str:
    """An authority's name as it stands in tables, ``Tayside``; other names as they are."""
    return str(name).removesuffix(_COMMON_ENDING)


def shares(counts: pd.DataFrame, of: pd.DataFrame | pd.Series) -> pd.DataFrame:
    """Counts as shares of others of the same shape, or of each row's; empty where those are 0 or empty."""
    of = of.astype("Float64").mask(of == 0)
    return counts.astype("Float64").div(of, axis=0)
