"""Each fault that a database can have is found, named with its remedy, and left as it is."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cjaplans.extract.model import ExtractedDocument, PageInfo
from cjaplans.ingest.check import check_database
from cjaplans.ingest.ledger import open_ledger
from cjaplans.ingest.lock import writing
from cjaplans.ingest.outcome import BatchResult
from cjaplans.ingest.sources.local import Finder
from cjaplans.ingest.stored import Store, Stored, encode
from cjaplans.ingest.task import Read, Task
from cjaplans.load.backup import back_up
from cjaplans.load.check import Check
from cjaplans.load.database import open_database
from cjaplans.load.errors import MissingDatabaseError
from cjaplans.load.migrations import HEAD
from cjaplans.load.rows import prepare
from cjaplans.load.upgrade import upgrade_and_mend
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, DocumentKind, Plan, State

DOCUMENT = ExtractedDocument(pages=(PageInfo(1, 595, 842, 900),), tables=(), blocks=())
PLAN = Plan(
    kind=DocumentKind.ACTION_PLAN,
    state=State.LOADED,
    reason=None,
    authority="tayside",
    title="A plan",
    period_start=None,
    period_end=None,
    scheme=None,
    tables=(),
    actions=(Action(1, "tayside/1", {Field.ACTION: "Open a bicycle workshop"}, (), 1, 1),),
)

FORGET = "INSERT INTO action_search(action_search) VALUES ('delete-all')"


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A database of one plan, whose file is there."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"a plan")
    name = str(tmp_path / "plans.db")
    with open_ledger(name, "cjaplans ingest plan.pdf", dry_run=False) as ledger:
        task = Task(0, Finder().file(path), hashlib.sha256(b"a plan").hexdigest(), b"a plan")
        ledger.plan(task, Read(prepare(DOCUMENT, PLAN, task.sha256), 0.1))
        ledger.finish(BatchResult((), 0.0))
    return name


def spoil(database: str, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def found(database: str) -> list[tuple[Check, str]]:
    before = Path(database).read_bytes()
    faults = check_database(database)
    assert Path(database).read_bytes() == before
    assert all("\n" not in f"{fault.where}{fault.what}{fault.remedy}" for fault in faults)
    return [(fault.check, fault.what) for fault in faults]


def test_a_sound_database(database: str) -> None:
    assert found(database) == []


def test_a_correction_that_waits_for_its_plan_is_no_fault(database: str) -> None:
    spoil(
        database,
        "INSERT INTO correction VALUES (1, 'k', 'theme', 'a', 'b', 'me', 'typo', '2020-01-01', 0, 'mine.yaml', NULL)",
    )
    assert found(database) == []


@pytest.mark.parametrize(
    ("statement", "check", "message"),
    [
        ("UPDATE alembic_version SET version_num = '0001'", Check.SCHEMA, "made by an older version (schema 0001,"),
        ("ALTER TABLE finding DROP COLUMN message", Check.SCHEMA, "finding lacks message"),
        ("DROP TABLE review", Check.SCHEMA, "review lacks finding_key, accepted, note, author, made_at"),
        ("DROP VIEW current_plan", Check.VIEW, "the view current_plan is missing"),
        ("DROP TRIGGER action_search_insert", Check.SEARCH, "the search index is missing or not this version's"),
        ("UPDATE action SET document_id = 77", Check.FOREIGN_KEY, "1 row of action point to no row of document"),
        (
            "INSERT INTO correction VALUES (1, 'k', 'theme', 'a', 'b', 'me', 'typo', '2020', 0, 'a.yaml', 'no; do')",
            Check.CORRECTION,
            "k: no",
        ),
        ("UPDATE ingest_run SET finished_at = NULL", Check.RUN, "run 1 of 2"),
    ],
)
def test_rows_that_are_wrong(database: str, statement: str, check: Check, message: str) -> None:
    spoil(database, statement)
    assert [(each, what.startswith(message)) for each, what in found(database)] == [(check, True)]


def test_an_index_that_says_something_else(database: str) -> None:
    spoil(database, FORGET)
    assert found(database) == [(Check.SEARCH, "the search index does not say what the actions say")]


def test_damage(database: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_finding_key'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(Path(database).read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    Path(database).write_bytes(content)
    assert {check for check, _ in found(database)} == {Check.INTEGRITY}


def test_files_that_are_gone_or_others(database: str, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"another plan")
    assert found(database) == [(Check.FILE, "has changed since it was read")]
    (tmp_path / "plan.pdf").rename(tmp_path / "moved.pdf")
    assert found(database) == [(Check.FILE, "the file of a document is gone")]
    (tmp_path / "moved.pdf").write_bytes(b"a plan")
    copy = (tmp_path / "moved.pdf").as_uri()
    columns = "source_uri, file_name, document_id, run_id"
    spoil(database, f"INSERT INTO duplicate ({columns}) VALUES ('{copy}', 'moved.pdf', 1, 1)")
    assert found(database) == []


def test_stored_extractions(database: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE document SET extractor = 'e'")
        (sha256,) = connection.execute("SELECT sha256 FROM document").fetchone()
    missing = "the stored extraction of plan.pdf is missing, damaged or of another reading"
    assert found(database) == [(Check.EXTRACTION, "the stored extractions of 1 document are not beside the database")]
    store = Store(tmp_path / "extracted")
    store.write(sha256, encode(Stored(sha256, "e", None, DOCUMENT))[:-9])
    assert found(database) == [(Check.EXTRACTION, missing)]
    store.write(sha256, encode(Stored(sha256, "e", None, DOCUMENT)))
    assert found(database) == []
    store.write("0" * 64, encode(Stored("0" * 64, "e", None, DOCUMENT)))
    assert found(database) == [(Check.EXTRACTION, "a stored extraction of no document")]
    back_up(database, tmp_path / "another.db")
    assert found(database) == []


def test_a_run_is_not_cut_short_while_it_goes_on_or_when_it_was_made_again(database: str) -> None:
    spoil(database, "UPDATE ingest_run SET finished_at = NULL")
    with writing(database, 0, "cjaplans ingest plan.pdf"):
        assert found(database) == []
    assert len(found(database)) == 1
    with open_ledger(database, "cjaplans ingest plan.pdf", dry_run=False) as ledger:
        ledger.finish(BatchResult((), 0.0))
    assert found(database) == []


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingDatabaseError):
        check_database(str(tmp_path / "none.db"))
    assert not list(tmp_path.iterdir())


def mended(database: str) -> str:
    engine: Engine = open_database(database)
    try:
        return str(upgrade_and_mend(engine))
    finally:
        engine.dispose()


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ((), f"is up to date (schema {HEAD}); nothing to do"),
        (("DROP VIEW current_plan",), "made anew: current_plan"),
        (("DROP TRIGGER action_search_insert",), "nothing to do"),
        ((FORGET,), "made anew: the search index"),
    ],
)
def test_what_an_upgrade_mends_is_then_right(database: str, statements: tuple[str, ...], message: str) -> None:
    spoil(database, *statements)
    assert message in mended(database)
    assert found(database) == []
