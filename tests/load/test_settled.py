"""Files that come one by one leave the database as if all of them had been looked at together."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, text

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.database import open_database, upgrade
from cjaplans.load.models import Document
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.load.supersession import settle
from cjaplans.normalise.fields import Field
from cjaplans.normalise.keys import action_key, distinct
from cjaplans.normalise.model import Action, DocumentKind, Plan, State

TEXTS = (
    "Set up a furniture workshop in the old mill with two partners",
    "Set up a furniture workshop in the old mill with three partners",
    "Train twelve volunteer mentors from the harbour towns",
    "Write a leaflet on unpaid work for sheriffs",
)
WHAT_IS_SETTLED = (
    "SELECT id, superseded_by, superseded_basis FROM document ORDER BY id",
    "SELECT document_id, code, message FROM finding ORDER BY document_id, code, message",
    "SELECT * FROM action_lineage ORDER BY action_id, previous_action_id",
)

Said = tuple[str, str, str]
"""An action's number, place and text."""
File = tuple[int, int, tuple[Said, ...]]
"""Which file it is, the year it is for, and its actions."""

ACTIONS = st.tuples(st.sampled_from(["", "1", "2"]), st.sampled_from(["", "Fife", "Fife Council", "Moray"]),
                    st.sampled_from(TEXTS))  # fmt: skip
FILES = st.tuples(st.integers(1, 5), st.sampled_from([2009, 2010, 2012]), st.lists(ACTIONS, max_size=4).map(tuple))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without documents."""
    path = tmp_path_factory.mktemp("settled") / "empty.db"
    engine = open_database(str(path))
    upgrade(engine)
    engine.dispose()
    return path


@contextmanager
def fresh(empty: Path) -> Iterator[Engine]:
    """A copy of the empty database."""
    path = empty.with_name("plans.db")
    shutil.copy(empty, path)
    engine = open_database(str(path))
    try:
        yield engine
    finally:
        engine.dispose()
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)


def store(engine: Engine, file: File) -> None:
    """Store a file; the same file under another year or with other actions takes the place of what it said."""
    number, year, said = file
    keys = distinct(action_key("tayside", date(year, 4, 1), ref, (words,)) for ref, _, words in said)
    actions = tuple(
        Action(seq, key, {Field.REF: ref, Field.PLACE: place, Field.ACTION: words}, (), 1, 1)
        for seq, (key, (ref, place, words)) in enumerate(zip(keys, said, strict=True), start=1)
    )
    days = (date(year, 4, 1), date(year + 1, 3, 31))
    plan = Plan(DocumentKind.ACTION_PLAN, State.LOADED, None, "tayside", "Plan", *days, None, (), actions)
    source = SourceFile(f"{number:064}", f"{number}.pdf", f"file:///{number}.pdf", 1)
    store_plan(engine, source, ExtractedDocument((), (), ()), plan, None)


def settled(engine: Engine) -> list[list[Any]]:
    with engine.connect() as connection:
        return [list(connection.execute(text(query)).all()) for query in WHAT_IS_SETTLED]


@settings(max_examples=40, deadline=None)
@given(files=st.lists(FILES, min_size=1, max_size=7))
def test_nothing_is_left_to_settle(empty: Path, files: list[File]) -> None:
    with fresh(empty) as engine:
        for file in files:
            store(engine, file)
        before = settled(engine)
        with engine.begin() as connection:
            settle(connection, list(connection.execute(select(Document.id)).scalars()))
        assert settled(engine) == before


def test_of_many_files_of_a_plan_a_newer_state_is_found_and_few_are_named(empty: Path) -> None:
    plans: list[tuple[Said, ...]] = [(("", "", sha256(bytes([n])).hexdigest()),) for n in range(24)]
    with fresh(empty) as engine:
        for number, said in enumerate([*plans, plans[2]]):
            store(engine, (number, 2010, said))
        with engine.connect() as connection:
            superseded = connection.execute(select(Document.id).where(Document.superseded_by.is_not(None))).scalars()
            assert list(superseded) == [3]
            twins = "SELECT count(*) FROM finding WHERE code = 'same_plan_twice' AND document_id = :document"
            named = [connection.execute(text(twins), {"document": n}).scalar() for n in (1, 2, 24, 25)]
            assert named == [0, 1, 20, 20]
