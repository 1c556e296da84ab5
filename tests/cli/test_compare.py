"""``cjaplans compare`` in a process of its own: tables for people, data for programs, one line for what is wrong."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from cjaplans.cli import cli
from cjaplans.cli import run as run_here
from cjaplans.load.database import open_database, upgrade
from tests.cli.plans import write_plan

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without plans."""
    path = tmp_path_factory.mktemp("empty") / "plans.db"
    upgrade(open_database(str(path)))
    return path


def test_data_is_clean_and_notes_are_beside_it(run: Run, tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    header = ("Ref", "Action", "By whom", "By when", "Status", "Outcomes")
    rows = (("1", "Paint the brig", "Sacro", "2013", "Complete", "C1, O2"), ("2", "Row", "Sacro", "2013", "", "C6"))
    write_plan(tmp_path / "plan.pdf", header, rows)
    assert run("ingest", "plan.pdf", "--db", database).returncode in (0, 3)
    as_csv = run("compare", "outcomes", "--db", database, "--csv", "--outcome", "c1,c6")
    assert as_csv.returncode == 0, as_csv.stderr
    found = {row["code"]: row for row in csv.DictReader(as_csv.stdout.splitlines())}
    assert (found["C1"]["authority_key"], found["C1"]["actions"], found["C1"]["share"]) == ("tayside", "1", "1.0")
    assert "Of 2 actions in 1 plan." in as_csv.stderr.splitlines()
    as_json = run("compare", "status", "--db", database, "--json", "--by", "period")
    assert {row["status_code"] for row in json.loads(as_json.stdout)} == {"complete", "unknown"}
    table = run("compare", "status", "--db", database)
    assert "Of 2 actions in 1 plan." in table.stdout
    assert table.stderr == ""
    as_md = run("compare", "themes", "--db", database, "--md")
    assert "| authority |" in as_md.stdout
    assert as_md.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("status", "--show", "complete"), "status has no complete; one of actions, share"),
        (("outcomes", "--authority", "atlantis"), "no authority 'atlantis'; one of "),
        (("outcomes", "--outcome", "X1"), "no outcome 'X1'; "),
        (("themes", "--period", "soon"), "'soon' is no period"),
        (("themes", "--parquet", "themes.csv"), "themes.csv: '.csv' is no kind of file"),
        (("themes", "--chart", "nowhere/themes.svg"), "nowhere: no such folder"),
        (("everything",), "'everything' is not one of 'outcomes'"),
    ],
)
def test_what_cannot_be_is_one_line(
    database: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_here(["compare", *arguments, "--db", str(database)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert len(printed.err.splitlines()) == 1


def test_a_process_that_fails_says_one_line_too(run: Run, database: Path) -> None:
    result = run("compare", "status", "--show", "complete", "--db", database)
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)


def test_files_are_written_and_said(run: Run, database: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra 'export')")
    pytest.importorskip("altair", reason="altair is not installed (the extra 'charts')")
    files = ("--parquet", "status.parquet", "--chart", "status.svg")
    result = run("compare", "status", "--db", database, *files)
    assert result.returncode == 0, result.stderr
    assert result.stdout == ""
    assert "chart written to status.svg" in result.stderr.splitlines()
    assert {path.name for path in tmp_path.iterdir()} >= {"status.parquet", "status.svg"}


def test_help_says_what_each_comparison_is() -> None:
    shown = CliRunner().invoke(cli, ["compare", "--help"]).output
    for words in ("outcomes", "23 national outcomes", "five themes", "complete, on track", "actions, complete, share"):
        assert words in shown
