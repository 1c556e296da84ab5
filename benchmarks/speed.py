"""Pages per CPU second, ours against pdfplumber's ``extract_tables``, over the same files in the same run.

``make bench`` runs it over ``data/raw`` and, where it stands beside the repository, ``../shared/plans``, and
writes ``benchmarks/results.md``. Every contender reads every file once to warm up; then they take turns,
round after round, so that a slow moment of the machine hits all of them, and the median round counts.
CPU seconds are those of this process, all its threads together; imports are not counted.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pypdfium2

from cjaplans.extract.document import extract
from cjaplans.normalise.plan import normalise

try:
    import pdfplumber
except ImportError:
    sys.exit("pdfplumber is missing; run 'make bench', or: pip install -r requirements-bench.lock")

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "data" / "raw", ROOT.parent / "shared" / "plans")
RESULTS = Path(__file__).with_name("results.md")

Contender = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Measure:
    """One contender over one folder: CPU seconds of each round."""

    name: str
    pages: int
    seconds: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Pages per CPU second, median round."""
        return self.pages / statistics.median(self.seconds)

    @property
    def spread(self) -> str:
        """The quickest and the slowest round."""
        return f"{min(self.seconds):.2f} to {max(self.seconds):.2f}"


def extract_only(path: Path) -> object:
    return extract(path)


def whole_way(path: Path) -> object:
    return normalise(extract(path))


def peer(path: Path) -> object:
    with pdfplumber.open(path) as pdf:
        return [page.extract_tables() for page in pdf.pages]


CONTENDERS: dict[str, Contender] = {
    "pdfplumber, extract_tables": peer,
    "cjaplans, extract": extract_only,
    "cjaplans, extract and normalise": whole_way,
}


def measure(files: Sequence[Path], rounds: int) -> list[Measure]:
    """Every contender over all files, interleaved, after one round to warm up."""
    seconds: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for number in range(rounds + 1):
        for name, contender in CONTENDERS.items():
            started = time.process_time()
            for path in files:
                contender(path)
            if number:
                seconds[name].append(time.process_time() - started)
    pages = sum(map(page_count, files))
    return [Measure(name, pages, tuple(times)) for name, times in seconds.items()]


def page_count(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def section(folder: Path, files: Sequence[Path], measures: Sequence[Measure]) -> str:
    """One folder's results as Markdown."""
    base = measures[0].rate
    rows = [f"| {each.name} | {each.rate:.1f} | {each.spread} | {each.rate / base:.1f} |" for each in measures]
    return "\n".join(
        [
            f"## {folder.parent.name}/{folder.name}: {len(files)} files, {measures[0].pages} pages",
            "",
            "| | pages per CPU second | CPU seconds a round | ratio |",
            "|---|---:|---:|---:|",
            *rows,
        ]
    )


def heading(rounds: int) -> str:
    """What was measured, with what, on what."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("pdfplumber", "pypdfium2", "numpy"))
    return (
        "# Speed\n\n"
        f"Made by `make bench`; median of {rounds} interleaved rounds after one to warm up. "
        "Ratios are to the first row.\n\n"
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores; {versions}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS, help="folders of PDFs")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    sections = [heading(arguments.rounds)]
    for folder in arguments.folders:
        if files := sorted(folder.rglob("*.pdf")):
            sections.append(section(folder, files, measure(files, arguments.rounds)))
            print(sections[-1], "\n")
    if len(sections) == 1:
        sys.exit("no PDFs to measure; name a folder that holds some")
    arguments.output.write_text("\n\n".join(sections) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
