"""Kills ingests at moments spread over the whole run, and has the next run finish what they began.

``make kill-test`` runs it over ``data/raw`` and writes ``benchmarks/results-kill.md``. Half of the runs have two
workers, half read by themselves. After each death the database must open, be sound and hold whole documents only; after
the next run it must be the same, row by row and id by id, as after a run that was left alone.
"""

from __future__ import annotations

import argparse
import platform
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.ingest.killing import Aftermath, How, deaths, kill_and_recover, undisturbed

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("results-kill.md")
JOBS = (0, 2)
WHAT = {
    How.CLOCK: "at a moment by the clock",
    How.STEP: "inside a transaction, counted in SQLite's instructions",
    How.WRITE: "at a change of the database's files: commits and checkpoints",
}


def main() -> int:
    """Kill as often as asked and write what became of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    files = sorted((ROOT / "data" / "raw").glob("*.pdf"))
    with tempfile.TemporaryDirectory(prefix="cjaplans-kill-") as name:
        aftermaths = kills(files, Path(name), options.kills, options.seed)
    RESULTS.write_text(report(aftermaths, len(files), options.seed), encoding="utf-8")
    return any(not each.recovered for each in aftermaths)


def kills(files: Sequence[Path], folder: Path, count: int, seed: int) -> list[Aftermath]:
    """What was found after each death, and after the run that followed it."""
    courses = {jobs: undisturbed(files, folder / f"undisturbed-{jobs}", jobs) for jobs in JOBS}
    aftermaths = []
    for number, death in enumerate(deaths(count, seed)):
        jobs = JOBS[number % len(JOBS)]
        aftermaths.append(kill_and_recover(files, folder / str(number), jobs, death, courses[jobs]))
        print(f"{number + 1} of {count}: {death}, {jobs} workers: {aftermaths[-1].faults or 'recovered'}", flush=True)
    return aftermaths


def report(aftermaths: Sequence[Aftermath], files: int, seed: int) -> str:
    """The results as Markdown."""
    recovered = sum(each.recovered for each in aftermaths)
    system = f"CPython {platform.python_version()}, {platform.system()} {platform.machine()}"
    found = Counter(each.documents for each in aftermaths)
    lines = [
        "# Runs that are killed",
        "",
        f"Made by `make kill-test` (seed {seed}): an ingest of {files} files is ended by SIGKILL with all its workers.",
        "",
        f"{system}, SQLite {sqlite3.sqlite_version}.",
        "",
        f"**{recovered} of {len(aftermaths)}** databases opened, were sound, held whole documents only, and were, row",
        "by row and id by id, those of an undisturbed run after the next run.",
        "",
        "| killed | times | recovered |",
        "|---|---:|---:|",
    ]
    for how, what in WHAT.items():
        these = [each for each in aftermaths if each.death.how is how]
        lines.append(f"| {what} | {len(these)} | {sum(each.recovered for each in these)} |")
    lines += ["", "| documents that were there after the death | times |", "|---:|---:|"]
    lines += [f"| {documents} | {times} |" for documents, times in sorted(found.items())]
    lines += [f"\n- {each.death}: {'; '.join(each.faults)}" for each in aftermaths if not each.recovered]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
