"""What is done in the process of a worker of a cluster: it has pieces of work done in processes of their own.

So limits, crashes and what is said of them are as on one machine, PDFium reads one document at a time in each
process, and a document that ends its process does not end the cluster's worker, however many threads that has.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from dataclasses import dataclass, field

from cjaplans.ingest.errors import internal_error, trace_of
from cjaplans.ingest.workers.identity import Identity, identity
from cjaplans.ingest.workers.limits import Limits
from cjaplans.ingest.workers.standing import StandingProcess
from cjaplans.ingest.workers.worker import Lost

#: Seconds after which the processes of a run without work are ended when another brings some: who began it may be gone.
FORGOTTEN = 900.0


@dataclass(slots=True)
class _Crew:
    """The processes of one run that stand by here, and those at work."""

    idle: list[StandingProcess] = field(default_factory=list)
    busy: list[StandingProcess] = field(default_factory=list)
    used: float = field(default_factory=time.monotonic)


_crews: dict[str, _Crew] = {}
_ended: set[str] = set()
_lock = threading.Lock()


def answered(
    run: str, of: Identity, first: bytes, piece: bytes, seconds: int, megabytes: int
) -> bytes | Lost | Identity:
    """The pickled result of a packed piece of work of a ``run``; who we are, if not of the coordinator's identity.

    Nothing is raised: what a cluster's worker raises, it logs with the arguments, among them a password.
    """
    ours = identity(of.options)
    if ours != of:
        return ours
    try:
        return _done(run, first, piece, Limits(seconds, megabytes))
    except Exception as error:  # a process could not be begun, or was ended just before
        return Lost(internal_error(error), trace_of(error))


def dismissed(run: str) -> None:
    """End the processes of a run, whatever they are at."""
    with _lock:
        _ended.add(run)
        crew = _crews.pop(run, _Crew())
    _close(crew)


def _done(run: str, first: bytes, piece: bytes, limits: Limits) -> bytes | Lost:
    process = _taken(run, first, limits)
    if process is None:
        return Lost("the run has ended")
    try:
        return process.do(piece)
    finally:
        _put_back(run, process)


def _taken(run: str, first: bytes, limits: Limits) -> StandingProcess | None:
    _dismiss_forgotten()
    multiprocessing.current_process().daemon = False  # Dask's nanny says it is one, and such may not begin others
    with _lock:
        if run in _ended:
            return None
        crew = _crews.setdefault(run, _Crew())
        process = crew.idle.pop() if crew.idle else StandingProcess(first, limits)
        crew.busy.append(process)
        crew.used = time.monotonic()
        return process


def _put_back(run: str, process: StandingProcess) -> None:
    with _lock:
        crew = _crews.get(run)
        if crew is not None:
            crew.busy.remove(process)
            crew.idle.append(process)
            crew.used = time.monotonic()


def _dismiss_forgotten() -> None:
    """A run that only waited for a long document elsewhere goes on with other processes."""
    now = time.monotonic()
    with _lock:
        forgotten = [run for run, crew in _crews.items() if not crew.busy and now - crew.used > FORGOTTEN]
        crews = [_crews.pop(run) for run in forgotten]
    for crew in crews:
        _close(crew)


def _close(crew: _Crew) -> None:
    for process in (*crew.idle, *crew.busy):
        process.close()
