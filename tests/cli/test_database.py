"""``cjaplans database``: exit codes, streams and words."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cjaplans import cli
from cjaplans.ingest.lock import writing
from cjaplans.load.database import open_database, upgrade
from cjaplans.load.migrations import HEAD

RELEASE = Path(__file__).parents[1] / "load" / "releases" / "0003.sql"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty database of this version, in the folder where the command runs."""
    monkeypatch.chdir(tmp_path)
    engine = open_database("plans.db")
    upgrade(engine)
    engine.dispose()
    return tmp_path / "plans.db"


def called(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.run(["database", *arguments, "--database", "plans.db"])
    out, err = capfd.readouterr()
    return int(code), out, err


def test_a_sound_database(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert called(capfd, "check") == (0, "nothing is wrong\n", "")
    assert called(capfd, "check", "--json") == (0, "[]\n", "")
    assert called(capfd, "upgrade") == (0, f"plans.db is up to date (schema {HEAD}); nothing to do\n", "")


def test_faults(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO ingest_run (started_at, command, version) VALUES ('2020', 'a\x1b[31m\nb', '1')")
    code, out, err = called(capfd, "check")
    assert (code, err) == (3, "")
    assert out == "plans.db: run 1 of 2020 was cut short; run it again: a[31m\\nb\n"
    code, out, err = called(capfd, "check", "--json")
    assert (code, err) == (3, "")
    (fault,) = json.loads(out)
    assert fault["check"] == "run"
    assert set(fault) == {"check", "where", "what", "remedy"}


def test_an_earlier_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(sqlite3.connect("plans.db")) as connection:
        connection.executescript(RELEASE.read_text(encoding="utf-8"))
    code, out, _ = called(capfd, "check")
    assert code == 3
    assert f"made by an older version (schema 0003, now {HEAD}); run 'cjaplans database upgrade'" in out
    said = f"was made by an older version: brought from schema 0003 to {HEAD}; as it was it is kept in"
    assert called(capfd, "upgrade") == (0, f"plans.db {said} plans.db.0003.backup\n", "")
    assert "nothing to do" in called(capfd, "upgrade")[1]


def test_a_backup(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert called(capfd, "backup", "copy.db") == (0, "", "plans.db copied to copy.db\n")
    code, _, err = called(capfd, "backup", "copy.db")
    assert (code, err) == (2, "cjaplans: copy.db is there already; give another path, or --force to replace it\n")
    assert called(capfd, "backup", "copy.db", "--force")[0] == 0


def test_a_backup_has_the_users_umask(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = os.umask(0o077)
    try:
        assert called(capfd, "backup", "copy.db")[0] == 0
    finally:
        os.umask(before)
    if os.name != "nt":
        assert (database.parent / "copy.db").stat().st_mode & 0o777 == 0o600


def test_an_upgrade_waits_for_who_writes(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with writing("plans.db", 0, "another run"):
        code, out, err = called(capfd, "upgrade", "--no-wait")
        assert (code, out) == (4, "")
        assert "(another run); try again when it is done" in err
        assert called(capfd, "backup", "copy.db")[0] == 0
        assert called(capfd, "check")[0] == 0


@pytest.mark.parametrize("command", [["check"], ["upgrade"], ["backup", "copy.db"]])
def test_without_a_database(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert called(capfd, *command) == (2, "", "cjaplans: no database at plans.db; run 'cjaplans ingest' first\n")
    assert not list(tmp_path.iterdir())


def test_an_ingest_waits_for_who_writes_and_a_dry_run_does_not(
    database: Path, capfd: pytest.CaptureFixture[str], sample_plans: Path
) -> None:
    arguments = ["ingest", str(sample_plans / "northern-2011-12.pdf"), "--database", "plans.db", "--no-ocr", "--quiet"]
    with writing("plans.db", 0, "another run"):
        assert cli.run([*arguments, "--no-wait"]) == 4
        assert f"plans.db: being written by process {os.getpid()} since" in capfd.readouterr().err
        assert cli.run([*arguments, "--dry-run", "--jobs", "1"]) == 0
    assert called(capfd, "check")[:2] == (0, "nothing is wrong\n")
