"""Search on SQLite, by FTS5.

``action_search`` is an FTS5 table without text of its own (external content): it reads ``action`` by
``id`` and is kept right by triggers, which also fire when deleting a document takes its actions along.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Integer, column, table
from sqlalchemy import text as literal_text
from sqlalchemy.exc import DatabaseError as SQLAlchemyDatabaseError

from cjaplans.load.search.words import FIELDS, Term, terms

_OPTIONS = "content='action', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'"

_TRIGGERS = ("action_search_insert", "action_search_delete", "action_search_update")


def search(text: str) -> tuple[Any, ...] | None:
    """The index, its id, the condition and the rank of a search."""
    expression = match_expression(text)
    if expression is None:
        return None
    index = table("action_search", column("rowid", Integer), column("rank"))
    condition = literal_text("action_search MATCH :expression").bindparams(expression=expression)
    return index, index.c.rowid, condition, index.c.rank


def make(connection: Connection) -> None:
    """Make the index and its triggers, and fill it."""
    for statement in _statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO action_search(action_search) VALUES ('rebuild')")


def drop(connection: Connection) -> None:
    """Take the index and its triggers away."""
    for trigger in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
    connection.exec_driver_sql("DROP TABLE IF EXISTS action_search")


def is_defined(connection: Connection) -> bool:
    """Whether the index and its triggers are there as this program makes them."""
    query = "SELECT sql FROM sqlite_master WHERE name LIKE 'action_search%' AND type IN ('table', 'trigger')"
    return set(connection.exec_driver_sql(query).scalars()).issuperset(_statements())


def is_in_step(connection: Connection) -> bool:
    """Whether the index says what ``action`` says; needs to be able to write, and changes nothing."""
    try:
        connection.exec_driver_sql("INSERT INTO action_search(action_search, rank) VALUES ('integrity-check', 1)")
    except SQLAlchemyDatabaseError:
        return False
    return True


def _statements() -> tuple[str, ...]:
    columns = ", ".join(FIELDS)
    old, new = (", ".join(f"{row}.{field}" for field in FIELDS) for row in ("old", "new"))
    forget = f"INSERT INTO action_search(action_search, rowid, {columns}) VALUES ('delete', old.id, {old});"
    learn = f"INSERT INTO action_search(rowid, {columns}) VALUES (new.id, {new});"
    return (
        f"CREATE VIRTUAL TABLE action_search USING fts5({columns}, {_OPTIONS})",
        f"CREATE TRIGGER action_search_insert AFTER INSERT ON action BEGIN {learn} END",
        f"CREATE TRIGGER action_search_delete AFTER DELETE ON action BEGIN {forget} END",
        f"CREATE TRIGGER action_search_update AFTER UPDATE ON action BEGIN {forget} {learn} END",
    )


def match_expression(text: str) -> str | None:
    """An FTS5 query that finds all words of ``text``, whatever it holds; None if it holds no word.

    All that FTS5 gives a meaning to (AND, NEAR, ``:``, ``-``, brackets, an odd quote) is plain text.
    """
    return " ".join(map(_quoted, terms(text))) or None


def _quoted(term: Term) -> str:
    quoted = '"' + term.text.replace('"', '""') + '"'
    return f"{quoted}*" if term.beginning else quoted
