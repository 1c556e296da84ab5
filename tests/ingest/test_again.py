"""The same files again: nothing is read that is known, nothing is written that is as it was, nothing is lost."""

from __future__ import annotations

import io
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from cjaplans.extract import document
from cjaplans.ingest import fingerprints
from cjaplans.ingest.check import check_database
from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.log import TextLog
from cjaplans.ingest.outcome import BatchResult, FileState
from cjaplans.ingest.refreshing import refresh
from cjaplans.ingest.request import Request
from tests.generated.pack import Binder, plan
from tests.ingest.rows import dump

RELEASES = Path(__file__).parents[1] / "load" / "releases"
RAW = Path(__file__).parents[2] / "data" / "raw"
LOG = TextLog(Console(file=io.StringIO()))


def plan_file(path: Path, authority: str = "Tayside", years: str = "2011-12", **options: Any) -> Path:
    """A plan of a cover and a page of six actions."""
    binder = Binder()
    plan(binder, authority, years, pages=2, **options)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(binder.data())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two plans, a file that is none and one that is no PDF."""
    plan_file(tmp_path / "in" / "a.pdf")
    plan_file(tmp_path / "in" / "b.pdf", "Northern")
    shutil.copy(RAW / "tayside-2009-10.pdf", tmp_path / "in" / "c.pdf")
    (tmp_path / "in" / "d.pdf").write_bytes(b"no PDF")
    return tmp_path


def run(folder: Path, *, paths: list[str] | None = None, **options: Any) -> BatchResult:
    request = Request(str(folder / "plans.db"), jobs=0, **options)
    return ingest_paths(paths or [str(folder / "in")], request, LOG)


def states(result: BatchResult) -> dict[str, str]:
    return {outcome.file.name: outcome.state.value for outcome in result.files}


def query(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "plans.db")) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a PDF fails the test."""

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("a PDF was read")

    monkeypatch.setattr(document, "open_pdf", opened)
    monkeypatch.setattr(document, "extract", opened)


def test_a_second_run_reads_nothing_and_changes_no_row(folder: Path, request: pytest.FixtureRequest) -> None:
    assert states(run(folder)) == {"a.pdf": "loaded", "b.pdf": "loaded", "c.pdf": "loaded", "d.pdf": "rejected"}
    before = dump(folder / "plans.db")
    request.getfixturevalue("no_reading")
    again = run(folder)
    assert set(states(again).values()) == {"unchanged"}
    assert again.exit_code == 3, "the rejected file still needs attention"
    assert dump(folder / "plans.db") == before
    assert query(folder, "SELECT loaded, skipped, renewed, duplicates FROM ingest_run ORDER BY id") == [
        (3, 0, 0, 0),
        (0, 4, 0, 0),
    ]


def test_reading_all_again_gives_every_row_its_old_id(folder: Path) -> None:
    run(folder)
    before = dump(folder / "plans.db")
    assert states(run(folder, force=True))["a.pdf"] == "loaded"
    assert dump(folder / "plans.db") == before


def test_other_rules_renew_what_is_stored_without_reading_a_pdf(
    folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprints, "normalisation", lambda: "first rules")
    run(folder)
    before = dump(folder / "plans.db")
    request.getfixturevalue("no_reading")
    monkeypatch.setattr(fingerprints, "normalisation", lambda: "other rules")
    result = run(folder)
    assert states(result) == {"a.pdf": "loaded", "b.pdf": "loaded", "c.pdf": "loaded", "d.pdf": "unchanged"}
    assert [outcome.renewed for outcome in result.files] == [True, True, True, False]
    after = dump(folder / "plans.db")
    assert {name for name in after if after[name] != before[name]} == {"document"}
    assert query(folder, "SELECT DISTINCT normaliser FROM document WHERE state = 'loaded'") == [("other rules",)]
    assert query(folder, "SELECT loaded, skipped, renewed FROM ingest_run ORDER BY id DESC LIMIT 1") == [(3, 1, 3)]
    assert set(states(run(folder)).values()) == {"unchanged"}


def test_a_stored_extraction_that_is_missing_or_cut_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    first, second, third = sorted((folder / "extracted").iterdir())
    kept = first.read_bytes()
    first.write_bytes(kept[: len(kept) // 2])
    second.unlink()
    monkeypatch.setattr(fingerprints, "normalisation", lambda: "other rules")
    assert sorted(outcome.renewed for outcome in run(folder).files[:3]) == [False, False, True]
    assert first.read_bytes() == kept
    assert second.is_file()
    assert third.is_file()


def test_other_rules_of_extraction_have_all_files_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    monkeypatch.setattr(fingerprints, "extraction", lambda switches: "other rules")
    result = run(folder)
    assert states(result) == {"a.pdf": "loaded", "b.pdf": "loaded", "c.pdf": "loaded", "d.pdf": "rejected"}
    assert not result.renewed


def test_a_dry_run_tells_what_would_be_done_and_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_file(folder / "in" / "e.pdf", "Fife and Forth Valley")
    run(folder, paths=[str(folder / "in" / name) for name in ("a.pdf", "b.pdf", "d.pdf")])
    (folder / "in" / "b.pdf").rename(folder / "in" / "moved.pdf")
    before = dump(folder / "plans.db")
    files = sorted(folder.rglob("*"))
    assert states(run(folder, dry_run=True)) == {
        "a.pdf": "unchanged",
        "c.pdf": "loaded",
        "d.pdf": "unchanged",
        "e.pdf": "loaded",
        "moved.pdf": "unchanged",
    }
    assert (dump(folder / "plans.db"), sorted(folder.rglob("*"))) == (before, files)


def test_a_dry_run_tells_what_would_be_done_to_a_database_of_an_older_version(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "plans.db")) as connection:
        connection.executescript((RELEASES / "0005.sql").read_text(encoding="utf-8"))
    shutil.copy(RELEASES / "plan.pdf", folder / "in" / "known.pdf")
    before = (folder / "plans.db").read_bytes()
    told = states(run(folder, dry_run=True))
    assert (told["a.pdf"], told["known.pdf"]) == ("loaded", "loaded"), "an older version read it, so it is read again"
    assert (folder / "plans.db").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["in", "plans.db"]


def test_only_failed_tries_what_was_rejected(folder: Path) -> None:
    run(folder)
    shutil.copy(folder / "in" / "a.pdf", folder / "in" / "copy.pdf")
    result = run(folder, only_failed=True)
    assert (states(result), result.left_out) == ({"d.pdf": "rejected"}, 4)


def test_only_failed_reads_what_took_the_place_of_a_rejected_file(folder: Path) -> None:
    run(folder)
    plan_file(folder / "in" / "d.pdf", "Lanarkshire")
    result = run(folder, only_failed=True)
    assert (states(result), result.left_out) == ({"d.pdf": "loaded"}, 3)
    assert run(folder, only_failed=True).left_out == 4


def test_a_copy_in_the_place_of_a_rejected_file_supersedes_it(folder: Path) -> None:
    run(folder)
    shutil.copy(folder / "in" / "a.pdf", folder / "in" / "d.pdf")
    assert states(run(folder))["d.pdf"] == "duplicate"
    current = query(folder, "SELECT file_name, state FROM document WHERE superseded_by IS NULL ORDER BY file_name")
    assert [state for _, state in current] == ["loaded"] * 3
    assert check_database(str(folder / "plans.db")) == []
    before = dump(folder / "plans.db")
    run(folder)
    assert dump(folder / "plans.db") == before
    (folder / "in" / "d.pdf").write_bytes(b"no PDF")
    assert states(run(folder))["d.pdf"] == "unchanged"
    assert query(folder, "SELECT file_name FROM document WHERE superseded_by IS NULL AND state = 'rejected'")


def test_a_copy_in_the_place_of_a_plan_leaves_it_and_is_told(folder: Path) -> None:
    run(folder)
    shutil.copy(folder / "in" / "a.pdf", folder / "in" / "b.pdf")
    run(folder)
    assert query(folder, "SELECT count(*) FROM document WHERE superseded_by IS NULL") == [(4,)]
    (fault,) = check_database(str(folder / "plans.db"))
    assert (Path(fault.where).name, fault.what) == ("b.pdf", "holds the bytes of another document now")


def test_a_copy_of_a_rejected_file_needs_attention(folder: Path) -> None:
    run(folder)
    copy = folder / "in" / "e.pdf"
    shutil.copy(folder / "in" / "d.pdf", copy)
    for _ in range(2):
        (outcome,) = (result := run(folder, paths=[str(copy)])).files
        assert (outcome.state, int(result.exit_code)) == (FileState.DUPLICATE, 3)
        assert (outcome.reason or "").startswith("the same bytes as d.pdf; rejected before: ")


def test_copies_are_recorded_once_and_go_when_their_place_gets_other_bytes(folder: Path) -> None:
    copy = folder / "in" / "a-copy.pdf"
    shutil.copy(folder / "in" / "a.pdf", copy)
    assert states(run(folder))["a.pdf"] == "duplicate", "the copy comes first by its name"
    assert query(folder, "SELECT file_name FROM duplicate") == [("a.pdf",)]
    before = dump(folder / "plans.db")
    again = run(folder)
    assert (states(again)["a.pdf"], again.files[1].reason) == ("duplicate", "the same bytes as a-copy.pdf")
    assert dump(folder / "plans.db") == before
    plan_file(folder / "in" / "a.pdf", "Lanarkshire")
    assert states(run(folder))["a.pdf"] == "loaded"
    assert query(folder, "SELECT * FROM duplicate") == []
    assert query(folder, "SELECT duplicates FROM ingest_run ORDER BY id") == [(1,), (1,), (0,)]


def test_a_copy_of_a_file_of_an_earlier_run_is_not_loaded_twice(folder: Path) -> None:
    run(folder)
    shutil.copy(folder / "in" / "b.pdf", folder / "in" / "later.pdf")
    assert states(run(folder))["later.pdf"] == "duplicate"
    assert query(folder, "SELECT count(*) FROM document") == [(4,)]
    assert query(folder, "SELECT file_name FROM duplicate") == [("later.pdf",)]


def test_a_copy_stands_in_for_a_file_that_is_not_among_those_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder)
    shutil.copytree(folder / "in", folder / "copies")
    shutil.copy(folder / "in" / "b.pdf", folder / "copies" / "b2.pdf")
    copies = [str(folder / "copies")]
    monkeypatch.setattr(fingerprints, "normalisation", lambda: "other rules")
    first = run(folder, paths=copies)
    assert states(first) == {"a.pdf": "loaded", "b.pdf": "loaded", "b2.pdf": "duplicate", "c.pdf": "loaded"} | {
        "d.pdf": "duplicate"
    }
    assert query(folder, "SELECT DISTINCT normaliser FROM document WHERE state = 'loaded'") == [("other rules",)]
    assert query(folder, "SELECT count(*) FROM document WHERE source_uri LIKE '%/in/%'") == [(4,)]
    again = run(folder, paths=copies)
    assert set(states(again).values()) == {"duplicate"}
    assert [outcome.file.name for outcome in again.files if outcome.needs_attention] == ["d.pdf"]
    assert states(run(folder, paths=copies, force=True))["b.pdf"] == "loaded"


def test_a_document_follows_its_file(folder: Path) -> None:
    run(folder)
    before = dump(folder / "plans.db")
    (folder / "in" / "b.pdf").rename(folder / "in" / "x.pdf")
    assert states(run(folder))["x.pdf"] == "unchanged"
    assert query(folder, "SELECT file_name FROM document WHERE authority_key = 'northern'") == [("x.pdf",)]
    (folder / "in" / "x.pdf").rename(folder / "in" / "b.pdf")
    run(folder)
    assert dump(folder / "plans.db") == before


def test_two_files_that_changed_names_are_both_still_current(folder: Path) -> None:
    run(folder)
    first, second, aside = (folder / "in" / name for name in ("a.pdf", "b.pdf", "aside"))
    first.rename(aside)
    second.rename(first)
    aside.rename(second)
    assert set(states(run(folder)).values()) == {"unchanged"}
    assert query(folder, "SELECT file_name, authority_key FROM document WHERE id < 3 ORDER BY 1") == [
        ("a.pdf", "northern"),
        ("b.pdf", "tayside"),
    ]
    assert query(folder, "SELECT count(*) FROM document WHERE superseded_by IS NOT NULL") == [(0,)]


def test_a_changed_file_supersedes_and_its_old_bytes_make_the_old_state_again(folder: Path) -> None:
    run(folder)
    path, before = folder / "in" / "a.pdf", dump(folder / "plans.db")
    old = path.read_bytes()
    plan_file(path, part=7)
    assert states(run(folder))["a.pdf"] == "loaded"
    current = "SELECT d.id FROM current_document d WHERE file_name = 'a.pdf'"
    assert query(folder, current) == [(5,)]
    assert query(folder, "SELECT superseded_by, superseded_basis FROM document WHERE id = 1") == [(5, "file")]
    path.write_bytes(old)
    assert states(run(folder))["a.pdf"] == "unchanged"
    assert query(folder, current) == [(1,)]
    after = dump(folder / "plans.db")
    assert [row for row in after["document"] if row in before["document"]] == before["document"]
    assert after["action_lineage"] == before["action_lineage"]


def test_an_old_state_that_is_kept_under_another_name_is_left_superseded(folder: Path) -> None:
    run(folder)
    path = folder / "in" / "a.pdf"
    path.rename(folder / "in" / "old.pdf")
    plan_file(path, title="Revised Action Plan")
    result = run(folder)
    assert (states(result)["a.pdf"], states(result)["old.pdf"]) == ("loaded", "unchanged")
    again = {outcome.file.name: outcome for outcome in run(folder).files}
    assert (again["old.pdf"].state, again["old.pdf"].reason) == (FileState.UNCHANGED, "superseded by a.pdf")
    assert query(folder, "SELECT superseded_by, superseded_basis FROM document WHERE id = 1") == [(5, "plan")]
    message = "SELECT f.document_id, f.severity, message FROM finding f WHERE code = 'supersedes_file'"
    assert query(folder, message) == [(5, "info", "'old.pdf' holds an earlier state of this plan and is superseded")]


def test_a_document_that_cannot_be_read_again_stays_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    before = dump(folder / "plans.db")

    def broken(*_: object, **__: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(document, "extract", broken)
    for _ in range(2):
        assert states(run(folder, force=True))["a.pdf"] == "rejected"
        after = dump(folder / "plans.db")
        assert {name for name in after if after[name] != before[name]} == {"document", "finding"}
        assert query(folder, "SELECT count(*) FROM finding WHERE code = 'not_read_again'") == [(3,)]
    monkeypatch.undo()
    run(folder, force=True)
    assert dump(folder / "plans.db") == before


def test_refresh_makes_all_anew_without_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    before = dump(folder / "plans.db")
    shutil.rmtree(folder / "in")
    request = Request(str(folder / "plans.db"), jobs=0)
    assert set(states(refresh(request, LOG)).values()) == {"unchanged"}
    monkeypatch.setattr(fingerprints, "normalisation", lambda: "other rules")
    result = refresh(request, LOG)
    assert (states(result), result.renewed) == ({"a.pdf": "loaded", "b.pdf": "loaded", "c.pdf": "loaded"}, 3)
    assert result.exit_code == 0
    after = dump(folder / "plans.db")
    assert {name for name in after if after[name] != before[name]} == {"document"}
    monkeypatch.undo()
    refresh(request, LOG)
    assert dump(folder / "plans.db") == before


def test_refresh_names_what_is_not_stored_and_leaves_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    before = dump(folder / "plans.db")
    shutil.rmtree(folder / "extracted")
    monkeypatch.setattr(fingerprints, "normalisation", lambda: "other rules")
    result = refresh(Request(str(folder / "plans.db"), jobs=0), LOG)
    assert (set(states(result).values()), result.exit_code) == ({"unchanged"}, 3)
    assert "read its file with 'cjaplans ingest'" in str(result.files[0].reason)
    assert dump(folder / "plans.db") == before
