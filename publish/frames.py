"""Rows of the database as pandas frames, each column with the type that the models give it.

Days are ``datetime64[s]``, flags ``boolean``, whole numbers ``Int64``, sums and shares ``Float64``, closed vocabularies
``category``, all else ``string``; what is empty is ``<NA>`` or ``NaT``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Column, Date, Engine, Integer, Numeric, Table, text

from cjaplans.load.errors import explained
from cjaplans.load.models import Base

if TYPE_CHECKING:
    import pandas as pd

#: Of columns that views and queries make, and no model has.
MADE = {
    "actions": "Int64", "documents": "Int64", "complete": "Int64", "led": "Int64", "days": "Int64",
    "reachable": "boolean", "share": "Float64", "period": "category", "authority": "category",
}  # fmt: skip


def frame(engine: Engine, query: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
    """The rows of a query, typed by the names of its columns. Raises ``DatabaseError``."""
    import pandas as pd

    with explained(str(engine.url.database)), engine.connect() as connection:
        result = connection.execute(text(query), dict(parameters or {}))
        names, rows = list(result.keys()), result.all()
    return typed(pd.DataFrame.from_records([tuple(row) for row in rows], columns=names))


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows, each column of the type that its name has in the models; others are left as they are."""
    import pandas as pd

    types = column_types()
    for name in rows.columns:
        kind = types.get(name)
        if kind == "datetime64[s]":
            rows[name] = pd.to_datetime(rows[name], format="ISO8601").astype(kind)
        elif kind is not None:
            dtype = pd.api.types.pandas_dtype("string" if kind == "category" else kind)
            column = rows[name].astype(dtype)
            rows[name] = column.astype("category") if kind == "category" else column
    return rows


@cache
def column_types() -> Mapping[str, str]:
    """The pandas type of every column that models or views have, by its name.

    A name that two models use otherwise (``target`` of an action, say) is left out only where the types differ.
    """
    found: dict[str, str] = {}
    clashing: set[str] = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            kind = type_of(column)
            if found.setdefault(column.name, kind) != kind:
                clashing.add(column.name)
    return {name: kind for name, kind in found.items() if name not in clashing} | MADE


def type_of(column: Column[Any]) -> str:
    """The pandas type of one column of a model."""
    if isinstance(column.type, Date):
        return "datetime64[s]"
    checks = _checks(column.table) if isinstance(column.table, Table) else ()
    if any(check == f'"{column.name}" IN (0, 1)' or check == f'"{column.name}" = 1' for check in checks):
        return "boolean"
    if any(check.startswith(f'"{column.name}" IN (') for check in checks) or column.name.endswith("_key"):
        return "category"
    if isinstance(column.type, Integer):
        return "Int64"
    return "Float64" if isinstance(column.type, Numeric) else "string"


def _checks(table: Table) -> Sequence[str]:
    return [str(each.sqltext) for each in table.constraints if isinstance(each, CheckConstraint)]
