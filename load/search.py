"""The full-text index over actions: all that is SQLite's own in the schema stands here.

``action_search`` is an FTS5 table without text of its own (external content): it reads ``action`` by
``id`` and is kept right by triggers, which also fire when deleting a document takes its actions along.
"""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError as SQLAlchemyDatabaseError

from cjaplans.load.errors import DatabaseError

FIELDS = ("ref", "theme", "objective", "action_text", "detail", "responsible", "progress", "target")
"""The columns of ``action`` that can be searched."""

_OPTIONS = "content='action', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'"

_TRIGGERS = ("action_search_insert", "action_search_delete", "action_search_update")

_TERM = re.compile(r'"([^"]*)"|(\S+)')


def create_search(connection: Connection) -> None:
    """Make the index and its triggers where they are missing or not those of this program, and fill it."""
    if connection.dialect.name != "sqlite":
        raise DatabaseError(
            f"full-text search is made for SQLite, not {connection.dialect.name}; use a SQLite database"
        )
    if not is_defined(connection):
        rebuild_search(connection)


def rebuild_search(connection: Connection) -> None:
    """Make the index anew from ``action``."""
    drop_search(connection)
    for statement in _statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO action_search(action_search) VALUES ('rebuild')")


def drop_search(connection: Connection) -> None:
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

    Words between double quotes must stand together; ``*`` at a word's end finds its beginnings. All else
    that FTS5 gives a meaning to (AND, NEAR, ``:``, ``-``, brackets, an odd quote) is plain text.
    """
    terms = (_term(phrase or word, prefix=bool(word)) for phrase, word in _TERM.findall(_printable(text)))
    return " ".join(term for term in terms if term) or None


def _term(text: str, *, prefix: bool) -> str:
    quoted = '"' + text.replace('"', '""') + '"'
    if not any(character.isalnum() for character in text):
        return ""
    return f"{quoted}*" if prefix and text.endswith("*") else quoted


def _printable(text: str) -> str:
    # A null character ends the query early, and a lone surrogate cannot be sent to SQLite at all.
    return "".join(" " if unicodedata.category(character) in ("Cc", "Cs") else character for character in text)
