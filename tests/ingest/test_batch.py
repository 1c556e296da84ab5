"""A batch: order, known files, rejections, faults of ours, exit codes. Reader and ledger are stand-ins."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from cjaplans.extract.model import ExtractedDocument, PageInfo
from cjaplans.ingest.batch import Options, ingest
from cjaplans.ingest.errors import trace_of
from cjaplans.ingest.ledger import Known
from cjaplans.ingest.limits import Limits
from cjaplans.ingest.outcome import ExitCode, FileState, period_label
from cjaplans.ingest.passwords import Passwords
from cjaplans.ingest.reading import Read, Task, Unread
from cjaplans.load.errors import DatabaseError
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
    match task.data.split()[0]:
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
            return Read(DOCUMENT, plan(State.NEEDS_REVIEW, "no action table"), 0.2)
        case b"locked" if task.password != "open":
            return Unread("locked; give its password with --password-file", 0.1)
    return Read(DOCUMENT, plan(), 0.2)


@dataclass
class FakeLedger:
    files: dict[str, Known] = field(default_factory=dict)
    written: list[tuple[str, str]] = field(default_factory=list)
    fails: Exception | None = None
    narrowed: dict[str, frozenset[int]] = field(default_factory=dict)

    @property
    def run_id(self) -> None:
        return None

    def known(self, sha256: str) -> Known | None:
        return self.files.get(sha256)

    def pages(self, sha256: str) -> frozenset[int] | None:
        return self.narrowed.get(sha256)

    def plan(self, task: Task, document: ExtractedDocument, plan: Plan) -> None:
        if self.fails:
            raise self.fails
        self.written.append((task.path.name, plan.state.value))

    def rejection(self, task: Task, reason: str) -> None:
        self.written.append((task.path.name, reason))

    def finish(self, unchanged: int) -> None:
        pass


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
    result = ingest(paths, ledger, Options(jobs), reader=reader)
    assert [(outcome.file.stem, outcome.state) for outcome in result.files] == [
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
    result = ingest(files(tmp_path, a="good", b="good"), FakeLedger(), Options(0), reader=reader)
    assert result.exit_code is ExitCode.DONE
    assert result.counts == {"loaded": 2, "needs_review": 0, "rejected": 0, "unchanged": 0}


def test_a_fault_of_ours_ends_in_one_rejection_and_exit_code_1(tmp_path: Path) -> None:
    ledger = FakeLedger()
    result = ingest(files(tmp_path, a="bug", b="good"), ledger, Options(0), reader=reader)
    assert ledger.written == [("a.pdf", "internal error: KeyError"), ("b.pdf", "loaded")]
    assert result.exit_code is ExitCode.INTERNAL
    assert "KeyError" in str(result.files[0].trace)


def test_a_crash_rejects_one_file(tmp_path: Path) -> None:
    ledger = FakeLedger()
    result = ingest(files(tmp_path, a="good", b="crash", c="good", d="good"), ledger, Options(2), reader=reader)
    assert [outcome.state for outcome in result.files] == ["loaded", "rejected", "loaded", "loaded"]
    assert "died" in str(result.files[1].reason)
    assert result.exit_code is ExitCode.ATTENTION


def test_a_file_that_takes_too_long_is_rejected_with_the_remedy(tmp_path: Path) -> None:
    ledger = FakeLedger()
    options = Options(2, limits=Limits(seconds=4))
    result = ingest(files(tmp_path, a="good", b="slow", c="good"), ledger, options, reader=reader)
    reason = "took longer than 4 s; try it alone with --timeout 20"
    assert ledger.written == [("a.pdf", "loaded"), ("b.pdf", reason), ("c.pdf", "loaded")]
    assert result.exit_code is ExitCode.ATTENTION


def test_known_files_are_not_read_unless_forced(tmp_path: Path) -> None:
    paths = files(tmp_path, a="good")
    first = ingest(paths, FakeLedger(), Options(0), reader=reader)
    sha256 = str(first.files[0].sha256)
    known = Known(State.NEEDS_REVIEW, "no cover", "fife", date(2008, 4, 1), date(2011, 3, 31), "area_plan", 9, 8, 7)
    ledger = FakeLedger({sha256: known})
    (outcome,) = ingest(paths, ledger, Options(0), reader=reader).files
    assert (outcome.state, outcome.period, outcome.actions, outcome.reason) == ("unchanged", "2008-11", 8, "no cover")
    assert outcome.needs_attention
    assert not ledger.written
    (outcome,) = ingest(paths, ledger, Options(0, force=True), reader=reader).files
    assert outcome.state is FileState.LOADED


def test_a_known_file_is_read_again_when_the_layouts_for_it_are_others(tmp_path: Path) -> None:
    paths = files(tmp_path, a="good")
    sha256 = str(ingest(paths, FakeLedger(), Options(0), reader=reader).files[0].sha256)
    table = TableLayout(Role.ACTIONS, ("What", "Who"), 2, {0: "action_text"})
    mine, others = UserLayout("mine", (table,), ("a*.pdf",)), UserLayout("others", (table,), ("b*.pdf",))
    for known, layouts, state in (
        (None, (), "unchanged"),
        (None, (others,), "unchanged"),
        (None, (mine,), "loaded"),
        (digest([mine]), (mine, others), "unchanged"),
        (digest([mine]), (), "loaded"),
    ):
        seen = Known(State.LOADED, None, "fife", None, None, "action_plan", 9, 8, 7, known)
        (outcome,) = ingest(paths, FakeLedger({sha256: seen}), Options(0, layouts=layouts), reader=reader).files
        assert outcome.state.value == state


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    paths = files(tmp_path, a="good")
    paths.append(tmp_path / "copy.pdf")
    paths[1].write_bytes(paths[0].read_bytes())
    _, copy = ingest(paths, FakeLedger(), Options(0), reader=reader).files
    assert (copy.state, copy.reason) == ("unchanged", f"the same bytes as {paths[0]}")


def test_passwords_reach_their_files(tmp_path: Path) -> None:
    paths = files(tmp_path, a="locked", b="locked")
    result = ingest(paths, FakeLedger(), Options(0, passwords=Passwords({"a.pdf": "open"})), reader=reader)
    assert [outcome.state for outcome in result.files] == ["loaded", "rejected"]


def test_a_file_that_vanishes_is_rejected_without_a_row(tmp_path: Path) -> None:
    ledger = FakeLedger()
    result = ingest([tmp_path / "gone.pdf"], ledger, Options(0), reader=reader)
    assert "cannot be read: No such file" in str(result.files[0].reason)
    assert not ledger.written


def test_a_plan_that_cannot_be_stored_is_a_fault_of_ours(tmp_path: Path) -> None:
    ledger = FakeLedger(fails=ValueError("odd\nrow"))
    result = ingest(files(tmp_path, a="good"), ledger, Options(0), reader=reader)
    assert ledger.written == [("a.pdf", "internal error: ValueError: odd row; please report it with the file")]
    assert result.exit_code is ExitCode.INTERNAL


def test_a_database_that_fails_ends_the_batch(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError):
        ingest(files(tmp_path, a="good"), FakeLedger(fails=DatabaseError("full")), Options(0), reader=reader)


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (date(2010, 4, 1), date(2011, 3, 31), "2010-11"),
        (date(1999, 4, 1), date(2000, 3, 31), "1999-00"),
        (date(2008, 1, 1), date(2008, 12, 31), "2008"),
        (None, date(2008, 12, 31), None),
    ],
)
def test_period_labels(start: date | None, end: date | None, label: str | None) -> None:
    assert period_label(start, end) == label


def test_a_batch_that_is_to_stop_begins_no_document_and_records_those_it_began(tmp_path: Path) -> None:
    ledger = FakeLedger()
    stop = lambda: len(ledger.written) == 1  # noqa: E731
    result = ingest(files(tmp_path, a="good", b="good", c="good"), ledger, Options(0, stop=stop), reader=reader)
    assert [name for name, _ in ledger.written] == ["a.pdf"]
    assert [outcome.file.name for outcome in result.files] == ["a.pdf"]
