"""The tables among a page's words that stand in no ruled grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjaplans.extract.borderless.accept import confidence_of, is_table
from cjaplans.extract.borderless.across import ruled_blocks
from cjaplans.extract.borderless.grid import FilledGrid
from cjaplans.extract.borderless.lines import TextLine, text_lines
from cjaplans.extract.borderless.placed import PlacedLine
from cjaplans.extract.borderless.regions import find_regions, is_boundary
from cjaplans.extract.borderless.structure import Structure, filled_grid, structure_of
from cjaplans.extract.borderless.zones import text_zones
from cjaplans.extract.model import Word
from cjaplans.extract.rules import Floats

#: Fewer lines of several texts than this are no table.
FEWEST_LINES = 2
#: The longest line of a column leaves this much of it unused (over the font size), as ragged lines do.
MARGIN = 0.7


@dataclass(frozen=True, slots=True)
class Found:
    """A table found by alignment; ``confidence`` is 0..1, ``rights`` where each column's lines may run to."""

    filled: FilledGrid
    rights: tuple[float, ...]
    confidence: float


def find_tables(words: Sequence[Word], horizontal: Floats) -> list[Found]:
    """Tables among words of a page, top to bottom; ``horizontal`` are rules as ``y, x0, x1``."""
    lines = text_lines(words)
    if sum(line.is_tabular for line in lines) < FEWEST_LINES:
        return []
    found = [table for zone in text_zones(lines) for table in _in_zone(zone, horizontal)]
    return sorted(found, key=lambda f: (f.filled.grid.box.top, f.filled.grid.box.x0))


def _in_zone(words: Sequence[Word], horizontal: Floats) -> list[Found]:
    lines = text_lines(words)
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    found = []
    for region in find_regions(lines, ruled_blocks(horizontal, lines), width):
        structure = _structure(region, horizontal)
        if structure:
            margin = MARGIN * structure.lines[-1].line.size
            rights = tuple(x1 + margin for _, x1 in structure.columns.extents)
            found.append(Found(filled_grid(structure), rights, confidence_of(structure)))
    return found


def _structure(region: list[TextLine], horizontal: Floats) -> Structure | None:
    """The table in a region, titles above it and notes below it left out."""
    while sum(line.is_tabular for line in region) >= FEWEST_LINES:
        structure = structure_of(region, horizontal)
        if structure.columns.count < 2:
            return None
        start, end = _title(structure.lines), _notes(structure.lines)
        if not (start or end):
            return structure if is_table(structure) else None
        region = region[start : len(region) - end]
    return None


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
