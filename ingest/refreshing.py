"""``cjaplans refresh`` as one call: every document by today's rules, layouts and corrections, without its PDF."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

from cjaplans.ingest import fingerprints
from cjaplans.ingest.batch import Options
from cjaplans.ingest.command import concluded
from cjaplans.ingest.ledger import Ledger, open_ledger
from cjaplans.ingest.lock import writing
from cjaplans.ingest.log import Event, Log
from cjaplans.ingest.need import Wanted, is_current
from cjaplans.ingest.outcome import BatchResult
from cjaplans.ingest.pages import parse_pages
from cjaplans.ingest.reading import renew
from cjaplans.ingest.recording import Recorder, unchanged
from cjaplans.ingest.request import Request
from cjaplans.ingest.sources.placed import placed
from cjaplans.ingest.stored import Store
from cjaplans.ingest.task import Task, Unread
from cjaplans.load.database import open_as_it_is
from cjaplans.load.known import Known
from cjaplans.load.store import Maker
from cjaplans.normalise.corrections import digest as corrections_digest
from cjaplans.normalise.corrections import relevant
from cjaplans.normalise.model import State
from cjaplans.normalise.user_layouts import digest, layouts_for

COMMAND = "cjaplans refresh"


def refresh(
    request: Request, log: Log, plans: Collection[str] | None = None, files: Collection[str] | None = None
) -> BatchResult:
    """Normalise anew every document that other rules, layouts or corrections made; ``log`` is told of each.

    ``plans`` (``authority/period``) are the only ones whose documents are meant, ``files`` (SHA-256) the only
    documents. A document whose extraction is not stored is left as it is, and needs attention.

    Raises:
        UsageProblem: layouts or corrections that cannot be used.
        BusyDatabase: another run is writing to the database.
        DatabaseError: there is no database, or it cannot be used.
    """
    options = request.options()
    open_as_it_is(request.database).dispose()
    say = partial(log.say, Event.WAITING)
    alone = writing(request.database, request.wait, COMMAND, say)
    with request.engaged(options, say) as engaged, alone:
        options = request.by_todays_rules(engaged)
        upgraded = partial(log.say, Event.UPGRADED)
        with open_ledger(request.database, COMMAND, dry_run=False, say=upgraded) as ledger:
            documents = _meant(ledger, plans, files)
            log.run_started(ledger.run_id, len(documents))
            with log.documents(len(documents)) as report:
                recorder = Recorder(ledger, fingerprints.normalisation(), str(options.limits), report)
                result = _refreshed(documents, ledger, options, recorder)
            unfit = ledger.finish(result, options.corrections, options.reviews)
    return concluded(result, unfit, log)


def _meant(ledger: Ledger, plans: Collection[str] | None, files: Collection[str] | None) -> list[Known]:
    """The documents to look at: all that have something to be normalised, or only some of them."""
    documents = [each for each in ledger.known().values() if _has_content(each)]
    if files is not None:
        documents = [each for each in documents if each.sha256 in files]
    if plans is None:
        return documents
    held = ledger.plans()
    return [each for each in documents if not held.get(each.id, frozenset()).isdisjoint(plans)]


def _has_content(known: Known) -> bool:
    """Whether a document is or might become current, and has something to be normalised."""
    return known.state is not State.REJECTED and not known.displaced


def _refreshed(documents: Sequence[Known], ledger: Ledger, options: Options, recorder: Recorder) -> BatchResult:
    started = time.perf_counter()
    for task, result in options.crew.in_order(renew, _tasks(documents, ledger, options, recorder)):
        if isinstance(result, Unread) and result.misused:
            before = unchanged(task.source, documents[task.index])
            recorder.settle(task.index, replace(before, reason=result.reason, needs_attention=True))
        else:
            recorder.record(task, result)
    return BatchResult(recorder.outcomes(), time.perf_counter() - started)


def _tasks(documents: Sequence[Known], ledger: Ledger, options: Options, recorder: Recorder) -> Iterator[Task]:
    """The documents to be made anew; the others are settled."""
    plans = ledger.plans() if options.corrections else {}
    rules = Maker(None, fingerprints.normalisation())
    store = Store(ledger.stored) if ledger.stored else None
    for index, known in enumerate(documents):
        layouts = layouts_for(options.layouts, known.file_name)
        corrections = corrections_digest(relevant(options.corrections, plans.get(known.id, ())))
        source = placed(known.source_uri, known.file_name)
        if is_current(known, Wanted(known.pages, rules, rules, digest(layouts), corrections)):
            recorder.settle(index, unchanged(source, known))
            continue
        yield Task(
            index,
            source,
            known.sha256,
            None,
            switches=replace(options.switches, pages=parse_pages(known.pages) if known.pages else None),
            layouts=layouts,
            corrections=options.corrections,
            extractor=known.extractor,
            extraction=store.content(known.sha256, known.extractor, known.pages) if store else None,
            file_name=known.file_name,
            place=known.source_uri,
            version=known.source_version,
            size=known.size_bytes,
        )
