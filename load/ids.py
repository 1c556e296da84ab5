"""The ids of rows: those that what is read again keeps, and those that are meant."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Executable, cast, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from cjaplans.load.models import Action, ActionStep, Base, Cell, Finding, SourceTable


class _Listed(GenericFunction[Any]):
    """The values of a JSON list, as rows with a ``value``."""

    name = "json_each"
    inherit_cache = True


@compiles(_Listed, "postgresql")
def _on_postgresql(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    values = compiler.process(element.clauses, **options)
    return f"json_array_elements_text(CAST({values} AS JSON))"


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that a document's rows have, by table, in order; those of its actions by their keys."""

    blocks: Mapping[str, Sequence[int]] = field(default_factory=dict)
    actions: Mapping[str, int] = field(default_factory=dict)


def ids_of(connection: Connection, document_id: int, passing: Iterable[str]) -> Ids:
    """The ids of what was read of a document; findings whose codes are ``passing`` come and go with theirs."""
    queries: dict[str, Any] = {
        "source_table": select(SourceTable.id).where(SourceTable.document_id == document_id),
        "cell": select(Cell.id).join(SourceTable).where(SourceTable.document_id == document_id),
        "action_step": select(ActionStep.id).join(Action).where(Action.document_id == document_id),
        "finding": select(Finding.id).where(Finding.document_id == document_id, Finding.code.not_in(list(passing))),
    }
    blocks = {name: sorted(connection.execute(query).scalars()) for name, query in queries.items()}
    actions = select(Action.key, Action.id).where(Action.document_id == document_id)
    return Ids(blocks, {row.key: row.id for row in connection.execute(actions)})


def is_among(
    column: InstrumentedAttribute[Any] | ColumnElement[Any], values: Iterable[Any] | BindParameter[Any]
) -> ColumnElement[bool]:
    """The condition that a column has one of these values, however many: they are one parameter, a list in JSON."""
    given = values if isinstance(values, BindParameter) else json.dumps(sorted(values))
    listed = _Listed(given).table_valued("value")
    return column.in_(select(cast(listed.c.value, column.type)))


def first_id(following: int, kept: Sequence[int], wanted: int) -> int:
    """The first of so many ids in a row that nothing has: those ``kept`` where they do, or the ``following``."""
    in_a_row = bool(kept) and kept[-1] - kept[0] == len(kept) - 1
    return kept[0] if in_a_row and wanted <= len(kept) else following


def action_ids(following: int, keys: Iterable[str], kept: Mapping[str, int]) -> list[int]:
    """The id of each action by the order of their ``keys``: the one its key had, or one from the ``following`` on."""
    free = dict(kept)
    following = max([following, *(number + 1 for number in kept.values())])
    ids = []
    for key in keys:
        known = free.pop(key, None)
        ids.append(following if known is None else known)
        following += known is None
    return ids


def next_id(connection: Connection, name: str) -> int:
    """The id after the last: safe because a transaction holds the write lock from its start."""
    return (connection.execute(_last_id(name)).scalar() or 0) + 1


@cache
def _last_id(name: str) -> Executable:
    return select(func.max(Base.metadata.tables[name].c.id))


def next_ids(connection: Connection, names: tuple[str, ...]) -> dict[str, int]:
    """The id after the last of each of some tables, as ``next_id`` has it."""
    last = connection.execute(_last_ids(names)).one()
    return {name: (number or 0) + 1 for name, number in zip(names, last, strict=True)}


@cache
def _last_ids(names: tuple[str, ...]) -> Executable:
    tables = (Base.metadata.tables[name] for name in names)
    return select(*(select(func.max(table.c.id)).scalar_subquery() for table in tables))
