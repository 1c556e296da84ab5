"""Work that goes wrong as files make it go wrong, in a module that a worker can import by name."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

from cjaplans.ingest.workers.worker import allow_more

MEGABYTE = 2**20


def obey(task: object) -> object:
    """Does a task that can be done; hands back any other."""
    return task() if callable(task) else task


def leave_a_mark(folder: Path, number: int) -> int:
    """Tells how often it was done, by the size of a file."""
    with (folder / str(number)).open("a", encoding="ascii") as file:
        file.write("x")
    return number


def ask_for_more(seconds: float, rest: float) -> float:
    """Rests longer than allowed, having asked for more time, as a reader does before a scan."""
    allow_more(seconds)
    time.sleep(rest)
    return rest


def leave() -> None:
    os._exit(9)


def abort() -> None:
    os.abort()


def read_nowhere() -> None:
    ctypes.string_at(0)


def hold_the_interpreter() -> None:
    """Years in native code that lets no other thread run."""
    re.match("(a+)+$", "a" * 64 + "b")


def swell() -> None:
    """Takes memory little by little, as a stream does that is a bomb."""
    taken = []
    while True:
        taken.append(b"x" * MEGABYTE)


def swell_natively() -> None:
    """The same in a library that knows nothing of Python."""
    allocate = ctypes.CDLL(None).malloc
    allocate.restype = ctypes.c_void_p
    while True:
        ctypes.memset(allocate(16 * MEGABYTE), 1, 16 * MEGABYTE)


def leap() -> None:
    """Asks for more memory at once than there is."""
    bytearray(2**40)


def stumble() -> None:
    raise KeyError("oops")


def end() -> None:
    raise SystemExit(3)


def unpicklable() -> Callable[[], None]:
    return lambda: None


def linger(folder: Path) -> int:
    """Tells by a file which process of a cluster had it done; the first time it never comes to its end."""
    first = not any(folder.iterdir())
    (folder / str(os.getppid())).touch()
    if first:
        time.sleep(600)
    return os.getppid()


def kill_parent() -> None:
    """Ends the cluster's worker that had it done."""
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)
