"""Puts the codebooks into the reference tables, writing only what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from cjaplans.load.ids import next_id
from cjaplans.load.models import Base
from cjaplans.normalise.codebooks import read

Row = dict[str, Any]

_ORGANISATION = Base.metadata.tables["organisation"]
_ORGANISATIONS = select(_ORGANISATION.c.id, _ORGANISATION.c.name).where(
    _ORGANISATION.c.name.in_(bindparam("names", expanding=True))
)


def load_reference(connection: Connection) -> None:
    """Bring all reference tables up to the codebooks; rows that plans may refer to are never deleted."""
    for name, rows in _tables().items():
        _upsert(connection, Base.metadata.tables[name], rows)
    _prune_mappings(connection)
    _load_organisations(connection)


def organisation_ids(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """The ids of organisations by name; those a plan's own glossary brings are added without a kind."""
    wanted = tuple(names)
    if not wanted:
        return {}
    known = {name: number for number, name in connection.execute(_ORGANISATIONS, {"names": wanted})}
    missing = [name for name in wanted if name not in known]
    if missing:
        added = dict(zip(missing, count(next_id(connection, "organisation")), strict=False))
        connection.execute(insert(_ORGANISATION), [{"id": number, "name": name} for name, number in added.items()])
        known |= added
    return {name: known[name] for name in wanted}


def _load_organisations(connection: Connection) -> None:
    """Bring ``organisation`` up to the gazetteer by name, under the ids its rows have."""
    from cjaplans.normalise.parties import organisations  # slow to load, and those who only read need it not

    table = Base.metadata.tables["organisation"]
    kinds = dict(organisations())
    ids = organisation_ids(connection, kinds)
    _upsert(connection, table, [{"id": ids[name], "name": name, "kind": kind} for name, kind in kinds.items()])


def _tables() -> dict[str, list[Row]]:
    """The rows each table should have, tables in an order that satisfies their keys."""
    return {
        "authority": [
            _plain(row) | {"established": _day(row["established"]), "abolished": _day(row["abolished"])}
            for row in read("authorities")
        ],
        "council": [_renamed(row, gss="key") for row in read("councils")],
        "outcome_scheme": [_plain(row) | {"year": int(row["year"])} for row in read("schemes")],
        "outcome": [
            _renamed(row, scheme="scheme_key") | {"id": f"{row['scheme']}:{row['code']}"} for row in read("outcomes")
        ],
        "outcome_mapping": [_renamed(row, source="source_id", target="target_id") for row in read("outcome_mappings")],
        "theme": [_plain(row) for row in read("themes")],
        "priority_group": [_plain(row) for row in read("priority_groups")],
    }


def _plain(row: Mapping[str, str]) -> Row:
    return {name: value or None for name, value in row.items()}


def _renamed(row: Mapping[str, str], **names: str) -> Row:
    return {names.get(name, name): value or None for name, value in row.items()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _upsert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    keys = [column.name for column in table.primary_key]
    known = {tuple(row[key] for key in keys): dict(row) for row in connection.execute(select(table)).mappings()}
    missing = []
    for row in rows:
        key = tuple(row[name] for name in keys)
        if key not in known:
            missing.append(row)
        elif known[key] != row:
            where = [table.c[name] == row[name] for name in keys]
            connection.execute(update(table).where(*where).values(row))
    if missing:
        connection.execute(insert(table), missing)


def _prune_mappings(connection: Connection) -> None:
    """Delete crosswalk rows that were taken out of the codebook: they would go on counting in the views."""
    table = Base.metadata.tables["outcome_mapping"]
    wanted = {(row["source"], row["target"]) for row in read("outcome_mappings")}
    for source, target in connection.execute(select(table.c.source_id, table.c.target_id)).all():
        if (source, target) not in wanted:
            connection.execute(delete(table).where(table.c.source_id == source, table.c.target_id == target))
