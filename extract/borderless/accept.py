"""Whether aligned lines are a table: what else looks like one (lists, contents, columns of prose) is not."""

from __future__ import annotations

from itertools import pairwise

from cjaplans.extract.borderless.charts import is_chart
from cjaplans.extract.borderless.lines import is_enumerator
from cjaplans.extract.borderless.placed import PlacedLine
from cjaplans.extract.borderless.rows import value_columns
from cjaplans.extract.borderless.structure import Structure

#: A table fills this share of its places at least.
FILLED = 0.4
#: Rows with texts in several columns, where rules bound the table, and where nothing does.
RULED_ROWS = 2
BARE_ROWS = 3
#: Tables of texts alone need more, of two columns most; a heading set apart counts for one.
TEXT_ROWS = 3
PAIR_ROWS = 4
#: A table of contents has this many lines at least.
CONTENTS_ROWS = 3
#: Texts of a column begin or end at one place in this share of its rows.
ALIGNED = 0.75
#: Two places are one within this many points.
SAME_PLACE = 2.0
#: Enumerators or dot leaders in this share of the rows make a list or a table of contents.
MOSTLY = 0.6


def is_table(structure: Structure) -> bool:
    """Whether a structure has the make of a table."""
    if structure.columns.count < 2 or structure.rows < 2:
        return False
    rows = [line for row in structure.body for line in row if len(line.pieces) > 1]
    full = [row for row in structure.body if len({p.first for line in row for p in line.pieces}) > 1]
    if not full or _fill(structure) < FILLED or _is_list(structure, full) or _is_contents(structure):
        return False
    if is_chart(structure):
        return False
    values = value_columns(rows, structure.columns)
    if len(structure.rules) >= 2:
        return len(full) + bool(structure.header) >= RULED_ROWS
    if values:
        return len(full) + bool(structure.header) >= BARE_ROWS
    fewest = PAIR_ROWS if structure.columns.count == 2 else TEXT_ROWS
    return len(full) + bool(structure.header) >= fewest and _aligned(structure) >= ALIGNED


def confidence_of(structure: Structure) -> float:
    """How sure (0..1) the table is: its fill, its alignment, the rules that bound it."""
    bounded = min(len(structure.rules), 3) / 3
    return round(0.4 + 0.2 * bounded + 0.2 * min(_fill(structure), 1.0) + 0.2 * _aligned(structure), 2)


def _fill(structure: Structure) -> float:
    """Share of the body's places that have text, rows of one text over several columns left out."""
    filled = places = 0
    for row in structure.body:
        pieces = [p for line in row for p in line.pieces]
        if len({p.first for p in pieces}) < 2:
            continue
        filled += len({c for p in pieces for c in range(p.first, p.last + 1)})
        places += structure.columns.count
    return filled / max(places, 1)


def _aligned(structure: Structure) -> float:
    """Share of texts, the first column's apart, that begin, end or are centred where most of their column do."""
    good = total = 0
    for column in range(1, structure.columns.count):
        segments = [row[0].by_column[column].segment for row in structure.body if column in row[0].by_column]
        places = [[s.x0 for s in segments], [s.x1 for s in segments], [(s.x0 + s.x1) / 2 for s in segments]]
        good += max((_agreeing(p) for p in places), default=0)
        total += len(segments)
    return good / max(total, 1)


def _agreeing(places: list[float]) -> int:
    return max((sum(abs(a - b) <= SAME_PLACE for b in places) for a in places), default=0)


def _is_list(structure: Structure, rows: list[tuple[PlacedLine, ...]]) -> bool:
    """Whether two columns are but the signs and the texts of a list."""
    if structure.columns.count > 2 or len(structure.rules) >= 3:
        return False
    keys = [row[0].pieces[0].text for row in rows if row[0].has_key]
    return sum(map(is_enumerator, keys)) >= MOSTLY * len(rows)


def _is_contents(structure: Structure) -> bool:
    """Whether titles are followed by numbers that only grow: pages; dot leaders or the want of a heading tell."""
    rows = [row[0] for row in structure.body if len(row[0].pieces) > 1]
    leaders = sum(line.line.has_leader for line in rows)
    if structure.columns.count > 3 or (structure.header and not leaders):
        return False
    last = [line.pieces[-1].text for line in rows]
    numbers = [int(text) for text in last if text.isdecimal()]
    grows = all(a <= b for a, b in pairwise(numbers))
    titles = all(not p.is_data for line in rows for p in line.pieces[1:-1])
    return len(numbers) >= max(CONTENTS_ROWS, MOSTLY * len(structure.lines)) and grows and titles
