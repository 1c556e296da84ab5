"""Work over processes: order, lost workers, limits, results that cannot travel, and nothing left behind."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from cjaplans.ingest.workers import executors
from cjaplans.ingest.workers.executors import in_order
from cjaplans.ingest.workers.limits import LEAST_MEGABYTES, Limits
from cjaplans.ingest.workers.worker import Lost
from tests.ingest import hazards

Found = TypeVar("Found")

CHILDREN = Path("/proc/self/task")
needs_proc = pytest.mark.skipif(not CHILDREN.exists(), reason="reads the children of a process from /proc")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")


def square(number: int) -> int:
    return number * number


def process(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("jobs", [0, 1, 3])
def test_results_come_in_the_order_of_the_input(jobs: int) -> None:
    assert list(in_order(square, range(9), jobs)) == [(n, n * n) for n in range(9)]


@needs_linux
def test_what_goes_wrong_costs_its_own_item_only_and_nothing_is_done_twice(tmp_path: Path) -> None:
    wrong = {
        partial(time.sleep, 600): "took longer than 5 s; try it alone with --timeout 25",
        hazards.hold_the_interpreter: "took longer than 5 s; try it alone with --timeout 25",
        hazards.swell: "needed more than 256 MB of memory; try it alone with --memory 512",
        hazards.swell_natively: "needed more than 256 MB of memory; try it alone with --memory 512",
        hazards.leap: "needed more than 256 MB of memory; try it alone with --memory 512",
        hazards.leave: "the process that read it died (exit status 9); ",
        hazards.read_nowhere: "the process that read it died (SIGSEGV); ",
        hazards.abort: "the process that read it died (SIGABRT), as one does that asks for much more than 256 MB",
        hazards.stumble: "internal error: KeyError: 'oops'; ",
        hazards.end: "internal error: SystemExit: 3; ",
        hazards.unpicklable: "internal error: ",
    }
    right = [partial(hazards.leave_a_mark, tmp_path, number) for number in range(len(wrong))]
    tasks = [task for pair in zip(right, wrong, strict=True) for task in pair]
    done = list(in_order(hazards.obey, tasks, 2, Limits(5, LEAST_MEGABYTES)))
    assert [task for task, _ in done] == tasks
    assert [result for _, result in done[::2]] == list(range(len(right)))
    for (_, result), reason in zip(done[1::2], wrong.values(), strict=True):
        assert isinstance(result, Lost)
        assert result.reason.startswith(reason)
        assert bool(result.trace) is reason.startswith("internal error")
    assert [path.read_text(encoding="ascii") for path in tmp_path.iterdir()] == ["x"] * len(right)


def test_a_worker_begins_when_it_has_imported_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow_to_import.py").write_text("import time\ntime.sleep(3)\ndef work(item): return item\n")
    monkeypatch.syspath_prepend(tmp_path)
    work = importlib.import_module("slow_to_import").work
    assert list(in_order(work, [1, 2], 1, Limits(2))) == [(1, 1), (2, 2)]


def test_a_worker_may_ask_for_more_time() -> None:
    tasks = [partial(hazards.ask_for_more, 60, 2.5), partial(hazards.ask_for_more, 1, 600)]
    (_, rested), (_, lost) = in_order(hazards.obey, tasks, 2, Limits(1))
    assert rested == 2.5
    assert isinstance(lost, Lost)


def test_an_only_job_loses_no_more() -> None:
    _, (_, lost), after = in_order(hazards.obey, [1, hazards.leave, 3], 1)
    assert isinstance(lost, Lost)
    assert after == (3, 3)


def test_an_item_that_cannot_be_sent_is_our_fault() -> None:
    (_, lost), after = in_order(hazards.obey, [threading.Lock(), 2], 1)
    assert isinstance(lost, Lost)
    assert lost.trace
    assert after == (2, 2)


@needs_linux
def test_without_limits_nothing_is_bounded() -> None:
    spacious = partial(len, bytearray(2**29))
    assert [result for _, result in in_order(hazards.obey, [spacious], 1, Limits(0, 0))] == [2**29]


def test_nothing_is_read_far_ahead() -> None:
    taken: list[int] = []
    items = (taken.append(n) or n for n in range(100))
    results = in_order(square, items, 2)
    next(results)
    results.close()
    assert len(taken) <= 2 * executors.AHEAD + 1


def test_a_worker_is_replaced_when_it_has_done_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "TASKS_PER_WORKER", 2)
    workers = [worker for _, worker in in_order(process, range(6), 1)]
    assert len(set(workers)) == 3


@needs_linux
def test_a_worker_that_is_killed_while_it_has_nothing_to_do_costs_nothing() -> None:
    results = in_order(process, range(3), 1)
    _, worker = next(results)
    assert isinstance(worker, int)
    os.kill(worker, signal.SIGKILL)
    assert worker not in [pid for _, pid in results]


@needs_proc
def test_no_process_is_left_after_a_run() -> None:
    before = _children(os.getpid())
    list(in_order(hazards.obey, [1, hazards.leave, 2, partial(time.sleep, 600), 3], 2, Limits(2)))
    abandoned = in_order(hazards.obey, [1, *[partial(time.sleep, 600)] * 5], 2)
    next(abandoned)
    abandoned.close()
    left = [pid for pid in _children(os.getpid()) if pid not in before and not _is_tracker(pid)]
    assert not left
    assert not multiprocessing.active_children()


@needs_proc
@pytest.mark.parametrize("task", ["time.sleep, 600", "hazards.hold_the_interpreter"])
def test_workers_end_when_their_parent_is_killed(task: str) -> None:
    with _run(task) as (parent, workers):
        parent.kill()
        parent.wait()
        assert _wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


@needs_proc
def test_a_run_that_is_interrupted_ends_at_once_and_says_so_once() -> None:
    with _run("time.sleep, 600") as (parent, workers):
        os.killpg(parent.pid, signal.SIGINT)
        _, errors = parent.communicate(timeout=120)
        assert errors.count("KeyboardInterrupt") == 1
        assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


@needs_proc
def test_workers_finish_their_work_when_all_are_asked_to_end() -> None:
    with _run("time.sleep, 2", "signal.signal(signal.SIGTERM, lambda *_: None)") as (parent, _):
        os.killpg(parent.pid, signal.SIGTERM)
        out, _ = parent.communicate(timeout=120)
    assert out.split() == ["None", "None"]


@contextmanager
def _run(task: str, first: str = "") -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A process with two workers that have begun the same work; it prints what they make of it."""
    script = f"""
import functools, signal, sys, time
from cjaplans.ingest.workers.executors import in_order
from tests.ingest import hazards
signal.signal(signal.SIGINT, signal.default_int_handler)  # what is started in the background may ignore it
{first}
for _, result in in_order(hazards.obey, [functools.partial({task})] * 2, 2):
    print(result)
"""
    run = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        workers = _wait_for(lambda: found if len(found := _workers(run.pid)) == 2 else None)
        time.sleep(1)  # let them begin their work
        yield run, workers
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)  # workers that were left hold the pipe
        run.communicate()


def _workers(pid: int) -> list[int]:
    return [child for child in _children(pid) if b"spawn_main" in _command(child)]


def _is_tracker(pid: int) -> bool:
    """Whether it is the standard library's, which lives as long as we do."""
    return b"resource_tracker" in _command(pid)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread may end meanwhile
            found += map(int, (task / "children").read_text().split())
    return found


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _wait_for(found: Callable[[], Found | None], seconds: float = 120) -> Found:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := found():
            return value
        time.sleep(0.1)
    raise AssertionError("waited in vain")
