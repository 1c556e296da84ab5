"""Running again, as users do it: ``ingest`` narrowed to what failed or is new, and ``refresh``."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from cjaplans import cli

SAMPLE = Path(__file__).parents[2] / "data" / "raw" / "tayside-2009-10.pdf"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad_files: Path) -> Path:
    """A plan and a locked file; the database is beside them."""
    (tmp_path / "in").mkdir()
    shutil.copy(SAMPLE, tmp_path / "in" / "plan.pdf")
    shutil.copy(bad_files / "locked.pdf", tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(folder: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    """Runs a command with ``--json``; its exit code and what it printed."""

    def call(*arguments: str) -> tuple[int, Any]:
        code = cli.run([*arguments, "--database", "plans.db", "--json"])
        return code, json.loads(capfd.readouterr().out or "null")

    return call


def states(summary: Any) -> dict[str, str]:
    return {Path(each["file"]).name: each["state"] for each in summary["files"]}


def test_what_failed_is_tried_again_when_asked_or_when_a_password_is_given(folder: Path, told: Any) -> None:
    code, first = told("ingest", "in", "--jobs", "1")
    assert (code, states(first)) == (3, {"plan.pdf": "loaded", "locked.pdf": "rejected"})
    code, again = told("ingest", "in")
    assert (code, states(again)) == (3, {"plan.pdf": "unchanged", "locked.pdf": "unchanged"})
    assert next(each["reason"] for each in again["files"] if each["reason"]).startswith("rejected before: ")
    code, failed = told("ingest", "in", "--only-failed", "--jobs", "1")
    assert (code, states(failed), failed["left_out"]) == (3, {"locked.pdf": "rejected"}, 1)
    (folder / "passwords").write_text("locked.pdf\tse:cret", encoding="utf-8")
    _, opened = told("ingest", "in", "--password-file", "passwords", "--jobs", "1")
    assert states(opened) == {"plan.pdf": "unchanged", "locked.pdf": "needs_review"}


def test_only_what_changed_since(folder: Path, told: Any, capfd: pytest.CaptureFixture[str]) -> None:
    os.utime(folder / "in" / "locked.pdf", (1_000_000_000, 1_000_000_000))
    for since in ("7d", "2002-01-01"):
        code, summary = told("ingest", "in", "--since", since, "--jobs", "1")
        assert (code, set(states(summary)), summary["left_out"]) == (0, {"plan.pdf"}, 1)
    assert cli.run(["ingest", "in", "--since", "yesterday"]) == 2
    assert "write it as in 2010-04-01, or as in 7d" in capfd.readouterr().err


def test_a_refresh_needs_a_database_and_no_files(folder: Path, told: Any, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["refresh", "--database", "plans.db"]) == 2
    assert "run 'cjaplans ingest' first" in capfd.readouterr().err
    told("ingest", "in/plan.pdf", "--jobs", "1")
    (folder / "in" / "plan.pdf").unlink()
    layouts = folder / "layouts"
    layouts.mkdir()
    table = '{role: actions, header: ["Zebra", "Quagga"], columns: {1: action_text, 2: ref}}'
    (layouts / "mine.yaml").write_text(f"name: mine\ntables: [{table}]\n", encoding="utf-8")
    code, summary = told("refresh", "--layouts", str(layouts), "--jobs", "1")
    assert (code, states(summary), summary["renewed"]) == (0, {"plan.pdf": "loaded"}, 1)
    code, summary = told("refresh", "--layouts", str(layouts))
    assert (code, states(summary), summary["renewed"]) == (0, {"plan.pdf": "unchanged"}, 0)
    shutil.rmtree(folder / "extracted")
    code, summary = told("refresh")
    assert (code, states(summary)) == (3, {"plan.pdf": "unchanged"})
