"""What there is to do, as a fingerprint: it changes with whatever would make a run do something."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cjaplans.extract.switches import Switches
from cjaplans.ingest.batch import Options
from cjaplans.ingest.discover import discover
from cjaplans.ingest.inputs import complete, inputs_digest, nothing_new
from cjaplans.ingest.outcome import BatchResult, FileOutcome, FileState
from cjaplans.ingest.request import Request
from cjaplans.ingest.sources.local import Finder
from cjaplans.ingest.workers.limits import Limits
from cjaplans.load.database import open_database, upgrade
from cjaplans.load.runs import finish_run, start_run
from cjaplans.normalise.corrections import Review
from cjaplans.normalise.model import Role
from cjaplans.normalise.user_layouts import TableLayout, UserLayout

REQUEST, OPTIONS = Request("plans.db"), Options(1)
LAYOUT = UserLayout("mine", (TableLayout(Role.ACTIONS, ("What", "Who"), 2, {0: "action_text"}),))
REVIEW = Review("key", True, None, "Eck", date(2020, 1, 1), "a.yaml:1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"one")
    return folder


def taken(folder: Path, request: Request = REQUEST, options: Options = OPTIONS) -> str:
    return inputs_digest([str(folder)], discover([str(folder)]), request, options)


def test_the_same_is_the_same_however_it_is_called_and_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = taken(folder)
    assert taken(folder, replace(REQUEST, jobs=7, wait=None), replace(OPTIONS, jobs=7)) == before
    monkeypatch.chdir(folder.parent)
    assert taken(Path("in")) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "b.pdf").write_bytes(b"two"),
        lambda folder: (folder / "a.pdf").write_bytes(b"longer"),
        lambda folder: os.utime(folder / "a.pdf", (1, 1)),
        lambda folder: (folder / "a.pdf").rename(folder / "c.pdf"),
        lambda folder: (folder / "out.pdf").symlink_to("/etc/passwd"),
    ],
)
def test_a_change_to_the_files_is_another_listing(folder: Path, change: Callable[[Path], object]) -> None:
    before = taken(folder)
    change(folder)
    assert taken(folder) != before


def test_rules_and_options_count(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    password_file = folder / "passwords"
    password_file.write_text("secret", encoding="utf-8")
    narrowed = replace(REQUEST, pages=frozenset({2}))
    digests = [
        taken(folder),
        taken(folder, options=replace(OPTIONS, switches=Switches(ocr=False))),
        taken(folder, options=replace(OPTIONS, limits=Limits(1, 500))),
        taken(folder, options=replace(OPTIONS, whole=True)),
        taken(folder, options=replace(OPTIONS, layouts=(LAYOUT,))),
        taken(folder, options=replace(OPTIONS, reviews=(REVIEW,))),
        taken(folder, narrowed),
        taken(folder, replace(REQUEST, password_file=password_file)),
    ]
    monkeypatch.setattr("cjaplans.ingest.fingerprints.normalisation", lambda: "other codebooks")
    digests.append(taken(folder))
    assert len(set(digests)) == len(digests)


@pytest.fixture
def ran(tmp_path: Path) -> Callable[..., str]:
    """Have runs recorded, each with its inputs; None as a whole for one that was cut short."""
    url = str(tmp_path / "plans.db")
    engine = open_database(url)
    upgrade(engine)

    def record(*inputs: str | None, cut_short: bool = False) -> str:
        for each in inputs:
            finish_run(engine, start_run(engine, "test", "0.1"), inputs=each)
        if cut_short:
            start_run(engine, "test", "0.1")
        return url

    return record


@pytest.mark.parametrize(
    ("runs", "same"),
    [
        ([], False),
        (["in:1"], True),
        (["in:1", "in:2"], False),
        (["in:2", "in:1"], True),
        (["in:1", "else:1"], True),
        (["else:1"], False),
        (["in:1", None], False),
    ],
)
def test_only_the_last_run_over_the_same_paths_tells(
    ran: Callable[..., str], runs: list[str | None], same: bool
) -> None:
    assert nothing_new(ran(*runs), "in:1") is same


def test_a_run_that_was_cut_short_does_not_count(ran: Callable[..., str]) -> None:
    assert not nothing_new(ran("in:1", cut_short=True), "in:1")


def test_without_a_database_there_is_everything_to_do(tmp_path: Path) -> None:
    assert not nothing_new(str(tmp_path / "none.db"), "in:1")
    assert not list(tmp_path.iterdir())


def test_a_run_is_complete_when_every_file_was_opened_and_nobody_stopped_it() -> None:
    file = Finder().file(Path("a.pdf"))
    read = FileOutcome(file, "ab", None, None, None, None, None, None, 0.1, FileState.REJECTED, "no PDF", True)
    unread = replace(read, sha256=None)
    assert complete(BatchResult((read,), 1.0), OPTIONS)
    assert not complete(BatchResult((read, unread), 1.0), OPTIONS)
    assert not complete(BatchResult((read,), 1.0), replace(OPTIONS, stop=lambda: True))
