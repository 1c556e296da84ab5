"""Models, migrations, views and the data dictionary say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import IntegrityError

from cjaplans.load import migrations
from cjaplans.load.dictionary import dictionary
from cjaplans.load.models import Base
from cjaplans.load.views import VIEWS, purpose

ROOT = Path(__file__).parents[2]


def test_migrations_lead_to_the_models(engine: Engine) -> None:
    def ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or not str(name).startswith("action_search")

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrated_checks_and_keys_are_those_of_the_models(engine: Engine) -> None:
    # Alembic does not compare checks, nor what happens on deletion.
    blank = create_engine("sqlite://")
    Base.metadata.create_all(blank)
    assert _constraints(engine) == _constraints(blank)


def _constraints(engine: Engine) -> dict[str, set[str]]:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%CONSTRAINT pk_%'"
    with engine.connect() as connection:
        found = connection.execute(text(query)).all()
    lines = {name: re.findall(r"CONSTRAINT .*", sql) for name, sql in found if name in Base.metadata.tables}
    return {name: {line.rstrip(", ") for line in each} for name, each in lines.items()}


def test_head_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.HEAD


def test_every_table_and_column_is_explained() -> None:
    for table in Base.metadata.tables.values():
        assert table.comment
        assert all(column.comment for column in table.columns)
    assert all(purpose(view) for view in VIEWS)


def test_data_dictionary_is_up_to_date() -> None:
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == dictionary(), "run: python -m cjaplans.load.dictionary > docs/data-dictionary.md"


def test_closed_vocabularies_are_checked(engine: Engine) -> None:
    row = "INSERT INTO document (sha256, file_name, size_bytes, kind, state) VALUES ('a', 'a.pdf', 1, '{}', '{}')"
    with engine.begin() as connection:
        connection.execute(text(row.format("other", "rejected")))
    for kind, state in (("novel", "loaded"), ("other", "lost")):
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(text(row.format(kind, state)))
