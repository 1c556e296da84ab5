"""The number in a cell is the number of actions that its link lists: of every comparison, however it is asked for."""

from __future__ import annotations

from itertools import product
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from cjaplans.publish.compare.behind import actions_behind, count_behind
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.model import KINDS, By, Comparison, Name, Show
from cjaplans.publish.compare.selection import Selection

COUNTS = (Show.ACTIONS, Show.COMPLETE)
ASKED = [(name, by, show) for name, by in product(KINDS, By) for show in KINDS[name].shows if show in COUNTS]

CONDITIONS = {
    "authority": ("tayside", "lothian-and-borders", "northern", "none"),
    "period": ("2010-11", "2010", "2010-10", "2012-14", "none"),
    "place": ("Angus", "Fife", "none"),
    "theme": ("workforce", "communication", "none"),
    "group": ("women", "none"),
    "outcome": ("NSMO23:C1", "NSMO23:C3,NSMO23:C6", "NSMO23:S5", "none"),
    "status": ("complete", "delayed", "unknown"),
    "organisation": ("Sacro", "none"),
}
SELECTIONS = st.fixed_dictionaries({}, optional={name: st.sampled_from(CONDITIONS[name]) for name in CONDITIONS})


def behind(link: str) -> Selection:
    return Selection.of(dict(parse_qsl(link, strict_parsing=True)))


def assert_lawful(engine: Engine, found: Comparison) -> int:
    """Check every cell; how many there are that count some actions."""
    assert found.links.shape == found.table.shape
    counting = 0
    for row, column in product(found.table.index, found.table.columns):
        number, link = found.table.loc[row, column], found.links.loc[row, column]
        if number is pd.NA or number == 0:
            assert link == "", (row, column)
        else:
            counting += 1
            assert count_behind(engine, behind(link)) == number, (row, column, link)
    return counting


@pytest.mark.parametrize(("name", "by", "show"), ASKED)
def test_every_cell_counts_what_it_links_to(varied: Engine, name: Name, by: By, show: Show) -> None:
    assert assert_lawful(varied, compare(varied, name, by=by, show=show)) > 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(conditions=SELECTIONS, asked=st.sampled_from(ASKED))
def test_so_it_does_under_any_conditions(
    varied: Engine, conditions: dict[str, str], asked: tuple[Name, By, Show]
) -> None:
    name, by, show = asked
    assert_lawful(varied, compare(varied, name, Selection(**conditions), by, show))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(conditions=SELECTIONS)
def test_as_many_are_listed_as_are_counted(varied: Engine, conditions: dict[str, str]) -> None:
    selection = Selection(**conditions)
    listed = actions_behind(varied, selection)
    assert len(listed) == count_behind(varied, selection)
    assert listed["path"].is_unique
    assert Selection.of(dict(parse_qsl(selection.query_string()))) == selection


@pytest.mark.parametrize("show", [Show.SHARE])
@pytest.mark.parametrize("name", [name for name in KINDS if Show.SHARE in KINDS[name].shows])
def test_a_share_links_to_what_it_is_a_share_of(varied: Engine, name: Name, show: Show) -> None:
    shares, counts = (compare(varied, name, show=each) for each in (show, Show.ACTIONS))
    pd.testing.assert_frame_equal(shares.links, counts.links)
    numbers = shares.table.to_numpy(dtype=float, na_value=0)
    assert ((numbers >= 0) & (numbers <= 1)).all()
    assert numbers.any()
