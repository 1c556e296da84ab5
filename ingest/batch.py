"""A batch of files: hash each, skip what is known, read the rest, record every result.

Reading is spread over processes (``executors.py``); recording is done here alone, one transaction a
document, in the order the files were given, so that the same files always end in the same database.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cjaplans.extract.errors import UnreadableFile
from cjaplans.extract.file import read_bytes
from cjaplans.extract.switches import PLAIN, Switches
from cjaplans.ingest.errors import internal_error, trace_of
from cjaplans.ingest.executors import in_order
from cjaplans.ingest.ledger import Known, Ledger
from cjaplans.ingest.limits import Limits
from cjaplans.ingest.outcome import BatchResult, FileOutcome, FileState, period_label
from cjaplans.ingest.passwords import Passwords
from cjaplans.ingest.reading import Read, Task, Unread, read
from cjaplans.ingest.worker import Lost
from cjaplans.load.errors import DatabaseError
from cjaplans.normalise.corrections import Correction, Review
from cjaplans.normalise.model import State
from cjaplans.normalise.user_layouts import UserLayout, digest, layouts_for

Reader = Callable[[Task], Read | Unread]


@dataclass(frozen=True, slots=True)
class Options:
    """How to run a batch. ``jobs`` is the number of processes, each within ``limits``; 0 reads in this one.

    ``force`` reads known files again. One is also read again when the ``layouts`` for it are others than last time.
    ``switches`` say how files are extracted. Their pages are kept with a file: without any, it is read as it was last
    time, until ``whole`` undoes it. ``stop`` is asked before each new document is begun; once it says so, none is,
    and those under way are finished and recorded. No link is followed but to where it was ``linked`` when it was found.
    """

    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    force: bool = False
    dry_run: bool = False
    passwords: Passwords = field(default_factory=Passwords)
    switches: Switches = PLAIN
    whole: bool = False
    layouts: tuple[UserLayout, ...] = ()
    corrections: tuple[Correction, ...] = ()
    reviews: tuple[Review, ...] = ()
    stop: Callable[[], bool] = lambda: False
    linked: Mapping[Path, Path] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


def ingest(
    files: Sequence[Path],
    ledger: Ledger,
    options: Options,
    report: Callable[[FileOutcome], None] = lambda outcome: None,
    reader: Reader = read,
) -> BatchResult:
    """Read ``files`` and record what they say; ``report`` is called as each is done.

    No file can end the batch: one that cannot be read, kills its process or meets a fault of ours is
    recorded as rejected. What the ledger itself raises (a locked or foreign database) is passed on.
    """
    started = time.perf_counter()
    batch = _Batch(files, ledger, options, report)
    for task, result in in_order(reader, batch.tasks(), options.jobs, options.limits):
        batch.record(task, result)
    return BatchResult(batch.outcomes(), time.perf_counter() - started, options.dry_run)


class _Batch:
    """The outcomes so far; files that need no reading get theirs while the tasks are made."""

    def __init__(
        self, files: Sequence[Path], ledger: Ledger, options: Options, report: Callable[[FileOutcome], None]
    ) -> None:
        self._files = files
        self._ledger = ledger
        self._options = options
        self._report = report
        self._outcomes: dict[int, FileOutcome] = {}
        self._met: dict[str, Path] = {}

    def outcomes(self) -> tuple[FileOutcome, ...]:
        return tuple(self._outcomes[index] for index in sorted(self._outcomes))

    def tasks(self) -> Iterator[Task]:
        """The files that must be read, each with its bytes."""
        for index, path in enumerate(self._files):
            if self._options.stop():
                return
            prepared = self._prepare(index, path)
            if isinstance(prepared, Task):
                yield prepared
            else:
                self._settle(index, prepared)

    def record(self, task: Task, result: Read | Unread | Lost) -> None:
        """Write one result and settle its file."""
        try:
            outcome = self._write(task, result)
        except DatabaseError:
            raise
        except Exception as error:  # a row that cannot be stored is the document's fault or ours, not the batch's
            outcome = self._write(task, Lost(internal_error(error), trace_of(error)))
        self._settle(task.index, outcome)

    def _prepare(self, index: int, path: Path) -> Task | FileOutcome:
        try:
            data = read_bytes(self._options.linked.get(path, path), follow=False)
        except UnreadableFile as error:
            return _rejected(path, None, str(error), 0.0)
        sha256 = hashlib.sha256(data).hexdigest()
        first = self._met.setdefault(sha256, path)
        if first != path:
            return replace(_blank(path, sha256), state=FileState.UNCHANGED, reason=f"the same bytes as {first}")
        layouts = layouts_for(self._options.layouts, path.name)
        kept = self._ledger.pages(sha256)
        pages = self._pages(kept)
        known = None if self._options.force or pages != kept else self._ledger.known(sha256)
        if known is not None and known.layouts_digest == digest(layouts):
            return _unchanged(path, sha256, known)
        switches = replace(self._options.switches, pages=pages)
        return Task(
            index,
            path,
            sha256,
            data,
            self._options.passwords.for_file(path),
            switches,
            layouts,
            self._options.corrections,
        )

    def _pages(self, kept: frozenset[int] | None) -> frozenset[int] | None:
        """The pages to read of a file of which only those ``kept`` were read before, or all."""
        return None if self._options.whole else self._options.switches.pages or kept

    def _write(self, task: Task, result: Read | Unread | Lost) -> FileOutcome:
        if isinstance(result, Read):
            self._ledger.plan(task, result.document, result.plan)
            return _read(task, result)
        if isinstance(result, Lost):
            result = Unread(result.reason, 0.0, result.trace)
        self._ledger.rejection(task, result.reason)
        return replace(_rejected(task.path, task.sha256, result.reason, result.seconds), trace=result.trace)

    def _settle(self, index: int, outcome: FileOutcome) -> None:
        self._outcomes[index] = outcome
        self._report(outcome)


def _blank(path: Path, sha256: str | None) -> FileOutcome:
    return FileOutcome(path, sha256, None, None, None, None, None, None, 0.0, FileState.REJECTED, None)


def _rejected(path: Path, sha256: str | None, reason: str, seconds: float) -> FileOutcome:
    return replace(_blank(path, sha256), reason=reason, seconds=seconds, needs_attention=True)


def _unchanged(path: Path, sha256: str, known: Known) -> FileOutcome:
    return replace(
        _blank(path, sha256),
        authority=known.authority,
        period=period_label(known.period_start, known.period_end),
        kind=known.kind,
        pages=known.pages,
        actions=known.actions,
        findings=known.findings,
        state=FileState.UNCHANGED,
        reason=known.reason,
        needs_attention=known.state is not State.LOADED,
    )


def _read(task: Task, result: Read) -> FileOutcome:
    plan = result.plan
    return FileOutcome(
        file=task.path,
        sha256=task.sha256,
        authority=plan.authority,
        period=period_label(plan.period_start, plan.period_end),
        kind=plan.kind.value,
        pages=len(result.document.pages),
        actions=len(plan.actions),
        findings=len(plan.findings) + len(result.document.notices),  # as the database counts them
        seconds=result.seconds,
        state=FileState(plan.state.value),
        reason=plan.reason,
        needs_attention=plan.state is not State.LOADED,
    )
