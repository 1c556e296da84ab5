"""Conditions as people type them, as they stand in addresses, and what they find."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cjaplans.load.database import open_readonly
from cjaplans.publish.compare.behind import actions_behind, count_behind
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.known import known
from cjaplans.publish.compare.model import By, Name
from cjaplans.publish.compare.selection import Selection, exactly
from cjaplans.publish.listing import UnknownFilterError


@pytest.mark.parametrize(
    ("period", "labels"),
    [
        ("2010", {"2010", "2010-11"}),
        ("2010-10", {"2010"}),
        ("2010/11", {"2010-11"}),
        ("2010-2011", {"2010-11"}),
        ("2012-14", {"2012-14"}),
        ("none", {None}),
        ("1999", set()),
    ],
)
def test_a_period_is_a_label_or_the_year_that_it_begins_in(varied: Engine, period: str, labels: set[str]) -> None:
    listed = actions_behind(varied, known(varied, Selection(period=period)))
    assert set(listed["period"].astype(object).where(listed["period"].notna(), None)) == labels


@pytest.mark.parametrize(("label", "condition"), [("2010", "2010-10"), ("2010-11", "2010-11"), ("none", "none")])
def test_a_label_has_a_condition_that_finds_no_other(label: str, condition: str) -> None:
    assert exactly(label) == condition


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({"authority": " Tayside "}, {"authority": "tayside"}),
        ({"authority": "Glasgow Community Justice Authority"}, {"authority": "glasgow"}),
        ({"outcome": "c1, O2"}, {"outcome": "NSMO23:C1,NSMO23:O2"}),
        ({"outcome": "NSMO23:S7"}, {"outcome": "NSMO23:S7"}),
        ({"theme": "COMMUNICATION"}, {"theme": "communication"}),
        ({"theme": "none", "place": "none"}, {"theme": "none", "place": "none"}),
        ({"group": "Women"}, {"group": "women"}),
        ({"place": "angus"}, {"place": "Angus"}),
        ({"organisation": "sacro"}, {"organisation": "Sacro"}),
        ({"organisation": "sps"}, {"organisation": "Scottish Prison Service"}),
        ({"status": "complete", "period": ""}, {"status": "complete"}),
    ],
)
def test_conditions_are_found_as_people_write_them(
    varied: Engine, given: dict[str, str], stored: dict[str, str]
) -> None:
    assert known(varied, Selection(**given)) == Selection(**stored)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"authority": "atlantis"}, "no authority 'atlantis'; one of fife-and-forth-valley, glasgow, lanarkshire"),
        ({"place": "Anguss"}, "no place 'Anguss'; one of Angus, Dundee City, East Lothian, Fife"),
        ({"outcome": "C1,Q9"}, "no outcome 'Q9'; did you mean O9"),
        ({"organisation": "Sacrow"}, "no organisation 'Sacrow'; did you mean Sacro"),
        ({"period": "soon"}, "'soon' is no period"),
        ({"group": "nobody"}, "women, young_people"),
        ({"theme": "work"}, "no theme 'work'; one of communication, performance"),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(varied: Engine, given: dict[str, str], said: str) -> None:
    with pytest.raises(UnknownFilterError) as refused:
        known(varied, Selection(**given))
    assert said in str(refused.value)


def test_an_address_says_only_what_is_asked() -> None:
    selection = Selection(authority="tayside", outcome="NSMO23:C1,NSMO23:O2", place="", theme=None)
    assert selection.query_string() == "authority=tayside&outcome=NSMO23:C1,NSMO23:O2"
    assert Selection.of({"authority": "tayside", "place": "", "by": "period"}) == Selection(authority="tayside")


def test_actions_are_listed_by_the_page(varied: Engine) -> None:
    all_of_them = actions_behind(varied, Selection())
    page = actions_behind(varied, Selection(), limit=3, offset=4)
    assert list(page["path"]) == list(all_of_them["path"][4:7])
    assert all_of_them["authority_key"].isna().tolist() == sorted(all_of_them["authority_key"].isna())


def test_actions_are_listed_by_words(varied: Engine) -> None:
    assert count_behind(varied, Selection(authority="tayside"), "bicycle 2") == 2
    assert len(actions_behind(varied, Selection(authority="tayside"), "bicycle 2")) == 2
    assert count_behind(varied, Selection(), " ") == count_behind(varied, Selection())
    assert count_behind(varied, Selection(), "?!") == 0
    assert count_behind(varied, Selection(), 'OR "') == 0


def test_a_name_that_is_stored_so_is_not_taken_for_another(varied_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    with closing(sqlite3.connect(varied_path)) as varied, closing(sqlite3.connect(path)) as copy:
        varied.backup(copy)
        copy.execute("UPDATE action SET place = 'ANGUS' WHERE place = 'Dundee City'")
        copy.commit()
    engine = open_readonly(str(path))
    for place in ("Angus", "ANGUS"):
        assert known(engine, Selection(place=place)).place == place
    engine.dispose()


def test_a_council_is_one_place_with_the_word_or_without(varied_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    with closing(sqlite3.connect(varied_path)) as varied, closing(sqlite3.connect(path)) as copy:
        varied.backup(copy)
        copy.execute("UPDATE action SET place = 'Angus Council' WHERE place = 'Angus' AND status_code = 'complete'")
        copy.commit()
    engine = open_readonly(str(path))
    made = compare(engine, Name.STATUS, by=By.PLACE)
    assert made.table.loc["Angus", ["complete", "in_progress"]].tolist() == [1, 1]
    assert "Angus Council" not in made.table.index
    assert known(engine, Selection(place="angus council")) == Selection(place="Angus")
    assert count_behind(engine, Selection(place="Angus")) == 2
    engine.dispose()
