"""The same rows on PostgreSQL as on SQLite: schema, views and search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.log import MutedLog
from cjaplans.ingest.request import Request
from cjaplans.load.database import open_readonly
from cjaplans.load.models import Base
from cjaplans.load.views import VIEWS
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
    inspector = inspect(engines[1])
    for name, table in Base.metadata.tables.items():
        assert [column["name"] for column in inspector.get_columns(name)] != [], name
        assert {column["name"] for column in inspector.get_columns(name)} == {column.name for column in table.columns}
        assert {index["name"] for index in inspector.get_indexes(name) if not index["unique"]} == {
            str(index.name) for index in table.indexes if not index.unique
        }
    assert inspector.get_table_comment("action")["text"] == Base.metadata.tables["action"].comment
