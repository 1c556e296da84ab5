"""The same measure is found again in the authority's next plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, text

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, Plan

MEASURES = {
    "1.1": "Set up a furniture workshop in the old mill with two partners",
    "1.2": "Train twelve volunteer mentors from the harbour towns",
    "2.1": "Write a leaflet on unpaid work for sheriffs",
}


def year(plan: Plan, first: int, measures: dict[str, str], authority: str = "tayside") -> Plan:
    """The plan of a year with the measures as its actions."""
    actions = tuple(
        Action(seq, f"{authority}/{first}/{seq}", {Field.REF: ref, Field.ACTION: words} if ref[0] != "-" else
               {Field.ACTION: words}, (), 1, 1)
        for seq, (ref, words) in enumerate(measures.items(), start=1)
    )  # fmt: skip
    period = {"period_start": date(first, 4, 1), "period_end": date(first + 1, 3, 31)}
    return replace(plan, actions=actions, authority=authority, findings=(), **period)


def store(engine: Engine, extracted: ExtractedDocument, plan: Plan, name: str, sha: str | None = None) -> int:
    source = SourceFile((sha or name).ljust(64, "0"), f"{name}.pdf", f"file:///{name}.pdf", 1)
    return store_plan(engine, source, extracted, plan, None)


def lineage(engine: Engine) -> list[tuple[str, str, str]]:
    """(key, previous key, basis) of every link."""
    query = (
        "SELECT a.key, b.key, l.basis FROM action_lineage AS l "
        "JOIN action AS a ON a.id = l.action_id JOIN action AS b ON b.id = l.previous_action_id ORDER BY 1, 2"
    )
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_by_reference_when_the_words_agree_and_by_words_when_numbers_moved(
    engine: Engine, extracted: ExtractedDocument, plan: Plan
) -> None:
    store(engine, extracted, year(plan, 2010, MEASURES), "a")
    changed = {
        "1.1": "Set up a furniture workshop in the old mill with three partners",
        "1.2": "Write a new leaflet on unpaid work for sheriffs",
        "2.1": "Open a helpline for families at the ferry port",
    }
    store(engine, extracted, year(plan, 2011, changed), "b")
    assert lineage(engine) == [
        ("tayside/2011/1", "tayside/2010/1", "ref"),
        ("tayside/2011/2", "tayside/2010/3", "text"),
    ]


@pytest.mark.parametrize("order", [(2009, 2010, 2011), (2011, 2009, 2010), (2010, 2011, 2009)])
def test_only_to_the_plan_just_before_in_whatever_order_they_come(
    engine: Engine, extracted: ExtractedDocument, plan: Plan, order: tuple[int, ...]
) -> None:
    for first in order:
        store(engine, extracted, year(plan, first, MEASURES), str(first))
    links = lineage(engine)
    assert {(new.split("/")[1], old.split("/")[1]) for new, old, _ in links} == {("2010", "2009"), ("2011", "2010")}
    assert len(links) == 6


def test_other_authorities_and_empty_texts_are_no_forebears(
    engine: Engine, extracted: ExtractedDocument, plan: Plan
) -> None:
    store(engine, extracted, year(plan, 2010, MEASURES, "lanarkshire"), "a")
    store(engine, extracted, year(plan, 2010, {"-1": ""}), "b")
    store(engine, extracted, year(plan, 2011, {"-1": "", **MEASURES}), "c")
    assert lineage(engine) == []


def test_a_superseded_plan_hands_its_place_to_the_newer(
    engine: Engine, extracted: ExtractedDocument, plan: Plan
) -> None:
    store(engine, extracted, year(plan, 2010, MEASURES), "a", "old")
    store(engine, extracted, year(plan, 2011, MEASURES), "b")
    again = store(engine, extracted, year(plan, 2010, MEASURES), "a", "new")
    with engine.connect() as connection:
        query = "SELECT DISTINCT b.document_id FROM action_lineage JOIN action AS b ON b.id = previous_action_id"
        assert connection.execute(text(query)).scalars().all() == [again]


def test_each_place_has_its_own_line(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    def at(place: str, built: Plan) -> Plan:
        return replace(
            built, actions=tuple(replace(a, printed={**a.printed, Field.PLACE: place}) for a in built.actions)
        )

    store(engine, extracted, at("Angus", year(plan, 2010, MEASURES)), "a")
    store(engine, extracted, at("Dundee City", year(plan, 2011, MEASURES)), "b")
    assert lineage(engine) == []
    store(engine, extracted, at("Dundee City Council", year(plan, 2012, MEASURES)), "c")
    assert len(lineage(engine)) == len(MEASURES)
