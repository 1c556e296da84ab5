"""Tables whose columns each have conditions of their own: the same conditions count the actions and make the links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cjaplans.publish.compare.arrange import LABELS, Conditions, short
from cjaplans.publish.compare.model import By
from cjaplans.publish.compare.selection import NONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def counted(
    rows: pd.DataFrame,
    by: By,
    columns: Conditions,
    number: str = "actions",
    empty: int | None = 0,
    also: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A table of the ``number`` of tidy rows: one row a group, one column for the rows that meet its conditions.

    Conditions are on columns of ``rows`` that are named as the attributes of ``Selection``. A cell that no row is
    in is ``empty``; groups that only the rows of ``also`` have are in the table, too.
    """
    import pandas as pd

    names = {name for each in columns.values() for name in each}
    rows = rows.groupby([LABELS[by], *sorted(names)], observed=True, as_index=False)[[number]].sum(min_count=1)
    groups = rows[LABELS[by]]
    found = {
        heading: rows[meeting(rows, each)].groupby(groups)[number].sum(min_count=1) for heading, each in columns.items()
    }
    table = pd.DataFrame(found, index=in_order({*groups, *(() if also is None else also[LABELS[by]])}))
    table = table.astype("Float64").round().astype("Int64")
    return named(table if empty is None else table.fillna(empty), by)


def meeting(rows: pd.DataFrame, conditions: Mapping[str, str | None]) -> pd.Series:
    """Which rows meet all conditions."""
    import pandas as pd

    met = pd.Series(True, index=rows.index)
    for name, value in conditions.items():
        met &= (rows[name].astype("string") == value).fillna(False).astype(bool)
    return met


def named(table: pd.DataFrame, by: By) -> pd.DataFrame:
    """A table by group with the names of its rows as tables have them."""
    table.index = table.index.map(short).astype("string")
    table.index.name = LABELS[by]
    return table


def in_order(names: Iterable[str]) -> list[str]:
    """The names of groups in the order of tables: those without one come last."""
    return sorted(map(str, names), key=lambda name: (name == NONE, short(name)))
