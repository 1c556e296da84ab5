"""Tables of real government PDFs, ours against camelot's and pdfplumber's, over the same files in the same run.

Needs the European half of the ICDAR-2013 table competition and its scorer beside the repository, in
``../shared/icdar2013/`` and ``../shared/icdar2013.py``; run it as ``python benchmarks/icdar.py``. What is
measured is told at the head of the scorer; results go to ``benchmarks/results-icdar.md``.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cjaplans.extract.document import extract
from cjaplans.extract.model import Table

try:
    import camelot
    import pdfplumber
except ImportError:
    sys.exit("camelot or pdfplumber is missing: pip install -r requirements-bench.lock")

SHARED = Path(__file__).resolve().parents[2] / "shared"
RESULTS = Path(__file__).with_name("results-icdar.md")

Tables = list[dict[str, Any]]


def ours(path: Path) -> Tables:
    return [as_scored(table) for table in extract(path, stitched=False).tables]


def as_scored(table: Table) -> dict[str, Any]:
    """A table on one page, as the scorer takes it."""
    rows: list[list[Any]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = {"text": cell.text, "rowspan": cell.row_span, "colspan": cell.column_span}
    return {"page": table.page_first, "rows": rows}


def camelot_with(flavor: str) -> Callable[[Path], Tables]:
    def read(path: Path) -> Tables:
        found = camelot.read_pdf(str(path), pages="all", flavor=flavor)
        return [{"page": int(table.page), "rows": table.df.values.tolist()} for table in found]

    return read


def plumber(path: Path) -> Tables:
    with pdfplumber.open(path) as pdf:
        return [{"page": page.page_number, "rows": rows} for page in pdf.pages for rows in page.extract_tables()]


CONTENDERS: dict[str, Callable[[Path], Tables]] = {
    "cjaplans": ours,
    "pdfplumber, extract_tables": plumber,
    **{f"camelot, {flavor}": camelot_with(flavor) for flavor in ("lattice", "stream", "network", "hybrid")},
}


def load_scorer() -> Any:
    path = SHARED / "icdar2013.py"
    spec = importlib.util.spec_from_file_location("icdar2013", path)
    if not path.is_file() or spec is None or spec.loader is None:
        sys.exit(f"the scorer is missing: {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def read_all(read: Callable[[Path], Tables], documents: Sequence[Any]) -> dict[str, Tables]:
    """Each document's tables; none where a contender fails, as the scorer has it."""
    answers: dict[str, Tables] = {}
    for document in documents:
        try:
            answers[document.name] = read(document.pdf)
        except Exception as error:
            print(f"{document.name}: {type(error).__name__}: {error}", file=sys.stderr)
            answers[document.name] = []
    return answers


def row(name: str, scorer: Any, documents: Sequence[Any]) -> str:
    """A contender's line of the results."""
    started = time.process_time()
    answers = read_all(CONTENDERS[name], documents)
    seconds = time.process_time() - started
    score = scorer.score_set(documents, answers)
    figures = (score.doc_p, score.doc_r, score.doc_f1, score.micro.f1, score.paired.f1)
    shown = " | ".join(f"{figure:.3f}" for figure in figures)
    return f"| {name} | {shown} | {score.exact}/{score.regions} | {seconds:.1f} |"


def heading(documents: Sequence[Any]) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in ("camelot-py", "pdfplumber", "pypdfium2"))
    return (
        "# Tables of the ICDAR-2013 competition, European half\n\n"
        f"Made by `python benchmarks/icdar.py`: {len(documents)} documents, complete process (find the tables and "
        f"their cells), cell adjacency relations, all contenders in one run; {versions}.\n\n"
        "| | document P | R | F1 | micro F1 | 1:1 F1 | exact tables | CPU seconds |\n"
        "|---|---:|---:|---:|---:|---:|---:|---:|"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--output", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    scorer = load_scorer()
    documents = scorer.load_gold(SHARED / "icdar2013")
    lines = [heading(documents)]
    for name in CONTENDERS:
        lines.append(row(name, scorer, documents))
        print(lines[-1])
    arguments.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
