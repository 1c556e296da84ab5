"""A second engine, camelot, reads the same pages; where it reads a table otherwise, that is a finding.

camelot is optional (``pip install 'cjaplans[second-opinion]'``). Its tables are matched with ours by their
texts, since it may turn and shift pages in its own way; no text or edge is taken from it.
"""

from __future__ import annotations

import importlib
import importlib.util
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cjaplans.extract.agreement import Agreement, ReadCell, agreement, common_texts
from cjaplans.extract.errors import MissingEngine
from cjaplans.extract.model import Engine, Notice
from cjaplans.extract.pagetable import PageTable, readings, weighed

#: A table's texts, row by row.
Texts = Sequence[Sequence[str]]
#: Reads the tables of one page of a file, in camelot's way called the last argument: ``lattice`` or ``hybrid``.
Reader = Callable[[Path, str | None, int, str], list[Texts]]

#: The codes of the notices given here.
NOTICES = frozenset({"engines_disagree", "second_opinion_failed"})
#: A table that the second engine does not see at all is no surer than this.
UNSEEN = 0.8
#: Two tables are one when this share of the smaller one's texts is in both.
SAME_TABLE = 0.3


def require() -> None:
    """Raises ``MissingEngine`` unless camelot is installed."""
    if importlib.util.find_spec("camelot") is None:
        raise MissingEngine("a second opinion needs camelot", "install it with: pip install 'cjaplans[second-opinion]'")


def with_second_opinion(
    data: bytes,
    password: str | None,
    tables: Mapping[int, Sequence[PageTable]],
    reader: Reader | None = None,
) -> tuple[dict[int, list[PageTable]], list[Notice]]:
    """The tables by page, each as sure as the other engine makes it, and a notice wherever it reads otherwise.

    Only pages with tables are read again. Raises ``MissingEngine`` when camelot is not installed.
    """
    if reader is None:
        require()
        reader = read_with_camelot
    weighted: dict[int, list[PageTable]] = {}
    notices: list[Notice] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(data)
        for page, own in tables.items():
            weighted[page] = []
            for engine, flavour in ((True, "lattice"), (False, "hybrid")):
                asked = [t for t in own if (t.engine is Engine.LATTICE) is engine]
                if asked:
                    compared, found = _compared(page, asked, _read(reader, path, password, page, flavour))
                    weighted[page] += compared
                    notices += found
            weighted[page] = [t for o in own for t in weighted[page] if t.grid is o.grid]
    return weighted, notices


def _read(reader: Reader, path: Path, password: str | None, page: int, flavour: str) -> list[Texts] | str:
    """The other engine's tables, or why it has none to give."""
    try:
        return reader(path, password, page, flavour)
    except MemoryError:
        raise
    except Exception as error:  # whatever goes wrong in another's engine is no fault of the page's
        return f"{type(error).__name__}: {' '.join(str(error).split())}"[:120]


def _compared(
    page: int, tables: Sequence[PageTable], others: list[Texts] | str
) -> tuple[list[PageTable], list[Notice]]:
    if isinstance(others, str):
        message = f"camelot could not read page {page} ({others}); its tables have no second opinion"
        return list(tables), [Notice(page, "second_opinion_failed", message)]
    spare = [_cells(texts) for texts in others]
    weighted, notices = [], []
    for number, table in enumerate(tables, start=1):
        cells = readings(table.cells)
        best = max(spare, key=lambda other: common_texts(cells, other), default=None)
        if best is None or common_texts(cells, best) < SAME_TABLE:
            weighted.append(replace(table, confidence=min(table.confidence, UNSEEN)))
            notices.append(_notice(page, f"camelot sees no table where table {number} of page {page} is"))
            continue
        spare = [other for other in spare if other is not best]
        found = agreement(cells, best)
        weighted.append(weighed(table, found))
        if found.differing:
            notices.append(_notice(page, _difference(page, number, found)))
    return weighted, notices


def _difference(page: int, number: int, found: Agreement) -> str:
    cells = f"{found.differing} cell{'s' * (found.differing != 1)}"
    return f"camelot reads {cells} of table {number} of page {page} otherwise; compare them with the page"


def _notice(page: int, message: str) -> Notice:
    return Notice(page, "engines_disagree", message)


def _cells(texts: Texts) -> list[ReadCell]:
    return [ReadCell(r, c, 1, 1, text) for r, row in enumerate(texts) for c, text in enumerate(row)]


def read_with_camelot(path: Path, password: str | None, page: int, flavour: str) -> list[Texts]:
    """The tables camelot finds on a page."""
    camelot: Any = importlib.import_module("camelot")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tables = camelot.read_pdf(str(path), pages=str(page), password=password, flavor=flavour, suppress_stdout=True)
    return [[[str(text) for text in row] for row in table.data] for table in tables]
