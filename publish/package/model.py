"""What a package is made of: resources with typed fields, in several forms."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path


class Form(StrEnum):
    """The forms that the data can have; those of tables and the others are written side by side."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    JSONL = "jsonl"


class Kind(StrEnum):
    """The types of a field, by their names in a Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    ARRAY = "array"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: what it holds, and what it may hold.

    ``values`` is a closed vocabulary; ``largest`` and ``least`` bound a number; ``money`` is in pounds and pence.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    unique: bool = False
    values: tuple[str, ...] = ()
    least: float | None = None
    largest: float | None = None
    money: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Fields that refer to the key of another resource, or of the same one."""

    fields: tuple[str, ...]
    resource: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """One table or view: its rows come in the order of ``key``, or else of all fields."""

    name: str
    meaning: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    def field(self, name: str) -> Field:
        """One of its fields by name. Raises ``KeyError``."""
        return {field.name: field for field in self.fields}[name]


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the package: its path in the folder, and what it holds; ``notes`` are what a reader must know."""

    path: str
    form: Form
    rows: int
    resource: str | None = None
    notes: tuple[str, ...] = ()
    size: int = 0
    sha256: str = ""

    def measured(self, folder: Path) -> Written:
        """The same with the size and digest of the file in its folder."""
        with (folder / self.path).open("rb") as file:
            return replace(self, size=os.fstat(file.fileno()).st_size, sha256=file_digest(file, "sha256").hexdigest())
