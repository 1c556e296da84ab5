"""The SQL of the comparisons: read from its files, run, and shown with its conditions written in.

Every file begins with the actions selected, whose conditions stand once, in ``sql/selected.sql``; what is run, shown
and offered is the whole. An empty text is no condition, as NULL is, since a web form sends the one for the other.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from textwrap import indent
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from cjaplans.publish.compare.plain import plain
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.frames import frame

if TYPE_CHECKING:
    import pandas as pd

#: Where the conditions come in: the line that names their file.
INCLUDED = "    -- selected.sql\n"
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)")


@cache
def sql_of(name: str) -> str:
    """A query by the name of its file; its parameters are named as the attributes of ``Selection``."""
    return with_selected(_text(name))


def with_selected(query: str) -> str:
    """A query with the conditions on actions in the place that it keeps for them."""
    return query.replace(INCLUDED, indent(_text("selected"), "    ") + "\n")


def _text(name: str) -> str:
    return files("cjaplans.publish.compare").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8").strip()


def found(engine: Engine, name: str, selection: Selection, of: str | None = None, **further: object) -> pd.DataFrame:
    """The rows that a query finds, with ``further`` parameters it may have; ``of`` as in ``typed``.

    Raises ``DatabaseError``.
    """
    query = sql_of(name)
    values = {**selection.parameters(), **further}
    return frame(engine, query, {key: values[key] for key in set(_PARAMETER.findall(query))}, of)


def written_in(name: str, selection: Selection) -> str:
    """A query with its conditions as literals, and those alone that were given, for people to paste and run."""
    values = selection.parameters()
    query = plain(sql_of(name), {key for key, value in values.items() if value})
    return _PARAMETER.sub(lambda match: _literal(values[match[1]]), query)


def _literal(value: str | None) -> str:
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"
