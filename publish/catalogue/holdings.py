"""The plans and authorities of a database, for its catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, Engine, RowMapping, text

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.normalise.model import DocumentKind, State
from cjaplans.publish.catalogue.entries import Area, Plan

_CURRENT = text(
    "SELECT p.document_id, p.part, p.file_name, p.kind, p.state, p.authority_key, p.title, p.period_start, "
    "p.period_end, d.reason, d.text_layer FROM current_plan AS p JOIN document AS d ON d.id = p.document_id "
    "ORDER BY p.document_id, p.part"
)

_AREAS = text("SELECT key, established, abolished FROM authority ORDER BY key")
_ACTIONS = text("SELECT document_id, part, count(*) AS actions FROM action GROUP BY document_id, part")
_COPIES = text("SELECT document_id, count(*) AS copies FROM duplicate GROUP BY document_id")
_SUPERSEDED = text("SELECT id, superseded_by FROM document WHERE superseded_by IS NOT NULL")


def holdings(engine: Engine) -> tuple[tuple[Plan, ...], tuple[Area, ...]]:
    """All current plans, and the authorities by their keys. Raises ``DatabaseError``."""
    with explained(name_of(engine)), engine.connect() as connection:
        actions, older, copies = _actions(connection), _older_versions(connection), _copies(connection)
        plans = tuple(
            _plan(row, actions[row["document_id"], row["part"]], older[row["document_id"]], copies[row["document_id"]])
            for row in connection.execute(_CURRENT).mappings()
        )
        areas = connection.execute(_AREAS)
        return plans, tuple(Area(key, date.fromisoformat(str(first)), _day(last)) for key, first, last in areas)


def _plan(row: RowMapping, actions: int, superseded: int, copies: int) -> Plan:
    start, end = _day(row["period_start"]), _day(row["period_end"])
    return Plan(
        document_id=row["document_id"],
        part=row["part"],
        file_name=row["file_name"],
        kind=DocumentKind(row["kind"]),
        state=State(row["state"]),
        has_text=row["text_layer"] is not None,
        authority=row["authority_key"],
        title=row["title"],
        period=(start, end) if start and end else None,
        reason=row["reason"],
        actions=actions,
        superseded=superseded,
        copies=copies,
    )


def _actions(connection: Connection) -> Counter[tuple[int, int | None]]:
    return Counter({(row.document_id, row.part): row.actions for row in connection.execute(_ACTIONS)})


def _copies(connection: Connection) -> Counter[int]:
    return Counter({row.document_id: row.copies for row in connection.execute(_COPIES)})


def _older_versions(connection: Connection) -> Counter[int]:
    """How many documents each current one supersedes, at once or through others."""
    newer = {row.id: row.superseded_by for row in connection.execute(_SUPERSEDED)}
    return Counter(_last(document_id, newer) for document_id in newer)


def _last(document_id: int, newer: Mapping[int, int]) -> int:
    """The end of the chain of newer documents; a chain that runs in a circle ends where it is met again."""
    met = set()
    while document_id in newer and document_id not in met:
        met.add(document_id)
        document_id = newer[document_id]
    return document_id


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
