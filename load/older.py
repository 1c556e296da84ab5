"""Databases opened only to be read: one of an earlier schema is copied, and the copy brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from cjaplans.load.backup import snapshot
from cjaplans.load.database import open_as_it_is, schema_revision, upgrade
from cjaplans.load.migrations import HEAD


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine to read a database with the present schema, whatever version made it; the file is never written.

    Raises ``MissingDatabaseError``, ``ForeignDatabaseError``, ``SchemaMismatchError`` for a newer one, or another
    ``DatabaseError`` where there is no room for the copy.
    """
    engine = open_as_it_is(url)
    try:
        if schema_revision(engine) == HEAD:
            yield engine
        else:
            with snapshot(url) as copy:
                upgrade(copy)
                yield copy
    finally:
        engine.dispose()
