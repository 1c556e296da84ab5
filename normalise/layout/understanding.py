"""The layout of a table: what it is about, and which column holds which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import TableGrid
from cjaplans.normalise.headers import Match, fold_heading, match_heading, vocabulary
from cjaplans.normalise.layout.columns import Columns, used
from cjaplans.normalise.layout.contents import Content
from cjaplans.normalise.layout.guess import guess
from cjaplans.normalise.layout.header_rows import candidates, distinct, heading, lowest, match
from cjaplans.normalise.layout.model import Layout
from cjaplans.normalise.layout.other_tables import (
    ACTING,
    TELLING,
    glossary,
    glossary_below,
    indicators,
    outcomes,
    template,
)
from cjaplans.normalise.layout.refusals import kind_of, refused
from cjaplans.normalise.layout.refuted import SURE
from cjaplans.normalise.model import Role

#: A heading that a row of the body would hardly be.
SEEN = 0.9
#: A header inside a table names at least as many fields.
FEWEST_INSIDE = 3
#: Fields that show what a loosely named column is about ("Activity", "Title"): somebody answers for it.
ANSWERED = frozenset({Field.RESPONSIBLE, Field.STATUS, Field.PROGRESS, Field.OUTCOMES})
#: Headings of those who do something, but also of any list of bodies and people.
NAMES = frozenset(
    {
        "organisation",
        "agency",
        "agencies",
        "service",
        "contact",
        "officer",
        "officers",
        "manager",
        "support",
        "stakeholders",
    }
)
#: Share of orders ("Develop ...") from which a loosely named column holds actions.
ORDERS = 0.5


def understand(grid: TableGrid, above: str, hint: int = 1) -> Layout:
    """The layout of a table whose nearest heading is ``above``; ``hint`` is how many rows look like a header."""
    for rows in candidates(grid, hint):
        header = tuple(heading(grid, rows, c) for c in range(grid.columns))
        for read in (indicators, glossary, template):
            if layout := read(grid, rows, header):
                return layout
        if layout := _actions(grid, rows, header, above):
            return layout
    header = tuple(heading(grid, (0,), c) for c in range(grid.columns))
    if layout := outcomes(grid, header) or glossary_below(grid, above):
        return layout
    kind = kind_of(grid, header, above)
    return (None if kind else guess(grid)) or Layout(Role.OTHER, header=header, confidence=0.5, kind=kind)


def reread(grid: TableGrid, row: int) -> Layout | None:
    """The layout of the rows below one inside a table, where that one is all headings of actions; else None."""
    cells = [cell for cell in grid.row(row) if cell.text]
    if len(cells) < FEWEST_INSIDE or row + 1 >= grid.rows or any(cell.row != row for cell in cells):
        return None
    if not all((seen := match_heading(cell.text)) and seen.confidence >= SEEN for cell in cells):
        return None
    header = tuple(heading(grid, (row,), c) for c in range(grid.columns))
    matches = {c: m for c, text in enumerate(header) if (m := match_heading(text))}
    fields = {m.field for m in matches.values()}
    if len(fields) < FEWEST_INSIDE or not (fields & ACTING and fields & TELLING):
        return None
    columns = Columns(grid, row + 1, header, matches)
    columns.settle()
    return _layout(columns, (row,))


def _actions(grid: TableGrid, rows: tuple[int, ...], header: tuple[str, ...], above: str) -> Layout | None:
    """An action table by its headings, or what it is that only resembles one."""
    if any(distinct(grid, r) < 2 for r in rows):
        return None
    matches = {c: m for c, text in enumerate(header) if (m := match(grid, rows, c, text))}
    if not _is_header(grid, rows, header, matches):
        return None
    columns = Columns(grid, rows[-1] + 1, header, matches)
    columns.settle()
    if not ACTING & set(columns.fields.values()) or _is_loose(columns):
        return None
    if kind := refused(grid, columns.body, header, columns.fields, above):
        return Layout(Role.OTHER, rows, header=header, confidence=0.5, kind=kind)
    return _layout(columns, rows)


def _is_header(grid: TableGrid, rows: Sequence[int], header: Sequence[str], matches: Mapping[int, Match]) -> bool:
    """Whether enough of a row's texts are headings: further down, below rows of other texts, all must be."""
    fields = {m.field for m in matches.values()}
    written = sum(1 for text in header if fold_heading(text))
    needed = written / 3 if _is_plain(matches) else written / 2
    if len(fields) < 2 or len(matches) < needed or not fields & TELLING:
        return False
    if all(distinct(grid, r) < 2 for r in range(rows[0])):
        return True
    return len(matches) >= written and sum(m.confidence >= SURE for m in matches.values()) * 2 >= written


def _is_plain(matches: Mapping[int, Match]) -> bool:
    """Whether the action, and who does it or when, are headed by plain words for them."""
    plain = {m.field for m in matches.values() if m.confidence >= SURE and m.phrase not in vocabulary("yielding")}
    return Field.ACTION in plain and bool(plain & {Field.RESPONSIBLE, Field.TIMESCALE})


def _is_loose(columns: Columns) -> bool:
    """Whether the column of the action is named by a word for other things too, and nothing shows that it is one."""
    action = columns.holds(Field.ACTION) or columns.holds(Field.DETAIL)
    known = columns.matches.get(action[0])
    plain = {f for c, f in columns.fields.items() if c not in columns.matches or columns.matches[c].phrase not in NAMES}
    if known is None or known.phrase not in vocabulary("yielding") or ANSWERED & plain:
        return False
    return columns.cells(action[0]).share(Content.ACTIONS) < ORDERS


def _layout(columns: Columns, rows: tuple[int, ...]) -> Layout:
    grid, fields = columns.grid, dict(sorted(columns.fields.items()))
    unmapped = tuple(c for c in range(grid.columns) if c not in fields and used(grid, columns.body, c))
    sure = [columns.evidence[c].confidence for c in fields]
    low = {c: text for c in fields if (text := lowest(grid, rows, c)) and c in columns.matches}
    return Layout(
        Role.ACTIONS,
        rows,
        {c: name.value for c, name in fields.items()},
        columns.header,
        round(sum(sure) / len(sure) * (0.9 if unmapped else 1.0), 3),
        unmapped,
        evidence=dict(sorted(columns.evidence.items())),
        lowest=low,
    )
