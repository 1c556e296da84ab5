"""An action table whose header is missing or says nothing: its columns by what they hold."""

from __future__ import annotations

from collections.abc import Mapping

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import TableGrid
from cjaplans.normalise.headers import EvidenceKind
from cjaplans.normalise.layout.columns import STANDS_FOR
from cjaplans.normalise.layout.contents import Column, Content, column_of, holds, most_likely
from cjaplans.normalise.layout.header_rows import SEARCHED_ROWS, distinct, heading
from cjaplans.normalise.layout.model import Evidence, Layout
from cjaplans.normalise.model import Role

#: No table is surer than this by its content alone.
SUREST = 0.6
#: Columns and rows that a table must have.
FEWEST_COLUMNS, FEWEST_ROWS = 3, 2
#: A column is what this share of its texts is; one of actions has other texts besides.
MOSTLY, ORDERS = 0.7, 0.6
#: A table is of actions where one of these is seen beside them, and another column besides.
ESSENTIAL = frozenset({Field.RESPONSIBLE, Field.TIMESCALE})
FEWEST_FIELDS = 3
#: Words of a column of what has been done, on the average.
PROSE = 4


def guess(grid: TableGrid) -> Layout | None:
    """A layout by content: one column tells what to do, another who or when, and at least one more is known."""
    first = next((r for r in range(min(SEARCHED_ROWS, grid.rows)) if distinct(grid, r) > 1), None)
    if grid.columns < FEWEST_COLUMNS or first is None:
        return None
    found = _columns(grid, first + 1)
    names = {STANDS_FOR.get(content, Field.ACTION) for content, _ in found.values()}
    if Field.ACTION not in names or not names & ESSENTIAL or len(found) < FEWEST_FIELDS:
        return None
    headed = not any(holds(grid.text(first, c), content) for c, (content, _) in found.items())
    if grid.rows - first - headed < FEWEST_ROWS:
        return None
    return _layout(grid, first if headed else None, found)


def _columns(grid: TableGrid, body: int) -> dict[int, tuple[Content, float]]:
    """What each column holds; of several with the same content the first, of actions the longest."""
    columns = {c: column_of(grid, body, c) for c in range(grid.columns)}
    orders = [c for c, held in columns.items() if len(held.texts) > 1 and held.share(Content.ACTIONS) >= ORDERS]
    if not orders:
        return {}
    action = max(orders, key=lambda c: columns[c].words)
    found = {action: (Content.ACTIONS, columns[action].share(Content.ACTIONS))}
    if action > 0 and columns[0].texts and columns[0].share(Content.REFS) == 1.0:
        found[0] = (Content.REFS, 1.0)
    for column, held in columns.items():
        known = {STANDS_FOR[c] for c, _ in found.values() if c in STANDS_FOR}
        if column not in found and (likely := _likely(held, {c: f for c, f in STANDS_FOR.items() if f not in known})):
            found[column] = likely
    return found


def _likely(held: Column, free: Mapping[Content, Field]) -> tuple[Content, float] | None:
    if len(held.texts) < FEWEST_ROWS:
        return None
    prose = held.words >= PROSE
    return most_likely(held, [c for c in free if prose or c is not Content.PROGRESS], MOSTLY)


def _layout(grid: TableGrid, header_row: int | None, found: Mapping[int, tuple[Content, float]]) -> Layout:
    rows = () if header_row is None else (header_row,)
    fields = {c: _field(content) for c, (content, _) in found.items()}
    evidence = {
        c: Evidence(EvidenceKind.CONTENT, round(SUREST * share, 2), f"{share:.0%} of its cells hold {content}")
        for c, (content, share) in found.items()
    }
    body = max(rows, default=-1) + 1
    unmapped = tuple(c for c in range(grid.columns) if c not in fields and column_of(grid, body, c).texts)
    header = tuple(heading(grid, rows, c) for c in range(grid.columns)) if rows else ("",) * grid.columns
    sure = round(sum(e.confidence for e in evidence.values()) / len(evidence), 2)
    columns = {c: name.value for c, name in sorted(fields.items())}
    return Layout(Role.ACTIONS, rows, columns, header, sure, unmapped, evidence=evidence)


def _field(content: Content) -> Field:
    return {Content.ACTIONS: Field.ACTION, Content.REFS: Field.REF}.get(content) or STANDS_FOR[content]
