"""A plan as a page: what is known of it, its actions in their order, its pages, and what should be looked at."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from cjaplans.load.errors import explained
from cjaplans.publish.trace.places import links_by_id
from cjaplans.publish.trace.words import day, span
from cjaplans.publish.web.model import Answer, Asked, NotThere, Page, Site

Row = Mapping[str, Any]

#: Figures of a SHA-256 that addresses have.
SHORT = 16
#: Findings that are listed; the rest is counted.
MOST_FINDINGS = 100

_DOCUMENT = """
SELECT d.*, a.name AS authority, s.title AS scheme, date(r.started_at) AS read_at, r.version, n.sha256 AS newer
FROM document AS d
LEFT JOIN authority AS a ON a.key = d.authority_key
LEFT JOIN outcome_scheme AS s ON s.key = d.scheme_key
LEFT JOIN ingest_run AS r ON r.id = d.run_id
LEFT JOIN document AS n ON n.id = d.superseded_by
WHERE d.sha256 >= :sha AND d.sha256 < :sha || 'g'
ORDER BY d.superseded_by IS NOT NULL, d.id DESC
"""
_PARTS = """
SELECT p.*, a.name AS authority, s.title AS scheme
FROM document_part AS p
LEFT JOIN authority AS a ON a.key = p.authority_key
LEFT JOIN outcome_scheme AS s ON s.key = p.scheme_key
WHERE p.document_id = :id ORDER BY p.seq
"""
_ACTIONS = """
SELECT x.id, c.path, x.part, x.page_first, x.ref, x.theme, x.place, x.action_text, x.responsible, x.timescale,
    replace(coalesce(x.status_code, 'unknown'), '_', ' ') AS status_meaning
FROM action AS x JOIN action_citation AS c ON c.action_id = x.id
WHERE x.document_id = :id AND (:part IS NULL OR x.part = :part)
ORDER BY x.seq
"""
_FINDINGS = """
SELECT f.key, f.page, f.severity, f.code, f.message, f.action_id, r.accepted
FROM finding AS f
LEFT JOIN review AS r ON r.finding_key = f.key
WHERE f.document_id = :id AND (:first IS NULL OR f.page IS NULL OR f.page BETWEEN :first AND :last)
ORDER BY coalesce(r.accepted, 0), CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.page, f.id
"""
_PAGES = """
SELECT number, text_layer, confidence FROM page
WHERE document_id = :id AND (:first IS NULL OR number BETWEEN :first AND :last) ORDER BY number
"""
_TABLES = """
SELECT seq, page_first, page_last, role, layout, header, confidence FROM source_table
WHERE document_id = :id AND engine <> 'outline'
    AND (:first IS NULL OR page_first BETWEEN :first AND :last) ORDER BY seq
"""
_OLDER = "SELECT sha256, file_name FROM document WHERE superseded_by = :id ORDER BY id"
_COPIES = "SELECT file_name FROM duplicate WHERE document_id = :id ORDER BY file_name"
#: Tables of what a plan says beside its actions.
_BESIDE = {"indicator": "indicators", "glossary_term": "glossary terms", "requirement": "requirements"}


def page(site: Site, asked: Asked) -> Answer:
    """``/plan/<sha>`` and ``/plan/<sha>/<part>``. Raises ``NotThere``."""
    with explained(site.url), site.engine.connect() as connection:
        document = _document(connection, asked.parts["sha"])
        parts = _rows(connection, _PARTS, id=document["id"])
        part = _part(parts, asked.parts.get("part"))
        return Page("plan.html", _context(connection, document, parts, part))


def _document(connection: Connection, sha: str) -> Row:
    found = _rows(connection, _DOCUMENT, sha=sha)
    if not found:
        raise NotThere(f"no plan's file begins with {sha}", "see the overview for the plans that are held")
    return found[0]


def _part(parts: Sequence[Row], wanted: str | None) -> Row | None:
    if wanted is None:
        return None
    found = next((part for part in parts if str(part["seq"]) == wanted), None)
    if found is None:
        raise NotThere(f"the file has no part {wanted}", "see the page of the whole file, without a number at its end")
    return found


def _context(connection: Connection, document: Row, parts: Sequence[Row], part: Row | None) -> Mapping[str, object]:
    here = {"id": document["id"]}
    pages = {"first": part and part["page_first"], "last": part and part["page_last"]}
    findings = _rows(connection, _FINDINGS, **here, **pages)
    return {
        "document": document,
        "day": day,
        "span": span,
        "sha": document["sha256"][:SHORT],
        "plan": {**document, **(part or {})},
        "part": part,
        "parts": parts,
        "actions": _rows(connection, _ACTIONS, **here, part=part and part["seq"]),
        "pages": _rows(connection, _PAGES, **here, **pages),
        "tables": [_table(row) for row in _rows(connection, _TABLES, **here, **pages)],
        "findings": _with_actions(connection, findings[:MOST_FINDINGS]),
        "more_findings": max(0, len(findings) - MOST_FINDINGS),
        "older": _rows(connection, _OLDER, **here),
        "copies": _rows(connection, _COPIES, **here),
        "beside": {} if part else _beside(connection, document["id"]),
    }


def _with_actions(connection: Connection, findings: Sequence[Row]) -> Sequence[Row]:
    """Findings with the path and the number of the action that each is about, if any."""
    links = links_by_id(connection, (row["action_id"] for row in findings if row["action_id"] is not None))
    found = ((row, links.get(row["action_id"])) for row in findings)
    return [{**row, "path": link and link.path, "ref": link and link.ref} for row, link in found]


def _table(row: Row) -> Row:
    """A table with its headings on one line."""
    headings = (" ".join(each.split()) for each in json.loads(row["header"]))
    return {**row, "header": " | ".join(each for each in headings if each)}


def _beside(connection: Connection, document_id: int) -> Mapping[str, tuple[str, int]]:
    """How much the document says beside its actions, by table."""
    counts = {
        table: connection.execute(
            text(f"SELECT count(*) FROM {table} WHERE document_id = :id"), {"id": document_id}
        ).scalar_one()
        for table in _BESIDE
    }
    return {table: (_BESIDE[table], count) for table, count in counts.items() if count}


def _rows(connection: Connection, query: str, **values: object) -> Sequence[Row]:
    return [dict(row) for row in connection.execute(text(query), values).mappings()]
