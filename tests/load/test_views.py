"""The views count what they say they count."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

import pytest
from sqlalchemy import Connection, Engine, text

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.load.views import VIEWS, column_of
from cjaplans.normalise.model import Plan

SOURCE = SourceFile("a" * 64, "plan.pdf", "file:///plans/plan.pdf", 1234)
PARTY = "INSERT INTO action_party (action_id, seq, printed, kind, organisation_id, role)"


@pytest.fixture
def stored(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> Iterator[Connection]:
    """The plan, coded by hand: action 1 in progress for £100, action 2 complete for £20."""
    store_plan(engine, SOURCE, extracted, plan, None)
    with engine.connect() as connection:
        for statement in (
            "UPDATE action SET status_code = 'in_progress', amount_gbp = 100, theme_key = 'workforce' WHERE seq = 1",
            "UPDATE action SET status_code = 'complete', amount_gbp = 20 WHERE seq = 2",
            "INSERT INTO organisation (id, name) VALUES (9001, 'Kelpie Works Trust')",
            f"{PARTY} SELECT id, 1, 'KWT', 'organisation', 9001, 'lead' FROM action",
            f"{PARTY} SELECT id, 2, 'the Trust', 'organisation', 9001, 'named' FROM action WHERE seq = 1",
        ):
            connection.execute(text(statement))
        yield connection


def give(connection: Connection, seq: int, *outcomes: tuple[str, str]) -> None:
    """Give an action outcomes, each an id and a basis."""
    action = connection.execute(text("SELECT id FROM action WHERE seq = :seq"), {"seq": seq}).scalar_one()
    for number, (outcome, basis) in enumerate(outcomes, start=1):
        connection.execute(
            text("INSERT INTO action_outcome VALUES (:action, :number, 'x', :outcome, :basis)"),
            {"action": action, "number": number, "outcome": outcome, "basis": basis},
        )


def rows(connection: Connection, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(query))]


def test_the_flat_view_spells_things_out(stored: Connection) -> None:
    query = "SELECT authority, period, status_meaning, theme_label FROM action_flat ORDER BY seq"
    assert rows(stored, query) == [
        ("Tayside Community Justice Authority", "2010-11", "in progress", "Developing and supporting the workforce"),
        ("Tayside Community Justice Authority", "2010-11", "complete", None),
    ]


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        ("2008-04-01", "2011-03-31", "2008-11"),
        ("2010-01-01", "2010-12-31", "2010"),
        ("1999-04-01", "2000-03-31", "1999-00"),
        ("2010-04-01", None, None),
        (None, None, None),
    ],
)
def test_periods_are_labelled_as_people_say_them(
    stored: Connection, start: str | None, end: str | None, label: str | None
) -> None:
    stored.execute(text("UPDATE document SET period_start = :s, period_end = :e"), {"s": start, "e": end})
    assert rows(stored, "SELECT DISTINCT period FROM action_flat") == [(label,)]


def test_common_outcomes_are_own_codes_and_close_mappings(stored: Connection) -> None:
    give(stored, 1, ("NSMO23:C1", "stated"), ("NPF2007:9", "stated"))
    give(stored, 2, ("LB14:A3", "stated"), ("LB14:A4", "inherited"), ("OPIF7:4", "inferred"))
    query = (
        'SELECT x.seq, c.outcome_id, c.basis, c."match" FROM action_common_outcome c '
        "JOIN action x ON x.id = c.action_id ORDER BY 1, 2"
    )
    assert rows(stored, query) == [
        (1, "NSMO23:C1", "stated", "exact"),
        (2, "NSMO23:C3", "stated", "part"),
        (2, "NSMO23:C4", "stated", "part"),
        (2, "NSMO23:C5", "inherited", "exact"),
        (2, "NSMO23:S3", "inferred", "broad"),
        (2, "NSMO23:S4", "inferred", "broad"),
    ]


def test_an_outcome_reached_twice_counts_once_by_its_best_ground(stored: Connection) -> None:
    give(stored, 1, ("OPIF7:5", "inherited"), ("OPIF7:6", "stated"), ("OPIF7:3", "stated"))
    query = "SELECT basis, \"match\" FROM action_common_outcome WHERE outcome_id = 'NSMO23:O7'"
    assert rows(stored, query) == [("stated", "part")]


def test_coverage_has_every_outcome_and_says_which_cannot_be_reached(stored: Connection) -> None:
    give(stored, 1, ("LB14:B1", "stated"))
    give(stored, 2, ("LB14:B1", "stated"), ("LB14:A1", "stated"))
    stored.execute(text("UPDATE document SET scheme_key = 'LB14'"))
    found = rows(stored, "SELECT code, reachable, actions, complete, amount_gbp FROM outcome_coverage")
    assert len(found) == 23
    assert ("O2", 1, 2, 1, 120) in found
    assert ("C1", 1, 1, 1, 20) in found
    assert ("C7", 1, 0, 0, None) in found
    assert sorted(str(row[0]) for row in found if not row[1]) == ["C6", "O4", "O6", "O7", "O8", "S5", "S6", "S7"]


def test_coverage_works_without_authority_period_or_scheme(stored: Connection) -> None:
    give(stored, 1, ("NSMO23:C1", "stated"))
    stored.execute(text("UPDATE document SET authority_key = NULL, period_start = NULL, scheme_key = NULL"))
    query = "SELECT reachable, actions FROM outcome_coverage WHERE code = 'C1'"
    assert rows(stored, query) == [(None, 1)]


def test_summaries_count_actions(stored: Connection) -> None:
    stored.execute(text("UPDATE action SET status_code = NULL WHERE seq = 1"))
    query = "SELECT authority_key, period, status_code, actions FROM status_summary ORDER BY 3"
    assert rows(stored, query) == [("tayside", "2010-11", "complete", 1), ("tayside", "2010-11", "unknown", 1)]
    assert rows(stored, "SELECT organisation, actions, led FROM party_load") == [("Kelpie Works Trust", 2, 2)]


def test_superseded_documents_are_in_no_view_but_that_of_citations(
    stored: Connection, plan: Plan, extracted: ExtractedDocument
) -> None:
    give(stored, 1, ("NSMO23:C1", "stated"))
    stored.execute(text("INSERT INTO action_lineage SELECT max(id), min(id), 'ref', 1 FROM action"))
    assert all(rows(stored, f"SELECT 1 FROM {view}") for view in VIEWS)
    of_codes = len(rows(stored, "SELECT 1 FROM common_outcome"))
    stored.commit()
    empty = replace(plan, actions=(), findings=())
    newer = store_plan(stored.engine, replace(SOURCE, sha256="b" * 64), extracted, empty, None)
    stored.execute(text("UPDATE document SET superseded_by = :newer WHERE id <> :newer"), {"newer": newer})
    for view in VIEWS:
        expected = {"common_outcome": of_codes, "current_document": 1, "current_plan": 1, "action_citation": 2}.get(
            view, 0
        )
        assert len(rows(stored, f"SELECT 1 FROM {view}")) == expected


def test_every_column_of_every_view_is_explained(stored: Connection) -> None:
    for view in VIEWS:
        columns = list(stored.execute(text(f'SELECT * FROM "{view}" LIMIT 0')).keys())
        assert columns and all(column_of(view, column).meaning.strip(" .") for column in columns)


def test_no_meaning_is_of_a_column_that_is_gone(stored: Connection) -> None:
    columns = {view: set(stored.execute(text(f'SELECT * FROM "{view}" LIMIT 0')).keys()) for view in VIEWS}
    for row in csv.DictReader(files("cjaplans.load.views").joinpath("columns.csv").open(encoding="utf-8")):
        held = columns[row["view"]] if row["view"] else set().union(*columns.values())
        assert row["column"] in held
