"""Plans of different schemes are compared by what each can reach: the rest is no 0, and is said."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine

from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.selection import Selection

#: The codes of the common scheme that no code of LB14 means, and those that one does.
BEYOND = "C6 O4 O6 O7 O8 S5 S6 S7"
SHARED = "C1 C2 C3 C4 C5 C7 O1 O2 O3 O5 O9 S1 S2 S3 S4"


def outcomes(engine: Engine, show: Show = Show.ACTIONS, by: By = By.AUTHORITY, **conditions: str) -> Comparison:
    return compare(engine, Name.OUTCOMES, Selection(**conditions), by, show)


def test_what_a_scheme_cannot_reach_is_empty_and_not_0(varied: Engine) -> None:
    table = outcomes(varied, period="2010-11").table
    assert all(table.loc["Lothian and Borders", BEYOND.split()].isna())
    assert table.loc["Lothian and Borders", "C2"] == 0
    assert table.loc["Tayside", "O4"] == 0
    assert table.loc["Tayside", "C6"] == 2


def test_a_code_that_joins_two_counts_under_both(varied: Engine) -> None:
    found = outcomes(varied, authority="lothian-and-borders", period="2010-11")
    assert list(found.table.loc["Lothian and Borders", ["C1", "C3", "C4", "O5"]]) == [1, 2, 2, 1]
    assert "In LB14 A3 is C3 and C4: an action under it counts under each." in found.notes


def test_the_total_is_over_what_all_can_reach(varied: Engine) -> None:
    both = outcomes(varied, period="2010-11")
    assert both.table.loc["Tayside", "any"] == 3
    lost = outcomes(varied, period="2010-11", outcome="NSMO23:C6,NSMO23:C1")
    assert list(lost.table.columns) == ["C1", "C6", "any"]
    assert lost.links.loc["Tayside", "any"].endswith("outcome=NSMO23:C1")
    alone = outcomes(varied, authority="tayside", period="2010-11", outcome="NSMO23:C6,NSMO23:C1")
    assert alone.links.loc["Tayside", "any"].endswith("outcome=NSMO23:C1,NSMO23:C6")


def test_the_notes_say_which_codes_which_plans_and_why(varied: Engine) -> None:
    notes = outcomes(varied, period="2010-11").notes
    assert notes[0] == "Of 8 actions in 3 plans."
    assert any(f"15 outcomes ({SHARED})" in note and "'any'" in note for note in notes)
    assert f"LB14 (Lothian and Borders 2010-11) cannot reach {BEYOND}: a dash in rows with such plans is no 0." in notes


def test_plans_of_the_common_scheme_alone_need_no_limits(varied: Engine) -> None:
    notes = outcomes(varied, authority="tayside", period="2010-11").notes
    assert not any("compar" in note for note in notes)


def test_a_row_of_several_schemes_is_compared_by_what_all_its_plans_can_reach(varied: Engine) -> None:
    found = outcomes(varied)
    assert pd.isna(found.table.loc["Lothian and Borders", "C6"])
    assert found.table.loc["Lothian and Borders", "C3"] == 3
    rows = found.rows.set_index(["authority_key", "code"])
    assert list(rows.loc[("lothian-and-borders", "C6"), ["reach", "actions"]]) == ["some", 1]
    assert rows.loc[("lothian-and-borders", "C3"), "reach"] == "all"
    assert rows.loc[("glasgow", "C6"), "reach"] == "none"


def test_plans_without_a_scheme_stop_no_comparison(varied: Engine) -> None:
    found = outcomes(varied, authority="northern")
    assert found.table.loc["Northern", "O9"] == 1
    assert found.table.loc["Northern", "C1"] == 0
    assert found.table.loc["Northern", "none"] == 2


def test_plans_without_a_scheme_are_named_and_counted_apart(varied: Engine) -> None:
    found = outcomes(varied, period="2011-12")
    assert all(found.table.loc["Northern", ["C1", "S7", "any"]].isna())
    assert found.table.loc["Northern", "none"] == 2
    assert any("no scheme (Northern 2011-12)" in note for note in found.notes)


def test_a_judged_crosswalk_says_so(varied: Engine) -> None:
    assert any("In OPIF7" in note and "likeness of meaning" in note for note in outcomes(varied).notes)


def test_a_condition_on_outcomes_names_the_plans_it_cannot_find(varied: Engine) -> None:
    found = compare(varied, Name.STATUS, Selection(outcome="NSMO23:C6", period="2010-11"))
    assert "Left out, as their schemes cannot reach C6: LB14 (Lothian and Borders 2010-11)." in found.notes


def test_shares_are_of_the_actions_that_are_counted(varied: Engine) -> None:
    found = outcomes(varied, Show.SHARE, period="2010-11")
    assert found.table.loc["Tayside", "C1"] == 0.5
    assert pd.isna(found.table.loc["Tayside", "O4"])
    assert pd.isna(found.table.loc["Lothian and Borders", "C6"])


def test_a_file_of_two_plans_is_in_two_rows_each_by_its_own_scheme(varied: Engine) -> None:
    table = outcomes(varied, by=By.PERIOD).table
    assert pd.isna(table.loc["2012-14", "S5"])
    assert table.loc["2012-14", "S4"] == 1


def test_every_tidy_number_is_in_the_table(varied: Engine) -> None:
    found = outcomes(varied)
    cells = found.rows[found.rows["reach"] == "all"]
    assert cells["actions"].sum() == found.table.sum().sum()
    assert (cells["share"].dropna() * cells["actions"]).round().sum() == cells["complete"].sum()


def test_shares_tell_which_actions_say_nothing_of_their_status(varied: Engine) -> None:
    lothian = {"authority": "lothian-and-borders", "period": "2011-12"}
    told = "1 of 2 actions say nothing of their status, and count as not complete."
    assert told in outcomes(varied, Show.SHARE, **lothian).notes
    assert told in outcomes(varied, Show.COMPLETE, **lothian).notes
    assert told not in outcomes(varied, Show.ACTIONS, **lothian).notes
    assert not any("of their status" in note for note in outcomes(varied, Show.SHARE, authority="tayside").notes)
