"""The views of slippage, lineage and money say of every action what its dates, neighbours and cells make of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, Engine, text

from cjaplans.extract.model import Box, Cell, ExtractedDocument, PageInfo, Paragraph, Region, Table
from cjaplans.load.database import open_database, upgrade
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, DocumentKind, Plan, State


def action(seq: int, ref: str, words: str, place: str | None = None) -> Action:
    """An action of a plan that is made for these tests."""
    printed = {Field.REF: ref, Field.ACTION: words} | ({Field.PLACE: place} if place else {})
    return Action(seq, f"key-{ref}-{words}-{place}", printed, (), page_first=1, page_last=1)


BOX = Box(0, 0, 100, 20)
KEPT = "Open a workshop where bicycles are mended"
REWORDED = "Open a workshop where bicycles are mended and sold"
GONE = "Ask sheriffs what they want to know"
ADDED = "Print a calendar of walks for families"


def plan(year: int, *actions: Action) -> Plan:
    """An authority's plan for one year from April."""
    return Plan(
        kind=DocumentKind.ACTION_PLAN,
        state=State.LOADED,
        reason=None,
        authority="tayside",
        title=None,
        period_start=date(year, 4, 1),
        period_end=date(year + 1, 3, 31),
        scheme=None,
        tables=(),
        actions=actions,
        findings=(),
    )


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Three plans of one authority, in 2010, 2011 and 2013; a local one stands in the second alone."""
    engine = open_database(str(tmp_path_factory.mktemp("research") / "plans.db"))
    upgrade(engine)
    years = {
        2010: (action(1, "1", KEPT), action(2, "2", GONE)),
        2011: (action(1, "1", REWORDED), action(2, "5", ADDED), action(3, "1", KEPT, "Angus")),
        2013: (action(1, "9", REWORDED),),
    }
    page = Region(1, BOX)
    cells = Table(1, 1, (Cell(0, 0, 1, 1, 1, BOX, (Paragraph("£500", BOX),)),), (page,))
    extracted = ExtractedDocument((PageInfo(1, 595, 842, 10),), (cells,), (), ())
    for year, actions in years.items():
        source = SourceFile(f"{year}" * 16, f"{year}.pdf", f"file:///{year}.pdf", 1)
        store_plan(engine, source, extracted, plan(year, *actions), None)
    yield engine
    engine.dispose()


@pytest.fixture
def stored(plans: Engine) -> Iterator[Connection]:
    """A connection whose changes are undone."""
    with plans.connect() as connection:
        yield connection


def rows(connection: Connection, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(query))]


def test_an_action_is_told_by_what_went_before_it_and_what_came_after(stored: Connection) -> None:
    query = """SELECT substr(d.period_start, 1, 4), x.seq, c.origin, c.previous_status, c.fate FROM action_carried AS c
        JOIN action AS x ON x.id = c.action_id JOIN document AS d ON d.id = x.document_id ORDER BY 1, 2"""
    assert rows(stored, query) == [
        ("2010", 1, "no_plan_before", None, "carried"),
        ("2010", 2, "no_plan_before", None, "dropped"),
        ("2011", 1, "ref", "unknown", "carried"),
        ("2011", 2, "new", None, "dropped"),
        ("2011", 3, "no_plan_before", None, "no_plan_after"),
        ("2013", 1, "text", "unknown", "no_plan_after"),
    ]


def test_plans_without_a_year_are_not_compared(stored: Connection) -> None:
    stored.execute(text("DELETE FROM action_lineage"))
    stored.execute(text("UPDATE document SET period_start = NULL"))
    query = "SELECT DISTINCT origin, fate FROM action_carried"
    assert rows(stored, query) == [("no_plan_before", "no_plan_after")]


def test_history_runs_through_all_plans_of_a_measure(stored: Connection) -> None:
    query = "SELECT plans, period, ref FROM action_history ORDER BY first_action_id, plans"
    assert rows(stored, query) == [(1, "2010-11", "1"), (2, "2011-12", "1"), (3, "2013-14", "9")]


DATES = [
    ("due", ("2011-03-01", "2011-05-31", None, 0), "due", "2011-05-31", None),
    ("moved", ("2011-08-01", "2011-08-31", "2011-05-31", 0), "due", "2011-05-31", 92),
    ("brought forward", (None, "2011-05-31", "2011-08-31", 0), "due", "2011-08-31", -92),
    ("moved to no end", ("2011-05-01", None, "2011-05-31", 1), "ongoing", "2011-05-31", None),
    ("begun", ("2011-05-01", None, None, 0), "started", None, None),
    ("nothing", (None, None, None, None), "undated", None, None),
]


@pytest.mark.parametrize(
    ("printed", "dated", "planned", "days"), [case[1:] for case in DATES], ids=[c[0] for c in DATES]
)
def test_slippage_within_a_plan(
    stored: Connection,
    printed: tuple[str | None, ...],
    dated: str,
    planned: str | None,
    days: int | None,
) -> None:
    values = dict(zip(("start", "end", "revised", "ongoing"), printed, strict=True))
    update = "UPDATE action SET start_date = :start, end_date = :end, revised_from = :revised, ongoing = :ongoing"
    stored.execute(text(update), values)
    query = "SELECT DISTINCT dated, planned_end, revised_end, days_slipped FROM action_slippage"
    assert rows(stored, query) == [(dated, planned, printed[1], days)]


@pytest.mark.parametrize(
    ("then", "now", "days", "moved"),
    [
        ("2011-03-31", "2012-03-31", 366, "later"),
        ("2012-03-31", "2012-03-30", -1, "earlier"),
        ("2012-03-31", "2012-03-31", 0, "same"),
        (None, "2012-03-31", None, None),
        ("2012-03-31", None, None, None),
    ],
)
def test_slippage_from_plan_to_plan(
    stored: Connection, then: str | None, now: str | None, days: int | None, moved: str | None
) -> None:
    stored.execute(text("UPDATE action SET end_date = :then"), {"then": then})
    stored.execute(
        text("UPDATE action SET end_date = :now WHERE document_id = (SELECT max(id) FROM document)"), {"now": now}
    )
    query = """SELECT previous_end, days_since_previous, moved FROM action_slippage
        WHERE action_id = (SELECT max(id) FROM action)"""
    assert rows(stored, query) == [(then, days, moved)]


def spanning(connection: Connection, *actions: int) -> None:
    """One cell that gives the resources of several actions."""
    cell = connection.execute(text("SELECT coalesce(max(cell_id), 0) + 1 FROM action_source")).scalar_one()
    assert connection.execute(text("SELECT 1 FROM cell WHERE id = :cell"), {"cell": cell}).scalar()
    for each in actions:
        connection.execute(
            text("INSERT INTO action_source (action_id, field, cell_id) VALUES (:each, 'resources', :cell)"),
            {"each": each, "cell": cell},
        )


def test_a_sum_printed_once_for_several_actions_counts_once(stored: Connection) -> None:
    first, second, third, fourth = (row[0] for row in rows(stored, "SELECT id FROM action ORDER BY id LIMIT 4"))
    stored.execute(text("UPDATE action SET amount_gbp = 500 WHERE id <= :fourth"), {"fourth": fourth})
    spanning(stored, first, second)  # type: ignore[arg-type]
    stored.execute(
        text(
            "INSERT INTO action_reference (action_id, seq, field, printed, resolution, target_action_id)"
            " VALUES (:third, 1, 'resources', 'As above', 'copy', :second)"
        ),
        {"third": third, "second": second},
    )
    query = "SELECT money, counted_gbp FROM action_money ORDER BY action_id"
    none = ("none", None)
    assert rows(stored, query) == [("own", 500), ("repeated", None), ("repeated", None), ("own", 500), none, none]


def test_a_cell_that_spans_actions_of_other_sums_is_nobodys_repetition(stored: Connection) -> None:
    first, second = (row[0] for row in rows(stored, "SELECT id FROM action ORDER BY id LIMIT 2"))
    stored.execute(text("UPDATE action SET amount_gbp = 500 + id"))
    spanning(stored, first, second)  # type: ignore[arg-type]
    assert rows(stored, "SELECT DISTINCT money FROM action_money") == [("own",)]


@pytest.mark.parametrize(
    ("total", "sums", "expected"),
    [
        (300, [(100, "Kelpie Trust", 0), (200, None, 0)], {"Kelpie Trust": 100, None: 200}),
        (
            300,
            [(300, None, 1), (100, "Kelpie Trust", 0), (200, "Selkie Fund", 0)],
            {"Kelpie Trust": 100, "Selkie Fund": 200},
        ),
        (300, [(300, "Kelpie Trust", 1)], {"Kelpie Trust": 300}),
        (300, [(300, None, 1), (100, "Kelpie Trust", 0)], {"Kelpie Trust": 100, None: 200}),
        (200, [(100, "Kelpie Trust", 0), (100, "Kelpie Trust", 0)], {"Kelpie Trust": 200}),
        (300, [], {None: 300}),
    ],
)
def test_funders_share_what_the_action_has_and_no_more(
    stored: Connection, total: float, sums: list[tuple[float, str | None, int]], expected: dict[str | None, float]
) -> None:
    stored.execute(text("UPDATE action SET amount_gbp = :total WHERE id = 1"), {"total": total})
    for seq, (pounds, funder, is_total) in enumerate(sums, start=1):
        stored.execute(
            text(
                "INSERT INTO action_funding (action_id, seq, printed, amount_gbp, funder, is_total)"
                " VALUES (1, :seq, 'x', :pounds, :funder, :is_total)"
            ),
            {"seq": seq, "pounds": pounds, "funder": funder, "is_total": is_total},
        )
    assert dict(rows(stored, "SELECT funder, amount_gbp FROM action_funder")) == expected  # type: ignore[arg-type]
