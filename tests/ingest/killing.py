"""Ingests that are killed: real processes, ended by SIGKILL with all their workers at a chosen moment.

The processes are forked from a server that has everything imported, so that what is waited for is the run itself.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from cjaplans.commands.console import log_on
from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.log import Log
from cjaplans.ingest.request import Request
from tests.ingest.content import Rows, content, documents

STEP = 100  # instructions of SQLite's virtual machine between two looks at the counter


class How(StrEnum):
    """What the moment of death is counted in."""

    CLOCK = "clock"
    """Time since the run began: anywhere."""
    STEP = "step"
    """Instructions of SQLite: inside a transaction, such as the first migration or a document."""
    WRITE = "write"
    """Changes of the database's files: around a commit or checkpoint."""


@dataclass(frozen=True, slots=True)
class Death:
    """When to die: after the share ``at``, 0 to 1, of an undisturbed run."""

    how: How
    at: float


@dataclass(frozen=True, slots=True)
class Course:
    """An undisturbed run, in the units of each ``How``, and what it leaves."""

    length: dict[How, float]
    rows: Rows
    documents: dict[str, Rows]
    stored: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What was found after a death, and after the run that followed."""

    death: Death
    documents: int
    faults: tuple[str, ...]

    @property
    def recovered(self) -> bool:
        return not self.faults


def deaths(count: int, seed: int) -> list[Death]:
    """Moments spread over the whole run, a third of each kind."""
    chance = random.Random(seed)
    kinds = list(How)
    return [Death(kinds[n % len(kinds)], (n + chance.random()) / count) for n in range(count)]


def run(files: Sequence[Path], database: Path, jobs: int) -> None:
    """Ingest ``files`` into ``database`` in a process of its own.

    Without ``jobs`` the process reads by itself; with some it has workers.
    """
    process = begin(files, database, jobs)
    process.join()
    if process.exitcode != 0:
        raise RuntimeError(f"the run ended with {process.exitcode}")


def begin(files: Sequence[Path], database: Path, jobs: int) -> BaseProcess:
    """As ``run``, without waiting for the end."""
    process = _process(files, database, jobs)
    process.start()
    return process


def kill(files: Sequence[Path], database: Path, jobs: int, death: Death, course: Course) -> bool:
    """Begin as ``run`` does, and kill; return whether death came before the end."""
    limit = course.length[death.how] * death.at
    process = _process(files, database, jobs, int(limit) + 1 if death.how is How.STEP else None)
    process.start()
    if death.how is not How.STEP:
        _watch(process, database, death.how, limit)
    process.join()
    return process.exitcode == -signal.SIGKILL


def undisturbed(files: Sequence[Path], folder: Path, jobs: int) -> Course:
    """What a run takes and leaves."""
    folder.mkdir(exist_ok=True)
    database = folder / "plans.db"
    run(files, database, jobs)
    timed = folder / "timed" / "plans.db"
    process = _process(files, timed, jobs, count=folder / "steps")
    started = time.monotonic()
    process.start()
    writes = _watch(process, timed, How.WRITE, float("inf"))
    process.join()
    length = {How.CLOCK: time.monotonic() - started, How.WRITE: writes, How.STEP: float((folder / "steps").read_text())}
    course = Course(length, content(database), documents(database), stored(database))
    assert course.rows["action"], "nothing was loaded"
    return course


def kill_and_recover(files: Sequence[Path], folder: Path, jobs: int, death: Death, course: Course) -> Aftermath:
    """Kill a run, look at what is left, run again, and compare with the undisturbed run."""
    database = folder / "plans.db"
    while not kill(files, database, jobs, death, course):  # the machine was faster than before
        shutil.rmtree(folder)
        death = replace(death, at=death.at * 0.9)
    there, faults = whole(database, course)
    run(files, database, jobs)
    if content(database) != course.rows:
        faults.append("the next run did not end with the same content")
    if stored(database) != course.stored:
        faults.append("the next run did not end with the same stored extractions")
    return Aftermath(death, there, tuple(faults))


def whole(database: Path, course: Course) -> tuple[int, list[str]]:
    """How many documents there are, and what is wrong with what is left."""
    if not database.exists():
        return 0, []
    faults = []
    with closing(sqlite3.connect(database)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            faults.append("the database is damaged")
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            faults.append("rows point to rows that are not there")
    found = documents(database)
    faults += [f"{sha256} is not whole" for sha256, rows in found.items() if rows != course.documents[sha256]]
    return len(found), faults


def stored(database: Path) -> dict[str, bytes]:
    """The files beside the database that are documents' own."""
    folder = database.with_name("extracted")
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def _process(
    files: Sequence[Path], database: Path, jobs: int, steps: int | None = None, count: Path | None = None
) -> BaseProcess:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.ingest.warm"])
    return context.Process(target=_ingest, args=([str(file) for file in files], str(database), jobs, steps, count))


def _ingest(files: Sequence[str], database: str, jobs: int, steps: int | None, count: Path | None) -> None:
    """What the process does; its group is its own, so that it is killed with its workers."""
    os.setpgid(0, 0)
    counter = _count_steps(steps) if steps is not None or count is not None else None
    request = Request(database, jobs=jobs, ocr=False)
    ingest_paths(files, request, silent_log())
    if count is not None and counter is not None:
        count.write_text(str(counter()))


def silent_log() -> Log:
    """A log that nobody reads."""
    return log_on(io.StringIO(), "text", quiet=True, debug=False)


def _count_steps(limit: int | None) -> Callable[[], int]:
    """Count instructions in every connection from now on, and die at the ``limit``."""
    counted = 0

    def tick() -> int:
        nonlocal counted
        counted += 1
        if counted == limit:
            os.killpg(0, signal.SIGKILL)
        return 0

    @event.listens_for(Engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.set_progress_handler(tick, STEP)

    return lambda: counted


def _watch(process: BaseProcess, database: Path, how: How, limit: float) -> float:
    """Kill the process when ``limit`` is reached; return what was counted until it ended."""
    started, changes, before = time.monotonic(), 0, None
    while process.is_alive():
        now = _sizes(database)
        changes += now != before
        before = now
        counted = changes if how is How.WRITE else time.monotonic() - started
        if counted > limit:
            _kill(process)
            break
        time.sleep(0.0005)
    return changes


def _sizes(database: Path) -> tuple[int, ...]:
    """When the database's files were last written."""
    times = []
    for suffix in ("", "-wal"):
        with suppress(OSError):
            times.append(Path(f"{database}{suffix}").stat().st_mtime_ns)
    return tuple(times)


def _kill(process: BaseProcess) -> None:
    assert process.pid is not None
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:  # not yet a group of its own
        process.kill()
