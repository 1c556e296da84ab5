"""Rows of the database as pandas frames, each column with the type that the models give it.

Days are ``datetime64[s]``, flags ``boolean``, whole numbers ``Int64``, sums, shares and lengths ``Float64``, all else
``string``; what is empty is ``<NA>`` or ``NaT``. Closed vocabularies and the keys and names of what ships with the
package are ``category`` with all their values, whether or not a row has them, in the vocabulary's order; those of
``ORDERED`` can be compared by it. So a frame without rows has the types of one with them. A column that a query makes
under a name of its own is typed by its values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Column, Date, Double, Engine, Integer, Numeric, Table

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.load.models import Base
from cjaplans.load.views import SHOWN
from cjaplans.normalise.codebooks import read

if TYPE_CHECKING:
    import pandas as pd

#: Of columns that views and queries make, and no model has; those of text need not be told.
MADE = {
    "actions": "Int64", "complete": "Int64", "days": "Int64", "days_since_previous": "Int64", "days_slipped": "Int64",
    "documents": "Int64", "findings": "Int64", "first_action_id": "Int64", "led": "Int64", "plans": "Int64",
    "namings": "Int64", "as_before": "Int64", "gbp_as_before": "Float64", "previous_end": "datetime64[s]",
    "confidence": "Float64", "counted_gbp": "Float64", "share": "Float64", "reachable": "boolean",
    "planned_end": "datetime64[s]", "revised_end": "datetime64[s]", "was_revised": "boolean",
    "document_kind": "category", "document_state": "category", "period": "category", "previous_status": "category",
}  # fmt: skip
#: The keys and names of what ships with the package: the codebook, and its column.
CODEBOOKS = {
    "authority_key": ("authorities", "key"),
    "authority": ("authorities", "name"),
    "scheme_key": ("schemes", "key"),
    "theme_key": ("themes", "key"),
    "theme_label": ("themes", "label"),
    "priority_group_key": ("priority_groups", "key"),
    "priority_group": ("priority_groups", "label"),
}
#: What views call otherwise than the table that it comes from.
SAME = {
    "document_kind": ("document", "kind"),
    "document_state": ("document", "state"),
    "previous_status": ("action", "status_code"),
}
#: Vocabularies in an order that means something; periods are in that of their years.
ORDERED = ("period", "previous_status", "severity", "status_code")

_WORD = re.compile(r"'([^']*)'")


def frame(
    engine: Engine, query: str, parameters: Mapping[str, object] | None = None, of: str | None = None
) -> pd.DataFrame:
    """The rows of a query, typed by the names of its columns; ``of`` as in ``typed``. Raises ``DatabaseError``."""
    # As it stands: SQLite itself tells a parameter from a colon in a text or a comment.
    with explained(name_of(engine)), engine.connect() as connection:
        result = connection.exec_driver_sql(query, dict(parameters or {}))
        names, rows = list(result.keys()), result.all()
    import pandas as pd  # only now, as it may be loading while SQLite works

    return typed(pd.DataFrame.from_records([tuple(row) for row in rows], columns=names), of)


def typed(rows: pd.DataFrame, of: str | None = None) -> pd.DataFrame:
    """The same rows, each column of the type that its name has in table or view ``of``, or else in the models."""
    types = column_types(of)
    for place, name in enumerate(rows.columns):
        values, kind = rows.iloc[:, place], types.get(name) or types.get(_before(name))
        rows.isetitem(place, _inferred(values) if kind is None else _converted(values, kind, of))
    return rows


def _inferred(values: pd.Series) -> pd.Series:
    """The same values, of the type that they have; as text where there are none to tell by."""
    found = values.convert_dtypes()
    return found.astype("string") if found.dtype == object and found.isna().all() else found


def _converted(values: pd.Series, kind: str, of: str | None) -> pd.Series:
    import pandas as pd

    if kind == "datetime64[s]":
        return pd.to_datetime(values, format="ISO8601").astype(kind)
    if kind != "category":
        return values.astype(pd.api.types.pandas_dtype(kind))
    words = values.astype("string")
    name = _before(values.name)
    known = vocabulary(name, of)
    further = sorted(set(words.dropna().unique()) - set(known))
    categories = pd.Index([*known, *further], dtype="string")
    return words.astype(pd.CategoricalDtype(categories, ordered=name in ORDERED))


def _before(name: object) -> str:
    """The column that another is like, which says the same of the plan before: ``previous_end_date``."""
    return str(name) if name in SAME else str(name).removeprefix("previous_")


@cache
def column_types(of: str | None = None) -> Mapping[str, str]:
    """The pandas type of every column that models or views have, by its name.

    A name that two models use otherwise (``kind``, ``confidence``) is left out unless table or view ``of`` has it.
    """
    found: dict[str, str] = {}
    clashing: set[str] = set()
    for column in (column for table in Base.metadata.sorted_tables for column in table.columns):
        kind = type_of(column)
        if found.setdefault(column.name, kind) != kind:
            clashing.add(column.name)
    agreed = {name: kind for name, kind in found.items() if name not in clashing}
    books = dict.fromkeys(CODEBOOKS, "category")
    return agreed | MADE | books | {column.name: type_of(column) for column in _columns(of)}


def type_of(column: Column[Any]) -> str:
    """The pandas type of one column of a model."""
    if isinstance(column.type, Date):
        return "datetime64[s]"
    if any(check in (f'"{column.name}" IN (0, 1)', f'"{column.name}" = 1') for check in _checks(column)):
        return "boolean"
    if column.name in CODEBOOKS or _words(column):
        return "category"
    if isinstance(column.type, Integer):
        return "Int64"
    return "Float64" if isinstance(column.type, Numeric | Double) else "string"


@cache
def vocabulary(name: str, of: str | None = None) -> tuple[str, ...]:
    """The values that a column can have, in their order: those of table or view ``of``, or of all that have it.

    Empty for a column that can have any.
    """
    if name in CODEBOOKS:
        book, column = CODEBOOKS[name]
        return tuple(row[column] for row in read(book))
    table, own = SAME.get(name, (of, name))
    columns = [column for column in _columns(table) if column.name == own] or [
        each.columns[own] for each in Base.metadata.sorted_tables if own in each.columns
    ]
    return tuple(dict.fromkeys(word for column in columns for word in _words(column)))


def _words(column: Column[Any]) -> Sequence[str]:
    """The values that a check of the table allows a column."""
    start = f'"{column.name}" IN ('
    return [word for check in _checks(column) if check.startswith(start) for word in _WORD.findall(check)]


def _columns(of: str | None) -> Sequence[Column[Any]]:
    table = Base.metadata.tables.get(SHOWN.get(of or "", of or ""))
    return () if table is None else tuple(table.columns)


def _checks(column: Column[Any]) -> Sequence[str]:
    constraints = column.table.constraints if isinstance(column.table, Table) else ()
    return [str(each.sqltext) for each in constraints if isinstance(each, CheckConstraint)]
