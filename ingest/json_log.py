"""The log as JSON, one object a line, for whatever gathers logs; ``docs/scheduling.md`` lists the fields."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from cjaplans.ingest.log import Event, Level, level_of
from cjaplans.ingest.outcome import BatchResult, FileOutcome, Refusal

if TYPE_CHECKING:
    from cjaplans.ingest.progress import Reporter

_SURROGATE = re.compile("[\ud800-\udfff]")


def json_line(event: Event, level: Level, fields: Mapping[str, object]) -> str:
    """One record: the time (ISO 8601, UTC), level and event, then ``fields`` without those that are None.

    The line is ASCII, so that neither a file's name nor a message can break it or move a cursor.
    """
    head = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level.value, "event": event.value}
    return json.dumps(head | {name: _sound(value) for name, value in fields.items() if value is not None})


class JsonLog:
    """Records on ``stream`` (standard error); ``debug`` adds the tracebacks of faults of ours."""

    def __init__(self, stream: TextIO, *, quiet: bool = False, debug: bool = False) -> None:
        self._stream = stream
        self._quiet = quiet
        self._debug = debug
        self._run: int | None = None

    def say(self, event: Event, message: str, level: Level = Level.INFO, trace: str | None = None) -> None:
        self._write(event, level, message=message, trace=trace if self._debug else None)

    def refused(self, refusals: Sequence[Refusal]) -> None:
        for refusal in refusals:
            self._write(Event.REFUSED, Level.WARNING, file=str(refusal.path), reason=refusal.reason)

    def run_started(self, run: int | None, files: int) -> None:
        self._run = run
        self._write(Event.RUN_STARTED, Level.INFO, files=files)

    @contextmanager
    def documents(self, files: int) -> Iterator[Reporter]:
        yield self._document

    def run_finished(self, result: BatchResult) -> None:
        counts = {state.value: number for state, number in result.counts.items()}
        seconds, code = round(result.seconds, 3), int(result.exit_code)
        files, refused = len(result.files), len(result.refused)
        self._write(
            Event.RUN_FINISHED, Level.INFO, files=files, refused=refused, seconds=seconds, exit_code=code, **counts
        )
        self._run = None

    def _document(self, outcome: FileOutcome, /) -> None:
        self._write(
            Event.DOCUMENT,
            level_of(outcome),
            file=str(outcome.file),
            sha256=outcome.sha256,
            state=outcome.state.value,
            reason=outcome.reason,
            actions=outcome.actions,
            findings=outcome.findings,
            renewed=outcome.renewed or None,
            seconds=round(outcome.seconds, 3),
            trace=outcome.trace if self._debug else None,
        )

    def _write(self, event: Event, level: Level, **fields: object) -> None:
        if self._quiet and level is Level.INFO:
            return
        self._stream.write(json_line(event, level, {"run": self._run, **fields}) + "\n")
        self._stream.flush()


class LibraryMessages(logging.Handler):
    """What libraries log or warn of, as records of ``log``."""

    def __init__(self, log: JsonLog) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        level = Level.ERROR if record.levelno >= logging.ERROR else Level.WARNING
        self._log.say(Event.MESSAGE, f"{record.name}: {' '.join(record.getMessage().split())}", level)


def _sound(value: object) -> object:
    """Text that any parser takes: bytes of a name that are not UTF-8 become U+FFFD."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value
