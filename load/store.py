"""Stores documents, one transaction each: all of a plan is in the database, or none of it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Engine, and_, delete, func, insert, select, update
from sqlalchemy.sql import ColumnElement

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load import rows
from cjaplans.load.coded_rows import Row, coded_tables, organisations_of
from cjaplans.load.errors import explained
from cjaplans.load.finding_rows import findings
from cjaplans.load.lineage import trace
from cjaplans.load.models import Base, Document
from cjaplans.load.reference import organisation_ids
from cjaplans.load.rows import SourceFile
from cjaplans.load.runs import finish_run, known_files, start_run
from cjaplans.normalise.model import Plan, State

__all__ = ["SourceFile", "finish_run", "known_files", "start_run", "store_plan", "store_rejection"]

_TABLES = Base.metadata.tables


def store_plan(engine: Engine, source: SourceFile, extracted: ExtractedDocument, plan: Plan, run_id: int | None) -> int:
    """Store a document with all its cells and actions; return its id.

    A current document of the same bytes is replaced under its old id. A current document from the same
    place, whose bytes have changed, is marked as superseded by it.
    """
    with explained(str(engine.url.database)), engine.begin() as connection:
        row = rows.document(source, extracted, plan) | {"run_id": run_id}
        document_id = _replace(connection, row)
        _supersede(connection, document_id, _same_place(row))
        _store_contents(connection, document_id, source.sha256, extracted, plan)
        trace(connection, document_id)
    return document_id


def store_rejection(
    engine: Engine, source: SourceFile, reason: str, run_id: int | None, page_count: int | None = None
) -> int:
    """Store that a file could not be read, and why; return the document's id.

    Replaces a document of the same bytes, and an earlier rejection from the same place. A plan that was
    read from an earlier file there stays: it is still the last that is known.
    """
    with explained(str(engine.url.database)), engine.begin() as connection:
        row = rows.rejection(source, reason, page_count) | {"run_id": run_id}
        document_id = _replace(connection, row)
        _supersede(connection, document_id, and_(_same_place(row), Document.state == State.REJECTED))
    return document_id


def _replace(connection: Connection, row: Row) -> int:
    """Insert a document, in the place of the current one of the same bytes if there is one."""
    same = and_(Document.sha256 == row["sha256"], Document.superseded_by.is_(None))
    previous = connection.execute(select(Document.id).where(same)).scalar()
    if previous is not None:
        connection.execute(delete(Document).where(Document.id == previous))
    document_id = previous or _next_id(connection, "document")
    connection.execute(insert(Document).values(row | {"id": document_id}))
    return document_id


def _supersede(connection: Connection, document_id: int, condition: ColumnElement[bool]) -> None:
    older = and_(Document.superseded_by.is_(None), Document.id != document_id, condition)
    connection.execute(update(Document).where(older).values(superseded_by=document_id))


def _same_place(row: Row) -> ColumnElement[bool]:
    """The condition that a document came from where ``row`` comes from; by name where no place is known."""
    uri: str | None = row["source_uri"]
    name: str = row["file_name"]
    if uri is None:
        return and_(Document.source_uri.is_(None), Document.file_name == name)
    return Document.source_uri == uri


def _store_contents(
    connection: Connection, document_id: int, sha256: str, extracted: ExtractedDocument, plan: Plan
) -> None:
    first_table, first_cell, first_action = (_next_id(connection, name) for name in ("source_table", "cell", "action"))
    cell_ids = rows.CellIds(rows.stored_tables(extracted), first_cell)
    action_ids = {action.seq: first_action + index for index, action in enumerate(plan.actions)}
    contents: dict[str, Iterable[Row]] = {
        "page": rows.pages(extracted, document_id),
        "source_table": rows.tables(extracted, plan.tables, document_id, first_table),
        "cell": rows.cells(extracted, first_table, first_cell),
        "document_part": rows.parts(plan, document_id),
        "action": rows.actions(plan, document_id, first_action),
        "action_step": rows.steps(plan, action_ids),
        "action_source": rows.sources(plan, action_ids, cell_ids),
        **coded_tables(plan, action_ids, organisation_ids(connection, organisations_of(plan))),
        **rows.annexes(plan, document_id),
        "action_correction": rows.corrections(plan, action_ids),
        "finding": findings(extracted, plan, sha256, document_id, action_ids),
    }
    for name, content in contents.items():
        if batch := list(content):
            connection.execute(insert(_TABLES[name]), batch)


def _next_id(connection: Connection, name: str) -> int:
    """The id after the last: safe because a transaction holds the write lock from its start."""
    return (connection.execute(select(func.max(_TABLES[name].c.id))).scalar() or 0) + 1
