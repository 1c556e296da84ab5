"""The current plans of an authority by the day they begin: the nearest before and after, and their actions.

Asked at every document, so by the indexes of ``document`` and ``document_part``, and of statements made once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Connection, FromClause, Select, bindparam, func, select, union_all
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
        theirs = select(start.label("start")).select_from(source).where(table.c.authority_key == _AUTHORITY)
        beyond = theirs.where(start > _START if later else start < _START, *_CURRENT, _has(acts), *more)
        return select(beyond.order_by(start.asc() if later else start.desc()).limit(1).subquery().c.start)

    found = union_all(of(_DOCUMENT, _DOCUMENT, _OF_WHOLE, _WHOLE), of(_BOUND, _PART, _OF_PART)).subquery()
    return select(func.min(found.c.start) if later else func.max(found.c.start))


def _has(acts: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(_ACTION.c.id).where(acts).correlate(_DOCUMENT, _PART).exists()


def _files() -> CompoundSelect[Any]:
    def of(source: FromClause, table: FromClause, acts: ColumnElement[bool], *more: ColumnElement[bool]) -> Select[Any]:
        plan = (table.c.authority_key == _AUTHORITY, table.c.period_start == _START, *_CURRENT)
        return select(_DOCUMENT.c.id).select_from(source).where(*plan, _has(acts), *more)

    return union_all(of(_DOCUMENT, _DOCUMENT, _OF_WHOLE, _WHOLE), of(_BOUND, _PART, _OF_PART))


def _actions(*of_places: ColumnElement[bool]) -> Select[Any]:
    wanted = (_ACTION.c.id, _ACTION.c.ref, _ACTION.c.place, _ACTION.c.action_text, _ACTION.c.detail)
    order = (_ACTION.c.document_id, _ACTION.c.seq)

    def of(source: FromClause, table: FromClause, *more: ColumnElement[bool]) -> Select[Any]:
        plan = (table.c.authority_key == _AUTHORITY, table.c.period_start == _START, *_CURRENT)
        return select(*wanted, *order).select_from(source).where(*plan, *of_places, *more)

    whole = of(_DOCUMENT.join(_ACTION, _OF_WHOLE), _DOCUMENT, _WHOLE)
    found = union_all(whole, of(_BOUND.join(_ACTION, _OF_PART), _PART)).subquery()
    columns = (*(found.c[each.key] for each in wanted), found.c.document_id)
    return select(*columns).order_by(found.c.document_id, found.c.seq)


_BESIDE = select(_nearest(later=False).scalar_subquery(), _nearest(later=True).scalar_subquery())
_ACTIONS = _actions()
_PLACE = func.coalesce(_ACTION.c.place, "")
_ACTIONS_OF_PLACES = _actions(_PLACE.in_(bindparam("places", expanding=True)))
_PLACES = select(_PLACE).where(_ACTION.c.document_id == bindparam("document")).distinct()
_FILES = _files()


def starts_beside(connection: Connection, authority: str, start: date) -> tuple[date | None, date | None]:
    """The starts of the authority's last period before ``start`` and its next after it, as far as there are any.

    Those of which there is a current plan with actions.
    """
    earlier, later = connection.execute(_BESIDE, {"authority": authority, "start": start}).one()
    return earlier, later


def actions_from(
    connection: Connection, authority: str, start: date, places: Collection[str] | None = None
) -> Sequence[Any]:
    """Id, ref, place, text and detail of the actions of the authority's current plans from ``start``, in order.

    Only of those for some ``places``, if they are given; "" is none.
    """
    plan = {"authority": authority, "start": start}
    if places is None:
        found = connection.execute(_ACTIONS, plan)
    else:
        found = connection.execute(_ACTIONS_OF_PLACES, plan | {"places": sorted(places)})
    return [tuple(row)[:-1] for row in found]


def files_from(connection: Connection, authority: str, start: date) -> set[int]:
    """The documents that hold the authority's current plans from ``start``, as far as they have actions."""
    return set(connection.execute(_FILES, {"authority": authority, "start": start}).scalars())


def places_in(connection: Connection, document: int) -> set[str]:
    """The places that a document's actions are for, as printed; "" is none."""
    return set(connection.execute(_PLACES, {"document": document}).scalars())
