"""What a run says while it works: lines for people, or JSON for programs (``json_log.py``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from cjaplans.ingest.discover import refusal_lines
from cjaplans.ingest.outcome import BatchResult, FileOutcome, Refusal
from cjaplans.publish.safe import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from cjaplans.ingest.progress import Reporter


class Level(StrEnum):
    """How much a message matters; ``quiet`` leaves out those that are only information."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Event(StrEnum):
    """What a message is about; names are part of the interface."""

    RUN_STARTED = "run_started"
    DOCUMENT = "document"
    REFUSED = "refused"
    CORRECTION = "correction"
    RUN_FINISHED = "run_finished"
    WAITING = "waiting"
    UPGRADED = "upgraded"
    WATCHING = "watching"
    STOPPING = "stopping"
    STOPPED = "stopped"
    MESSAGE = "message"
    ERROR = "error"
    INTERRUPTED = "interrupted"


class Log(Protocol):
    """Is told what a run does."""

    def say(self, event: Event, message: str, level: Level = Level.INFO, trace: str | None = None) -> None:
        """One message, of one line; with the ``trace`` of a fault of ours."""

    def refused(self, refusals: Sequence[Refusal]) -> None:
        """Paths were met and not taken."""

    def run_started(self, run: int | None, files: int) -> None:
        """A run over so many files began; ``run`` is its id in the ledger, None for a dry run."""

    def documents(self, files: int) -> AbstractContextManager[Reporter]:
        """What is to be told of each of so many files as it is done."""

    def run_finished(self, result: BatchResult) -> None:
        """The run came to its end."""


@dataclass(frozen=True, slots=True)
class TextLog:
    """Lines on ``console`` (standard error); with ``steady`` they stay, and every run ends with its counts.

    ``debug`` adds the tracebacks of faults of ours.
    """

    console: Console
    quiet: bool = False
    debug: bool = False
    steady: bool = False

    def say(self, event: Event, message: str, level: Level = Level.INFO, trace: str | None = None) -> None:
        from cjaplans.ingest.progress import print_line

        if level is not Level.INFO or not self.quiet:
            print_line(self.console, one_line(message))
        if self.debug and trace is not None:
            print_line(self.console, trace)

    def refused(self, refusals: Sequence[Refusal]) -> None:
        for line in refusal_lines(refusals):
            self.say(Event.REFUSED, line, Level.WARNING)

    def run_started(self, run: int | None, files: int) -> None:
        pass  # the bar or the first file says so

    @contextmanager
    def documents(self, files: int) -> Iterator[Reporter]:
        from cjaplans.ingest.progress import progress

        with progress(self.console, files, quiet=self.quiet, debug=self.debug, bar=not self.steady) as report:
            yield report

    def run_finished(self, result: BatchResult) -> None:
        from cjaplans.ingest.progress import counted

        if self.steady:
            self.say(Event.RUN_FINISHED, counted(result))


@dataclass(frozen=True, slots=True)
class MutedLog:
    """Says only that another run is waited for; for a command that tells of its work itself."""

    tell: Callable[[str], None]

    def say(self, event: Event, message: str, level: Level = Level.INFO, trace: str | None = None) -> None:
        if event is Event.WAITING:
            self.tell(message)

    def refused(self, refusals: Sequence[Refusal]) -> None:
        pass

    def run_started(self, run: int | None, files: int) -> None:
        pass

    @contextmanager
    def documents(self, files: int) -> Iterator[Reporter]:
        yield lambda outcome: None

    def run_finished(self, result: BatchResult) -> None:
        pass


def level_of(outcome: FileOutcome) -> Level:
    """How much the outcome of a file matters."""
    if outcome.internal:
        return Level.ERROR
    return Level.WARNING if outcome.needs_attention else Level.INFO
