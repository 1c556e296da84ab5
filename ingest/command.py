"""``cjaplans ingest`` as one call: discover, open the ledger, run the batch, show how far it is."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from cjaplans.ingest.batch import Options, ingest
from cjaplans.ingest.discover import discover
from cjaplans.ingest.engines import require_second_opinion
from cjaplans.ingest.layouts import read_layouts
from cjaplans.ingest.ledger import open_ledger
from cjaplans.ingest.outcome import BatchResult, FileState
from cjaplans.ingest.passwords import read_passwords
from cjaplans.ingest.progress import progress
from cjaplans.publish.safe import one_line


def ingest_paths(
    paths: Sequence[str],
    *,
    database: str,
    console: Console,
    jobs: int | None = None,
    force: bool = False,
    dry_run: bool = False,
    password_file: Path | None = None,
    second_opinion: bool = False,
    layouts: Path | None = None,
    quiet: bool = False,
    debug: bool = False,
) -> BatchResult:
    """Read what ``paths`` mean into ``database``; progress and refusals go to ``console``.

    Raises:
        UsageProblem: nothing to read, a password file or layouts that cannot be used, or no engine for a
            second opinion.
        DatabaseError: the database cannot be used.
    """
    if second_opinion:
        require_second_opinion()
    found = discover(paths)
    passwords = read_passwords(password_file)
    options = Options(jobs or os.cpu_count() or 1, force, dry_run, passwords, second_opinion, read_layouts(layouts))
    for refusal in found.refused:
        console.print(f"{one_line(refusal.path)}: {refusal.reason}", soft_wrap=True, markup=False)
    command = shlex.join(["cjaplans", "ingest", *paths])
    with (
        open_ledger(database, command, dry_run=dry_run) as ledger,
        progress(console, len(found.files), quiet=quiet, debug=debug) as report,
    ):
        result = ingest(found.files, ledger, options, report)
        ledger.finish(result.counts[FileState.UNCHANGED])
    return replace(result, refused=found.refused)
