"""Takes down what became of each file, and tells of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cjaplans.extract.collection import put_off
from cjaplans.ingest.errors import UsageProblem, internal_error, trace_of
from cjaplans.ingest.ledger import Ledger
from cjaplans.ingest.outcome import FileOutcome, FileState
from cjaplans.ingest.sources.source import Source
from cjaplans.ingest.task import Read, Task, Unread
from cjaplans.ingest.workers.worker import Lost
from cjaplans.load.errors import DatabaseError
from cjaplans.load.known import Known
from cjaplans.load.store import Maker
from cjaplans.normalise.model import State
from cjaplans.normalise.periods import period_label


class Recorder:
    """The outcomes so far. ``limits`` are those in force, ``normaliser`` the fingerprint of today's rules."""

    def __init__(self, ledger: Ledger, normaliser: str, limits: str, report: Callable[[FileOutcome], None]) -> None:
        self._ledger = ledger
        self._normaliser = normaliser
        self._limits = limits
        self._report = report
        self._outcomes: dict[int, FileOutcome] = {}

    def outcomes(self) -> tuple[FileOutcome, ...]:
        """All outcomes, in the order of the files."""
        return tuple(self._outcomes[index] for index in sorted(self._outcomes))

    def settle(self, index: int, outcome: FileOutcome) -> None:
        """Take down the outcome of a file that needed no work."""
        self._outcomes[index] = outcome
        self._report(outcome)

    def record(self, task: Task, result: Read | Unread | Lost) -> None:
        """Write one result and settle its file.

        Raises:
            UsageProblem: what was asked of the file cannot be had of it.
            DatabaseError: nothing can be recorded any more.
        """
        with put_off():
            outcome = self._written(task, result)
        self.settle(task.index, outcome)

    def _written(self, task: Task, result: Read | Unread | Lost) -> FileOutcome:
        try:
            return self._write(task, result)
        except (DatabaseError, UsageProblem):
            raise
        except Exception as error:  # a row that cannot be stored is the document's fault or ours, not the batch's
            return self._write(task, Lost(internal_error(error), trace_of(error)))

    def _write(self, task: Task, result: Read | Unread | Lost) -> FileOutcome:
        if isinstance(result, Read):
            self._ledger.plan(task, result, Maker(task.extractor, self._normaliser))
            return _of_plan(task, result)
        if isinstance(result, Unread) and result.misused:
            what, _, remedy = result.reason.partition("; ")
            raise UsageProblem(str(task.source), what, remedy)
        by_rules = isinstance(result, Lost) or result.trace is not None
        if isinstance(result, Lost):
            result = Unread(result.reason, 0.0, result.trace)
        maker = Maker(attempt(task.extractor, self._limits), self._normaliser if by_rules else None)
        self._ledger.rejection(task, result.reason, maker)
        return replace(rejected(task.source, task.sha256, result.reason, result.seconds), trace=result.trace)


def attempt(extractor: str | None, limits: str) -> str:
    """What is recorded of a rejection as its extractor: other limits may let the file be read."""
    return f"{extractor} {limits}"


def rejected(file: Source, sha256: str | None, reason: str, seconds: float = 0.0) -> FileOutcome:
    """The outcome of a file that could not be read."""
    return replace(_blank(file, sha256), reason=reason, seconds=seconds, needs_attention=True)


def duplicate(file: Source, sha256: str, of: str) -> FileOutcome:
    """The outcome of a file with the bytes of another."""
    return replace(_blank(file, sha256), state=FileState.DUPLICATE, reason=f"the same bytes as {of}")


def copy_of(file: Source, known: Known) -> FileOutcome:
    """The outcome of a copy that stands in for its document's own file, and has nothing new to say of it."""
    same = duplicate(file, known.sha256, known.file_name)
    left = unchanged(file, known)
    reason = f"{same.reason}; {left.reason}" if left.reason else same.reason
    return replace(same, reason=reason, needs_attention=left.needs_attention)


def unchanged(file: Source, known: Known) -> FileOutcome:
    """The outcome of a file that is left as it is known."""
    before = f"rejected before: {known.reason}" if known.state is State.REJECTED else known.reason
    return replace(
        _blank(file, known.sha256),
        authority=known.authority,
        period=period_label(known.period_start, known.period_end),
        kind=known.kind,
        pages=known.page_count,
        actions=known.actions,
        findings=known.findings,
        state=FileState.UNCHANGED,
        reason=f"superseded by {known.successor}" if known.superseded_by else before,
        needs_attention=known.state is not State.LOADED and not known.superseded_by,
    )


def _blank(file: Source, sha256: str | None) -> FileOutcome:
    return FileOutcome(file, sha256, None, None, None, None, None, None, 0.0, FileState.REJECTED, None)


def _of_plan(task: Task, result: Read) -> FileOutcome:
    prepared, document = result.prepared, result.prepared.document
    return FileOutcome(
        file=task.source,
        sha256=task.sha256,
        authority=document.authority_key,
        period=period_label(document.period_start, document.period_end),
        kind=document.kind,
        pages=prepared.count("page"),
        actions=prepared.count("action"),
        findings=prepared.count("finding"),  # those on other documents are told later
        seconds=result.seconds,
        state=FileState(document.state),
        reason=document.reason,
        needs_attention=document.state != State.LOADED,
        renewed=result.renewed,
    )
