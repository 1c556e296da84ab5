"""Copies of a database in a file, whole and consistent, while others read and write: by SQLite's backup API, or row
by row from a server."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from sqlalchemy import Connection, Engine

from cjaplans.load.address import on_postgresql
from cjaplans.load.database import engine_file, open_as_it_is, open_database
from cjaplans.load.errors import DatabaseError, explained

PART = ".part"
ABANDONED = 3600  # seconds since it was last written


def back_up(url: str, target: Path, *, force: bool = False) -> None:
    """Copy the database at ``url``, as its last commit left it, to ``target``.

    ``target`` is whole or not there at all, also after a crash; with ``force`` it replaces another file.
    Raises ``DatabaseError`` where there is no database of ours, it is on a server, or ``target`` stands in the way or
    cannot be written.
    """
    if on_postgresql(url):
        raise DatabaseError(
            f"{url} is on a server; back it up with pg_dump, or take it away with 'cjaplans database copy'"
        )
    engine = open_as_it_is(url)
    try:
        with explained(url), engine.connect() as connection:
            _copy(connection, engine_file(engine), target, force=force)
    finally:
        engine.dispose()


def in_file(url: str, target: Path) -> None:
    """Have the database at ``url``, of either kind, in the new file ``target``. Raises as ``back_up`` does."""
    if not on_postgresql(url):
        back_up(url, target)
        return
    from cjaplans.load.copying import file_from_server  # brings the models with it

    refuse_target(None, target)
    with explained(str(target)), appearing(target) as part:
        file_from_server(url, part)


@contextmanager
def snapshot(url: str) -> Iterator[Engine]:
    """The database at ``url`` as its last commit left it, in a copy of its own. Raises ``DatabaseError``."""
    with TemporaryDirectory(prefix="cjaplans-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.db"
        in_file(url, copy)
        engine = open_database(str(copy))
        try:
            yield engine
        finally:
            engine.dispose()


def _copy(connection: Connection, source: Path | None, target: Path, *, force: bool) -> None:
    """Copy what ``connection``'s transaction sees."""
    refuse_target(source, target, force=force)
    connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")  # the moment that is copied
    driver = cast(sqlite3.Connection, connection.connection.driver_connection)
    with explained(str(target)), appearing(target) as part, closing(sqlite3.connect(part)) as copy:
        driver.backup(copy)


def refuse_target(source: Path | None, target: Path, *, force: bool = False) -> None:
    """Raise ``DatabaseError`` where a copy of ``source`` cannot come to stand at ``target``."""
    if source is not None and target.resolve() == source.resolve():
        raise DatabaseError(f"{target} is the database itself; give another path")
    if target.is_dir():
        raise DatabaseError(f"{target} is a folder; give the path of a file")
    if target.exists() and not force:
        raise DatabaseError(f"{target} is there already; give another path, or --force to replace it")
    if any(Path(f"{target}{suffix}").exists() for suffix in ("-wal", "-journal")):
        raise DatabaseError(f"{target} is a database in use; give another path")


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """A file to write to that becomes ``target`` at the end, all at once, or goes away."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    part = target.with_name(f".{target.name}.{os.getpid()}{PART}")
    try:
        yield part
        part.replace(target)
        _settle(target.parent)
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{part}{suffix}").unlink(missing_ok=True)


def _sweep(target: Path) -> None:
    """Remove what killed processes left of earlier copies to ``target``; one under way is written to all the time."""
    for part in target.parent.glob(f".{escape(target.name)}.*{PART}*"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > ABANDONED:
                part.unlink()


def _settle(folder: Path) -> None:
    """Have the folder remember its new names through a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
