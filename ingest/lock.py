"""One writer a database: a run holds a lock from its first look at the database to its last word in it.

The system releases the lock of a process however it ends, so a ``<database>.lock`` that lies about blocks
nobody. ``<database>.lock.json`` says who holds it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from cjaplans.ingest.errors import BusyDatabase
from cjaplans.load.database import database_file, refuse_foreign
from cjaplans.load.errors import explained

PATIENCE = 30.0
"""Seconds that a run waits for another where nothing else is asked for."""

_MOMENT = 0.2  # seconds that any run waits, and before waiting is worth a word


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that writes, since when (local time), and the command it runs."""

    pid: int
    since: str
    command: str

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
    file = database_file(database)
    if file is None:
        yield
        return
    refuse_foreign(database)
    note = _note(file)
    lock = _acquired(_lock(file), wait, _Words(database, note, say))
    try:
        _write(note, Holder(os.getpid(), datetime.now().isoformat(" ", "seconds"), command))
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        lock.release()


def holder(database: str) -> Holder | None:
    """The process that is writing to ``database`` now, as far as it left word; None where none is."""
    file = database_file(database)
    return _read(_note(file)) if file is not None and is_being_written(database) else None


def is_being_written(database: str) -> bool:
    """Whether a process holds the lock of ``database`` now."""
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
    note: Path
    say: Callable[[str], None]

    def waiting(self, wait: float | None) -> None:
        until = "until it is done" if wait is None else f"up to {wait:g} s"
        self.say(f"{self.database} is being written by {self._other()}; waiting {until}")

    def given_up(self) -> BusyDatabase:
        remedy = "try again when it is done, or wait for it with --wait"
        return BusyDatabase(self.database, f"being written by {self._other()}", remedy)

    def _other(self) -> str:
        return str(_read(self.note) or "another process")


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


def _read(note: Path) -> Holder | None:
    try:
        return msgspec.json.decode(note.read_bytes(), type=Holder)
    except (OSError, msgspec.MsgspecError):
        return None


def _write(note: Path, holder: Holder) -> None:
    """Leave word of us; a full disk or the like must not end the run for it."""
    with suppress(OSError):
        note.unlink(missing_ok=True)
        note.write_bytes(msgspec.json.encode(holder))
