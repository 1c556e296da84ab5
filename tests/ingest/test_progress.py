"""What a person or a program sees of a batch."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from cjaplans.ingest.outcome import BatchResult, FileOutcome, FileState
from cjaplans.ingest.progress import as_json, print_summary, progress
from cjaplans.ingest.sources.local import LocalFile


def named(path: str) -> LocalFile:
    return LocalFile(Path(path), Path(path))


LOADED = FileOutcome(
    named("in/[a].pdf"), "ab", "tayside", "2010-11", "action_plan", 4, 20, 2, 0.5, FileState.LOADED, None
)
REJECTED = FileOutcome(
    named("in/b.pdf"),
    "cd",
    None,
    None,
    None,
    None,
    None,
    None,
    0.1,
    FileState.REJECTED,
    "empty; fetch it again",
    True,
)
FAULT = FileOutcome(
    named("c.pdf"),
    "ef",
    None,
    None,
    None,
    None,
    None,
    None,
    0.1,
    FileState.REJECTED,
    "internal",
    True,
    "Traceback ...",
)


def seen(*outcomes: FileOutcome, terminal: bool = False, quiet: bool = False, debug: bool = False) -> str:
    console = Console(file=io.StringIO(), force_terminal=terminal, width=120)
    with progress(console, len(outcomes), quiet=quiet, debug=debug) as report:
        for outcome in outcomes:
            report(outcome)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_plain_lines_off_a_terminal() -> None:
    assert seen(LOADED, REJECTED).splitlines() == [
        "[1/2] in/[a].pdf: loaded, 20 actions, 2 findings (0.50 s)",
        "[2/2] in/b.pdf: rejected: empty; fetch it again",
    ]


def test_quiet_says_only_what_needs_attention() -> None:
    assert seen(LOADED, REJECTED, quiet=True) == "in/b.pdf: rejected: empty; fetch it again\n"


def test_a_bar_on_a_terminal() -> None:
    text = seen(LOADED, REJECTED, terminal=True)
    assert "in/b.pdf: rejected: empty; fetch it again" in text
    assert "2/2" in text


def test_tracebacks_only_when_asked_for() -> None:
    assert "Traceback" not in seen(FAULT)
    assert "Traceback" in seen(FAULT, debug=True)


def test_the_table_at_the_end() -> None:
    console = Console(file=io.StringIO(), width=120)
    print_summary(BatchResult((LOADED, REJECTED), 1.25, dry_run=True), console)
    assert isinstance(console.file, io.StringIO)
    lines = [line.split() for line in console.file.getvalue().splitlines()]
    assert lines[0] == ["file", "authority", "period", "kind", "pages", "actions", "findings", "seconds", "state"]
    assert lines[1] == ["[a].pdf", "tayside", "2010-11", "action_plan", "4", "20", "2", "0.50", "loaded"]
    assert " ".join(lines[-1]) == "2 files in 1.2 s: 1 loaded, 1 rejected; dry run, nothing written"


def test_the_summary_as_json() -> None:
    summary = json.loads(as_json(BatchResult((LOADED, REJECTED), 1.25)))
    assert summary["exit_code"] == 3
    assert summary["counts"] == {"loaded": 1, "needs_review": 0, "rejected": 1, "unchanged": 0, "duplicate": 0}
    assert summary["files"][0]["file"] == str(LOADED.file)
    assert summary["files"][1]["reason"] == "empty; fetch it again"


def test_of_many_files_those_that_are_as_they_were_are_counted() -> None:
    known = [replace(LOADED, state=FileState.UNCHANGED, file=Path(f"{n}.pdf")) for n in range(40)]
    review = replace(LOADED, state=FileState.UNCHANGED, reason="no cover", needs_attention=True)
    outcomes = (*known, review, REJECTED, replace(LOADED, renewed=True))
    assert seen(*outcomes).splitlines() == [
        "[41/43] in/[a].pdf: unchanged: no cover",
        "[42/43] in/b.pdf: rejected: empty; fetch it again",
        "[43/43] in/[a].pdf: loaded (renewed), 20 actions, 2 findings (0.50 s)",
    ]
    console = Console(file=io.StringIO(), width=120)
    print_summary(BatchResult(outcomes, 1.0), console)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["file", "b.pdf", "[a].pdf"]
    assert lines[3] == (
        "43 files in 1.0 s: 1 loaded, 1 rejected, 41 unchanged, 1 renewed without reading, 1 still to be looked at"
    )
