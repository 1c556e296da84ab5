"""A worker that stands by ends when it is told to, whatever it is at."""

from __future__ import annotations

import threading
import time

import pytest

from cjaplans.ingest.workers.limits import Limits
from cjaplans.ingest.workers.standing import StandingWorker


@pytest.mark.parametrize("pause", [0.0, 0.5])
def test_nothing_of_it_is_left_though_it_was_just_beginning_or_at_work(pause: float) -> None:
    worker: StandingWorker[float, None] = StandingWorker(time.sleep, Limits(seconds=60, megabytes=0))
    worker.begin(60)
    time.sleep(pause)
    worker.close()
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("standing-worker")]
