"""Bringing a database up to date by itself, without an ingest."""

from __future__ import annotations

from collections.abc import Callable

from cjaplans.ingest.lock import writing
from cjaplans.load.database import open_as_it_is, open_database
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
