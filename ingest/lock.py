"""One writer a database: a run holds a lock from its first look at the database to its last word in it.

The system releases the lock of a process however it ends, so a ``<database>.lock`` that lies about blocks
nobody. ``<database>.lock.json`` says who holds it. On PostgreSQL the server keeps both (``load/postgresql/writer.py``).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from sqlalchemy.exc import DBAPIError

from cjaplans.ingest.errors import BusyDatabase
from cjaplans.load.address import on_postgresql
from cjaplans.load.database import database_file, refuse_foreign, server_connection
from cjaplans.load.errors import explained
from cjaplans.load.secrets import without_passwords

PATIENCE = 30.0
"""Seconds that a run waits for another where nothing else is asked for."""

_MOMENT = 0.2  # seconds that any run waits, and before waiting is worth a word
_SHOWN = 600  # characters of a command, as a server shows the first 1024 bytes of a statement


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that writes, since when (local time), and the command it runs."""

    pid: int
    since: str
    command: str

    def short(self) -> Holder:
        """The same, with so much of the command as a server shows of a statement."""
        return replace(self, command=ascii(self.command)[1:-1][:_SHOWN])

    def __str__(self) -> str:
        return f"process {self.pid} since {self.since} ({' '.join(self.command.split())})"


@contextmanager
def writing(
    database: str, wait: float | None, command: str, say: Callable[[str], None] = lambda message: None
) -> Iterator[None]:
    """Be the only one to write to ``database``, a path or URL; one in memory needs no lock.

    ``wait`` is how many seconds to wait for another writer, None for as long as it takes; ``say`` is told
    once that we wait, and for whom. ``command`` is what others are told of us. Not to be nested.

    Raises:
        BusyDatabase: another process is still writing.
        DatabaseError: the folder cannot be written, or the file is another program's.
    """
    us = Holder(os.getpid(), datetime.now().isoformat(" ", "seconds"), command)
    if on_postgresql(database):
        with _writing_on_server(database, wait, us, say):
            yield
        return
    file = database_file(database)
    if file is None:
        yield
        return
    refuse_foreign(database)
    note = _note(file)
    lock = _acquired(_lock(file), wait, _Words(database, partial(_read, note), say))
    try:
        _write(note, us)
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        lock.release()


def holder(database: str) -> Holder | None:
    """The process that is writing to ``database`` now, as far as it left word; None where none is."""
    if on_postgresql(database):
        return _decoded((_word_on_server(database) or "").encode())
    file = database_file(database)
    return _read(_note(file)) if file is not None and is_being_written(database) else None


def is_being_written(database: str) -> bool:
    """Whether a process holds the lock of ``database`` now."""
    if on_postgresql(database):
        return _word_on_server(database) is not None
    file = database_file(database)
    if file is None or not _note(file).exists():  # what is left is of a process that was killed, or of one at work
        return False
    lock = FileLock(_lock(file), thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def _lock(file: Path) -> Path:
    return Path(f"{file.resolve()}.lock")


def _note(file: Path) -> Path:
    return Path(f"{file.resolve()}.lock.json")


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of the other writer."""

    database: str
    holder: Callable[[], Holder | None]
    say: Callable[[str], None]

    def waiting(self, wait: float | None) -> None:
        until = "until it is done" if wait is None else f"up to {wait:g} s"
        self.say(f"{without_passwords(self.database)} is being written by {self._other()}; waiting {until}")

    def given_up(self) -> BusyDatabase:
        remedy = "try again when it is done, or wait for it with --wait"
        return BusyDatabase(self.database, f"being written by {self._other()}", remedy)

    def _other(self) -> str:
        return str(self.holder() or "another process")


def _acquired(path: Path, wait: float | None, words: _Words) -> FileLock:
    """The lock at ``path``, held. A file system without locks is an error, as SQLite needs them too."""
    with explained(str(path)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()  # what cannot be made is told from what is held
        lock = FileLock(path, thread_local=False, fallback_to_soft=False)
        try:
            lock.acquire(timeout=_MOMENT)  # somebody may only be asking whether it is held
        except Timeout:
            _wait(lock, wait, words)
    return lock


def _wait(lock: FileLock, wait: float | None, words: _Words) -> None:
    if wait is None or wait > _MOMENT:
        words.waiting(wait)
        with suppress(Timeout):
            lock.acquire(timeout=-1 if wait is None else wait - _MOMENT)
    if not lock.is_locked:
        raise words.given_up()


@contextmanager
def _writing_on_server(database: str, wait: float | None, us: Holder, say: Callable[[str], None]) -> Iterator[None]:
    """The lock of a PostgreSQL database, on a connection of its own."""
    from cjaplans.load.postgresql import writer  # those who use SQLite need it not

    refuse_foreign(database)
    with server_connection(database) as connection:
        words = _Words(database, lambda: _decoded((writer.word_left(connection) or "").encode()), say)
        with explained(database):
            _take(partial(writer.try_to_hold, connection), wait, words)
            writer.leave_word(connection, msgspec.json.encode(us.short()).decode())
        try:
            yield
        finally:
            with suppress(DBAPIError):  # with the connection the lock is gone, too
                writer.let_go(connection)


def _take(try_to_hold: Callable[[], bool], wait: float | None, words: _Words) -> None:
    """Try for up to ``wait`` seconds. Raises ``BusyDatabase``."""
    began, told = time.monotonic(), False
    while not try_to_hold():
        waited = time.monotonic() - began
        if wait is not None and waited >= max(wait, _MOMENT):
            raise words.given_up()
        if waited >= _MOMENT and not told:
            words.waiting(wait)
            told = True
        time.sleep(_MOMENT / 4)


def _word_on_server(database: str) -> str | None:
    """What the writer of a PostgreSQL database has left, empty where that is not to be seen; None where none writes."""
    from cjaplans.load.postgresql import writer

    with server_connection(database) as connection, explained(database):
        return writer.word_left(connection)


def _decoded(data: bytes) -> Holder | None:
    try:
        return msgspec.json.decode(data, type=Holder)
    except msgspec.MsgspecError:
        return None


def _read(note: Path) -> Holder | None:
    with suppress(OSError):
        return _decoded(note.read_bytes())
    return None


def _write(note: Path, holder: Holder) -> None:
    """Leave word of us; a full disk or the like must not end the run for it."""
    with suppress(OSError):
        note.unlink(missing_ok=True)
        note.write_bytes(msgspec.json.encode(holder))
