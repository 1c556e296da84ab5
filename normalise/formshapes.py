"""The shapes a form of labels and values may have: labels beside, above or inside their values.

Each shape reads a table as a run of titles and entries (a label and the cell of its value) in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from cjaplans.extract.model import Cell
from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import GridCell, TableGrid
from cjaplans.normalise.headers import Match, fold_heading, is_value, match_heading
from cjaplans.normalise.refs import BARE, REF

#: Labels matched less surely than this (0..1) are no labels; those matched whole are no names that hold a label's word.
SURE, WHOLE = 0.9, 0.95
#: A column holds labels where this share of its texts are some, and this share are so as a whole.
LABELS, WHOLE_LABELS = 0.6, 0.3
#: A column of values holds no larger share of whole labels.
VALUES = 0.25
#: Longer texts (characters) are no labels.
LONGEST_LABEL = 60
#: A label and its value in one cell: "Lead: the council".
INLINE = re.compile(r"^(?P<label>[^:\n]{2,60}?)\s*:(?:\s+|$)")
#: The title of one action: "Action 3", "Action 1.2: Extend the service".
ACTION_TITLE = re.compile(
    r"^(?:key\s+|specific\s+)?(?:action|activity|measure|deliverable)\b[\s.:–-]*(?:no\b|point\b)?\W*\d", re.I
)
#: The label of an action with its number: "Action 3", "Activity no. 1.2".
NUMBERED_LABEL = re.compile(
    r"^(?P<label>(?:key\s+)?(?:action|activity|measure|deliverable))\s*(?:no\b\.?|point\b)?\s*\d+(?:\.\d+)*[a-z]?\W*$",
    re.IGNORECASE,
)
#: The label of such numbers.
NUMBER = "Action no"


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and the cell that holds its value; ``more`` where the cell goes on with the value before it.

    At the top of a table the label may be missing, or only be the rest of one: a page break cut its row.
    """

    label: str
    value: GridCell
    more: bool = False

    @property
    def says(self) -> bool:
        """Whether it has a label, and where it only goes on, a text."""
        return bool(self.label and (self.value.text or not self.more))


@dataclass(frozen=True, slots=True)
class Title:
    """A cell that heads what follows it: an action's title, or a theme."""

    cell: GridCell


Event = Entry | Title


def events_of(grid: TableGrid, above: GridCell | None = None) -> list[Event]:
    """A table's titles and entries in reading order; none when it is no form.

    ``above`` is the title of an action that stands above the table.
    """
    if events := _cards(grid, above):
        return events
    events = _beside(grid) or _inside(grid)
    return [Title(above), *events] if above and events else events


@lru_cache(maxsize=4096)
def label_match(text: str) -> Match | None:
    """The field a label names, if it surely names one; a label with its value behind it is more than a label."""
    text = text.strip().rstrip(":").rstrip()
    if numbered := NUMBERED_LABEL.match(text):
        text = numbered["label"]
    filled = INLINE.match(text)
    if filled and label_match(text[filled.end() :]) is None:
        return None
    match = match_heading(text) if len(text) <= LONGEST_LABEL else None
    return match if match and match.confidence >= SURE and not is_value(match.phrase) else None


def whole_label(text: str) -> bool:
    """Whether a text is a label as a whole, not a name that holds a label's word ("Planning Officer")."""
    match = label_match(text)
    return match is not None and match.confidence >= WHOLE


def titles_action(text: str) -> bool:
    """Whether a title is that of one action: it says so, or is numbered like one ("2.3 ...", "4)")."""
    return bool(ACTION_TITLE.match(text) or REF.match(text) or BARE.match(text.strip()))


def _written(grid: TableGrid, row: int) -> list[GridCell]:
    """The cells that begin in a row and hold text."""
    return [cell for cell in grid.row(row) if cell.row == row and cell.text]


def _across(grid: TableGrid, row: int) -> GridCell | None:
    """The cell that fills a row from side to side."""
    cells = grid.row(row)
    return cells[0] if len(cells) == 1 and cells[0].row == row and cells[0].text else None


def _cards(grid: TableGrid, above: GridCell | None) -> list[Event]:
    """A title over all columns or above the table, a row of labels, and the row of their values below it.

    Only where the labels lack the action, which is then the title, or where a card has several rows of labels: other
    tables of this shape are those of a header and its rows.
    """
    heads = [row for row in range(grid.rows) if _is_label_row(grid, row)]
    if not heads or _names_rows(grid, heads):
        return []
    names = {tuple(fold_heading(c.text) for c in _written(grid, row)) for row in heads}
    titles = [cell for row in range(grid.rows) if (cell := _across(grid, row))]
    if above and not titles and grid.rows - max(heads) == 2:
        titles = [above]
    fields = {m.field for row in heads for c in _written(grid, row) if (m := label_match(c.text))}
    titled = bool(titles) and Field.ACTION not in fields and all(titles_action(c.text) for c in titles)
    several = len(names) > 1 and all(b - a == 2 for a, b in pairwise(heads)) and Field.ACTION in fields
    if not (titled or several):
        return []
    return [*([Title(above)] if above else []), *_card_events(grid, set(heads), titled)]


def _names_rows(grid: TableGrid, heads: Sequence[int]) -> bool:
    """Whether the first column is one of labels, in more rows than those that look like rows of labels.

    The value beside a label may hold a label's word ("Lead | Planning Partnership").
    """
    labels = _matches(grid, 0) if 0 in _label_columns(grid) else {}
    return len([row for row, match in labels.items() if match and row not in heads]) > len(heads)


def _is_label_row(grid: TableGrid, row: int) -> bool:
    """Whether every cell of a row is written, with labels of different fields; whole ones, or all below a title."""
    cells = _written(grid, row)
    if len(cells) < len(grid.row(row)):
        return False
    fields = {m.field for c in cells if (m := label_match(c.text))}
    whole = sum(whole_label(c.text) for c in cells)
    if len(cells) < 2 or len(fields) < LABELS * len(cells):
        return False
    headed = row > 0 and _across(grid, row - 1) is not None and all(label_match(c.text) for c in cells)
    return 3 * whole >= 2 * len(cells) or (headed and len(cells) > 2 and whole > 0)


def _card_events(grid: TableGrid, heads: set[int], titled: bool) -> Iterator[Event]:
    head, title = -1, None
    for row in range(grid.rows):
        across = _across(grid, row)
        if row in heads:
            head = row
        elif across and _is_entry(across):
            yield from _entries_inside(across)
        elif across:
            head, title = -1, across
            yield Title(across)
        elif head >= 0:
            if row - 1 != head and row - 1 not in heads and title and titled:
                yield Title(title)
            for cell in grid.row(row):
                above = grid.at(head, cell.column)
                if cell.row == row and above and above.text:
                    yield Entry(above.text, cell)


def _beside(grid: TableGrid) -> list[Event]:
    """Labels to the left of their values, once or several times in a row; or one column of them, and actions beside."""
    columns = _label_columns(grid)
    first = next((row for row in range(grid.rows) if not _across(grid, row)), 0)
    if any(_is_heading(grid.text(first, c + 1), grid.text(first, c)) for c in columns):
        return []
    if not columns:
        return []
    if columns == [0] and _holds_actions(grid):
        return _transposed(grid)
    events: list[Event] = []
    for row in range(grid.rows):
        events += _row_events(grid, row, columns, events)
    return events


def _label_columns(grid: TableGrid) -> list[int]:
    """The columns whose texts are labels, each with a column of values to its right."""
    found = []
    for column in range(grid.columns - 1):
        labels = _matches(grid, column)
        sure = [m for m in labels.values() if m]
        whole = [m for m in sure if m.confidence >= WHOLE]
        if len(sure) < LABELS * len(labels) or len(whole) < WHOLE_LABELS * len(labels) or not _differ(sure):
            continue
        values = _matches(grid, column + 1)
        others = [row for row in values if _is_heading(grid.text(row, column + 1), grid.text(row, column))]
        if len(others) <= VALUES * len(values):
            found.append(column)
    return found


def _matches(grid: TableGrid, column: int) -> dict[int, Match | None]:
    """The fields that a column's texts name, by row; cells over several columns do not count."""
    cells = {c.row: c for r in range(grid.rows) if (c := grid.at(r, column)) and c.column_span == 1 and c.text}
    return {row: label_match(cell.text) for row, cell in cells.items()}


def _is_heading(text: str, label: str) -> bool:
    """Whether a text beside a label is a label too; "On track" beside "Status" only says its field again."""
    match, beside = label_match(text), label_match(label)
    return match is not None and match.confidence >= WHOLE and (beside is None or match.field is not beside.field)


def _differ(matches: Sequence[Match]) -> bool:
    """Whether labels name different fields: a column of statuses ("Complete", "On track") names one."""
    return len(matches) < 3 or len({match.field for match in matches}) > 1


def _holds_actions(grid: TableGrid) -> bool:
    """Whether most labels of the first column have several values beside them, one for each action."""
    rows = [r for r in range(grid.rows) if label_match(grid.text(r, 0))]
    several = [r for r in rows if len(_written(grid, r)) > 2]
    return grid.columns > 2 and len(rows) > 2 and len(several) * 2 > len(rows)


def _transposed(grid: TableGrid) -> list[Event]:
    events: list[Event] = []
    for column in range(1, grid.columns):
        for row in range(grid.rows):
            label, value = grid.text(row, 0), grid.at(row, column)
            if value is None or value.column == 0:
                continue
            if label:
                events.append(Entry(label, value))
            elif value.text:
                events.append(Title(value))
    return events


def _row_events(grid: TableGrid, row: int, columns: Sequence[int], before: Sequence[Event]) -> list[Event]:
    """What one row of labels and values says; values without a label go on with the last one."""
    across = _across(grid, row)
    if across:
        return list(_entries_inside(across)) if _is_entry(across) else [Title(across)]
    cells = list(grid.row(row))
    if len(_written(grid, row)) == 1 and cells[0].text and titles_action(cells[0].text):
        return [Title(cells[0])]
    found: list[Event] = []
    label = next((e.label for e in reversed(before) if isinstance(e, Entry)), "")
    more = True
    for cell in cells:
        if cell.column in columns and cell.row == row and (numbered := NUMBERED_LABEL.match(cell.text.strip())):
            found.append(Entry(NUMBER, cell))
            label, more = numbered["label"], False
        elif cell.column in columns:
            label, more = (cell.text, cell.row != row) if cell.text else (label, True)
        elif cell.column < columns[0]:
            found += [Title(cell)] if cell.row == row and titles_action(cell.text) else []
        elif cell.row == row and (label or (row == 0 and cell.text)) and (cell.text or not more):
            found.append(Entry(label, cell, more))
            more = True
    return found


def _is_entry(across: GridCell) -> bool:
    """Whether a cell over all columns is a label and its value; "Priority 1: Homes" heads what is below it."""
    match = label_inside(across)
    return match is not None and match.field not in (Field.THEME, Field.OBJECTIVE, Field.PLACE)


def label_inside(cell: GridCell) -> Match | None:
    """The field of the label that a cell begins with."""
    match = INLINE.match(cell.text)
    return label_match(match["label"]) if match and not ACTION_TITLE.match(cell.text) else None


def _inside(grid: TableGrid) -> list[Event]:
    """Labels with a colon in the cells of their values."""
    cells = [cell for row in range(grid.rows) for cell in _written(grid, row)]
    if len(cells) < 2 or sum(bool(label_inside(c)) for c in cells) < LABELS * len(cells):
        return []
    events: list[Event] = []
    for cell in cells:
        if label_inside(cell):
            events += _entries_inside(cell)
        elif titles_action(cell.text):
            events.append(Title(cell))
        elif unknown := INLINE.match(cell.text):
            events.append(Entry(unknown["label"], _without(cell, unknown["label"])))
        elif events and isinstance(last := events[-1], Entry):
            events.append(Entry(last.label, cell, more=True))
    return events


def _entries_inside(cell: GridCell) -> Iterator[Entry]:
    """The labels and values in one cell; a paragraph without a label goes on with the one above it."""
    label, held = "", list[tuple[int, Cell]]()
    for number, part in cell.fragments:
        for paragraph in part.paragraphs:
            match = INLINE.match(paragraph.text)
            if match and label_match(match["label"]):
                if label:
                    yield Entry(label, replace(cell, fragments=tuple(held)))
                label, held = match["label"], []
                paragraph = replace(paragraph, text=paragraph.text[match.end() :], bold_prefix="")
            held.append((number, replace(part, paragraphs=(paragraph,) if paragraph.text else (), continues=False)))
    yield Entry(label, replace(cell, fragments=tuple(held)))


def _without(cell: GridCell, label: str) -> GridCell:
    """A cell without the label that stands in front of its text."""
    number, part = cell.fragments[0]
    first, *rest = part.paragraphs
    first = replace(first, text=first.text[len(label) :].lstrip(" :"), bold_prefix="")
    part = replace(part, paragraphs=tuple(p for p in (first, *rest) if p.text))
    return replace(cell, fragments=((number, part), *cell.fragments[1:]))
