"""Lists what the database holds: documents, actions and findings, filtered.

Tables are named here by what is read of them: the models, with all that they bring, take longer to load than a list
takes to make.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Engine, Select, TableClause, and_, case, column, func, or_, select, table
from sqlalchemy.sql import ColumnElement

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.load.search import search as search_for
from cjaplans.normalise.codebooks import read
from cjaplans.normalise.coded import StatusCode
from cjaplans.normalise.model import Severity
from cjaplans.normalise.periods import period_label
from cjaplans.publish.found import Found, Row, found

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


def _table(name: str, *columns: str) -> TableClause:
    return table(name, *(column(each) for each in dict.fromkeys(columns)))


_DOCUMENT = _table(
    "document", *(name for name in DOCUMENT_COLUMNS if name not in ("period", "actions", "findings", "duplicates")),
    "period_start", "period_end",
)  # fmt: skip
_DUPLICATE = _table("duplicate", "document_id", "file_name", "source_uri")
_PLAN = _table("current_plan", "document_id", "part", "authority_key", "period", "period_start")
_ACTION = _table("action", "id", "document_id", "part", "seq", "ref", "theme", "theme_key", "status_code")
_ACTION_FLAT = _table("action_flat", "action_id", *ACTION_COLUMNS)
_FINDING = _table(
    "finding", "id", "key", "document_id", "action_id", "page", "severity", "code", "message"
)  # fmt: skip
_REVIEW = _table("review", "finding_key", "accepted", "note", "author", "made_at")
_AUTHORITY = _table("authority", "key")


def documents(engine: Engine, *, superseded: bool = False) -> tuple[Row, ...]:
    """All current documents, rejected ones too, by authority and period; with ``superseded`` the older ones as well.

    ``duplicates`` are the names of other files with the same bytes, parted by "; ".
    """
    columns = _DOCUMENT.c
    counted = {"actions": _count(_ACTION), "findings": _count(_FINDING)}
    query = select(*columns, *(count.label(name) for name, count in counted.items()))
    if not superseded:
        query = query.where(columns.superseded_by.is_(None))
    query = query.order_by(columns.authority_key.nulls_last(), columns.period_start.nulls_first(), columns.id)
    copies = select(_DUPLICATE.c.document_id, _DUPLICATE.c.file_name).order_by(
        _DUPLICATE.c.file_name, _DUPLICATE.c.source_uri
    )
    with explained(name_of(engine)), engine.connect() as connection:
        names: dict[int, list[str]] = defaultdict(list)
        for document_id, file_name in connection.execute(copies):
            names[document_id].append(file_name)
        return tuple(_document(row, names) for row in connection.execute(query).mappings())


def _document(row: Mapping[Any, Any], copies: Mapping[int, Sequence[str]]) -> Row:
    made = {
        "period": period_label(_day(row["period_start"]), _day(row["period_end"])),
        "duplicates": "; ".join(copies.get(row["id"], ())) or None,
    }
    return {name: made[name] if name in made else row[name] for name in DOCUMENT_COLUMNS}


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def actions(
    engine: Engine,
    authority: str | None = None,
    period: str | None = None,
    theme: str | None = None,
    search: str | None = None,
    limit: int | None = None,
    status: str | None = None,
) -> tuple[Row, ...]:
    """Actions of current documents, as ``find_actions`` finds them."""
    return tuple(find_actions(engine, authority, period, theme, search, limit, status).rows)


def find_actions(
    engine: Engine,
    authority: str | None = None,
    period: str | None = None,
    theme: str | None = None,
    search: str | None = None,
    limit: int | None = None,
    status: str | None = None,
) -> Found:
    """Actions of current documents, in the order of their plans, or best match first when searched.

    ``authority`` is a key; ``period`` a year or span of years (``2010``, ``2010-11``, ``2010/11``);
    ``theme`` a theme's key or part of a theme as printed; ``search`` words that must all occur, words in
    double quotes together; ``status`` a status code. Raises ``UnknownFilterError`` for an authority or period
    that cannot be.
    """
    plan, action = _PLAN.c, _ACTION.c
    same = and_(plan.document_id == action.document_id, func.coalesce(plan.part, 0) == func.coalesce(action.part, 0))
    query = select(action.id).select_from(_ACTION.join(_PLAN, same))
    if authority is not None:
        query = query.where(plan.authority_key == known_authority(engine, authority))
    if period is not None:
        query = query.where(_in_period(period))
    if theme is not None:
        query = query.where(_on_theme(theme))
    if status is not None:
        query = query.where(_has_status(status))
    order = [plan.authority_key.nulls_last(), plan.period_start.nulls_first(), plan.document_id, action.seq]
    if search is not None:
        index = search_for(engine, search)
        if index is None:
            return Found(0, ())
        query = query.join(index.source, index.action_id == action.id).where(index.condition)
        order = [index.rank, *order]
    shown = select(*(_ACTION_FLAT.c[name] for name in ACTION_COLUMNS))
    return found(engine, query.order_by(*order), shown, _ACTION_FLAT.c.action_id, limit)


def findings(
    engine: Engine,
    document: str | int | None = None,
    severity: str | None = None,
    limit: int | None = None,
    code: str | None = None,
    open_only: bool = False,
) -> tuple[Row, ...]:
    """Findings of current documents, as ``find_findings`` finds them."""
    return tuple(find_findings(engine, document, severity, limit, code, open_only).rows)


def find_findings(
    engine: Engine,
    document: str | int | None = None,
    severity: str | None = None,
    limit: int | None = None,
    code: str | None = None,
    open_only: bool = False,
) -> Found:
    """Findings of current documents in page order, with their reviews; ``document`` is an id or a file name.

    With ``open_only`` those alone that nobody has accepted.

    Raises ``UnknownFilterError`` for a document that is not there or a severity that cannot be.
    """
    finding = _FINDING.c
    query = (
        select(finding.id)
        .select_from(_FINDING.join(_DOCUMENT, _DOCUMENT.c.id == finding.document_id))
        .where(_DOCUMENT.c.superseded_by.is_(None))
        .order_by(finding.document_id, finding.page.nulls_first(), finding.id)
    )
    if document is not None:
        query = query.where(_known_document(engine, document))
    if code is not None:
        query = query.where(_known_code(engine, code))
    if severity is not None:
        query = query.where(finding.severity == _severity(severity))
    if open_only:
        query = query.outerjoin(_REVIEW, _REVIEW.c.finding_key == finding.key)
        query = query.where(func.coalesce(_REVIEW.c.accepted, 0) == 0)
    return found(engine, query, _findings_shown(), finding.id, limit)


def _findings_shown() -> Select[Any]:
    finding, review = _FINDING.c, _REVIEW.c
    return select(
        finding.id,
        finding.key,
        finding.document_id,
        _DOCUMENT.c.file_name,
        finding.page,
        _ACTION.c.seq.label("action_seq"),
        _ACTION.c.ref.label("action_ref"),
        finding.severity,
        finding.code,
        finding.message,
        case((review.accepted == 1, "accepted"), (review.accepted == 0, "noted")).label("review"),
        review.note,
        review.author.label("reviewed_by"),
        review.made_at.label("reviewed_at"),
    ).select_from(
        _FINDING.join(_DOCUMENT, _DOCUMENT.c.id == finding.document_id)
        .outerjoin(_ACTION, _ACTION.c.id == finding.action_id)
        .outerjoin(_REVIEW, review.finding_key == finding.key)
    )


def _count(of: TableClause) -> Any:
    return select(func.count()).select_from(of).where(of.c.document_id == _DOCUMENT.c.id).scalar_subquery()


def known_authority(engine: Engine, key: str) -> str:
    """An authority's key as it is stored. Raises ``UnknownFilterError`` if there is none such."""
    with explained(name_of(engine)), engine.connect() as connection:
        keys = connection.execute(select(_AUTHORITY.c.key).order_by(_AUTHORITY.c.key)).scalars().all()
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


def _in_period(period: str) -> ColumnElement[bool]:
    first, last = years_asked_for(period)
    if last is None:
        return or_(_PLAN.c.period == first, _PLAN.c.period.startswith(f"{first}-"))
    return _PLAN.c.period == f"{first}-{last}"


def _on_theme(theme: str) -> ColumnElement[bool]:
    wanted = theme.strip()
    return or_(_ACTION.c.theme.icontains(wanted, autoescape=True), _ACTION.c.theme_key == wanted.casefold())


def _has_status(status: str) -> ColumnElement[bool]:
    """Actions of a status; those without one are of unknown status. So written, an index finds them."""
    coded = _ACTION.c.status_code == status
    return or_(coded, _ACTION.c.status_code.is_(None)) if status == StatusCode.UNKNOWN else coded


def _known_document(engine: Engine, document: str | int) -> ColumnElement[bool]:
    condition = _is_document(document)
    if not _any(engine, select(_DOCUMENT.c.id).where(condition, _DOCUMENT.c.superseded_by.is_(None))):
        raise UnknownFilterError(f"no document {str(document)!r}; 'cjaplans documents' lists them")
    return condition


def _known_code(engine: Engine, code: str) -> ColumnElement[bool]:
    condition = _FINDING.c.code == code
    known = {row["code"] for row in (*read("doubts"), *read("finding_codes"))}
    if code not in known and not _any(engine, select(_FINDING.c.id).where(condition)):
        raise UnknownFilterError(f"no finding has the code {code!r}; the data dictionary lists them")
    return condition


def _is_document(document: str | int) -> ColumnElement[bool]:
    name = str(document)
    if re.fullmatch("[0-9]{1,9}", name):
        return or_(_DOCUMENT.c.id == int(name), _DOCUMENT.c.file_name == name)
    return _DOCUMENT.c.file_name == name


def _severity(severity: str) -> str:
    if severity not in tuple(Severity):
        raise UnknownFilterError(f"no severity {severity!r}; one of {', '.join(Severity)}")
    return severity


def _any(engine: Engine, query: Select[Any]) -> bool:
    with explained(name_of(engine)), engine.connect() as connection:
        return connection.execute(query.limit(1)).first() is not None
