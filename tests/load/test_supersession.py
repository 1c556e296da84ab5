"""Which documents are current: what a newer file of a plan takes the place of, and what stays beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, text

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.store import SourceFile, store_plan, store_rejection
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, DocumentKind, Plan, PlanPart

WORKS = (
    "Open a bicycle workshop in the old mill",
    "Train mentors for the evening helpline",
    "Publish a leaflet for families at the ferry port",
    "Agree a form for housing before release",
)
OTHERS = ("Paint the lighthouse", "Count the seals on the northern skerries", "Mend the harbour wall")

Store = Callable[..., int]


def acts(*texts: str, first: int = 1, place: str = "", part: int | None = None) -> tuple[Action, ...]:
    """One action for each text."""
    where = {Field.PLACE: place} if place else {}
    return tuple(
        Action(seq, f"key/{seq}", {Field.ACTION: words, **where}, (), 1, 1, part=part)
        for seq, words in enumerate(texts, start=first)
    )


@pytest.fixture
def store(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> Store:
    """Stores a plan of Tayside for 2010-11 under a name; the same name is the same bytes in the same place."""

    def call(name: str, actions: tuple[Action, ...] = acts(*WORKS), **changes: Any) -> int:
        source = SourceFile(name.ljust(64, "0"), f"{name}.pdf", f"file:///{name}.pdf", 9)
        said = replace(plan, actions=actions, findings=(), title="Action Plan", **changes)
        return store_plan(engine, source, extracted, said, None)

    return call


def current(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT file_name FROM current_document ORDER BY id")).scalars())


def said(engine: Engine) -> list[tuple[str, str]]:
    """File and code of the findings that depend on other documents."""
    query = (
        "SELECT d.file_name, f.code FROM finding f JOIN document d ON d.id = f.document_id "
        "WHERE f.code IN ('supersedes_file', 'same_plan_twice') ORDER BY f.document_id, f.id"
    )
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_a_newer_file_of_a_plan_supersedes_the_older(engine: Engine, store: Store) -> None:
    store("a")
    store("b", acts(*WORKS[:1], *OTHERS[:1], "Agree forms for housing before release"))
    assert current(engine) == ["b.pdf"]
    assert said(engine) == [("b.pdf", "supersedes_file")]
    with engine.connect() as connection:
        assert set(connection.execute(text("SELECT file_name FROM action_flat")).scalars()) == {"b.pdf"}
        basis = connection.execute(text("SELECT superseded_by, superseded_basis FROM document WHERE id = 1")).one()
    assert tuple(basis) == (2, "plan")


@pytest.mark.parametrize(
    ("changes", "findings"),
    [
        ({"actions": acts(*OTHERS)}, [("b.pdf", "same_plan_twice")]),
        ({"actions": acts(*OTHERS, WORKS[0])}, [("b.pdf", "same_plan_twice")]),
        ({"actions": acts(*WORKS, place="Angus")}, [("b.pdf", "same_plan_twice")]),
        ({"actions": ()}, []),
        ({"kind": DocumentKind.AREA_PLAN}, []),
        ({"period_start": date(2011, 4, 1), "period_end": date(2012, 3, 31)}, []),
        ({"period_end": date(2013, 3, 31)}, []),
        ({"authority": "lanarkshire"}, []),
        ({"authority": None}, []),
    ],
)
def test_another_plan_does_not(
    engine: Engine, store: Store, changes: dict[str, Any], findings: list[tuple[str, str]]
) -> None:
    store("a")
    store("b", **changes)
    assert (current(engine), said(engine)) == (["a.pdf", "b.pdf"], findings)


def test_plans_of_other_places_both_stay_without_a_word(engine: Engine, store: Store) -> None:
    store("a", acts(*WORKS, place="Angus"))
    store("b", acts(*WORKS, place="Dundee"))
    assert (current(engine), said(engine)) == (["a.pdf", "b.pdf"], [])
    store("c", acts(*WORKS, place="Angus") + acts(*WORKS, place="Dundee", first=9))
    assert current(engine) == ["c.pdf"]


def test_plans_of_other_councils_both_stay(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    for name, title in (("a", "Angus Action Plan"), ("b", "Action Plan of Dundee City"), ("c", "Joint Plan")):
        source = SourceFile(name * 64, f"{name}.pdf", f"file:///{name}.pdf", 9)
        store_plan(engine, source, extracted, replace(plan, title=title, actions=acts(*WORKS), findings=()), None)
    assert current(engine) == ["a.pdf", "b.pdf", "c.pdf"]
    assert said(engine) == [("c.pdf", "same_plan_twice")] * 2


def test_a_file_of_several_plans_goes_when_all_of_them_are_in_the_newer(engine: Engine, store: Store) -> None:
    years = [(date(y, 4, 1), date(y + 1, 3, 31)) for y in (2010, 2011)]
    parts = tuple(PlanPart(n, n, n, None, "tayside", *days, None) for n, days in enumerate(years, start=1))
    both = acts(*WORKS, part=1) + acts(*WORKS, part=2, first=9)
    store("a", both, parts=parts)
    store("b", acts(*WORKS))
    assert (current(engine), said(engine)) == (["a.pdf", "b.pdf"], [("b.pdf", "same_plan_twice")])
    store("c", both, parts=parts)
    assert current(engine) == ["c.pdf"]
    assert said(engine) == [("c.pdf", "supersedes_file")] * 2


def test_what_superseded_another_by_a_misreading_gives_it_back(engine: Engine, store: Store) -> None:
    other_year = {"period_start": date(2011, 4, 1), "period_end": date(2012, 3, 31)}
    store("a")
    store("b")
    store("b", **other_year)
    assert (current(engine), said(engine)) == (["a.pdf", "b.pdf"], [])
    store("b")
    store("a", **other_year)
    assert (current(engine), said(engine)) == (["a.pdf", "b.pdf"], [])
    store("a")
    assert (current(engine), said(engine)) == (["b.pdf"], [("b.pdf", "supersedes_file")])


def test_each_file_is_superseded_by_the_next_however_often_they_are_read(engine: Engine, store: Store) -> None:
    for name in ("a", "b", "c", "d", "b", "a", "d", "c"):
        store(name)
    with engine.connect() as connection:
        chain = connection.execute(text("SELECT superseded_by FROM document ORDER BY id")).scalars().all()
    assert chain == [2, 3, 4, None]


def test_a_file_that_changes_to_another_plan_gives_back_what_it_superseded(
    engine: Engine, store: Store, extracted: ExtractedDocument, plan: Plan
) -> None:
    store("a")
    store("b")
    changed = SourceFile("c" * 64, "b.pdf", "file:///b.pdf", 9)
    store_plan(engine, changed, extracted, replace(plan, authority="lanarkshire"), None)
    assert (current(engine), said(engine)) == (["a.pdf", "b.pdf"], [])


def test_a_file_that_cannot_be_read_supersedes_nothing(engine: Engine, store: Store) -> None:
    store("a")
    store_rejection(engine, SourceFile("c" * 64, "a.pdf", "file:///a.pdf", 9), "damaged", None)
    assert current(engine) == ["a.pdf", "a.pdf"]


def test_lineage_goes_by_what_is_current(engine: Engine, store: Store) -> None:
    before = {"period_start": date(2009, 4, 1), "period_end": date(2010, 3, 31)}
    store("old", **before)
    store("a")
    store("newer", **before)
    query = (
        "SELECT DISTINCT d.file_name FROM action_lineage l JOIN action a ON a.id = l.{} "
        "JOIN document d ON d.id = a.document_id"
    )
    with engine.connect() as connection:
        assert connection.execute(text(query.format("previous_action_id"))).scalars().all() == ["newer.pdf"]
        assert connection.execute(text(query.format("action_id"))).scalars().all() == ["a.pdf"]
