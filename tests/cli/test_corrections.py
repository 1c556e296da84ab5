"""An analyst corrects and reviews; the plan is read again, in a newer version, and into a new database."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from cjaplans.cli import run as run_here
from cjaplans.ingest.lock import writing
from cjaplans.ingest.task import Task
from tests.cli.plans import write_plan

Run = Callable[..., "subprocess.CompletedProcess[str]"]

HEADER = ("No", "Action", "Lead", "Timescale", "Status", "Progress")
ROWS = (
    ("1.1", "Open the mill at Kelpie", "Kelpie Works", "May 2012", "Ongoing", "half of it"),
    ("1.2", "Paint the barn", "SPS", "June 2012", "Complete", "red"),
    ("1.3", "Mend the boat", "Morag Tester", "whenever", "hm", "none"),
)
PLAN = "tayside/2012-13"
FILE = Path("corrections/tayside-2012-13.yaml")
DATABASE = Path("data/processed/plans.db")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An analyst in an empty folder. Files are read in this process, which is the same and quicker."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("cjaplans.ingest.workers.executor.Processes.in_order", _here)
    monkeypatch.setattr("cjaplans.cli.signal.signal", lambda *_: None)  # the handler is for a process of its own
    monkeypatch.setenv("CJAPLANS_AUTHOR", "Eck")
    for name in ("CJAPLANS_CORRECTIONS", "CJAPLANS_LAYOUTS", "CJAPLANS_REDACT_PEOPLE"):
        monkeypatch.delenv(name, raising=False)


def _here(_: object, reader: Callable[[Task], Any], tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
    for task in tasks:
        yield task, reader(task)


class Desk:
    """The command line, and what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.said = ""

    def __call__(self, *arguments: str | Path, code: int = 0) -> str:
        ended = run_here([str(each) for each in arguments])
        printed, self.said = self._capsys.readouterr()
        assert ended == code, printed + self.said
        return printed

    def ingest(self, *options: str, rows: Sequence[Sequence[str]] = ROWS, code: int = 0) -> dict[str, Any]:
        write_plan(Path("plan.pdf"), HEADER, rows)
        return json.loads(self("ingest", "plan.pdf", "--json", "--quiet", *options, code=code))

    def rows(self, command: str, *options: str, code: int = 0) -> list[dict[str, Any]]:
        return json.loads(self(command, "--json", *options, code=code))

    def action(self, ref: str) -> dict[str, Any]:
        return next(row for row in self.rows("actions") if row["ref"] == ref)

    def correct(self, ref: str, field: str, value: str, code: int = 0) -> None:
        self("correct", f"{PLAN}/{ref}-", field, value, "--reason", "see the scan", code=code)


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(capsys)


def changed(number: int, column: int, text: str) -> list[Sequence[str]]:
    """The rows of a newer version of the plan."""
    rows = [list(row) for row in ROWS]
    rows[number][column] = text
    return [tuple(row) for row in rows]


def dump() -> list[str]:
    """All of the database but the ledger of runs."""
    with closing(sqlite3.connect(DATABASE)) as database:
        lines = [line for line in database.iterdump() if "ingest_run" not in line]
    return [line for line in lines if "sqlite_sequence" not in line]


def states(desk: Desk, code: int = 0) -> list[str]:
    return [row["state"] for row in desk.rows("corrections", code=code)]


def test_a_correction_is_applied_at_once_and_at_every_ingest(desk: Desk) -> None:
    desk.ingest()
    desk.correct("1.2", "timescale", "August 2012")
    assert "it is applied now and at every ingest" in desk.said
    desk.correct("1.3", "status_code", "delayed")
    for again in ((), ("--force",)):
        action = desk.action("1.2")
        assert (action["timescale"], action["end_date"]) == ("August 2012", "2012-08-31")
        assert desk.action("1.3")["status_code"] == "delayed"
        assert states(desk) == ["applied", "applied"]
        desk.ingest(*again)


def test_a_second_ingest_changes_no_row(desk: Desk) -> None:
    desk.ingest()
    desk.correct("1.2", "timescale", "August 2012")
    desk("review", desk.rows("findings")[0]["key"], "--accept")
    before = dump()
    assert any("August 2012" in line for line in before)
    desk.ingest()
    assert dump() == before


def test_the_page_is_still_what_a_value_came_from(desk: Desk) -> None:
    desk.ingest()
    desk.correct("1.2", "timescale", "August 2012")
    query = """SELECT cell.text FROM action JOIN action_source ON action_id = action.id JOIN cell ON cell.id = cell_id
               WHERE ref = '1.2' AND field = 'timescale'"""
    with closing(sqlite3.connect(DATABASE)) as database:
        assert database.execute(query).fetchall() == [("June 2012",)]
        kept = "SELECT was, now, author, reason, applied, source FROM correction"
        assert database.execute(kept).fetchall() == [("June 2012", "August 2012", "Eck", "see the scan", 1, FILE.name)]


def test_a_newer_version_of_the_plan_keeps_a_correction_that_still_fits(desk: Desk) -> None:
    desk.ingest()
    desk.correct("1.1", "timescale", "July 2012")
    desk.ingest(rows=changed(0, 5, "all of it"))
    action = desk.action("1.1")
    assert (action["progress"], action["timescale"]) == ("all of it", "July 2012")
    assert states(desk) == ["applied"]


def test_one_that_no_longer_fits_is_an_error_and_not_applied(desk: Desk) -> None:
    desk.ingest()
    desk.correct("1.1", "timescale", "July 2012")
    newer = changed(0, 3, "September 2012")
    summary = desk.ingest(rows=newer, code=3)
    (line,) = summary["corrections_not_applied"]
    assert "from 'May 2012' to 'July 2012' is not applied: it is 'September 2012' now" in line
    assert line in desk.said
    assert desk.action("1.1")["timescale"] == "September 2012"
    (finding,) = desk.rows("findings", "--severity", "error")
    assert (finding["code"], finding["action_ref"], finding["page"]) == ("correction_stale", "1.1", 1)
    assert states(desk, code=3) == ["stale"]
    assert desk.ingest(rows=newer, code=3)["corrections_not_applied"] == [line], "until it is put right"
    FILE.write_text(FILE.read_text(encoding="utf-8").replace("May 2012", "September 2012"), encoding="utf-8")
    desk.ingest(rows=newer)
    assert desk.action("1.1")["timescale"] == "July 2012"
    assert desk.rows("findings", "--severity", "error") == []


def test_one_whose_action_has_gone_is_an_error_of_the_plan(desk: Desk) -> None:
    desk.ingest()
    desk.correct("1.1", "timescale", "July 2012")
    newer = changed(0, 1, "Shut the mill at Kelpie for good")
    desk.ingest(rows=newer, code=3)
    (finding,) = desk.rows("findings", "--severity", "error")
    assert (finding["code"], finding["action_ref"]) == ("correction_unmatched", None)
    assert desk.action("1.1")["action_key"] in finding["message"]
    assert states(desk, code=3) == ["unmatched"]
    before = dump()
    desk.ingest(rows=newer, code=3)
    assert dump() == before
    FILE.write_text("corrections:\n", encoding="utf-8")
    desk.ingest(rows=newer)
    assert desk.rows("findings", "--severity", "error") == []


def test_a_new_database_has_all_corrections_and_reviews(desk: Desk) -> None:
    desk.ingest()
    desk.correct("1.1", "timescale", "July 2012")
    desk.correct("1.1", "timescale", "August 2012")
    finding = desk.rows("findings")[0]["key"]
    desk("review", finding, "--accept", "--note", "hm")
    DATABASE.unlink()
    desk.ingest()
    assert desk.action("1.1")["timescale"] == "August 2012"
    assert states(desk) == ["applied", "applied"]
    (row,) = (row for row in desk.rows("findings") if row["key"] == finding)
    assert (row["review"], row["note"], row["reviewed_by"]) == ("accepted", "hm", "Eck")
    assert finding not in [row["key"] for row in desk.rows("findings", "--open")]


def test_a_database_that_mirrors_a_folder_is_not_written_to_without_it(desk: Desk) -> None:
    desk.ingest()
    desk.correct("1.1", "timescale", "July 2012")
    FILE.parent.rename("elsewhere")
    before = DATABASE.read_bytes()
    for command in (("ingest", "plan.pdf"), ("corrections",), ("review", "1", "--accept")):
        desk(*command, code=2)
        assert "holds 1 corrections and reviews" in desk.said
        assert "name their folder with --corrections" in desk.said
    FILE.parent.mkdir()
    desk("ingest", "plan.pdf", code=2)
    FILE.parent.rmdir()
    desk("correct", f"{PLAN}/1.2-", "ref", "9", "--reason", "x", "--corrections", "new", code=2)
    assert (DATABASE.read_bytes(), Path("new").exists()) == (before, False)
    desk.ingest("--corrections", "elsewhere", "--force")
    assert desk.action("1.1")["timescale"] == "July 2012"


def test_a_mistake_in_a_file_stops_a_run_before_anything_is_changed(desk: Desk) -> None:
    FILE.parent.mkdir()
    FILE.write_text("corrections:\n  - key: tayside\n", encoding="utf-8")
    write_plan(Path("plan.pdf"), HEADER, ROWS)
    desk("ingest", "plan.pdf", code=2)
    assert desk.said.startswith(f"cjaplans: {FILE}:2: a correction lacks 'field', 'expected', 'value'")
    assert not DATABASE.exists()


SLIPS = [
    ((f"{PLAN}/1", "ref", "9"), "KEY: the keys of 3 actions begin with 'tayside/2012-13/1'; give more of one: "),
    (("tayside/2011-12/1.1-00000000", "ref", "9"), "did you mean tayside/2012-13/1.1-"),
    (("angus", "ref", "9"), "no action 'angus' in a current document; 'cjaplans actions --json' shows their keys"),
    ((f"{PLAN}/1.1", "stauts", "9"), "FIELD: no field 'stauts'; did you mean status?"),
    ((f"{PLAN}/1.1", "confidence", "1"), "FIELD: no field 'confidence'; "),
    ((f"{PLAN}/1.1", "status_code", "done"), "VALUE: 'done' cannot be the status_code: it is not one of"),
    ((f"{PLAN}/1.1", "end_date", "2012"), "cannot be the end_date: it is no day; write it as in 2010-04-01"),
    ((f"{PLAN}/1.1", "timescale", " May  2012 "), "its timescale is 'May 2012' already; give another value"),
    ((f"{PLAN}/1.1", "ref", "9", "--author", " "), "--author: is empty; say it in a few words"),
]
SLIPS_OF_REVIEWS = [
    (("999999", "--accept"), "FINDING: no finding '999999' in a current document"),
    (("1",), "nothing to say; give --accept, --note or both; see 'cjaplans review --help'"),
    (("1", "--accept", "--withdraw"), "--withdraw excludes --accept and --note; give one or the other"),
]


def test_slips_are_told_and_nothing_is_written(desk: Desk) -> None:
    desk.ingest()
    for arguments, expected in SLIPS:
        desk("correct", *arguments, "--reason", "x", code=2)
        assert expected in desk.said
    for arguments, expected in SLIPS_OF_REVIEWS:
        desk("review", *arguments, code=2)
        assert expected in desk.said
    assert not FILE.exists()


def test_what_people_wrote_in_a_file_stays(desk: Desk) -> None:
    desk.ingest()
    FILE.parent.mkdir()
    FILE.write_text("# read in May\nreviews:\n", encoding="utf-8")
    desk.correct("1.1", "detail", "by hand: all\nof it")
    text = FILE.read_text(encoding="utf-8")
    assert text.startswith("# read in May\nreviews:\ncorrections:\n  - key: tayside/2012-13/1.1-")
    FILE.write_text("corrections: []\n", encoding="utf-8")
    desk("correct", f"{PLAN}/1.2", "ref", "9", "--reason", "x", code=2)
    assert f"{FILE}: is not laid out line by line" in desk.said
    assert FILE.read_text(encoding="utf-8") == "corrections: []\n"


def test_a_review_is_changed_and_withdrawn(desk: Desk) -> None:
    desk.ingest()
    first = desk.rows("findings")[0]
    desk("review", str(first["id"]), "--note", "I have asked")
    assert desk.rows("findings", "--open")[0]["review"] == "noted"
    desk("review", first["key"], "--accept")
    assert FILE.read_text(encoding="utf-8").count("finding:") == 1
    assert desk.rows("findings")[0]["review"] == "accepted"
    desk("review", first["key"], "--withdraw")
    assert desk.rows("findings")[0]["review"] is None
    desk("review", first["key"], "--withdraw", code=2)
    assert "nobody has reviewed it" in desk.said


def test_a_correction_waits_where_the_extraction_is_not_kept(desk: Desk) -> None:
    desk.ingest()
    shutil.rmtree(DATABASE.parent / "extracted")
    desk.correct("1.1", "timescale", "July 2012")
    assert "the next 'cjaplans ingest' of plan.pdf applies it" in desk.said
    assert states(desk) == ["waiting"]
    desk("correct", f"{PLAN}/1.1", "timescale", "March 2013", "--reason", "x", code=2)
    assert "a correction of its timescale is not applied yet; run 'cjaplans ingest' first" in desk.said
    desk.ingest()
    assert (desk.action("1.1")["timescale"], states(desk)) == ("July 2012", ["applied"])


def test_corrections_reach_the_processes_that_read(desk: Desk, run: Run) -> None:
    desk.ingest()
    desk.correct("1.1", "timescale", "July 2012")
    DATABASE.unlink()
    assert run("ingest", "plan.pdf", "--jobs", "2").returncode == 0
    assert desk.action("1.1")["timescale"] == "July 2012"


def test_a_dry_run_tells_of_corrections_that_do_not_fit(desk: Desk) -> None:
    desk.ingest()
    desk.correct("1.1", "timescale", "July 2012")
    before = DATABASE.read_bytes()
    assert len(desk.ingest("--dry-run", rows=changed(0, 3, "March 2013"), code=3)["corrections_not_applied"]) == 1
    assert DATABASE.read_bytes() == before


@pytest.mark.parametrize(("module", "command"), [("command", ("ingest", "plan.pdf")), ("refreshing", ("refresh",))])
def test_what_is_written_while_a_run_waits_for_another_counts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, module: str, command: Sequence[str]
) -> None:
    desk.ingest()
    desk.correct("1.2", "timescale", "August 2012")
    before = FILE.read_text(encoding="utf-8")
    desk.correct("1.3", "status_code", "delayed")
    after = FILE.read_text(encoding="utf-8")
    FILE.write_text(before, encoding="utf-8")

    @contextmanager
    def writing_after_another(*arguments: Any) -> Iterator[None]:
        FILE.write_text(after, encoding="utf-8")
        with writing(*arguments):
            yield

    monkeypatch.setattr(f"cjaplans.ingest.{module}.writing", writing_after_another)
    desk(*command)
    assert desk.action("1.3")["status_code"] == "delayed"
    assert states(desk) == ["applied", "applied"]


def test_listings_of_corrections_are_inert_and_can_be_redacted(desk: Desk) -> None:
    desk.ingest()
    desk.correct("1.3", "responsible", "Jean Brodie")
    desk.correct("1.2", "progress", "=1+1")
    rows = list(csv.DictReader(io.StringIO(desk("corrections", "--csv"))))
    assert [(row["was"], row["now"]) for row in rows] == [("Morag Tester", "Jean Brodie"), ("red", "'=1+1")]
    assert "Brodie" in desk("corrections")
    for form in ("--csv", "--json"):
        shown = desk("corrections", form, "--redact-people")
        assert not any(name in shown for name in ("Brodie", "Jean", "Morag", "Eck"))
        assert "[name withheld]" in shown
    FILE.write_text(FILE.read_text(encoding="utf-8").replace("Morag Tester", "Morag Rankeillor"), encoding="utf-8")
    desk.ingest("--force", code=3)
    for command in ("findings", "corrections"):
        shown = desk(command, "--json", "--redact-people", code=3 * (command == "corrections"))
        assert "is not applied" in shown
        assert not any(name in shown for name in ("Brodie", "Rankeillor", "Tester", "Eck"))


def test_help_ends_with_an_example(desk: Desk) -> None:
    for command in ("correct", "corrections", "review"):
        assert desk(command, "--help").splitlines()[-1].strip().startswith(f"cjaplans {command}")
