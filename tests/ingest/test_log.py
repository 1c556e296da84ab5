"""What a run says while it works, for people and for programs."""

from __future__ import annotations

import io
import json
import logging
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from cjaplans.ingest.json_log import JsonLog, LibraryMessages, json_line
from cjaplans.ingest.log import Event, Level, Log, TextLog
from cjaplans.ingest.outcome import BatchResult, FileOutcome, FileState, Refusal
from cjaplans.ingest.sources.local import LocalFile


def named(path: str) -> LocalFile:
    return LocalFile(Path(path), Path(path))


LOADED = FileOutcome(
    named("in/[a].pdf"),
    "ab",
    "tayside",
    "2010-11",
    "action_plan",
    4,
    20,
    2,
    0.51234,
    FileState.LOADED,
    None,
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
FAULT = replace(REJECTED, reason="internal error", trace="Traceback ...")
RESULT = BatchResult((LOADED, REJECTED), 1.25, refused=(Refusal(Path("out.pdf"), "a link"),))


def tell(log: Log) -> None:
    """A whole run."""
    log.refused([Refusal(Path("out.pdf"), "a link")])
    log.run_started(7, 2)
    with log.documents(2) as report:
        report(LOADED)
        report(REJECTED)
    log.run_finished(RESULT)
    log.say(Event.WATCHING, "watching")


def records(*, quiet: bool = False) -> list[dict[str, Any]]:
    stream = io.StringIO()
    tell(JsonLog(stream, quiet=quiet))
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_run_in_json() -> None:
    told = records()
    assert [(record["event"], record["level"], record.get("run")) for record in told] == [
        ("refused", "warning", None),
        ("run_started", "info", 7),
        ("document", "info", 7),
        ("document", "warning", 7),
        ("run_finished", "info", 7),
        ("watching", "info", None),
    ]
    assert told[2] | {"time": ""} == {
        "time": "", "level": "info", "event": "document", "run": 7, "file": str(LOADED.file), "sha256": "ab",
        "state": "loaded", "actions": 20, "findings": 2, "seconds": 0.512,
    }  # fmt: skip
    assert told[3]["reason"] == "empty; fetch it again"
    assert (told[4]["loaded"], told[4]["rejected"], told[4]["refused"], told[4]["exit_code"]) == (1, 1, 1, 3)
    assert datetime.fromisoformat(told[0]["time"]).utcoffset() == timedelta(0)


def test_quiet_json_says_only_what_needs_attention() -> None:
    assert [record["event"] for record in records(quiet=True)] == ["refused", "document"]


def test_a_fault_of_ours_is_an_error_with_its_traceback_when_asked_for() -> None:
    for debug, trace in ((False, None), (True, "Traceback ...")):
        stream = io.StringIO()
        with JsonLog(stream, debug=debug).documents(1) as report:
            report(FAULT)
        record = json.loads(stream.getvalue())
        assert (record["level"], record.get("trace")) == ("error", trace)


@given(st.text(st.characters(), min_size=1, max_size=40))
def test_whatever_a_message_holds_it_is_one_line_of_ascii(message: str) -> None:
    line = json_line(Event.MESSAGE, Level.INFO, {"message": message})
    assert line.isascii()
    assert line.isprintable()
    told = json.loads(line)["message"]
    assert told.encode("utf-8")
    assert all(a in (b, "\N{REPLACEMENT CHARACTER}") for a, b in zip(told, message, strict=True))


def test_a_name_that_is_not_unicode_is_readable() -> None:
    assert (
        json.loads(json_line(Event.MESSAGE, Level.INFO, {"file": "a\udcff.pdf"}))["file"]
        == "a\N{REPLACEMENT CHARACTER}.pdf"
    )


def test_what_libraries_say_is_in_the_log() -> None:
    stream = io.StringIO()
    logger = logging.Logger("library")
    logger.addHandler(LibraryMessages(JsonLog(stream)))
    logger.info("all well")
    logger.warning("odd\nthing %s", 1)
    assert json.loads(stream.getvalue())["message"] == "library: odd thing 1"


def text(*, quiet: bool = False, steady: bool = False) -> list[str]:
    console = Console(file=io.StringIO(), width=120)
    tell(TextLog(console, quiet, steady=steady))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def test_a_run_in_text() -> None:
    rejected = "in/b.pdf: rejected: empty; fetch it again"
    lines = ["out.pdf: a link", "[1/2] in/[a].pdf: loaded, 20 actions, 2 findings (0.51 s)", f"[2/2] {rejected}"]
    assert text() == [*lines, "watching"]
    assert text(steady=True) == [*lines, "2 files in 1.2 s: 1 loaded, 1 rejected, 1 refused", "watching"]
    assert text(quiet=True) == ["out.pdf: a link", rejected]
