"""What Datasette says of the tables, made from the models: titles, meanings, order, labels, facets and queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Table, create_engine, inspect

from cjaplans.load.models import Base
from cjaplans.load.views import VIEWS, column_of, create_views, purpose
from cjaplans.publish.compare.model import KINDS, Name
from cjaplans.publish.compare.query import sql_of

#: The name of the database in addresses, whatever its file is called.
DATABASE = "data"
TITLE = "Action plans of Scotland's Community Justice Authorities"
SOURCE = "The action plans and area plans of the eight Community Justice Authorities, 2007 to 2017"

#: The column that names a row where another table points to it.
_LABELS = {
    "action": "key", "authority": "name", "cell": "text", "council": "name", "document": "file_name",
    "ingest_run": "started_at", "organisation": "name", "outcome": "label", "outcome_scheme": "title",
    "priority_group": "label", "source_table": "role", "theme": "label",
}  # fmt: skip
#: What is counted beside a table, as long as that is quick.
_FACETS = {
    "action": ("status_code", "theme_key", "priority_group_key"),
    "action_date": ("kind", "precision"),
    "action_flat": ("authority", "period", "status_meaning"),
    "action_outcome": ("basis",),
    "action_party": ("kind", "role"),
    "document": ("kind", "state", "authority_key"),
    "finding": ("severity", "code"),
    "organisation": ("kind",),
    "outcome_mapping": ("match",),
    "page": ("text_layer",),
    "source_table": ("role", "engine"),
}
_ORDER = {"document": "authority_key", "ingest_run": "started_at"}
_HIDDEN = ("alembic_version", *(f"action_search{end}" for end in ("", "_config", "_data", "_docsize", "_idx")))
_SEARCHED = {"action": "id", "action_flat": "action_id"}


def metadata() -> Mapping[str, Any]:
    """All of it, in Datasette's own terms."""
    tables = {table.name: _of_table(table) for table in Base.metadata.sorted_tables} | dict(_views())
    for name in tables:
        tables[name] |= _for_use(name)
    hidden = {name: {"hidden": True} for name in _HIDDEN}
    return {
        "title": TITLE,
        "source": SOURCE,
        "databases": {DATABASE: {"title": TITLE, "tables": tables | hidden, "queries": _queries()}},
    }


def title_of(name: str) -> str:
    """The name of a table or view in words: ``action_flat`` is "Action flat"."""
    return name.replace("_", " ").capitalize()


def _of_table(table: Table) -> dict[str, Any]:
    return {
        "title": title_of(table.name),
        "description": table.comment,
        "columns": {column.name: _meaning(column) for column in table.columns},
    }


def _meaning(column: Column[Any]) -> str:
    links = [f"refers to {key.target_fullname}" for key in column.foreign_keys]
    return "; ".join([str(column.comment), *links])


def _views() -> Mapping[str, dict[str, Any]]:
    engine = create_engine("sqlite://")
    found = {}
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        create_views(connection)
        for name in VIEWS:
            columns = [column["name"] for column in inspect(connection).get_columns(name)]
            described = {column: column_of(name, column).meaning for column in columns}
            found[name] = {"title": title_of(name), "description": purpose(name), "columns": described}
    engine.dispose()
    return found


def _for_use(name: str) -> dict[str, Any]:
    used: dict[str, Any] = {}
    if name in _LABELS:
        used["label_column"] = _LABELS[name]
    if name in _FACETS:
        used["facets"] = list(_FACETS[name])
    if name in _ORDER:
        used["sort"] = _ORDER[name]
    if name in _SEARCHED:
        used |= {"fts_table": "action_search", "fts_pk": _SEARCHED[name]}
    return used


def _queries() -> dict[str, Any]:
    """The comparisons; a parameter left empty is no condition."""
    return {
        name.value: {"title": _query_title(name), "description": KINDS[name].what, "sql": sql_of(name)}
        for name in Name
        if name in KINDS
    }


def _query_title(name: Name) -> str:
    return f"Compare: {name}"
