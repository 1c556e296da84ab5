"""Disks that fill or cannot be written, databases that others hold: one line with the remedy, and nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cjaplans import cli
from cjaplans.load import database as load_database

ROOT = Path(__file__).parents[2]
NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")


@pytest.fixture(scope="module")
def disks(sample_plans: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What became of ingests onto small and read-only disks."""
    folder = tmp_path_factory.mktemp("disk")
    _needs_disks(folder)
    script = Path(__file__).with_name("small_disk.py")
    files = [sample_plans / name for name in ("northern-2011-12.pdf", "tayside-2009-10.pdf")]
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [*NAMESPACE, sys.executable, script, folder, *files],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _needs_disks(folder: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare, of Linux")
    trial = subprocess.run([*NAMESPACE, "mount", "-t", "tmpfs", "small", folder], capture_output=True)
    if trial.returncode != 0:
        pytest.skip("needs user namespaces, to mount a small disk")


def test_a_full_disk_costs_what_was_not_yet_written(disks: dict[str, Any]) -> None:
    failed = [disk for disk in disks["disks"] if disk["message"]]
    assert len(failed) > len(disks["disks"]) / 2
    assert {0, 1} <= {disk["documents"] for disk in failed}, "none was full in the first upgrade, or in a document"
    for disk in disks["disks"]:
        assert disk["sound"], disk
        assert (disk["after"], disk["same"]) == (None, True), disk
    for disk in failed:
        assert "full" in disk["message"]
        assert "make room" in disk["message"]
        assert "\n" not in disk["message"]


def test_no_room_for_what_is_stored_beside_the_database(disks: dict[str, Any]) -> None:
    found = disks["extractions"]
    assert found.pop("message").endswith("extracted: the disk is full; make room and run the command again")
    assert found == {"sound": True, "documents": 0, "after": None, "same": True}


def test_the_command_on_a_full_disk(disks: dict[str, Any]) -> None:
    assert disks["command"]["code"] == 2
    (line,) = disks["command"]["stderr"].splitlines()
    assert "the disk is full; make room and run the command again" in line


def test_a_disk_that_cannot_be_written(disks: dict[str, Any]) -> None:
    for message in (disks["read_only"]["message"], disks["read_only_empty"]):
        assert message.endswith("Read-only file system; give another path")
    assert disks["read_only_file"]["message"].endswith("is read-only; make both writable or give another path")
    assert (disks["read_only"]["listing"], disks["read_only_file"]["listing"]) == (0, 0)


def test_a_database_that_another_program_writes_to(
    sample_plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    database = str(tmp_path / "plans.db")
    plan = str(sample_plans / "northern-2011-12.pdf")
    assert cli.run(["ingest", plan, "--database", database, "--no-ocr", "--jobs", "1", "--quiet"]) == 0
    capfd.readouterr()
    monkeypatch.setattr(load_database, "BUSY_MILLISECONDS", 100)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert cli.run(["ingest", plan, "--database", database]) == 4
        (line,) = capfd.readouterr().err.splitlines()
        assert line.endswith("plans.db is in use by another program; try again when it is done")
        assert cli.run(["documents", "--database", database, "--json"]) == 0
        assert cli.run(["database", "check", "--database", database]) == 0
        other.execute("ROLLBACK")
    assert cli.run(["ingest", plan, "--database", database, "--no-ocr", "--quiet"]) == 0
