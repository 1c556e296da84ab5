"""A command that is watched while it runs: seconds, and the memory that it and its processes hold together."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread

import psutil

#: Seconds between two looks at the memory: often at first, then so that looking costs little.
LOOKS = (0.1, 1.0)
#: After so many looks the second pause is made.
EARLY = 30


class CommandFailed(Exception):
    """A command that was to be measured ended badly; the last line of what it said."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a command took: seconds of the clock, CPU seconds of all its processes, and their peak memory together.

    ``own`` are the CPU seconds of its first process alone, as of the last look: of an ingest, the one that writes.
    """

    wall: float
    cpu: float
    peak: int
    own: float


def watch(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    *,
    others: Sequence[int] = (),
    allowed: Sequence[int] = (0, 3),
) -> Watched:
    """Runs a command to its end; ``others`` are processes that work for it (servers), with their children.

    Raises CommandFailed where its exit code is none of those ``allowed``.
    """
    before = sum(map(_cpu_of_tree, others))
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=said, env={**os.environ, **(environment or {})}
        )
        with _Looking([process.pid, *others]) as looking:
            _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            said.seek(0)
            last = said.read().strip().rpartition("\n")[2]
            raise CommandFailed(f"{' '.join(command[:4])} ... ended with exit code {process.returncode}: {last}")
    theirs = sum(map(_cpu_of_tree, others)) - before
    return Watched(wall, used.ru_utime + used.ru_stime + theirs, looking.peak, looking.own)


def cjaplans(*arguments: str, environment: Mapping[str, str] | None = None, others: Sequence[int] = ()) -> Watched:
    """A run of the command line."""
    return watch([sys.executable, "-m", "cjaplans.cli", *arguments], environment, others=others)


class _Looking:
    """Looks at the memory of processes and their children, from a thread, until it is closed.

    Of the first process it also looks at its own CPU seconds.
    """

    def __init__(self, pids: Sequence[int]) -> None:
        self.peak = 0
        self.own = 0.0
        self._pids = pids
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Looking:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        looks = 0
        while not self._over.wait(LOOKS[looks >= EARLY]):
            looks += 1
            self.peak = max(self.peak, sum(map(_memory, _trees(self._pids))))
            with suppress(psutil.Error):
                used = psutil.Process(self._pids[0]).cpu_times()
                self.own = max(self.own, used.user + used.system)


def _trees(pids: Sequence[int]) -> Iterator[psutil.Process]:
    """The processes and all their descendants, each once."""
    met: set[int] = set()
    for pid in pids:
        try:
            top = psutil.Process(pid)
            family = [top, *top.children(recursive=True)]
        except psutil.Error:
            continue
        for each in family:
            if each.pid not in met:
                met.add(each.pid)
                yield each


def _memory(process: psutil.Process) -> int:
    """The memory that is a process's own, with its share of what it shares; all that is resident where none tells."""
    try:
        held = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(held, "pss", 0) or held.rss)


def _cpu_of_tree(pid: int) -> float:
    """CPU seconds so far of a process, its children, and those of them that have ended."""
    total = 0.0
    for each in _trees([pid]):
        try:
            used = each.cpu_times()
        except psutil.Error:
            continue
        total += used.user + used.system + getattr(used, "children_user", 0) + getattr(used, "children_system", 0)
    return total
