"""What a layout file says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Role

#: Stands for a field in a column that is left out on purpose.
IGNORE = "ignore"

#: What the columns of a table may hold, by its role; tables of the other roles have no columns to name.
PARTS: Mapping[Role, tuple[str, ...]] = {
    Role.ACTIONS: tuple(name.value for name in Field),
    Role.INDICATORS: ("indicator", "baseline", "target", "current"),
    Role.GLOSSARY: ("term", "meaning"),
    Role.REQUIREMENTS: ("text",),
}
#: Without one of these a table of its role yields nothing.
NEEDED: Mapping[Role, str] = {
    Role.ACTIONS: Field.ACTION.value,
    Role.INDICATORS: "indicator",
    Role.GLOSSARY: "term",
    Role.REQUIREMENTS: "text",
}


@dataclass(frozen=True, slots=True)
class TableLayout:
    """One kind of table. ``columns`` maps a column, from 0, to its field or part, or to ``IGNORE``.

    ``header`` has a text for each column; it is empty where the table has no header and only its
    ``width`` in columns is known. ``line`` is where the file speaks of it.
    """

    role: Role
    header: tuple[str, ...]
    width: int
    columns: Mapping[int, str]
    line: int = field(default=1, compare=False)

    @property
    def named(self) -> dict[int, str]:
        """The columns that hold something."""
        return {column: name for column, name in self.columns.items() if name != IGNORE}


@dataclass(frozen=True, slots=True)
class UserLayout:
    """One layout file. ``files`` are patterns of the names of the files it is for; all files when there are none."""

    name: str
    tables: tuple[TableLayout, ...]
    files: tuple[str, ...] = ()
    line: int = field(default=1, compare=False)


def layouts_for(layouts: Sequence[UserLayout], file_name: str) -> tuple[UserLayout, ...]:
    """The layouts that may be used on a file: those for files so named, then those for every file."""
    name = file_name.casefold()
    saying = [x for x in layouts if x.tables]
    limited = [x for x in saying if any(fnmatchcase(name, pattern.casefold()) for pattern in x.files)]
    return (*limited, *(x for x in saying if not x.files))


def digest(layouts: Sequence[UserLayout]) -> str | None:
    """A fingerprint of what layouts say, whatever their comments and spacing; None of no layouts."""
    if not layouts:
        return None
    content = [
        [x.name, x.files, [[t.role, t.header, t.width, sorted(t.columns.items())] for t in x.tables]] for x in layouts
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
