"""A plan and what it was read from, as rows of the tables of the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat

from cjaplans.extract.model import Box, Cell, Engine, ExtractedDocument, Region, Table, TextSource, bounding
from cjaplans.extract.shown import shown_on
from cjaplans.load.coded_rows import Row, action_columns, step_columns
from cjaplans.load.models import ActionStep
from cjaplans.load.models.vocabulary import TextLayer
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, CellRef, DocumentKind, Plan, Role, State, TableReading

PRINTED = tuple(field for field in Field if field is not Field.CARRIED_FORWARD)
"""The fields whose text is a column of ``action``; ``carried_forward`` is stored as what it means."""

STEP_PRINTED = tuple(field for field in Field if field.value in ActionStep.__table__.columns)

_UNREAD = TableReading(Role.OTHER, None, ())


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was found. ``source_uri`` says where; a newer file from there takes its place.

    ``pages`` names the pages that were to be read (``3-9,12``), where not all were.
    """

    sha256: str
    file_name: str
    source_uri: str | None
    size_bytes: int
    pages: str | None = None


def document(source: SourceFile, extracted: ExtractedDocument, plan: Plan) -> Row:
    """The ``document`` row of a file that was read."""
    return _file(source) | {
        "page_count": extracted.page_count or len(extracted.pages),
        "kind": plan.kind.value,
        "authority_key": plan.authority,
        "title": plan.title,
        "period_start": plan.period_start,
        "period_end": plan.period_end,
        "scheme_key": plan.scheme,
        "text_layer": _text_layer(extracted),
        "state": plan.state.value,
        "reason": plan.reason,
        "layouts_digest": plan.layouts_digest,
        "corrections_digest": plan.corrections_digest,
    }


def _text_layer(extracted: ExtractedDocument) -> str | None:
    """Where the document's characters come from; None where no page has any."""
    sources = {page.text_source for page in extracted.pages if page.characters} - {TextSource.NONE}
    if not sources:
        return None
    return TextLayer(sources.pop().value).value if len(sources) == 1 else TextLayer.MIXED.value


def pages(extracted: ExtractedDocument, document_id: int) -> list[Row]:
    """The ``page`` rows."""
    return [
        {
            "document_id": document_id,
            "number": page.number,
            "width": page.width,
            "height": page.height,
            "characters": page.characters,
            "text_layer": None if page.text_source is TextSource.NONE else page.text_source.value,
            "confidence": page.confidence,
            "turned": page.turned,
            "lean": page.lean,
        }
        for page in extracted.pages
    ]


def rejection(source: SourceFile, reason: str) -> Row:
    """The ``document`` row of a file that could not be read."""
    return _file(source) | {
        "kind": DocumentKind.OTHER.value,
        "state": State.REJECTED.value,
        "reason": reason,
    }


def _file(source: SourceFile) -> Row:
    return {
        "sha256": source.sha256,
        "file_name": source.file_name,
        "source_uri": source.source_uri,
        "size_bytes": source.size_bytes,
        "pages": source.pages,
    }


def stored_tables(extracted: ExtractedDocument) -> tuple[Table, ...]:
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


def tables(extracted: ExtractedDocument, readings: Sequence[TableReading], document_id: int, first: int) -> list[Row]:
    """The ``source_table`` rows, with ids from ``first``; tables nobody read have the role ``other``."""
    stored = stored_tables(extracted)
    pairs = zip(stored, chain(readings, repeat(_UNREAD, len(stored) - len(readings))), strict=True)
    return [
        {
            "id": first + index,
            "document_id": document_id,
            "seq": index + 1,
            "page_first": table.page_first,
            "page_last": table.page_last,
            "role": reading.role.value,
            "layout": reading.layout,
            "header": list(reading.header),
            "engine": table.engine.value,
            "confidence": min(table.confidence, reading.confidence),
        }
        for index, (table, reading) in enumerate(pairs)
    ]


def cells(extracted: ExtractedDocument, first_table: int, first: int) -> Iterator[Row]:
    """The ``cell`` rows with ids from ``first``: each table's own cells, then its repeated headings."""
    number = first
    shown = shown_on(extracted.pages)
    for index, table in enumerate(stored_tables(extracted)):
        own = zip(table.cells, repeat(0))
        again = zip(table.repeated_headers, repeat(1))
        for cell, repeated in chain(own, again):
            yield _cell(cell, shown(cell.page, cell.box), repeated) | {
                "id": number,
                "source_table_id": first_table + index,
            }
            number += 1


def _cell(cell: Cell, box: Box, repeated: int) -> Row:
    return {
        "page": cell.page,
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "x0": box.x0,
        "top": box.top,
        "x1": box.x1,
        "bottom": box.bottom,
        "text": cell.text,
        "repeated": repeated,
        "confidence": cell.confidence,
    }


class CellIds:
    """The id that ``cells`` gives to the cell of a reference."""

    def __init__(self, tables: Iterable[Table], first: int) -> None:
        sizes = (len(table.cells) + len(table.repeated_headers) for table in tables)
        self._starts = tuple(accumulate(sizes, initial=first))

    def __getitem__(self, ref: CellRef) -> int:
        # ``OUTLINE`` is -1: the last table, as ``stored_tables`` lays it.
        return self._starts[:-1][ref.table] + ref.cell


def parts(plan: Plan, document_id: int) -> list[Row]:
    """The ``document_part`` rows of a file that holds several plans."""
    return [
        {
            "document_id": document_id,
            "seq": part.seq,
            "page_first": part.page_first,
            "page_last": part.page_last,
            "title": part.title,
            "authority_key": part.authority,
            "period_start": part.period_start,
            "period_end": part.period_end,
            "scheme_key": part.scheme,
        }
        for part in plan.parts
    ]


def actions(plan: Plan, document_id: int, action_ids: Mapping[int, int]) -> list[Row]:
    """The ``action`` rows; ``action_ids`` leads from an action's ``seq`` to its id."""
    return [_action(action) | {"id": action_ids[action.seq], "document_id": document_id} for action in plan.actions]


def _action(action: Action) -> Row:
    return (
        _printed(action.printed, PRINTED)
        | action_columns(action.coded)
        | {
            "seq": action.seq,
            "key": action.key,
            "carried_forward": 1 if action.carried_forward else None,
            "page_first": action.page_first,
            "page_last": action.page_last,
            "confidence": action.confidence,
            "part": action.part,
        }
    )


def _printed(printed: Mapping[Field, str], fields: Iterable[Field]) -> Row:
    return {field.value: printed.get(field) or None for field in fields}


def steps(plan: Plan, action_ids: Mapping[int, int]) -> list[Row]:
    """The ``action_step`` rows; ``action_ids`` leads from an action's ``seq`` to its id."""
    return [
        _printed(step.printed, STEP_PRINTED)
        | step_columns(step.coded)
        | {"action_id": action_ids[action.seq], "seq": step.seq}
        for action in plan.actions
        for step in action.steps
    ]


def corrections(plan: Plan, action_ids: Mapping[int, int]) -> list[Row]:
    """The ``action_correction`` rows."""
    return [
        {
            "action_id": action_ids[action.seq],
            "seq": seq,
            "field": each.field,
            "was": each.was,
            "now": each.now,
            "found": each.found,
            "applied": int(each.applied),
        }
        for action in plan.actions
        for seq, each in enumerate(action.corrections, start=1)
    ]


def sources(plan: Plan, action_ids: Mapping[int, int], cell_ids: CellIds) -> list[Row]:
    """The ``action_source`` rows, each once."""
    return [
        {"action_id": action_ids[action.seq], "field": source.field.value, "cell_id": cell_ids[source.cell]}
        for action in plan.actions
        for source in dict.fromkeys(action.sources)
    ]


def annexes(plan: Plan, document_id: int) -> dict[str, list[Row]]:
    """The rows of ``indicator``, ``glossary_term`` and ``requirement``, numbered from 1."""
    contents: dict[str, list[Row]] = {
        "indicator": [
            {
                "indicator": row.indicator,
                "baseline": row.baseline,
                "target": row.target,
                "current": row.current,
                "direction": row.direction,
            }
            for row in plan.indicators
        ],
        "glossary_term": [{"term": row.term, "meaning": row.meaning} for row in plan.glossary],
        "requirement": [{"section": row.section, "text": row.text} for row in plan.requirements],
    }
    for rows in contents.values():
        for seq, row in enumerate(rows, start=1):
            row |= {"document_id": document_id, "seq": seq}
    return contents
