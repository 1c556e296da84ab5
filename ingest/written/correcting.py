"""``cjaplans correct`` and ``cjaplans review`` as calls: an entry is written, and the database brought up to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from cjaplans.ingest.errors import NotAppliedYet, Problem
from cjaplans.ingest.lock import PATIENCE, writing
from cjaplans.ingest.log import MutedLog
from cjaplans.ingest.refreshing import refresh
from cjaplans.ingest.request import Request
from cjaplans.ingest.written.amending import (
    Signed,
    add_correction,
    add_review,
    folder_of,
    new_correction,
    new_review,
    reviewed,
    withdraw_review,
)
from cjaplans.ingest.written.corrections import Records, read_corrections, refuse_to_forget
from cjaplans.ingest.written.layouts import read_layouts
from cjaplans.load.corrections import mirror
from cjaplans.load.database import open_database, open_readonly
from cjaplans.load.errors import DatabaseError, explained
from cjaplans.load.standing import Judged, judge
from cjaplans.normalise.corrections import prefix_of

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where corrections are written: the ``database`` they are to, their folder, and how long to wait for others.

    ``layouts`` is the folder of those by which documents are normalised anew.
    """

    database: str
    corrections: Path | None = None
    wait: float | None = PATIENCE
    layouts: Path | None = None


def correct(
    desk: Desk, key: str, field: str, value: str, reason: str, by: Signed, say: Say, seen: str | None = None
) -> Judged:
    """Write a correction and apply it; how it stands. ``say`` is told when another run has to be waited for.

    Nothing is written where layouts by which it would be applied cannot be used.

    Raises:
        UsageProblem, ChangedValue: see ``amending.new_correction``, also for ``seen``, and ``layouts.read_layouts``.
        BusyDatabase: another run is writing to the database.
        DatabaseError: there is no database, or it cannot be used.
        NotAppliedYet: it is written, and the database could not be brought up to it.
    """
    read_layouts(desk.layouts)
    with _at(desk, "cjaplans correct", say) as (engine, records):
        made = new_correction(engine, records, key, field, value, reason, by, seen)
        made = add_correction(records, folder_of(records, desk.corrections), made)
    request = Request(desk.database, jobs=0, layouts=desk.layouts, corrections=desk.corrections, wait=desk.wait)
    with applying(made.source):
        refresh(request, MutedLog(say), plans={prefix_of(made.key)})
    engine = open_readonly(desk.database)
    with explained(desk.database), engine.connect() as connection:
        (judged,) = judge(connection, [made])
    engine.dispose()
    return judged


def review(desk: Desk, finding: str, accepted: bool, note: str | None, by: Signed, say: Say) -> tuple[str, Path]:
    """Write a review of a finding; its key, and the file. Raises as ``correct`` does."""
    with _at(desk, "cjaplans review", say) as (engine, records):
        folder = folder_of(records, desk.corrections)
        made = add_review(records, folder, new_review(engine, finding, accepted, note, by))
        _mirror(engine, desk)
    return made.finding_key, folder / made.source


def withdraw(desk: Desk, finding: str, say: Say) -> tuple[str, Path]:
    """Take out the review of a finding; its key, and the file. Raises as ``correct`` does."""
    with _at(desk, "cjaplans review", say) as (engine, records):
        folder = folder_of(records, desk.corrections)
        gone = withdraw_review(records, folder, reviewed(engine, records, finding))
        _mirror(engine, desk)
    return gone.finding_key, folder / gone.source


def records_of(desk: Desk) -> Records:
    """What is written so far; a folder that is named and not there is made by the first.

    Raises:
        UsageProblem: a file has a mistake, or there is none where the database mirrors some.
    """
    made_by_the_first = desk.corrections is not None and not desk.corrections.exists()
    records = Records() if made_by_the_first else read_corrections(desk.corrections)
    refuse_to_forget(desk.database, records)
    return records


@contextmanager
def applying(file: str | Path) -> Iterator[None]:
    """Say of what hinders work on the database that ``file`` is written all the same. Raises ``NotAppliedYet``."""
    try:
        yield
    except (Problem, DatabaseError) as error:
        what = f"is written, but the database is not brought up to it: {error}"
        raise NotAppliedYet(str(file), what, "then run 'cjaplans refresh'; do not write it again") from error


@contextmanager
def _at(desk: Desk, command: str, say: Say) -> Iterator[tuple[Engine, Records]]:
    """The database, alone with it, and what is written so far."""
    open_readonly(desk.database).dispose()
    with writing(desk.database, desk.wait, command, say):
        records = records_of(desk)
        engine = open_database(desk.database)
        try:
            yield engine, records
        finally:
            engine.dispose()


def _mirror(engine: Engine, desk: Desk) -> None:
    written = read_corrections(desk.corrections)
    mirror(engine, written.corrections, written.reviews)
