"""What a batch knows and records: the database, or for a dry run only what it could see there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from cjaplans import __version__
from cjaplans.ingest.outcome import BatchResult, FileState
from cjaplans.ingest.pages import label_of
from cjaplans.ingest.sources.source import printable_name
from cjaplans.ingest.stored import Store, folder_of, writer_of
from cjaplans.ingest.task import Read, Task
from cjaplans.load.corrections import mirror
from cjaplans.load.database import open_database
from cjaplans.load.errors import MissingDatabaseError, explained
from cjaplans.load.known import Known, known_documents, known_plans, known_versions
from cjaplans.load.older import opened
from cjaplans.load.places import Sighting, arrange, foresee
from cjaplans.load.rows import SourceFile
from cjaplans.load.runs import finish_run, start_run
from cjaplans.load.store import UNNAMED, Maker, store_prepared, store_rejection
from cjaplans.load.upgrade import upgrade_with_backup
from cjaplans.normalise.corrections import Correction, Review
from cjaplans.normalise.corrections.applying import STALE


class Ledger(Protocol):
    """Knows files by the SHA-256 of their bytes, and takes down what was read."""

    @property
    def run_id(self) -> int | None:
        """The run that is taken down; None where nothing is."""

    @property
    def stored(self) -> Path | None:
        """The folder of stored extractions; None where none are kept."""

    def known(self) -> Mapping[str, Known]:
        """All documents that are known, by the SHA-256 of their bytes."""

    def versions(self) -> Mapping[tuple[str, str], str]:
        """The SHA-256 of what lies in stores, by address and version."""

    def plans(self) -> Mapping[int, frozenset[str]]:
        """The plans (``authority/period``) of each document's actions, by its id."""

    def arrange(
        self, known: Mapping[str, Known], seen: Sequence[Sighting], lost: Collection[str]
    ) -> Mapping[str, Known]:
        """Record where files were ``seen``, and which places of ``known`` ones are ``lost``; what is known then."""

    def plan(self, task: Task, read: Read, maker: Maker = UNNAMED) -> None:
        """Record a plan. Raises ``DatabaseError`` when nothing can be recorded any more."""

    def rejection(self, task: Task, reason: str, maker: Maker = UNNAMED) -> None:
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
    folder = folder_of(database)
    if dry_run:
        with ExitStack() as reading:
            found = None
            with suppress(MissingDatabaseError):
                found = reading.enter_context(opened(database))
            yield DryRunLedger(found, folder)
        return
    engine = open_database(database)
    try:
        done = upgrade_with_backup(engine)
        if done.older:
            say(str(done))
        store = Store(folder, writer_of(database)) if folder else None
        if store is not None:
            store.sweep()
        with closing(DatabaseLedger(engine, start_run(engine, command, __version__), store)) as ledger:
            yield ledger
    finally:
        engine.dispose()


class DryRunLedger:
    """Knows what the database knows, if there is one, and records nothing."""

    def __init__(self, engine: Engine | None, stored: Path | None = None) -> None:
        self._engine = engine
        self._stored = stored
        self._stale: list[str] = []

    @property
    def run_id(self) -> int | None:
        return None

    @property
    def stored(self) -> Path | None:
        return self._stored

    def known(self) -> Mapping[str, Known]:
        return known_documents(self._engine) if self._engine else {}

    def versions(self) -> Mapping[tuple[str, str], str]:
        return known_versions(self._engine) if self._engine else {}

    def plans(self) -> Mapping[int, frozenset[str]]:
        return known_plans(self._engine) if self._engine else {}

    def arrange(
        self, known: Mapping[str, Known], seen: Sequence[Sighting], lost: Collection[str]
    ) -> Mapping[str, Known]:
        return foresee(self._engine, known, seen, lost) if self._engine else {}

    def plan(self, task: Task, read: Read, maker: Maker = UNNAMED) -> None:
        self._stale += [f"{task.source.name}: {said}" for said in read.prepared.messages(STALE)]

    def rejection(self, task: Task, reason: str, maker: Maker = UNNAMED) -> None:
        pass

    def finish(
        self, result: BatchResult, corrections: Sequence[Correction] = (), reviews: Sequence[Review] = ()
    ) -> tuple[str, ...]:
        return tuple(self._stale)


class DatabaseLedger:
    """Records every document in the database, one transaction each, and its extraction beside it."""

    def __init__(self, engine: Engine, run_id: int, store: Store | None = None) -> None:
        self._engine = engine
        self._run_id = run_id
        self._store = store
        self._keeper = ThreadPoolExecutor(1, "keeping")

    @property
    def run_id(self) -> int | None:
        return self._run_id

    @property
    def stored(self) -> Path | None:
        return self._store.folder if self._store else None

    def known(self) -> Mapping[str, Known]:
        return known_documents(self._engine)

    def versions(self) -> Mapping[tuple[str, str], str]:
        return known_versions(self._engine)

    def plans(self) -> Mapping[int, frozenset[str]]:
        return known_plans(self._engine)

    def arrange(
        self, known: Mapping[str, Known], seen: Sequence[Sighting], lost: Collection[str]
    ) -> Mapping[str, Known]:
        return arrange(self._engine, known, seen, lost, self._run_id)

    def plan(self, task: Task, read: Read, maker: Maker = UNNAMED) -> None:
        # The disk takes the extraction meanwhile, which is on it before the document is said to be there.
        kept = self._keeper.submit(self._keep, task.sha256, read.packed)
        store_prepared(self._engine, _source(task), read.prepared, self._run_id, maker, last=kept.result)

    def rejection(self, task: Task, reason: str, maker: Maker = UNNAMED) -> None:
        store_rejection(self._engine, _source(task), reason, self._run_id, maker)

    def close(self) -> None:
        """Let what is being kept be so."""
        self._keeper.shutdown()

    def _keep(self, sha256: str, packed: bytes | None) -> None:
        if self._store is not None and packed is not None:
            with explained(str(self._store.folder)):
                self._store.write(sha256, packed)

    def finish(
        self, result: BatchResult, corrections: Sequence[Correction] = (), reviews: Sequence[Review] = ()
    ) -> tuple[str, ...]:
        judged = mirror(self._engine, corrections, reviews)
        counts = result.counts
        finish_run(
            self._engine,
            self._run_id,
            skipped=counts[FileState.UNCHANGED],
            renewed=result.renewed,
            duplicates=counts[FileState.DUPLICATE],
            inputs=result.inputs,
        )
        return tuple(f"{each.correction.source}: {each.told}" for each in judged if not each.sound)


def _source(task: Task) -> SourceFile:
    size = task.size if task.data is None else len(task.data)
    place, version = (task.place, task.version) if task.place else (task.source.uri, task.source.version)
    name = task.file_name or printable_name(task.source.name)
    return SourceFile(task.sha256, name, place, size, label_of(task.switches.pages), version)
