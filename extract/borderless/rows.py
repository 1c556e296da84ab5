"""Rows of a table's body: which lines below each other are one printed row.

A rule between two lines parts them. Two values below each other in one column are two rows. Where lines
stand in two distances, the wider one begins a row. Else a line that leaves the first column empty goes on
with the row above, and one that fills it begins a row, unless its words had no room on the line above.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from cjaplans.extract.borderless.columns import Columns
from cjaplans.extract.borderless.placed import PlacedLine
from cjaplans.extract.paragraphs import SPACE

#: Distances between lines exceed that of wrapped lines by this factor where a row begins.
WIDER = 1.12
#: A gap is as wide as another when it has this share of it.
SAME_GAP = 0.95
#: Wrapped lines stand no further apart than this over the font size.
LOOSEST = 1.55
#: A column of values holds values in this share of its cells.
VALUES = 0.6
#: A stub keeps at least this distance (font sizes) from the figures.
STUB_GAP = 1.5
#: Lower-case beginnings and full lines: this much evidence that a line goes on with the one above.
GOES_ON = 0.5
UNSURE = 0.4
#: So does the want of a value that the row above has.
WITHOUT_VALUE = 0.2
#: A line indented by more than this (font sizes) hangs from the one above.
INDENTED = 0.4


def group_rows(
    lines: Sequence[PlacedLine], columns: Columns, rules: Sequence[float], ruled: bool = False
) -> list[list[PlacedLine]]:
    """The lines of each row; ``rules`` are the heights of the rules that lie across the table.

    ``ruled`` where every row is known to have its rule.
    """
    if not lines:
        return []
    spacing = _Spacing(lines)
    values = value_columns(lines, columns)
    rows = [[lines[0]]]
    for number, (above, below) in enumerate(pairwise(lines), start=2):
        returns = number == len(lines) or not _indented_alike(below, lines[number])
        if _ruled_apart(above, below, rules):
            rows.append([below])
        elif ruled and not _conflicts(rows[-1], below, values, strictly=True):
            rows[-1].append(below)
        elif _begins_row(rows[-1], below, columns, values, spacing, returns):
            rows.append([below])
        else:
            rows[-1].append(below)
    return rows


def value_columns(lines: Sequence[PlacedLine], columns: Columns) -> frozenset[int]:
    """The columns, the first apart, whose texts are values."""
    found = set()
    for column in range(1, columns.count):
        texts = [line.by_column[column] for line in lines if column in line.by_column]
        if texts and sum(p.is_data for p in texts) >= VALUES * len(texts):
            found.add(column)
    return frozenset(found)


def rules_decide(lines: Sequence[PlacedLine], columns: Columns, rules: Sequence[float]) -> bool:
    """Whether every row has its rule: there are rules inside the body, and hardly a stretch between two is long.

    Of a table of figures one rule may part two groups of rows; below rows of texts, the last one has its rule too.
    """
    inner = [y for y in rules if lines and lines[0].line.middle < y < lines[-1].line.middle]
    if not inner:
        return False
    places = np.searchsorted(inner, [line.line.middle for line in lines])
    filled = len(np.unique(places))
    texts = 2 * len(value_columns(lines, columns)) < columns.count - 1
    closed = any(y > lines[-1].line.middle for y in rules)
    return filled >= (2 if texts and closed else 3) and filled >= len(inner)


def _ruled_apart(above: PlacedLine, below: PlacedLine, rules: Sequence[float]) -> bool:
    return any(above.line.middle < y < below.line.middle for y in rules)


class _Spacing:
    """How far wrapped lines stand apart, and whether rows stand further apart than they do."""

    def __init__(self, lines: Sequence[PlacedLine]) -> None:
        ratios = sorted(_distance(a, b) for a, b in pairwise(lines))
        self.rows = 0.0
        self.tight = ratios[len(ratios) // 5] if ratios else 1.2
        wider = [r for r in ratios if r > WIDER * self.tight]
        self.two = bool(wider) and len(wider) < len(ratios) and self.tight < LOOSEST

        keyed = [_distance(a, b) for a, b in pairwise(lines) if b.has_key and self.parts(a, b)]
        self.rows = min(keyed, default=0.0)

    def parts(self, above: PlacedLine, below: PlacedLine) -> bool:
        """Whether two lines stand further apart than wrapped ones; without a key, as far as rows with one do."""
        distance = _distance(above, below)
        return distance > WIDER * self.tight and (below.has_key or distance >= SAME_GAP * self.rows)


def _distance(above: PlacedLine, below: PlacedLine) -> float:
    """How far two lines stand apart, over the font size."""
    return (below.line.middle - above.line.middle) / below.line.size


def _conflicts(row: Sequence[PlacedLine], below: PlacedLine, values: frozenset[int], strictly: bool = False) -> bool:
    """Whether a line has values in columns where the row has its value already."""
    filled = {c for line in row for c, p in line.by_column.items() if p.is_data}
    shared = [c for c in values & filled if c in below.by_column and below.by_column[c].is_data]
    if not strictly:
        return bool(shared)
    return len(shared) >= 2 or (bool(shared) and below.has_key and len(below.pieces) == 2)


def _begins_row(
    row: Sequence[PlacedLine],
    below: PlacedLine,
    columns: Columns,
    values: frozenset[int],
    spacing: _Spacing,
    returns: bool,
) -> bool:
    above = row[-1]
    if _conflicts(row, below, values):
        return True
    if any(p.spans for p in below.pieces) or any(p.spans for p in above.pieces):
        return not _spanning_wraps(above, below, spacing)
    if spacing.parts(above, below):
        return True
    if not below.has_key:
        return _stands_alone(row)
    if spacing.two and len(values) < columns.count - 1:
        return False
    return not _key_wraps(row, below, columns, values, returns)


def _indented_alike(line: PlacedLine, below: PlacedLine) -> bool:
    return abs(line.line.x0 - below.line.x0) <= INDENTED * line.line.size


def _stands_alone(row: Sequence[PlacedLine]) -> bool:
    """Whether a row is nothing but a title over several columns."""
    return all(p.spans for line in row for p in line.pieces)


def _spanning_wraps(above: PlacedLine, below: PlacedLine, spacing: _Spacing) -> bool:
    """Whether a text over several columns goes on in the next line."""
    if len(above.pieces) > 1 or len(below.pieces) > 1 or spacing.parts(above, below):
        return False
    return above.pieces[0].spans and below.pieces[0].first == above.pieces[0].first and _lower(below)


def _lower(line: PlacedLine) -> bool:
    return line.pieces[0].text[:1].islower()


def _key_wraps(
    row: Sequence[PlacedLine], below: PlacedLine, columns: Columns, values: frozenset[int], returns: bool
) -> bool:
    """Whether a line that fills the first column goes on with the row above all the same.

    ``returns`` when the line after it is not indented as it is: members of a group would be.
    """
    above = row[-1]
    if not above.has_key:
        return False
    filled = {c for line in row for c in line.by_column}
    gains = (values & below.by_column.keys()) - filled
    if gains and values & filled:
        return False
    if gains:
        return _label_wraps(above, below, columns) or (_hangs(above, below) and returns)
    if values & filled and len(below.pieces) == 1:
        return _label_wraps(above, below, columns) or _hangs(above, below)
    shared = [c for c in below.by_column if c in above.by_column and c not in values]
    lacking = WITHOUT_VALUE if values & filled and shared != [0] and not values & below.by_column.keys() else 0.0
    return sum(_wrapped(above, below, c, columns) + lacking for c in shared) > GOES_ON * len(shared)


def _hangs(above: PlacedLine, below: PlacedLine) -> bool:
    """Whether a label is indented below a longer one."""
    last, first = above.by_column[0].segment, below.by_column[0].segment
    indented = first.x0 - last.x0 > INDENTED * first.words[0].size
    return indented and last.x1 - last.x0 > first.x1 - first.x0 and not above.line.line.bold


def _label_wraps(above: PlacedLine, below: PlacedLine, columns: Columns) -> bool:
    """Whether a label without values goes on in the next line, which has them: else it is the title of a group."""
    last, first = above.by_column[0].segment, below.by_column[0].segment
    if _wrapped(above, below, 0, columns) == 1.0:
        return True
    end = last.x1 + first.words[0].box.width + SPACE * first.words[0].size
    return first.x0 >= last.x0 - 1 and end > columns.extents[1][0] - STUB_GAP * first.words[0].size


def _wrapped(above: PlacedLine, below: PlacedLine, column: int, columns: Columns) -> float:
    """Evidence (0..1) that the text of one column was wrapped between two lines."""
    last, first = above.by_column[column].segment, below.by_column[column].segment
    width = columns.extents[column][1]
    room = width - last.x1 > first.words[0].box.width + SPACE * first.words[0].size + 0.5
    if room:
        return 0.0
    if first.text[:1].islower() or last.text[-1] in "-,/&(" or first.text[:1] in "(&":
        return 1.0
    if first.is_data or last.text[-1] in ".:;":
        return 0.0
    return UNSURE if first.text[:1].isupper() else 0.6
