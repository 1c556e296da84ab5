"""How time, memory and database grow with documents, and what more cores, a cluster or a server give: ``make scale``.

Reads 10, 100, 1,000 and 10,000 drawn plans, and a thousand of them in several ways. Each part is kept as soon as it is
measured, so that a run that was broken off goes on with what is missing. When all is there it becomes
``benchmarks/results-scale.json``, of which the page ``benchmarks/results-scale.md`` and the tables in
``docs/scaling.md`` are made.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

if find_spec("psutil") is None:
    sys.exit("not installed: psutil; run 'make scale', or: pip install -r requirements-bench.lock")

from benchmarks.growth.guide import with_tables
from benchmarks.growth.measured import load
from benchmarks.growth.page import page
from benchmarks.growth.sizes import SIZES, measure_size
from benchmarks.growth.watched import CommandFailed
from benchmarks.growth.ways import DOCUMENTS, measure_ways
from benchmarks.machine import load as busy
from benchmarks.machine import machine, today, versions

RESULTS = Path(__file__).with_name("results-scale.md")
KEPT = RESULTS.with_suffix(".json")
UNFINISHED = RESULTS.with_suffix(".unfinished.json")
GUIDE = Path(__file__).resolve().parents[1] / "docs" / "scaling.md"
PACKAGES = ("numpy", "pypdfium2", "spacy", "sqlalchemy", "distributed", "psycopg")


def say(message: str) -> None:
    """Progress, for people who wait."""
    print(f"{time.strftime('%H:%M:%S')} {message}", file=sys.stderr, flush=True)


def measure(folder: Path, kept: Path, sizes: Sequence[int], *, jobs: int, ways: bool) -> None:
    """Measures what the file ``kept`` does not have yet, and keeps each part at once."""
    measured = load(kept)
    if measured.when:
        say(f"going on with what was measured until {measured.when} (--afresh begins anew)")

    def keep() -> None:
        measured.where = f"{machine()}; {versions(PACKAGES)}. Load average {busy()} at the end."
        measured.when, measured.jobs = today(), jobs
        measured.save(kept)

    if ways and not measured.ways:
        measured.ways, measured.ways_pages = measure_ways(folder, jobs, say)
        measured.ways_documents = DOCUMENTS
        keep()
    for count in sizes:
        if count not in measured.sizes:
            measured.sizes[count] = measure_size(folder, count, jobs, say)
            keep()


def write() -> None:
    """The page of results and the tables of the guide, of what is kept."""
    measured = load(KEPT)
    RESULTS.write_text(page(measured), encoding="utf-8")
    GUIDE.write_text(with_tables(GUIDE.read_text(encoding="utf-8"), measured), encoding="utf-8")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", nargs="*", type=int, default=SIZES, help="numbers of documents")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes; default: one a core")
    parser.add_argument("--afresh", action="store_true", help="do not go on with a run that was broken off")
    parser.add_argument("--no-ways", action="store_true", help="only the curve")
    parser.add_argument("--folder", type=Path, help="where files and databases are made; default: a temporary folder")
    parser.add_argument("--page", action="store_true", help="measure nothing, write the pages of what is kept")
    return parser.parse_args()


def main() -> None:
    chosen = options()
    if chosen.afresh:
        UNFINISHED.unlink(missing_ok=True)
    if not chosen.page:
        if chosen.folder:
            chosen.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="cjaplans-scale-", dir=chosen.folder) as folder:
            try:
                measure(Path(folder), UNFINISHED, chosen.sizes, jobs=chosen.jobs, ways=not chosen.no_ways)
            except CommandFailed as failure:
                sys.exit(str(failure))
        UNFINISHED.replace(KEPT)
    write()
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
