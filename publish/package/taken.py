"""The database at one moment, in a copy: what every form is written from, in processes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, create_engine

from cjaplans.load.backup import in_file
from cjaplans.load.database import open_readonly
from cjaplans.load.errors import explained
from cjaplans.load.views import create_views
from cjaplans.publish.compare.known import known
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.package.connect import connected
from cjaplans.publish.package.narrow import narrow
from cjaplans.publish.redacted import withhold

#: The view that every form reads, and that takes longest.
_OFTEN_READ = "action_flat"


@contextmanager
def taken(url: str, selection: Selection, *, redact_people: bool) -> Iterator[Path]:
    """A file with what ``selection`` has of the database at ``url``, gone when the context ends.

    Raises ``DatabaseError``, and ``UnknownFilterError`` for conditions that nothing can meet.
    """
    engine = open_readonly(url)
    try:
        stored = known(engine, selection)
    finally:
        engine.dispose()
    with TemporaryDirectory(prefix="cjaplans-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "taken.db"
        in_file(url, copy)
        if redact_people:  # first: whom a plan names by the surname alone may be known from one that is left out
            withhold(copy, searchable=False)
        if stored != Selection():
            narrow(copy, stored)
        _keep_rows(copy)
        yield copy


def _keep_rows(file: Path) -> None:
    """Have the views of this program, and the rows of the one that is read most at hand, in their order."""
    engine = create_engine(URL.create("sqlite", database=str(file)))
    with explained(str(file)), engine.begin() as views:
        create_views(views)
    engine.dispose()
    with explained(str(file)), closing(connected(file)) as connection:
        statement = f"CREATE TABLE kept AS SELECT * FROM {_OFTEN_READ} ORDER BY action_id"
        connection.execute(statement)
        connection.execute(f"DROP VIEW {_OFTEN_READ}")
        connection.execute(f"ALTER TABLE kept RENAME TO {_OFTEN_READ}")
        connection.execute(f"CREATE UNIQUE INDEX ix_{_OFTEN_READ} ON {_OFTEN_READ} (action_id)")
