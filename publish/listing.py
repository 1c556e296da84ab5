"""Lists what the database holds: documents, actions and findings, filtered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    Engine,
    Executable,
    FromClause,
    TableClause,
    case,
    column,
    func,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.sql import ColumnElement

from cjaplans.load.errors import explained
from cjaplans.load.models import Action, Authority, Document, Duplicate, Finding, Review
from cjaplans.load.search import match_expression
from cjaplans.normalise.codebooks import read
from cjaplans.normalise.coded import StatusCode
from cjaplans.normalise.model import Severity
from cjaplans.normalise.periods import period_label

Row = dict[str, Any]

DOCUMENT_COLUMNS = (
    "id", "file_name", "kind", "authority_key", "period", "title", "page_count", "actions", "findings", "state",
    "reason", "sha256", "source_uri", "superseded_by", "superseded_basis", "duplicates",
)  # fmt: skip
ACTION_COLUMNS = (
    "action_key", "authority_key", "period", "file_name", "page_first", "page_last", "seq", "ref", "theme",
    "objective", "place", "action_text", "detail", "responsible", "timescale", "status", "progress", "target",
    "resources", "monitoring", "outcome_refs", "carried_forward", "status_code", "status_basis", "start_date",
    "end_date", "date_precision", "ongoing", "revised_from", "amount_gbp", "funding_basis", "theme_key",
    "priority_group_key", "outcomes", "organisations", "confidence", "path", "citation",
)  # fmt: skip
FINDING_COLUMNS = (
    "id", "key", "document_id", "file_name", "page", "action_seq", "action_ref", "severity", "code", "message",
    "review", "note", "reviewed_by", "reviewed_at",
)  # fmt: skip

DOCUMENT_SUMMARY = ("id", "file_name", "kind", "authority_key", "period", "page_count", "actions", "findings", "state")
DOCUMENT_RARE = ("superseded_by", "duplicates")
ACTION_SUMMARY = ("authority_key", "period", "ref", "theme", "action_text", "responsible", "timescale", "status_code")
FINDING_SUMMARY = ("id", "file_name", "page", "action_seq", "action_ref", "severity", "code", "message", "review")
"""The columns that fit a terminal; ``DOCUMENT_RARE`` where a document has them."""

_PERIOD = re.compile(r"((?:19|20)\d\d)(?:\s*[-/–]\s*(?:(?:19|20)?(\d\d)))?")


class UnknownFilterError(ValueError):
    """A filter no row can meet because it is mistyped; the message says what would be right."""


def documents(engine: Engine, *, superseded: bool = False) -> tuple[Row, ...]:
    """All current documents, rejected ones too, by authority and period; with ``superseded`` the older ones as well.

    ``duplicates`` are the names of other files with the same bytes, parted by "; ".
    """
    columns = Document.__table__.c
    counted = {"actions": _count(Action, columns.id), "findings": _count(Finding, columns.id)}
    query = select(*columns, *(count.label(name) for name, count in counted.items()))
    if not superseded:
        query = query.where(columns.superseded_by.is_(None))
    query = query.order_by(columns.authority_key.nulls_last(), columns.period_start, columns.id)
    copies = select(Duplicate.document_id, Duplicate.file_name).order_by(Duplicate.file_name, Duplicate.source_uri)
    with explained(str(engine.url.database)), engine.connect() as connection:
        names: dict[int, list[str]] = defaultdict(list)
        for document_id, file_name in connection.execute(copies):
            names[document_id].append(file_name)
        return tuple(_document(row, names) for row in connection.execute(query).mappings())


def _document(row: Mapping[Any, Any], copies: Mapping[int, Sequence[str]]) -> Row:
    made = {
        "period": period_label(row["period_start"], row["period_end"]),
        "duplicates": "; ".join(copies.get(row["id"], ())) or None,
    }
    return {name: made[name] if name in made else row[name] for name in DOCUMENT_COLUMNS}


def actions(
    engine: Engine,
    authority: str | None = None,
    period: str | None = None,
    theme: str | None = None,
    search: str | None = None,
    limit: int | None = None,
    status: str | None = None,
) -> tuple[Row, ...]:
    """Actions of current documents, in the order of their plans, or best match first when searched.

    ``authority`` is a key; ``period`` a year or span of years (``2010``, ``2010-11``, ``2010/11``);
    ``theme`` a theme's key or part of a theme as printed; ``search`` words that must all occur, words in
    double quotes together; ``status`` a status code. Raises ``UnknownFilterError`` for an authority or period
    that cannot be.
    """
    view = _view("action_flat", *ACTION_COLUMNS, "action_id", "document_id", "period_start")
    query = select(*(view.c[name] for name in ACTION_COLUMNS))
    if authority is not None:
        query = query.where(view.c.authority_key == known_authority(engine, authority))
    if period is not None:
        query = query.where(_in_period(view, period))
    if theme is not None:
        query = query.where(_on_theme(view, theme))
    if status is not None:
        query = query.where(func.coalesce(view.c.status_code, StatusCode.UNKNOWN.value) == status)
    order = [view.c.authority_key.nulls_last(), view.c.period_start, view.c.document_id, view.c.seq]
    if search is None:
        return _rows(engine, query.order_by(*order).limit(limit))
    expression = match_expression(search)
    if expression is None:
        return ()
    index = table("action_search", column("rowid"), column("rank"))
    query = query.join_from(view, index, index.c.rowid == view.c.action_id)
    query = query.where(text("action_search MATCH :expression").bindparams(expression=expression))
    return _rows(engine, query.order_by(index.c.rank, *order).limit(limit))


def findings(
    engine: Engine,
    document: str | int | None = None,
    severity: str | None = None,
    limit: int | None = None,
    code: str | None = None,
    open_only: bool = False,
) -> tuple[Row, ...]:
    """Findings of current documents in page order, with their reviews; ``document`` is an id or a file name.

    With ``open_only`` those alone that nobody has accepted.

    Raises ``UnknownFilterError`` for a document that is not there or a severity that cannot be.
    """
    query = (
        select(
            Finding.id,
            Finding.key,
            Finding.document_id,
            Document.file_name,
            Finding.page,
            Action.seq.label("action_seq"),
            Action.ref.label("action_ref"),
            Finding.severity,
            Finding.code,
            Finding.message,
            case((Review.accepted == 1, "accepted"), (Review.accepted == 0, "noted")).label("review"),
            Review.note,
            Review.author.label("reviewed_by"),
            Review.made_at.label("reviewed_at"),
        )
        .join(Document, Document.id == Finding.document_id)
        .outerjoin(Action, Action.id == Finding.action_id)
        .outerjoin(Review, Review.finding_key == Finding.key)
        .where(Document.superseded_by.is_(None))
        .order_by(Finding.document_id, Finding.page, Finding.id)
        .limit(limit)
    )
    if document is not None:
        query = query.where(_known_document(engine, document))
    if code is not None:
        query = query.where(_known_code(engine, code))
    if severity is not None:
        query = query.where(Finding.severity == _severity(severity))
    if open_only:
        query = query.where(func.coalesce(Review.accepted, 0) == 0)
    return _rows(engine, query)


def _view(name: str, *columns: str) -> TableClause:
    return table(name, *(column(each) for each in dict.fromkeys(columns)))


def _count(model: type[Action] | type[Finding], document_id: ColumnElement[int]) -> Any:
    return select(func.count()).where(model.document_id == document_id).scalar_subquery()


def known_authority(engine: Engine, key: str) -> str:
    """An authority's key as it is stored. Raises ``UnknownFilterError`` if there is none such."""
    with explained(str(engine.url.database)), engine.connect() as connection:
        keys = connection.execute(select(Authority.key).order_by(Authority.key)).scalars().all()
    wanted = key.strip().casefold()
    if wanted not in keys:
        raise UnknownFilterError(f"no authority {key!r}; one of {', '.join(keys)}")
    return wanted


def years_asked_for(period: str) -> tuple[str, str | None]:
    """The first year of a filter by period, and the last two figures of the last year where it names one.

    Raises ``UnknownFilterError`` for what cannot be a period.
    """
    match = _PERIOD.fullmatch(period.strip())
    if match is None:
        raise UnknownFilterError(f"{period!r} is no period; give a year or years as 2010-11")
    return match[1], match[2]


def _in_period(view: FromClause, period: str) -> ColumnElement[bool]:
    first, last = years_asked_for(period)
    if last is None:
        return or_(view.c.period == first, view.c.period.startswith(f"{first}-"))
    return view.c.period == f"{first}-{last}"


def _on_theme(view: FromClause, theme: str) -> ColumnElement[bool]:
    wanted = theme.strip()
    return or_(view.c.theme.icontains(wanted, autoescape=True), view.c.theme_key == wanted.casefold())


def _known_document(engine: Engine, document: str | int) -> ColumnElement[bool]:
    condition = _is_document(document)
    if not _rows(engine, select(Document.id).where(condition, Document.superseded_by.is_(None)).limit(1)):
        raise UnknownFilterError(f"no document {str(document)!r}; 'cjaplans documents' lists them")
    return condition


def _known_code(engine: Engine, code: str) -> ColumnElement[bool]:
    condition = Finding.code == code
    known = {row["code"] for row in (*read("doubts"), *read("finding_codes"))}
    if code not in known and not _rows(engine, select(Finding.id).where(condition).limit(1)):
        raise UnknownFilterError(f"no finding has the code {code!r}; the data dictionary lists them")
    return condition


def _is_document(document: str | int) -> ColumnElement[bool]:
    name = str(document)
    if re.fullmatch("[0-9]{1,18}", name):
        return or_(Document.id == int(name), Document.file_name == name)
    return Document.file_name == name


def _severity(severity: str) -> str:
    if severity not in tuple(Severity):
        raise UnknownFilterError(f"no severity {severity!r}; one of {', '.join(Severity)}")
    return severity


def _rows(engine: Engine, query: Executable) -> tuple[Row, ...]:
    with explained(str(engine.url.database)), engine.connect() as connection:
        return tuple(_plain(row) for row in connection.execute(query).mappings())


def _plain(row: Mapping[Any, Any]) -> Row:
    return {str(name): value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
