"""The SQL behind the frames: a file each, with the actions selected as comparisons select them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import JSON, Engine
from sqlalchemy.exc import DBAPIError, ResourceClosedError

from cjaplans.load.errors import DatabaseError
from cjaplans.load.models import Base
from cjaplans.load.views import VIEWS
from cjaplans.publish.compare.query import with_selected
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.frames import frame
from cjaplans.publish.listing import UnknownFilterError

if TYPE_CHECKING:
    import pandas as pd

#: The table or view whose types the columns of a query have where names clash.
_OF = {
    "actions": "action_flat",
    "actions_found": "action_flat",
    "citation": "action_citation",
    "common_outcomes": "action_outcome",
    "dates": "action_date",
    "findings": "finding",
    "funding": "action_funding",
    "indicators": "indicator",
    "lineage": "action_lineage",
    "outcomes": "action_outcome",
    "parties": "action_party",
    "plans": "document",
    "sources": "action_source",
    "steps": "action_step",
}


class QueryError(ValueError):
    """A query that SQLite cannot run; the message says why."""


@cache
def sql_of(name: str) -> str:
    """A query by the name of its file; its parameters are named as the attributes of ``Selection``."""
    return with_selected(files("cjaplans.publish.research").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8"))


def found(engine: Engine, name: str, selection: Selection | None = None, **parameters: object) -> pd.DataFrame:
    """The rows that a query finds, typed. Raises ``DatabaseError``."""
    return frame(engine, sql_of(name), {**(selection or Selection()).parameters(), **parameters}, _OF[name])


def asked(engine: Engine, query: str, parameters: Mapping[str, object]) -> pd.DataFrame:
    """The rows of a query that somebody wrote. Raises ``QueryError`` where SQLite cannot run it."""
    try:
        return frame(engine, query, parameters)
    except ResourceClosedError as error:
        raise QueryError("the query gives no rows; begin it with SELECT or WITH") from error
    except DatabaseError as error:
        said = error.__cause__.orig if isinstance(error.__cause__, DBAPIError) else error
        raise QueryError(
            f"the query cannot be run: {said}; docs/data-dictionary.md lists tables and columns"
        ) from error


def table(engine: Engine, name: str) -> pd.DataFrame:
    """A table or view of the schema, its JSON columns as lists. Raises ``UnknownFilterError`` for another name."""
    names = (*sorted(Base.metadata.tables), *VIEWS)
    if name not in names:
        raise UnknownFilterError(f"no table {name!r}; one of {', '.join(names)}")
    rows = frame(engine, f'SELECT * FROM "{name}"', of=name)
    model = Base.metadata.tables.get(name)
    for column in () if model is None else model.columns:
        if isinstance(column.type, JSON):
            rows[column.name] = rows[column.name].astype(object).map(json.loads, na_action="ignore")
    return rows
