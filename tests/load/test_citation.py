"""Every action has an address and a citation, whatever its key and however little its document says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.keys import action_key
from cjaplans.normalise.model import Plan

SOURCE = SourceFile("a" * 64, "plan.pdf", "file:///plans/plan.pdf", 1234)
FROM = "FROM action_citation JOIN action ON action.id = action_id"
TAYSIDE = "Tayside Community Justice Authority"


@pytest.fixture
def stored(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> Engine:
    store_plan(engine, SOURCE, extracted, plan, None)
    return engine


@contextmanager
def trial(engine: Engine) -> Iterator[Connection]:
    """A connection whose changes are undone."""
    with engine.connect() as connection:
        yield connection
        connection.rollback()


def path_of(connection: Connection, key: str) -> str:
    connection.execute(text("UPDATE action SET key = :key WHERE seq = 1"), {"key": key})
    return str(connection.execute(text(f"SELECT path {FROM} WHERE seq = 1")).scalar_one())


def cited(engine: Engine, **columns: object) -> str:
    with trial(engine) as connection:
        for name, value in columns.items():
            connection.execute(text(f"UPDATE document SET {name} = :value"), {"value": value})
        return str(connection.execute(text(f"SELECT citation {FROM} WHERE seq = 1")).scalar_one())


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("tayside/2010-11/1a-4c01d076", "/action/tayside/2010-11/1a-4c01d076"),
        ("tayside/2010-11/4c01d076~2", "/action/tayside/2010-11/4c01d076~2"),
        ("unknown/undated/é-4c01d076", "/action/unknown/undated/%C3%A9-4c01d076"),
        ("a b?c#d%e", "/action/a%20b%3Fc%23d%25e"),
        ("tayside/2010-11/1/../2-4c01d076", "/action/tayside/2010-11/1%2F../2-4c01d076"),
    ],
)
def test_a_path_holds_what_an_address_can(stored: Engine, key: str, path: str) -> None:
    with trial(stored) as connection:
        assert path_of(connection, key) == path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=12))
def test_a_path_leads_back_to_its_key_and_nowhere_else(stored: Engine, ref: str) -> None:
    key = action_key("tayside", None, ref, ("Open a bicycle workshop",))
    with trial(stored) as connection:
        path = path_of(connection, key)
    assert unquote(path) == f"/action/{key}"
    assert path == f"/action/{quote(key, safe='/~')}".replace("/.", "%2F.")
    assert not {".", ".."} & set(path.split("/"))


def test_a_citation_says_authority_title_period_page_and_row(stored: Engine) -> None:
    assert cited(stored) == f"{TAYSIDE}, Plan of the year, 2010-11, p. 1, row 1"
    with stored.connect() as connection:
        second = connection.execute(text(f"SELECT citation {FROM} WHERE seq = 2")).scalar_one()
    assert second == f"{TAYSIDE}, Plan of the year, 2010-11, pp. 1-2, row 2"


@pytest.mark.parametrize(
    ("title", "citation"),
    [
        (f"{TAYSIDE.upper()} Plan", f"{TAYSIDE.upper()} Plan, 2010-11, p. 1, row 1"),
        ("Our plan 2010/11", f"{TAYSIDE}, Our plan 2010/11, p. 1, row 1"),
        ("Our plan 2010 – 2011", f"{TAYSIDE}, Our plan 2010 – 2011, p. 1, row 1"),
        ("Our plan for 2010", f"{TAYSIDE}, Our plan for 2010, 2010-11, p. 1, row 1"),
        ("Our\nplan", f"{TAYSIDE}, Our plan, 2010-11, p. 1, row 1"),
        (None, f"{TAYSIDE}, action plan, 2010-11, p. 1, row 1"),
    ],
)
def test_a_citation_says_nothing_twice(stored: Engine, title: str | None, citation: str) -> None:
    assert cited(stored, title=title) == citation


def test_a_citation_says_what_the_document_does_not(stored: Engine) -> None:
    with trial(stored) as connection:
        connection.execute(text("UPDATE action SET ref = NULL"))
        connection.execute(
            text("UPDATE document SET title = NULL, authority_key = NULL, period_start = NULL, kind = 'other'")
        )
        citation = connection.execute(text(f"SELECT citation {FROM} WHERE seq = 2")).scalar_one()
    assert citation == "Authority not stated, document, undated, pp. 1-2, action 2"


def test_superseded_actions_have_theirs_and_the_flat_view_those_of_current_ones(stored: Engine) -> None:
    query = "SELECT path, citation FROM action_flat ORDER BY seq"
    with trial(stored) as connection:
        flat = connection.execute(text(query)).all()
        assert flat == connection.execute(text(f"SELECT path, citation {FROM} ORDER BY seq")).all()
        connection.execute(text("UPDATE document SET superseded_by = id"))
        assert connection.execute(text(query)).all() == []
        assert len(connection.execute(text(f"SELECT citation {FROM}")).all()) == 2


def test_a_plan_bound_with_others_is_cited_by_its_own_name(stored: Engine) -> None:
    with trial(stored) as connection:
        connection.execute(
            text(
                "INSERT INTO document_part (document_id, seq, page_first, page_last, title, authority_key,"
                " period_start, period_end) SELECT id, 1, 1, 2, 'Second plan', 'glasgow', '2008-04-01', '2011-03-31'"
                " FROM document"
            )
        )
        connection.execute(text("UPDATE action SET part = 1 WHERE seq = 1"))
        citation = connection.execute(text(f"SELECT citation {FROM} WHERE seq = 1")).scalar_one()
    assert citation == "Glasgow Community Justice Authority, Second plan, 2008-11, p. 1, row 1"
