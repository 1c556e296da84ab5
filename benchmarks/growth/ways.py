"""The same documents read in several ways, in turn: one process, all cores, a Dask cluster, into PostgreSQL."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from benchmarks.drawn.distinct import make
from benchmarks.growth.measured import Way
from benchmarks.growth.watched import Watched, cjaplans

#: Enough for processes to have started long before the end, few enough to be read again and again.
DOCUMENTS = 1_000
WARM = 8
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Ready:
    """How to read in one way: options, the environment, the processes that help, and the database of each round."""

    options: tuple[str, ...]
    database: Callable[[Path], str]
    environment: Mapping[str, str] = field(default_factory=dict)
    helpers: tuple[int, ...] = ()


def measure_ways(folder: Path, jobs: int, say: Callable[[str], None]) -> tuple[list[Way], int]:
    """Every way that can be gone here, round by round after one to warm up; and how many pages each round reads."""
    files, few = folder / "ways", folder / "few"
    for place, count in ((files, DOCUMENTS), (few, WARM)):
        shutil.rmtree(place, ignore_errors=True)
        pages = make(place, count)
        if place is files:
            total = pages
    with ExitStack() as stack:
        ready = {name: stack.enter_context(way) for name, way in _ways(jobs, say).items()}
        for name, way in ready.items():
            say(f"{name} warms up")
            _read(few, way)
        rounds: dict[str, list[Watched]] = {name: [] for name in ready}
        for number in range(ROUNDS):
            for name, way in ready.items():
                say(f"round {number + 1} of {ROUNDS}: {name}")
                rounds[name].append(_read(files, way))
    shutil.rmtree(files)
    shutil.rmtree(few)
    return [Way(name, tuple(played)) for name, played in rounds.items()], total


def _read(files: Path, way: Ready) -> Watched:
    """One round, into a database of its own."""
    with tempfile.TemporaryDirectory(prefix="cjaplans-scale-") as name:
        options = ("--database", way.database(Path(name)), *way.options, "--quiet")
        kept = {"CJAPLANS_EXTRACTED": str(Path(name, "extracted")), **way.environment}
        return cjaplans("ingest", str(files), *options, environment=kept, others=way.helpers)


def _ways(jobs: int, say: Callable[[str], None]) -> dict[str, AbstractContextManager[Ready]]:
    """The ways that can be gone here; those that cannot are told."""
    ways: dict[str, AbstractContextManager[Ready]] = {
        "SQLite, `--jobs 1`": nullcontext(Ready(("--jobs", "1"), _sqlite)),
        f"SQLite, `--jobs {jobs}`": nullcontext(Ready(("--jobs", str(jobs)), _sqlite)),
    }
    if find_spec("distributed"):
        ways[f"SQLite, a Dask cluster of {jobs} workers here"] = _dask(jobs)
    else:
        say("without Dask: distributed is not installed")
    if reason := _no_server():
        say(f"without PostgreSQL: {reason}")
    else:
        ways[f"PostgreSQL, `--jobs {jobs}`"] = _postgresql(jobs)
    return ways


def _sqlite(folder: Path) -> str:
    return str(folder / "plans.db")


@contextmanager
def _dask(jobs: int) -> Iterator[Ready]:
    """A cluster of processes of this machine, with one thread each."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None) as cluster:
        workers = [worker.process.process.pid for worker in cluster.workers.values()]
        yield Ready(("--executor", cluster.scheduler_address.replace("tcp://", "dask://")), _sqlite, {}, tuple(workers))


def _no_server() -> str | None:
    from tests.postgresql import why_not

    return why_not()


@contextmanager
def _postgresql(jobs: int) -> Iterator[Ready]:
    """A server of this machine that writes each commit to the disk, as SQLite does."""
    from tests.postgresql import running

    with running(fsync="on", synchronous_commit="on", full_page_writes="on", shared_buffers="128MB") as server:
        yield Ready(("--jobs", str(jobs)), lambda folder: server.database(), {}, (server.process_id,))
