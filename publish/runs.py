"""The ledger of runs, printed: when each was, what was asked of it, and what came of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, column, select, table
from sqlalchemy.sql import ColumnElement

from cjaplans.ingest.lock import holder
from cjaplans.load.address import name_of
from cjaplans.load.database import open_readonly
from cjaplans.load.errors import explained
from cjaplans.publish.found import Row
from cjaplans.publish.render import Format, print_rows

if TYPE_CHECKING:
    from rich.console import Console

RUN_COLUMNS = (
    "id", "started_at", "finished_at", "state", "version", "command", "loaded", "needs_review", "rejected", "renewed",
    "duplicates", "unchanged", "actions", "findings",
)  # fmt: skip
RUN_SUMMARY = (
    "id", "started_at", "state", "command", "loaded", "needs_review", "rejected", "renewed", "duplicates", "unchanged",
)  # fmt: skip
#: Where a column of the listing has another name in the table.
_COLUMNS = {"unchanged": "skipped"}


class RunState(StrEnum):
    """What became of a run."""

    FINISHED = "finished"
    RUNNING = "running"
    CUT_SHORT = "cut_short"
    """It was killed, interrupted or hindered; what it had recorded is kept."""


def show_runs(
    database: str, form: str | None, console: Console, *, limit: int | None = None, redact_people: bool = False
) -> None:
    """Print the runs, the last first. Raises ``DatabaseError``."""
    writer = holder(database)  # asked first: a run that ends in between is then finished, not cut short
    engine = open_readonly(database)
    rows = runs(engine, writer.command if writer else None, limit)
    if redact_people:
        from cjaplans.publish.withheld import redactor_of  # slow to import

        people = redactor_of(engine)
        rows = tuple(row | {"command": people.clean(row["command"])} for row in rows)
    print_rows(rows, console, Format(form) if form else Format.TABLE, RUN_COLUMNS, RUN_SUMMARY)


def runs(engine: Engine, running: str | None = None, limit: int | None = None) -> tuple[Row, ...]:
    """The runs, the last first; ``running`` is the command that is writing to the database now.

    A run that has no end is the one that is running if it is the last and has its command; any other was cut short.
    Counts are empty until a run has finished.
    """
    columns: list[ColumnElement[Any]] = [
        column(_COLUMNS.get(name, name)).label(name) for name in RUN_COLUMNS if name != "state"
    ]
    query = select(*columns).select_from(table("ingest_run")).order_by(column("id").desc()).limit(limit)
    with explained(name_of(engine)), engine.connect() as connection:
        found = [dict(row) for row in connection.execute(query).mappings()]
    rows = (row | {"state": _state(row, running if index == 0 else None)} for index, row in enumerate(found))
    return tuple({name: row[name] for name in RUN_COLUMNS} for row in rows)


def _state(row: Row, running: str | None) -> str:
    if row["finished_at"] is not None:
        return RunState.FINISHED
    return RunState.RUNNING if row["command"] == running else RunState.CUT_SHORT
