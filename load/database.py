"""Opens databases, brings them up to date, and says in one line what is wrong with one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text

from cjaplans.load.address import POSTGRESQL, address_of, database_file, file_of, name_of
from cjaplans.load.errors import (
    DatabaseError,
    ForeignDatabaseError,
    MissingDatabaseError,
    SchemaMismatchError,
    explained,
)
from cjaplans.load.migrations import HEAD, migrate

__all__ = [
    "create_tables",
    "database_file",
    "engine_file",
    "open_as_it_is",
    "open_database",
    "open_readonly",
    "refuse_foreign",
    "schema_revision",
    "server_connection",
    "upgrade",
]

BUSY_MILLISECONDS = 30_000


def open_database(url: str) -> Engine:
    """An engine to write to the database at ``url``, a SQLAlchemy URL or a plain path.

    The folder is made if it is missing. Transactions take the write lock at their start, so that two
    programs wait for each other instead of failing half-way. What is committed is on the disk: a power cut
    takes nothing that a run has said is done. Another program's database is left as it is.
    Raises ``DatabaseError``.
    """
    address = address_of(url)
    if address.get_backend_name() == POSTGRESQL:
        return _on_server(url, address, read_only=False)
    path = file_of(address)
    _refuse_folder(url)
    with explained(url):
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address)
        _configure(engine, begin="BEGIN IMMEDIATE", pragmas=("synchronous = FULL",))
        with engine.connect() as connection:
            _revision(connection, url)
        _use_write_ahead_log(engine)
    return engine


def open_readonly(url: str) -> Engine:
    """An engine that can only read an existing database of this program's schema.

    Raises ``MissingDatabaseError``, ``ForeignDatabaseError`` or ``SchemaMismatchError``.
    """
    engine = open_as_it_is(url)
    if schema_revision(engine) != HEAD:
        engine.dispose()
        raise SchemaMismatchError(
            f"{url} was made by an older version; run 'cjaplans database upgrade' to bring it up to date"
        )
    return engine


def open_as_it_is(url: str) -> Engine:
    """An engine that can only read an existing database, made by this version of the program or an older one.

    Raises as ``open_readonly`` does.
    """
    address = address_of(url)
    path = file_of(address)
    if address.get_backend_name() == POSTGRESQL:
        engine = _on_server(url, address, read_only=True)
    elif path is None or not path.is_file():
        raise MissingDatabaseError(f"no database at {url}; run 'cjaplans ingest' first")
    else:
        engine = create_engine(_existing(address, path))
        _configure(engine, begin="BEGIN", pragmas=("query_only = ON",))
    with explained(url), engine.connect() as connection:
        revision = _revision(connection, url)
    if revision is None:
        engine.dispose()
        raise MissingDatabaseError(f"{url} is an empty database; run 'cjaplans ingest' first")
    return engine


def _on_server(url: str, address: URL, *, read_only: bool) -> Engine:
    from cjaplans.load.postgresql.connecting import engine_to, refuse_encoding  # brings the driver with it

    engine = engine_to(address, read_only=read_only)
    with explained(url), engine.connect() as connection:
        refuse_encoding(connection, url)
        _revision(connection, url)
    return engine


@contextmanager
def server_connection(url: str) -> Iterator[Connection]:
    """One connection to a database on a server, outside of transactions; gone at the end. Raises ``DatabaseError``."""
    from cjaplans.load.postgresql.connecting import engine_to

    engine = engine_to(address_of(url), read_only=False, in_transactions=False)
    try:
        with explained(url):
            connection = engine.connect()
        with connection:
            yield connection
    finally:
        engine.dispose()


def schema_revision(engine: Engine) -> str | None:
    """The revision of the database's schema; None for one without tables. Raises as ``upgrade`` does."""
    name = name_of(engine)
    with explained(name), engine.connect() as connection:
        return _revision(connection, name)


def upgrade(engine: Engine) -> None:
    """Bring tables, views, search index and reference data up to this program, in one transaction.

    Raises ``SchemaMismatchError`` for a newer database and ``ForeignDatabaseError`` for another program's.
    """
    # They bring the models with them, which are slow to load; who only reads needs them not.
    from cjaplans.load.reference import load_reference
    from cjaplans.load.search import create_search
    from cjaplans.load.views import create_views

    name = name_of(engine)
    with explained(name), engine.begin() as connection:
        if _revision(connection, name) != HEAD:
            create_tables(connection)
        create_search(connection)
        create_views(connection)
        load_reference(connection)


def create_tables(connection: Connection) -> None:
    """Bring the tables alone to this program's schema; views, of which none may stand in the way, are taken away."""
    from cjaplans.load.views import drop_views

    drop_views(connection)
    migrate(connection)
    if connection.dialect.name == POSTGRESQL:
        from cjaplans.load.postgresql.columns import settle_columns

        settle_columns(connection)


def refuse_foreign(url: str) -> None:
    """Raise for a file that we must leave as it is: another program's, or one by a newer version.

    Nothing is made or changed. Raises ``ForeignDatabaseError``, ``SchemaMismatchError``, or ``DatabaseError``
    for what cannot be opened at all.
    """
    _refuse_folder(url)
    with suppress(MissingDatabaseError):
        open_as_it_is(url).dispose()


def engine_file(engine: Engine) -> Path | None:
    """The file that ``engine`` reads or writes, by the name it was opened with; None in memory, and on a server.

    Raises ``DatabaseError``.
    """
    if engine.dialect.name == POSTGRESQL:
        return None
    with explained(engine.url.database or "the database"), engine.connect() as connection:
        name = connection.exec_driver_sql("PRAGMA database_list").one()[2]
    if not name:
        return None
    named = Path(engine.url.database or "")
    return named if named.is_file() else Path(name)


def _refuse_folder(url: str) -> None:
    path = database_file(url)
    if path is not None and path.is_dir():
        raise DatabaseError(f"{url} is a folder; give the path of a file")


def _existing(address: URL, path: Path) -> URL:
    """An address that never makes a file, and needs no lock files where none can be made."""
    query = {"mode": "rw", "uri": "true"}
    if not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists():
        query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return address.set(database=path.absolute().as_uri(), query=query)


def _configure(engine: Engine, *, begin: str, pragmas: tuple[str, ...]) -> None:
    """Set every new connection up, and begin transactions ourselves.

    Python's driver begins them late and not at all before DDL, which would let a failed upgrade or
    document leave half of itself behind.
    """
    statements = (f"busy_timeout = {BUSY_MILLISECONDS}", "foreign_keys = ON", *pragmas)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for statement in statements:
            connection.execute(f"PRAGMA {statement}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _use_write_ahead_log(engine: Engine) -> None:
    """Let readers go on while we write; the file remembers it. Not possible inside a transaction."""
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def _revision(connection: Connection, name: str) -> str | None:
    """The schema's revision; None for a database without tables."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables or "source_table" not in tables:
        remedy = "create one for it alone" if connection.dialect.name == POSTGRESQL else "give another path"
        raise ForeignDatabaseError(f"{name} is not a cjaplans database; {remedy}")
    revision = connection.execute(text("SELECT max(version_num) FROM alembic_version")).scalar()
    if not isinstance(revision, str):
        raise ForeignDatabaseError(f"{name} does not say which version made it; restore a copy or give another path")
    if revision > HEAD:
        raise SchemaMismatchError(f"{name} was made by a newer version; update cjaplans")
    return revision
