"""The tables among a page's words that stand in no ruled grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cjaplans.extract.borderless.accept import confidence_of, is_table
from cjaplans.extract.borderless.across import ruled_blocks
from cjaplans.extract.borderless.continued import Carried, goes_on
from cjaplans.extract.borderless.grid import FilledGrid
from cjaplans.extract.borderless.lines import TextLine, is_turned, is_whole, text_line, text_lines, typed_rules
from cjaplans.extract.borderless.placed import PlacedLine
from cjaplans.extract.borderless.regions import find_regions, is_boundary
from cjaplans.extract.borderless.structure import Structure, filled_grid, structure_of
from cjaplans.extract.borderless.zones import text_zones
from cjaplans.extract.model import Word
from cjaplans.extract.paragraphs import Line, lines_of
from cjaplans.extract.rules import Floats

#: Fewer lines of several texts than this are no table.
FEWEST_LINES = 2
#: Wrapped lines stand no further apart than this many font sizes, and begin at one place (points).
CLOSE = 1.75
SAME_START = 2.0
#: The longest line of a column leaves this much of it unused (over the font size), as ragged lines do.
MARGIN = 0.7
#: On another page the last column may reach further by this (over the font size).
LAST_MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class Found:
    """A table found by alignment; ``confidence`` is 0..1, ``rights`` where each column's lines may run to."""

    filled: FilledGrid
    carried: Carried
    rights: tuple[float, ...]
    confidence: float


def find_tables(words: Sequence[Word], horizontal: Floats, before: Carried | None = None) -> list[Found]:
    """Tables among words of a page, top to bottom; ``horizontal`` are rules as ``y, x0, x1``.

    ``before`` tells of the table that ended the page before: it may go on with as little as one row.
    """
    words, typed = typed_rules([word for word in words if not is_turned(word)])
    if typed:
        horizontal = np.vstack([horizontal, typed])
    fewest = 1 if before else FEWEST_LINES
    printed = lines_of(words)
    if not may_hold_table(printed, fewest):
        return []
    lines = [text_line(line) for line in printed]
    if sum(line.is_tabular for line in lines) < fewest:
        return []
    found = [table for zone in text_zones(lines) for table in _in_zone(zone, horizontal, before)]
    return sorted(found, key=lambda f: (f.filled.grid.box.top, f.filled.grid.box.x0))


def may_hold_table(lines: Sequence[Line], fewest: int = FEWEST_LINES) -> bool:
    """Whether as many lines as a table has at least have gaps that may part texts: most pages of prose have not."""
    return sum(not is_whole(line) for line in lines) >= fewest


def _in_zone(words: Sequence[Word], horizontal: Floats, before: Carried | None) -> list[Found]:
    lines = text_lines(words)
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    found: list[Found] = []
    for region in find_regions(lines, ruled_blocks(horizontal, lines), width):
        known = before if before and not found and goes_on(region.lines, before.columns) else None
        structure = _structure(region.lines, region.after, horizontal, known, before)
        if structure:
            before = structure.carried
            table = filled_grid(structure), structure.carried, _rights(structure), confidence_of(structure)
            found.append(Found(*table))
    return found


def _rights(structure: Structure) -> tuple[float, ...]:
    """Where the lines of each column may run to."""
    rights = [x1 for _, x1 in structure.columns.extents]
    for piece in (p for line in structure.lines for p in line.pieces if not p.spans):
        rights[piece.first] = max(rights[piece.first], piece.segment.x1)
    margin = MARGIN * structure.lines[-1].line.size
    return tuple(x1 + margin for x1 in rights)


def _structure(
    region: list[TextLine],
    after: Sequence[TextLine],
    horizontal: Floats,
    known: Carried | None,
    before: Carried | None,
) -> Structure | None:
    """The table in a region, titles above it and notes below it left out, the last row's other lines put in."""
    while sum(line.is_tabular for line in region) >= (1 if known else FEWEST_LINES):
        structure = structure_of(region, horizontal, known, before)
        if structure.columns.count < 2:
            return None
        start, end = 0 if known else _title(structure.lines), _notes(structure.lines)
        tail = _tail(structure, after) if not end else 0
        if not (start or end or tail):
            return structure if known or is_table(structure) else None
        region = [*region[start : len(region) - end], *after[:tail]]
        after = after[tail:] if not end else ()
    return None


def _tail(structure: Structure, after: Sequence[TextLine]) -> int:
    """How many lines after the last one go on with it: wrapped text of one column, as close as lines are."""
    above, count = structure.lines[-1].line, 0
    extents = structure.columns.extents
    ends = [*(x0 for x0, _ in extents[1:]), extents[-1][1] + LAST_MARGIN * above.size]
    for line in after:
        column = structure.columns.at(line.x0 + 1)
        close = line.middle - above.middle <= CLOSE * line.size
        inside = abs(line.x0 - structure.columns.extents[column][0]) <= SAME_START and line.x1 <= ends[column]
        runs_on = column > 0 or line.line.text[:1].islower()
        if not (close and inside and runs_on) or is_boundary(line):
            break
        above, count = line, count + 1
    return count


def _title(lines: Sequence[PlacedLine]) -> int:
    """How many lines at the top are the table's title: they run from the first column over others."""
    count = 0
    while count < len(lines) and (_runs_across(lines[count]) or is_boundary(lines[count].line)):
        count += 1
    return count


def _notes(lines: Sequence[PlacedLine]) -> int:
    """How many lines at the bottom are notes."""
    count = 0
    while count < len(lines) and (_runs_across(lines[-1 - count]) or is_boundary(lines[-1 - count].line)):
        count += 1
    return count


def _runs_across(line: PlacedLine) -> bool:
    return len(line.pieces) == 1 and line.pieces[0].first == 0 and line.pieces[0].last > 0
