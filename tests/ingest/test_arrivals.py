"""Files that are being written are held back, each on its own account; what arrives together is read together."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.ingest.watching.arrivals import Arrivals, Stamp, stamp

A, B = Path("a.pdf"), Path("b.pdf")
SETTLE = 2.0


def size(number: int) -> Stamp:
    return Stamp(number, number, number)


def test_a_file_is_ready_when_it_stood_still_and_only_once() -> None:
    arrivals = Arrivals(SETTLE)
    arrivals.look(A, size(1), 10)
    arrivals.look(A, size(2), 11)
    assert not arrivals.ready(12.9)
    arrivals.look(A, size(2), 13)
    assert arrivals.ready(13) == {A: size(2)}
    arrivals.done({A: size(2)})
    arrivals.look(A, size(2), 20)
    assert not arrivals.ready(30)
    arrivals.look(A, size(3), 30)
    assert arrivals.ready(32) == {A: size(3)}


def test_a_growing_file_delays_another_by_one_settle_time_at_most() -> None:
    arrivals = Arrivals(SETTLE)
    for time in range(5):
        arrivals.look(A, size(1), time)
        arrivals.look(B, size(time), time)
    assert not arrivals.ready(3.9)
    assert arrivals.ready(4) == {A: size(1)}


def test_what_is_dropped_together_is_read_together() -> None:
    arrivals = Arrivals(SETTLE)
    arrivals.look(B, size(1), 0)
    arrivals.look(A, size(1), 0.5)
    assert not arrivals.ready(2)
    assert list(arrivals.ready(2.5)) == [A, B]


def test_a_file_that_changes_while_it_is_read_comes_again() -> None:
    arrivals = Arrivals(SETTLE)
    arrivals.look(A, size(1), 0)
    arrivals.look(A, size(2), 3)
    arrivals.done({A: size(1)})
    assert arrivals.ready(5) == {A: size(2)}


def test_a_file_that_is_gone_is_forgotten_until_it_is_back() -> None:
    arrivals = Arrivals(SETTLE)
    arrivals.look(A, size(1), 0)
    arrivals.look(A, None, 1)
    assert not arrivals.ready(9)
    arrivals.look(A, size(1), 10)
    assert not arrivals.ready(11)
    assert arrivals.ready(12)


def test_what_was_postponed_comes_later_or_with_the_next_that_is_ready() -> None:
    arrivals = Arrivals(SETTLE)
    arrivals.look(A, size(1), 0)
    arrivals.postpone([A], 60)
    assert not arrivals.ready(59)
    assert arrivals.ready(60)
    arrivals.postpone([A], 120)
    arrivals.look(B, size(1), 70)
    assert list(arrivals.ready(72)) == [A, B]


@given(st.lists(st.tuples(st.sampled_from([A, B]), st.integers(0, 2), st.integers(1, 5)), max_size=30))
def test_no_file_is_ready_that_changed_within_the_settle_time_and_none_is_lost(
    events: list[tuple[Path, int, int]],
) -> None:
    arrivals, time = Arrivals(SETTLE), 0
    changed: dict[Path, tuple[Stamp, int]] = {}
    read: dict[Path, Stamp] = {}

    def take() -> None:
        ready = arrivals.ready(time)
        assert all(changed[path][0] == was and changed[path][1] + SETTLE <= time for path, was in ready.items())
        assert all(read.get(path) != was for path, was in ready.items())
        read.update(ready)
        arrivals.done(ready)

    for path, content, pause in events:
        if changed.get(path, (None,))[0] != size(content):
            changed[path] = size(content), time
        arrivals.look(path, size(content), time)
        time += pause
        take()
    time += int(2 * SETTLE)
    take()
    assert read == {path: was for path, (was, _) in changed.items()}


def test_a_stamp_tells_a_file_that_was_renamed_into_the_place_of_its_like(tmp_path: Path) -> None:
    one, two = tmp_path / "a.pdf", tmp_path / "b.pdf"
    one.write_bytes(b"one")
    before = stamp(one)
    two.write_bytes(b"two")
    os.utime(two, ns=(0, one.stat().st_mtime_ns))
    two.replace(one)
    after = stamp(one)
    assert before is not None and after is not None
    assert before[:2] == after[:2]
    assert before != after


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_what_is_no_regular_file_has_no_stamp(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert [stamp(tmp_path / name) for name in ("pipe.pdf", "gone.pdf", ".")] == [None] * 3
