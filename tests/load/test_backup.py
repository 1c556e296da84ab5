"""Copies are whole, appear all at once, and stand in nobody's way."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from cjaplans.load.backup import back_up
from cjaplans.load.database import open_database, open_readonly
from cjaplans.load.errors import DatabaseError, ForeignDatabaseError, MissingDatabaseError


def themes(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        count: int = connection.execute("SELECT count(*) FROM theme").fetchone()[0]
    return count


def test_a_copy_is_the_last_commit_while_somebody_writes(engine: Engine, tmp_path: Path) -> None:
    copy = tmp_path / "kept" / "copy.db"
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM theme"))
        back_up(str(engine.url.database), copy)
    assert themes(copy) == 5
    open_readonly(str(copy)).dispose()
    assert [path.name for path in copy.parent.iterdir()] == ["copy.db"]


def test_a_copy_is_not_overwritten_unless_told(engine: Engine, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("precious")
    with pytest.raises(DatabaseError, match="is there already; give another path, or --force"):
        back_up(str(engine.url.database), copy)
    assert copy.read_text() == "precious"
    back_up(str(engine.url.database), copy, force=True)
    assert themes(copy) == 5


def test_what_cannot_be_copied_to_is_refused(engine: Engine, tmp_path: Path) -> None:
    database = str(engine.url.database)
    for target, message in ((Path(database), "is the database itself"), (tmp_path, "is a folder")):
        with pytest.raises(DatabaseError, match=message):
            back_up(database, target, force=True)
    other = open_database(str(tmp_path / "other.db"))
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
        with pytest.raises(DatabaseError, match="is a database in use"):
            back_up(database, tmp_path / "other.db", force=True)
    other.dispose()


def test_a_copy_that_fails_leaves_nothing(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "copy.db").write_text("precious")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DatabaseError, match="the disk is full; make room and run the command again"):
        back_up(str(engine.url.database), tmp_path / "copy.db", force=True)
    assert not [path for path in tmp_path.iterdir() if "copy" in path.name and path.name != "copy.db"]
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_only_databases_of_ours_are_copied(tmp_path: Path) -> None:
    with pytest.raises(MissingDatabaseError):
        back_up(str(tmp_path / "none.db"), tmp_path / "copy.db")
    (tmp_path / "diary.db").write_text("dear diary, " * 1000)
    with pytest.raises(ForeignDatabaseError):
        back_up(str(tmp_path / "diary.db"), tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_what_a_killed_backup_left_is_swept(engine: Engine, tmp_path: Path) -> None:
    left, under_way = tmp_path / ".copy.db.1.part", tmp_path / ".copy.db.2.part-journal"
    for path in (left, under_way):
        path.touch()
    os.utime(left, (0, 0))
    back_up(str(engine.url.database), tmp_path / "copy.db")
    assert (left.exists(), under_way.exists()) == (False, True)
