"""``cjaplans ingest`` as one call: discover, open the ledger, run the batch, show how far it is."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from cjaplans.extract.errors import UnreadableFile
from cjaplans.extract.reader import open_pdf, read_bytes
from cjaplans.extract.switches import Switches
from cjaplans.ingest.batch import Options, ingest
from cjaplans.ingest.discover import Discovery, discover
from cjaplans.ingest.engines import require_second_opinion
from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.layouts import read_layouts
from cjaplans.ingest.ledger import open_ledger
from cjaplans.ingest.lock import PATIENCE, writing
from cjaplans.ingest.log import Event, Log
from cjaplans.ingest.outcome import BatchResult, FileState
from cjaplans.ingest.pages import ALL, pages_label
from cjaplans.ingest.passwords import Passwords, read_passwords


def ingest_paths(
    paths: Sequence[str],
    *,
    database: str,
    log: Log,
    jobs: int | None = None,
    force: bool = False,
    dry_run: bool = False,
    password_file: Path | None = None,
    second_opinion: bool = False,
    layouts: Path | None = None,
    ocr: bool = True,
    pages: frozenset[int] | str | None = None,
    wait: float | None = PATIENCE,
) -> BatchResult:
    """Read what ``paths`` mean into ``database``; progress and refusals go to ``log``.

    ``pages`` narrows the reading of one file, and is kept for it until it is ``all``. ``wait`` is how many
    seconds to wait for another run on the database, None for as long as it takes.

    Raises:
        UsageProblem: nothing to read, a password file or layouts that cannot be used, no engine for a
            second opinion, or pages of several files or none.
        BusyDatabase: another run is writing to the database.
        DatabaseError: the database cannot be used.
    """
    if second_opinion:
        require_second_opinion()
    found = discover(paths)
    passwords = read_passwords(password_file)
    chosen = pages if isinstance(pages, frozenset) else None
    if pages is not None:
        _check_pages(found, chosen, passwords)
    taught = read_layouts(layouts)
    switches = Switches(chosen, second_opinion, ocr)
    options = Options(jobs or os.cpu_count() or 1, force, dry_run, passwords, switches, pages == ALL, taught)
    for refusal in found.refused:
        log.refused(refusal)
    narrowed = [] if pages is None else ["--pages", pages_label(chosen) if chosen else ALL]
    command = shlex.join(["cjaplans", "ingest", *paths, *narrowed])
    alone = nullcontext() if dry_run else writing(database, wait, command, partial(log.say, Event.WAITING))
    with alone, open_ledger(database, command, dry_run=dry_run) as ledger:
        log.run_started(ledger.run_id, len(found.files))
        with log.documents(len(found.files)) as report:
            result = ingest(found.files, ledger, options, report)
        ledger.finish(result.counts[FileState.UNCHANGED])
    result = replace(result, refused=found.refused)
    log.run_finished(result)
    return result


def _check_pages(found: Discovery, pages: frozenset[int] | None, passwords: Passwords) -> None:
    """Refuses pages of several files, and pages that a file does not have: no good reading is lost by a slip."""
    if len(found.files) != 1:
        raise UsageProblem("--pages", f"{len(found.files)} files were found, and pages are of one", "name a single PDF")
    path = found.files[0]
    try:
        with open_pdf(read_bytes(path), passwords.for_file(path)) as pdf:
            count = len(pdf)
    except UnreadableFile:
        return  # what is wrong with the file is said when it is read
    outside = [page for page in sorted(pages or ()) if page > count]
    if outside:
        has = f"the file has {count} page{'s' * (count != 1)}, not page {pages_label(outside)}"
        raise UsageProblem(str(path), has, "choose among its pages")
