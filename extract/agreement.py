"""Two readings of one table compared cell by cell: what both say is sure, what one says alone is not.

A cell of one reading agrees with the other when that has the same text with the same text to its right
and the same below: the relations by which the ICDAR 2013 competition compares tables (Göbel et al. 2012).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

#: How sure a cell is whose text both readings have, but in other company.
MOVED = 0.8
#: How sure a text is at most that the other reading does not have, and at least.
ALIKE = 0.7
ALONE = 0.4


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell of a reading: its place, spans and text."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How sure (0..1) each written cell of a reading is, by row and column, and the table: their mean.

    ``differing`` counts the cells of either reading that the other does not bear out.
    """

    cells: Mapping[tuple[int, int], float]
    table: float
    differing: int


def agreement(reading: Sequence[ReadCell], other: Sequence[ReadCell]) -> Agreement:
    """How far ``other`` bears out ``reading``; empty cells are not compared.

    Cells that only ``other`` has count as unsure ones in the mean.
    """
    own, theirs = _relations(reading), _relations(other)
    spare = Counter(theirs.values())
    texts = Counter(text for text, _, _ in theirs.values())
    cells: dict[tuple[int, int], float] = {}
    for place, relation in own.items():
        if spare[relation]:
            spare[relation] -= 1
            cells[place] = 1.0
    left = texts - Counter(own[place][0] for place in cells)
    unmatched = list(left.elements())
    for place, (text, _, _) in own.items():
        if place in cells:
            continue
        if left[text]:
            left[text] -= 1
            cells[place] = MOVED
        else:
            cells[place] = _likeness(text, unmatched)
    agreeing = sum(1 for value in cells.values() if value == 1.0)
    extra = max(len(theirs) - len(own), 0)
    counted = [*cells.values(), *[ALONE] * extra]
    return Agreement(cells, sum(counted) / len(counted) if counted else 1.0, len(own) - agreeing + extra)


def common_texts(a: Sequence[ReadCell], b: Sequence[ReadCell]) -> float:
    """The share of the smaller reading's texts that both have."""
    own, theirs = (Counter(t for cell in cells if (t := _letters(cell.text))) for cells in (a, b))
    fewer = min(own.total(), theirs.total())
    return (own & theirs).total() / fewer if fewer else 0.0


def _likeness(text: str, others: Sequence[str]) -> float:
    """How sure a text is that the other reading has only something like."""
    best = max((fuzz.ratio(text, other) for other in others), default=0.0) / 100
    return ALONE + (ALIKE - ALONE) * best


def _relations(cells: Sequence[ReadCell]) -> dict[tuple[int, int], tuple[str, str, str]]:
    """The place of each written cell to its text, that of the next one to its right, and that of the next below."""
    texts = {(c.row, c.column): _letters(c.text) for c in cells}
    cover: dict[tuple[int, int], ReadCell] = {}
    for cell in cells:
        if texts[cell.row, cell.column]:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    cover[row, column] = cell
    rows = max((r for r, _ in cover), default=-1) + 1
    columns = max((c for _, c in cover), default=-1) + 1
    found = {}
    for cell in cells:
        text = texts[cell.row, cell.column]
        if text:
            right = (cover.get((cell.row, c)) for c in range(cell.column + cell.column_span, columns))
            below = (cover.get((r, cell.column)) for r in range(cell.row + cell.row_span, rows))
            next_right, next_below = (next((c for c in way if c), None) for way in (right, below))
            found[cell.row, cell.column] = (
                text,
                texts[next_right.row, next_right.column] if next_right else "",
                texts[next_below.row, next_below.column] if next_below else "",
            )
    return found


def _letters(text: str) -> str:
    """A text as both engines must print it: its letters and figures folded, or its signs where it has none."""
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return "".join(c for c in folded if c.isalnum()) or folded
