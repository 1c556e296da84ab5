"""The entries of a list of outcomes that is printed as a table: a code and its text a row (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cjaplans.normalise.outcomes.lists import means
from cjaplans.normalise.outcomes.meanings import has_topic, words_of
from cjaplans.normalise.outcomes.schemes import OWN_LETTERS
from cjaplans.normalise.text import readable

#: A cell that holds one code of a lettered scheme and nothing else.
_CODE = re.compile(r"^[\W_]*(?:outcome\s)?(?P<letter>[ABCOS])\s?(?P<number>\d{1,2})[\W_]*$", re.IGNORECASE)
#: A code and its text in one cell.
_BOTH = re.compile(
    r"^[\W_]*(?P<letter>[ABCOS])\s?(?P<number>\d{1,2})(?![\w/])(?!\.\d)[\s.:)–—-]*(?P<text>[A-Za-z].{2,})$"
)
#: A list has more entries than this; so few must be outcomes by their texts too.
FEW = 2

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One outcome of a printed list."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class _Row:
    """An entry, and the label of its group where one stands before the code."""

    entry: LegendEntry
    label: str | None = None


def entries_of_rows(rows: Rows, by_meaning: bool = False) -> tuple[LegendEntry, ...]:
    """The entries of a table's rows, if it is a list of outcomes: most of its rows are a code and its text.

    ``rows`` are the texts of each row's cells. One label a group may stand before the codes ("Offenders | O1 | ...");
    where other cells stand beside the text, or it comes before its code, the texts must be those of the outcomes,
    as they must everywhere with ``by_meaning``.
    """
    written = [[text for cell in row if (text := _line(cell))] for row in rows]
    plain = [found for cells in written if (found := _plain(cells))]
    if not _one_label_a_group(plain):
        plain = [found for found in plain if found.label is None]
    entries = [found.entry for found in plain]
    counted = sum(len(cells) > 1 for cells in written[1:]) + bool(written and _plain(written[0]))
    if _is_list(entries, counted, by_meaning):
        return tuple(entries)
    sides = ([entry for cells in written if (entry := _beside(cells, step))] for step in (1, -1))
    return next((tuple(beside) for beside in sides if _is_list(beside, counted, by_meaning=True)), ())


def _is_list(entries: Sequence[LegendEntry], counted: int, by_meaning: bool) -> bool:
    """Whether entries are most of the rows that count, and enough; with ``by_meaning``, most as the scheme has them."""
    known = sum(_is_meant(entry) for entry in entries)
    sure = len(entries) >= FEW and 2 * known > len(entries) if by_meaning else len(entries) > FEW or known == FEW
    return sure and 2 * len(entries) > counted


def _is_meant(entry: LegendEntry) -> bool:
    words = words_of(entry.text)
    return means(entry.code, entry.text, None) or any(has_topic(s, entry.code, words) for s in OWN_LETTERS)


def _line(cell: str) -> str:
    return " ".join(readable(cell)[0].split())


def _plain(cells: Sequence[str]) -> _Row | None:
    """A code and a text, or both in one cell, perhaps behind a label."""
    label = cells[0] if len(cells) > 1 else None
    if len(cells) in (2, 3) and (code := _code(cells[-2])) and not _code(cells[-1]):
        return _Row(LegendEntry(code, cells[-1]), label if len(cells) > 2 else None)
    if len(cells) in (1, 2) and (both := _BOTH.match(cells[-1])):
        return _Row(LegendEntry(_named(both), both["text"]), label)
    return None


def _code(text: str) -> str | None:
    match = _CODE.match(text)
    return _named(match) if match else None


def _named(match: re.Match[str]) -> str:
    return match["letter"].upper() + str(int(match["number"]))


def _one_label_a_group(rows: Sequence[_Row]) -> bool:
    """Whether labels tell groups of codes apart, and are not texts of their own ("Hold a course | C1 | Council")."""
    labels = {row.label for row in rows if row.label}
    return len(labels) <= len({row.entry.code[0] for row in rows if row.label})


def _beside(cells: Sequence[str], step: int) -> LegendEntry | None:
    """The one code of a row, and the text behind it, or before it where ``step`` is negative."""
    codes = [(at + step, code) for at, cell in enumerate(cells) if (code := _code(cell))]
    at, code = codes[0] if len(codes) == 1 else (-1, "")
    return LegendEntry(code, cells[at]) if 0 <= at < len(cells) else None
