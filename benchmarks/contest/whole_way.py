"""The whole way, as ``cjaplans ingest`` goes it with one process: from files to rows that are committed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.contest.contenders import Read
from cjaplans.ingest.batch import Options, ingest
from cjaplans.ingest.ledger import open_ledger
from cjaplans.ingest.outcome import FileState


@contextmanager
def committing() -> Iterator[Read]:
    """A round into a new SQLite database, which is there when the round begins.

    What a run does besides is part of it: files are hashed and looked up, and what was extracted is kept.
    """
    with (
        tempfile.TemporaryDirectory(prefix="cjaplans-bench-") as folder,
        open_ledger(str(Path(folder, "plans.db")), "benchmark", dry_run=False) as ledger,
    ):

        def read_all(files: Sequence[Path]) -> None:
            result = ingest(files, ledger, Options(jobs=0))
            if failed := [outcome.file for outcome in result.files if outcome.state is FileState.REJECTED]:
                raise RuntimeError(f"not read: {', '.join(map(str, failed))}")

        yield read_all
