"""A worker that stands by: for a server, which has single pieces of work now and then, from several threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event
from typing import Generic, TypeVar

from cjaplans.ingest.errors import internal_error, trace_of
from cjaplans.ingest.workers.executors import GLANCE, Worker, opened
from cjaplans.ingest.workers.limits import Limits
from cjaplans.ingest.workers.worker import Lost, packed

Item = TypeVar("Item")
Result = TypeVar("Result")

_CLOSED = Lost("the program is ending")


class StandingProcess:
    """Does one packed piece of work at a time in a process apart, within ``limits``; a new one follows one that dies.

    The process is begun with the first piece; what ``first``, a packed piece too, imports is imported then.
    """

    def __init__(self, first: bytes, limits: Limits) -> None:
        self._first = first
        self._limits = limits
        self._worker: Worker | None = None
        # The system ends a worker with the thread that began it: one thread begins them all, and waits for them.
        self._thread = ThreadPoolExecutor(1, "standing-worker")
        self._closed = Event()

    def begin(self, piece: bytes) -> None:
        """Have the process begun with a piece whose result nobody waits for."""
        self._thread.submit(self._do, piece)

    def do(self, piece: bytes) -> bytes | Lost:
        """The pickled result of a piece, when those before it are done."""
        return self._thread.submit(self._do, piece).result()

    def close(self) -> None:
        """End the process, though it be just beginning; what is under way is lost."""
        self._closed.set()
        self._thread.shutdown(cancel_futures=True)
        if self._worker is not None:
            self._worker.stop()
            self._worker.join()

    def _do(self, piece: bytes) -> bytes | Lost:
        if self._closed.is_set():
            return _CLOSED
        if self._worker is None:
            self._worker = Worker(self._first, self._limits)
        self._worker.begin(piece)
        while (outcome := self._worker.outcome()) is None:
            if self._closed.is_set():
                return _CLOSED
            wait([self._worker.future], GLANCE)
        return outcome


class StandingWorker(Generic[Item, Result]):
    """Does ``work`` on one item at a time in a standing process.

    ``work``, the items and the results must pickle.
    """

    def __init__(self, work: Callable[[Item], Result], limits: Limits) -> None:
        self._work = work
        self._process = StandingProcess(packed(work, None), limits)

    def begin(self, item: Item) -> None:
        """Have the process begun with an item whose result nobody waits for."""
        self._process.begin(packed(self._work, item))

    def do(self, item: Item) -> Result | Lost:
        """The work done on an item, when those before it are done."""
        try:
            piece = packed(self._work, item)
        except Exception as error:  # what cannot be pickled
            return Lost(internal_error(error), trace_of(error))
        result: Result | Lost = opened(self._process.do(piece))
        return result

    def close(self) -> None:
        """End the process, though it be just beginning; what is under way is lost."""
        self._process.close()
