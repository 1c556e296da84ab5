"""Memory and outcome of a run over malformed PDFs, against one over as many whole ones.

    python -m benchmarks.malformed [--count 300] [--seed 1] [--jobs 2]

The samples in ``data/raw`` are spoilt by seed (``tests/fuzz/mutate.py``), read by ``cjaplans ingest`` as a user would
have it, and the memory of all its processes together is looked at ten times a second: proportional set size, in which
a page that several share counts once. Writes ``benchmarks/results-malformed.md``. Linux only.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from itertools import count as numbers
from pathlib import Path

from cjaplans.ingest.outcome import ExitCode
from cjaplans.ingest.workers.limits import Limits
from tests.fuzz.mutate import malformed

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "raw"
RESULTS = Path(__file__).with_name("results-malformed.md")

GLANCE = 0.1  # seconds
KIB = 1024
NEWLINE = "\n"
GOOD_ENDS = (ExitCode.DONE, ExitCode.ATTENTION)


@dataclass(frozen=True, slots=True)
class Run:
    """One run over ``files``: how it ended, what became of each file, and the most memory at any glance in MiB."""

    name: str
    files: int
    exit_code: int
    seconds: float
    peak: float
    largest: float
    states: Counter[str]
    reasons: Counter[str]

    @property
    def fit(self) -> bool:
        """Whether every file has its row, and every row that is not loaded its reason."""
        told = sum(self.reasons.values()) + self.states["loaded"]
        return self.exit_code in GOOD_ENDS and self.files == sum(self.states.values()) == told


def spoilt(seeds: list[bytes], seed: int) -> Iterator[bytes]:
    """Malformed files without end."""
    for batch in numbers(seed):
        yield from malformed(seeds, 1000, batch)


def whole(seeds: list[bytes]) -> Iterator[bytes]:
    """The samples over and over, each time with other bytes after their end."""
    for number in numbers():
        yield seeds[number % len(seeds)] + b"\n%% %d\n" % number


def write(contents: Iterable[bytes], count: int, folder: Path) -> None:
    """So many files, no two of the same bytes."""
    folder.mkdir()
    met: set[str] = set()
    for data in contents:
        if len(met) == count:
            return
        digest = sha256(data).hexdigest()
        if digest not in met:
            met.add(digest)
            (folder / f"{len(met):04}.pdf").write_bytes(data)


def measure(name: str, folder: Path, jobs: int) -> Run:
    """Read the files of ``folder`` into a fresh database."""
    database = folder.with_suffix(".db")
    command = [sys.executable, "-m", "cjaplans.cli", "ingest", str(folder), "--database", str(database)]
    started = time.monotonic()
    peak = largest = 0.0
    with subprocess.Popen([*command, "--jobs", str(jobs), "--quiet"], stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            shares = [memory(pid) for pid in family(run.pid)]
            peak, largest = max(peak, sum(shares)), max(largest, *shares, 0)
            time.sleep(GLANCE)
    seconds = time.monotonic() - started
    states, reasons = recorded(database)
    return Run(name, len(list(folder.iterdir())), run.returncode, seconds, peak, largest, states, reasons)


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:  # it has ended
        return []
    return [pid, *(one for child in children for one in family(child))]


def memory(pid: int) -> float:
    """MiB of a process, its share of what it shares; nothing once it has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found[1]) / KIB if found else 0.0


def recorded(database: Path) -> tuple[Counter[str], Counter[str]]:
    """How many documents are in which state, and why those are not loaded; numbers in a reason count as one."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT state, reason FROM document").fetchall()
    reasons = Counter(re.sub(r"\d+", "N", reason.partition(";")[0]) for _, reason in rows if reason)
    return Counter(state for state, _ in rows), reasons


def report(runs: list[Run], seed: int, jobs: int) -> str:
    """The results as Markdown."""
    base = runs[0].peak
    rows = [
        f"| {run.name} | {run.files} | {sum(run.states.values())} | {run.states['loaded']} "
        f"| {run.states['needs_review']} | {run.states['rejected']} | {run.exit_code} | {run.seconds:.0f} "
        f"| {run.peak:.0f} | {run.peak / base:.2f} | {run.largest:.0f} |"
        for run in runs
    ]
    reasons = [f"| {reason} | {number} |" for reason, number in runs[-1].reasons.most_common()]
    headings = (
        "| | files | rows | loaded | needs review | rejected | exit code | seconds | peak MiB | ratio | largest |"
    )
    return f"""# {runs[-1].files} malformed PDFs

Made by `python -m benchmarks.malformed`, seed {seed}, {jobs} processes that read, limits {Limits()};
{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()},
{os.cpu_count()} cores; pypdfium2 {version("pypdfium2")}; the extra `ocr`: {"yes" if find_spec("rapidocr") else "no"}.

Memory is the proportional set size of all processes of the run together, and of the largest of them, the most of ten
glances a second; the ratio is to the run over whole files. Every file has its row in `document`, and every row that is
not loaded its reason.

{headings}
|---|{"---:|" * 10}
{NEWLINE.join(rows)}

Why malformed files are not loaded:

| reason | files |
|---|---:|
{NEWLINE.join(reasons)}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--output", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    seeds = [path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf"))]
    with tempfile.TemporaryDirectory() as folder:
        runs = []
        for name, contents in (("whole", whole(seeds)), ("malformed", spoilt(seeds, arguments.seed))):
            write(contents, arguments.count, Path(folder, name))
            runs.append(measure(name, Path(folder, name), arguments.jobs))
            print(runs[-1])
    if unfit := [run.name for run in runs if not run.fit]:
        sys.exit(f"a file has no row, or a row no reason, or the run failed: {', '.join(unfit)}")
    arguments.output.write_text(report(runs, arguments.seed, arguments.jobs), encoding="utf-8")


if __name__ == "__main__":
    main()
