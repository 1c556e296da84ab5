"""The tables ``correction`` and ``review`` mirror the files that people's corrections and reviews stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, update

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.load.finding_rows import finding_key
from cjaplans.load.ids import is_among, next_id
from cjaplans.load.models import Base, Finding
from cjaplans.load.standing import Judged, Standing, judge
from cjaplans.normalise.corrections import Correction, Review
from cjaplans.normalise.model import Severity

#: The code of findings that come and go with the files of corrections.
UNMATCHED = "correction_unmatched"

Row = dict[str, Any]
Identity = tuple[Any, ...]


def mirror(engine: Engine, corrections: Sequence[Correction], reviews: Sequence[Review]) -> tuple[Judged, ...]:
    """Bring both tables and the findings on corrections without action up to the files; how each correction stands.

    One transaction; rows that are right already are left alone.
    """
    with explained(name_of(engine)), engine.begin() as connection:
        judged = judge(connection, corrections)
        same = ("action_key", "field", "was", "now")
        _mirror(connection, "correction", same, [_correction(each) for each in judged])
        _mirror(connection, "review", ("finding_key",), [_review(each) for each in reviews])
        _write_findings(connection, {_finding(each) for each in judged if each.standing is Standing.UNMATCHED})
    return judged


def held(engine: Engine) -> int:
    """How many corrections and reviews a database holds."""
    counts = [select(func.count()).select_from(Base.metadata.tables[name]) for name in ("correction", "review")]
    with explained(name_of(engine)), engine.connect() as connection:
        return sum(connection.execute(count).scalar_one() for count in counts)


def _correction(judged: Judged) -> Row:
    each = judged.correction
    return {
        "action_key": each.key,
        "field": each.field,
        "was": each.was,
        "now": each.now,
        "author": each.author,
        "reason": each.reason,
        "made_at": each.date.isoformat(),
        "applied": int(judged.standing is Standing.APPLIED),
        "source": each.source,
        "problem": None if judged.sound else judged.problem,
    }


def _review(each: Review) -> Row:
    return {
        "finding_key": each.finding_key,
        "accepted": int(each.accepted),
        "note": each.note,
        "author": each.author,
        "made_at": each.date.isoformat(),
    }


def _mirror(connection: Connection, name: str, same: Sequence[str], wanted: Sequence[Row]) -> None:
    """Make a table hold these rows and no others; a row is known by its columns ``same``, and keeps its id."""
    table = Base.metadata.tables[name]
    stored = {_identity(row, same): row for row in map(dict, connection.execute(select(table)).mappings())}
    rows = {_identity(row, same): row for row in wanted}
    for identity, row in stored.items():
        if identity not in rows:
            connection.execute(delete(table).where(*_is(table, row)))
        elif rows[identity].items() - row.items():
            connection.execute(update(table).where(*_is(table, row)).values(rows[identity]))
    if new := [row for identity, row in rows.items() if identity not in stored]:
        connection.execute(insert(table), _numbered(connection, table, new))


def _numbered(connection: Connection, table: Table, rows: Sequence[Row]) -> Sequence[Row]:
    """Rows with ids of their own, where the table has such."""
    if "id" not in table.columns:
        return rows
    return [row | {"id": number} for number, row in enumerate(rows, start=next_id(connection, table.name))]


def _identity(row: Mapping[str, Any], same: Sequence[str]) -> Identity:
    return tuple(row[column] for column in same)


def _is(table: Table, row: Row) -> list[Any]:
    return [column == row[column.name] for column in table.primary_key.columns]


def _finding(judged: Judged) -> tuple[int, str, str]:
    """The document, key and message of the finding on a correction without action."""
    each = judged.correction
    message = f"a correction of {each.field} in {each.source} is not applied: {judged.problem}"
    return judged.documents[0], finding_key(each.key, UNMATCHED, message), message


def _write_findings(connection: Connection, wanted: set[tuple[int, str, str]]) -> None:
    own = Finding.code == UNMATCHED
    columns = (Finding.document_id, Finding.key, Finding.message)
    stored = {tuple(row): number for number, *row in connection.execute(select(Finding.id, *columns).where(own))}
    gone = [number for row, number in stored.items() if row not in wanted]
    if gone:
        connection.execute(delete(Finding).where(is_among(Finding.id, gone)))
    first = next_id(connection, "finding")
    for number, (document_id, key, message) in enumerate(sorted(wanted - stored.keys()), start=first):
        values = {"id": number, "document_id": document_id, "key": key, "message": message}
        connection.execute(insert(Finding).values(values | {"code": UNMATCHED, "severity": Severity.ERROR.value}))
