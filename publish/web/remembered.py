"""What was made of the database is kept until somebody writes to it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Engine

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained

if TYPE_CHECKING:
    from sqlalchemy import PoolProxiedConnection

Made = TypeVar("Made")

#: So many things are kept, those asked for last.
MOST = 64


class Remembered:
    """Things made of one database, by what was asked; all are forgotten at any change that is committed to it.

    SQLite counts the changes that others have made since a connection was opened (``PRAGMA data_version``), so one
    connection is kept for that alone. May be used from several threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._connection: PoolProxiedConnection | None = None
        self._version: object = None
        self._made: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, engine: Engine, asked: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` makes, or made before of the database as it still is. Raises ``DatabaseError``."""
        version = self._refreshed(engine)
        with self._lock:
            if asked in self._made:
                self._made.move_to_end(asked)
                kept: Made = self._made[asked]
                return kept
        made = make()
        with self._lock:
            if version == self._version:  # else it may be of the database as it was
                self._made[asked] = made
                while len(self._made) > MOST:
                    self._made.popitem(last=False)
        return made

    def _refreshed(self, engine: Engine) -> object:
        with self._lock, explained(name_of(engine)):
            if self._connection is None:
                self._connection = engine.raw_connection()
            version = self._connection.cursor().execute("PRAGMA data_version").fetchone()[0]
            if version != self._version:
                self._version = version
                self._made.clear()
            return self._version

    def close(self) -> None:
        """Forget all, and let go of the database."""
        with self._lock:
            self._made.clear()
            if self._connection is not None:
                self._connection.close()
                self._connection = None
                self._version = None
