"""Work in the process of a cluster's worker: its processes come and go, and nothing is raised there."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator

import pytest

from cjaplans.extract.switches import PLAIN
from cjaplans.ingest.workers import outpost
from cjaplans.ingest.workers.identity import Identity, identity
from cjaplans.ingest.workers.standing import StandingProcess
from cjaplans.ingest.workers.worker import Lost, packed


def process(_: int) -> int:
    return os.getpid()


Answer = bytes | Lost | Identity


@pytest.fixture
def answered(request: pytest.FixtureRequest) -> Iterator[Callable[[], Answer]]:
    """Has a piece of a run done, which is ended with the test."""
    run, first, piece = request.node.name, packed(process, None), packed(process, 1)
    yield lambda: outpost.answered(run, identity(PLAIN), first, piece, 60, 0)
    outpost.dismissed(run)


def number(answer: Answer) -> int:
    assert isinstance(answer, bytes)
    return int(pickle.loads(answer))


def test_a_run_that_waited_long_goes_on_with_other_processes(
    answered: Callable[[], Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = number(answered())
    assert number(answered()) == first
    monkeypatch.setattr(outpost, "FORGOTTEN", -1.0)
    assert number(answered()) not in (first, os.getpid())


def test_nothing_is_done_for_a_run_that_has_ended(
    answered: Callable[[], Answer], request: pytest.FixtureRequest
) -> None:
    outpost.dismissed(request.node.name)
    assert answered() == Lost("the run has ended")


def test_what_cannot_be_begun_is_answered(answered: Callable[[], Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise OSError("no more processes")

    monkeypatch.setattr(StandingProcess, "do", fail)
    answer = answered()
    assert isinstance(answer, Lost)
    assert "no more processes" in answer.reason
