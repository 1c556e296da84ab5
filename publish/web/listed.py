"""Lists of actions for people to read: those that conditions and words select, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, bindparam, text

from cjaplans.load.errors import explained
from cjaplans.load.search import match_expression
from cjaplans.publish.compare.query import sql_of
from cjaplans.publish.compare.selection import Selection

SIZE = 50

_SHOWN = """
SELECT action_id, action_key, path, citation, authority_key, authority, period, ref, theme, place, action_text,
    responsible, timescale, status_code, status_meaning, page_first
FROM action_flat
WHERE action_id IN :ids
"""
_ORDER = "s.authority_key IS NULL, s.authority_key, s.period, s.document_id, x.seq"


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list: how many actions there are in all, and those from ``first``, counted from 0."""

    total: int
    first: int
    rows: Sequence[Mapping[str, Any]]


def actions(engine: Engine, selection: Selection, words: str | None, first: int, size: int = SIZE) -> Listed:
    """The actions selected that have all ``words``, best match first, or in the order of their plans.

    Raises ``DatabaseError``.
    """
    expression = match_expression(words) if words else None
    if words and expression is None:
        return Listed(0, 0, ())
    values = {**selection.parameters(), "expression": expression, "first": first, "size": size}
    with explained(str(engine.url.database)), engine.connect() as connection:
        total = connection.execute(text(_query("count(*)", expression)), values).scalar_one()
        ordered = _query("s.action_id", expression) + f" ORDER BY {_order(expression)} LIMIT :size OFFSET :first"
        ids = list(connection.execute(text(ordered), values).scalars())
        shown = text(_SHOWN).bindparams(bindparam("ids", expanding=True))
        rows = {row["action_id"]: row for row in connection.execute(shown, {"ids": ids}).mappings()}
    return Listed(total, first, [dict(rows[each]) for each in ids])


def _query(what: str, expression: str | None) -> str:
    matched = "JOIN action_search AS f ON f.rowid = s.action_id" if expression else ""
    where = "WHERE f.action_search MATCH :expression" if expression else ""
    selected = f"WITH s AS ({sql_of('selected')})"
    return f"{selected}\nSELECT {what} FROM s JOIN action AS x ON x.id = s.action_id {matched} {where}"


def _order(expression: str | None) -> str:
    return f"f.rank, {_ORDER}" if expression else _ORDER
