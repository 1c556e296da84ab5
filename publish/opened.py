"""A database opened for people to see: as it is, or without anybody's name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from cjaplans.load.address import on_postgresql
from cjaplans.load.database import open_readonly


@contextmanager
def opened(database: str, *, redact_people: bool = False) -> Iterator[Engine]:
    """The database for reading, or with ``redact_people`` a copy that names nobody. Raises ``DatabaseError``.

    One on a server is read in a copy, too, as it is now: what is asked of it is SQLite's.
    """
    if redact_people:
        from cjaplans.publish.redacted import redacted  # slow to import

        with redacted(database) as engine:
            yield engine
        return
    if on_postgresql(database):
        from cjaplans.load.backup import snapshot

        with snapshot(database) as engine:
            yield engine
        return
    engine = open_readonly(database)
    try:
        yield engine
    finally:
        engine.dispose()
