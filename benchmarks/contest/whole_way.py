"""The whole way, as ``cjaplans ingest`` goes it in one process: from files to rows that are committed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.contest.contenders import Read
from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.ledger import open_ledger
from cjaplans.ingest.log import MutedLog
from cjaplans.ingest.outcome import FileState
from cjaplans.ingest.request import Request


@contextmanager
def committing() -> Iterator[Read]:
    """A round into a new SQLite database, which is there when the round begins.

    What a run does besides is part of it: files are found, hashed and looked up, and what was extracted is kept.
    """
    with tempfile.TemporaryDirectory(prefix="cjaplans-bench-") as folder:
        database = str(Path(folder, "plans.db"))
        with open_ledger(database, "benchmark", dry_run=False):
            pass

        def read_all(files: Sequence[Path]) -> None:
            result = ingest_paths([str(path) for path in files], Request(database, jobs=0), MutedLog(lambda _: None))
            if failed := [outcome.file for outcome in result.files if outcome.state is FileState.REJECTED]:
                raise RuntimeError(f"not read: {', '.join(map(str, failed))}")

        yield read_all
