"""A package is there whole or not at all, and nothing of anybody's is lost for it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cjaplans.ingest.errors import UsageProblem
from cjaplans.publish.package.descriptor import NAME
from cjaplans.publish.package.place import appearing, checked


def earlier(folder: Path) -> Path:
    """What an export leaves."""
    (folder / "csv").mkdir(parents=True)
    (folder / "csv" / "action.csv").write_text("id\n1\n", encoding="utf-8")
    resources = [{"path": "csv/action.csv"}]
    read = {"name": NAME, "cjaplans": {}, "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(read), encoding="utf-8")
    (folder / "README.md").write_text("x", encoding="utf-8")
    return folder


def put(folder: Path, *, force: bool = False) -> list[str]:
    target = checked(folder, None, force=force)
    with appearing(target, force=force) as (part, notes):
        (part / "new.txt").write_text("new", encoding="utf-8")
    return notes


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("before", ["nothing", "empty", "earlier"])
def test_it_stands_alone_where_nothing_else_stood(tmp_path: Path, before: str) -> None:
    target = tmp_path / "deep" / "data"
    if before == "empty":
        target.mkdir(parents=True)
    if before == "earlier":
        earlier(target)
    assert put(target) == []
    assert names(target) == ["new.txt"] and names(tmp_path / "deep") == ["data"]


def test_a_folder_of_somebody_is_refused_and_with_force_kept_beside(tmp_path: Path) -> None:
    target = tmp_path / "data"
    target.mkdir()
    (target / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageProblem, match="is no earlier export"):
        put(target)
    assert names(target) == ["thesis.txt"]
    (note,) = put(target, force=True)
    assert "data.before" in note and names(target) == ["new.txt"]
    assert (tmp_path / "data.before" / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_added_to_an_earlier_export_is_not_lost(tmp_path: Path) -> None:
    target = earlier(tmp_path / "data")
    (target / "csv" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageProblem, match="such as csv/notes"):
        put(target)
    assert (target / "csv" / "notes.txt").exists()


def test_what_cannot_be_replaced_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageProblem, match="is a file"):
        checked(tmp_path / "file", None, force=True)
    with pytest.raises(UsageProblem, match="the database lies in it"):
        checked(tmp_path, tmp_path / "plans.db", force=True)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(UsageProblem, match="the folder you are in"):
        checked(tmp_path, None, force=True)
    with pytest.raises(UsageProblem, match="cannot be replaced"):
        checked(Path("/"), None, force=True)


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    target = earlier(tmp_path / "data")
    with pytest.raises(ZeroDivisionError), appearing(target, force=False) as (part, _):
        (part / "half.txt").write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert names(target) == ["README.md", "csv", "datapackage.json"] and names(tmp_path) == ["data"]


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageProblem, match=r"No space left on device; give another place"),
        appearing(tmp_path / "data", force=False),
    ):
        raise OSError(28, "No space left on device")
    assert names(tmp_path) == []


def test_what_a_killed_export_left_goes_and_what_it_moved_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".data.99.part").mkdir()
    os.utime(tmp_path / ".data.99.part", (0, 0))
    earlier(tmp_path / ".data.99.old")
    (tmp_path / ".data.98.part").mkdir()
    target = tmp_path / "data"
    with appearing(target, force=False):
        assert names(target) == ["README.md", "csv", "datapackage.json"]
    assert names(tmp_path) == [".data.98.part", "data"]


def test_a_killed_export_leaves_no_package(sample_database: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cjaplans.cli", "export", str(tmp_path / "data"), "--db", str(sample_database)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        while process.poll() is None and not list(tmp_path.glob(".data.*.part/*")):
            time.sleep(0.01)
        assert process.poll() is None, "it was over before it could be killed"
        os.killpg(process.pid, signal.SIGKILL)
    assert not (tmp_path / "data").exists()


def test_an_interrupted_export_leaves_nothing(sample_database: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cjaplans.cli", "export", str(tmp_path / "data"), "--db", str(sample_database)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        while process.poll() is None and not list(tmp_path.glob(".data.*.part/csv/*")):
            time.sleep(0.01)
        process.terminate()
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130 and "interrupted" in said.splitlines()[-1]
    assert names(tmp_path) == []
