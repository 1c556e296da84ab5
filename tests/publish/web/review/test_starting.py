"""Review mode is for one machine, and is refused where it could not write."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.log import MutedLog
from cjaplans.ingest.request import Request
from cjaplans.ingest.written.amending import Signed
from cjaplans.ingest.written.correcting import Desk, correct
from cjaplans.publish.web.review.mode import review_at
from cjaplans.publish.web.serving import serve
from tests.browser.serving import run
from tests.cli.plans import write_plan
from tests.publish.web.review.conftest import HEADER, ROWS


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of one plan, which nobody has corrected or reviewed."""
    folder = tmp_path_factory.mktemp("ingested")
    write_plan(folder / "plain.pdf", HEADER, ROWS)
    ingest_paths([str(folder)], Request(str(folder / "plans.db"), jobs=0), MutedLog(lambda message: None))
    return folder / "plans.db"


@pytest.fixture
def database(ingested: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database alone, in the folder where we are."""
    shutil.copy(ingested, tmp_path)
    monkeypatch.chdir(tmp_path)
    return "plans.db"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_other_machines_are_not_let_in(database: str, host: str) -> None:
    review = review_at(database, "", Path("mine"), None)
    with pytest.raises(UsageProblem, match=f"--review: is for this machine alone, and {host} lets others in"):
        serve(database, host, 0, say=pytest.fail, warn=pytest.fail, review=review)


def test_the_command_says_so_in_one_line(database: str) -> None:
    options = ("--review", "--corrections", "mine", "--host", "0.0.0.0", "--database", database)
    done = run(Path(), "serve", *options)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "this machine alone" in done.stderr


def test_a_folder_of_layouts_that_is_named_is_made(database: str) -> None:
    review_at(database, "", Path("mine"), Path("new", "layouts"))
    assert Path("new", "layouts").is_dir()
    Path("file").touch()
    with pytest.raises(UsageProblem, match="give another folder with --layouts"):
        review_at(database, "", Path("mine"), Path("file", "layouts"))


def test_what_could_not_be_applied_is_not_written(database: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        key, text = connection.execute("SELECT key, action_text FROM action WHERE action_text IS NOT NULL").fetchone()
    desk = Desk(database, Path("mine"), 0.0, Path("nowhere"))
    with pytest.raises(UsageProblem, match="nowhere: No such file or directory"):
        correct(desk, key, "action_text", f"{text}!", "a reason", Signed("M. Tester", date(2026, 1, 2)), pytest.fail)
    assert not Path("mine").exists()


def test_mistakes_in_files_are_told_at_the_start(database: str) -> None:
    for folder, text in (("layouts", "name: a\n"), ("mine", "corrections: 1\n")):
        Path(folder).mkdir()
        Path(folder, "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageProblem, match=r"mine.a.yaml:1: "):
        review_at(database, "", Path("mine"), None)
    with pytest.raises(UsageProblem, match=r"layouts.a.yaml:1: 'tables' is missing"):
        review_at(database, "", Path("new"), Path("layouts"))
