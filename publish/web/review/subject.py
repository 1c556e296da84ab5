"""What is being reviewed, as the database has it: an action, or a finding with what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, text

from cjaplans.publish.safe import printable
from cjaplans.publish.web.model import NotThere

_ACTION = text("""
    SELECT c.path, c.citation, x.*
    FROM action AS x
    JOIN document AS d ON d.id = x.document_id AND d.superseded_by IS NULL
    JOIN action_citation AS c ON c.action_id = x.id
    WHERE x.key = :key
    ORDER BY x.id
    LIMIT 1
""")
_FINDING = text("""
    SELECT f.key, f.code, f.severity, f.message, f.page, d.sha256, d.file_name,
        (SELECT c.path FROM action_citation AS c WHERE c.action_id = f.action_id) AS path,
        (SELECT c.citation FROM action_citation AS c WHERE c.action_id = f.action_id) AS citation,
        r.accepted, r.note, r.author, r.made_at
    FROM finding AS f
    JOIN document AS d ON d.id = f.document_id AND d.superseded_by IS NULL
    LEFT JOIN review AS r ON r.finding_key = f.key
    WHERE f.key = :key
    ORDER BY f.id
    LIMIT 1
""")


@dataclass(frozen=True, slots=True)
class Subject:
    """An action: its address, its citation, and its columns as they can be shown."""

    key: str
    path: str
    citation: str
    columns: Mapping[str, Any]


def action_of(engine: Engine, key: str) -> Subject:
    """A current action. Raises ``NotThere``."""
    found = _one(engine, _ACTION, key, "action")
    return Subject(key, found["path"], found["citation"], found)


def finding_of(engine: Engine, key: str) -> Mapping[str, Any]:
    """A finding of a current document, with its review, as it can be shown. Raises ``NotThere``."""
    return _one(engine, _FINDING, key, "finding")


def _one(engine: Engine, query: Any, key: str, kind: str) -> Mapping[str, Any]:
    with engine.connect() as connection:
        found = connection.execute(query, {"key": key}).mappings().first()
    if found is None:
        raise NotThere(
            f"no {kind} of a current plan has the key {key}", "it may have changed; look for it in the lists"
        )
    return {name: printable(each) if isinstance(each, str) else each for name, each in found.items()}
