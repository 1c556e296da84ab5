"""What the database can refuse, each in one line with the remedy."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from cjaplans.load.secrets import without_passwords


class DatabaseError(Exception):
    """A database that cannot be used; the message names it, without a password, and says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(without_passwords(message))


class MissingDatabaseError(DatabaseError):
    """No database where one was asked for."""


class ForeignDatabaseError(DatabaseError):
    """A file that is no database, or another program's."""


class SchemaMismatchError(DatabaseError):
    """A database made by an older or newer version of the program."""


class LockedDatabaseError(DatabaseError):
    """A database in which another program has been writing for longer than we wait."""


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn the driver's errors about database ``name``, a path or an address of a file, into a ``DatabaseError``.

    A row that breaks the schema's rules is a fault of this program, and stays an ``IntegrityError``; one that no
    database could hold stays a ``DataError``.
    """
    if name.startswith("file:"):
        name = unquote(urlsplit(name).path)
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except OSError as error:
        raise DatabaseError(f"{name}: {_of_system(error)}") from error
    except DBAPIError as error:
        raise _of_driver(name, error.orig) from error
    except sqlite3.Error as error:  # of the driver itself, as a backup meets it
        raise _translated(name, str(error)) from error


def _of_system(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; make room and run the command again"
    return f"{error.strerror}; give another path"


def _of_driver(name: str, error: BaseException | None) -> DatabaseError:
    if error is None or isinstance(error, sqlite3.Error):
        return _translated(name, str(error))
    from cjaplans.load.postgresql.refusals import translated  # which needs the classes above

    return translated(name, getattr(error, "sqlstate", None), str(error))


def _translated(name: str, message: str) -> DatabaseError:
    if "not a database" in message:
        return ForeignDatabaseError(f"{name} is not a database; give another path")
    if "locked" in message:
        return LockedDatabaseError(f"{name} is in use by another program; try again when it is done")
    if "fts5" in message:
        return DatabaseError("this Python's SQLite has no full-text search; use one built with FTS5")
    if "full" in message:
        return DatabaseError(f"{name}: the disk is full; make room and run the command again")
    if "disk I/O" in message:
        return DatabaseError(f"{name}: disk I/O error, a full or failing disk; make room or check it, and run it again")
    if "readonly" in message:
        return DatabaseError(f"{name} or its folder is read-only; make both writable or give another path")
    if "malformed" in message:
        return DatabaseError(f"{name} is damaged; restore a backup, or recover it with the sqlite3 shell's .recover")
    return DatabaseError(f"{name}: {message}; check the path and its permissions")
