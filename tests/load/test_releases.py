"""A database of every earlier release opens, is told apart, upgraded with a copy kept, and then like a new one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, inspect

from cjaplans.commands.console import log_on
from cjaplans.ingest.check import check_database
from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.request import Request
from cjaplans.load.backup import back_up
from cjaplans.load.check import Check
from cjaplans.load.database import open_database, open_readonly, upgrade
from cjaplans.load.errors import SchemaMismatchError
from cjaplans.load.migrations import HEAD
from cjaplans.load.models import Base
from cjaplans.load.upgrade import Upgrade, upgrade_with_backup
from cjaplans.load.views import VIEWS

RELEASES = Path(__file__).with_name("releases")
REVISIONS = sorted(path.stem for path in RELEASES.glob("*.sql"))
ACTIONS = "SELECT id, document_id, seq, ref, action_text, responsible, timescale, status FROM action ORDER BY id"

pytestmark = pytest.mark.parametrize("revision", REVISIONS)


@pytest.fixture
def database(tmp_path: Path, revision: str) -> Path:
    path = tmp_path / "plans.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((RELEASES / f"{revision}.sql").read_text(encoding="utf-8"))
    return path


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def upgraded(path: Path) -> Upgrade:
    engine = open_database(str(path))
    try:
        return upgrade_with_backup(engine)
    finally:
        engine.dispose()


def test_every_earlier_release_is_here(revision: str) -> None:
    assert [f"{number:04}" for number in range(1, int(HEAD))] == REVISIONS


def test_it_is_told_apart_and_left_as_it_is(database: Path, revision: str, tmp_path: Path) -> None:
    before = database.read_bytes()
    with pytest.raises(SchemaMismatchError, match="older version; run 'cjaplans database upgrade'"):
        open_readonly(str(database))
    (fault,) = check_database(str(database))
    assert (fault.check, fault.what) == (Check.SCHEMA, f"made by an older version (schema {revision}, now {HEAD})")
    back_up(str(database), tmp_path / "copy.db")
    assert rows(tmp_path / "copy.db", ACTIONS) == rows(database, ACTIONS)
    assert database.read_bytes() == before


def test_an_upgrade_keeps_the_rows_and_a_copy(database: Path, revision: str) -> None:
    earlier = database.with_name(f"plans.db.{revision}.backup")
    earlier.write_text("an earlier copy")
    before = rows(database, ACTIONS)
    assert len(before) == 2
    done = upgraded(database)
    assert done.copy == database.with_name(f"plans.db.{revision}.2.backup")
    assert str(done.copy) in str(done)
    assert rows(done.copy, "SELECT version_num FROM alembic_version") == [(revision,)]
    assert rows(done.copy, ACTIONS) == rows(database, ACTIONS) == before
    assert rows(database, "SELECT count(*) FROM action_search WHERE action_search MATCH 'bicycle'") == [(1,)]
    for view in VIEWS:
        rows(database, f'SELECT * FROM "{view}"')
    kept = [Check.EXTRACTION] if revision >= "0006" else []  # which earlier releases did not keep
    assert [fault.check for fault in check_database(str(database))] == [Check.FILE, *kept]
    assert upgraded(database).copy is None
    assert earlier.read_text() == "an earlier copy"


def test_an_upgrade_leads_to_the_schema_of_a_new_database(database: Path, revision: str, tmp_path: Path) -> None:
    upgraded(database)
    old, new = open_database(str(database)), open_database(str(tmp_path / "new.db"))
    upgrade(new)
    assert _schema(old) == _schema(new)
    others = "SELECT name, sql FROM sqlite_master WHERE type <> 'table' ORDER BY name"
    assert rows(database, others) == rows(tmp_path / "new.db", others)
    old.dispose()
    new.dispose()


def test_an_upgrade_that_fails_leaves_it_as_it_was(
    database: Path, revision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("cjaplans.load.views.create_views", fail)
    before = list(sqlite3.connect(database).iterdump())
    with pytest.raises(RuntimeError):
        upgraded(database)
    assert list(sqlite3.connect(database).iterdump()) == before


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What this program makes of the plan."""
    database = tmp_path_factory.mktemp("new") / "plans.db"
    ingested(database)
    return database


def ingested(database: Path) -> str:
    """Read the plan into a database; return what was said."""
    said = StringIO()
    log = log_on(said, "text", quiet=False, debug=False)
    ingest_paths([str(RELEASES / "plan.pdf")], Request(str(database), jobs=0, ocr=False), log)
    return said.getvalue()


def test_an_ingest_brings_it_up_to_date(database: Path, revision: str, new: Path) -> None:
    assert f"plans.db.{revision}.backup" in ingested(database)
    coded = "SELECT key, action_text, status_code, status_basis, confidence FROM action ORDER BY id"
    assert rows(database, coded) == rows(new, coded)
    assert rows(database, "SELECT id, superseded_by FROM document") == [(1, None)]
    assert check_database(str(database)) == []


def _schema(engine: Engine) -> dict[str, Any]:
    """The columns and keys of every table."""
    inspector = inspect(engine)
    return {
        table: (
            {column["name"]: (str(column["type"]), column["nullable"]) for column in inspector.get_columns(table)},
            sorted(str(key) for key in inspector.get_foreign_keys(table)),
            sorted(str(check) for check in inspector.get_check_constraints(table)),
            inspector.get_pk_constraint(table)["constrained_columns"],
        )
        for table in Base.metadata.tables
    }
