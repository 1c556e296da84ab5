"""Where an action stands: the files that hold its key, its plan, its pages, and the actions beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, RowMapping, text

from cjaplans.normalise.periods import period_label
from cjaplans.publish.trace.model import DocumentRecord, Link, PageRecord, UnknownActionError

#: Keys of one plan that are offered in the place of one that is not there.
OFFERED = 5
#: The sign behind "-", of which all keys with one number are before.
_AFTER = "."
#: Followed from a superseded document to the current one at the end of its chain.
_LONGEST_CHAIN = 100

_ACTIONS = """
    SELECT x.*, c.path, c.citation, d.superseded_by
    FROM action AS x
    JOIN document AS d ON d.id = x.document_id
    JOIN action_citation AS c ON c.action_id = x.id
    WHERE x.key = :key
    ORDER BY d.superseded_by IS NOT NULL, d.id DESC
"""
_LINK = """
    SELECT x.id, x.key, c.path, x.ref, coalesce(x.action_text, x.detail, '') AS text, c.authority, c.period
    FROM action AS x
    JOIN action_citation AS c ON c.action_id = x.id
"""
#: The action before (<, DESC) or after (>, ASC) another in its plan.
_BESIDE = """
    x.id = (
        SELECT id FROM action
        WHERE document_id = :document AND coalesce(part, 0) = coalesce(:part, 0) AND seq {side} :seq
        ORDER BY seq {order} LIMIT 1
    )
"""
_DOCUMENT = """
    SELECT d.id, d.sha256, d.file_name, d.kind, d.state, d.page_count, d.superseded_by, y.seq AS part,
        a.name AS authority,
        CASE WHEN y.seq IS NULL THEN d.authority_key ELSE y.authority_key END AS authority_key,
        CASE WHEN y.seq IS NULL THEN d.title ELSE y.title END AS title,
        CASE WHEN y.seq IS NULL THEN d.period_start ELSE y.period_start END AS start,
        CASE WHEN y.seq IS NULL THEN d.period_end ELSE y.period_end END AS "end"
    FROM document AS d
    LEFT JOIN document_part AS y ON y.document_id = d.id AND y.seq = :part
    LEFT JOIN authority AS a ON a.key = CASE WHEN y.seq IS NULL THEN d.authority_key ELSE y.authority_key END
    WHERE d.id = :id
"""


def rows(connection: Connection, query: str, **parameters: object) -> list[RowMapping]:
    """The rows of a query."""
    return list(connection.execute(text(query), parameters).mappings())


def actions_of(connection: Connection, key: str) -> list[RowMapping]:
    """The actions with a key: that of a current document first, then the newest. Raises ``UnknownActionError``."""
    found = rows(connection, _ACTIONS, key=key)
    if not found:
        raise UnknownActionError(key, _like(connection, key))
    return found


def _like(connection: Connection, key: str) -> tuple[str, ...]:
    """Keys of the same plan with the same number: other words give a row another digest."""
    numbered, dash, _ = key.rpartition("-")
    if not dash or numbered.count("/") < 2:
        return ()
    query = "SELECT DISTINCT key FROM action WHERE key >= :first AND key < :last ORDER BY key LIMIT :most"
    found = rows(connection, query, first=f"{numbered}-", last=f"{numbered}{_AFTER}", most=OFFERED)
    return tuple(row["key"] for row in found)


def document_of(connection: Connection, document_id: int, part: int | None) -> DocumentRecord:
    """A document, or one of the plans in it."""
    row = rows(connection, _DOCUMENT, id=document_id, part=part)[0]
    return DocumentRecord(
        id=row["id"],
        sha256=row["sha256"],
        file_name=row["file_name"],
        kind=row["kind"],
        state=row["state"],
        authority_key=row["authority_key"],
        authority=row["authority"],
        period=_period(row),
        title=row["title"],
        part=row["part"],
        page_count=row["page_count"],
        current=row["superseded_by"] is None,
    )


def current_of(connection: Connection, document_id: int) -> DocumentRecord | None:
    """The document at the end of the chain that supersedes this one; None for one that is current, or in a circle."""
    query = "SELECT superseded_by FROM document WHERE id = :id"
    at = document_id
    for _ in range(_LONGEST_CHAIN):
        newer = connection.execute(text(query), {"id": at}).scalar()
        if newer is None:
            return None if at == document_id else document_of(connection, at, None)
        at = newer
    return None


def pages_of(connection: Connection, document: DocumentRecord, numbers: set[int]) -> tuple[PageRecord, ...]:
    """Pages of a document by number, as far as it holds their sizes."""
    query = "SELECT number, width, height, text_layer FROM page WHERE document_id = :id ORDER BY number"
    return tuple(
        PageRecord(**row, path=page_path(document.sha256, row["number"]))
        for row in rows(connection, query, id=document.id)
        if row["number"] in numbers
    )


def page_path(sha256: str, number: int) -> str:
    """The address of a page's picture."""
    return f"/page/{sha256[:16]}/{number}.png"


def neighbour(connection: Connection, action: RowMapping, *, after: bool) -> Link | None:
    """The action before or after one in its plan."""
    condition = _BESIDE.format(side=">", order="ASC") if after else _BESIDE.format(side="<", order="DESC")
    place = {"document": action["document_id"], "part": action["part"], "seq": action["seq"]}
    return next(iter(links(connection, condition, **place)), None)


def links(connection: Connection, condition: str, **parameters: object) -> list[Link]:
    """Links to the actions ``x`` that meet a condition."""
    return [Link(**row) for row in rows(connection, f"{_LINK} WHERE {condition}", **parameters)]


def links_by_id(connection: Connection, ids: Iterable[int]) -> dict[int, Link]:
    """Links to actions, by their ids."""
    wanted = "x.id IN (SELECT value FROM json_each(:ids))"
    return {link.id: link for link in links(connection, wanted, ids=json.dumps(sorted(set(ids))))}


def _period(row: RowMapping) -> str | None:
    start, end = (date.fromisoformat(value) if value else None for value in (row["start"], row["end"]))
    return period_label(start, end)
