"""Stores documents, one transaction each: all of a plan is in the database, or none of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Engine, and_, bindparam, delete, insert, select, update

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load import bulk, rows, supersession
from cjaplans.load.address import name_of
from cjaplans.load.corrections import UNMATCHED
from cjaplans.load.errors import explained
from cjaplans.load.finding_rows import finding_key
from cjaplans.load.ids import Ids, action_ids, first_id, ids_of, next_id, next_ids
from cjaplans.load.models import Base, Document, Finding
from cjaplans.load.prepared import Prepared
from cjaplans.load.reference import organisation_ids
from cjaplans.load.rows import SourceFile
from cjaplans.normalise.model import Plan, Severity, State

__all__ = ["Maker", "SourceFile", "store_plan", "store_prepared", "store_rejection"]

Row = dict[str, Any]

_TABLES = Base.metadata.tables
#: The tables whose rows hang on a document itself; theirs go with them.
_CONTENTS = ("page", "source_table", "document_part", "action", "indicator", "glossary_term", "requirement")
#: The tables of a document's contents whose rows have numbers of their own, beside ``action``.
_NUMBERED = ("source_table", "cell", "action_step", "finding")
#: Of a document that was read before, and could not be read again.
UNREADABLE_NOW = "not_read_again"
#: The codes of findings that are not made by reading: they come and go by themselves.
_PASSING = (*supersession.CODES, UNMATCHED)


@dataclass(frozen=True, slots=True)
class Maker:
    """The fingerprints of what made a document: of its extraction and its normalisation."""

    extractor: str | None = None
    normaliser: str | None = None


_DOCUMENT = _TABLES["document"]
_SAME_BYTES = (
    select(_DOCUMENT.c.id)
    .where(_DOCUMENT.c.sha256 == bindparam("sha256"))
    .order_by(_DOCUMENT.c.superseded_by.is_not(None), _DOCUMENT.c.id.desc())
)
_INSERT, _UPDATE = insert(_DOCUMENT), update(_DOCUMENT).where(_DOCUMENT.c.id == bindparam("previous"))

#: Of a document that nobody said by what it was made: it is always made anew.
UNNAMED = Maker()


def store_plan(
    engine: Engine,
    source: SourceFile,
    extracted: ExtractedDocument,
    plan: Plan,
    run_id: int | None,
    maker: Maker = UNNAMED,
) -> int:
    """Store a document with all its cells and actions, as ``store_prepared`` does; return its id."""
    return store_prepared(engine, source, rows.prepare(extracted, plan, source.sha256), run_id, maker)


def store_prepared(
    engine: Engine,
    source: SourceFile,
    prepared: Prepared,
    run_id: int | None,
    maker: Maker = UNNAMED,
    last: Callable[[], object] = lambda: None,
) -> int:
    """Store a document whose rows were prepared; return its id.

    A document of the same bytes is replaced under its old id, and what has not changed keeps its own. What else was
    read from the same place, and older files of the same plan, are marked as superseded (``supersession.py``).
    ``last`` is called before all is committed; where it raises, nothing is.
    """
    with explained(name_of(engine)), engine.begin() as connection:
        row = rows.file_columns(source) | asdict(prepared.document) | {"run_id": run_id} | asdict(maker)
        previous = _same_bytes(connection, source.sha256)
        before = supersession.NOTHING if previous is None else supersession.held_by(connection, previous)
        kept = Ids() if previous is None else ids_of(connection, previous, (*_PASSING, UNREADABLE_NOW))
        document_id = _replace(connection, previous, row)
        _store_contents(connection, document_id, prepared, kept)
        displaced = supersession.displace(connection, document_id, source.source_uri, source.file_name)
        new = document_id if previous is None else None
        supersession.settle(connection, {document_id, *displaced}, before, new=new)
        last()
    return document_id


def store_rejection(
    engine: Engine,
    source: SourceFile,
    reason: str,
    run_id: int | None,
    maker: Maker = UNNAMED,
) -> int:
    """Store that a file could not be read, and why; return the document's id.

    Replaces an earlier rejection of the same bytes or from the same place. What was read of these bytes before stays,
    with a finding; and so does a plan that was read from an earlier file there: it is still the last that is known.
    """
    with explained(name_of(engine)), engine.begin() as connection:
        previous = _same_bytes(connection, source.sha256)
        if previous is not None and _state(connection, previous) != State.REJECTED:
            _note_unreadable(connection, previous, source.sha256, reason)
            return previous
        row = rows.rejection(source, reason) | {"run_id": run_id} | asdict(maker)
        document_id = _replace(connection, previous, row)
        supersession.displace(connection, document_id, source.source_uri, source.file_name)
    return document_id


def _same_bytes(connection: Connection, sha256: str) -> int | None:
    """The document of the same bytes, current rather than superseded."""
    return connection.execute(_SAME_BYTES, {"sha256": sha256}).scalar()


def _state(connection: Connection, document_id: int) -> str:
    return connection.execute(select(Document.state).where(Document.id == document_id)).scalar_one()


def _replace(connection: Connection, previous: int | None, row: Row) -> int:
    """Write a document's row, in the place of the ``previous`` one of the same bytes, whose contents go."""
    row = {column.name: row.get(column.name) for column in _DOCUMENT.columns}
    document_id = row["id"] = previous or next_id(connection, "document")
    if previous is None:
        connection.execute(_INSERT, row)
        return document_id
    connection.execute(_UPDATE, row | {"previous": previous})
    read = and_(Finding.document_id == previous, Finding.code.not_in(_PASSING))
    connection.execute(delete(Finding).where(read))
    for name in _CONTENTS:
        table = _TABLES[name]
        connection.execute(delete(table).where(table.c.document_id == previous))
    return document_id


def _note_unreadable(connection: Connection, document_id: int, sha256: str, reason: str) -> None:
    message = f"could not be read again, and stays as it was read before: {reason}"
    own = and_(Finding.document_id == document_id, Finding.code == UNREADABLE_NOW)
    if connection.execute(select(Finding.message).where(own)).scalars().all() == [message]:
        return
    connection.execute(delete(Finding).where(own))
    row = {"document_id": document_id, "severity": Severity.WARNING.value, "code": UNREADABLE_NOW, "message": message}
    key = finding_key(f"sha256/{sha256[:16]}", UNREADABLE_NOW, message)
    connection.execute(insert(Finding).values(row | {"id": next_id(connection, "finding"), "key": key}))


def _store_contents(connection: Connection, document_id: int, prepared: Prepared, kept: Ids) -> None:
    """Write all of a document's rows, under the ids ``kept`` of it as far as they fit."""

    following = next_ids(connection, ("action", *_NUMBERED))

    def numbers(name: str) -> Sequence[int]:
        count = prepared.count(name)
        first = first_id(following[name], kept.blocks.get(name, ()), count)
        return range(first, first + count)

    organisations = organisation_ids(connection, prepared.organisations)
    ids: dict[str, Sequence[int]] = {name: numbers(name) for name in _NUMBERED}
    ids["document"] = (document_id,)
    ids["action"] = action_ids(following["action"], prepared.action_keys, kept.actions)
    ids["organisation"] = [organisations[name] for name in prepared.organisations]
    bulk.write(connection, prepared.tables.values(), ids)
