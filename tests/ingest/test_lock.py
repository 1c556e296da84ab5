"""One writer a database: who waits, who is told what, and that nobody waits for the dead. Real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cjaplans.ingest.errors import BusyDatabase
from cjaplans.ingest.lock import writing
from cjaplans.ingest.outcome import ExitCode
from cjaplans.load.database import open_database, upgrade
from cjaplans.load.errors import DatabaseError

HOLD = """
import sys
from cjaplans.ingest.lock import writing
with writing(sys.argv[1], None, "the first run"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(database: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until its standard input ends."""
    command = [sys.executable, "-c", HOLD, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_the_other_is_named_and_nothing_is_done(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    with holder(database) as process:
        with pytest.raises(BusyDatabase) as caught, writing(str(database), 0, "mine"):
            raise AssertionError
        message = str(caught.value)
        assert f"being written by process {process.pid} since 2" in message
        assert message.startswith(str(database))
        assert "(the first run); try again when it is done, or wait for it with --wait" in message
        assert caught.value.exit_code is ExitCode.BUSY


@pytest.mark.parametrize("wait", [None, 30.0])
def test_who_waits_says_so_and_goes_on_when_the_other_is_done(tmp_path: Path, wait: float | None) -> None:
    said: list[str] = []
    with holder(tmp_path / "plans.db") as process:

        def say(message: str) -> None:
            said.append(message)
            assert process.stdin is not None
            process.stdin.close()

        with writing(str(tmp_path / "plans.db"), wait, "mine", say):
            assert len(said) == 1
    assert "the first run" in said[0]
    assert said[0].endswith("waiting until it is done" if wait is None else "waiting up to 30 s")


def test_waiting_ends(tmp_path: Path) -> None:
    said: list[str] = []
    waiting = writing(str(tmp_path / "plans.db"), 0.4, "mine", said.append)
    with holder(tmp_path / "plans.db"), pytest.raises(BusyDatabase), waiting:
        raise AssertionError
    assert len(said) == 1


def test_nobody_waits_for_a_killed_process(tmp_path: Path) -> None:
    with holder(tmp_path / "plans.db") as process:
        process.kill()
        process.wait()
        assert (tmp_path / "plans.db.lock.json").exists()
        with writing(str(tmp_path / "plans.db"), 0, "mine"):
            note = json.loads((tmp_path / "plans.db.lock.json").read_bytes())
    assert (note["pid"], note["command"]) == (os.getpid(), "mine")


def test_a_note_that_cannot_be_read_names_nobody(tmp_path: Path) -> None:
    with holder(tmp_path / "plans.db"):
        (tmp_path / "plans.db.lock.json").write_bytes(b'{"pid": 7')
        with pytest.raises(BusyDatabase, match="by another process;"), writing(str(tmp_path / "plans.db"), 0, "mine"):
            raise AssertionError


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_another_name_of_the_same_database_has_the_same_lock(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "plans.db")
    with holder(tmp_path / "plans.db"):
        for name in (f"sqlite:///{tmp_path}/plans.db", str(tmp_path / "link.db"), f"{tmp_path}/./plans.db"):
            with pytest.raises(BusyDatabase), writing(name, 0, "mine"):
                raise AssertionError


def test_the_lock_is_free_after_a_failure(tmp_path: Path) -> None:
    database = str(tmp_path / "new" / "plans.db")
    for _ in range(2):
        with pytest.raises(KeyError), writing(database, 0, "mine"):
            raise KeyError
    assert not (tmp_path / "new" / "plans.db.lock.json").exists()


def test_a_database_in_memory_needs_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with writing("sqlite://", 0, "mine"), writing("sqlite://", 0, "mine"):
        pass
    assert not list(tmp_path.iterdir())


def test_no_lock_is_left_beside_what_is_no_database_of_ours(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("dear diary, " * 1000)
    for name in ("diary.txt", "."):
        with pytest.raises(DatabaseError), writing(str(tmp_path / name), 0, "mine"):
            raise AssertionError
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]
    assert not tmp_path.with_name(f"{tmp_path.name}.lock").exists()


@pytest.mark.skipif(os.name == "nt", reason="modes")
def test_what_is_made_has_the_users_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with writing(str(tmp_path / "plans.db"), 0, "mine"):
            engine = open_database(str(tmp_path / "plans.db"))
            upgrade(engine)
            modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
            engine.dispose()
    finally:
        os.umask(before)
    assert {"plans.db", "plans.db-wal", "plans.db-shm", "plans.db.lock", "plans.db.lock.json"} == modes.keys()
    assert set(modes.values()) == {0o640}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder that even root cannot write")
def test_a_folder_that_cannot_be_written_is_one_line() -> None:
    with pytest.raises(DatabaseError) as caught, writing("/proc/plans.db", 0, "mine"):
        raise AssertionError
    assert "give another path" in str(caught.value)
    assert "\n" not in str(caught.value)
