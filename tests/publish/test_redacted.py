"""Copies of databases in which nobody is named: every column, the views, the search, the very bytes. All made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import JSON, CheckConstraint, Connection, Engine, Table, Text, insert, select, update

from cjaplans.extract.model import ExtractedDocument, PageInfo
from cjaplans.load.database import engine_file, open_database, upgrade
from cjaplans.load.errors import DatabaseError, MissingDatabaseError
from cjaplans.load.models import Action as ActionRow
from cjaplans.load.models import Base, Document, DocumentPart, Finding, Organisation
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action
from cjaplans.normalise.parties import find_forenames, find_people
from cjaplans.publish.names_in_texts import may_name
from cjaplans.publish.redact import WITHHELD
from cjaplans.publish.redacted import redacted
from cjaplans.publish.redacted_columns import TREATMENTS, Treatment
from tests.publish.conftest import plan

NAME = "Morag Quillfeather"
KEY = "tayside/2010-11/mquillfeather-0123abcd"


def text_columns() -> Iterator[tuple[str, str]]:
    for table in Base.metadata.sorted_tables:
        yield from ((table.name, column.name) for column in table.columns if isinstance(column.type, Text | JSON))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which every column that can name somebody does."""
    path = tmp_path_factory.mktemp("redacted") / "plans.db"
    engine = open_database(str(path))
    upgrade(engine)
    printed = {Field.REF: "M Quillfeather", Field.ACTION: "Open a bicycle workshop", Field.RESPONSIBLE: f"{NAME}, ZQ"}
    named = Action(1, KEY, printed, (), page_first=1, page_last=1)
    extracted = ExtractedDocument((PageInfo(1, 595, 842, 10),), (), ())
    file = SourceFile("a" * 64, "plan.pdf", "file:///a/plan.pdf", 9)
    store_plan(engine, file, extracted, plan("tayside", 2010, (named,)), None)
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name in {name for (name, _), kind in TREATMENTS.items() if kind is not Treatment.KEPT}:
                _name_everywhere(connection, table)
        connection.execute(update(ActionRow).values(ref="M Quillfeather", part=1, key=KEY))
        connection.execute(update(DocumentPart).values(authority_key="tayside"))
    engine.dispose()
    return path


def _name_everywhere(connection: Connection, table: Table) -> None:
    """One more row where there is none, and the name in all columns that are not fixed."""
    treated = {column: TREATMENTS.get((table.name, column)) for column in (each.name for each in table.columns)}
    values = {name: _value(name, kind) for name, kind in treated.items() if kind and kind is not Treatment.KEPT}
    if connection.execute(select(table)).first() is None:
        connection.execute(insert(table).values(_filled(table) | values))
    elif table.name == "organisation":
        connection.execute(insert(table).values(id=9999, name=f"{NAME} Fund", kind=None))
    else:
        connection.execute(update(table).values({name: value for name, value in values.items() if value}))


def _value(column: str, kind: Treatment) -> object:
    if kind is Treatment.LIST:
        return ["Lead", NAME]
    if kind is Treatment.KEY:
        return KEY if column == "action_key" else f"{KEY}:no_lead:0123abcd"
    return {Treatment.PLACE: "file:///home/mq/Quillfeather/plan.pdf"}.get(kind, f"ask {NAME} on 01382 555 0123")


def _filled(table: Table) -> dict[str, object]:
    """Values that a row must have: the first of a closed vocabulary, else whatever fits the type."""
    checks = [str(each.sqltext) for each in table.constraints if isinstance(each, CheckConstraint)]
    allowed = {match[1]: match[2] for check in checks if (match := re.match(r'"(\w+)" IN \(\'(\w+)', check))}
    return {
        column.name: allowed.get(column.name, "x" if isinstance(column.type, Text) else 1)
        for column in table.columns
        if not column.nullable
    }


@pytest.fixture(scope="module")
def clean(path: Path) -> Iterator[Engine]:
    with redacted(str(path)) as engine:
        yield engine


def test_every_column_of_text_has_its_treatment() -> None:
    assert set(text_columns()) == set(TREATMENTS)


def test_the_database_names_somebody_in_every_column_that_can(path: Path) -> None:
    engine = open_database(str(path))
    for table, column in (place for place, kind in TREATMENTS.items() if kind is not Treatment.KEPT):
        with engine.connect() as connection:
            values = connection.exec_driver_sql(f'SELECT "{column}" FROM "{table}"').scalars().all()
        known = any("quillfeather" in str(value).casefold() for value in values)
        assert known, f"{table}.{column} names nobody, so nothing is tested of it"
    engine.dispose()


def test_nobody_is_named_in_any_byte_of_the_copy(clean: Engine) -> None:
    file = engine_file(clean)
    assert file is not None
    held = file.read_bytes().lower()
    assert b"quillfeather" not in held and b"morag" not in held and b"5550123" not in held.replace(b" ", b"")
    assert WITHHELD.encode() in held
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_keys_and_whoever_points_to_them_stay_in_step(clean: Engine) -> None:
    with clean.connect() as connection:
        action = connection.execute(select(ActionRow.key)).scalar_one()
        finding = connection.execute(select(Finding.key)).scalars().first()
    assert action == "tayside/2010-11/withheld-0123abcd"
    assert finding == f"{action}:no_lead:0123abcd"


def test_search_finds_what_is_shown_and_no_name(clean: Engine) -> None:
    with clean.connect() as connection:
        found = "SELECT count(*) FROM action_search WHERE action_search MATCH ?"
        assert connection.exec_driver_sql(found, ("withheld",)).scalar() == 1
        assert connection.exec_driver_sql(found, ("quillfeather",)).scalar() == 0


def test_views_show_what_is_left(clean: Engine) -> None:
    with clean.connect() as connection:
        row = connection.exec_driver_sql("SELECT responsible, authority_key FROM action_flat").one()
    assert row == (f"ask {WITHHELD} on [number withheld]", "tayside")


def test_home_folders_and_names_in_paths_go_and_what_is_no_name_stays(clean: Engine) -> None:
    with clean.connect() as connection:
        assert (
            connection.execute(select(Document.source_uri)).scalar() == f"file:///home/{WITHHELD}/{WITHHELD}/plan.pdf"
        )
        assert "Angus Council" in connection.execute(select(Organisation.name)).scalars().all()
        assert connection.execute(select(Organisation.name).where(Organisation.id == 9999)).scalar_one() == (
            f"{WITHHELD} Fund"
        )


def test_the_copy_is_for_reading_and_goes_away(path: Path) -> None:
    with redacted(str(path)) as engine:
        file = engine_file(engine)
        with pytest.raises(Exception, match="readonly"), engine.begin() as connection:
            connection.execute(update(Document).values(title="x"))
    assert file is not None and not file.exists()


def test_the_database_itself_is_as_it_was(path: Path, clean: Engine) -> None:
    assert b"Quillfeather" in path.read_bytes()


def test_no_database_is_no_copy(tmp_path: Path) -> None:
    with pytest.raises(MissingDatabaseError), redacted(str(tmp_path / "none.db")):
        pass
    with pytest.raises(DatabaseError), redacted("postgresql://localhost/x"):
        pass


PIECES = ("Mary", "Smith", "J.", "A", "Mr", "Sheriff", "van", "McPhail", "SMITH,", "Gary", "April", "O’Hara", "to",
          "meet", "Jean-Paul", "\n", "(Ann", "Khan)", "the", "Ch", "Insp", "1", "é", "Eilidh's", "Team")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from([" ", "  ", "", "\u00a0", ", "]))
def test_no_name_is_found_where_none_is_expected(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    assert may_name(text) or not (*find_people(text), *find_forenames(text))
