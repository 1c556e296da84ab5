"""How long comparisons, pages and exports take over 100,000 actions, beside what one would do without them.

The database is made by ``benchmarks/large.py``, or given. A comparison is timed in a process that has loaded pandas, as
notebooks and servers have, and as a whole process; its peer reads the view ``action_flat`` with pandas and pivots it.
A page is asked of ``cjaplans serve`` for the first time and then again; its peer is Datasette's own page of the table
``action``, from the same database. The export's peer writes ``action_flat`` alone, with pandas. Writes
``benchmarks/results-research.md``.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from benchmarks.large import make
from cjaplans.publish.compare.model import Name

RESULTS = Path(__file__).with_name("results-research.md")
ROUNDS = 3
#: Seconds after its start until a server has loaded what it needs; nobody clicks sooner.
LOADED = 5
#: Milliseconds until a peer has read and pivoted, or written, the one view that has everything.
PIVOTING = """
import sqlite3, sys
import pandas as pd
rows = pd.read_sql("SELECT * FROM action_flat", sqlite3.connect(sys.argv[1]))
print(rows.pivot_table(index="authority", columns="status_code", values="seq", aggfunc="count"))
"""
#: A comparison in a process that is warm: seconds of each, one a line.
WARM = """
import statistics, sys, time
import pandas
from cjaplans.load.database import open_readonly
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.model import Name
engine = open_readonly(sys.argv[1])
for name in Name:
    seconds = []
    for _ in range(int(sys.argv[2])):
        started = time.perf_counter()
        compare(engine, name)
        seconds.append(time.perf_counter() - started)
    print(statistics.median(seconds))
"""
LOADING = "import pandas, sqlalchemy.orm"
WRITING = """
import sqlite3, sys
import pandas as pd
rows = pd.read_sql("SELECT * FROM action_flat", sqlite3.connect(sys.argv[1]))
rows.to_csv(sys.argv[2] + "/flat.csv")
rows.to_parquet(sys.argv[2] + "/flat.parquet")
rows.to_excel(sys.argv[2] + "/flat.xlsx", engine="xlsxwriter")
"""


@dataclass(frozen=True)
class Timing:
    """What was timed, its median seconds, and those of its peer."""

    what: str
    seconds: float
    peer: float
    first: float | None = None

    def row(self) -> str:
        """A row of the table of results."""
        first = "" if self.first is None else f"{self.first:.2f} | "
        return f"| {self.what} | {first}{self.seconds:.2f} | {self.seconds / self.peer:.2f} |"


def timed(*command: str) -> float:
    """Wall seconds of a whole process that must end well."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def cjaplans(*arguments: str) -> float:
    return timed(sys.executable, "-m", "cjaplans.cli", *arguments)


def median(work: Callable[[], float]) -> float:
    return statistics.median(work() for _ in range(ROUNDS))


def comparisons(database: Path) -> Iterator[Timing]:
    """Each comparison in a process that is warm, and as a whole process on a terminal."""
    peer = median(lambda: timed(sys.executable, "-c", PIVOTING, str(database)))
    command = [sys.executable, "-c", WARM, str(database), str(ROUNDS)]
    warm = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    for name, seconds in zip(Name, map(float, warm), strict=True):
        yield Timing(f"`compare(engine, {name})`", seconds, peer)
    yield Timing(f"a process: `{LOADING}` alone", median(lambda: timed(sys.executable, "-c", LOADING)), peer)
    for name in Name:
        seconds = median(lambda name=name: cjaplans("compare", name, "--database", str(database)))  # type: ignore[misc]
        yield Timing(f"a process: `cjaplans compare {name}`", seconds, peer)


def export(database: Path, folder: Path) -> Iterator[Timing]:
    """The whole package in all its forms, once: it takes its time."""
    peer_folder = folder / "peer"
    peer_folder.mkdir()
    peer = timed(sys.executable, "-c", WRITING, str(database), str(peer_folder))
    seconds = cjaplans("export", str(folder / "package"), "--database", str(database))
    yield Timing("`cjaplans export DIR`: all tables, in all forms", seconds, peer)
    seconds = cjaplans("report", "-o", str(folder / "report.html"), "--database", str(database))
    yield Timing("`cjaplans report`", seconds, peer)


def pages(database: Path) -> Iterator[Timing]:
    """Every sort of page, asked for the first time and again."""
    with serving(database) as site:
        time.sleep(LOADED)
        peer = median(lambda: asked(f"{site}/data/action"))
        for address in addresses(database):
            first = asked(site + address)
            again = median(lambda address=address: asked(site + address))  # type: ignore[misc]
            yield Timing(f"`{address}`", again, peer, first)


def addresses(database: Path) -> Sequence[str]:
    """An address of every sort of page; actions and plans of a sample, whose PDF is there, and of a copy."""
    with closing(sqlite3.connect(database)) as connection:
        ask = "SELECT x.key, d.sha256 FROM action AS x JOIN document AS d ON d.id = x.document_id WHERE x.id = ?"
        last = connection.execute("SELECT max(id) FROM action").fetchone()[0]
        (key, sha256), (copied_key, copied_sha256) = (connection.execute(ask, (each,)).fetchone() for each in (1, last))
    return (
        "/",
        *(f"/compare/{name}" for name in Name),
        *(f"/compare/{name}.svg" for name in Name),
        "/compare/status?by=place&period=2012-13",
        "/actions",
        "/actions?q=housing&status=complete",
        f"/action/{quote(key)}",
        f"/action/{quote(copied_key)}",
        f"/plan/{sha256[:16]}",
        f"/plan/{copied_sha256[:16]}",
        f"/page/{sha256[:16]}/1.png",
        "/findings",
        "/data",
        "/data/action",
        "/data/action_flat",
        "/data/action_flat?authority_key=tayside",
        "/data/cell",
        *(f"/data/{name}" for name in Name),
    )


@contextmanager
def serving(database: Path) -> Iterator[str]:
    """The address of a server of the database."""
    command = [sys.executable, "-m", "cjaplans.cli", "serve", "--database", str(database), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        printed = server.stdout.readline()
        yield next(word for word in printed.split() if word.startswith("http://")).rstrip("/")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def asked(address: str) -> float:
    """Seconds until a page is there, whole."""
    started = time.perf_counter()
    with urllib.request.urlopen(address) as answer:
        answer.read()
    return time.perf_counter() - started


def measure(database: Path, actions: int, folder: Path) -> str:
    """The page of results."""
    tables = "\n".join(timing.row() for timing in comparisons(database))
    seen = "\n".join(timing.row() for timing in pages(database))
    taken = "\n".join(timing.row() for timing in export(database, folder))
    load = f"load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    where = f"CPython {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"""# Comparing, seeing and taking away

Made by `python -m benchmarks.research`, over a database of {actions:,} actions that `benchmarks/large.py` made of the
samples. Wall seconds, the median of {ROUNDS} (of one for what is written).

{where}; {load}.

Comparisons, warm and as whole processes; the ratio is to reading `action_flat` with pandas and pivoting it:

| | seconds | ratio |
|---|---:|---:|
{tables}

Pages of `cjaplans serve`, asked for the first time and again; the ratio is of the latter to Datasette's own page of the
table `action`:

| | first | again | ratio |
|---|---:|---:|---:|
{seen}

What is taken away; the ratio is to writing `action_flat` alone as CSV, Parquet and workbook with pandas:

| | seconds | ratio |
|---|---:|---:|
{taken}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", type=Path, help="one that is made already")
    parser.add_argument("--actions", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cjaplans-") as name:
        database = options.database or Path(name) / "large.db"
        if options.database is None:
            make(database, options.actions)
        with closing(sqlite3.connect(database)) as connection:
            actions = connection.execute("SELECT count(*) FROM action").fetchone()[0]
        RESULTS.write_text(measure(database, actions, Path(name)), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
