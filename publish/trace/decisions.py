"""What people and the program said of an action: findings with their reviews, and corrections."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping

from cjaplans.publish.trace.model import Correction, FindingRecord
from cjaplans.publish.trace.places import rows
from cjaplans.publish.trace.words import code_meaning

_FINDINGS = """
    SELECT f.id, f.key, f.severity, f.code, f.message, f.page, r.accepted, r.note, r.author, r.made_at
    FROM finding AS f LEFT JOIN review AS r ON r.finding_key = f.key
    WHERE f.action_id = :id
    ORDER BY CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.id
"""
_MET = "SELECT field, was, now, found, applied FROM action_correction WHERE action_id = :id ORDER BY seq"
_WRITTEN = """
    SELECT field, was, now, author, reason, made_at, problem FROM correction
    WHERE action_key = :key ORDER BY made_at, id
"""


def findings_of(connection: Connection, action_id: int) -> tuple[FindingRecord, ...]:
    """The findings of an action, the gravest first."""
    return tuple(finding_record(row) for row in rows(connection, _FINDINGS, id=action_id))


def finding_record(row: RowMapping) -> FindingRecord:
    """A row of a finding and its review."""
    return FindingRecord(
        id=row["id"],
        key=row["key"],
        severity=row["severity"],
        code=row["code"],
        message=row["message"],
        meaning=code_meaning(row["code"]),
        page=row["page"],
        accepted=None if row["accepted"] is None else bool(row["accepted"]),
        note=row["note"],
        author=row["author"],
        made_at=row["made_at"],
    )


def corrections_of(connection: Connection, action: RowMapping) -> tuple[Correction, ...]:
    """The corrections of an action: those met when it was read, then those that wait for the next reading."""
    written = {(row["field"], row["was"], row["now"]): row for row in rows(connection, _WRITTEN, key=action["key"])}
    found = []
    for met in rows(connection, _MET, id=action["id"]):
        who = written.pop((met["field"], met["was"], met["now"]), None)
        found.append(_correction(met, who, bool(met["applied"]), met["found"]))
    return (*found, *(_correction(row, row, False, None) for row in written.values()))


def _correction(what: RowMapping, who: RowMapping | None, applied: bool, found: str | None) -> Correction:
    said = {name: who[name] for name in ("author", "reason", "made_at", "problem")} if who is not None else {}
    return Correction(what["field"], what["was"], what["now"], applied, found, **said)
