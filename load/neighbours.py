"""The current plans of an authority by the day they begin: the nearest before and after, and their actions.

Asked at every document, so by the indexes of ``document`` and ``document_part``, and of statements made once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, FromClause, Select, bindparam, func, select, union_all
from sqlalchemy.sql import ColumnElement

from cjaplans.load.models import Action, Document, DocumentPart
from cjaplans.normalise.model import DocumentKind

_DOCUMENT, _PART, _ACTION = Document.__table__, DocumentPart.__table__, Action.__table__
_AUTHORITY: BindParameter[str] = bindparam("authority")
_START: BindParameter[date] = bindparam("start")
_CURRENT = (_DOCUMENT.c.kind == DocumentKind.ACTION_PLAN.value, _DOCUMENT.c.superseded_by.is_(None))
_WHOLE = ~select(_PART.c.seq).where(_PART.c.document_id == _DOCUMENT.c.id).exists()
_BOUND = _PART.join(_DOCUMENT, _DOCUMENT.c.id == _PART.c.document_id)
#: That an action is of the plan of a document that holds one, and of a part.
_OF_WHOLE = (_ACTION.c.document_id == _DOCUMENT.c.id) & (func.coalesce(_ACTION.c.part, 0) == 0)
_OF_PART = (_ACTION.c.document_id == _DOCUMENT.c.id) & (func.coalesce(_ACTION.c.part, 0) == _PART.c.seq)


def _nearest(*, later: bool) -> Select[Any]:
    def of(source: FromClause, table: FromClause, acts: ColumnElement[bool], *more: ColumnElement[bool]) -> Select[Any]:
        start = table.c.period_start
        beyond = start > _START if later else start < _START
        has_actions = select(_ACTION.c.id).where(acts).correlate(_DOCUMENT, _PART).exists()
        theirs = select(start.label("start")).select_from(source).where(table.c.authority_key == _AUTHORITY, beyond)
        one = theirs.where(*_CURRENT, has_actions, *more).order_by(start.asc() if later else start.desc()).limit(1)
        return select(one.subquery().c.start)

    found = union_all(of(_DOCUMENT, _DOCUMENT, _OF_WHOLE, _WHOLE), of(_BOUND, _PART, _OF_PART)).subquery()
    return select(func.min(found.c.start) if later else func.max(found.c.start))


def _actions() -> Select[Any]:
    wanted = (_ACTION.c.id, _ACTION.c.ref, _ACTION.c.place, _ACTION.c.action_text, _ACTION.c.detail)
    order = (_ACTION.c.document_id, _ACTION.c.seq)

    def of(source: FromClause, table: FromClause, *more: ColumnElement[bool]) -> Select[Any]:
        plan = (table.c.authority_key == _AUTHORITY, table.c.period_start == _START, *_CURRENT)
        return select(*wanted, *order).select_from(source).where(*plan, *more)

    whole = of(_DOCUMENT.join(_ACTION, _OF_WHOLE), _DOCUMENT, _WHOLE)
    found = union_all(whole, of(_BOUND.join(_ACTION, _OF_PART), _PART)).subquery()
    return select(*(found.c[each.key] for each in wanted)).order_by(found.c.document_id, found.c.seq)


_EARLIER, _LATER, _ACTIONS = _nearest(later=False), _nearest(later=True), _actions()


def earlier_start(connection: Connection, authority: str, start: date) -> date | None:
    """The start of the authority's last period before ``start`` of which there is a current plan with actions."""
    return connection.execute(_EARLIER, {"authority": authority, "start": start}).scalar()


def later_start(connection: Connection, authority: str, start: date) -> date | None:
    """The start of the authority's next period after ``start`` of which there is a current plan with actions."""
    return connection.execute(_LATER, {"authority": authority, "start": start}).scalar()


def actions_from(connection: Connection, authority: str, start: date) -> Sequence[Any]:
    """Id, ref, place, text and detail of the actions of the authority's current plans from ``start``, in order."""
    return connection.execute(_ACTIONS, {"authority": authority, "start": start}).all()
