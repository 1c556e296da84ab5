"""Reads one database for a comparison: what is current, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Row, text

from cjaplans.load.errors import explained
from cjaplans.load.secrets import without_passwords
from cjaplans.publish.diff.fields import (
    CODED_FIELDS,
    DECISIONS,
    DOCUMENT_COLUMNS,
    DOCUMENT_LISTS,
    LISTS,
    PRINTED_FIELDS,
)
from cjaplans.publish.diff.model import ActionRow, DocumentRow, Entry, FindingRow, Snapshot, Value

_CURRENT = "SELECT id FROM document WHERE superseded_by IS NULL"
#: Where the entries of each list of an action are, as ``e``, with what their rows only point to.
_ENTRIES = {
    "outcomes": "action_outcome AS e",
    "parties": "action_party AS e LEFT JOIN organisation AS o ON o.id = e.organisation_id",
    "dates": "action_date AS e",
    "funding": "action_funding AS e",
    "references": "action_reference AS e LEFT JOIN action AS t ON t.id = e.target_action_id",
    "steps": "action_step AS e",
}
_POINTED_TO = {("parties", "organisation"): "o.name", ("references", "target"): "t.key"}

Lists = Mapping[str, Mapping[int, tuple[Entry, ...]]]


def snapshot(engine: Engine, name: str) -> Snapshot:
    """What a database holds at this moment; ``name`` is what people call it. Raises ``DatabaseError``."""
    with explained(name), engine.connect() as connection:
        return Snapshot(
            name=without_passwords(name),
            documents={row.id: row for row in _documents(connection)},
            actions={row.id: row for row in _actions(connection)},
            findings=tuple(_findings(connection)),
            superseded=_superseded(connection),
            decisions=_decisions(connection),
        )


def _documents(connection: Connection) -> Iterator[DocumentRow]:
    lists: Lists = {
        name: _grouped(connection, f"SELECT document_id, {_quoted(columns)} FROM {table} ORDER BY document_id, seq")
        for name, (table, columns) in DOCUMENT_LISTS.items()
    }
    plans: dict[int, set[tuple[str | None, str | None]]] = defaultdict(set)
    for document_id, authority, period in connection.execute(
        text("SELECT document_id, authority_key, period FROM current_plan")
    ):
        plans[document_id].add((authority, period))
    query = f"SELECT id, source_uri, period, {_quoted(DOCUMENT_COLUMNS)} FROM current_document ORDER BY id"
    for row in connection.execute(text(query)):
        values = row._mapping
        yield DocumentRow(
            id=row.id,
            sha256=row.sha256,
            file_name=row.file_name,
            source_uri=row.source_uri,
            kind=row.kind,
            authority=row.authority_key,
            period_start=row.period_start,
            period=row.period,
            plans=frozenset(plans[row.id]),
            values=(*(values[name] for name in DOCUMENT_COLUMNS), *_lists_of(lists, row.id)),
        )


def _actions(connection: Connection) -> Iterator[ActionRow]:
    of_current = f"e.action_id IN (SELECT id FROM action WHERE document_id IN ({_CURRENT}))"
    lists: Lists = {name: _grouped(connection, entries_query(name, of_current)) for name in LISTS}
    columns = ", ".join(f'x."{name}"' for name in (*PRINTED_FIELDS, *CODED_FIELDS))
    query = (
        "SELECT x.id, x.document_id, p.file_name, x.seq, x.page_first, x.key, x.confidence, p.authority_key, p.period, "
        f"{columns} "
        "FROM action AS x JOIN current_plan AS p "
        "ON p.document_id = x.document_id AND coalesce(p.part, 0) = coalesce(x.part, 0) ORDER BY x.id"
    )
    for row in connection.execute(text(query)):
        yield _action(row, lists)


def _action(row: Row[Any], lists: Lists) -> ActionRow:
    values = row._mapping
    return ActionRow(
        id=row.id,
        document_id=row.document_id,
        file_name=row.file_name,
        seq=row.seq,
        page=row.page_first,
        key=row.key,
        authority=row.authority_key,
        period=row.period,
        place=row.place,
        ref=row.ref,
        text=f"{row.action_text or ''}\n{row.detail or ''}".strip(),
        values=(
            row.key,
            row.authority_key,
            row.period,
            *(values[name] for name in (*PRINTED_FIELDS, *CODED_FIELDS)),
            *_lists_of(lists, row.id),
            row.confidence,
        ),
    )


def _lists_of(lists: Lists, owner: int) -> Iterator[Value]:
    return (entries.get(owner, ()) for entries in lists.values())


def entries_query(name: str, condition: str) -> str:
    """The entries of a list of those actions whose ``e.action_id`` meets a condition, behind their actions' ids."""
    columns = ", ".join(_POINTED_TO.get((name, column), f'e."{column}"') for column in LISTS[name])
    return f"SELECT e.action_id, {columns} FROM {_ENTRIES[name]} WHERE {condition} ORDER BY e.action_id, e.seq"


def _grouped(connection: Connection, query: str) -> dict[int, tuple[Entry, ...]]:
    """Entries by the row they belong to, which is the first column."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for owner, *entry in connection.execute(text(query)):
        found[owner].append(tuple(entry))
    return {owner: tuple(entries) for owner, entries in found.items()}


def _findings(connection: Connection) -> Iterator[FindingRow]:
    columns = "id, document_id, action_id, page, severity, code, message"
    query = f"SELECT {columns} FROM finding WHERE document_id IN ({_CURRENT}) ORDER BY document_id, page, id"
    return (FindingRow(*row) for row in connection.execute(text(query)))


def _superseded(connection: Connection) -> dict[str, int]:
    """From the bytes of each document that is superseded to the current one at the end of its chain."""
    rows = connection.execute(text("SELECT id, sha256, superseded_by FROM document ORDER BY id")).all()
    newer = {row.id: row.superseded_by for row in rows}
    current = {row.sha256 for row in rows if row.superseded_by is None}
    ends = {row.sha256: _end(row.id, newer) for row in rows if row.superseded_by is not None}
    return {sha256: end for sha256, end in ends.items() if end is not None and sha256 not in current}


def _end(document_id: int, newer: Mapping[int, int | None]) -> int | None:
    """The end of a chain of newer documents; None where it runs in a circle or leads nowhere."""
    met = set()
    following: int | None = document_id
    while following is not None and following not in met:
        met.add(following)
        document_id, following = following, newer.get(following)
    return document_id if following is None and document_id in newer else None


def _decisions(connection: Connection) -> dict[tuple[str, Entry], tuple[Entry, ...]]:
    found: dict[tuple[str, Entry], list[Entry]] = defaultdict(list)
    for kind, (table, key, columns) in DECISIONS.items():
        for row in connection.execute(text(f"SELECT {_quoted((*key, *columns))} FROM {table}")):
            found[kind, tuple(row[: len(key)])].append(tuple(row[len(key) :]))
    return {where: tuple(sorted(entries, key=repr)) for where, entries in found.items()}


def _quoted(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
