"""Whether lines at the top of a page go on with the table that ended the page before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from cjaplans.extract.borderless.columns import Columns
from cjaplans.extract.borderless.lines import Segment, TextLine

#: A text keeps to a column when it begins or ends within this of where the column's texts do (points).
SAME_PLACE = 3.0
#: Share of the texts of lines with several that must keep to a column.
MOSTLY = 0.8
#: A line this similar (0..100) to one of the heading is it printed again.
SAME_HEADER = 90.0


@dataclass(frozen=True, slots=True)
class Carried:
    """What a page tells of the table that ends it: its columns, its heading's lines, and whether all rows are ruled."""

    columns: Columns
    header: tuple[str, ...] = ()
    ruled: bool = False

    def header_length(self, lines: Sequence[TextLine]) -> int:
        """How many lines at the top print the heading again: all of its lines or none."""
        texts = [line.line.text for line in lines[: len(self.header)]]
        alike = [fuzz.ratio(a, b) >= SAME_HEADER for a, b in zip(texts, self.header, strict=False)]
        return len(self.header) if len(alike) == len(self.header) and all(alike) else 0


def goes_on(lines: Sequence[TextLine], columns: Columns) -> bool:
    """Whether the texts of lines keep to known columns, two of them at least on one line."""
    rows = [line.coarse for line in lines if line.is_tabular]
    segments = [s for row in rows for s in row]
    kept = sum(_keeps(s, columns) for s in segments)
    several = any(len({columns.at(s.x0 + 1) for s in row if _keeps(s, columns)}) > 1 for row in rows)
    return several and kept >= MOSTLY * len(segments)


def _keeps(segment: Segment, columns: Columns) -> bool:
    first, last = columns.spanned(segment)
    x0, x1 = columns.extents[first]
    return first == last and (abs(segment.x0 - x0) <= SAME_PLACE or abs(segment.x1 - x1) <= SAME_PLACE)
