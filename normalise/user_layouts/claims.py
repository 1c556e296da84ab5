"""Which table a layout of an analyst is for, and how the table is read then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from cjaplans.normalise.grid import TableGrid
from cjaplans.normalise.headers import fold_heading
from cjaplans.normalise.layout import SEARCHED_ROWS, Evidence, EvidenceKind, Layout, heading
from cjaplans.normalise.user_layouts.model import IGNORE, TableLayout, UserLayout

#: How like (0..100) a header as a whole, and each of its headings, must be to that of a layout.
ALIKE_HEADER = 95.0
ALIKE_HEADING = 80.0
#: Headings of fewer letters must be the same: "who" and "when" are little apart.
SHORT = 6


def claimed(grid: TableGrid, hint: int, layouts: Sequence[UserLayout], understood: Layout) -> Layout | None:
    """How a table is read that some layout knows; None when none does.

    ``hint`` is how many rows look like a header. A layout without header takes only tables in which
    no headings were ``understood``.
    """
    best = max(_by_header(grid, hint, layouts), key=lambda found: found[0], default=None)
    if best:
        _, layout, table, rows = best
        return _applied(grid, layout, table, rows)
    if understood.header_rows:
        return None
    for layout in layouts:
        for table in layout.tables:
            if not table.header and table.width == grid.columns:
                return _applied(grid, layout, table, ())
    return None


def _by_header(
    grid: TableGrid, hint: int, layouts: Sequence[UserLayout]
) -> Iterator[tuple[float, UserLayout, TableLayout, tuple[int, ...]]]:
    tables = [(x, t) for x in layouts for t in x.tables if t.header and t.width == grid.columns]
    if not tables:
        return
    for rows in _header_rows(grid, hint):
        header = [heading(grid, rows, column) for column in range(grid.columns)]
        for layout, table in tables:
            likeness = _likeness(header, table.header)
            if likeness >= ALIKE_HEADER:
                yield likeness, layout, table, rows


def _header_rows(grid: TableGrid, hint: int) -> Iterator[tuple[int, ...]]:
    """Rows that may be a header together: as many as look like one, each near the top alone, then two that follow."""
    if hint > 1:
        yield tuple(range(min(hint, grid.rows)))
    searched = min(SEARCHED_ROWS, grid.rows)
    yield from ((row,) for row in range(searched))
    yield from ((row, row + 1) for row in range(searched - 1))


def _likeness(header: Sequence[str], wanted: Sequence[str]) -> float:
    """How like (0..100) two headers are; 0 when a heading of one is another's."""
    pairs = [(fold_heading(a), fold_heading(b)) for a, b in zip(header, wanted, strict=True)]
    if not all(_same_heading(a, b) for a, b in pairs):
        return 0.0
    return fuzz.ratio("|".join(a for a, _ in pairs), "|".join(b for _, b in pairs))


def _same_heading(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= SHORT and fuzz.ratio(a, b) >= ALIKE_HEADING)


def _applied(grid: TableGrid, layout: UserLayout, table: TableLayout, rows: tuple[int, ...]) -> Layout:
    body = max(rows, default=-1) + 1
    header = tuple(heading(grid, rows, column) for column in range(grid.columns))
    unlisted = (c for c in range(grid.columns) if c not in table.columns and table.named)
    return Layout(
        table.role,
        rows,
        table.named,
        header,
        unmapped=tuple(c for c in unlisted if any(grid.text(r, c) for r in range(body, grid.rows))),
        evidence={
            c: Evidence(EvidenceKind.USER, 1.0, f"layout '{layout.name}' names column {c + 1}") for c in table.named
        },
        name=layout.name,
        left_out=tuple(c for c, name in table.columns.items() if name == IGNORE),
    )


def _named(layout: UserLayout, column: int) -> Evidence:
    return Evidence(EvidenceKind.USER, 1.0, f"layout '{layout.name}' names column {column + 1}")
