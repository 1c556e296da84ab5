"""Work over processes: order, lost workers, results that cannot travel."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from cjaplans.ingest.executors import Lost, in_order

Found = TypeVar("Found")


def square(number: int) -> int:
    return number * number


def fragile(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


def untransportable(number: int) -> object:
    return threading.Lock() if number == 1 else number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_input(jobs: int) -> None:
    assert list(in_order(square, range(9), jobs)) == [(n, n * n) for n in range(9)]


def test_a_worker_that_dies_loses_its_own_item_only() -> None:
    results = dict(in_order(fragile, range(8), 2))
    assert isinstance(results.pop(3), Lost)
    assert results == {n: n for n in range(8) if n != 3}


def test_a_result_that_cannot_be_handed_back_is_our_fault() -> None:
    results = dict(in_order(untransportable, range(2), 2))
    lost = results[1]
    assert isinstance(lost, Lost)
    assert lost.trace
    assert lost.reason.startswith("internal error: ")
    assert results[0] == 0


def test_nothing_is_read_far_ahead() -> None:
    taken: list[int] = []
    items = (taken.append(n) or n for n in range(100))
    results = in_order(square, items, 2)
    next(results)
    results.close()
    assert len(taken) <= 5


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads the children of a process from /proc")
def test_workers_end_when_their_parent_is_killed() -> None:
    script = "import time\nfrom cjaplans.ingest.executors import in_order\nlist(in_order(time.sleep, [60, 60], 2))\n"
    parent = subprocess.Popen([sys.executable, "-c", script])
    try:
        workers = _wait_for(lambda: _workers_of(parent.pid) if len(_workers_of(parent.pid)) == 2 else None)
        time.sleep(1)  # let them begin their work
    finally:
        parent.kill()
        parent.wait()
    assert _wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


def _workers_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    lines = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return [child for child, line in lines.items() if b"spawn_main" in line]


def _wait_for(found: Callable[[], Found | None], seconds: float = 20) -> Found:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := found():
            return value
        time.sleep(0.1)
    raise AssertionError("waited in vain")
