"""The views of the common schema, one SQL file each, made anew at every upgrade."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Column, Connection
from sqlalchemy.engine.interfaces import Dialect

from cjaplans.load.address import POSTGRESQL
from cjaplans.load.models import Base
from cjaplans.load.postgresql.spelling import respelled

VIEWS = (
    "current_document",
    "current_plan",
    "action_citation",
    "action_flat",
    "common_outcome",
    "action_common_outcome",
    "outcome_coverage",
    "status_summary",
    "party_load",
    "action_slippage",
    "action_carried",
    "action_descent",
    "action_history",
    "action_money",
    "action_funder",
)
"""In an order in which each view reads only those before it."""


SHOWN = {"current_document": "document", "current_plan": "document"} | dict.fromkeys(
    ("action_flat", "action_slippage", "action_history", "action_money"), "action"
)
"""The tables whose columns views show as they are."""

_STATEMENTS = "SELECT name, sql FROM sqlite_master WHERE type = 'view'"
_REMARKS = """
    SELECT relname AS name, obj_description(oid, 'pg_class') AS sql
    FROM pg_class
    WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace
"""
_AS_WRITTEN = {"no_parameters": True}
"""A percent sign in a statement is no place for a parameter."""


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """What a column of a view holds: in words, and as ``string``, ``integer``, ``number``, ``boolean`` or ``date``.

    ``of`` is the column of a table that it shows as it is.
    """

    meaning: str
    type: str | None = None
    of: Column[Any] | None = None


def definition(name: str) -> str:
    """The SQL text of view ``name``: a comment that says what it is for, then the query."""
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8").strip()


def purpose(name: str) -> str:
    """The comment that opens the view's SQL file, as one line."""
    lines = definition(name).splitlines()
    return " ".join(line.removeprefix("--").strip() for line in lines if line.startswith("--"))


def column_of(view: str, name: str) -> ViewColumn:
    """What ``columns.csv`` says of a column of a view, or else the table that the view shows."""
    stated = _stated().get((view, name)) or _stated().get(("", name))
    if stated is not None:
        return stated
    shown = Base.metadata.tables[SHOWN[view]].columns[name]
    return ViewColumn(str(shown.comment), of=shown)


@cache
def _stated() -> Mapping[tuple[str, str], ViewColumn]:
    lines = files(__name__).joinpath("columns.csv").read_text(encoding="utf-8").splitlines()
    return {(row["view"], row["column"]): ViewColumn(row["meaning"], row["type"]) for row in csv.DictReader(lines)}


def create_views(connection: Connection) -> None:
    """Have the views be those of this program; where they are that already, nobody who reads them is held up."""
    if not strange_views(connection):
        return
    drop_views(connection)
    for name in VIEWS:
        connection.exec_driver_sql(_statement(name, connection.dialect), execution_options=_AS_WRITTEN)
        if connection.dialect.name == POSTGRESQL:
            remark = _remark(name, connection.dialect).replace("'", "''")
            connection.exec_driver_sql(f"COMMENT ON VIEW \"{name}\" IS '{remark}'", execution_options=_AS_WRITTEN)


def drop_views(connection: Connection) -> None:
    """Take the views away."""
    for name in reversed(VIEWS):
        connection.exec_driver_sql(f'DROP VIEW IF EXISTS "{name}"')


def strange_views(connection: Connection) -> list[str]:
    """The views that are missing, or not those of this program."""
    dialect = connection.dialect
    # PostgreSQL keeps no text of a view but what it was understood as: there, a remark beside it tells its text.
    on_server = dialect.name == POSTGRESQL
    found = {row.name: row.sql for row in connection.exec_driver_sql(_REMARKS if on_server else _STATEMENTS)}
    made = _remark if on_server else _statement
    return [name for name in VIEWS if found.get(name) != made(name, dialect)]


def _statement(name: str, dialect: Dialect) -> str:
    text = definition(name)
    return f'CREATE VIEW "{name}" AS\n{respelled(text) if dialect.name == POSTGRESQL else text}'


def _remark(name: str, dialect: Dialect) -> str:
    digest = hashlib.sha256(_statement(name, dialect).encode()).hexdigest()[:12]
    return f"{purpose(name)} ({digest})"
