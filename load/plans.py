"""The plans that the database holds: a document's one, or each of those that a file binds together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Subquery, and_, case, func, select
from sqlalchemy.sql import ColumnElement

from cjaplans.load.ids import is_among
from cjaplans.load.models import Action, Document, DocumentPart


@dataclass(frozen=True, slots=True, order=True)
class PlanName:
    """What makes two files hold one plan: whose it is, what sort, and for which days."""

    authority: str
    kind: str
    start: date
    end: date


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


def of_plan(action: type[Action]) -> ColumnElement[bool]:
    """The condition that an action is of a plan."""
    same_part = func.coalesce(action.part, 0) == func.coalesce(PLANS.c.part, 0)
    return and_(action.document_id == PLANS.c.document_id, same_part)


def plans_of(connection: Connection, documents: Iterable[int]) -> set[PlanName]:
    """The plans of documents, current or not, as far as they say whose and for when they are."""
    return {name for _, name, _ in named_plans(connection, is_among(PLANS.c.document_id, documents))}


def named_plans(connection: Connection, condition: ColumnElement[bool]) -> list[tuple[int, PlanName, str | None]]:
    """The plans that meet a condition on ``PLANS``, each with its document's id and its title."""
    columns = (PLANS.c.document_id, PLANS.c.authority_key, PLANS.c.kind, PLANS.c.period_start, PLANS.c.period_end)
    stated = and_(*(column.is_not(None) for column in columns))
    found = connection.execute(select(PLANS.c.title, *columns).where(stated, condition)).all()
    return [(document_id, PlanName(*name), title) for title, document_id, *name in found]
