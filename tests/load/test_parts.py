"""A file of several plans: each counts under its own authority and years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, text

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.model import Plan, PlanPart

SOURCE = SourceFile("a" * 64, "two.pdf", "file:///plans/two.pdf", 1234)


def part(seq: int, authority: str, first: int) -> PlanPart:
    return PlanPart(seq, seq, seq, f"Plan {seq}", authority, date(first, 4, 1), date(first + 1, 3, 31), "NSMO23")


@pytest.fixture
def two(plan: Plan) -> Plan:
    """The plan's two actions as the only ones of two plans."""
    first, second = plan.actions[:2]
    actions = (replace(first, part=1), replace(second, part=2))
    return replace(plan, actions=actions, parts=(part(1, "tayside", 2010), part(2, "northern", 2011)))


def rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_parts_are_stored_and_views_go_by_them(engine: Engine, extracted: ExtractedDocument, two: Plan) -> None:
    store_plan(engine, SOURCE, extracted, two, None)
    assert rows(engine, "SELECT seq, page_first, title, authority_key FROM document_part ORDER BY seq") == [
        (1, 1, "Plan 1", "tayside"),
        (2, 2, "Plan 2", "northern"),
    ]
    wanted = [("northern", "2011-12", 1), ("tayside", "2010-11", 1)]
    for view in ("action_flat", "status_summary"):
        counted = "count(*)" if view == "action_flat" else "sum(actions)"
        query = f"SELECT authority_key, period, {counted} FROM {view} GROUP BY 1, 2 ORDER BY 1"
        assert rows(engine, query) == wanted
    covered = "SELECT DISTINCT authority_key, period FROM outcome_coverage ORDER BY 1"
    assert rows(engine, covered) == [row[:2] for row in wanted]
    assert rows(engine, "SELECT count(*) FROM current_document") == [(1,)]
    assert rows(engine, "SELECT count(*) FROM current_plan") == [(2,)]


def test_reading_a_file_again_leaves_no_parts_behind(
    engine: Engine, extracted: ExtractedDocument, two: Plan, plan: Plan
) -> None:
    store_plan(engine, SOURCE, extracted, two, None)
    store_plan(engine, SOURCE, extracted, plan, None)
    assert rows(engine, "SELECT count(*) FROM document_part") == [(0,)]
    assert rows(engine, "SELECT count(*) FROM action_flat WHERE authority_key = 'tayside'") == [(len(plan.actions),)]


def test_an_action_goes_on_from_the_plan_before_it_in_the_same_file(
    engine: Engine, extracted: ExtractedDocument, plan: Plan
) -> None:
    first = plan.actions[0]
    again = replace(first, seq=2, key=f"{first.key}-next", part=2)
    parts = (part(1, "tayside", 2010), part(2, "tayside", 2011))
    store_plan(engine, SOURCE, extracted, replace(plan, actions=(replace(first, part=1), again), parts=parts), None)
    query = (
        "SELECT a.seq, b.seq FROM action_lineage AS l "
        "JOIN action AS a ON a.id = l.action_id JOIN action AS b ON b.id = l.previous_action_id"
    )
    assert rows(engine, query) == [(2, 1)]


def test_the_pages_that_were_to_be_read_are_kept(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    store_plan(engine, replace(SOURCE, pages="3-9,12"), replace(extracted, page_count=40), plan, None)
    assert rows(engine, "SELECT pages, page_count FROM document") == [("3-9,12", 40)]
