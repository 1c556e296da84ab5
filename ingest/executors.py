"""Work spread over processes, with results in the order of the input.

A worker that dies (a crash in a native library, the system short of memory) takes the pool with it and
all that was under way. Each of those items is then tried again, alone in a pool of its own: the one
whose worker dies again is ``Lost``, the others lose nothing but time.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from cjaplans.ingest.errors import internal_error, trace_of

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 2  # items handed out for each worker, so that none waits and few files are in memory


@dataclass(frozen=True, slots=True)
class Lost:
    """An item without a result: its worker died, or the fault is ours and has a ``trace``."""

    reason: str
    trace: str | None = None


def in_order(work: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[tuple[Item, Result | Lost]]:
    """Do ``work`` on every item and yield ``(item, result)`` in input order.

    ``work``, the items and the results must pickle, and ``work`` should return its failures rather
    than raise them. With one job everything happens in this process, and nothing can be lost.
    """
    if jobs == 1:
        for item in items:
            yield item, work(item)
        return
    workers = _Workers(work, jobs)
    source = iter(items)
    under_way: deque[tuple[Item, Future[Result]]] = deque()
    try:
        while True:
            under_way.extend((item, workers.submit(item)) for item in islice(source, jobs * AHEAD - len(under_way)))
            if not under_way:
                return
            oldest = _next(work, under_way)
            yield oldest
    finally:
        workers.close()


class _Workers(Generic[Item, Result]):
    """A pool that is replaced when it breaks."""

    def __init__(self, work: Callable[[Item], Result], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._pool = _pool(jobs)

    def submit(self, item: Item) -> Future[Result]:
        try:
            return self._pool.submit(self._work, item)
        except BrokenProcessPool:
            self.close()
            self._pool = _pool(self._jobs)
            return self._pool.submit(self._work, item)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _next(work: Callable[[Item], Result], under_way: deque[tuple[Item, Future[Result]]]) -> tuple[Item, Result | Lost]:
    item, future = under_way.popleft()
    try:
        return item, future.result()
    except BrokenProcessPool:
        return item, _alone(work, item)
    except Exception as error:  # what cannot be pickled, for one
        return item, Lost(internal_error(error), trace_of(error))


def _alone(work: Callable[[Item], Result], item: Item) -> Result | Lost:
    with _pool(1) as pool:
        try:
            return pool.submit(work, item).result()
        except BrokenProcessPool:
            return Lost("the process that read it died; try it alone, with --jobs 1")
        except Exception as error:
            return Lost(internal_error(error), trace_of(error))


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Fresh interpreters on every system: nothing that is open here is shared with a worker."""
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A worker ends at once on Ctrl-C, without a traceback, and when its parent is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
