"""Tables that are not actions but of use: indicators, glossaries, lists of outcomes, templates to be filled in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import TableGrid
from cjaplans.normalise.headers import fold_heading, match_heading, vocabulary
from cjaplans.normalise.layout.columns import used
from cjaplans.normalise.layout.model import Layout
from cjaplans.normalise.model import Role
from cjaplans.normalise.outcomes import entries_of_rows
from cjaplans.normalise.refs import take_codes

#: A code and its meaning, as legends of outcomes print them.
LEGEND = re.compile(r"^\s*\(?[A-Z]\s?\d{1,2}\)?\s*[-–—:.)]?\s+[A-Z]", re.MULTILINE)
#: Fields that only an action table has.
TELLING = frozenset(
    {Field.RESPONSIBLE, Field.TIMESCALE, Field.STATUS, Field.PROGRESS, Field.RESOURCES, Field.OUTCOMES,
     Field.MONITORING, Field.CARRIED_FORWARD}
)  # fmt: skip
ACTING = frozenset({Field.ACTION, Field.DETAIL})
#: Headings that no list of outcomes has, even where its rows begin with codes.
DOING = TELLING - {Field.OUTCOMES}


def indicators(grid: TableGrid, rows: Sequence[int], header: tuple[str, ...]) -> Layout | None:
    """A table of indicators: a baseline, and a target or a current figure."""
    columns = _named(header, "indicators")
    if "baseline" not in columns.values() or not {"target", "current"} & set(columns.values()) or _acts(header):
        return None
    if "indicator" not in columns.values():
        free = [c for c in range(grid.columns) if c not in columns]
        if not free:
            return None
        columns[free[0]] = "indicator"
    return Layout(Role.INDICATORS, tuple(rows), columns, header)


def glossary(grid: TableGrid, rows: Sequence[int], header: tuple[str, ...]) -> Layout | None:
    """A table of two columns headed as terms and meanings."""
    columns = _named(header, "glossary")
    if grid.columns != 2 or set(columns.values()) != {"term", "meaning"} or lists_outcomes(grid, header):
        return None
    return Layout(Role.GLOSSARY, tuple(rows), columns, header)


def template(grid: TableGrid, rows: Sequence[int], header: tuple[str, ...]) -> Layout | None:
    """A list with an empty column to be filled in: what is asked of others, not what will be done."""
    matches = {c: m.field for c, text in enumerate(header) if (m := match_heading(text))}
    if not matches or grid.rows - rows[-1] < 2:
        return None
    asked = [c for c in range(grid.columns) if c not in matches and used(grid, rows[-1] + 1, c)]
    if len(asked) != 1 or any(used(grid, rows[-1] + 1, c) for c in matches) or header[asked[0]]:
        return None
    return Layout(Role.REQUIREMENTS, tuple(rows), {asked[0]: "text"}, header)


def outcomes(grid: TableGrid, header: tuple[str, ...]) -> Layout | None:
    """A list of outcomes: codes with their meanings, whatever heads them but headings of actions."""
    if not _is_legend(grid) and not lists_outcomes(grid, header):
        return None
    headed = not any(LEGEND.search(text) or take_codes(f"({text})")[0] for text in header)
    return Layout(Role.OUTCOMES, (0,) if headed else (), header=header)


def glossary_below(grid: TableGrid, above: str) -> Layout | None:
    """A table of two columns below a heading that announces a glossary."""
    if grid.columns != 2 or not any(phrase in above.casefold() for phrase in vocabulary("roles")["above"]["glossary"]):
        return None
    return Layout(Role.GLOSSARY, (), {0: "term", 1: "meaning"}, (), 0.9)


def lists_outcomes(grid: TableGrid, header: tuple[str, ...]) -> bool:
    """Whether most rows are a code of a scheme and its text, under whatever headings but those of actions.

    "Title" or "Details" may head the texts of outcomes as well as actions: there the texts must be outcomes'.
    """
    fields = {m.field for text in header if (m := match_heading(text))}
    return not fields & DOING and bool(entries_of_rows(grid.texts(), by_meaning=bool(fields & ACTING)))


def _acts(header: tuple[str, ...]) -> bool:
    """Whether plain headings of actions, and of who does them or when, stand beside those of indicators."""
    matches = [m for text in header if (m := match_heading(text))]
    plain = {m.field for m in matches if m.phrase not in vocabulary("yielding")}
    return Field.ACTION in plain and bool(plain & {Field.RESPONSIBLE, Field.TIMESCALE})


def _named(header: tuple[str, ...], role: str) -> dict[int, str]:
    """Columns whose whole heading is a part of a role."""
    parts = vocabulary("roles")[role]
    folded = [fold_heading(h) for h in header]
    return {c: part for part, known in parts.items() for c, text in enumerate(folded) if text in known}


def _is_legend(grid: TableGrid) -> bool:
    """Whether most cells list codes with their meanings."""
    counts = Counter(bool(LEGEND.search(cell.text)) for row in range(grid.rows) for cell in grid.row(row) if cell.text)
    lines = sum(len(LEGEND.findall(c.text)) for row in range(grid.rows) for c in grid.row(row) if c.row == row)
    return lines >= 3 and counts[True] * 2 >= counts[False]
