"""What is wrong with a database. It is looked at in a copy, so that nothing is changed and nobody is held up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, Engine, exists, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased

from cjaplans.load.address import POSTGRESQL
from cjaplans.load.errors import explained
from cjaplans.load.migrations import HEAD
from cjaplans.load.models import Base, Correction, IngestRun
from cjaplans.load.search import is_defined, is_in_step
from cjaplans.load.views import strange_views

MOST_LINES = 10  # of SQLite's own, on a damaged database
UPGRADE = "run 'cjaplans database upgrade'"
RESTORE = "restore a backup, or recover it with the sqlite3 shell's .recover"


class Check(StrEnum):
    """What was looked at."""

    INTEGRITY = "integrity"
    FOREIGN_KEY = "foreign_key"
    SCHEMA = "schema"
    VIEW = "view"
    SEARCH = "search"
    CORRECTION = "correction"
    RUN = "run"
    FILE = "file"
    EXTRACTION = "extraction"


@dataclass(frozen=True, slots=True)
class Fault:
    """``what`` is wrong at ``where``, and the ``remedy``."""

    check: Check
    where: str
    what: str
    remedy: str


def check_rows(engine: Engine, name: str, *, running: bool) -> list[Fault]:
    """What is wrong inside the database that ``engine`` has, or has a copy of, and that people call ``name``.

    Damage, and an older schema, keep the other checks from being made. While a run is ``running``, the last
    run is not one that was cut short.
    """
    with explained(name), engine.connect() as connection:
        faults = [fault for check in (_integrity, _schema) for fault in check(connection, name)]
        if not faults:
            faults = [fault for check in _CHECKS for fault in check(connection, name)]
            faults += _runs(connection, name, running=running)
    return faults


def _integrity(connection: Connection, name: str) -> Iterator[Fault]:
    if connection.dialect.name == POSTGRESQL:  # a server looks after its files itself
        return
    try:
        lines = connection.exec_driver_sql(f"PRAGMA integrity_check({MOST_LINES})").scalars().all()
    except DBAPIError as error:  # so damaged that even this cannot go on
        lines = [str(error.orig)]
    for line in lines:
        if line != "ok":
            yield Fault(Check.INTEGRITY, name, f"damaged: {' '.join(line.split())}", RESTORE)


def _foreign_keys(connection: Connection, name: str) -> Iterator[Fault]:
    if connection.dialect.name == POSTGRESQL:  # which can put off no key beyond a transaction
        return
    broken = connection.exec_driver_sql(
        'SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY "table", parent'
    )
    for table, parent, count in broken:
        what = f"{count} row{'s' * (count != 1)} of {table} point to no row of {parent}"
        yield Fault(Check.FOREIGN_KEY, name, what, "restore a backup, or ingest the files again with --force")


def _schema(connection: Connection, name: str) -> Iterator[Fault]:
    revision = connection.exec_driver_sql("SELECT max(version_num) FROM alembic_version").scalar()
    if revision != HEAD:
        yield Fault(Check.SCHEMA, name, f"made by an older version (schema {revision}, now {HEAD})", UPGRADE)
        return
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    for table, model in sorted(Base.metadata.tables.items()):
        columns = {column["name"] for column in inspector.get_columns(table)} if table in there else set()
        missing = [column.name for column in model.columns if column.name not in columns]
        if missing:
            yield Fault(Check.SCHEMA, name, f"{table} lacks {', '.join(missing)}", RESTORE)


def _views(connection: Connection, name: str) -> Iterator[Fault]:
    for view in strange_views(connection):
        yield Fault(Check.VIEW, name, f"the view {view} is missing or not this version's", UPGRADE)


def _search(connection: Connection, name: str) -> Iterator[Fault]:
    if not is_defined(connection):
        yield Fault(Check.SEARCH, name, "the search index is missing or not this version's", UPGRADE)
    elif not is_in_step(connection):
        yield Fault(Check.SEARCH, name, "the search index does not say what the actions say", UPGRADE)


def _corrections(connection: Connection, name: str) -> Iterator[Fault]:
    columns = (Correction.source, Correction.action_key, Correction.problem)
    query = select(*columns).where(Correction.problem.is_not(None)).order_by(Correction.id)
    for source, key, problem in connection.execute(query):
        what, _, remedy = str(problem).rpartition("; ")
        yield Fault(Check.CORRECTION, source or name, f"{key}: {what}", f"{remedy}, then run 'cjaplans ingest'")


def _runs(connection: Connection, name: str, *, running: bool) -> Iterator[Fault]:
    """Runs without an end, unless the same was run again to its end."""
    later = aliased(IngestRun)
    again = exists().where(later.id > IngestRun.id, later.command == IngestRun.command, later.finished_at.is_not(None))
    query = select(IngestRun.id, IngestRun.started_at, IngestRun.command).order_by(IngestRun.id)
    cut = connection.execute(query.where(IngestRun.finished_at.is_(None), ~again)).all()
    for number, started, command in cut[:-1] if running else cut:
        yield Fault(Check.RUN, name, f"run {number} of {started} was cut short", f"run it again: {command}")


_CHECKS: tuple[Callable[[Connection, str], Iterator[Fault]], ...] = (_foreign_keys, _views, _search, _corrections)
