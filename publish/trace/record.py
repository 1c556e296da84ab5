"""Puts together all that is known of one action."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Engine, RowMapping

from cjaplans.extract.model import Box
from cjaplans.extract.model import Engine as TableEngine
from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.load.rows import STEP_PRINTED
from cjaplans.normalise.corrections.columns import CODED
from cjaplans.normalise.fields import Field
from cjaplans.publish.trace.decisions import corrections_of, findings_of
from cjaplans.publish.trace.kin import history_of, lineage_of, pointers_of
from cjaplans.publish.trace.meanings import dated, meanings_of, status
from cjaplans.publish.trace.model import (
    ActionRecord,
    Correction,
    FieldRecord,
    SourceCell,
    StepRecord,
    UnknownActionError,
)
from cjaplans.publish.trace.places import actions_of, current_of, document_of, neighbour, pages_of, rows
from cjaplans.publish.trace.words import meaning

#: The field whose meaning a coded column is.
FIELD_OF: Mapping[str, Field] = {
    "status_code": Field.STATUS,
    "start_date": Field.TIMESCALE,
    "end_date": Field.TIMESCALE,
    "date_precision": Field.TIMESCALE,
    "ongoing": Field.TIMESCALE,
    "revised_from": Field.TIMESCALE,
    "amount_gbp": Field.RESOURCES,
    "funding_basis": Field.RESOURCES,
    "theme_key": Field.THEME,
    "priority_group_key": Field.THEME,
}
if FIELD_OF.keys() != CODED.keys():
    raise RuntimeError("a coded column is the meaning of no field")

_CELLS = """
    SELECT s.field, c.id, c.page, c.x0, c.top, c.x1, c.bottom, c.text, t.seq AS "table", t.engine, t.header, c.row,
        c."column", c.confidence
    FROM action_source AS s
    JOIN cell AS c ON c.id = s.cell_id
    JOIN source_table AS t ON t.id = c.source_table_id
    WHERE s.action_id = :id
    ORDER BY c.page, c.top, c.x0, c.id
"""
_STEPS = "SELECT * FROM action_step WHERE action_id = :id ORDER BY seq"


def action_record(engine: Engine, key: str, document: str | None = None) -> ActionRecord:
    """All that is known of the action with a key; ``document``, the beginning of a SHA-256, chooses among files.

    Without it the action of a current file is shown, or that of the newest superseded one.

    Raises:
        UnknownActionError: there is no such action.
        DatabaseError: the database cannot be read.
    """
    with explained(name_of(engine)), engine.connect() as connection:
        every = actions_of(connection, key)
        return _record(connection, _chosen(connection, key, every, document), every)


def _chosen(connection: Connection, key: str, every: Sequence[RowMapping], document: str | None) -> RowMapping:
    if document is None:
        return every[0]
    for row in every:
        if document and document_of(connection, row["document_id"], None).sha256.startswith(document):
            return row
    raise UnknownActionError(key)


def _record(connection: Connection, action: RowMapping, every: Sequence[RowMapping]) -> ActionRecord:
    document = document_of(connection, action["document_id"], action["part"])
    cells = _cells(connection, action["id"])
    corrections = corrections_of(connection, action)
    numbers = {cell.page for found in cells.values() for cell in found}
    numbers |= {*range(action["page_first"], action["page_last"] + 1)}
    return ActionRecord(
        id=action["id"],
        key=action["key"],
        seq=action["seq"],
        ref=action["ref"],
        path=action["path"],
        citation=action["citation"],
        confidence=action["confidence"],
        page_first=action["page_first"],
        page_last=action["page_last"],
        document=document,
        current=None if document.current else current_of(connection, document.id),
        pages=pages_of(connection, document, numbers),
        fields=tuple(_fields(connection, action, cells, corrections)),
        steps=tuple(_step(row) for row in rows(connection, _STEPS, id=action["id"])),
        findings=findings_of(connection, action["id"]),
        corrections=corrections,
        history=history_of(connection, action, every),
        lineage=lineage_of(connection, action["id"]),
        pointers=pointers_of(connection, action["id"]),
        before=neighbour(connection, action, after=False),
        after=neighbour(connection, action, after=True),
    )


def _cells(connection: Connection, action_id: int) -> Mapping[str, Sequence[SourceCell]]:
    found: dict[str, list[SourceCell]] = defaultdict(list)
    for row in rows(connection, _CELLS, id=action_id):
        found[row["field"]].append(_cell(row))
    return found


def _cell(row: RowMapping) -> SourceCell:
    header = json.loads(row["header"])
    return SourceCell(
        id=row["id"],
        page=row["page"],
        box=Box(row["x0"], row["top"], row["x1"], row["bottom"]),
        text=row["text"],
        table=None if row["engine"] == TableEngine.OUTLINE else row["table"],
        heading=header[row["column"]] or None if row["column"] < len(header) else None,
        row=row["row"],
        column=row["column"],
        confidence=row["confidence"],
    )


def _fields(
    connection: Connection,
    action: RowMapping,
    cells: Mapping[str, Sequence[SourceCell]],
    corrections: Iterable[Correction],
) -> Iterator[FieldRecord]:
    """The fields that hold anything, in the order of the schema."""
    meanings = meanings_of(connection, action)
    corrected: dict[Field, list[Correction]] = defaultdict(list)
    for each in corrections:
        corrected[FIELD_OF[each.field] if each.field in FIELD_OF else Field(each.field)].append(each)
    for field in Field:
        printed = _printed(action, cells, field)
        found = (meanings.get(field, ()), tuple(cells.get(field, ())), tuple(corrected[field]))
        if printed or any(found):
            yield FieldRecord(field.value, meaning("field", field.value), printed, *found)


def _printed(action: RowMapping, cells: Mapping[str, Sequence[SourceCell]], field: Field) -> str | None:
    """The text of a field; that of carried forward, of which no column holds it, is that of its cells."""
    if field is not Field.CARRIED_FORWARD:
        return action[field.value] or None
    return "\n".join(cell.text for cell in cells.get(field, ())) or None


def _step(row: RowMapping) -> StepRecord:
    meanings = {Field.STATUS: status(row), Field.TIMESCALE: dated(row)}
    found = (
        FieldRecord(field.value, meaning("field", field.value), row[field.value] or None, meanings.get(field, ()))
        for field in STEP_PRINTED
    )
    return StepRecord(row["seq"], tuple(each for each in found if each.printed or each.meanings))
