"""The views of the common schema, one SQL file each, made anew at every upgrade."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Connection

VIEWS = (
    "current_document",
    "current_plan",
    "action_citation",
    "action_flat",
    "action_common_outcome",
    "outcome_coverage",
    "status_summary",
    "party_load",
    "action_slippage",
    "action_carried",
    "action_history",
    "action_money",
    "action_funder",
)
"""In an order in which each view reads only those before it."""


def definition(name: str) -> str:
    """The SQL text of view ``name``: a comment that says what it is for, then the query."""
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8").strip()


def purpose(name: str) -> str:
    """The comment that opens the view's SQL file, as one line."""
    lines = definition(name).splitlines()
    return " ".join(line.removeprefix("--").strip() for line in lines if line.startswith("--"))


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
