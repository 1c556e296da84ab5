"""``cjaplans diff`` on databases: what it reads, what it leaves alone, and how it ends."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cjaplans.cli import run
from cjaplans.load.database import open_database, upgrade
from cjaplans.load.migrations import HEAD

RELEASES = Path(__file__).resolve().parents[2] / "load" / "releases"
REVISIONS = sorted(path.stem for path in RELEASES.glob("*.sql"))


@pytest.fixture
def old(engine: Engine, path: Path) -> Path:
    """The two plans and the refused file, all written into one file."""
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return path


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    """A copy in which one action is put otherwise, and one is gone."""
    copy = tmp_path / "new.db"
    shutil.copy(old, copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute(
            "UPDATE action SET action_text = 'Open a boat workshop', status_code = 'complete' WHERE id = 1"
        )
        connection.execute("DELETE FROM action WHERE id = 2")
        columns = "action_id, seq, printed, kind, role"
        connection.execute(f"INSERT INTO action_party ({columns}) VALUES (1, 1, 'Jean Tester', 'person', 'lead')")
    return copy


@pytest.fixture(params=REVISIONS)
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A database of each earlier schema."""
    path = tmp_path / "earlier.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((RELEASES / f"{request.param}.sql").read_text(encoding="utf-8"))
    yield path


def test_the_difference_is_shown_and_is_no_failure(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", str(old), str(new)]) == 0
    text = capsys.readouterr().out
    assert "Open a [-bicycle-]{+boat+} workshop" in text
    assert "1 changed, 1 removed, 1 the same" in text


@pytest.mark.parametrize("form", [[], ["--json"], ["--html"]])
def test_scripts_can_ask_for_an_exit_code(old: Path, new: Path, form: list[str]) -> None:
    assert run(["diff", str(old), str(new), "--exit-code", *form]) == 3
    assert run(["diff", str(old), str(old), "--exit-code", *form]) == 0
    assert run(["diff", str(old), str(new), "--exit-code", "--authority", "northern", *form]) == 0


def test_fields_and_findings_are_asked_for_by_name(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["diff", str(old), str(new), "--json", "--findings", "--field", "status_code"])
    record = json.loads(capsys.readouterr().out)
    assert [[field["field"] for field in change["fields"]] for change in record["actions"]] == [["status_code"]]
    assert record["findings"] == []


def test_neither_side_is_written(old: Path, new: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    run(["diff", str(old), str(new)])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_database_of_an_earlier_schema_is_compared_in_a_copy(
    earlier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = earlier.read_bytes()
    newer = tmp_path / "newer.db"
    shutil.copy(earlier, newer)
    engine = open_database(str(newer))
    upgrade(engine)
    engine.dispose()
    assert run(["diff", str(earlier), str(newer), "--json", "--exit-code"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["actions"]["same"] > 0
    assert earlier.read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if "cjaplans-" in path.name]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (None, "no database at other.db; run 'cjaplans ingest' first"),
        ("CREATE TABLE t (x)", "other.db is not a cjaplans database; give another path"),
        ("newer", "other.db was made by a newer version; update cjaplans"),
    ],
)
def test_what_cannot_be_compared_is_one_line(
    old: Path,
    make: str | None,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(old.parent)
    other = Path("other.db")
    if make == "newer":
        shutil.copy(old, other)
        make = f"UPDATE alembic_version SET version_num = '{int(HEAD) + 1:04}'"
    if make:
        with closing(sqlite3.connect(other)) as connection, connection:
            connection.execute(make)
    for pair in ([str(old), "other.db"], ["other.db", str(old)]):
        assert run(["diff", *pair]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err == f"cjaplans: {message}\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--authority", "atlantis"], "diff: no authority 'atlantis'; one of fife-and-forth-valley,"),
        (["--period", "last year"], "diff: 'last year' is no period; give a year or years as 2010-11"),
        (["--field", "colour"], "diff: no field 'colour'; one of key,"),
    ],
)
def test_filters_that_cannot_be_are_one_line(
    old: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", str(old), str(old), *options]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("form", [[], ["--json"], ["--html"]])
def test_people_named_on_either_side_are_withheld(
    old: Path, new: Path, form: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("UPDATE action SET responsible = 'Tester' WHERE id = 1")
    run(["diff", str(old), str(new), *form])
    assert "Tester" in capsys.readouterr().out
    run(["diff", str(old), str(new), "--redact-people", *form])
    assert "Tester" not in capsys.readouterr().out
