"""What the database says of every file it knows, in one look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, Executable, Row, case, func, select

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.load.models import Action, Document, Duplicate, Finding
from cjaplans.load.vocabulary import SupersededBasis
from cjaplans.normalise.corrections import prefix_of
from cjaplans.normalise.model import State


@dataclass(frozen=True, slots=True)
class Known:
    """A document as far as a later run must know it.

    ``pages`` are those that were read, as in ``3-9,12``; ``successor`` is the name of the file that supersedes it,
    and it was ``displaced`` where that is what its own file holds now.
    """

    id: int
    sha256: str
    source_uri: str | None
    source_version: str | None
    file_name: str
    size_bytes: int
    state: State
    reason: str | None
    kind: str
    authority: str | None
    period_start: date | None
    period_end: date | None
    page_count: int | None
    pages: str | None
    extractor: str | None
    normaliser: str | None
    layouts_digest: str | None
    corrections_digest: str | None
    superseded_by: int | None
    displaced: bool
    successor: str | None
    actions: int
    findings: int


def known_documents(engine: Engine) -> dict[str, Known]:
    """Every document by the SHA-256 of its bytes; where several had the same, the current or else the last of them."""
    with explained(name_of(engine)), engine.connect() as connection:
        return {row.sha256: _known(row) for row in connection.execute(_documents())}


def known_duplicates(engine: Engine) -> dict[str, tuple[int, str | None]]:
    """Every place where a copy of a document was found, to the id of the document and the copy's version there."""
    with explained(name_of(engine)), engine.connect() as connection:
        rows = connection.execute(select(Duplicate.source_uri, Duplicate.document_id, Duplicate.source_version))
        return {row.source_uri: (row.document_id, row.source_version) for row in rows}


def known_versions(engine: Engine) -> dict[tuple[str, str], str]:
    """The SHA-256 of every file that was met in a store, by its address and version there."""
    own = select(Document.source_uri, Document.source_version, Document.sha256)
    copies = select(Duplicate.source_uri, Duplicate.source_version, Document.sha256)
    of_copies = copies.join(Document, Document.id == Duplicate.document_id)
    queries = own.where(Document.source_version.is_not(None)), of_copies.where(Duplicate.source_version.is_not(None))
    with explained(name_of(engine)), engine.connect() as connection:
        rows = [row for query in queries for row in connection.execute(query)]
    return {(str(uri), str(version)): sha256 for uri, version, sha256 in rows}


def known_plans(engine: Engine) -> dict[int, frozenset[str]]:
    """The plans that the keys of each document's actions name (``authority/period``)."""
    found: dict[int, set[str]] = {}
    with explained(name_of(engine)), engine.connect() as connection:
        for row in connection.execute(select(Action.document_id, Action.key)):
            found.setdefault(row.document_id, set()).add(prefix_of(row.key))
    return {document_id: frozenset(names) for document_id, names in found.items()}


def _known(row: Row[Any]) -> Known:
    return Known(**dict(row._mapping) | {"state": State(row.state), "displaced": bool(row.displaced)})


def _documents() -> Executable:
    newer = Document.__table__.alias()  # not an entity: mappers are set up on the first one, which takes its time
    actions, findings = (
        select(model.document_id, func.count().label("number")).group_by(model.document_id).subquery()
        for model in (Action, Finding)
    )
    return (
        select(
            Document.id,
            Document.sha256,
            Document.source_uri,
            Document.source_version,
            Document.file_name,
            Document.size_bytes,
            Document.state,
            Document.reason,
            Document.kind,
            Document.authority_key.label("authority"),
            Document.period_start,
            Document.period_end,
            Document.page_count,
            Document.pages,
            Document.extractor,
            Document.normaliser,
            Document.layouts_digest,
            Document.corrections_digest,
            Document.superseded_by,
            case((Document.superseded_basis == SupersededBasis.FILE.value, 1), else_=0).label("displaced"),
            newer.c.file_name.label("successor"),
            func.coalesce(actions.c.number, 0).label("actions"),
            func.coalesce(findings.c.number, 0).label("findings"),
        )
        .outerjoin(newer, newer.c.id == Document.superseded_by)
        .outerjoin(actions, actions.c.document_id == Document.id)
        .outerjoin(findings, findings.c.document_id == Document.id)
        .order_by(Document.superseded_by.is_(None), Document.id)
    )
