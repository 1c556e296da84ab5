"""The findings that wait for somebody, counted and listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, Engine

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.publish.trace.decisions import finding_record
from cjaplans.publish.trace.model import FindingRecord, Link
from cjaplans.publish.trace.places import links_by_id, page_path, rows
from cjaplans.publish.trace.words import code_meaning

#: What can be asked for of a finding's review.
REVIEWS = ("open", "noted", "accepted")
SEVERITIES = ("error", "warning", "info")

_REVIEW = "CASE r.accepted WHEN 1 THEN 'accepted' WHEN 0 THEN 'noted' ELSE 'open' END"
_FROM = """
    FROM finding AS f
    JOIN document AS d ON d.id = f.document_id AND d.superseded_by IS NULL
    LEFT JOIN review AS r ON r.finding_key = f.key
"""
_CONDITIONS = {
    "severity": "f.severity = :severity",
    "code": "f.code = :code",
    "document": "d.sha256 >= :document AND d.sha256 < :document || 'g'",
    "review": f"({_REVIEW} = :review OR (:review = 'open' AND r.accepted = 0))",
}
_ROWS = """
    SELECT f.id, f.key, f.severity, f.code, f.message, f.page, r.accepted, r.note, r.author, r.made_at,
        f.action_id, d.file_name, d.sha256
"""
_ORDER = """
    ORDER BY CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.document_id, f.page, f.id
    LIMIT :size OFFSET :offset
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings; None is no condition.

    Attributes:
        severity: ``error``, ``warning`` or ``info``.
        code: code of the finding.
        document: the first figures of a document's SHA-256.
        review: ``open`` for those that nobody has accepted, ``noted`` for those with a note alone, ``accepted``.
    """

    severity: str | None = None
    code: str | None = None
    document: str | None = None
    review: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings share a value; ``label`` is what it is in words."""

    value: str
    label: str
    findings: int


@dataclass(frozen=True, slots=True)
class Queued:
    """A finding, the file it is of, the action it is about, and the address of its page's picture."""

    finding: FindingRecord
    file_name: str
    document: str
    action: Link | None
    page_path: str | None


@dataclass(frozen=True, slots=True)
class Queue:
    """The findings wanted, in part; and by each condition, how many there are of each value if it were free."""

    total: int
    rows: tuple[Queued, ...]
    counts: Mapping[str, tuple[Count, ...]]


def queue(engine: Engine, wanted: Wanted, offset: int = 0, size: int = 50) -> Queue:
    """Findings of current documents, the gravest first. Raises ``DatabaseError``."""
    conditions = {name: value for name, value in asdict(wanted).items() if value is not None}
    with explained(name_of(engine)), engine.connect() as connection:
        total = rows(connection, f"SELECT count(*) AS findings {_FROM} {_where(conditions)}", **conditions)
        return Queue(
            total=total[0]["findings"],
            rows=_listed(connection, conditions, offset, size),
            counts={
                "severity": _counts(connection, conditions, "severity", "f.severity", "f.severity"),
                "code": _counts(connection, conditions, "code", "f.code", "f.code"),
                "document": _counts(connection, conditions, "document", "substr(d.sha256, 1, 16)", "d.file_name"),
            },
        )


def _listed(connection: Connection, conditions: Mapping[str, str], offset: int, size: int) -> tuple[Queued, ...]:
    query = f"{_ROWS} {_FROM} {_where(conditions)} {_ORDER}"
    found = rows(connection, query, **conditions, size=size, offset=offset)
    actions = links_by_id(connection, (row["action_id"] for row in found if row["action_id"] is not None))
    return tuple(
        Queued(
            finding_record(row), row["file_name"], row["sha256"][:16], actions.get(row["action_id"]),
            page_path(row["sha256"], row["page"]) if row["page"] else None,
        )
        for row in found
    )  # fmt: skip


def _counts(
    connection: Connection, conditions: Mapping[str, str], free: str, value: str, label: str
) -> tuple[Count, ...]:
    others = {name: each for name, each in conditions.items() if name != free}
    query = f"SELECT {value} AS value, min({label}) AS label, count(*) AS findings {_FROM} {_where(others)} GROUP BY 1"
    found = [Count(**row) for row in rows(connection, query, **others)]
    if free == "code":
        found = [Count(each.value, code_meaning(each.value) or "", each.findings) for each in found]
    return tuple(sorted(found, key=lambda each: (-each.findings, each.label)))


def _where(conditions: Mapping[str, str]) -> str:
    return "WHERE " + " AND ".join(["1 = 1", *(_CONDITIONS[name] for name in conditions)])
