"""Bringing a database up to date by itself, without an ingest, and moving it elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from cjaplans.ingest.lock import writing
from cjaplans.load.backup import appearing
from cjaplans.load.copying import Told, copy_into
from cjaplans.load.database import database_file, open_as_it_is, open_database
from cjaplans.load.errors import DatabaseError
from cjaplans.load.older import opened
from cjaplans.load.upgrade import Upgrade, upgrade_and_mend


def upgrade_database(database: str, wait: float | None, say: Callable[[str], None]) -> Upgrade:
    """Bring an existing ``database`` up to this program, as the only writer; ``wait`` and ``say`` are the lock's.

    Raises:
        BusyDatabase: another process is writing to it.
        DatabaseError: there is none, or it cannot be upgraded; it is then as it was.
    """
    open_as_it_is(database).dispose()
    with writing(database, wait, "cjaplans database upgrade", say):
        engine = open_database(database)
        try:
            return upgrade_and_mend(engine)
        finally:
            engine.dispose()


def copy_database(source: str, target: str, wait: float | None, say: Callable[[str], None], told: Told) -> None:
    """Write all that the database ``source`` holds, of whatever version, to ``target``, which must be new or empty.

    ``wait`` and ``say`` are the target's lock's; ``told`` hears of every portion of rows.

    Raises:
        BusyDatabase: another process is writing to the target.
        DatabaseError: there is no source, the target is not empty, or one of them cannot be used; a target that was
            not there is not there then, and one that was empty still is.
    """
    with opened(source) as engine, writing(target, wait, "cjaplans database copy", say):
        file = database_file(target)
        if file is None:
            _fill(engine, target, told)
            return
        if file.exists():
            raise DatabaseError(f"{file} is there already; give the path of a new file")
        with appearing(file) as part:
            _fill(engine, str(part), told)


def _fill(source: Engine, target: str, told: Told) -> None:
    engine = open_database(target)
    try:
        copy_into(source, engine, told)
    finally:
        engine.dispose()
