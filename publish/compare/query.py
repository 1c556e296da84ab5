"""The SQL of the comparisons: read from its files, run, and shown with its conditions written in."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from cjaplans.publish.compare.model import Name
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.frames import frame

if TYPE_CHECKING:
    import pandas as pd

_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)")


def sql_of(name: Name) -> str:
    """The query of a comparison; its parameters are named as the attributes of ``Selection``."""
    return files("cjaplans.publish.compare").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8").strip()


def found(engine: Engine, name: Name, selection: Selection) -> pd.DataFrame:
    """The rows that a comparison is made of. Raises ``DatabaseError``."""
    query = sql_of(name)
    return frame(engine, query, {key: selection.parameters()[key] for key in set(_PARAMETER.findall(query))})


def written_in(name: Name, selection: Selection) -> str:
    """The query of a comparison with its conditions as literals, for people to paste and run."""
    values = selection.parameters()
    return _PARAMETER.sub(lambda match: _literal(values[match[1]]), sql_of(name))


def _literal(value: str | None) -> str:
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"
