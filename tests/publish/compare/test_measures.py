"""Partners, dates, money and what was carried on: every number is that of the actions behind it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from cjaplans.load.database import open_readonly
from cjaplans.publish.compare.behind import actions_behind, count_behind
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.known import CLOSED, known
from cjaplans.publish.compare.model import KINDS, By, Comparison, Name, Show
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.frames import frame
from tests.publish.compare.measured import SPRING, store

NAMES = (Name.PARTNERS, Name.TIMELINE, Name.MONEY, Name.CARRIED)
#: Cells of these are no counts of actions.
SUMS, SLIPS = (Show.POUNDS, Show.FUNDERS), (Show.DAYS, Show.MONTHS)
ASKED = [(name, show, by) for name in NAMES for show, by in product(KINDS[name].shows, By)]
CONDITIONS = {
    "authority": ("tayside", "northern"),
    "period": ("2010-11", "2011"),
    "place": ("Angus", "none"),
    "status": ("complete", "unknown"),
    "organisation": ("Sacro", "Body 07", "none"),
    "funder": ("Sacro", "none"),
    **{name: (*values[:8], "none") for name, values in CLOSED.items() if name != "status"},
}
SELECTIONS = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in CONDITIONS.items()})


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("measured") / "plans.db"
    store(path)
    reader = open_readonly(str(path))
    yield reader
    reader.dispose()


def behind(link: str) -> Selection:
    return Selection.of(dict(parse_qsl(link, strict_parsing=True)))


def pounds_behind(engine: Engine, link: str, show: Show) -> int:
    """What the actions behind a cell add up to, counting each printed sum once; of a funder, what they have of it."""
    keys = set(actions_behind(engine, behind(link))["action_key"])
    funder = behind(link).funder if show is Show.FUNDERS else None
    if funder:
        query = """SELECT x.key AS action_key, f.amount_gbp
            FROM action_funder AS f JOIN action AS x ON x.id = f.action_id
            WHERE coalesce(f.funder, 'none') = :funder"""
    else:
        query = """SELECT x.key AS action_key, m.counted_gbp AS amount_gbp
            FROM action_money AS m JOIN action AS x ON x.id = m.action_id"""
    sums = frame(engine, query, {"funder": funder} if funder else {})
    return round(sums.loc[sums["action_key"].isin(keys), "amount_gbp"].sum())


def assert_lawful(engine: Engine, found: Comparison) -> None:
    assert found.links.shape == found.table.shape
    for row, column in product(found.table.index, found.table.columns):
        number, link = found.table.loc[row, column], found.links.loc[row, column]
        if row.endswith(" others"):
            assert link == ""
        elif number is pd.NA or number == 0:
            assert link == "" or found.show in SLIPS, (row, column)
        elif found.show in SUMS:
            assert pounds_behind(engine, link, found.show) == number, (row, column, link)
        elif found.show not in SLIPS:
            assert count_behind(engine, behind(link)) == number, (row, column, link)


@pytest.mark.parametrize(("name", "show", "by"), ASKED)
def test_every_cell_is_of_the_actions_it_links_to(measured: Engine, name: Name, show: Show, by: By) -> None:
    found = compare(measured, name, by=by, show=show)
    assert_lawful(measured, found)
    assert found.table.fillna(0).to_numpy().any()


@pytest.mark.parametrize(("name", "show"), [(name, show) for name in NAMES for show in KINDS[name].shows])
def test_the_query_shown_gives_the_same_numbers(measured: Engine, name: Name, show: Show) -> None:
    selection = Selection(role="lead", origin="no_plan_before")
    found = compare(measured, name, selection, show=show)
    pasted = frame(measured, found.sql)
    kept = pasted["organisation"].notna() if name is Name.PARTNERS else slice(None)
    for number in {"actions", "amount_gbp", "days_slipped"} & set(pasted.columns):
        assert pasted.loc[kept, number].sum() == found.rows[number].sum()
    assert ":" not in found.sql.partition("WITH")[2]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(conditions=SELECTIONS, asked=st.sampled_from(ASKED))
def test_so_it_is_under_any_conditions(
    measured: Engine, conditions: dict[str, str], asked: tuple[Name, Show, By]
) -> None:
    name, show, by = asked
    assert_lawful(measured, compare(measured, name, Selection(**conditions), by, show))


@pytest.mark.parametrize("name", [name for name in CLOSED if name != "role"])
def test_every_action_meets_one_value_of_a_closed_condition(measured: Engine, name: str) -> None:
    values = dict.fromkeys((*CLOSED[name], "none"))
    assert sum(count_behind(measured, Selection(**{name: value})) for value in values) == 11
    assert all(known(measured, Selection(**{name: value})) == Selection(**{name: value}) for value in CLOSED[name])


def test_partners_are_told_by_most_and_the_rest_in_one_row(measured: Engine) -> None:
    found = compare(measured, Name.PARTNERS)
    assert list(found.table.index[:2]) == ["Sacro", "Apex Scotland"]
    assert found.table.loc["Sacro"].to_dict() == {"all": 3, "Northern": 1, "Tayside": 2}
    assert len(found.table) == 26
    assert found.table.loc["8 others", "all"] == 8
    assert found.rows["organisation"].nunique() == 33
    assert any("1 person, 1 name that nobody knows" in note for note in found.notes)
    assert not any("Morag" in text for text in (*found.notes, *found.rows["organisation"]))


def test_partners_that_lead(measured: Engine) -> None:
    found = compare(measured, Name.PARTNERS, Selection(organisation="Sacro"), show=Show.LED)
    assert found.table["all"].to_dict() == {"Sacro": 2}
    assert found.links.loc["Sacro", "Tayside"] == "authority=tayside&organisation=Sacro&role=lead"


def test_timeline_counts_what_dates_there_are(measured: Engine) -> None:
    tayside = compare(measured, Name.TIMELINE).table.loc["Tayside"].to_dict()
    assert tayside == {
        "actions": 9,
        "due day": 6,
        "ongoing": 1,
        "start only": 1,
        "no date": 1,
        "moved in plan": 2,
        "later than plan before": 1,
        "earlier than plan before": 1,
        "same as plan before": 1,
    }


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (Show.DAYS, {"median in plan": 183, "longest in plan": 275, "median from plan before": 366}),
        (Show.MONTHS, {"median in plan": 6, "longest in plan": 9, "longest from plan before": 12}),
    ],
)
def test_slips_in_days_and_months(measured: Engine, show: Show, expected: dict[str, int]) -> None:
    found = compare(measured, Name.TIMELINE, show=show)
    slips = found.table.loc["Tayside"].to_dict()
    assert {heading: slips[heading] for heading in expected} == expected
    moved = found.rows[found.rows["revised"] == "yes"]
    assert (moved["planned_end"] < moved["revised_end"]).all()
    assert pd.Timestamp(SPRING) in set(moved["planned_end"])


def test_money_counts_a_sum_once_and_says_what_it_left_out(measured: Engine) -> None:
    found = compare(measured, Name.MONEY)
    assert found.table.loc["Tayside"].to_dict() == {"all": 1970, "external": 500, "amount_only": 1470}
    assert found.table.loc["Northern"].isna().all()
    notes = " ".join(found.notes)
    assert "6 of 11 actions name no sum" in notes
    assert "1 actions here have one of another action" in notes
    assert "1 actions print the sum that they had in the plan before" in notes


def test_money_by_funder_adds_up_to_all_of_it(measured: Engine) -> None:
    found = compare(measured, Name.MONEY, show=Show.FUNDERS)
    assert found.table.loc["Tayside"].to_dict() == {"all": 1970, "Sacro": 200, "none": 1770}
    assert found.links.loc["Tayside", "all"] == "authority=tayside&money=own"


def test_carried_counts_each_action_once_before_and_once_after(measured: Engine) -> None:
    table = compare(measured, Name.CARRIED, by=By.PERIOD).table
    before = ["from plan before, by number", "from plan before, by words", "new", "no plan before"]
    after = ["carried on", "dropped", "no plan after"]
    assert (table[before].sum(axis=1) == table["actions"]).all()
    assert (table[after].sum(axis=1) == table["actions"]).all()
    assert table.loc["2010-11"].to_dict() == dict.fromkeys(table.columns, 0) | {
        "actions": 4, "no plan before": 4, "carried on": 2, "dropped": 1, "dropped as complete": 1,
        "no plan after": 1, "marked and carried on": 1, "carried on unmarked": 1,
    }  # fmt: skip


def test_what_became_of_actions(measured: Engine) -> None:
    table = compare(measured, Name.CARRIED, show=Show.BECAME).table
    assert table.loc["in_progress", "complete"] == 1
    assert table.loc["delayed", "delayed"] == 1
    assert table.loc["complete", "complete"] == 1


def test_how_long_actions_last(measured: Engine) -> None:
    table = compare(measured, Name.CARRIED, Selection(authority="tayside"), show=Show.PLANS).table
    assert table.loc["Tayside"].to_dict() == {"1": 6, "2": 2, "3": 1}


@pytest.mark.parametrize(("name", "show"), [(name, show) for name in NAMES for show in KINDS[name].shows])
def test_nothing_selected_gives_an_empty_table(measured: Engine, name: Name, show: Show) -> None:
    found = compare(measured, name, Selection(authority="glasgow"), show=show)
    assert found.table.empty
    assert found.rows.empty
