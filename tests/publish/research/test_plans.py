"""``cjaplans.open``: the sample plans as frames."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import cjaplans
from cjaplans.load.database import open_database, upgrade
from cjaplans.load.errors import DatabaseError, MissingDatabaseError
from cjaplans.publish.listing import UnknownFilterError
from cjaplans.publish.research.queries import QueryError

OF_ACTIONS = ("actions", "dates", "funding", "outcomes", "parties", "steps", "lineage", "sources")
OTHERS = ("documents", "plans", "findings", "indicators")


@pytest.fixture(scope="module")
def db(sample_database: Path) -> Iterator[cjaplans.Plans]:
    with cjaplans.open(sample_database) as opened:
        yield opened


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[cjaplans.Plans]:
    """A database without plans."""
    path = tmp_path_factory.mktemp("empty") / "plans.db"
    engine = open_database(str(path))
    upgrade(engine)
    engine.dispose()
    with cjaplans.open(path) as opened:
        yield opened


def types(rows: pd.DataFrame) -> dict[str, str]:
    """The types of columns; what values a vocabulary has is not asked."""
    return {name: str(rows[name].dtype) for name in rows.columns}


def test_the_package_is_imported_without_what_it_opens_with() -> None:
    heavy = "{'pandas', 'sqlalchemy', 'spacy', 'numpy'}"
    program = f"import cjaplans, sys; print(sorted({heavy} & set(sys.modules)), cjaplans.open.__name__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[] open\n", "")


def test_what_the_package_has_not_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        cjaplans.opne  # type: ignore[attr-defined]  # noqa: B018


def test_a_star_leaves_the_files_of_python_alone() -> None:
    assert "open" not in cjaplans.__all__


@pytest.mark.parametrize("name", [*OF_ACTIONS, *OTHERS])
def test_a_database_without_plans_has_the_same_types(db: cjaplans.Plans, empty: cjaplans.Plans, name: str) -> None:
    held, nothing = getattr(db, name)(), getattr(empty, name)()
    assert len(held) > 0
    assert len(nothing) == 0
    assert {column: str(held[column].dtype) for column in held} == {
        column: str(nothing[column].dtype) for column in held
    }


@pytest.mark.parametrize("name", OF_ACTIONS)
def test_every_frame_of_actions_takes_the_same_conditions(db: cjaplans.Plans, name: str) -> None:
    everything = getattr(db, name)()
    chosen = getattr(db, name)(authority="Tayside", period="2010-11")
    wanted = everything[(everything["authority_key"] == "tayside") & (everything["period"] == "2010-11")]
    assert list(chosen["action_key"]) == list(wanted["action_key"])
    assert len(getattr(db, name)(authority="glasgow")) == 0


def test_a_year_may_be_a_number_and_what_is_no_condition_is_told(db: cjaplans.Plans) -> None:
    assert len(db.actions(period=2010)) == len(db.actions(period="2010"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no condition 'year'; one of authority, period, place"):
        db.actions(year="2010")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="authority takes one text, not "):
        db.actions(authority=["tayside", "northern"])  # type: ignore[arg-type]


def test_actions_are_a_row_each_by_their_key(db: cjaplans.Plans) -> None:
    actions = db.actions()
    assert (len(actions), actions.columns[0], actions["action_key"].is_unique) == (75, "action_key", True)
    for name in OF_ACTIONS[1:]:
        assert set(getattr(db, name)()["action_key"]) <= set(actions["action_key"]), name


def test_words_are_found_best_first(db: cjaplans.Plans) -> None:
    assert db.actions(search="housing form")["ref"].iloc[0] == "1d"
    assert set(db.actions(search="housing", authority="tayside")["ref"]) == {"1d", "1e", "1g"}
    assert len(db.actions(search="?!")) == 0


def test_what_became_of_an_action_a_year_later(db: cjaplans.Plans) -> None:
    lineage = db.lineage(period="2010-11")
    report = lineage[lineage["previous_key"].str.startswith("tayside/2009-10/1c-")].iloc[0]
    assert (report["previous_status_code"], report["status_code"], report["ref"]) == ("in_progress", "complete", "1a")


def test_outcomes_of_all_plans_can_be_had_in_one_scheme(db: cjaplans.Plans) -> None:
    own, common = db.outcomes(), db.outcomes(common=True)
    assert set(own["scheme_key"].dropna()) > {"NSMO23"}
    assert set(common["outcome_id"].str.split(":").str[0]) == {"NSMO23"}
    assert str(common["match"].dtype) == "category"


def test_sources_lie_on_their_pages(db: cjaplans.Plans) -> None:
    cells = db.sources(authority="northern")
    assert ((cells["x0"] >= 0) & (cells["x0"] < cells["x1"]) & (cells["x1"] <= cells["width"])).all()
    assert ((cells["top"] < cells["bottom"]) & (cells["bottom"] <= cells["height"])).all()


def test_a_comparison_is_that_of_the_command(db: cjaplans.Plans) -> None:
    table = db.compare("status", by="period", authority="tayside").table
    assert int(table.loc["2010-11", "complete"]) == 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": "weather"}, "no comparison 'weather'; one of outcomes, status"),
        ({"name": "status", "by": "moon"}, "no 'by' 'moon'; one of authority, period, place"),
        ({"name": "status", "show": "all"}, "no show 'all'"),
        ({"name": "status", "authority": "atlantis"}, "no authority 'atlantis'"),
    ],
)
def test_a_comparison_that_there_is_not(db: cjaplans.Plans, arguments: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        db.compare(**arguments)  # type: ignore[arg-type]


def test_queries_of_ones_own(db: cjaplans.Plans) -> None:
    rows = db.sql(
        "SELECT authority_key, count(*) AS n FROM action_flat WHERE status_code = :s GROUP BY 1", s="complete"
    )
    assert dict(zip(rows["authority_key"], rows["n"], strict=True))["tayside"] == 9
    assert (str(rows["n"].dtype), str(rows["authority_key"].dtype)) == ("Int64", "category")
    assert len(db.sql("SELECT :a AS a", {"a": 1})) == 1


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT foo", "no such column: foo"),
        ("SELECT :a", "binding parameter :a"),
        ("SELCT 1", "syntax error"),
        ("SELECT 1; SELECT 2", "one statement"),
        ("DELETE FROM action", "readonly"),
        ("PRAGMA query_only = 1", "gives no rows"),
    ],
)
def test_a_query_that_cannot_be_run_says_why(db: cjaplans.Plans, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        db.sql(query)


def test_tables_are_whole_and_lists_are_lists(db: cjaplans.Plans) -> None:
    headers = db.table("source_table")["header"]
    assert "Status" in headers[headers.map(lambda header: "Status" in header)].iloc[0]
    assert len(db.table("outcome_scheme")) == 5
    with pytest.raises(UnknownFilterError, match="no table 'sqlite_master'; one of action, "):
        db.table("sqlite_master")


def test_citing(db: cjaplans.Plans) -> None:
    key = db.actions(authority="tayside")["action_key"].iloc[0]
    assert db.cite(key).startswith("Tayside Community Justice Authority Action Plan 2009/10, p. 1")
    with pytest.raises(UnknownFilterError, match="no action 'tayside/1'"):
        db.cite("tayside/1")


def test_what_it_is_stands_in_a_line_and_a_table(sample_database: Path, empty: cjaplans.Plans) -> None:
    db = cjaplans.open(sample_database)
    assert repr(db) == f"<cjaplans.Plans {str(sample_database)!r}: 5 plans, 75 actions, 20 findings>"
    page = db._repr_html_()
    assert "5 plans, 75 actions" in page and "<td>12</td>" in page and "NA" not in page
    assert "0 plans, 0 actions, 0 findings" in empty._repr_html_()
    db.close()
    db.close()
    assert "closed" in repr(db) and "closed" in db._repr_html_()
    with pytest.raises(ValueError, match="is closed; open it again"):
        db.actions()


def test_a_name_cannot_break_the_page(sample_database: Path, tmp_path: Path) -> None:
    shutil.copy(sample_database, tmp_path / "<b>.db")
    with cjaplans.open(tmp_path / "<b>.db") as db:
        assert "<b>" not in db._repr_html_()


def test_no_database_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MissingDatabaseError, match=r"no database at data/processed/plans.db; run 'cjaplans ingest'"):
        cjaplans.open()


def test_a_database_that_goes_bad_is_named_as_people_name_it(sample_database: Path, tmp_path: Path) -> None:
    path = tmp_path / "my plans.db"
    shutil.copy(sample_database, path)
    with cjaplans.open(path) as db:
        db.engine.dispose()
        path.write_bytes(b"no database" * 1000)
        with pytest.raises(DatabaseError, match=f"^{re.escape(str(path))} is not a database; give another path$"):
            db.actions()


@pytest.mark.parametrize(
    ("told", "setting", "named"), [(True, "", False), (None, "1", False), (False, "1", True), (None, "no", True)]
)
def test_people_are_named_only_where_they_may_be(
    sample_database: Path, monkeypatch: pytest.MonkeyPatch, told: bool | None, setting: str, named: bool
) -> None:
    monkeypatch.setenv("CJAPLANS_REDACT_PEOPLE", setting)
    with cjaplans.open(sample_database, redact_people=told) as db:
        texts = " ".join(db.actions()["progress"].dropna()) + " ".join(db.parties()["printed"])
        assert ("Morag Lennie" in texts) is named
        assert ("withheld" in repr(db)) is not named
