"""A folder under watch, step by step: what is read when, and what is survived. The runs are stand-ins."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from cjaplans.ingest.batch import Options
from cjaplans.ingest.discover import Discovery, found_at
from cjaplans.ingest.errors import BusyDatabase, UsageProblem
from cjaplans.ingest.log import TextLog
from cjaplans.ingest.outcome import BatchResult, FileOutcome, FileState
from cjaplans.ingest.request import Request
from cjaplans.ingest.sources.local import LocalFile
from cjaplans.ingest.sources.source import Source
from cjaplans.ingest.watching import watch as module
from cjaplans.ingest.watching.changes import Look, Stop, changes
from cjaplans.load.errors import DatabaseError

SETTLE, RETRY = 2.0, 60.0


def outcome(file: Source, sha256: str | None = "ab") -> FileOutcome:
    return FileOutcome(file, sha256, None, None, None, None, None, None, 0.1, FileState.LOADED, None)


class Stage:
    """A watcher of a folder, its clock, its log, and the runs it made."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.now = 100.0
        self.runs: list[list[str]] = []
        self.found: list[Source] = []
        self.fails: Exception | None = None
        self.outcome: Callable[[Source], FileOutcome] = outcome
        self.stop = Stop()
        self._console = Console(file=io.StringIO(), width=200)
        request = Request(str(folder / "plans.db"), layouts=folder / "layouts")
        log = TextLog(self._console, steady=True)
        self.watcher = module.Watcher(folder, request, log, self.stop, SETTLE, RETRY, lambda: self.now)
        monkeypatch.setattr(module, "run", self._run)

    def _run(self, found: Discovery, command: str, request: Request, options: Options, log: TextLog) -> BatchResult:
        if self.fails:
            raise self.fails
        self.runs.append([path.name for path in found.files])
        self.found = list(found.files)
        return BatchResult(tuple(map(self.outcome, found.files)), 0.1)

    def drop(self, name: str, content: str = "x") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    def step(self, seconds: float = 0, look: Any = Look.EVERYWHERE) -> list[list[str]]:
        """Let time pass and look; the runs made since."""
        self.now += seconds
        before = len(self.runs)
        self.watcher.step(look)
        return self.runs[before:]

    @property
    def said(self) -> list[str]:
        assert isinstance(self._console.file, io.StringIO)
        return self._console.file.getvalue().splitlines()


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    (tmp_path / "layouts").mkdir()
    return Stage(tmp_path, monkeypatch)


def test_what_is_there_is_read_and_then_what_changes(stage: Stage) -> None:
    stage.drop("a.pdf")
    stage.drop("sub/b.PDF")
    stage.drop("notes.txt")
    stage.drop(".hidden.pdf")
    stage.drop("c.pdf.part")
    assert stage.step() == []
    assert stage.step(2) == [["a.pdf", "b.PDF"]]
    assert stage.step(9) == []
    (stage.folder / "c.pdf.part").rename(stage.folder / "c.pdf")
    changed = frozenset({stage.folder / "c.pdf", stage.drop("a.pdf", "longer")})
    assert stage.step(1, changed) == []
    assert stage.step(2, frozenset()) == [["a.pdf", "c.pdf"]]


def test_a_file_that_is_written_is_waited_for(stage: Stage) -> None:
    for length in range(1, 5):
        assert stage.step(1, frozenset({stage.drop("a.pdf", "x" * length)})) == []
    assert stage.step(1, frozenset()) == []
    assert stage.step(1, frozenset()) == [["a.pdf"]]


def test_a_file_that_is_deleted_before_it_is_read_is_not_missed(stage: Stage) -> None:
    path = stage.drop("a.pdf")
    assert stage.step() == []
    path.unlink()
    assert stage.step(9) == []
    assert stage.said == []


def test_a_folder_that_is_moved_in_is_searched(stage: Stage) -> None:
    stage.step()
    stage.drop("in/deep/a.pdf")
    assert stage.step(0, frozenset({stage.folder / "in"})) == []
    assert stage.step(2, frozenset()) == [["a.pdf"]]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (BusyDatabase("plans.db", "being written by another process", "try again"), "being written"),
        (DatabaseError("plans.db: the disk is full; make room"), "disk is full"),
        (OSError(5, "Input/output error", "plans.db"), "plans.db: Input/output error"),
        (KeyError("oops"), "internal error: KeyError"),
    ],
)
def test_a_run_that_fails_is_tried_again_after_a_while_and_complained_of_once(
    stage: Stage, error: Exception, words: str
) -> None:
    stage.drop("a.pdf")
    stage.fails = error
    stage.step()
    stage.step(2)
    stage.step(RETRY)
    (line,) = stage.said
    assert words in line
    assert "trying again when files change, or in 60 s" in line
    stage.fails = None
    assert stage.step(RETRY - 1) == []
    assert stage.step(1) == [["a.pdf"]]
    stage.fails = error
    stage.drop("b.pdf")
    stage.step()
    stage.step(2)
    assert len(stage.said) == 2


def test_the_next_change_has_what_failed_tried_again(stage: Stage) -> None:
    stage.drop("a.pdf")
    stage.fails = DatabaseError("full")
    stage.step()
    stage.step(2)
    stage.fails = None
    stage.drop("b.pdf")
    assert stage.step() == []
    assert stage.step(2) == [["a.pdf", "b.pdf"]]


def test_layouts_are_read_anew_for_each_run_and_a_mistake_in_them_is_survived(stage: Stage) -> None:
    stage.drop("a.pdf")
    mistaken = stage.drop("layouts/mine.yaml", "name: [")
    stage.step()
    assert stage.step(2) == []
    assert "mine.yaml:1" in stage.said[0]
    mistaken.unlink()
    assert stage.step(RETRY) == [["a.pdf"]]


def test_a_file_that_cannot_be_opened_waits_without_the_others(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.drop("a.pdf")
    stage.drop("b.pdf")
    probe = module._probe

    def refuse(path: Path) -> None:
        if path.name == "a.pdf":
            raise PermissionError(13, "Permission denied", str(path))
        probe(path)

    stage.step()
    with monkeypatch.context() as patched:
        patched.setattr(module, "_probe", refuse)
        assert stage.step(2) == [["b.pdf"]]
        assert stage.step(RETRY) == []
    (line,) = stage.said
    assert "a.pdf: Permission denied" in line
    assert stage.step(RETRY) == [["a.pdf"]]


def test_stopping_is_said_once(stage: Stage) -> None:
    assert not stage.watcher.stopping()
    stage.stop.set()
    assert stage.watcher.stopping()
    assert stage.watcher.stopping()
    assert stage.said == ["stopping; the documents under way are finished first"]


def test_a_folder_that_goes_away_is_waited_for(stage: Stage) -> None:
    for _ in range(2):
        stage.step(1, Look.NOWHERE)
    stage.step()
    stage.step(1, Look.NOWHERE)
    gone = f"{stage.folder} is gone or cannot be opened; waiting for it to come back"
    assert stage.said == [gone, f"{stage.folder} is there again", gone]


def test_a_file_in_the_place_of_a_link_is_read_itself(stage: Stage) -> None:
    target = stage.drop("kept.bin")
    link = stage.folder / "b.pdf"
    link.symlink_to(target)
    assert stage.step() + stage.step(SETTLE) == [["b.pdf"]]
    assert stage.found == [LocalFile(link, target.resolve())]
    link.unlink()
    stage.drop("b.pdf", "another")
    assert stage.step() + stage.step(SETTLE) == [["b.pdf"]]
    assert stage.found == [LocalFile(link, link.resolve())]


def test_a_link_that_leads_out_is_refused_once(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "a.pdf").write_bytes(b"x")
    (stage.folder / "out.pdf").symlink_to(outside / "a.pdf")
    (stage.folder / "folder").symlink_to(outside)
    for seconds in (0, 2, 2):
        assert stage.step(seconds) == []
    assert stage.step(2, frozenset({stage.folder / "folder" / "a.pdf"})) == []
    assert stage.step(2, frozenset()) == []
    assert [line.partition(":")[0] for line in stage.said] == [
        str(stage.folder / "folder"),
        str(stage.folder / "out.pdf"),
    ]


def test_what_is_found_at_a_path_is_what_a_search_finds_there(stage: Stage) -> None:
    for name in ("a.pdf", "b.txt", ".c.pdf", ".d/e.pdf", "f/g.pdf"):
        stage.drop(name)
    found = {
        name: found_at(stage.folder / name, stage.folder).files for name in ("a.pdf", "b.txt", ".c.pdf", ".d/e.pdf")
    }
    assert {name for name, files in found.items() if files} == {"a.pdf"}
    assert [str(file) for file in found_at(stage.folder / "f", stage.folder).files] == [str(stage.folder / "f/g.pdf")]
    assert found_at(stage.folder / "gone.pdf", stage.folder) == Discovery(())


def until(looks: Iterator[Look | frozenset[Path]], wanted: Callable[[Any], bool]) -> bool:
    """Whether the wanted look comes within a minute."""
    end = time.monotonic() + 60
    return any(wanted(look) or time.monotonic() > end for look in looks) and time.monotonic() < end


@pytest.mark.parametrize("poll", [False, True])
def test_the_system_tells_where_to_look(tmp_path: Path, poll: bool) -> None:
    folder, stop = tmp_path / "in", Stop()
    folder.mkdir()
    looks = changes(folder, stop, tick=0.05, poll=poll)
    assert until(looks, lambda look: look is Look.EVERYWHERE)
    path = folder / "a.pdf"
    path.write_bytes(b"x")
    assert until(looks, lambda look: look is Look.EVERYWHERE if poll else path in look)
    folder.rename(tmp_path / "away")
    assert until(looks, lambda look: look is Look.NOWHERE)
    folder.mkdir()
    assert until(looks, lambda look: look is Look.EVERYWHERE)
    stop.set()
    assert list(looks) == []


def test_where_the_system_cannot_tell_all_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **options: object) -> Iterator[object]:
        raise OSError(28, "OS file watch limit reached.")
        yield

    monkeypatch.setattr("cjaplans.ingest.watching.changes.watchfiles.watch", fail)
    said: list[str] = []
    looks = changes(tmp_path, Stop(), tick=0.05, poll=False, say=said.append)
    assert [next(looks), next(looks)] == [Look.EVERYWHERE] * 2
    assert len(said) == 1
    assert "watch limit" in said[0]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="no such folder"):
        module.watch(tmp_path / "no", Request("plans.db"), TextLog(Console()), settle=1)
