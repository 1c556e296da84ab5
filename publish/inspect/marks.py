"""What is to be marked on a page: boxes in points with the reason for each. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cjaplans.extract.model import BlockKind, Box, Cell, ExtractedDocument, Table, bounding
from cjaplans.normalise.headers import fold_heading
from cjaplans.normalise.model import OUTLINE, Plan, Role, TableReading
from cjaplans.publish.inspect.doubts import Doubt, doubts_on, rows_of
from cjaplans.publish.inspect.palette import INKS

#: A cell read with less confidence (0..1) than this is doubtful.
UNSURE = 0.8


class Sign(StrEnum):
    """What a marked box is, where it is not simply a field's; the value explains it in the key."""

    FIELD = "field"
    HEADING = "column heading"
    LEFT_OUT = "left out by your layout"
    UNKNOWN = "column without field"
    UNREAD = "text in no field"
    UNSURE = "cell read with doubt"
    BLANK = "empty cell"
    NO_PLAN = "table not understood"
    TEXT = "text outside tables"
    RUNNING = "running head or footnote"


@dataclass(frozen=True, slots=True)
class Mark:
    """A box and what it is; ``names`` are the fields its text went to, the first of which colours it.

    ``outside`` of every table a box is that of the text itself, without room around it.
    """

    box: Box
    sign: Sign
    names: tuple[str, ...] = ()
    unsure: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a column's field, for the space above the column."""

    name: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A table's part of the page, with its caption and the labels of its columns."""

    box: Box
    caption: str
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMarks:
    """All that is to be drawn on one page; ``texts`` are the boxes of its paragraphs, not to be written over."""

    number: int
    frames: tuple[Frame, ...] = ()
    marks: tuple[Mark, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    actions: int = 0
    texts: tuple[Box, ...] = ()


def page_marks(document: ExtractedDocument, plan: Plan, number: int) -> PageMarks:
    """The marks of page ``number``."""
    fields = _fields(plan)
    frames: list[Frame] = []
    marks = list(_text_marks(document, fields, number))
    for index, (table, reading) in enumerate(zip(document.tables, plan.tables, strict=True)):
        for region in table.regions:
            if region.page == number:
                labels = tuple(_labels(table, reading, number))
                frames.append(Frame(region.box, _caption(index, table, reading), labels))
        marks += _cell_marks(table, reading, index, fields, number)
    actions = sum(any(row.page == number for row in rows_of(document, action)) for action in plan.actions)
    doubts, texts = doubts_on(document, plan, number), tuple(_texts(document, number))
    return PageMarks(number, tuple(frames), tuple(marks), doubts, actions, texts)


def _texts(document: ExtractedDocument, number: int) -> Iterator[Box]:
    """The boxes of the paragraphs on a page."""
    yield from (block.paragraph.box for block in document.blocks if block.page == number)
    for table in document.tables:
        cells = (cell for cell in (*table.cells, *table.repeated_headers) if cell.page == number)
        yield from (paragraph.box for cell in cells for paragraph in cell.paragraphs)


def page_to_show(document: ExtractedDocument, plan: Plan) -> int:
    """The first page with actions; else with a table; else the first."""
    tables = zip(document.tables, plan.tables, strict=True)
    with_actions = [table.page_first for table, reading in tables if reading.role is Role.ACTIONS]
    return min(with_actions or [t.page_first for t in document.tables] or [p.number for p in document.pages])


def _fields(plan: Plan) -> dict[tuple[int, int], tuple[str, ...]]:
    """The fields that each cell's text went to, by table and cell."""
    found: dict[tuple[int, int], dict[str, None]] = {}
    for action in plan.actions:
        for source in action.sources:
            found.setdefault((source.cell.table, source.cell.cell), {})[source.field.value] = None
    return {place: tuple(names) for place, names in found.items()}


def _text_marks(
    document: ExtractedDocument, fields: Mapping[tuple[int, int], tuple[str, ...]], number: int
) -> Iterator[Mark]:
    for index, block in enumerate(document.blocks):
        if block.page != number:
            continue
        box, names = block.paragraph.box, fields.get((OUTLINE, index), ())
        if names:
            yield Mark(box, Sign.FIELD, names, outside=True)
        elif block.kind in (BlockKind.RUNNING, BlockKind.FOOTNOTE):
            yield Mark(box, Sign.RUNNING, outside=True)
        else:
            yield Mark(box, Sign.TEXT, outside=True)


def _cell_marks(
    table: Table,
    reading: TableReading,
    index: int,
    fields: Mapping[tuple[int, int], tuple[str, ...]],
    number: int,
) -> Iterator[Mark]:
    for place, cell in enumerate(table.cells):
        if cell.page == number:
            names = _own_first(fields.get((index, place), ()), cell, reading)
            sign, names = (Sign.FIELD, names) if names else _sign(cell, reading)
            yield Mark(cell.box, sign, names, cell.confidence < UNSURE and bool(cell.text))
    for cell in table.repeated_headers:
        if cell.page == number:
            yield Mark(cell.box, Sign.HEADING)


def _own_first(names: tuple[str, ...], cell: Cell, reading: TableReading) -> tuple[str, ...]:
    """The fields of a cell, the one of its column before those that were taken out of its text."""
    own = reading.columns[cell.column].field if cell.column < len(reading.columns) else None
    return tuple(sorted(names, key=lambda name: name != own))


def _sign(cell: Cell, reading: TableReading) -> tuple[Sign, tuple[str, ...]]:
    """What a cell is that no action names as its source."""
    covered = reading.columns[cell.column : cell.column + cell.column_span]
    if reading.role is Role.OTHER:
        return Sign.NO_PLAN if reading.layout is None else Sign.LEFT_OUT, ()
    if cell.row in reading.header_rows or _is_heading(cell, reading):
        return Sign.HEADING, ()
    names = tuple(dict.fromkeys(column.field for column in covered if column.field))
    if not cell.text:
        return Sign.BLANK, names[:1]
    if reading.role is Role.OUTCOMES:
        return Sign.FIELD, ("outcomes",)
    if not names:
        return (Sign.LEFT_OUT if covered and all(c.ignored for c in covered) else Sign.UNKNOWN), ()
    return (Sign.UNREAD, ()) if reading.role is Role.ACTIONS else (Sign.FIELD, names)


def _is_heading(cell: Cell, reading: TableReading) -> bool:
    """Whether a heading is printed again further down, or as a label of a form."""
    return fold_heading(cell.text) in {folded for text in reading.header if (folded := fold_heading(text))}


def _labels(table: Table, reading: TableReading, number: int) -> Iterator[Label]:
    """The names of a table's columns; a form, which is read with its labels as header, has none."""
    if len(reading.columns) > table.columns:
        return
    for index, column in enumerate(reading.columns):
        boxes = [c.box for c in table.cells if c.page == number and c.column == index and c.column_span == 1]
        known = column.field in INKS
        if boxes and (known or column.ignored or reading.role is Role.ACTIONS):
            box = bounding(boxes)
            yield Label(column.field or ("left out" if column.ignored else "?"), box.x0, box.x1)


def _caption(index: int, table: Table, reading: TableReading) -> str:
    confidence = min(table.confidence, reading.confidence)
    by = f", layout {reading.layout}" if reading.layout else ""
    return f"table {index + 1}: {reading.role.value}, {table.engine.value}, {confidence:.2f}{by}"
