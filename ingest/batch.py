"""A batch of files: hash each, leave what is known as it should be, renew or read the rest, record every result.

Reading is spread over processes (``executors.py``); recording is done here alone, one transaction a
document, in the order the files were given, so that the same files always end in the same database.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cjaplans.extract.errors import UnreadableFile
from cjaplans.extract.switches import PLAIN, Switches
from cjaplans.ingest import fingerprints
from cjaplans.ingest.ledger import Ledger
from cjaplans.ingest.need import Need, Wanted, need_of
from cjaplans.ingest.outcome import BatchResult, FileOutcome
from cjaplans.ingest.pages import label_of, parse_pages
from cjaplans.ingest.passwords import Passwords
from cjaplans.ingest.reading import read
from cjaplans.ingest.recording import Recorder, attempt, copy_of, duplicate, rejected, unchanged
from cjaplans.ingest.sources.source import Source
from cjaplans.ingest.stored import Store
from cjaplans.ingest.task import Read, Task, Unread
from cjaplans.ingest.whereabouts import Found, Unseen, digest_of, look, lost, portions
from cjaplans.ingest.workers.executor import Executor, Processes
from cjaplans.ingest.workers.limits import Limits
from cjaplans.load.known import Known
from cjaplans.load.places import Sighting
from cjaplans.load.store import Maker
from cjaplans.normalise.corrections import Correction, Review, relevant
from cjaplans.normalise.corrections import digest as corrections_digest
from cjaplans.normalise.model import State
from cjaplans.normalise.user_layouts import UserLayout, digest, layouts_for

Reader = Callable[[Task], Read | Unread]


@dataclass(frozen=True, slots=True)
class Options:
    """How to run a batch. ``executor`` reads the files; without one ``jobs`` processes do, each within ``limits``, and
    with 0 this one.

    ``force`` reads all files again. Otherwise a known file is left alone as long as nothing changed that decides on
    what is read of it (``need.py``). ``only_failed`` means only files that are recorded as rejected, whether or
    not they were replaced since, and ``since`` only those that were changed at this time (seconds since 1970) or later.
    ``switches`` say how files are extracted. Their pages are kept with a file: without any, it is read as it was last
    time, until ``whole`` undoes it. ``stop`` is asked before each new document is begun; once it says so, none is,
    and those under way are finished and recorded.
    """

    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    force: bool = False
    only_failed: bool = False
    since: float | None = None
    dry_run: bool = False
    passwords: Passwords = field(default_factory=Passwords)
    switches: Switches = PLAIN
    whole: bool = False
    layouts: tuple[UserLayout, ...] = ()
    corrections: tuple[Correction, ...] = ()
    reviews: tuple[Review, ...] = ()
    stop: Callable[[], bool] = lambda: False
    limits: Limits = field(default_factory=Limits)
    executor: Executor | None = None

    @property
    def crew(self) -> Executor:
        """Who reads the files."""
        return self.executor or Processes(self.jobs, self.limits)


def ingest(
    files: Sequence[Source],
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
    recorder = Recorder(ledger, fingerprints.normalisation(), str(options.limits), report)
    batch = _Batch(files, ledger, options, recorder)
    for task, result in options.crew.in_order(reader, batch.tasks()):
        recorder.record(task, result)
    batch.close()
    seconds = time.perf_counter() - started
    return BatchResult(recorder.outcomes(), seconds, options.dry_run, left_out=batch.left_out)


class _Batch:
    """Makes the tasks; files that need no reading are settled on the way."""

    def __init__(self, files: Sequence[Source], ledger: Ledger, options: Options, recorder: Recorder) -> None:
        self.left_out = 0
        self._files = files
        self._ledger = ledger
        self._options = options
        self._recorder = recorder
        self._extractor = fingerprints.extraction(options.switches)
        self._normaliser = fingerprints.normalisation()
        self._known: Mapping[str, Known] = {}
        self._plans: Mapping[int, frozenset[str]] = {}
        self._failed: Collection[str | None] = ()
        self._versions: Mapping[tuple[str, str], str] = {}
        self._new: dict[str, Source] = {}
        self._met = {source.uri for source in files if source.version is not None}
        self._copies: list[Sighting] = []

    def tasks(self) -> Iterator[Task]:
        """The files that must be read or renewed."""
        self._known = self._ledger.known()
        self._failed = {each.source_uri for each in self._known.values() if _is_failed(each)}
        self._plans = self._ledger.plans() if self._options.corrections else {}
        self._versions = self._ledger.versions() if self._met else {}
        for portion in portions(self._look()):
            if self._options.stop():
                return
            yield from self._tasks_of(portion)

    def _tasks_of(self, found: Sequence[Found]) -> Iterator[Task]:
        seen = [each.sighting for each in found]
        self._met |= {each.source_uri for each in seen}
        self._known = self._ledger.arrange(self._known, seen, lost(seen, self._known))
        for each in found:
            if self._options.stop():
                return
            prepared = self._prepare(each)
            if isinstance(prepared, Task):
                yield prepared
            elif prepared is not None:
                self._recorder.settle(each.index, prepared)
            else:
                self.left_out += 1

    def close(self) -> None:
        """Record the copies of files that were new: only now have these a document."""
        if self._copies:
            self._ledger.arrange(self._ledger.known(), self._copies, ())

    def _look(self) -> Iterator[Found]:
        """The files that are meant and can be looked at."""
        for each in look(self._recent(), self._unless_read):
            if self._options.stop():
                return
            if isinstance(each, Unseen):
                self._recorder.settle(each.index, rejected(each.source, None, each.reason))
            else:
                yield each

    def _recent(self) -> Iterator[Source]:
        """The files that were changed lately enough; the others are not even fetched."""
        for source in self._files:
            if self._options.since is None or source.modified >= self._options.since:
                yield source
            else:
                self.left_out += 1

    def _unless_read(self, source: Source) -> str | None:
        """The SHA-256 of a file whose version is known, and which will not be read again."""
        sha256 = self._versions.get((source.uri, source.version or ""))
        known = self._known.get(sha256) if sha256 else None
        return sha256 if known and self._need(source, known) is not Need.READING else None

    def _prepare(self, found: Found) -> Task | FileOutcome | None:
        """The task or outcome of a file; None where it is not meant."""
        sha256, known = found.sighting.sha256, self._known.get(found.sighting.sha256)
        failed = known is not None and known.state is State.REJECTED
        mended = known is None and found.sighting.source_uri in self._failed
        if self._options.only_failed and not (failed or mended):
            return None
        if known is None:
            first = self._new.setdefault(sha256, found.source)
            if first != found.source:
                self._copies.append(found.sighting)
                return duplicate(found.source, sha256, str(first))
            return self._reading(found, None)
        if known.source_uri != found.sighting.source_uri:
            return self._copy(found, known)
        need = self._need(found.source, known)
        return unchanged(found.source, known) if need is Need.NOTHING else self._begin(found, known, need)

    def _copy(self, found: Found, known: Known) -> Task | FileOutcome:
        """A copy stands in for the document's own file where that is not among those of the batch."""
        if known.source_uri in self._met:
            return duplicate(found.source, known.sha256, known.file_name)
        self._met.add(known.source_uri or "")
        need = self._need(found.source, known)
        return copy_of(found.source, known) if need is Need.NOTHING else self._begin(found, known, need)

    def _need(self, source: Source, known: Known) -> Need:
        again = self._options.force or self._options.only_failed
        return Need.READING if again else need_of(known, self._wanted(source, known))

    def _begin(self, found: Found, known: Known, need: Need) -> Task | FileOutcome:
        kept = self._kept(known) if need is Need.RENEWAL else None
        return self._reading(found, known) if kept is None else self._task(found, known, None, kept)

    def _kept(self, known: Known) -> bytes | None:
        folder, pages = self._ledger.stored, label_of(self._pages(known))
        return Store(folder).content(known.sha256, self._extractor, pages) if folder else None

    def _reading(self, found: Found, known: Known | None) -> Task | FileOutcome:
        if found.data is not None:
            return self._task(found, known, found.data)
        try:
            data = found.source.read()
        except UnreadableFile as error:
            return rejected(found.source, None, str(error))
        if digest_of(data) != found.sighting.sha256:
            return rejected(found.source, None, "the file is being changed; run again when it is complete")
        return self._task(found, known, data)

    def _task(self, found: Found, known: Known | None, data: bytes | None, extraction: bytes | None = None) -> Task:
        options, sighting = self._options, found.sighting
        name = known.file_name if known else sighting.file_name
        elsewhere = known if known and known.source_uri not in (None, sighting.source_uri) else None
        return Task(
            found.index,
            found.source,
            sighting.sha256,
            data,
            options.passwords.for_file(found.source.name),
            replace(options.switches, pages=self._pages(known)),
            layouts_for(options.layouts, name),
            options.corrections,
            self._extractor,
            self._ledger.stored is not None,
            extraction,
            name,
            elsewhere.source_uri if elsewhere else sighting.source_uri,
            elsewhere.source_version if elsewhere else sighting.source_version,
            len(data) if data is not None else known.size_bytes if known else 0,
        )

    def _wanted(self, source: Source, known: Known) -> Wanted:
        return Wanted(
            pages=label_of(self._pages(known)),
            made=Maker(self._extractor, self._normaliser),
            rejected=Maker(attempt(self._extractor, str(self._options.limits)), self._normaliser),
            layouts_digest=digest(layouts_for(self._options.layouts, known.file_name)),
            corrections_digest=corrections_digest(relevant(self._options.corrections, self._plans.get(known.id, ()))),
            password=self._options.passwords.for_file(source.name) is not None,
        )

    def _pages(self, known: Known | None) -> frozenset[int] | None:
        """The pages to read of a file, of which perhaps only some were read before."""
        kept = parse_pages(known.pages) if known and known.pages else None
        return None if self._options.whole else self._options.switches.pages or kept


def _is_failed(known: Known) -> bool:
    return known.state is State.REJECTED and not known.superseded_by
