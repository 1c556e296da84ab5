"""A plan and what it was read from, as rows of the tables of the schema.

Made in every process that reads: SQLAlchemy is not loaded here, nor the models.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from json import dumps
from typing import Any

from cjaplans.extract.model import Box, Cell, Engine, ExtractedDocument, Region, Table, TextSource, bounding
from cjaplans.extract.shown import shown_on
from cjaplans.load.coded_rows import (
    ACTION_COLUMNS,
    STEP_COLUMNS,
    action_values,
    coded_tables,
    day,
    organisations_of,
    step_values,
)
from cjaplans.load.finding_rows import findings
from cjaplans.load.prepared import DocumentColumns, Link, Prepared, Rows, Values
from cjaplans.load.vocabulary import TextLayer
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, CellRef, DocumentKind, Plan, Role, State, TableReading

PRINTED = tuple(field for field in Field if field is not Field.CARRIED_FORWARD)
"""The fields whose text is a column of ``action``; ``carried_forward`` is stored as what it means."""

STEP_PRINTED = tuple(field for field in PRINTED if field not in (Field.THEME, Field.OBJECTIVE, Field.PLACE))
"""Those that are columns of ``action_step``, too."""

_UNREAD = TableReading(Role.OTHER, None, ())
_CELL = ("page", "row", "column", "row_span", "column_span", "x0", "top", "x1", "bottom", "text", "repeated")
_OF_ACTION = ("seq", "key", "carried_forward", "page_first", "page_last", "confidence", "part")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was found. ``source_uri`` says where; a newer file from there takes its place.

    ``pages`` names the pages that were to be read (``3-9,12``), where not all were. ``source_version`` is what
    the store that it lies in calls its bytes.
    """

    sha256: str
    file_name: str
    source_uri: str | None
    size_bytes: int
    pages: str | None = None
    source_version: str | None = None


def prepare(extracted: ExtractedDocument, plan: Plan, sha256: str) -> Prepared:
    """All rows of a document with this SHA-256."""
    stored = _stored_tables(extracted)
    of_action = {action.seq: place for place, action in enumerate(plan.actions)}
    organisations = organisations_of(plan)
    tables = (
        _pages(extracted),
        _tables(stored, plan.tables),
        _cells(extracted, stored),
        _parts(plan),
        _actions(plan),
        _steps(plan),
        _sources(plan, stored),
        *coded_tables(plan, of_action, organisations),
        *_annexes(plan),
        _corrections(plan),
        findings(extracted, plan, sha256, of_action),
    )
    keys = tuple(action.key for action in plan.actions)
    return Prepared(_document(extracted, plan), keys, organisations, {rows.table: rows for rows in tables})


def _document(extracted: ExtractedDocument, plan: Plan) -> DocumentColumns:
    return DocumentColumns(
        page_count=extracted.page_count or len(extracted.pages),
        kind=plan.kind.value,
        authority_key=plan.authority,
        title=plan.title,
        period_start=plan.period_start,
        period_end=plan.period_end,
        scheme_key=plan.scheme,
        text_layer=_text_layer(extracted),
        state=plan.state.value,
        reason=plan.reason,
        layouts_digest=plan.layouts_digest,
        corrections_digest=plan.corrections_digest,
    )


def _text_layer(extracted: ExtractedDocument) -> str | None:
    """Where the document's characters come from; None where no page has any."""
    sources = {page.text_source for page in extracted.pages if page.characters} - {TextSource.NONE}
    if not sources:
        return None
    return TextLayer(sources.pop().value).value if len(sources) == 1 else TextLayer.MIXED.value


def rejection(source: SourceFile, reason: str) -> dict[str, Any]:
    """The ``document`` row of a file that could not be read."""
    return file_columns(source) | {
        "kind": DocumentKind.OTHER.value,
        "state": State.REJECTED.value,
        "reason": reason,
    }


def file_columns(source: SourceFile) -> dict[str, Any]:
    """The columns of ``document`` that say which file it is."""
    return {
        "sha256": source.sha256,
        "file_name": source.file_name,
        "source_uri": source.source_uri,
        "source_version": source.source_version,
        "size_bytes": source.size_bytes,
        "pages": source.pages,
    }


def _of_document(table: str, columns: Sequence[str], values: Sequence[Values], *links: Link) -> Rows:
    """Rows that hang on the document."""
    return Rows(table, tuple(columns), values, (Link("document_id", "document", (0,) * len(values)), *links))


def _own(table: str, values: Sequence[Values]) -> Link:
    """The rows' own ids."""
    return Link("id", table, range(len(values)))


def _pages(extracted: ExtractedDocument) -> Rows:
    columns = ("number", "width", "height", "characters", "text_layer", "confidence", "turned", "lean")
    values = [
        (
            page.number,
            page.width,
            page.height,
            page.characters,
            None if page.text_source is TextSource.NONE else page.text_source.value,
            page.confidence,
            page.turned,
            page.lean,
        )
        for page in extracted.pages
    ]
    return _of_document("page", columns, values)


def _stored_tables(extracted: ExtractedDocument) -> tuple[Table, ...]:
    """The document's tables, then the text between them, so that a heading can be a source like a cell."""
    cells = tuple(
        Cell(row, 0, 1, 1, block.page, block.paragraph.box, (block.paragraph,))
        for row, block in enumerate(extracted.blocks)
    )
    if not cells:
        return extracted.tables
    regions = tuple(Region(page, _around(cells, page)) for page in sorted({cell.page for cell in cells}))
    return (*extracted.tables, Table(len(cells), 1, cells, regions, Engine.OUTLINE))


def _around(cells: Iterable[Cell], page: int) -> Box:
    return bounding([cell.box for cell in cells if cell.page == page])


def _tables(stored: Sequence[Table], readings: Sequence[TableReading]) -> Rows:
    """The ``source_table`` rows; tables nobody read have the role ``other``."""
    columns = ("seq", "page_first", "page_last", "role", "layout", "header", "engine", "confidence")
    pairs = zip(stored, chain(readings, repeat(_UNREAD, len(stored) - len(readings))), strict=True)
    values = [
        (
            seq,
            table.page_first,
            table.page_last,
            reading.role.value,
            reading.layout,
            dumps(list(reading.header)),
            table.engine.value,
            min(table.confidence, reading.confidence),
        )
        for seq, (table, reading) in enumerate(pairs, start=1)
    ]
    return _of_document("source_table", columns, values, _own("source_table", values))


def _cells(extracted: ExtractedDocument, stored: Sequence[Table]) -> Rows:
    """The ``cell`` rows: each table's own cells, then its repeated headings."""
    shown = shown_on(extracted.pages)
    values = [_cell(cell, shown(cell.page, cell.box), again) for table in stored for cell, again in _cells_of(table)]
    tables = [place for place, table in enumerate(stored) for _ in range(_size(table))]
    return Rows(
        "cell", (*_CELL, "confidence"), values, (_own("cell", values), Link("source_table_id", "source_table", tables))
    )


def _cells_of(table: Table) -> Iterator[tuple[Cell, int]]:
    return chain(zip(table.cells, repeat(0)), zip(table.repeated_headers, repeat(1)))


def _size(table: Table) -> int:
    return len(table.cells) + len(table.repeated_headers)


def _cell(cell: Cell, box: Box, repeated: int) -> Values:
    return (
        cell.page,
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        box.x0,
        box.top,
        box.x1,
        box.bottom,
        cell.text,
        repeated,
        cell.confidence,
    )


def _parts(plan: Plan) -> Rows:
    """The ``document_part`` rows of a file that holds several plans."""
    columns = ("seq", "page_first", "page_last", "title", "authority_key", "period_start", "period_end", "scheme_key")
    values = [
        (
            part.seq,
            part.page_first,
            part.page_last,
            part.title,
            part.authority,
            day(part.period_start),
            day(part.period_end),
            part.scheme,
        )
        for part in plan.parts
    ]
    return _of_document("document_part", columns, values)


def _actions(plan: Plan) -> Rows:
    columns = (*(field.value for field in PRINTED), *ACTION_COLUMNS, *_OF_ACTION)
    values = [_action(action) for action in plan.actions]
    return _of_document("action", columns, values, _own("action", values))


def _action(action: Action) -> Values:
    return (
        *_printed(action.printed, PRINTED),
        *action_values(action.coded),
        action.seq,
        action.key,
        1 if action.carried_forward else None,
        action.page_first,
        action.page_last,
        action.confidence,
        action.part,
    )


def _printed(printed: Mapping[Field, str], fields: Iterable[Field]) -> list[str | None]:
    return [printed.get(field) or None for field in fields]


def _steps(plan: Plan) -> Rows:
    columns = (*(field.value for field in STEP_PRINTED), *STEP_COLUMNS, "seq")
    values = [
        (*_printed(step.printed, STEP_PRINTED), *step_values(step.coded), step.seq)
        for action in plan.actions
        for step in action.steps
    ]
    actions = [place for place, action in enumerate(plan.actions) for _ in action.steps]
    return Rows("action_step", columns, values, (_own("action_step", values), Link("action_id", "action", actions)))


def _corrections(plan: Plan) -> Rows:
    columns = ("seq", "field", "was", "now", "found", "applied")
    values = [
        (seq, each.field, each.was, each.now, each.found, int(each.applied))
        for action in plan.actions
        for seq, each in enumerate(action.corrections, start=1)
    ]
    actions = [place for place, action in enumerate(plan.actions) for _ in action.corrections]
    return Rows("action_correction", columns, values, (Link("action_id", "action", actions),))


def _sources(plan: Plan, stored: Sequence[Table]) -> Rows:
    """The ``action_source`` rows, each once."""
    starts = tuple(accumulate(map(_size, stored), initial=0))[:-1]

    def place_of(ref: CellRef) -> int:
        # ``OUTLINE`` is -1: the last table, as ``_stored_tables`` lays it.
        return starts[ref.table] + ref.cell

    found = [(place, each) for place, action in enumerate(plan.actions) for each in dict.fromkeys(action.sources)]
    actions = Link("action_id", "action", [place for place, _ in found])
    cells = Link("cell_id", "cell", [place_of(each.cell) for _, each in found])
    return Rows("action_source", ("field",), [(each.field.value,) for _, each in found], (actions, cells))


def _annexes(plan: Plan) -> tuple[Rows, ...]:
    """The rows of ``indicator``, ``glossary_term`` and ``requirement``, numbered from 1."""
    indicators = [
        (seq, row.indicator, row.baseline, row.target, row.current, row.direction)
        for seq, row in enumerate(plan.indicators, start=1)
    ]
    terms = [(seq, row.term, row.meaning) for seq, row in enumerate(plan.glossary, start=1)]
    requirements = [(seq, row.section, row.text) for seq, row in enumerate(plan.requirements, start=1)]
    return (
        _of_document("indicator", ("seq", "indicator", "baseline", "target", "current", "direction"), indicators),
        _of_document("glossary_term", ("seq", "term", "meaning"), terms),
        _of_document("requirement", ("seq", "section", "text"), requirements),
    )
