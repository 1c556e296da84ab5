"""Opening: what is made, what is refused, and in which words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from cjaplans.load import migrations
from cjaplans.load.database import open_database, open_readonly, upgrade
from cjaplans.load.errors import DatabaseError, ForeignDatabaseError, MissingDatabaseError, SchemaMismatchError
from cjaplans.load.known import known_documents


def test_a_database_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "plans.db"
    engine = open_database(str(path))
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("SELECT count(*) FROM authority")).scalar() == 8
    engine.dispose()
    assert [file.name for file in path.parent.iterdir()] == ["plans.db"]


def test_urls_and_paths_open_the_same_database(tmp_path: Path) -> None:
    upgrade(open_database(f"sqlite:///{tmp_path}/plans.db"))
    with open_readonly(str(tmp_path / "plans.db")).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM council")).scalar() == 32


def test_a_database_in_memory_can_be_upgraded() -> None:
    engine = open_database("sqlite://")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM theme")).scalar() == 5


def test_upgrading_again_changes_nothing_but_stale_reference_data(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE authority SET name = 'wrong' WHERE key = 'tayside'"))
        connection.execute(text("DELETE FROM theme"))
        connection.execute(
            text("INSERT INTO outcome_mapping VALUES ('NPF2007:9', 'NSMO23:C1', 'broad', 'low', 'withdrawn')")
        )
    upgrade(engine)
    with engine.connect() as connection:
        name = connection.execute(text("SELECT name FROM authority WHERE key = 'tayside'")).scalar()
        assert name == "Tayside Community Justice Authority"
        assert connection.execute(text("SELECT count(*) FROM theme")).scalar() == 5
        assert connection.execute(text("SELECT count(*) FROM outcome_mapping WHERE note = 'withdrawn'")).scalar() == 0


def test_a_failed_transaction_leaves_no_table_behind(engine: Engine) -> None:
    with pytest.raises(RuntimeError), engine.begin() as connection:
        connection.execute(text("CREATE TABLE half (x)"))
        raise RuntimeError
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'half'")).scalar() == 0


def test_reading_makes_no_database(tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    with pytest.raises(MissingDatabaseError, match="cjaplans ingest"):
        open_readonly(str(path))
    assert not path.exists()


def test_an_empty_file_is_a_missing_database(tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    path.touch()
    with pytest.raises(MissingDatabaseError, match="empty"):
        open_readonly(str(path))


def test_reading_cannot_write(engine: Engine) -> None:
    reader = open_readonly(str(engine.url.database))
    with pytest.raises(OperationalError), reader.begin() as connection:
        connection.execute(text("DELETE FROM theme"))


def test_readers_see_the_last_commit_while_somebody_writes(engine: Engine) -> None:
    reader = open_readonly(str(engine.url.database))
    with engine.begin() as writing, reader.connect() as reading:
        writing.execute(text("DELETE FROM theme"))
        assert reading.execute(text("SELECT count(*) FROM theme")).scalar() == 5


@pytest.mark.parametrize("opener", [open_database, open_readonly])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, opener: object) -> None:
    path = tmp_path / "plans.db"
    path.write_text("dear diary, " * 1000)
    with pytest.raises(ForeignDatabaseError, match="not a database"):
        opener(str(path))  # type: ignore[operator]


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "music.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE album (title)")
    before = path.read_bytes()
    for opener in (open_database, open_readonly):
        with pytest.raises(ForeignDatabaseError, match="not a cjaplans database"):
            opener(str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("revision", "message"),
    [("9999", "newer version; update"), ("0000", "older version; run 'cjaplans database upgrade'")],
)
def test_other_versions_are_told_apart(engine: Engine, revision: str, message: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    with pytest.raises(SchemaMismatchError, match=message):
        open_readonly(str(engine.url.database))


def test_a_newer_database_is_not_written_to(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaMismatchError):
        upgrade(engine)
    with pytest.raises(SchemaMismatchError):
        open_database(str(engine.url.database))


def test_a_database_without_a_version_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    with pytest.raises(ForeignDatabaseError, match="does not say which version made it; restore a copy"):
        open_database(str(engine.url.database))


@pytest.mark.parametrize("url", ["postgresql://host/plans", "nonsense://", "://"])
def test_other_addresses_are_refused_in_one_line(url: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        open_database(url)
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="is a folder; give the path of a file"):
        open_database(str(tmp_path))


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "plans").touch()
    with pytest.raises(DatabaseError, match="give another path"):
        open_database(str(tmp_path / "plans" / "plans.db"))


def test_a_database_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    engine = open_database(str(tmp_path / "old.db"))
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in (
            (
                "INSERT INTO document (id, sha256, file_name, size_bytes, kind, state) "
                "VALUES (1, 'a', 'a.pdf', 1, 'action_plan', 'loaded')"
            ),
            (
                "INSERT INTO action (id, document_id, seq, key, page_first, page_last, confidence) "
                "VALUES (1, 1, 1, 'k', 1, 1, 1)"
            ),
            "INSERT INTO action_party (action_id, seq, printed, kind, role) VALUES (1, 1, 'x', 'role', 'lead')",
        ):
            connection.execute(text(statement))
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT printed, name FROM action_party")).all() == [("x", None)]
        assert connection.execute(text("SELECT count(*) FROM action_reference")).scalar() == 0
    known = known_documents(engine)["a"]
    assert (known.extractor, known.normaliser) == (None, None), "what older versions read is read again"
