"""What a table is about, and which column holds which field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import GridCell, TableGrid
from cjaplans.normalise.headers import Match, fold_heading, match_heading, vocabulary
from cjaplans.normalise.model import Role
from cjaplans.normalise.outcomes import entries_of_rows
from cjaplans.normalise.refs import BARE, take_codes

#: The header is looked for among this many rows at the top.
SEARCHED_ROWS = 8
#: A code and its meaning, as legends of outcomes print them.
LEGEND = re.compile(r"^\s*\(?[A-Z]\s?\d{1,2}\)?\s*[-–—:.)]?\s+[A-Z]", re.MULTILINE)
#: A heading matched whole, or nearly so.
SURE = 0.95
#: A column is what this share of its texts is.
MOSTLY = 0.8
#: Fields that only an action table has.
TELLING = frozenset(
    {Field.RESPONSIBLE, Field.TIMESCALE, Field.STATUS, Field.PROGRESS, Field.RESOURCES, Field.OUTCOMES,
     Field.MONITORING, Field.CARRIED_FORWARD}
)  # fmt: skip
ACTING = frozenset({Field.ACTION, Field.DETAIL})
#: Headings that no list of outcomes has, even where its rows begin with codes.
DOING = TELLING - {Field.OUTCOMES}
#: Cells of a codes column that are as good as empty.
POINTING = re.compile(r"^\W*(?:(?:as|see) (?:above|below)|ditto)?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a column holds its field: what decided (a word for ``kind``), how sure (0..1), and in words for people."""

    kind: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's role and columns. ``columns`` maps a column to its field (actions) or part (other roles).

    ``name`` is that of the analyst's layout it comes from, if any, and ``left_out`` are columns it passes over.
    """

    role: Role
    header_rows: tuple[int, ...] = ()
    columns: Mapping[int, str] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    confidence: float = 1.0
    unmapped: tuple[int, ...] = ()
    inherited: bool = False
    evidence: Mapping[int, Evidence] = field(default_factory=dict)
    name: str | None = None
    left_out: tuple[int, ...] = ()

    @property
    def body(self) -> int:
        """The first row below the header."""
        return max(self.header_rows, default=-1) + 1

    def column(self, part: str) -> int | None:
        """The first column that holds a field or part."""
        return next((c for c, name in sorted(self.columns.items()) if name == part), None)


def understand(grid: TableGrid, above: str, hint: int = 1) -> Layout:
    """The layout of a table whose nearest heading is ``above``; ``hint`` is how many rows look like a header."""
    for rows in _candidates(grid, hint):
        header = tuple(heading_of(grid, rows, c) for c in range(grid.columns))
        for read in (_indicators, _glossary, _template, _actions):
            layout = read(grid, rows, header)
            if layout:
                return layout
    header = tuple(heading_of(grid, (0,), c) for c in range(grid.columns))
    if _is_legend(grid) or _lists_outcomes(grid, header):
        headed = not any(LEGEND.search(text) or take_codes(f"({text})")[0] for text in header)
        return Layout(Role.OUTCOMES, (0,) if headed else (), header=header)
    if grid.columns == 2 and _speaks_of(above, "glossary"):
        return Layout(Role.GLOSSARY, (), {0: "term", 1: "meaning"}, (), 0.9)
    return Layout(Role.OTHER, header=header, confidence=0.5)


def inherit(earlier: Layout) -> Layout:
    """The layout of a table without header that stands in the columns of an earlier one."""
    return replace(earlier, header_rows=(), confidence=0.8, inherited=True)


def _candidates(grid: TableGrid, hint: int) -> list[tuple[int, ...]]:
    """Header rows to try: the rows that look like one together, then each row near the top alone."""
    tried: list[tuple[int, ...]] = []
    if hint > 1:
        tried.append(tuple(range(hint)))
    tried += [(r,) for r in range(min(SEARCHED_ROWS, grid.rows))]
    return tried


def heading_of(grid: TableGrid, rows: Sequence[int], column: int) -> str:
    """What stands over a column in the header rows, each text once."""
    texts: list[str] = []
    for row in rows:
        cell = grid.at(row, column)
        if cell and cell.text and cell.text not in texts:
            texts.append(cell.text)
    return re.sub(r"\s+", " ", " ".join(texts)).strip()


def _match(grid: TableGrid, rows: tuple[int, ...], column: int, whole: str) -> Match | None:
    """The field a column's heading names: the lowest of several rows is the most exact."""
    lowest = match_heading(grid.text(rows[-1], column)) if len(rows) > 1 else None
    if lowest is None or lowest.phrase in vocabulary("alone"):
        return match_heading(whole) or lowest
    return lowest


def _distinct(grid: TableGrid, row: int) -> int:
    return sum(1 for cell in grid.row(row) if cell.text)


def _actions(grid: TableGrid, rows: tuple[int, ...], header: tuple[str, ...]) -> Layout | None:
    if any(_distinct(grid, r) < 2 for r in rows):
        return None
    matches = {c: m for c, text in enumerate(header) if (m := _match(grid, rows, c, text))}
    fields = {m.field for m in matches.values()}
    written = sum(1 for text in header if text)
    if len(fields) < 2 or len(matches) * 2 < written or not fields & TELLING:
        return None
    if rows[0] and (len(matches) < written or sum(m.confidence >= SURE for m in matches.values()) * 2 < written):
        return None  # further down, a row must be all headings to be a header
    columns = _settle(grid, rows[-1] + 1, matches)
    if not ACTING & set(columns.values()):
        return None
    unmapped = tuple(c for c in range(grid.columns) if c not in columns and _used(grid, rows[-1] + 1, c))
    confidence = min([m.confidence for m in matches.values()]) * (0.9 if unmapped else 1.0)
    return Layout(Role.ACTIONS, rows, {c: f.value for c, f in columns.items()}, header, confidence, unmapped)


def _settle(grid: TableGrid, body: int, matches: Mapping[int, Match]) -> dict[int, Field]:
    """Fields by heading, mended where the column's contents say otherwise.

    An "Action" column of bare numbers is the reference; what will be done then stands in the outcome
    column beside it, else in the column of key actions (SCHEMA: "Local outcome (beside a bare number)").
    """
    columns = {c: m.field for c, m in matches.items()}
    for column in range(grid.columns):
        if columns.get(column) in (None, Field.TARGET, Field.THEME) and _holds_codes(grid, body, column, columns):
            columns[column] = Field.OUTCOMES
    for column, name in columns.items():
        if name is Field.ACTION and _bare_numbers(grid, body, column):
            columns[column] = Field.REF
    if Field.ACTION not in columns.values():
        outcome = [c for c, m in matches.items() if m.field is Field.TARGET and "outcome" in m.phrase]
        spare = len([f for f in columns.values() if f is Field.TARGET]) > 1 or Field.DETAIL in columns.values()
        if outcome and spare and Field.REF in columns.values():
            columns[outcome[0]] = Field.ACTION
        elif detail := [c for c, f in columns.items() if f is Field.DETAIL]:
            columns[detail[0]] = Field.ACTION
    if Field.ACTION not in columns.values():
        stated = [c for c, m in matches.items() if m.field in (Field.TARGET, Field.OBJECTIVE) and _states_aim(m)]
        if stated and not _unread_before(grid, body, columns, stated[0]):
            columns[stated[0]] = Field.ACTION
    return columns


def _states_aim(match: Match) -> bool:
    """Whether a heading speaks of outcomes or objectives, which some plans print in place of actions."""
    return "outcome" in match.phrase or "objective" in match.phrase


def _unread_before(grid: TableGrid, body: int, columns: Mapping[int, Field], column: int) -> bool:
    """Whether a column of unknown meaning stands to the left: then that one says what the table is about."""
    return any(c not in columns and _used(grid, body, c) for c in range(column))


def _holds_codes(grid: TableGrid, body: int, column: int, columns: Mapping[int, Field]) -> bool:
    """Whether nearly all texts of a column are outcome codes and nothing else; blanks and bands do not count."""
    cells = (grid.at(r, column) for r in range(body, grid.rows))
    texts = [cell.text for cell in cells if cell and not POINTING.match(cell.text) and not _is_band(cell, columns)]
    return bool(texts) and sum(bool(take_codes(f"({t})")[0]) for t in texts) >= MOSTLY * len(texts)


def _is_band(cell: GridCell, columns: Mapping[int, Field]) -> bool:
    """Whether a cell lies over the columns of several fields, as a heading of the rows below it does."""
    return len({columns[c] for c in range(cell.column, cell.column + cell.column_span) if c in columns}) > 1


def _bare_numbers(grid: TableGrid, body: int, column: int) -> bool:
    texts = [t for r in range(body, grid.rows) if (t := grid.text(r, column))]
    return bool(texts) and all(BARE.match(t.strip()) for t in texts)


def _used(grid: TableGrid, body: int, column: int) -> bool:
    return any(grid.text(r, column) for r in range(body, grid.rows))


def _named(header: tuple[str, ...], role: str) -> dict[int, str]:
    """Columns whose whole heading is a part of a role."""
    parts = vocabulary("roles")[role]
    folded = [fold_heading(h) for h in header]
    return {c: part for part, known in parts.items() for c, text in enumerate(folded) if text in known}


def _indicators(grid: TableGrid, rows: tuple[int, ...], header: tuple[str, ...]) -> Layout | None:
    columns = _named(header, "indicators")
    if "baseline" not in columns.values() or not {"target", "current"} & set(columns.values()):
        return None
    if "indicator" not in columns.values():
        free = [c for c in range(grid.columns) if c not in columns]
        if not free:
            return None
        columns[free[0]] = "indicator"
    return Layout(Role.INDICATORS, rows, columns, header)


def _glossary(grid: TableGrid, rows: tuple[int, ...], header: tuple[str, ...]) -> Layout | None:
    columns = _named(header, "glossary")
    if grid.columns != 2 or set(columns.values()) != {"term", "meaning"} or _lists_outcomes(grid, header):
        return None
    return Layout(Role.GLOSSARY, rows, columns, header)


def _template(grid: TableGrid, rows: tuple[int, ...], header: tuple[str, ...]) -> Layout | None:
    """A list with an empty column to be filled in: what is asked of others, not what will be done."""
    matches = {c: m.field for c, text in enumerate(header) if (m := match_heading(text))}
    if not matches or grid.rows - rows[-1] < 2:
        return None
    asked = [c for c in range(grid.columns) if c not in matches and _used(grid, rows[-1] + 1, c)]
    if len(asked) != 1 or any(_used(grid, rows[-1] + 1, c) for c in matches) or header[asked[0]]:
        return None
    return Layout(Role.REQUIREMENTS, rows, {asked[0]: "text"}, header)


def _is_legend(grid: TableGrid) -> bool:
    """Whether most cells list codes with their meanings."""
    counts = Counter(bool(LEGEND.search(cell.text)) for row in range(grid.rows) for cell in grid.row(row) if cell.text)
    lines = sum(len(LEGEND.findall(c.text)) for row in range(grid.rows) for c in grid.row(row) if c.row == row)
    return lines >= 3 and counts[True] * 2 >= counts[False]


def _lists_outcomes(grid: TableGrid, header: tuple[str, ...]) -> bool:
    """Whether most rows are a code of a scheme and its text, under whatever headings but those of actions.

    "Title" or "Details" may head the texts of outcomes as well as actions: there the texts must be outcomes'.
    """
    fields = {m.field for text in header if (m := match_heading(text))}
    return not fields & DOING and bool(entries_of_rows(grid.texts(), by_meaning=bool(fields & ACTING)))


def _speaks_of(heading: str, subject: str) -> bool:
    return any(phrase in heading.casefold() for phrase in vocabulary("roles")["above"][subject])
