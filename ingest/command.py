"""``cjaplans ingest`` as one call: discover, open the ledger, run the batch, show how far it is."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

from cjaplans.extract.pagenumbers import pages_label
from cjaplans.ingest.batch import Options, ingest
from cjaplans.ingest.discover import Discovery, discover
from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.inputs import complete, inputs_digest, nothing_new
from cjaplans.ingest.ledger import open_ledger
from cjaplans.ingest.lock import writing
from cjaplans.ingest.log import Event, Level, Log
from cjaplans.ingest.outcome import BatchResult
from cjaplans.ingest.pages import ALL
from cjaplans.ingest.request import Request
from cjaplans.load.secrets import without_passwords


def ingest_paths(paths: Sequence[str], request: Request, log: Log) -> BatchResult:
    """Read what ``paths`` mean into the database; progress and refusals go to ``log``.

    Raises:
        UsageProblem: nothing to read, a password file, layouts or corrections that cannot be used, no engine for a
            second opinion, or pages of several files, or such as the file does not have.
        BusyDatabase: another run is writing to the database.
        DatabaseError: the database cannot be used.
    """
    found, options = _wanted(paths, request)
    return run(found, _command(paths, request), request, options, log)


def ingest_if_changed(paths: Sequence[str], request: Request, log: Log) -> BatchResult | None:
    """As ``ingest_paths``, unless files, rules and options are what the last finished run over these paths found.

    Then nothing is done or said, and there is no result.
    """
    found, options = _wanted(paths, request)
    inputs = inputs_digest(paths, found, request, options)
    if nothing_new(request.database, inputs):
        return None
    return run(found, _command(paths, request), request, options, log, inputs)


def _wanted(paths: Sequence[str], request: Request) -> tuple[Discovery, Options]:
    found, options = discover(paths), request.options()
    if request.pages is not None and len(found.files) != 1:
        raise UsageProblem("--pages", f"{len(found.files)} files were found, and pages are of one", "name a single PDF")
    return found, options


def run(
    found: Discovery, command: str, request: Request, options: Options, log: Log, inputs: str | None = None
) -> BatchResult:
    """One run over the files that were found, alone with the database unless it is dry; ``command`` names it there.

    ``inputs`` is recorded as the fingerprint of what there was to do, if all of it was done.

    Raises:
        UsageProblem: layouts or corrections cannot be used any more.
        BusyDatabase: another run is writing to the database.
        DatabaseError: the database cannot be used.
    """
    log.refused(found.refused)
    say = partial(log.say, Event.WAITING)
    alone = nullcontext() if request.dry_run else writing(request.database, request.wait, command, say)
    upgraded = partial(log.say, Event.UPGRADED)
    with request.engaged(options, say) as engaged, alone:
        options = request.by_todays_rules(engaged)
        with open_ledger(request.database, command, dry_run=request.dry_run, say=upgraded) as ledger:
            log.run_started(ledger.run_id, len(found.files))
            with log.documents(len(found.files)) as report:
                result = ingest(found.files, ledger, options, report)
            result = replace(result, inputs=inputs if complete(result, options) else None)
            unfit = ledger.finish(result, options.corrections, options.reviews)
    return concluded(replace(result, refused=found.refused), unfit, log)


def concluded(result: BatchResult, unfit: tuple[str, ...], log: Log) -> BatchResult:
    """What came of a run, with the corrections that were ``unfit``; all of it is told."""
    for line in unfit:
        log.say(Event.CORRECTION, line, Level.WARNING)
    result = replace(result, unfit=unfit)
    log.run_finished(result)
    return result


def _command(paths: Sequence[str], request: Request) -> str:
    """What the ledger says was asked for."""
    pages = [] if request.pages is None else ["--pages", pages_label(request.chosen) if request.chosen else ALL]
    return command_line("ingest", *paths, *pages)


def command_line(*words: str) -> str:
    """A command as the ledger keeps it: without options that hold secrets, in characters a database takes."""
    return without_passwords(os.fsencode(shlex.join(["cjaplans", *words])).decode("utf-8", "replace"))
