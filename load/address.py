"""Addresses of databases: a path, or an SQLAlchemy URL of SQLite or PostgreSQL."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from cjaplans.load.errors import DatabaseError

POSTGRESQL = "postgresql"
NOT_INSTALLED = "psycopg not installed; install with: pip install 'cjaplans[postgres]'"
_FORMS = "give a path, sqlite:///PATH or postgresql+psycopg://USER@HOST/DATABASE"
_DRIVER = "postgresql+psycopg"
#: How PostgreSQL's own tools, and SQLAlchemy, call the same.
_SAME = ("postgres", POSTGRESQL, _DRIVER)


def address_of(url: str) -> URL:
    """What a path or URL means. Raises ``DatabaseError`` for what is no address, or of no database that we know."""
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url).expanduser()))
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseError(f"{url} is no database address; {_FORMS}") from error
    if address.drivername in _SAME:
        return _of_postgresql(address)
    if address.get_backend_name() != "sqlite":
        raise DatabaseError(f"{address.drivername} databases are not supported; {_FORMS}")
    return address


def _of_postgresql(address: URL) -> URL:
    if importlib.util.find_spec("psycopg") is None:
        where = address.render_as_string(hide_password=True)
        raise DatabaseError(f"{where}: {NOT_INSTALLED}")
    return address.set(drivername=_DRIVER)


def on_postgresql(url: str) -> bool:
    """Whether a database is on a PostgreSQL server. Raises ``DatabaseError`` for what is no address."""
    return "://" in url and address_of(url).get_backend_name() == POSTGRESQL


def database_file(url: str) -> Path | None:
    """The file of the database at ``url``, whether it exists or not; None in memory, and on a server.

    Raises ``DatabaseError`` for what is no address.
    """
    return file_of(address_of(url))


def file_of(address: URL) -> Path | None:
    """The file that an address names; None in memory, and on a server."""
    if address.get_backend_name() == POSTGRESQL or not address.database or address.database == ":memory:":
        return None
    return Path(address.database)


def name_of(engine: Engine) -> str:
    """What people call the database of an engine: the path of its file, or its address on a server."""
    if engine.dialect.name == POSTGRESQL:
        return engine.url.render_as_string(hide_password=True)
    return str(engine.url.database or "the database")
