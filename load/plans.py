"""The plans that the database holds: a document's one, or each of those that a file binds together.

What is asked at every document is asked by an index, and its statements are made once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, FromClause, Select, Subquery, and_, bindparam, case, func, select, union_all
from sqlalchemy.sql import ColumnElement

from cjaplans.load.models import Document, DocumentPart
from cjaplans.load.vocabulary import SupersededBasis

#: A document whose bytes, as far as is known, still lie somewhere.
LIVE = Document.superseded_basis.is_distinct_from(SupersededBasis.FILE.value)


@dataclass(frozen=True, slots=True, order=True)
class PlanName:
    """What makes two files hold one plan: whose it is, what sort, and for which days."""

    authority: str
    kind: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """A plan of a document that says whose and for when it is; ``part`` is 0 for a document of one plan."""

    name: PlanName
    title: str | None
    part: int


def _plans() -> Subquery:
    """Every plan: a document, or each part of one that holds several."""
    whole = DocumentPart.seq.is_(None)
    return (
        select(
            Document.id.label("document_id"),
            DocumentPart.seq.label("part"),
            case((whole, Document.authority_key), else_=DocumentPart.authority_key).label("authority_key"),
            case((whole, Document.period_start), else_=DocumentPart.period_start).label("period_start"),
            case((whole, Document.period_end), else_=DocumentPart.period_end).label("period_end"),
            case((whole, Document.title), else_=DocumentPart.title).label("title"),
            Document.kind,
            Document.superseded_by,
            Document.superseded_basis,
        )
        .outerjoin(DocumentPart, DocumentPart.document_id == Document.id)
        .subquery("plans")
    )


PLANS = _plans()


def _named() -> Select[Any]:
    columns = (PLANS.c.authority_key, PLANS.c.kind, PLANS.c.period_start, PLANS.c.period_end)
    stated = and_(*(column.is_not(None) for column in columns))
    whole = func.coalesce(PLANS.c.part, 0)
    return select(*columns, PLANS.c.title, whole).where(stated, PLANS.c.document_id == bindparam("document"))


_NAMED = _named()


def named_plans(connection: Connection, document: int) -> list[NamedPlan]:
    """The plans of a document, current or not, as far as they say whose and for when they are."""
    found = connection.execute(_NAMED, {"document": document})
    return [NamedPlan(PlanName(*name), title, part) for *name, title, part in found]


def plans_of(connection: Connection, documents: Iterable[int]) -> set[PlanName]:
    """The names of the plans of documents."""
    return {plan.name for document in documents for plan in named_plans(connection, document)}


def _holding(*conditions: ColumnElement[bool]) -> Select[Any]:
    """The live documents that hold the plan of a name, and meet conditions on ``Document``; in order."""
    document, part = Document.__table__, DocumentPart.__table__

    def of(source: FromClause, table: FromClause, *more: ColumnElement[bool]) -> Select[Any]:
        name = (
            table.c.authority_key == bindparam("authority"),
            table.c.period_start == bindparam("start"),
            table.c.period_end == bindparam("end"),
            document.c.kind == bindparam("kind"),
        )
        return select(document.c.id).select_from(source).where(*name, LIVE, *conditions, *more)

    bound = select(part.c.seq).where(part.c.document_id == document.c.id).exists()
    parts = part.join(document, document.c.id == part.c.document_id)
    found = union_all(of(document, document, ~bound), of(parts, part)).subquery()
    return select(found.c.id).distinct().order_by(found.c.id)


_CURRENT = _holding(Document.superseded_by.is_(None))
_LATER = _holding(Document.id > bindparam("after"))
_ACROSS = _holding(Document.id < bindparam("below"), Document.superseded_by > bindparam("above"))


def current_files(connection: Connection, name: PlanName) -> list[int]:
    """The live documents that hold a plan and that nothing supersedes, in order."""
    return _ids(connection, _CURRENT, name)


def later_files(connection: Connection, name: PlanName, after: int) -> list[int]:
    """The live documents with a higher id that hold a plan, in order."""
    return _ids(connection, _LATER, name, after=after)


def files_across(connection: Connection, name: PlanName, below: int, above: int) -> list[int]:
    """The live documents ``below`` an id that hold a plan and that one ``above`` an id supersedes, in order."""
    return _ids(connection, _ACROSS, name, below=below, above=above)


def _ids(connection: Connection, query: Select[Any], name: PlanName, **more: int) -> list[int]:
    named = {"authority": name.authority, "kind": name.kind, "start": name.start, "end": name.end}
    return list(connection.execute(query, named | more).scalars())
