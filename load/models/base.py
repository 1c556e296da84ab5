"""What every table shares: constraint names, column types and checks."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, Double, ForeignKey, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The root of all models; dates are ISO text on SQLite."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {str: Text, float: Double, date: Date}  # noqa: RUF012 - read by SQLAlchemy as declared


def one_of(column: str, vocabulary: type[StrEnum]) -> CheckConstraint:
    """A check that ``column`` is empty or a value of a closed vocabulary."""
    values = ", ".join(f"'{value}'" for value in vocabulary)
    return CheckConstraint(f'"{column}" IN ({values})', name=column)


def flag(column: str) -> CheckConstraint:
    """A check that ``column`` is empty, 0 or 1."""
    return CheckConstraint(f'"{column}" IN (0, 1)', name=column)


def share(column: str) -> CheckConstraint:
    """A check that ``column`` is empty or lies between 0 and 1."""
    return CheckConstraint(f'"{column}" BETWEEN 0 AND 1', name=column)


def child_of(target: str) -> ForeignKey:
    """A key to a parent row that takes its children along when it goes."""
    return ForeignKey(target, ondelete="CASCADE")
