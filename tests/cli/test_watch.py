"""``cjaplans watch`` as a process: files that come in parts, bad ones, a busy database, and being told to stop."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from filelock import FileLock

from tests.cli.plans import write_plan

Record = dict[str, Any]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")


class Watching:
    """A process that watches ``folder``, and the records of its log."""

    def __init__(self, tmp_path: Path, *options: str) -> None:
        self.folder = tmp_path / "in"
        self.folder.mkdir(exist_ok=True)
        self.database = tmp_path / "plans.db"
        command = [sys.executable, "-m", "cjaplans.cli", "watch", str(self.folder), "--db", str(self.database)]
        self.process = subprocess.Popen(
            [*command, "--settle", "0.2", "--log-format", "json", *options],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self.told: list[Record] = []

    def until(self, event: str, **fields: object) -> Record:
        """Read the log up to such a record."""
        for line in self._log:
            record = json.loads(line)
            self.told.append(record)
            if record["event"] == event and fields.items() <= record.items():
                return record
        raise AssertionError(f"no {event} {fields} in {self.told}")

    def end(self) -> tuple[int, list[Record]]:
        """Wait for the end; the exit code, and the records until then."""
        rest = [json.loads(line) for line in self._log]
        return self.process.wait(60), rest

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.database) as connection:
            return connection.execute(query).fetchall()

    @property
    def _log(self) -> IO[str]:
        assert self.process.stderr is not None
        return self.process.stderr


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[..., Watching]]:
    started: list[Watching] = []

    def start(*options: str) -> Watching:
        started.append(Watching(tmp_path, *options))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()
        each._log.close()


def test_files_in_parts_and_bad_ones_until_it_is_told_to_stop(
    watching: Callable[..., Watching], sample_plans: Path
) -> None:
    watch = watching()
    watch.until("watching")
    content = (sample_plans / "tayside-2009-10.pdf").read_bytes()
    (watch.folder / "bad.pdf").write_text("no plan", encoding="utf-8")
    with (watch.folder / "plan.pdf").open("wb") as file:
        for start in range(0, len(content), len(content) // 5 + 1):
            file.write(content[start : start + len(content) // 5 + 1])
            file.flush()
            time.sleep(0.1)
    watch.until("document", file=str(watch.folder / "bad.pdf"), state="rejected")
    watch.until("document", file=str(watch.folder / "plan.pdf"), state="loaded")
    watch.until("run_finished")
    watch.process.terminate()
    code, rest = watch.end()
    assert (code, [record["event"] for record in rest]) == (0, ["stopping", "stopped"])
    assert watch.rows("SELECT file_name, state FROM document ORDER BY file_name") == [
        ("bad.pdf", "rejected"),
        ("plan.pdf", "loaded"),
    ]
    assert watch.rows("SELECT count(*) FROM ingest_run WHERE finished_at IS NULL") == [(0,)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_documents_under_way_are_finished_when_it_is_told_to_stop(
    watching: Callable[..., Watching], sample_plans: Path, number: int
) -> None:
    watch = watching("--jobs", "2")
    for name in ("northern-2011-12.pdf", "tayside-2009-10.pdf"):
        shutil.copy(sample_plans / name, watch.folder)
    watch.until("document")
    os.killpg(watch.process.pid, number)  # as a terminal does, and systemd without KillMode=mixed
    code, _ = watch.end()
    assert code == 0
    assert {record["state"] for record in watch.told if record["event"] == "document"} == {"loaded"}
    assert watch.rows("SELECT state, run_id FROM document") == [("loaded", 1)] * 2
    assert watch.rows("SELECT finished_at IS NOT NULL FROM ingest_run") == [(1,)]


def test_a_busy_database_is_waited_for_and_a_second_signal_ends_at_once(
    watching: Callable[..., Watching], tmp_path: Path, sample_plans: Path
) -> None:
    with FileLock(tmp_path / "plans.db.lock"):
        watch = watching("--jobs", "2")
        shutil.copy(sample_plans / "tayside-2009-10.pdf", watch.folder / "a.pdf")
        assert "being written by another process" in watch.until("waiting")["message"]
    write_plan(tmp_path / "long.pdf", pages=150).rename(watch.folder / "long.pdf")
    assert watch.until("run_started")["files"] == 2
    watch.until("document")
    watch.process.terminate()
    watch.until("stopping")
    watch.process.terminate()
    code, (last,) = watch.end()
    assert (code, last["event"]) == (130, "interrupted")
    assert watch.rows("SELECT file_name FROM document") == [("a.pdf",)]
    assert watch.rows("SELECT finished_at FROM ingest_run") == [(None,)]
