"""The full-text index: it follows the actions, and no text a user types breaks it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, text

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.database import upgrade
from cjaplans.load.search import create_search
from cjaplans.load.search.fts5 import match_expression
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.model import Plan

SOURCE = SourceFile("a" * 64, "plan.pdf", None, 1234)
FIND = text("SELECT a.ref FROM action_search s JOIN action a ON a.id = s.rowid WHERE action_search MATCH :q ORDER BY 1")


def found(engine: Engine, words: str) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(FIND, {"q": match_expression(words)}).scalars())


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        ("bicycle", ["1"]),
        ("bicycles OLD", ["1"]),
        ("housing", ["1"]),
        ("bicycle mentors", []),
        ('"old mill"', ["1"]),
        ('"mill old"', []),
        ("mill old", ["1"]),
        ("ment*", ["2"]),
        ("ment", []),
        ('train "mentors', ["2"]),
        ("(train) -mentors:", ["2"]),
        ("train AND", []),
    ],
)
def test_words_are_found(engine: Engine, extracted: ExtractedDocument, plan: Plan, words: str, refs: list[str]) -> None:
    store_plan(engine, SOURCE, extracted, plan, None)
    assert found(engine, words) == refs


def test_the_index_follows_changes_and_deletions(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    store_plan(engine, SOURCE, extracted, plan, None)
    with engine.begin() as connection:
        connection.execute(text("UPDATE action SET action_text = 'Plant an orchard' WHERE ref = '1'"))
    assert (found(engine, "orchard"), found(engine, "bicycle")) == (["1"], [])
    store_plan(engine, SOURCE, extracted, replace(plan, actions=plan.actions[1:], findings=()), None)
    assert (found(engine, "orchard"), found(engine, "mentors")) == ([], ["2"])
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM document"))
        connection.execute(text("INSERT INTO action_search(action_search, rank) VALUES ('integrity-check', 1)"))
        assert connection.execute(text("SELECT count(*) FROM action_search_docsize")).scalar() == 0


def test_an_index_made_late_holds_what_was_there(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    store_plan(engine, SOURCE, extracted, plan, None)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE action_search"))
        for change in ("insert", "delete", "update"):
            connection.execute(text(f"DROP TRIGGER action_search_{change}"))
    upgrade(engine)
    assert found(engine, "bicycle") == ["1"]


_BLANK = create_engine("sqlite://")
with _BLANK.begin() as _connection:
    _connection.execute(
        text(
            "CREATE TABLE action (id INTEGER PRIMARY KEY, ref, theme, objective, action_text, detail,"
            " responsible, progress, target)"
        )
    )
    create_search(_connection)
    _connection.execute(text("INSERT INTO action (id, action_text) VALUES (1, 'zebra')"))


@given(st.text(st.characters(), max_size=60) | st.text(alphabet='"*()-+^:{}ANDORT \x00é', max_size=30))
@example('"')
@example('a"b')
@example("NEAR(a b)")
@example("\ud800")
@example("a\x00b")
@example("word " * 2000)
def test_no_text_breaks_a_search(words: str) -> None:
    expression = match_expression(words)
    if expression is None:
        assert not any(character.isalnum() for character in words)
        return
    with _BLANK.connect() as connection:
        query = text("SELECT count(*) FROM action_search WHERE action_search MATCH :q")
        assert connection.execute(query, {"q": expression}).scalar() in (0, 1)


@given(st.text(alphabet='"*()-+^: \t', max_size=20))
def test_punctuation_around_a_word_changes_nothing(noise: str) -> None:
    with _BLANK.connect() as connection:
        query = text("SELECT count(*) FROM action_search WHERE action_search MATCH :q")
        assert connection.execute(query, {"q": match_expression(f"{noise} zebra {noise}")}).scalar() == 1
