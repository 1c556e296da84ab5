"""Connections to PostgreSQL on which values look as on SQLite: days as ISO text, whole sums as whole numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import URL, Connection, Date, Engine, create_engine, event
from sqlalchemy.engine.interfaces import Dialect

from cjaplans.load.address import NOT_INSTALLED
from cjaplans.load.errors import DatabaseError
from cjaplans.load.postgresql.writer import TURN

#: Milliseconds that a statement waits for what another connection has locked.
PATIENCE = 30_000
#: What a connection is asked for where the address says nothing else; a server may take so many seconds to answer.
_WANTED = {"connect_timeout": 15, "application_name": "cjaplans", "client_encoding": "utf8"}
_NEEDED = "UTF8"


class _IsoDate(Date):
    """A day, from its text: queries without types see that text."""

    render_bind_cast = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], date | None]:
        return lambda value: None if value is None else date.fromisoformat(value)


def engine_to(address: URL, *, read_only: bool, in_transactions: bool = True) -> Engine:
    """An engine for the database at ``address``; nothing is asked of the server yet.

    A reader sees one state of the database for as long as its connection is open. A writer's transactions wait for
    each other from their start, unless it works without ``in_transactions``.
    """
    options: dict[str, Any] = {}
    if read_only:
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    elif not in_transactions:
        options = {"isolation_level": "AUTOCOMMIT"}
    wanted = {name: value for name, value in _WANTED.items() if name not in address.query}
    try:
        engine = create_engine(address, connect_args=wanted, execution_options=options)
    except ImportError as error:  # psycopg without the library that it speaks through
        where = address.render_as_string(hide_password=True)
        raise DatabaseError(f"{where}: {NOT_INSTALLED}") from error
    engine.dialect.colspecs = {**engine.dialect.colspecs, Date: _IsoDate}
    event.listen(engine, "connect", _prepare)
    if in_transactions and not read_only:
        event.listen(engine, "begin", _take_turn)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    from psycopg.types.string import TextLoader

    connection.execute(f"SET lock_timeout = {PATIENCE}")
    connection.execute("SET datestyle = ISO")
    connection.execute("SET standard_conforming_strings = on")
    connection.commit()
    connection.adapters.register_loader("date", TextLoader)
    connection.adapters.register_loader("numeric", _number_loader())


def _number_loader() -> Any:
    from psycopg.adapt import Loader

    class NumberLoader(Loader):
        """A sum as SQLite stores it: a whole number where it is one."""

        def load(self, data: Any) -> int | float:
            value = float(bytes(data))
            return int(value) if value.is_integer() else value

    return NumberLoader


def _take_turn(connection: Connection) -> None:
    connection.exec_driver_sql(TURN)


def refuse_encoding(connection: Connection, name: str) -> None:
    """Raise ``DatabaseError`` for a database that cannot hold every character."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != _NEEDED:
        remedy = "create one with: createdb --encoding=UTF8 --template=template0 NAME"
        raise DatabaseError(f"{name} holds {encoding} text, and plans need {_NEEDED}; {remedy}")
