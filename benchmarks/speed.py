"""Pages a second, ours against other readers of tables, over the same files in the same run: ``make bench``.

Reads ``data/raw``, ``../shared/plans`` where it stands beside the repository, and a corpus of 500 pages that is drawn
for it (``benchmarks/drawn/corpus.py``), and writes ``benchmarks/results.md``, which says how it is measured.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.contest.accuracy import Score, scored
from benchmarks.contest.contenders import CONTENDERS, Key, missing_packages
from benchmarks.contest.corpora import Files, sets_of
from benchmarks.contest.page import Contest, page
from benchmarks.contest.rounds import ROOT, Failed, measure

RESULTS = Path(__file__).with_name("results.md")
FOLDERS = (ROOT / "data" / "raw", ROOT.parent / "shared" / "plans")
#: Reads tables itself, and is scored by them.
OURS = Key.EXTRACT


def say(message: str) -> None:
    """Progress, for people who wait."""
    print(f"{time.strftime('%H:%M:%S')} {message}", file=sys.stderr, flush=True)


def sets(folders: Sequence[Path], drawn: Path | None, keys: Sequence[Key]) -> Iterator[Files]:
    """All sets of files; the drawn corpus is made in a folder, if it is to take part."""
    for folder in folders:
        yield from sets_of(folder, f"{folder.parent.name}/{folder.name}", keys)
    if drawn is not None:
        from benchmarks.drawn.corpus import make

        say("the corpus is drawn")
        make(drawn)
        yield from sets_of(drawn, "drawn plans", keys)


def contest(files: Files, rounds: int, *, accuracy: bool) -> Contest:
    """What a set of files shows."""
    say(f"{files.title}: {len(files.paths)} files, {files.pages} pages")
    measures = measure(files.keys, files.paths, files.pages, rounds, say)
    scores: dict[Key, Score | None] = {}
    for key in files.keys:
        if accuracy and (key is OURS or CONTENDERS[key].tables):
            say(f"what the tables of {key} are worth")
            scores[key] = scored(key, files.paths)
    return Contest(files, measures, scores)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS, help="folders of PDFs")
    parser.add_argument("--rounds", type=int, default=5, help="default: 5")
    parser.add_argument("--only", nargs="+", type=Key, choices=list(Key), default=list(Key), help="contenders")
    parser.add_argument("--no-drawn", action="store_true", help="leave out the corpus of 500 pages")
    parser.add_argument("--no-accuracy", action="store_true", help="measure speed and memory only")
    parser.add_argument("--output", type=Path, default=RESULTS)
    chosen = parser.parse_args()
    if chosen.rounds < 1:
        parser.error("--rounds: at least 1")
    return chosen


def main() -> None:
    chosen = options()
    if missing := missing_packages(chosen.only, drawn=not chosen.no_drawn):
        sys.exit(f"not installed: {', '.join(missing)}; run 'make bench', or: pip install -r requirements-bench.lock")
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="cjaplans-bench-") as folder:
        drawn = None if chosen.no_drawn else Path(folder)
        try:
            found = sets(chosen.folders, drawn, chosen.only)
            contests = [contest(files, chosen.rounds, accuracy=not chosen.no_accuracy) for files in found]
        except Failed as failure:
            sys.exit(str(failure))
    if not contests:
        sys.exit("no PDFs to measure; name a folder that holds some")
    minutes = (time.perf_counter() - started) / 60
    command = shlex.join(["python", "-m", "benchmarks.speed", *sys.argv[1:]]) if sys.argv[1:] else "make bench"
    chosen.output.write_text(page(contests, chosen.rounds, command, minutes), encoding="utf-8")
    print(chosen.output.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
