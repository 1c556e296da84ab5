"""Actions as JSON Lines: one action a line, with all that hangs on it inside."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

import msgspec

from cjaplans.publish.package.connect import connected
from cjaplans.publish.package.model import Form, Kind, Written
from cjaplans.publish.package.schema import resource
from cjaplans.publish.safe import json_text

FILE = "actions.jsonl"
_LINES_AT_ONCE = 1_000
#: What a terminal obeys or what is half a character: rare, and written as ``\u....``.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Part:
    """What is nested in an action under ``name``: columns of ``source``, all by ``action_id``, in an order.

    ``columns`` are written as in ``o.basis AS basis``, ``flags`` the names of those that are yes or no.
    """

    name: str
    source: str
    columns: str
    order: str
    flags: frozenset[str] = field(default_factory=frozenset)

    def query(self) -> str:
        """The rows of the part, action by action; the first column is the action's id."""
        return f"SELECT {self.columns} FROM {self.source} ORDER BY {self.order}"


PARTS = (
    Part(
        "outcomes",
        "action_outcome AS o LEFT JOIN outcome AS x ON x.id = o.outcome_id",
        "o.action_id, o.printed, o.outcome_id, x.scheme_key, x.code, x.label, o.basis",
        "o.action_id, o.seq",
    ),
    Part(
        "common_outcomes",
        "action_common_outcome AS o JOIN outcome AS x ON x.id = o.outcome_id",
        'o.action_id, o.outcome_id, x.code, x.label, o.basis, o."match"',
        "o.action_id, o.outcome_id",
    ),
    Part(
        "parties",
        "action_party AS p LEFT JOIN organisation AS x ON x.id = p.organisation_id",
        "p.action_id, p.printed, p.name, p.kind, p.role, x.name AS organisation, x.kind AS organisation_kind",
        "p.action_id, p.seq",
    ),
    Part(
        "dates",
        "action_date",
        'action_id, printed, kind, start_date, end_date, precision, ongoing, "interval", label',
        "action_id, seq",
        frozenset({"ongoing"}),
    ),
    Part(
        "funding",
        "action_funding",
        'action_id, printed, amount_gbp, funder, purpose, fund, start_date, end_date, "interval", is_total',
        "action_id, seq",
        frozenset({"is_total"}),
    ),
    Part(
        "steps",
        "action_step",
        "action_id, seq, ref, action_text, detail, responsible, timescale, status, progress, target, resources, "
        "monitoring, outcome_refs, status_code, start_date, end_date, date_precision, ongoing, revised_from",
        "action_id, seq",
        frozenset({"ongoing"}),
    ),
    Part(
        "references",
        "action_reference AS r LEFT JOIN action AS x ON x.id = r.target_action_id",
        "r.action_id, r.field, r.printed, r.ref, r.resolution, x.key AS target_key",
        "r.action_id, r.seq",
    ),
    Part(
        "previous",
        "action_lineage AS l JOIN action AS x ON x.id = l.previous_action_id",
        "l.action_id, x.key AS action_key, x.status_code, l.basis, l.similarity",
        "l.action_id, l.previous_action_id",
    ),
    Part(
        "corrections",
        "action_correction",
        "action_id, field, was, now, found, applied",
        "action_id, seq",
        frozenset({"applied"}),
    ),
    Part(
        "findings",
        "finding",
        "action_id, key, severity, code, message, page",
        "action_id, id",
    ),
    Part(
        "sources",
        "action_source AS s JOIN cell AS c ON c.id = s.cell_id",
        'action_id, s.field, s.cell_id, c.page, c.row, c."column", c.x0, c.top, c.x1, c.bottom, c.confidence',
        "s.action_id, s.field, s.cell_id",
    ),
)
_DOCUMENT = "SELECT id, sha256, file_name, title, kind, state, page_count FROM document"
#: Columns of ``action_flat`` that stand under ``document`` instead.
_OF_THE_DOCUMENT = ("document_id", "file_name", "document_kind", "document_state")


def write_records(database: Path, folder: Path) -> list[Written]:
    """Write the actions of current plans to ``actions.jsonl``."""
    encode = msgspec.json.Encoder().encode
    with closing(connected(database)) as connection, (folder / FILE).open("wb") as file:
        lines = (_safe(encode(record)) for record in records(connection))
        count = 0
        while batch := list(islice(lines, _LINES_AT_ONCE)):
            count += len(batch)
            file.writelines(batch)
    return [Written(FILE, Form.JSONL, count)]


def records(connection: sqlite3.Connection) -> Iterator[Record]:
    """The actions of current plans in the order of their ids, each with its parts."""
    documents = {row["id"]: row for row in _rows(connection, _DOCUMENT, frozenset())}
    parts = {part.name: _Following(_groups(connection, part)) for part in PARTS}
    flags = frozenset(field.name for field in resource("action_flat").fields if field.kind is Kind.BOOLEAN)
    for row in _rows(connection, "SELECT * FROM action_flat ORDER BY action_id", flags):
        number = row["action_id"]
        document = documents[row["document_id"]]
        for name in _OF_THE_DOCUMENT:
            del row[name]
        row["document"] = document
        for name, part in parts.items():
            row[name] = part.of(int(str(number)))
        yield row


def _rows(connection: sqlite3.Connection, query: str, flags: frozenset[str]) -> Iterator[Record]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    return (_record(names, values, flags) for values in cursor)


def _groups(connection: sqlite3.Connection, part: Part) -> Iterator[tuple[int, list[Record]]]:
    """The rows of each action that has any."""
    cursor = connection.execute(part.query())
    names = [column[0] for column in cursor.description][1:]
    for number, rows in groupby(cursor, key=itemgetter(0)):
        if number is not None:
            yield number, [_record(names, values[1:], part.flags) for values in rows]


def _record(names: Sequence[str], values: Sequence[object], flags: frozenset[str]) -> Record:
    """A row by the names of its columns, flags as such."""
    row = dict(zip(names, values, strict=True))
    for name in flags:
        row[name] = None if row[name] is None else bool(row[name])
    return row


class _Following:
    """Groups in the order of their actions, asked for in that order; those of actions not asked for are passed by."""

    def __init__(self, groups: Iterator[tuple[int, list[Record]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def of(self, action: int) -> Sequence[Mapping[str, object]]:
        while self._next is not None and self._next[0] < action:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != action:
            return []
        found = self._next[1]
        self._next = next(self._groups, None)
        return found


def _safe(line: bytes) -> bytes:
    """A line that ends, with nothing in it that a terminal obeys."""
    if not line.isascii() and _STEERING.search(text := line.decode()):
        line = json_text(msgspec.json.decode(text)).encode()
    return line + b"\n"
