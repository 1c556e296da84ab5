"""Who takes part: what each does with a file, and the tables it finds there.

Nothing is imported until a contender is used, each in a process of its own. What is timed is what its users call:
``read`` makes all that the contender gives, and drops it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from benchmarks.contest import peers
from benchmarks.contest.peers import FoundTable

Read = Callable[[Sequence[Path]], object]


class Key(StrEnum):
    """The contenders, in the order in which they take turns."""

    FLOOR = "floor"
    TABLERS = "tablers"
    EXTRACT = "extract"
    NORMALISE = "normalise"
    COMMIT = "commit"
    PDFPLUMBER = "pdfplumber"
    CAMELOT = "camelot"
    PYMUPDF = "pymupdf"


@dataclass(frozen=True, slots=True)
class Contender:
    """One that takes part. ``tables`` is what its tables are, where it is a peer that finds some.

    ``ready`` gives a ``read`` for one round; what it prepares is not timed. A ``slow`` one reads a sample only where
    there are many pages.
    """

    name: str
    packages: tuple[str, ...]
    ready: Callable[[], AbstractContextManager[Read]]
    tables: Callable[[Path], Iterator[FoundTable]] | None = None
    slow: bool = False


def each(read: Callable[[Path], object]) -> Callable[[], AbstractContextManager[Read]]:
    """A round that reads file by file."""

    def read_all(files: Sequence[Path]) -> None:
        for path in files:
            read(path)

    return lambda: nullcontext(read_all)


def _extract(path: Path) -> object:
    from cjaplans.extract.document import extract

    return extract(path)


def _normalise(path: Path) -> object:
    from cjaplans.extract.document import extract
    from cjaplans.normalise.plan import normalise

    return normalise(extract(path))


def _committing() -> AbstractContextManager[Read]:
    from benchmarks.contest.whole_way import committing

    return committing()


CONTENDERS: dict[Key, Contender] = {
    Key.FLOOR: Contender("PDFium alone: text and paths", ("pypdfium2",), each(peers.floor)),
    Key.TABLERS: Contender("tablers, find_tables with text", ("tablers",), each(peers.tablers), peers.tablers_tables),
    Key.EXTRACT: Contender("cjaplans, extract", (), each(_extract)),
    Key.NORMALISE: Contender("cjaplans, extract and normalise", (), each(_normalise)),
    Key.COMMIT: Contender("cjaplans, file to committed rows", (), _committing),
    Key.PDFPLUMBER: Contender(
        "pdfplumber, extract_tables", ("pdfplumber",), each(peers.pdfplumber), peers.pdfplumber_tables
    ),
    Key.CAMELOT: Contender("camelot, lattice", ("camelot",), each(peers.camelot), peers.camelot_tables, slow=True),
    Key.PYMUPDF: Contender(
        "PyMuPDF, find_tables and extract", ("pymupdf",), each(peers.pymupdf), peers.pymupdf_tables, slow=True
    ),
}


def missing_packages(keys: Iterable[Key], *, drawn: bool) -> list[str]:
    """What is not installed that contenders need, and the drawing of plans."""
    needed = {name for key in keys for name in CONTENDERS[key].packages} | ({"reportlab"} if drawn else set())
    return sorted(name for name in needed if find_spec(name) is None)


def quietly() -> int:
    """Turns what libraries print to nowhere; returns the descriptor of what standard output was."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return kept
