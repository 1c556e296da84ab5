"""Databases opened to be compared: one of an earlier schema is copied, and the copy brought up to date."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from cjaplans.load.backup import back_up
from cjaplans.load.database import open_as_it_is, open_database, schema_revision, upgrade
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
            with _upgraded_copy(url) as copy:
                yield copy
    finally:
        engine.dispose()


@contextmanager
def _upgraded_copy(url: str) -> Iterator[Engine]:
    with tempfile.TemporaryDirectory(prefix="cjaplans-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.db"
        back_up(url, copy)
        engine = open_database(str(copy))
        try:
            upgrade(engine)
            yield engine
        finally:
            engine.dispose()
