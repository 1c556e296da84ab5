"""An action table whose header is missing or says nothing: its columns by what they hold."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import TableGrid
from cjaplans.normalise.headers import EvidenceKind, Match, match_heading
from cjaplans.normalise.layout.columns import STANDS_FOR
from cjaplans.normalise.layout.contents import Column, Content, column_of, holds, most_likely, tells_progress
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
#: What columns hold, and the share of their cells that does.
Found = Mapping[int, tuple[Content, float]]


def guess(grid: TableGrid) -> Layout | None:
    """A layout by content: one column tells what to do, another who or when, and at least one more is known.

    What single headings say still counts.
    """
    first = next((r for r in range(min(SEARCHED_ROWS, grid.rows)) if distinct(grid, r) > 1), None)
    if grid.columns < FEWEST_COLUMNS or first is None:
        return None
    found = _columns(grid, first + 1)
    names = {_field(content) for content, _ in found.values()}
    if Field.ACTION not in names or not names & ESSENTIAL or len(found) < FEWEST_FIELDS:
        return None
    headed = _is_header(grid, first, found)
    if grid.rows - first - headed < FEWEST_ROWS:
        return None
    return _layout(grid, first if headed else None, found)


def _is_header(grid: TableGrid, row: int, found: Found) -> bool:
    """Whether a row says something else than the columns below it: most of its cells, and that of the actions."""
    alike = {column for column, (content, _) in found.items() if holds(grid.text(row, column), content)}
    return len(alike) * 2 < len(found) and not any(found[column][0] is Content.ACTIONS for column in alike)


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
        known = {_field(content) for content, _ in found.values()}
        if column not in found and (likely := _likely(held, known)):
            found[column] = likely
    return found


def _likely(held: Column, known: Container[Field]) -> tuple[Content, float] | None:
    """What a column holds that no other does."""
    if len(held.texts) < FEWEST_ROWS:
        return None
    if likely := most_likely(held, [c for c, name in STANDS_FOR.items() if name not in known], MOSTLY):
        return likely
    if Field.PROGRESS not in known and tells_progress(held):
        return Content.PROGRESS, held.share(Content.PROGRESS)
    return None


def _layout(grid: TableGrid, header_row: int | None, found: Found) -> Layout:
    rows = () if header_row is None else (header_row,)
    body = max(rows, default=-1) + 1
    header = tuple(heading(grid, rows, c) for c in range(grid.columns)) if rows else ("",) * grid.columns
    fields = {c: _field(content) for c, (content, _) in found.items()}
    evidence = {
        c: Evidence(EvidenceKind.CONTENT, round(SUREST * share, 2), f"{share:.0%} of its cells hold {content}")
        for c, (content, share) in found.items()
    }
    for column, known in _named(header, fields).items():
        fields[column] = known.field
        evidence[column] = Evidence(EvidenceKind.CONTENT, SUREST, f"'{header[column]}' is a heading of {known.field}")
    unmapped = tuple(c for c in range(grid.columns) if c not in fields and column_of(grid, body, c).texts)
    sure = round(sum(e.confidence for e in evidence.values()) / len(evidence), 2)
    columns = {c: name.value for c, name in sorted(fields.items())}
    return Layout(Role.ACTIONS, rows, columns, header, sure, unmapped, evidence=dict(sorted(evidence.items())))


def _named(header: Sequence[str], fields: Mapping[int, Field]) -> dict[int, Match]:
    """The headings that name a field which no column's content shows."""
    matches = {c: m for c, text in enumerate(header) if c not in fields and (m := match_heading(text))}
    return {c: m for c, m in matches.items() if m.field not in fields.values()}


def _field(content: Content) -> Field:
    others = {Content.ACTIONS: Field.ACTION, Content.REFS: Field.REF, Content.PROGRESS: Field.PROGRESS}
    return others.get(content) or STANDS_FOR[content]
