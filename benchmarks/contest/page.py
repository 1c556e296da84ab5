"""The page of results, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.contest.accuracy import Score
from benchmarks.contest.contenders import CONTENDERS, Key
from benchmarks.contest.corpora import Files
from benchmarks.contest.ratios import Measure, compared
from benchmarks.machine import load, machine, today, versions

PACKAGES = (
    "numpy", "pypdfium2", "spacy", "sqlalchemy", "pdfplumber", "pdfminer.six", "camelot-py", "opencv-python-headless",
    "pymupdf", "pymupdf-layout", "onnxruntime", "tablers", "reportlab",
)  # fmt: skip
BASE = Key.PDFPLUMBER
HOW = """\
Each contender reads the files in a process of its own, which first warms up; imports are not counted. Then all take
turns, round after round, and the median round counts. Before each round ours forgets what it made of the texts of the
round before: users read a file once. CPU seconds are those of all threads and child processes. A ratio is the median of
the rounds' ratios, with the lowest and the highest; peak memory is that of the whole process, Python and imports
included.

- *file to committed rows* is a whole `ingest` of one process: files are hashed, read, normalised, what was extracted
  is kept, and each document's rows are committed to a new SQLite database (its schema is there before the clock runs).
- *PDFium alone* reads each page's text and the points of its paths, and makes nothing of them: the least that any
  reader by PDFium does.
- PyMuPDF reads with the model of layouts that is installed with it, which takes most of its time.
- **What tables are worth**: every contender's tables go through our normaliser, and the records that come out are
  compared with the gold ones. Peers' tables (cells with boxes and texts) take the place of ours in what we extracted,
  beside our headings and paragraphs. Tables that pages cut stay cut, as their users get them. Records are aligned in
  order by likeness; *fields* is the share of printed fields that are the same but for white space, bullets, quotes,
  dashes and case. tablers joins the lines of a cell without a space, which costs it whole fields.
"""


@dataclass(frozen=True, slots=True)
class Contest:
    """One set of files: what was measured, and what the tables are worth."""

    files: Files
    measures: Mapping[Key, Measure]
    scores: Mapping[Key, Score | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure to reach: how many times as fast as a peer one of ours is to be."""

    ours: Key
    peer: Key
    times: float


ASKED = (
    Asked(Key.EXTRACT, Key.PDFPLUMBER, 8),
    Asked(Key.EXTRACT, Key.CAMELOT, 20),
    Asked(Key.EXTRACT, Key.TABLERS, 0.5),
    Asked(Key.COMMIT, Key.PDFPLUMBER, 5),
)


def page(contests: Sequence[Contest], rounds: int, command: str, took: float) -> str:
    """The whole page; ``took`` is how many minutes it did."""
    head = (
        f"# Speed\n\nMade by `{command}` on {today()} in {took:.0f} minutes: {rounds} rounds.\n\n"
        f"{machine()}; load average {load()} at the end. {versions(PACKAGES)}.\n"
    )
    return "\n".join([head, HOW, figures(contests), *(section(contest) for contest in contests)])


def figures(contests: Sequence[Contest]) -> str:
    """The figures asked for, and whether each set of files reaches them."""
    rows = [
        f"| {contest.files.title} | {CONTENDERS[each.ours].name} | {CONTENDERS[each.peer].name} | {each.times:g} | "
        f"{ratio} | {'yes' if ratio.median >= each.times else 'no'} |"
        for contest in contests
        for each in ASKED
        if {each.ours, each.peer} <= contest.measures.keys()
        for ratio in [compared(contest.measures[each.ours], contest.measures[each.peer])]
    ]
    head = (
        "| files | ours | peer | asked | times the peer's pages a CPU second | reached |\n|---|---|---|---:|---:|---|"
    )
    return "\n".join(["## Figures to reach\n", head, *rows, ""])


def section(contest: Contest) -> str:
    """One set of files."""
    files = contest.files
    head = (
        "| | pages per CPU second | pages per second | peak memory, MB | times pdfplumber | records found | "
        "of those read, right | fields |\n|---|---:|---:|---:|---:|---:|---:|---:|"
    )
    rows = [_row(key, contest) for key in contest.measures]
    note = [files.note, ""] if files.note else []
    return "\n".join([f"## {files.title}: {len(files.paths)} files, {files.pages} pages\n", *note, head, *rows, ""])


def _row(key: Key, contest: Contest) -> str:
    measure, score = contest.measures[key], contest.scores.get(key)
    base = contest.measures.get(BASE)
    times = str(compared(measure, base)) if base else ""
    worth = [score.recall, score.precision, score.exact] if score else []
    shown = [f"{value:.3f}" for value in worth] or ["", "", ""]
    rates = [f"{measure.rate:.1f}", f"{measure.wall_rate:.1f}", f"{measure.peak / 1e6:.0f}"]
    cells = [CONTENDERS[key].name, *rates, times, *shown]
    return f"| {' | '.join(cells)} |"
