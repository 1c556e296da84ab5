"""The full-text index over actions: made, kept and asked by what the database's own kind has for it.

On SQLite that is FTS5 (``fts5.py``), on PostgreSQL a ``tsvector`` (``tsvector.py``). Both find rows that hold all words
of a search, words between double quotes together, and beginnings before a ``*``; English words by their stems.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, FromClause
from sqlalchemy.sql import ColumnElement

from cjaplans.load.address import POSTGRESQL
from cjaplans.load.search import fts5
from cjaplans.load.search.words import FIELDS

__all__ = ["FIELDS", "Search", "create_search", "drop_search", "is_defined", "is_in_step", "rebuild_search", "search"]


@dataclass(frozen=True, slots=True)
class Search:
    """A search as parts of a query: the index, its column with an action's id, what a row must meet, and its rank.

    Rows are in order of ``rank``, best first.
    """

    source: FromClause
    action_id: ColumnElement[int]
    condition: ColumnElement[bool]
    rank: ColumnElement[Any]


def search(engine: Engine, text: str) -> Search | None:
    """A search for ``text``, whatever it holds; None if it holds no word."""
    parts = _of(engine.dialect.name).search(text)
    return None if parts is None else Search(*parts)


def create_search(connection: Connection) -> None:
    """Make the index where it is missing or not that of this program, and fill it."""
    if not is_defined(connection):
        rebuild_search(connection)


def rebuild_search(connection: Connection) -> None:
    """Make the index anew from ``action``."""
    drop_search(connection)
    _of(connection.dialect.name).make(connection)


def drop_search(connection: Connection) -> None:
    """Take the index away, and what keeps it right."""
    _of(connection.dialect.name).drop(connection)


def is_defined(connection: Connection) -> bool:
    """Whether the index is there as this program makes it."""
    return bool(_of(connection.dialect.name).is_defined(connection))


def is_in_step(connection: Connection) -> bool:
    """Whether the index says what ``action`` says; on SQLite it needs to be able to write. Changes nothing."""
    return bool(_of(connection.dialect.name).is_in_step(connection))


def _of(dialect: str) -> ModuleType:
    if dialect != POSTGRESQL:
        return fts5
    from cjaplans.load.search import tsvector  # which brings what is PostgreSQL's with it

    return tsvector
