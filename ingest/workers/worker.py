"""A worker process: it does one piece of work at a time, within its memory, and ends with its parent.

Work and results travel as bytes that are pickled here and there, not by the pool: what cannot be pickled then
costs its own item, and a process that dies cannot leave half a result in the pipe.
"""

from __future__ import annotations

import ctypes
import math
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cjaplans.extract.collection import put_off
from cjaplans.ingest.errors import internal_error, trace_of
from cjaplans.ingest.workers.limits import MEGABYTE, Limits

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

OUT_OF_MEMORY = 86  # the exit status of a worker that used more memory than it may

_GLANCE = 0.05  # seconds between two looks at the memory in use and at the parent
_MEMORY_IN_USE = Path("/proc/self/statm")
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(frozen=True, slots=True)
class Lost:
    """An item without a result: its worker died or was ended, or the fault is ours and has a ``trace``."""

    reason: str
    trace: str | None = None


class Deadline:
    """When a worker's piece must be done: set and put off by the worker, looked at by its parent.

    Both read one clock of the machine. It lies in memory that they share.
    """

    def __init__(self, moment: Synchronized[float]) -> None:
        self._moment = moment
        moment.value = math.inf

    def set(self, seconds: float) -> None:
        """Allow so many seconds from now; any number where it is 0."""
        self._moment.value = time.monotonic() + seconds if seconds else math.inf

    def put_off(self, seconds: float) -> None:
        """Allow so many seconds more."""
        self._moment.value += seconds

    def passed(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self._moment.value


@dataclass(slots=True)
class _Post:
    """What this process knows of the bounds it works in; nothing unless it is a worker."""

    seconds: float = 0
    deadline: Deadline | None = None


_post = _Post()


def allow_more(seconds: float) -> None:
    """Put off the deadline of the piece under way, in a worker; elsewhere there is none."""
    if _post.deadline:
        _post.deadline.put_off(seconds)


def packed(work: Callable[[Any], Any], item: object) -> bytes:
    """A piece of work for ``answer``. Raises what pickle raises."""
    return pickle.dumps((work, item), pickle.HIGHEST_PROTOCOL)


def answer(piece: bytes) -> bytes:
    """The pickled result of a ``packed`` piece of work; a ``Lost`` when it raises or cannot be pickled."""
    try:
        work, item = pickle.loads(piece)
        if _post.deadline:
            _post.deadline.set(_post.seconds)
        with put_off():  # what a document is made of is kept till its end, and goes at once
            return pickle.dumps(work(item), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # whatever was being set up is half done: not a process to read another file with
    except (Exception, SystemExit) as error:
        return pickle.dumps(Lost(internal_error(error), trace_of(error)))


def prepare(limits: Limits, first: bytes, moment: Synchronized[float]) -> None:
    """Called first in every worker: bounds its memory, and ties its life to its parent's.

    What the work imports is imported here, by unpacking a ``first`` piece of it: no item pays for that with its time.
    """
    _bound_memory(limits)
    _post.seconds, _post.deadline = limits.seconds, Deadline(moment)
    if sys.platform == "linux":  # the thread below must wait for native code that does not let go of the interpreter
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    threading.Thread(target=_watch, args=(limits,), daemon=True).start()
    with suppress(Exception):  # it will be met again, where it can be told
        pickle.loads(first)


def _bound_memory(limits: Limits) -> None:
    """Has the system refuse twice what is allowed, at once.

    The allowance itself is watched: a native library that is refused memory dies without a word of why, and
    much of what is asked for is never used.
    """
    if sys.platform == "linux" and limits.megabytes:
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = min(2 * limits.megabytes * MEGABYTE, sys.maxsize if most == resource.RLIM_INFINITY else most)
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


def _watch(limits: Limits) -> None:
    parent = multiprocessing.parent_process()
    watched = limits.megabytes and _MEMORY_IN_USE.exists()
    while parent is not None:
        parent.join(_GLANCE if watched else None)
        if not parent.is_alive():
            os._exit(1)
        if watched and _megabytes_in_use() > limits.megabytes:
            os._exit(OUT_OF_MEMORY)


def _megabytes_in_use() -> float:
    """What of this process is in the machine's memory now."""
    resident = int(_MEMORY_IN_USE.read_text(encoding="ascii").split()[1])
    return resident * os.sysconf("SC_PAGE_SIZE") / MEGABYTE
