"""What a batch knows and records: the database, or for a dry run only what it could see there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, func, select

from cjaplans import __version__
from cjaplans.extract.model import ExtractedDocument
from cjaplans.extract.pagenumbers import pages_label
from cjaplans.ingest.outcome import BatchResult, FileState
from cjaplans.ingest.pages import parse_pages
from cjaplans.ingest.reading import Task
from cjaplans.load.corrections import mirror
from cjaplans.load.database import open_database, open_readonly
from cjaplans.load.errors import MissingDatabaseError
from cjaplans.load.models import Action, Document, Finding
from cjaplans.load.store import SourceFile, finish_run, known_files, start_run, store_plan, store_rejection
from cjaplans.load.upgrade import upgrade_with_backup
from cjaplans.normalise.corrections import Correction, Review
from cjaplans.normalise.corrections.applying import STALE
from cjaplans.normalise.model import Plan, State


@dataclass(frozen=True, slots=True)
class Known:
    """What the database says of a file that was read before."""

    state: State
    reason: str | None
    authority: str | None
    period_start: date | None
    period_end: date | None
    kind: str
    pages: int | None
    actions: int
    findings: int
    layouts_digest: str | None = None


class Ledger(Protocol):
    """Knows files by the SHA-256 of their bytes, and takes down what was read."""

    @property
    def run_id(self) -> int | None:
        """The run that is taken down; None where nothing is."""

    def known(self, sha256: str) -> Known | None:
        """What is known of these bytes; ``None`` for new files and for rejected ones, which are tried again."""

    def pages(self, sha256: str) -> frozenset[int] | None:
        """The pages to which the reading of these bytes was narrowed; None where all were read, or nothing was."""

    def plan(self, task: Task, document: ExtractedDocument, plan: Plan) -> None:
        """Record a plan. Raises ``DatabaseError`` when nothing can be recorded any more."""

    def rejection(self, task: Task, reason: str) -> None:
        """Record that a file could not be read. Raises as ``plan`` does."""

    def finish(
        self, result: BatchResult, corrections: Sequence[Correction] = (), reviews: Sequence[Review] = ()
    ) -> tuple[str, ...]:
        """Record that the batch came to its end, and how.

        The files of corrections and reviews are mirrored; returns a line for each correction that does not fit.
        """


@contextmanager
def open_ledger(
    database: str, command: str, *, dry_run: bool, say: Callable[[str], None] = lambda message: None
) -> Iterator[Ledger]:
    """The ledger at ``database`` (a path or URL), made or brought up to date unless it is a ``dry_run``.

    ``say`` is told when an older schema was brought up to date, and where the copy of the database lies.

    Raises:
        DatabaseError: the database cannot be used.
    """
    engine = _existing(database) if dry_run else open_database(database)
    try:
        if dry_run:
            yield DryRunLedger(engine)
        else:
            assert engine is not None
            done = upgrade_with_backup(engine)
            if done.copy is not None:
                say(str(done))
            yield DatabaseLedger(engine, start_run(engine, command, __version__))
    finally:
        if engine is not None:
            engine.dispose()


def _existing(database: str) -> Engine | None:
    try:
        return open_readonly(database)
    except MissingDatabaseError:
        return None


class DryRunLedger:
    """Knows what the database knows, if there is one, and records nothing."""

    def __init__(self, engine: Engine | None) -> None:
        self._engine = engine
        self._states: Mapping[str, State] = known_files(engine) if engine else {}
        self._stale: list[str] = []

    @property
    def run_id(self) -> int | None:
        return None

    def known(self, sha256: str) -> Known | None:
        if self._engine is None or self._states.get(sha256, State.REJECTED) is State.REJECTED:
            return None
        return _details(self._engine, sha256)

    def pages(self, sha256: str) -> frozenset[int] | None:
        if self._engine is None:
            return None
        kept = select(Document.pages).where(Document.sha256 == sha256, Document.superseded_by.is_(None))
        with self._engine.connect() as connection:
            label = connection.execute(kept).scalar()
        return parse_pages(label) if label else None

    def plan(self, task: Task, document: ExtractedDocument, plan: Plan) -> None:
        self._stale += [f"{task.path.name}: {f.message}" for f in plan.findings if f.code == STALE]

    def rejection(self, task: Task, reason: str) -> None:
        pass

    def finish(
        self, result: BatchResult, corrections: Sequence[Correction] = (), reviews: Sequence[Review] = ()
    ) -> tuple[str, ...]:
        return tuple(self._stale)


class DatabaseLedger(DryRunLedger):
    """Records every document in the database, one transaction each."""

    def __init__(self, engine: Engine, run_id: int) -> None:
        super().__init__(engine)
        self._writer = engine
        self._run_id = run_id

    @property
    def run_id(self) -> int:
        return self._run_id

    def plan(self, task: Task, document: ExtractedDocument, plan: Plan) -> None:
        store_plan(self._writer, _source(task), document, plan, self._run_id)

    def rejection(self, task: Task, reason: str) -> None:
        store_rejection(self._writer, _source(task), reason, self._run_id)

    def finish(
        self, result: BatchResult, corrections: Sequence[Correction] = (), reviews: Sequence[Review] = ()
    ) -> tuple[str, ...]:
        judged = mirror(self._writer, corrections, reviews)
        finish_run(self._writer, self._run_id, skipped=result.counts[FileState.UNCHANGED], inputs=result.inputs)
        return tuple(f"{each.correction.source}: {each.problem}" for each in judged if not each.sound)


def _source(task: Task) -> SourceFile:
    label = pages_label(task.switches.pages) if task.switches.pages is not None else None
    return SourceFile(task.sha256, _printable(task.path), task.path.resolve().as_uri(), len(task.data), label)


def _printable(path: Path) -> str:
    """The file's name in characters a database takes: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _details(engine: Engine, sha256: str) -> Known | None:
    counts = [
        select(func.count()).where(model.document_id == Document.id).correlate(Document).scalar_subquery()
        for model in (Action, Finding)
    ]
    query = select(
        Document.state,
        Document.reason,
        Document.authority_key,
        Document.period_start,
        Document.period_end,
        Document.kind,
        Document.page_count,
        Document.layouts_digest,
        *counts,
    ).where(Document.sha256 == sha256, Document.superseded_by.is_(None))
    with engine.connect() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    state, reason, authority, start, end, kind, pages, layouts, actions, findings = row
    return Known(State(state), reason, authority, start, end, kind, pages, actions, findings, layouts)
