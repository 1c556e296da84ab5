"""The ledger of runs: what each was asked, and whether it ended."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import Engine

from cjaplans.ingest.lock import holder, writing
from cjaplans.load.database import open_database, open_readonly, upgrade
from cjaplans.load.runs import finish_run, start_run
from cjaplans.publish.runs import RUN_COLUMNS, RUN_SUMMARY, runs, show_runs


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A run that finished, one that was cut short, and one without an end."""
    url = str(tmp_path / "plans.db")
    engine = open_database(url)
    upgrade(engine)
    finish_run(engine, start_run(engine, "cjaplans ingest one", "0.1"), skipped=3)
    start_run(engine, "cjaplans ingest two", "0.1")
    start_run(engine, "cjaplans watch in", "0.1")
    engine.dispose()
    return url


def states(engine: Engine, running: str | None) -> list[str]:
    return [row["state"] for row in runs(engine, running)]


def test_runs_are_listed_the_last_first(database: str) -> None:
    rows = runs(open_readonly(database))
    assert [tuple(row) for row in rows] == [RUN_COLUMNS] * 3
    assert [row["command"] for row in rows] == ["cjaplans watch in", "cjaplans ingest two", "cjaplans ingest one"]
    assert [(row["unchanged"], row["loaded"]) for row in rows] == [(None, None), (None, None), (3, 0)]
    assert len(runs(open_readonly(database), limit=2)) == 2
    assert set(RUN_SUMMARY) <= set(RUN_COLUMNS)


def test_only_the_last_run_can_be_running_and_only_if_it_is_the_writer(database: str) -> None:
    engine = open_readonly(database)
    assert states(engine, None) == ["cut_short", "cut_short", "finished"]
    assert states(engine, "cjaplans watch in") == ["running", "cut_short", "finished"]
    assert states(engine, "cjaplans ingest two") == ["cut_short", "cut_short", "finished"]


def test_a_run_is_told_to_be_running_by_the_lock(database: str) -> None:
    def shown() -> list[str]:
        console = Console(file=io.StringIO())
        show_runs(database, "json", console)
        assert isinstance(console.file, io.StringIO)
        return [row["state"] for row in json.loads(console.file.getvalue())]

    assert holder(database) is None
    with writing(database, 0, "cjaplans watch in"):
        writer = holder(database)
        assert writer is not None
        assert (writer.pid, writer.command) == (os.getpid(), "cjaplans watch in")
        assert shown() == ["running", "cut_short", "finished"]
    assert shown() == ["cut_short", "cut_short", "finished"]
