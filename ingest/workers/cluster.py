"""Work spread over the machines of a Dask cluster, with results in the order of the input.

The scheduler is lent a few pieces at a time. It gives those of a worker that dies to another, and what was done
is fetched at once, so that it holds no more than is under way.
"""

from __future__ import annotations

import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cjaplans.ingest.errors import internal_error, trace_of
from cjaplans.ingest.extras import Extra, demand
from cjaplans.ingest.workers import outpost
from cjaplans.ingest.workers.executors import opened
from cjaplans.ingest.workers.identity import Identity, identity
from cjaplans.ingest.workers.limits import Limits
from cjaplans.ingest.workers.scheduler import (
    PATIENCE,
    ClusterProblem,
    Patience,
    Say,
    client_of,
    close,
    scheduler_address,
    silent,
)
from cjaplans.ingest.workers.worker import Lost, packed

if TYPE_CHECKING:
    from distributed import Client, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4  # items in memory for each thread of a worker: a long one holds up the others only so late
LENT = 2  # of them at the scheduler: one is read, and one is there when it is done
GLANCE = 1.0  # seconds between two looks at the cluster itself


@contextmanager
def connected(
    address: str, limits: Limits, of: Identity, patience: Patience = PATIENCE, say: Say = silent
) -> Iterator[Cluster]:
    """A cluster whose workers all are what we are; ``say`` is told where it has none yet and is waited for.

    Raises:
        UsageProblem: the address is none, or the package is not installed.
        ClusterProblem: no scheduler answers, it has no workers, or they are otherwise.
    """
    where = scheduler_address(address)
    demand(Extra.CLUSTER, "--executor")
    client = client_of(where, patience)
    try:
        cluster = Cluster(client, where, limits, of, patience)
        cluster.check(say)
        yield cluster
    finally:
        close(client)


class Cluster:
    """The workers of one scheduler."""

    def __init__(self, client: Client, where: str, limits: Limits, of: Identity, patience: Patience) -> None:
        self._client = client
        self._where = where
        self._limits = limits
        self._identity = of
        self._patience = patience
        self._threads = 0
        self._looked = 0.0
        self._manned = time.monotonic()

    def check(self, say: Say) -> None:
        """Raise ``ClusterProblem`` unless there are workers, and all of them are what we are."""
        if not self._count():
            say(f"{self._where} has no workers yet; waiting for some, {self._patience.workers:.0f} s at most")
        while not self._count():
            time.sleep(0.1)
        self._check_scheduler()
        for worker, answer in self._asked().items():
            if not isinstance(answer, Identity):
                raise ClusterProblem(worker, *_without("worker", answer))
            if answer != self._identity:
                raise self._stranger(worker, answer)

    def in_order(
        self, work: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """As ``Executor`` has it. A piece whose worker died is given to others; see ``_Round`` for one that kills them.

        Raises:
            ClusterProblem: the scheduler or all workers are gone, or a worker has come that is otherwise.
        """
        work_round: _Round[Item] = _Round(self, work)
        source = iter(items)
        try:
            while True:
                self._count()
                work_round.take(islice(source, work_round.room(self._threads)))
                work_round.lend(self._threads * LENT)
                if work_round.is_empty:
                    return
                if (done := work_round.done()) is not None:
                    yield done[0], opened(done[1])
                else:
                    work_round.settle(GLANCE)
        finally:
            work_round.end()

    def lend(self, run: str, first: bytes, piece: bytes) -> Future[Any]:
        """Have a piece done somewhere."""
        limits = (self._limits.seconds, self._limits.megabytes)
        arguments = (run, self._identity, first, piece, *limits)
        key = f"cjaplans-{uuid.uuid4().hex}"
        return self._client.submit(outpost.answered, *arguments, key=key, pure=False)

    def outcome(self, future: Future[Any]) -> bytes | Lost | None:
        """What came of a piece that is settled; None where each worker that had it died.

        Raises:
            ClusterProblem: the scheduler is gone, or the piece came to a worker that is otherwise.
        """
        from distributed.scheduler import KilledWorker

        try:
            answer = future.result()
        except KilledWorker:
            return None
        except Exception as error:  # never of the work: that answers whatever happens
            self._raise_if_gone()
            what = f"the cluster fails ({type(error).__name__}: {' '.join(str(error).split())})"
            raise ClusterProblem(self._where, what, "look at the logs of its scheduler and workers") from error
        except BaseException as error:
            if type(error).__name__ not in ("CancelledError", "FutureCancelledError"):
                raise
            raise self._gone() from error
        if isinstance(answer, Identity):
            raise self._stranger("a worker that came later", answer)
        return answer if isinstance(answer, Lost) else bytes(answer)

    def call_off(self, run: str, futures: list[Future[Any]]) -> None:
        """End all that is under way of a run, here and there."""
        if self._client.status != "running":
            return
        with suppress(Exception):  # what cannot be reached has nothing of ours, or will have ended it itself
            self._client.cancel(futures, force=True)
            self._client.run(outpost.dismissed, run, on_error="ignore")

    def _count(self) -> int:
        """How many threads the workers have, now and then asked for anew."""
        now = time.monotonic()
        if self._threads and now - self._looked < GLANCE:
            return self._threads
        self._raise_if_gone()
        try:
            self._threads = sum(self._client.nthreads().values())
        except Exception as error:
            raise self._gone() from error
        self._looked = now
        if self._threads:
            self._manned = now
        elif now - self._manned > self._patience.workers:
            remedy = f"start some with: dask worker {self._where}"
            raise ClusterProblem(self._where, "the scheduler has no workers", remedy)
        return self._threads

    def _check_scheduler(self) -> None:
        """It reads nothing, but must know what is read with to hand work on."""
        try:
            self._client.run_on_scheduler(identity, self._identity.options)
        except Exception as error:
            self._raise_if_gone()
            raise ClusterProblem(self._where, *_without("scheduler", error)) from error

    def _asked(self) -> dict[str, Any]:
        try:
            answers: dict[str, Any] = self._client.run(identity, self._identity.options, on_error="return")
        except Exception as error:
            raise self._gone() from error
        return answers

    def _stranger(self, worker: str, theirs: Identity) -> ClusterProblem:
        remedy = "install the same version here and on all machines of the cluster"
        return ClusterProblem(worker, f"the worker has {self._identity.unlike(theirs)}", remedy)

    def _raise_if_gone(self) -> None:
        if self._client.status != "running":
            raise self._gone()

    def _gone(self) -> ClusterProblem:
        remedy = "what was read so far is kept; run it again when the scheduler is there"
        return ClusterProblem(self._where, "the scheduler is gone", remedy)


@dataclass(slots=True, eq=False)
class _Piece(Generic[Item]):
    """An item under way: not yet lent, at the cluster (``future``), or settled (``outcome``, still pickled)."""

    item: Item
    future: Future[Any] | None = None
    outcome: bytes | Lost | None = None
    suspect: bool = False


class _Round(Generic[Item]):
    """The pieces of one run, in the order of the items.

    The scheduler gives up a piece when a few workers died that had it. It may have been another of theirs that
    killed them, so it is lent once more, and nothing else with it: who dies then died of it.
    """

    def __init__(self, cluster: Cluster, work: Callable[[Item], Any]) -> None:
        self._cluster = cluster
        self._work = work
        self._first = packed(work, None)
        self._name = uuid.uuid4().hex
        self._pieces: deque[_Piece[Item]] = deque()
        self._settled: SimpleQueue[_Piece[Item]] = SimpleQueue()

    @property
    def is_empty(self) -> bool:
        return not self._pieces

    def room(self, threads: int) -> int:
        """How many items to take now."""
        if any(piece.suspect and piece.outcome is None for piece in self._pieces):
            return 0
        return max(0, threads * AHEAD - len(self._pieces))

    def take(self, items: Iterable[Item]) -> None:
        self._pieces.extend(map(_Piece, items))

    def lend(self, most: int) -> None:
        """Lend pieces in their order, ``most`` at a time; suspects after all others, one by one."""
        waiting = [piece for piece in self._pieces if piece.future is None and piece.outcome is None]
        under_way = sum(piece.future is not None for piece in self._pieces)
        plain = [piece for piece in waiting if not piece.suspect]
        alone = any(piece.suspect and piece.future is not None for piece in self._pieces)
        if not alone:
            for piece in plain[: max(0, most - under_way)]:
                self._begin(piece)
        if waiting and not plain and not under_way:
            self._begin(waiting[0])

    def done(self) -> tuple[Item, bytes | Lost] | None:
        """The oldest piece with its outcome, once it has one."""
        if self._pieces and (outcome := self._pieces[0].outcome) is not None:
            return self._pieces.popleft().item, outcome
        return None

    def settle(self, seconds: float) -> None:
        """Take down what came of pieces, waiting so long for the first."""
        with suppress(Empty):
            self._conclude(self._settled.get(timeout=seconds))
            while True:
                self._conclude(self._settled.get_nowait())

    def end(self) -> None:
        """Nothing of the run is left under way."""
        self._cluster.call_off(self._name, [piece.future for piece in self._pieces if piece.future is not None])

    def _begin(self, piece: _Piece[Item]) -> None:
        try:
            packet = packed(self._work, piece.item)
        except Exception as error:  # what cannot be pickled
            piece.outcome = Lost(internal_error(error), trace_of(error))
            return
        piece.future = self._cluster.lend(self._name, self._first, packet)
        piece.future.add_done_callback(lambda _: self._settled.put(piece))

    def _conclude(self, piece: _Piece[Item]) -> None:
        if piece.future is None:
            return
        piece.outcome = self._cluster.outcome(piece.future)
        piece.future = None  # the scheduler forgets it
        if piece.outcome is None and piece.suspect:
            piece.outcome = Lost("every worker that was to read it died; try it alone, on this machine, with --force")
        piece.suspect = piece.outcome is None


def _without(who: str, answer: object) -> tuple[str, str]:
    reason = " ".join(str(answer).split())
    if "ModuleNotFoundError" in f"{type(answer).__name__}: {reason}":
        return f"the {who} lacks cjaplans, or a part of it ({reason})", "install it there, of the same version as here"
    return f"the {who} cannot tell what it is ({reason})", "install the same version here and there"
