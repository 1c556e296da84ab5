"""Writes the data dictionary from the models and views: ``python -m cjaplans.load.dictionary``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from sqlalchemy import CheckConstraint, Column, Table, create_engine, inspect

from cjaplans.load.models import Base
from cjaplans.load.search import FIELDS
from cjaplans.load.views import VIEWS, column_of, create_views, purpose
from cjaplans.normalise.codebooks import read

_INTRODUCTION = """\
# Data dictionary

Every table and view of the database. Made from the models by `make docs`, or
`python -m cjaplans.load.dictionary > docs/data-dictionary.md`; do not edit it by hand.

Dates are ISO text (`2010-04-01`). Printed columns hold what the page says, with paragraphs joined by line feeds;
coded columns hold what it means. Keys that people type are slugs (`lothian-and-borders`)."""

_VALUES = re.compile(r"'([^']*)'")


def dictionary() -> str:
    """The whole data dictionary as Markdown."""
    tables = [_section(table) for table in Base.metadata.sorted_tables]
    return (
        "\n\n".join([_INTRODUCTION, "## Tables", *tables, "## Views", *_views(), _search(), _findings(), _doubts()])
        + "\n"
    )


def _findings() -> str:
    rows = "\n".join(f"| `{r['code']}` | {r['severity']} | {r['meaning']} |" for r in read("finding_codes"))
    return f"## Findings\n\nWhat an analyst should look at.\n\n| code | severity | meaning |\n|---|---|---|\n{rows}"


def _doubts() -> str:
    rows = "\n".join(f"| `{r['code']}` | {r['severity']} | {r['factor']} | {r['meaning']} |" for r in read("doubts"))
    return (
        "## Doubts\n\nFindings that say why a coded value is not sure; an action's confidence is multiplied by "
        f"the share of each.\n\n| code | severity | share | meaning |\n|---|---|---:|---|\n{rows}"
    )


def _section(table: Table) -> str:
    rows = "\n".join(_row(column) for column in table.columns)
    return f"### `{table.name}`\n\n{table.comment}\n\n| column | type | meaning |\n|---|---|---|\n{rows}"


def _row(column: Column[object]) -> str:
    parts = [str(column.comment), *_links(column), *_values(column)]
    kind = str(column.type).lower() + (", key" if column.primary_key else "" if column.nullable else ", required")
    return f"| `{column.name}` | {kind} | {'. '.join(parts)} |"


def _links(column: Column[object]) -> Iterator[str]:
    for key in column.foreign_keys:
        yield f"Refers to `{key.target_fullname}`"


def _values(column: Column[object]) -> Iterator[str]:
    """The closed vocabulary of a column, as its check states it."""
    for constraint in column.table.constraints:
        if not isinstance(constraint, CheckConstraint):
            continue
        condition = str(constraint.sqltext)
        if condition.startswith(f'"{column.name}" IN') and (values := _VALUES.findall(condition)):
            yield "One of " + ", ".join(f"`{value}`" for value in values)


def _views() -> Iterator[str]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        create_views(connection)
        for name in VIEWS:
            columns = [column["name"] for column in inspect(connection).get_columns(name)]
            rows = "\n".join(f"| `{column}` | {column_of(name, column).meaning} |" for column in columns)
            yield f"### `{name}`\n\n{purpose(name)}\n\n| column | meaning |\n|---|---|\n{rows}"


def _search() -> str:
    fields = ", ".join(f"`{field}`" for field in FIELDS)
    return (
        "### `action_search`\n\nFull-text index over actions; `rowid` is `action.id`. "
        "English endings are folded: `housing` finds `house`, `housed`.\n\n"
        f"Columns: {fields}.\n\n"
        "```sql\nSELECT action.* FROM action_search JOIN action ON action.id = action_search.rowid\n"
        "WHERE action_search MATCH 'housing' ORDER BY rank;\n```"
    )


if __name__ == "__main__":
    sys.stdout.write(dictionary())
