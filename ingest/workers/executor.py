"""Who does the work: processes of this machine, or those of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from cjaplans.extract.switches import Switches
from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.workers.executors import in_order
from cjaplans.ingest.workers.limits import Limits
from cjaplans.ingest.workers.worker import Lost

Item = TypeVar("Item")
Result = TypeVar("Result")


class Executor(Protocol):
    """Does work on many items at once, and hands the results back in the order of the items.

    Items are taken as there is room for them, a few ahead. ``work``, items and results must pickle; an item whose
    worker dies or exceeds its limits is ``Lost``, and no other. Closing the iterator ends what is under way.
    """

    def in_order(
        self, work: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[tuple[Item, Result | Lost]]: ...


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes of this machine, each within ``limits``; no ``jobs`` at all is this process itself."""

    jobs: int
    limits: Limits

    def in_order(
        self, work: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[tuple[Item, Result | Lost]]:
        return in_order(work, items, self.jobs, self.limits)


@contextmanager
def engaged(
    address: str | None, jobs: int | None, limits: Limits, switches: Switches, say: Callable[[str], None]
) -> Iterator[Executor | None]:
    """The cluster at ``address``, for as long as it is needed; None where none is named. ``say`` is told of waiting.

    Raises:
        UsageProblem: there is none that can be used, or ``jobs`` are named too, which are of this machine.
    """
    if address is None:
        yield None
        return
    if jobs is not None:
        remedy = "leave one out: the cluster's workers and their threads say how many read"
        raise UsageProblem("--jobs", "counts processes of this machine, and --executor has a cluster read", remedy)
    from cjaplans.ingest.workers.cluster import connected
    from cjaplans.ingest.workers.identity import identity

    with connected(address, limits, identity(switches), say=say) as cluster:
        yield cluster
