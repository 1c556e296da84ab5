"""Work spread over processes, with results in the order of the input.

A worker that dies (a crash in a native library, the system short of memory) or exceeds its ``Limits`` loses the
item it was at and nothing else. To that end every worker has a pool of its own: pebble ends a process in time
and starts the next, but the workers of one pool share a pipe, and one that dies while it holds the lock of the
pipe stops the others.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import resource_tracker
from typing import Any, Generic, TypeVar

from pebble import CONSTS, ProcessExpired, ProcessPool

from cjaplans.ingest.errors import internal_error, trace_of
from cjaplans.ingest.workers.deaths import cause_of_death
from cjaplans.ingest.workers.limits import Limits
from cjaplans.ingest.workers.worker import Deadline, Lost, answer, packed, prepare

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4  # items in memory for each worker: a long one holds up the others only so late
GLANCE = 0.2  # seconds between two looks at the clock
TASKS_PER_WORKER = 300  # a fresh process then, so that what native libraries leak does not grow for ever


def in_order(
    work: Callable[[Item], Result], items: Iterable[Item], jobs: int, limits: Limits | None = None
) -> Iterator[tuple[Item, Result | Lost]]:
    """Do ``work`` on every item, in ``jobs`` processes, and yield ``(item, result)`` in input order.

    ``work``, the items and the results must pickle, and ``work`` should return its failures rather than raise
    them. With no ``jobs`` all happens in this process, without limits, and a crash is the caller's: for tests
    and debuggers.
    """
    if not jobs:
        for item in items:
            yield item, work(item)
        return
    first = packed(work, None)
    idle = [Worker(first, limits or Limits()) for _ in range(jobs)]
    crew = tuple(idle)
    source = iter(items)
    under_way: deque[_Piece[Item]] = deque()
    try:
        while True:
            idle += [piece.worker for piece in under_way if piece.settle()]
            room = min(len(idle), jobs * AHEAD - len(under_way))
            under_way.extend(_begun(work, item, idle.pop()) for item in islice(source, room))
            if not under_way:
                return
            oldest = under_way[0]
            if oldest.outcome is None:
                wait([piece.worker.future for piece in under_way if piece.outcome is None], GLANCE, FIRST_COMPLETED)
            else:
                del under_way[0]
                yield oldest.item, opened(oldest.outcome)
    finally:
        _dismiss(crew)


@dataclass(slots=True)
class _Piece(Generic[Item]):
    """An item under way. Its result stays pickled until its turn comes, in a fraction of the memory."""

    item: Item
    worker: Worker
    outcome: bytes | Lost | None = None

    def settle(self) -> bool:
        """Whether the worker has just done with it."""
        if self.outcome is not None:
            return False
        self.outcome = self.worker.outcome()
        return self.outcome is not None


class Worker:
    """One process, at one piece of work at a time; another takes its place when it dies or has done its share.

    ``first`` is a packed piece of the kind that it will have, for what that imports.
    """

    def __init__(self, first: bytes, limits: Limits) -> None:
        self._first = first
        self._limits = limits
        self._context = multiprocessing.get_context("spawn")
        self._moment = self._context.Value("d")
        self._deadline = Deadline(self._moment)
        self._pool = self._fresh()
        self._begun_again = False
        self._piece = b""
        self.future: Future[bytes] = Future()

    def begin(self, piece: bytes) -> None:
        """Have a packed piece of work done."""
        self._begun_again = False
        self._piece = piece
        self._schedule()

    def refuse(self, lost: Lost) -> None:
        """Be done at once, with nothing."""
        self.future = Future()
        self.future.set_result(pickle.dumps(lost))

    def outcome(self) -> bytes | Lost | None:
        """The pickled result of the piece, or why there is none; ``None`` while it is under way."""
        if not self.future.done():
            if not self._deadline.passed():
                return None
            self.future.cancel()  # its process is killed, and another takes its place
            return Lost(self._limits.too_slow())
        error = self.future.exception()
        if error is None:
            return self.future.result()
        self._renew()
        if isinstance(error, ProcessExpired):
            return Lost(cause_of_death(error.exitcode, self._limits))
        if isinstance(error, BrokenProcessPool) and not self._begun_again:  # it died before it had the piece
            self._begun_again = True
            self._schedule()
            return None
        return Lost("the process that was to read it could not be started; try it again later, with --force")

    def stop(self) -> None:
        self._pool.stop()

    def join(self) -> None:
        """Wait until the process has been ended."""
        self._pool.join()

    def _schedule(self) -> None:
        with _deaf():
            if not self._pool.active:  # it died while it had nothing to do
                self._renew()
            self._deadline.set(0)  # until the worker has begun
            self.future = self._pool.schedule(answer, (self._piece,))

    def _fresh(self) -> ProcessPool:
        """An interpreter of its own on every system: nothing that is open here is shared with it."""
        CONSTS.term_timeout = 0  # workers do not hear SIGTERM: it is followed by SIGKILL at once
        return ProcessPool(1, TASKS_PER_WORKER, prepare, (self._limits, self._first, self._moment), self._context)

    def _renew(self) -> None:
        self.stop()
        self.join()
        self._pool = self._fresh()


def _begun(work: Callable[[Item], Any], item: Item, worker: Worker) -> _Piece[Item]:
    try:
        worker.begin(packed(work, item))
    except Exception as error:  # what cannot be pickled
        worker.refuse(Lost(internal_error(error), trace_of(error)))
    return _Piece(item, worker)


def opened(outcome: bytes | Lost) -> Any:
    """The result of a piece from a worker's outcome."""
    if isinstance(outcome, Lost):
        return outcome
    try:
        return pickle.loads(outcome)
    except Exception as error:
        return Lost(internal_error(error), trace_of(error))


def _dismiss(crew: Iterable[Worker]) -> None:
    """End every process, whatever it is at; all are told before any is waited for."""
    for worker in crew:
        worker.stop()
    for worker in crew:
        worker.join()


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started in here does not hear Ctrl-C and SIGTERM, which a terminal and systemd send to every process.

    The run hears them, and ends its workers; a worker that died of one would be taken for a crash.
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # it unblocks the signals in the thread that starts it
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
