"""The files that are read: the samples, shared plans where they stand beside the repository, and the drawn corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from benchmarks.contest.contenders import CONTENDERS, Key
from benchmarks.contest.rounds import Failed

#: Where a set of files has more pages than this, slow contenders read a sample of it.
MANY_PAGES = 200
#: Of so many files, in their order, a sample has one.
SAMPLED = 10


@dataclass(frozen=True, slots=True)
class Files:
    """A set of files, read by some contenders."""

    title: str
    paths: tuple[Path, ...]
    pages: int
    keys: tuple[Key, ...]
    note: str = ""


def sets_of(folder: Path, title: str, keys: Sequence[Key]) -> Iterator[Files]:
    """The PDFs of a folder; where they are many, for quick contenders only, and then a sample for all.

    Raises Failed where one cannot be opened.
    """
    paths = sorted(folder.rglob("*.pdf"))
    counts = {path: page_count(path) for path in paths}
    pages = sum(counts.values())
    if not paths:
        return
    quick = [key for key in keys if not CONTENDERS[key].slow]
    if pages <= MANY_PAGES or quick == list(keys):
        yield Files(title, tuple(paths), pages, tuple(keys))
        return
    yield Files(title, tuple(paths), pages, tuple(quick), "Those that would take too long read a sample, below.")
    sample = paths[::SAMPLED]
    note = f"Every {SAMPLED}th file of those above, for all contenders, so that ratios are of the same pages."
    yield Files(f"{title}, a sample", tuple(sample), sum(counts[path] for path in sample), tuple(keys), note)


def page_count(path: Path) -> int:
    """The number of a file's pages. Raises Failed."""
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return len(pdf)
    except pypdfium2.PdfiumError as error:
        raise Failed(f"{path}: cannot be measured: {error}") from error
