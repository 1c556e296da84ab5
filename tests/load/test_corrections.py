"""The tables of corrections and reviews beside stored plans, and what becomes of each correction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, text

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.corrections import UNMATCHED, held, mirror
from cjaplans.load.standing import Standing
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.codebooks import read
from cjaplans.normalise.corrections import Corrected, Correction, Review
from cjaplans.normalise.corrections.applying import STALE
from cjaplans.normalise.model import Action, DocumentKind, Plan

MILL, MENTORS = "tayside/2010-11/1-00000001", "tayside/2010-11/2-00000002"
REVIEW = Review(f"{MILL}:note:00000000", True, None, "Eck", date(2024, 5, 1), "a.yaml")

Store = Callable[..., int]


def change(key: str = MILL, field: str = "theme", was: str | None = "Housing", now: str | None = "Homes") -> Correction:
    return Correction(key, field, was, now, "misread", "Eck", date(2024, 5, 1), "a.yaml")


@pytest.fixture
def store(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> Store:
    """Stores the plan, with what became of corrections to its first action."""
    first, second = (replace(a, key=key) for a, key in zip(plan.actions, (MILL, MENTORS), strict=True))

    def call(*corrected: Corrected, name: str = "a", keys: tuple[Action, ...] = (first, second), **changes: Any) -> int:
        actions = (replace(keys[0], corrections=corrected), *keys[1:])
        source = SourceFile(name * 64, f"{name}.pdf", f"file:///{name}.pdf", 9)
        return store_plan(engine, source, extracted, replace(plan, actions=actions, **changes), None)

    return call


def rows(engine: Engine, table: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]


def unmatched(engine: Engine) -> list[dict[str, Any]]:
    return [row for row in rows(engine, "finding") if row["code"] == UNMATCHED]


def applied(each: Correction, found: str | None = None) -> Corrected:
    fits = found is None
    return Corrected(each.field, each.was, each.now, each.was if fits else found, fits)


def test_what_became_of_a_correction_is_a_row_of_its_action(engine: Engine, store: Store) -> None:
    store(applied(change()), applied(change(field="ref", was="1", now="2"), found="3"))
    first, second = rows(engine, "action_correction")
    assert (first["seq"], first["field"], first["was"], first["now"], first["found"]) == (
        1,
        "theme",
        "Housing",
        "Homes",
        "Housing",
    )
    assert (second["seq"], second["found"], second["applied"]) == (2, "3", 0)


def test_a_correction_that_was_applied_says_so(engine: Engine, store: Store) -> None:
    store(applied(change()))
    (judged,) = mirror(engine, [change()], [])
    assert (judged.standing, judged.sound, judged.file_name, judged.page) == (Standing.APPLIED, True, "a.pdf", 1)
    (row,) = rows(engine, "correction")
    assert row == {
        "id": 1, "action_key": MILL, "field": "theme", "was": "Housing", "now": "Homes", "author": "Eck",
        "reason": "misread", "made_at": "2024-05-01", "applied": 1, "source": "a.yaml", "problem": None,
    }  # fmt: skip


def test_one_that_no_longer_fits_says_what_stands_there(engine: Engine, store: Store) -> None:
    store(applied(change(), found="Jobs"))
    (judged,) = mirror(engine, [change()], [])
    assert (judged.standing, judged.sound) == (Standing.STALE, False)
    (row,) = rows(engine, "correction")
    assert row["applied"] == 0
    assert "from 'Housing' to 'Homes' is not applied: it is 'Jobs' now" in row["problem"]


def test_one_that_was_written_since_waits(engine: Engine, store: Store) -> None:
    store()
    (judged,) = mirror(engine, [change()], [])
    assert (judged.standing, judged.problem) == (Standing.WAITING, "the next 'cjaplans ingest' of a.pdf applies it")


def test_one_of_a_plan_that_is_not_here_waits(engine: Engine, store: Store) -> None:
    store()
    (judged,) = mirror(engine, [change(key="tayside/2011-12/1-00000001")], [])
    assert (judged.standing, judged.problem) == (Standing.WAITING, "no plan of tayside/2011-12 is in the database")
    (row,) = rows(engine, "correction")
    assert (row["applied"], row["problem"]) == (0, None)
    assert not unmatched(engine)


def test_one_without_action_is_an_error_of_its_plan_until_it_is_put_right(engine: Engine, store: Store) -> None:
    document = store()
    lost = change(key="tayside/2010-11/1-99999999")
    (judged,) = mirror(engine, [lost], [])
    assert (judged.standing, judged.documents) == (Standing.UNMATCHED, (document,))
    (finding,) = unmatched(engine)
    assert (finding["document_id"], finding["severity"], finding["action_id"]) == (document, "error", None)
    assert f"(the one with its number is {MILL})" in finding["message"]
    assert finding["key"].startswith(f"{lost.key}:{UNMATCHED}:")
    mirror(engine, [change()], [])
    assert not unmatched(engine)


def test_a_plan_without_actions_is_told_of_them_too(engine: Engine, store: Store, plan: Plan) -> None:
    source = SourceFile("c" * 64, "c.pdf", "file:///c.pdf", 9)
    none = replace(plan, actions=(), findings=(), tables=())
    document = store_plan(engine, source, ExtractedDocument((), (), ()), none, None)
    (judged,) = mirror(engine, [change()], [])
    assert (judged.standing, judged.documents) == (Standing.UNMATCHED, (document,))


def test_superseded_documents_do_not_count(engine: Engine, store: Store) -> None:
    store(applied(change()))
    newer = store(name="b", keys=(Action(1, MENTORS, {}, (), 1, 1),), findings=())
    with engine.begin() as connection:
        connection.execute(text("UPDATE document SET superseded_by = :newer WHERE id <> :newer"), {"newer": newer})
    (judged,) = mirror(engine, [change()], [])
    assert (judged.standing, judged.documents) == (Standing.UNMATCHED, (newer,))


def test_a_plan_in_two_files_is_corrected_in_both(engine: Engine, store: Store) -> None:
    store(applied(change()))
    store(applied(change(), found="Jobs"), name="b", kind=DocumentKind.AREA_PLAN)
    (judged,) = mirror(engine, [change()], [])
    assert (judged.standing, len(judged.documents), judged.file_name) == (Standing.STALE, 2, "b.pdf")


def test_the_tables_are_what_the_files_say(engine: Engine, store: Store) -> None:
    store(applied(change()))
    second = change(field="ref", was="1", now=None)
    mirror(engine, [change(), second], [REVIEW])
    assert held(engine) == 3
    mirror(engine, [second, replace(change(), reason="typing error")], [replace(REVIEW, accepted=False, note="hm")])
    assert [(r["id"], r["reason"]) for r in rows(engine, "correction")] == [(1, "typing error"), (2, "misread")]
    assert [(r["accepted"], r["note"]) for r in rows(engine, "review")] == [(0, "hm")]
    mirror(engine, [second], [])
    assert [r["id"] for r in rows(engine, "correction")] == [2]
    assert rows(engine, "review") == []
    mirror(engine, [], [])
    assert held(engine) == 0


def test_mirroring_again_changes_no_row(engine: Engine, store: Store) -> None:
    store(applied(change()))
    corrections = [change(), change(field="ref", was="1", now="2"), change(key="tayside/2010-11/9-99999999")]

    def dump() -> list[list[dict[str, Any]]]:
        return [rows(engine, name) for name in ("correction", "review", "finding")]

    mirror(engine, corrections, [REVIEW])
    before = dump()
    assert len(before[0]) == 3
    with closing(sqlite3.connect(str(engine.url.database))) as other:
        version = "PRAGMA data_version"
        (written,) = other.execute(version).fetchone()
        mirror(engine, corrections, [REVIEW])
        assert other.execute(version).fetchone() == (written,), "nothing was written"
    assert dump() == before


def test_the_codes_are_in_the_codebook() -> None:
    severities = {row["code"]: row["severity"] for row in read("finding_codes")}
    assert (severities[STALE], severities[UNMATCHED]) == ("error", "error")
