"""The resources of a package, from the models and the views: nothing is described twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    Double,
    Integer,
    Numeric,
    Table,
    create_engine,
    inspect,
)

from cjaplans.load.models import Base
from cjaplans.load.views import VIEWS, column_of, create_views, purpose
from cjaplans.publish.frames import vocabulary
from cjaplans.publish.package.model import Field, Kind, Link, Resource

#: Views with columns that no two rows have alike.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "current_document": ("id",),
    "action_flat": ("action_id",),
    "action_citation": ("action_id",),
    "action_common_outcome": ("action_id", "outcome_id"),
    "action_money": ("action_id",),
}


@cache
def resources() -> tuple[Resource, ...]:
    """Every table, those first that others refer to, and every view."""
    tables = tuple(_of_table(table) for table in Base.metadata.sorted_tables)
    return (*tables, *_views())


def resource(name: str) -> Resource:
    """One resource by its name. Raises ``KeyError``."""
    return {each.name: each for each in resources()}[name]


def _of_table(table: Table) -> Resource:
    links = tuple(
        Link((key.parent.name,), "" if key.column.table is table else key.column.table.name, (key.column.name,))
        for key in sorted(table.foreign_keys, key=lambda key: str(key.parent.name))
    )
    key = tuple(column.name for column in table.primary_key)
    return Resource(table.name, str(table.comment), tuple(map(_of_column, table.columns)), key, links)


def _of_column(column: Column[Any]) -> Field:
    kind = _kind(column)
    words = vocabulary(column.name, str(column.table.name)) if _is_checked(column, "IN ('") else ()
    least, largest = (0.0, 1.0) if _is_checked(column, "BETWEEN 0 AND 1") else (None, None)
    # Prose must be there, too, but may be empty: in CSV that is the same.
    plain = kind is Kind.STRING and not (words or column.primary_key or column.foreign_keys or column.unique)
    required = not column.nullable and not plain
    money = isinstance(column.type, Numeric) and not isinstance(column.type, Double)
    unique = bool(column.unique)
    return Field(column.name, kind, str(column.comment), required, unique, words, least, largest, money)


def _kind(column: Column[Any]) -> Kind:
    if isinstance(column.type, JSON):
        return Kind.ARRAY
    if isinstance(column.type, Date):
        return Kind.DATE
    if _is_checked(column, "IN (0, 1)") or _is_checked(column, "= 1"):
        return Kind.BOOLEAN
    if isinstance(column.type, Integer):
        return Kind.INTEGER
    return Kind.NUMBER if isinstance(column.type, Numeric | Double) else Kind.STRING


def _is_checked(column: Column[Any], condition: str) -> bool:
    constraints = (each for each in column.table.constraints if isinstance(each, CheckConstraint))
    return any(str(each.sqltext).startswith(f'"{column.name}" {condition}') for each in constraints)


def _views() -> Iterator[Resource]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        create_views(connection)
        for view in VIEWS:
            fields = tuple(_of_view(view, each["name"]) for each in inspect(connection).get_columns(view))
            key = _KEYS.get(view, ())
            yield Resource(view, purpose(view), fields, key, tuple(_links(view, fields)))
    engine.dispose()


def _of_view(view: str, name: str) -> Field:
    stated = column_of(view, name)
    if stated.of is not None:
        return replace(_of_column(stated.of), name=name, meaning=stated.meaning, required=False, unique=False)
    required = name in _KEYS.get(view, ())
    return Field(name, Kind(stated.type or Kind.STRING), stated.meaning, required, money=name.endswith("_gbp"))


def _links(view: str, fields: tuple[Field, ...]) -> Iterator[Link]:
    """References of a view's columns that are called as a reference of a table is, where all such agree."""
    targets: dict[str, set[tuple[str, str]]] = {}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            targets.setdefault(key.parent.name, set()).add((key.column.table.name, key.column.name))
    for field in fields:
        if len(found := targets.get(field.name, set())) == 1:
            ((table_name, column),) = found
            yield Link((field.name,), table_name, (column,))
