"""Work over a Dask cluster of real processes: order, lost workers, limits, mixed versions, and nothing left behind."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from cjaplans.extract.switches import PLAIN
from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.log import MutedLog
from cjaplans.ingest.outcome import BatchResult, ExitCode
from cjaplans.ingest.request import Request
from cjaplans.ingest.workers.cluster import Cluster, connected
from cjaplans.ingest.workers.identity import identity
from cjaplans.ingest.workers.limits import LEAST_MEGABYTES, Limits
from cjaplans.ingest.workers.scheduler import ClusterProblem, Patience, scheduler_address
from cjaplans.ingest.workers.worker import Lost
from cjaplans.load.database import open_readonly
from tests import cluster as processes
from tests.cluster import HIDDEN, Dask, free_port
from tests.dump import dump
from tests.ingest import hazards
from tests.store import S3

Found = TypeVar("Found")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded, and children are told, on Linux")


@pytest.fixture(scope="module")
def dask() -> Iterator[Dask]:
    """A scheduler and two workers, one of them with two threads."""
    with processes.running(1, 2) as running:
        yield running


@pytest.fixture
def cluster(dask: Dask) -> Iterator[Cluster]:
    with connected(dask.address, Limits(5, LEAST_MEGABYTES), identity(PLAIN)) as cluster:
        yield cluster


def run(paths: list[str], database: str, executor: str | None) -> BatchResult:
    """A run over the samples: without a cluster one after the other, in this process."""
    request = Request(database, jobs=None if executor else 0, ocr=False, executor=executor)
    return ingest_paths(paths, request, MutedLog(lambda _: None))


def where(_: int) -> tuple[int, int]:
    time.sleep(0.3)
    return os.getppid(), os.getpid()


def test_results_come_in_order_from_processes_that_have_one_piece_each(cluster: Cluster) -> None:
    done = list(cluster.in_order(where, range(9)))
    assert [item for item, _ in done] == list(range(9))
    places = {result for _, result in done if not isinstance(result, Lost)}
    assert len({parent for parent, _ in places}) == 2
    assert len({child for _, child in places}) == 3


@needs_linux
def test_what_goes_wrong_costs_its_own_item_only_and_is_told_as_at_home(cluster: Cluster) -> None:
    wrong = {
        partial(time.sleep, 600): "took longer than 5 s; try it alone with --timeout 25",
        hazards.swell: "needed more than 256 MB of memory; try it alone with --memory 512",
        hazards.read_nowhere: "the process that read it died (SIGSEGV); ",
        hazards.stumble: "internal error: KeyError: 'oops'; ",
        hazards.unpicklable: "internal error: ",
        threading.Lock(): "internal error: ",
    }
    tasks = [task for pair in zip(range(len(wrong)), wrong, strict=True) for task in pair]
    done = list(cluster.in_order(hazards.obey, tasks))
    assert [result for _, result in done[::2]] == list(range(len(wrong)))
    for (_, result), reason in zip(done[1::2], wrong.values(), strict=True):
        assert isinstance(result, Lost)
        assert result.reason.startswith(reason)
        assert bool(result.trace) is reason.startswith("internal error")


@needs_linux
def test_the_items_of_a_killed_worker_are_done_by_another(cluster: Cluster, tmp_path: Path) -> None:
    def kill() -> None:
        os.kill(int(wait_for(lambda: [each.name for each in tmp_path.iterdir()])[0]), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    done = list(cluster.in_order(hazards.obey, [1, partial(hazards.linger, tmp_path), 3]))
    killer.join()
    assert [done[0][1], done[2][1]] == [1, 3]
    assert done[1][1] in {int(each.name) for each in tmp_path.iterdir()}
    assert len(list(tmp_path.iterdir())) == 2


@needs_linux
def test_what_kills_every_worker_is_given_up_and_the_others_are_done(cluster: Cluster, tmp_path: Path) -> None:
    right = [partial(hazards.leave_a_mark, tmp_path, number) for number in range(8)]
    done = list(cluster.in_order(hazards.obey, [*right[:2], hazards.kill_parent, *right[2:]]))
    (lost,) = [result for _, result in done if isinstance(result, Lost)]
    assert lost.reason == "every worker that was to read it died; try it alone, on this machine, with --force"
    assert done[2][1] is lost
    assert [result for _, result in done if result is not lost] == list(range(8))


def test_nothing_is_taken_far_ahead_and_nothing_is_left_of_a_run_that_is_ended(dask: Dask, cluster: Cluster) -> None:
    taken: list[int] = []
    items = (taken.append(n) or (1 if n == 0 else partial(time.sleep, 600)) for n in range(100))
    results = cluster.in_order(hazards.obey, items)
    assert next(results) == (1, 1)
    results.close()
    assert len(taken) <= 3 * 4 + 1
    assert list(cluster.in_order(hazards.obey, [7])) == [(7, 7)]
    assert "wool" not in dask.log()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": "0.0.1"}, "the worker has cjaplans 0.1.0, and here is 0.0.1; install the same version"),
        ({"python": "3.0"}, "the worker has Python 3."),
        ({"extraction": "x"}, "the worker has cjaplans 0.1.0 with another extractor"),
        ({"normalisation": "x"}, "the worker has cjaplans 0.1.0 with other rules"),
    ],
)
def test_workers_that_are_otherwise_do_nothing(dask: Dask, change: dict[str, str], told: str) -> None:
    other = replace(identity(PLAIN), **change)
    with pytest.raises(ClusterProblem) as problem, connected(dask.address, Limits(), other):
        pass
    assert told in str(problem.value)


def test_a_worker_that_comes_later_and_is_otherwise_ends_the_run(cluster: Cluster) -> None:
    cluster._identity = replace(identity(PLAIN), version="0.0.1")
    with pytest.raises(ClusterProblem, match=r"a worker that came later: the worker has cjaplans 0\.1\.0"):
        list(cluster.in_order(hazards.obey, [1]))


def test_a_worker_without_the_program_is_named() -> None:
    with processes.running() as dask:
        dask.worker(first=HIDDEN)
        with (
            pytest.raises(ClusterProblem, match="the worker lacks cjaplans, or a part of it"),
            connected(dask.address, Limits(), identity(PLAIN)),
        ):
            pass


def test_a_scheduler_without_the_program_is_told() -> None:
    with (
        processes.running(1, first=HIDDEN) as dask,
        pytest.raises(ClusterProblem, match="the scheduler lacks cjaplans, or a part of it"),
        connected(dask.address, Limits(), identity(PLAIN)),
    ):
        pass


def test_certificates_are_asked_for() -> None:
    with (
        pytest.raises(ClusterProblem, match="no certificates are set for tls://; set DASK_DISTRIBUTED__COMM__TLS__CA"),
        connected("tls://127.0.0.1:8786", Limits(), identity(PLAIN)),
    ):
        pass


def test_a_cluster_without_workers_is_told() -> None:
    with processes.running() as dask:
        patience, said = Patience(workers=0.5), []
        with (
            pytest.raises(ClusterProblem, match="no workers; start some with: dask worker tcp://127"),
            connected(dask.address, Limits(), identity(PLAIN), patience, said.append),
        ):
            pass
    assert [message.partition(" has ")[2] for message in said] == ["no workers yet; waiting for some, 0 s at most"]


def test_a_scheduler_that_is_killed_ends_the_run_and_what_was_done_was_handed_back() -> None:
    with processes.running(1) as dask, connected(dask.address, Limits(), identity(PLAIN)) as cluster:
        results = cluster.in_order(hazards.obey, [1, partial(time.sleep, 600)])
        assert next(results) == (1, 1)
        dask.processes[0].kill()
        with pytest.raises(ClusterProblem, match="the scheduler is gone; what was read so far is kept"):
            next(results)


def test_an_address_where_nobody_answers_is_told() -> None:
    with (
        pytest.raises(ClusterProblem, match="no scheduler answers"),
        connected(f"dask://127.0.0.1:{free_port()}", Limits(), identity(PLAIN), Patience(scheduler=1)),
    ):
        pass


def test_an_address_where_something_else_listens_is_told() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(ClusterProblem, match="no scheduler answers \\(timed out\\); start one with 'dask scheduler'"),
        connected(f"dask://127.0.0.1:{server.getsockname()[1]}", Limits(), identity(PLAIN), Patience(scheduler=0.5)),
    ):
        pass


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dask://host", "tcp://host:8786"),
        ("dask://host:99/", "tcp://host:99"),
        ("tcp://10.0.0.1:8786", "tcp://10.0.0.1:8786"),
        ("tls://host:8786", "tls://host:8786"),
        ("dask://[::1]:8786", "tcp://[::1]:8786"),
    ],
)
def test_addresses_of_schedulers(text: str, address: str) -> None:
    assert scheduler_address(text) == address


@pytest.mark.parametrize("text", ["host:8786", "http://host:8786", "dask://", "dask://h:x", "dask://u:secret@h", ""])
def test_what_is_no_address_of_a_scheduler(text: str) -> None:
    with pytest.raises(UsageProblem, match="write it as dask://host:8786") as problem:
        scheduler_address(text)
    assert "secret" not in str(problem.value)


def test_processes_here_and_a_cluster_are_not_both_asked_for() -> None:
    with pytest.raises(UsageProblem, match="--jobs: counts processes of this machine"):
        ingest_paths(["data/raw"], Request("x.db", jobs=2, executor="dask://host"), MutedLog(lambda _: None))


def test_from_a_store_over_a_cluster_into_postgresql_is_what_one_process_makes_of_it(
    s3: S3, dask: Dask, postgresql_plans: str, sample_plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJAPLANS_EXTRACTED", str(tmp_path / "far"))
    for path in sorted(sample_plans.glob("*.pdf")):
        s3.put("council", f"plans/{path.name}", path.read_bytes())
    s3.put("council", "plans/copy.pdf", (sample_plans / "tayside-2009-10.pdf").read_bytes())
    s3.put("council", "plans/bad.pdf", b"no plan")
    far = run(["s3://council/plans/*.pdf"], postgresql_plans, dask.address)
    near = run(["s3://council/plans/*.pdf"], str(tmp_path / "plans.db"), None)
    assert far.exit_code == ExitCode.ATTENTION
    assert [replace(each, seconds=0) for each in far.files] == [replace(each, seconds=0) for each in near.files]
    assert dumped(postgresql_plans) == dumped(str(tmp_path / "plans.db"))


def dumped(database: str) -> dict[str, object]:
    engine = open_readonly(database)
    try:
        return dict(dump(engine))
    finally:
        engine.dispose()


def wait_for(found: Callable[[], Found | None], seconds: float = 120) -> Found:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := found():
            return value
        time.sleep(0.05)
    raise AssertionError("waited in vain")
