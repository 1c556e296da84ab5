"""A batch: order, known files, rejections, faults of ours, exit codes. Reader and ledger are stand-ins."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cjaplans.extract.model import ExtractedDocument, PageInfo
from cjaplans.extract.switches import Switches
from cjaplans.ingest import fingerprints
from cjaplans.ingest.batch import Options, Reader, ingest
from cjaplans.ingest.errors import trace_of
from cjaplans.ingest.outcome import BatchResult, ExitCode, FileOutcome, FileState
from cjaplans.ingest.passwords import Passwords
from cjaplans.ingest.sources.local import Finder
from cjaplans.ingest.task import Read, Task, Unread
from cjaplans.ingest.workers.limits import Limits
from cjaplans.load.errors import DatabaseError
from cjaplans.load.known import Known
from cjaplans.load.places import Sighting
from cjaplans.load.rows import prepare
from cjaplans.load.store import Maker
from cjaplans.normalise.corrections import Correction
from cjaplans.normalise.corrections import digest as corrections_digest
from cjaplans.normalise.model import DocumentKind, Plan, Role, State
from cjaplans.normalise.user_layouts import TableLayout, UserLayout, digest

DOCUMENT = ExtractedDocument(pages=(PageInfo(1, 595, 842, 900), PageInfo(2, 595, 842, 40)), tables=(), blocks=())


def plan(state: State = State.LOADED, reason: str | None = None) -> Plan:
    return Plan(
        kind=DocumentKind.ACTION_PLAN,
        state=state,
        reason=reason,
        authority="tayside",
        title="A plan",
        period_start=date(2010, 4, 1),
        period_end=date(2011, 3, 31),
        scheme=None,
        tables=(),
    )


def reader(task: Task) -> Read | Unread:
    """Does what the file says."""
    match (task.data or b"renewed").split()[0]:
        case b"bad":
            return Unread("not a PDF; leave it out", 0.1)
        case b"bug":
            try:
                raise KeyError("oops")
            except KeyError as error:
                return Unread("internal error: KeyError", 0.1, trace_of(error))
        case b"crash":
            os._exit(11)
        case b"slow":
            time.sleep(600)
        case b"review":
            return Read(prepare(DOCUMENT, plan(State.NEEDS_REVIEW, "no action table"), task.sha256), 0.2)
        case b"locked" if task.password != "open":
            return Unread("locked; give its password with --password-file", 0.1)
    return Read(prepare(DOCUMENT, plan(), task.sha256), 0.2)


@dataclass
class FakeLedger:
    files: dict[str, Known] = field(default_factory=dict)
    written: list[tuple[str, str]] = field(default_factory=list)
    fails: Exception | None = None
    seen: list[list[str]] = field(default_factory=list)
    run_id: int | None = None
    stored: Path | None = None

    def known(self) -> dict[str, Known]:
        return self.files

    def versions(self) -> dict[tuple[str, str], str]:
        return {}

    def plans(self) -> dict[int, frozenset[str]]:
        return {1: frozenset({"tayside/2010-11"})}

    def arrange(self, known: Mapping[str, Known], seen: Sequence[Sighting], lost: Collection[str]) -> dict[str, Known]:
        self.seen.append([each.file_name for each in seen])
        return self.files

    def plan(self, task: Task, read: Read, maker: Maker) -> None:
        if self.fails:
            raise self.fails
        self.written.append((task.source.name, read.prepared.document.state))

    def rejection(self, task: Task, reason: str, maker: Maker) -> None:
        self.written.append((task.source.name, reason))

    def finish(self, *_: object) -> tuple[str, ...]:
        return ()


def known(path: Path, **changes: Any) -> Known:
    """What is known of a file that was read by the rules of now."""
    values: dict[str, Any] = {
        "id": 1,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "source_uri": path.resolve().as_uri(),
        "source_version": None,
        "file_name": path.name,
        "size_bytes": path.stat().st_size,
        "state": State.LOADED,
        "reason": None,
        "kind": "area_plan",
        "authority": "fife",
        "period_start": date(2008, 4, 1),
        "period_end": date(2011, 3, 31),
        "page_count": 9,
        "pages": None,
        "extractor": fingerprints.extraction(Switches()),
        "normaliser": fingerprints.normalisation(),
        "layouts_digest": None,
        "corrections_digest": None,
        "superseded_by": None,
        "displaced": False,
        "successor": None,
        "actions": 8,
        "findings": 7,
    }
    return Known(**values | changes)


def read_all(paths: Sequence[Path], ledger: FakeLedger, options: Options, reader: Reader) -> BatchResult:
    return ingest([Finder().file(path) for path in paths], ledger, options, reader=reader)


def again(path: Path, options: Options, **changes: Any) -> tuple[FileOutcome, FakeLedger]:
    """A second run over one file."""
    document = known(path, **changes)
    ledger = FakeLedger({document.sha256: document})
    (outcome,) = read_all([path], ledger, options, reader=reader).files
    return outcome, ledger


def files(folder: Path, **contents: str) -> list[Path]:
    paths = []
    for name, content in contents.items():
        paths.append(folder / f"{name}.pdf")
        paths[-1].write_text(f"{content} {name}", encoding="utf-8")
    return paths


@pytest.mark.parametrize("jobs", [0, 2])
def test_every_file_has_its_outcome_in_the_order_given(tmp_path: Path, jobs: int) -> None:
    ledger = FakeLedger()
    paths = files(tmp_path, z="good", a="bad", m="review", b="good")
    result = read_all(paths, ledger, Options(jobs), reader=reader)
    assert [(Path(outcome.file.name).stem, outcome.state) for outcome in result.files] == [
        ("z", FileState.LOADED),
        ("a", FileState.REJECTED),
        ("m", FileState.NEEDS_REVIEW),
        ("b", FileState.LOADED),
    ]
    assert [name for name, _ in ledger.written] == ["z.pdf", "a.pdf", "m.pdf", "b.pdf"]
    assert result.exit_code is ExitCode.ATTENTION
    first = result.files[0]
    assert (first.authority, first.period, first.kind, first.pages) == ("tayside", "2010-11", "action_plan", 2)


def test_all_loaded(tmp_path: Path) -> None:
    result = read_all(files(tmp_path, a="good", b="good"), FakeLedger(), Options(0), reader=reader)
    assert result.exit_code is ExitCode.DONE
    assert result.counts == {"loaded": 2, "needs_review": 0, "rejected": 0, "unchanged": 0, "duplicate": 0}


def test_a_fault_of_ours_ends_in_one_rejection_and_exit_code_1(tmp_path: Path) -> None:
    ledger = FakeLedger()
    result = read_all(files(tmp_path, a="bug", b="good"), ledger, Options(0), reader=reader)
    assert ledger.written == [("a.pdf", "internal error: KeyError"), ("b.pdf", "loaded")]
    assert result.exit_code is ExitCode.INTERNAL
    assert "KeyError" in str(result.files[0].trace)


def test_a_crash_rejects_one_file(tmp_path: Path) -> None:
    ledger = FakeLedger()
    result = read_all(files(tmp_path, a="good", b="crash", c="good", d="good"), ledger, Options(2), reader=reader)
    assert [outcome.state for outcome in result.files] == ["loaded", "rejected", "loaded", "loaded"]
    assert "died" in str(result.files[1].reason)
    assert result.exit_code is ExitCode.ATTENTION


def test_a_file_that_takes_too_long_is_rejected_with_the_remedy(tmp_path: Path) -> None:
    ledger = FakeLedger()
    options = Options(2, limits=Limits(seconds=10))
    result = read_all(files(tmp_path, a="good", b="slow", c="good"), ledger, options, reader=reader)
    reason = "took longer than 10 s; try it alone with --timeout 50"
    assert ledger.written == [("a.pdf", "loaded"), ("b.pdf", reason), ("c.pdf", "loaded")]
    assert result.exit_code is ExitCode.ATTENTION


def test_known_files_are_not_read_unless_forced(tmp_path: Path) -> None:
    (path,) = files(tmp_path, a="good")
    review: dict[str, Any] = {"state": State.NEEDS_REVIEW, "reason": "no cover"}
    outcome, ledger = again(path, Options(0), **review)
    assert (outcome.state, outcome.period, outcome.actions, outcome.reason) == ("unchanged", "2008-11", 8, "no cover")
    assert outcome.needs_attention
    assert not ledger.written
    outcome, _ = again(path, Options(0, force=True), **review)
    assert outcome.state is FileState.LOADED


def test_a_known_file_is_made_anew_when_the_layouts_for_it_are_others(tmp_path: Path) -> None:
    (path,) = files(tmp_path, a="good")
    table = TableLayout(Role.ACTIONS, ("What", "Who"), 2, {0: "action_text"})
    mine, others = UserLayout("mine", (table,), ("a*.pdf",)), UserLayout("others", (table,), ("b*.pdf",))
    for before, layouts, state in (
        (None, (), "unchanged"),
        (None, (others,), "unchanged"),
        (None, (mine,), "loaded"),
        (digest([mine]), (mine, others), "unchanged"),
        (digest([mine]), (), "loaded"),
    ):
        outcome, _ = again(path, Options(0, layouts=layouts), layouts_digest=before)
        assert outcome.state.value == state


def test_a_known_file_is_made_anew_when_the_corrections_to_its_actions_are_others(tmp_path: Path) -> None:
    (path,) = files(tmp_path, a="good")
    mine, others = (
        Correction(f"tayside/{year}/1", "status", None, "Done", "slip", "me", date(2026, 1, 2), "a.yaml")
        for year in ("2010-11", "2011-12")
    )
    for before, corrections, state in (
        (None, (others,), "unchanged"),
        (None, (mine,), "loaded"),
        (corrections_digest([mine]), (mine, others), "unchanged"),
        (corrections_digest([mine]), (), "loaded"),
    ):
        outcome, _ = again(path, Options(0, corrections=corrections), corrections_digest=before)
        assert outcome.state.value == state


def test_a_rejected_file_is_known_until_something_might_let_it_be_read(tmp_path: Path) -> None:
    (path,) = files(tmp_path, a="good")
    extractor, rules = fingerprints.extraction(Switches()), fingerprints.normalisation()
    limits, longer = Limits(60, 1000), Limits(90, 1000)
    open_it = Passwords({"a.pdf": "open"})
    for options, normaliser, state in (
        (Options(0, limits=limits), None, "unchanged"),
        (Options(0, limits=limits), rules, "unchanged"),
        (Options(0, limits=limits), "the rules that failed", "loaded"),
        (Options(0, limits=longer), None, "loaded"),
        (Options(0, limits=limits, passwords=open_it), None, "loaded"),
        (Options(0, limits=limits, force=True), None, "loaded"),
        (Options(0, limits=limits, only_failed=True), None, "loaded"),
        (Options(0, limits=limits, switches=Switches(ocr=False)), None, "loaded"),
    ):
        rejection = {"state": State.REJECTED, "reason": "odd", "extractor": f"{extractor} {limits}"}
        outcome, _ = again(path, options, normaliser=normaliser, **rejection)
        assert outcome.state.value == state
        if state == "unchanged":
            assert (outcome.reason, outcome.needs_attention) == ("rejected before: odd", True)


def test_only_failed_leaves_all_others_out(tmp_path: Path) -> None:
    good, failed, new = files(tmp_path, a="good", b="good", c="good")
    documents = (known(good, extractor="old"), known(failed, state=State.REJECTED))
    ledger = FakeLedger({each.sha256: each for each in documents})
    result = read_all([good, failed, new], ledger, Options(0, only_failed=True), reader=reader)
    assert ([str(outcome.file) for outcome in result.files], result.left_out) == ([str(failed)], 2)
    assert ledger.written == [("b.pdf", "loaded")]


def test_since_leaves_older_files_out(tmp_path: Path) -> None:
    old, new = files(tmp_path, a="good", b="good")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    result = read_all([old, new], FakeLedger(), Options(0, since=1_600_000_000.0), reader=reader)
    assert ([str(outcome.file) for outcome in result.files], result.left_out) == ([str(new)], 1)


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    paths = files(tmp_path, a="good")
    paths.append(tmp_path / "copy.pdf")
    paths[1].write_bytes(paths[0].read_bytes())
    ledger = FakeLedger()
    _, copy = read_all(paths, ledger, Options(0), reader=reader).files
    assert (copy.state, copy.reason) == ("duplicate", f"the same bytes as {paths[0]}")
    assert ledger.seen == [["a.pdf", "copy.pdf"], ["copy.pdf"]]


def test_a_copy_of_a_known_file_is_not_read(tmp_path: Path) -> None:
    (path,) = files(tmp_path, a="good")
    elsewhere = {"source_uri": "file:///elsewhere/b.pdf", "file_name": "b.pdf"}
    outcome, ledger = again(path, Options(0), **elsewhere)
    assert (outcome.state, outcome.reason, outcome.needs_attention) == ("duplicate", "the same bytes as b.pdf", False)
    assert not ledger.written
    outcome, _ = again(path, Options(0), **elsewhere, state=State.NEEDS_REVIEW, reason="no period")
    assert (outcome.reason, outcome.needs_attention) == ("the same bytes as b.pdf; no period", True)


def test_a_copy_is_read_again_for_a_file_that_is_not_given(tmp_path: Path) -> None:
    (path,) = files(tmp_path, a="good")
    outcome, ledger = again(path, Options(0, force=True), source_uri="file:///elsewhere/b.pdf", file_name="b.pdf")
    assert (outcome.state, ledger.written) == ("loaded", [("a.pdf", "loaded")])


def test_a_superseded_file_is_left_alone_and_says_by_what(tmp_path: Path) -> None:
    (path,) = files(tmp_path, a="good")
    outcome, _ = again(path, Options(0), state=State.NEEDS_REVIEW, superseded_by=2, successor="b.pdf")
    assert (outcome.state, outcome.reason, outcome.needs_attention) == ("unchanged", "superseded by b.pdf", False)


def test_a_file_that_changes_while_it_is_looked_at_is_not_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = files(tmp_path, a="good")
    ledger = FakeLedger()
    monkeypatch.setattr(ledger, "arrange", lambda known, seen, lost: path.write_bytes(b"half") and {})
    (outcome,) = read_all([path], ledger, Options(0), reader=reader).files
    assert (outcome.state, outcome.reason) == ("rejected", "the file is being changed; run again when it is complete")
    assert not ledger.written


def test_passwords_reach_their_files(tmp_path: Path) -> None:
    paths = files(tmp_path, a="locked", b="locked")
    result = read_all(paths, FakeLedger(), Options(0, passwords=Passwords({"a.pdf": "open"})), reader=reader)
    assert [outcome.state for outcome in result.files] == ["loaded", "rejected"]


def test_a_file_that_vanishes_is_rejected_without_a_row(tmp_path: Path) -> None:
    ledger = FakeLedger()
    result = read_all([tmp_path / "gone.pdf"], ledger, Options(0), reader=reader)
    assert "cannot be read: No such file" in str(result.files[0].reason)
    assert not ledger.written


def test_a_plan_that_cannot_be_stored_is_a_fault_of_ours(tmp_path: Path) -> None:
    ledger = FakeLedger(fails=ValueError("odd\nrow"))
    result = read_all(files(tmp_path, a="good"), ledger, Options(0), reader=reader)
    assert ledger.written == [("a.pdf", "internal error: ValueError: odd row; please report it with the file")]
    assert result.exit_code is ExitCode.INTERNAL


def test_a_database_that_fails_ends_the_batch(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError):
        read_all(files(tmp_path, a="good"), FakeLedger(fails=DatabaseError("full")), Options(0), reader=reader)


def test_a_batch_that_is_to_stop_begins_no_document_and_records_those_it_began(tmp_path: Path) -> None:
    ledger = FakeLedger()
    stop = lambda: len(ledger.written) == 1  # noqa: E731
    result = read_all(files(tmp_path, a="good", b="good", c="good"), ledger, Options(0, stop=stop), reader=reader)
    assert [name for name, _ in ledger.written] == ["a.pdf"]
    assert [outcome.file.name for outcome in result.files] == ["a.pdf"]
