"""The views of the common schema, one SQL file each, made anew at every upgrade."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Column, Connection

from cjaplans.load.models import Base

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
    """Drop all views and make them again, so that they always are those of this program."""
    for name in reversed(VIEWS):
        connection.exec_driver_sql(f'DROP VIEW IF EXISTS "{name}"')
    for name in VIEWS:
        connection.exec_driver_sql(_statement(name))


def strange_views(connection: Connection) -> list[str]:
    """The views that are missing, or not those of this program."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'view'"
    found = {name: sql for name, sql in connection.exec_driver_sql(query)}  # noqa: C416, a row is more than a pair
    return [name for name in VIEWS if found.get(name) != _statement(name)]


def _statement(name: str) -> str:
    return f'CREATE VIEW "{name}" AS\n{definition(name)}'
