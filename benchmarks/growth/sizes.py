"""One point of the curve: so many documents into a new database, and the same run again when all are known."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.drawn.distinct import make
from benchmarks.growth.measured import Size
from benchmarks.growth.watched import cjaplans

SIZES = (10, 100, 1_000, 10_000)


def measure_size(folder: Path, count: int, jobs: int, say: Callable[[str], None]) -> Size:
    """Draws the plans, reads them with so many processes, reads them again, and clears up."""
    place = folder / f"{count}"
    shutil.rmtree(place, ignore_errors=True)
    files, database = place / "files", place / "plans.db"
    say(f"{count} documents are drawn")
    pages = make(files, count)
    ingest = ("ingest", str(files), "--database", str(database), "--jobs", str(jobs), "--quiet")
    say(f"{count} documents, {pages} pages are read")
    first = cjaplans(*ingest)
    say(f"{count} documents, {first.wall:.0f} s; now they are known")
    again = cjaplans(*ingest)
    rows = {name: counted(database, name) for name in ("document", "action", "cell")}
    if rows["document"] != count:
        raise RuntimeError(f"of {count} documents {rows['document']} are in the database")
    found = Size(
        documents=count,
        pages=pages,
        files=bytes_in(files),
        first=first,
        again=again,
        database=database.stat().st_size,
        extracted=bytes_in(place / "extracted"),
        actions=rows["action"],
        cells=rows["cell"],
    )
    shutil.rmtree(place)
    return found


def counted(database: Path, table: str) -> int:
    """The rows of a table, all of the write-ahead log folded into the file."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def bytes_in(folder: Path) -> int:
    """The sizes of all files in a folder, at any depth."""
    return sum(Path(place, name).stat().st_size for place, _, names in os.walk(folder) for name in names)
