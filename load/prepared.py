"""A document as the rows it will be, made where it was read: whoever writes it numbers them, and nothing else.

All is plain values, small to send from one process to another. What a row says of others of its document (its action,
its table, its cell) is the place of that row among those of its table, from 0: the numbers they have in the database
are known only where they are written (``store.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A column that holds ids: for each row, the place of the row of ``table`` that it means, or None."""

    column: str
    table: str
    places: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table: their ``values`` in the order of ``columns``, as drivers take them, and their links."""

    table: str
    columns: tuple[str, ...]
    values: Sequence[Values]
    links: tuple[Link, ...]

    def __len__(self) -> int:
        return len(self.values)

    def column(self, name: str) -> list[Any]:
        """The values of one column."""
        index = self.columns.index(name)
        return [row[index] for row in self.values]


@dataclass(frozen=True, slots=True)
class DocumentColumns:
    """The columns of ``document`` that reading decides on."""

    page_count: int
    kind: str
    authority_key: str | None
    title: str | None
    period_start: date | None
    period_end: date | None
    scheme_key: str | None
    text_layer: str | None
    state: str
    reason: str | None
    layouts_digest: str | None
    corrections_digest: str | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be written: its own columns, and the rows of every other table, parents before children.

    ``action_keys`` are the keys of its actions, and ``organisations`` the names of those it mentions, in the order
    that links to them count in.
    """

    document: DocumentColumns
    action_keys: tuple[str, ...]
    organisations: tuple[str, ...]
    tables: Mapping[str, Rows]

    def count(self, table: str) -> int:
        """How many rows it has of a table."""
        return len(self.tables[table])

    def messages(self, code: str) -> list[str]:
        """What its findings of this code say."""
        findings = self.tables["finding"]
        return [
            said for said, of in zip(findings.column("message"), findings.column("code"), strict=True) if of == code
        ]
