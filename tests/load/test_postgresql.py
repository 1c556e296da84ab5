"""The same rows on PostgreSQL as on SQLite: schema, views and search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, delete, update

from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.log import MutedLog
from cjaplans.ingest.request import Request
from cjaplans.load.backup import back_up
from cjaplans.load.copying import copy_into
from cjaplans.load.database import open_database, open_readonly
from cjaplans.load.models import Action, Base
from cjaplans.load.search import is_defined, is_in_step
from cjaplans.load.views import VIEWS
from cjaplans.publish.listing import actions
from tests.dump import dump, rows_of
from tests.postgresql import Server


@pytest.fixture(scope="module")
def ingested(
    postgresql: Server, postgresql_schema: str, sample_plans: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The address of a database of the sample plans."""
    url = postgresql.database(template=postgresql_schema)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CJAPLANS_EXTRACTED", str(tmp_path_factory.mktemp("extracted")))
        ingest_paths([str(sample_plans)], Request(url, jobs=0, ocr=False), MutedLog(lambda _: None))
    return url


@pytest.fixture(scope="module")
def engines(sample_database: Path, ingested: str) -> Iterator[tuple[Engine, Engine]]:
    """The sample plans on SQLite and on PostgreSQL."""
    both = open_readonly(str(sample_database)), open_readonly(ingested)
    yield both
    for engine in both:
        engine.dispose()


def test_the_same_rows_on_both(engines: tuple[Engine, Engine]) -> None:
    there, here = (dict(dump(engine)) for engine in engines)
    assert there.keys() == here.keys()
    for table, rows in there.items():
        assert rows == here[table], table


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_the_same_rows_on_both(engines: tuple[Engine, Engine], view: str) -> None:
    there, here = (rows_of(engine, view) for engine in engines)
    assert there == here


def test_the_schema_is_that_of_the_models(engines: tuple[Engine, Engine]) -> None:
    """Alembic would have nothing to do, and every text is compared character by character."""

    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return not (kind == "table" and name in ("action_search", "alembic_version"))

    with engines[1].connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        assert compare_metadata(context, Base.metadata) == []
        other_order = connection.exec_driver_sql(
            "SELECT c.table_name, c.column_name FROM information_schema.columns AS c "
            "JOIN information_schema.tables AS t USING (table_schema, table_name) "
            "WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = 'text' "
            "AND c.collation_name IS DISTINCT FROM 'C'"
        )
        assert other_order.all() == []


#: What actions say in place of what they said, to be searched for.
TEXTS = (
    "Communities' gardens are CLEANED and re-planted",
    "The community garden: cleaning (see 2.2.3)",
    "café and/or Bàrr, M. O'Hara-Orr",
    "the of and",
    "a gardener's relational, relating relations",
    "clean\ngarden — “community” £5,000/year",
    "e-mail: someone@example.org http://example.org/a/b.pdf -5 1e5 v1.2 C++",
    "Übergang naïve coöperation Ĺucký",
)
SEARCHES = (
    "garden", "gardens cleaned", "communit*", "comm*", '"community garden"', '"clean garden"', "the", "of and",
    "cafe", "CAFÉ", "barr", "and/or", "2.2.3", '"2.2"', "o'hara", "hara-orr", "relate", "someone@example.org",
    "b.pdf", "-5", "5,000", "1e5", "C++", "nothing such", "AND OR NOT", 'odd " quote', "naive cooperation", "lucky",
    "uber*", "re-plant*", "a:b", "(garden)", "gard\x00en", "year", "£5", "“community”", "v1.2", "*", '""', "replanted",
)  # fmt: skip


@pytest.fixture(scope="module")
def changed(
    postgresql: Server, postgresql_schema: str, sample_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Engine, Engine]]:
    """The samples on both, with other texts and keys."""
    file = tmp_path_factory.mktemp("changed") / "plans.db"
    back_up(str(sample_database), file)
    lite, server = open_database(str(file)), open_database(postgresql.database())
    copy_into(lite, server)
    for engine in (lite, server):
        with engine.begin() as connection:
            for number, text in enumerate(TEXTS):
                values = {"action_text": text, "detail": None, "key": f"tayside/2010-11/./ü€𝄞 %{text}"}
                connection.execute(update(Action).where(Action.id == number + 1).values(values))
    yield lite, server
    lite.dispose()
    server.dispose()


@pytest.mark.parametrize("asked", SEARCHES)
def test_a_search_finds_the_same_on_both(changed: tuple[Engine, Engine], asked: str) -> None:
    there, here = ({row["action_key"] for row in actions(engine, search=asked)} for engine in changed)
    assert here == there
    assert here or asked not in ("garden", "comm*", '"community garden"', "the", "cafe", '"2.2"', "relate", "lucky")


@pytest.mark.parametrize("view", ["action_citation", "action_flat", "action_history"])
def test_odd_keys_look_the_same_on_both(changed: tuple[Engine, Engine], view: str) -> None:
    there, here = (rows_of(engine, view) for engine in changed)
    assert there == here
    assert "%F0%9D%84%9E" in repr(rows_of(changed[1], "action_citation"))


def test_the_search_follows_its_actions(changed: tuple[Engine, Engine]) -> None:
    with changed[1].connect() as connection:
        assert is_defined(connection)
        assert is_in_step(connection)
        connection.execute(delete(Action).where(Action.id == 1))
        assert is_in_step(connection)
        connection.rollback()
