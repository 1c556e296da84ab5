"""Rows of texts in a frame whose walls stand between columns only.

One printed row is told by its first column: it begins level with the texts of other columns, below white
that lies across all of them. A cell of prose has paragraphs as well, but its neighbours have none beside them.
Or the first column is the label of them all, and nearly all the other columns begin a text level with each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cjaplans.extract.borderless.lines import TextLine

#: Fewer rows than this may be the paragraphs of one.
FEWEST_ROWS = 3
#: White between rows exceeds that between lines by this share of the font size.
WIDER = 0.15
#: Texts whose tops differ by less than this share of the font size begin level.
LEVEL = 0.35
#: Columns, and rows beside the first column, that must have a text of their own at each row's top.
FILLED = 0.5
#: Columns beside a label, fewer of which may hold the parts of one row, and the share that begins level.
BESIDE_LABEL = 4
NEARLY_ALL = 0.75
#: Labels stand further apart than the lines of one do: by this share of the font size.
LABELS_APART = 0.6


def text_row_edges(columns: Sequence[Sequence[TextLine]]) -> list[float]:
    """Heights at which columns of lines, the first one first, are to be cut into rows; none where it is one row."""
    everything = sorted((line for lines in columns for line in lines), key=lambda line: line.top)
    strips = _white(everything)
    edges = [(above + below) / 2 for above, below in strips if _begins(columns, below)]
    if len(edges) + 1 < FEWEST_ROWS:
        return []
    tops = [everything[0].top, *(below for _, below in strips if _begins(columns, below))]
    full = sum(_level(lines, top) for top in tops for lines in columns)
    return edges if full >= FILLED * len(tops) * len(columns) else []


def labelled_row_edges(labels: Sequence[TextLine], columns: Sequence[Sequence[TextLine]]) -> list[float]:
    """Heights at which the columns beside labels in bold are to be cut into rows; none where they are one.

    What is one row made of parts has its own text in plain letters, or in the next column, which does not go on.
    """
    everything = sorted((line for lines in columns for line in lines), key=lambda line: line.top)
    bold = labels and all(line.line.bold for line in labels) and not any(line.line.bold for line in everything)
    if len(columns) < BESIDE_LABEL or not everything or not bold:
        return []
    return [
        (above + below) / 2
        for above, below in _white(everything)
        if _level(columns[0], below) and sum(_level(lines, below) for lines in columns) >= NEARLY_ALL * len(columns)
    ]


def label_edges(labels: Sequence[TextLine], ys: Sequence[float]) -> list[float]:
    """The heights among ``ys`` right above a label; above the first may stand rows that go on from the page before."""
    apart = (b.top for a, b in pairwise(labels) if b.top - a.bottom > LABELS_APART * b.size)
    starts = [*(line.top for line in labels[:1]), *apart]
    return sorted({max(y for y in ys if y < top) for top in starts if any(y < top for y in ys)})


def _white(lines: Sequence[TextLine]) -> list[tuple[float, float]]:
    """White stretches across all columns that are higher than those between lines: where each begins and ends."""
    found: list[tuple[float, float]] = []
    bottom = lines[0].bottom
    for line in lines:
        if line.top > bottom:
            found.append((bottom, line.top))
        bottom = max(bottom, line.bottom)
    between = [b.top - a.bottom for a, b in pairwise(lines) if b.top > a.bottom]
    usual = min(between, default=0.0)
    return [(a, b) for a, b in found if b - a > usual + WIDER * lines[0].size]


def _begins(columns: Sequence[Sequence[TextLine]], top: float) -> bool:
    """Whether the first column and another one have a text that begins at a height."""
    return _level(columns[0], top) and any(_level(lines, top) for lines in columns[1:])


def _level(lines: Sequence[TextLine], top: float) -> bool:
    return any(abs(line.top - top) <= LEVEL * line.size for line in lines)
