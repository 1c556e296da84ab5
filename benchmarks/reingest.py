"""How long ``cjaplans ingest`` takes over files it knows: the whole process, beside the first run and ``sha256sum``.

Makes so many distinct PDFs of the samples in ``data/raw`` (a comment at the end tells them apart), reads them into a
new database, and then runs again over them: nothing changed, and once with every document to be normalised anew. Also
takes apart what a document costs, to show what keeping its extraction adds. Writes ``benchmarks/results-reingest.md``.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cjaplans.extract.document import extract
from cjaplans.ingest.stored import Store, Stored, encode
from cjaplans.normalise.plan import normalise

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "data" / "raw").glob("*.pdf"))
RESULTS = Path(__file__).with_name("results-reingest.md")
ROUNDS = 5


def make_files(folder: Path, count: int) -> None:
    """So many files, no two of the same bytes."""
    folder.mkdir()
    for number in range(count):
        sample = SAMPLES[number % len(SAMPLES)]
        (folder / f"{number:05}.pdf").write_bytes(sample.read_bytes() + f"\n% copy {number}\n".encode())


def timed(*command: str) -> float:
    """Wall seconds of a whole process; it must end well, or with files that need attention."""
    started = time.perf_counter()
    code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
    seconds = time.perf_counter() - started
    if code not in (0, 3):
        sys.exit(f"{' '.join(command)} ended with exit code {code}")
    return seconds


def cjaplans(*arguments: str) -> float:
    return timed(sys.executable, "-m", "cjaplans.cli", *arguments)


def median(work: Callable[[], float]) -> float:
    return statistics.median(work() for _ in range(ROUNDS))


def costs(folder: Path) -> list[tuple[str, float]]:
    """Milliseconds a sample costs on average, by what is done; the best of some rounds."""
    store = Store(folder / "extracted")
    totals = dict.fromkeys(("extract", "normalise", "encode what is kept", "write it, with fsync"), 0.0)
    for sample in SAMPLES:
        data = sample.read_bytes()
        document = extract(data)
        packed = encode(Stored("0" * 64, "", None, document))
        work: tuple[Callable[[], object], ...] = (
            lambda data=data: extract(data),
            lambda document=document: normalise(document),
            lambda document=document: encode(Stored("0" * 64, "", None, document)),
            lambda packed=packed, name=sample.stem: store.write(name, packed),
        )
        for name, step in zip(totals, work, strict=True):
            totals[name] += min(_milliseconds(step) for _ in range(ROUNDS))
    return [(name, total / len(SAMPLES)) for name, total in totals.items()]


def _milliseconds(step: Callable[[], object]) -> float:
    started = time.perf_counter()
    step()
    return 1000 * (time.perf_counter() - started)


def measure(count: int) -> str:
    """The page of results."""
    with tempfile.TemporaryDirectory(prefix="cjaplans-") as name:
        folder = Path(name)
        files, database = folder / "files", folder / "plans.db"
        make_files(files, count)
        ingest = ("ingest", str(files), "--database", str(database), "--quiet")
        rows = [("first run: every file read", cjaplans(*ingest))]
        rows.append(("second run: all known", median(lambda: cjaplans(*ingest))))
        layouts = folder / "layouts"
        layouts.mkdir()
        shutil.copy(_layout(folder), layouts)
        rows.append(("all renewed: a layout was added", cjaplans(*ingest, "--layouts", str(layouts))))
        rows.append(("`cjaplans --version`", median(lambda: cjaplans("--version"))))
        listed = [str(path) for path in sorted(files.iterdir())]
        rows.append(("`sha256sum` of the files", median(lambda: timed("sha256sum", *listed))))
        return _page(count, rows, costs(folder))


def _layout(folder: Path) -> Path:
    """A layout for every file that no table fits."""
    path = folder / "unused.yaml"
    path.write_text(
        "name: unused\ntables:\n"
        '  - role: actions\n    header: ["Zebra", "Quagga"]\n    columns: {1: action_text, 2: ref}\n',
        encoding="utf-8",
    )
    return path


def _page(count: int, rows: list[tuple[str, float]], parts: list[tuple[str, float]]) -> str:
    first = rows[0][1]
    runs = "\n".join(f"| {what} | {seconds:.2f} | {seconds / first:.4f} |" for what, seconds in rows)
    steps = "\n".join(f"| {what} | {milliseconds:.2f} |" for what, milliseconds in parts)
    load = f"load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    where = f"CPython {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"""# Running again over known files

Made by `python benchmarks/reingest.py`, over {count} files made of the {len(SAMPLES)} samples. Wall seconds of the
whole process; the median of {ROUNDS} where a run takes seconds. Ratios are to the first run.

{where}; {load}.

| | seconds | ratio |
|---|---:|---:|
{runs}

What one sample costs on average, and what keeping its extraction adds:

| | milliseconds |
|---|---:|
{steps}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    RESULTS.write_text(measure(parser.parse_args().files), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
