"""``cjaplans export``: the database as a data package in a folder."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from pebble import ProcessPool

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.extras import Extra, demand, missing
from cjaplans.load.database import database_file
from cjaplans.load.errors import explained
from cjaplans.load.secrets import without_passwords
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.listing import UnknownFilterError
from cjaplans.publish.package import descriptor, readme
from cjaplans.publish.package.connect import connected
from cjaplans.publish.package.licences import LICENCES
from cjaplans.publish.package.model import Form, Written
from cjaplans.publish.package.place import appearing, checked
from cjaplans.publish.package.records import write_records
from cjaplans.publish.package.schema import resources
from cjaplans.publish.package.tables import write_table
from cjaplans.publish.package.taken import taken
from cjaplans.publish.package.workbook.sheets import STANDING, write_sheets

Say = Callable[[str], None]
Task = Callable[[], list[Written]]

#: More processes gain nothing: the longest piece is a third of the work.
_MOST_WORKERS = 4
#: Begun first, since they take longest.
_LONGEST = ("cell", "action_flat", "action_source", "action")
_WITHHELD = "Names of people and telephone numbers are withheld, as far as rules and lists find them."


def export(
    database: str,
    folder: Path,
    *,
    forms: Collection[Form] = (),
    licence: str | None = None,
    authority: str | None = None,
    period: str | None = None,
    redact_people: bool = False,
    force: bool = False,
    say: Say,
) -> Path:
    """Write a package of the database to ``folder`` and return where it is; ``say`` is told how far it is.

    Without ``forms`` all are written that can be. Raises ``UsageProblem`` and ``DatabaseError``; ``folder`` is then as
    it was.
    """
    target = checked(folder, database_file(database), force=force)
    wanted = _possible(forms, say)
    selection = Selection(authority=authority, period=period)
    say(f"{without_passwords(database)}: taking a copy{' without names' if redact_people else ''}")
    with (
        _chosen(database, selection, redact_people=redact_people) as copy,
        appearing(target, force=force) as (part, notes),
    ):
        with closing(connected(copy)) as connection:
            remarks = (*_narrowed(selection), *([_WITHHELD] if redact_people else []))
            about = descriptor.about(connection, LICENCES.get(licence or ""), remarks)
        if not about.sources:
            say("no plan meets the conditions, or there is none: the tables of plans are empty")
        files = _write(copy, part, wanted, about, say)
        readme.write_readme(part, about, files)
        descriptor.write_descriptor(part, about, files)
    for note in (*notes, *(note for file in files for note in file.notes)):
        say(note)
    say(f"{target}: {len(files)} file{'s' * (len(files) != 1)}, {sum(file.size for file in files) / 1e6:,.1f} MB")
    return target


def _possible(forms: Collection[Form], say: Say) -> list[Form]:
    """The forms to write. Raises ``UsageProblem`` for one that was asked for and cannot be."""
    if Form.PARQUET in forms:
        demand(Extra.EXPORT, "export --only parquet")
    if forms or not (absent := missing(Extra.EXPORT)):
        return [form for form in Form if not forms or form in forms]
    say(f"no Parquet: {' and '.join(absent)} not installed; install with: pip install 'cjaplans[{Extra.EXPORT}]'")
    return [form for form in Form if form is not Form.PARQUET]


@contextmanager
def _chosen(database: str, selection: Selection, *, redact_people: bool) -> Iterator[Path]:
    try:
        with taken(database, selection, redact_people=redact_people) as copy:
            yield copy
    except UnknownFilterError as error:
        raise UsageProblem("export", str(error), "see 'cjaplans export --help'") from error


def _narrowed(selection: Selection) -> Iterator[str]:
    for name, value in (("authority", selection.authority), ("period", selection.period)):
        if value:
            yield f"Only current plans of the {name} {value}."


def _write(copy: Path, folder: Path, forms: Sequence[Form], about: descriptor.About, say: Say) -> list[Written]:
    """Write every form, in processes of their own; the files come in the order of forms and resources."""
    tables = [form for form in forms if form in (Form.CSV, Form.PARQUET)]
    for table_form in tables:
        (folder / table_form).mkdir()
    tasks = [*_wholes(copy, folder, forms, about)]
    names = sorted((each.name for each in resources()), key=lambda name: name not in _LONGEST)
    tasks += [partial(write_table, copy, folder, name, tables) for name in names if tables]
    files = [written for done in _together(tasks, folder) for written in done]
    order = [each.name for each in resources()]
    files.sort(key=lambda file: (tuple(Form).index(file.form), order.index(file.resource) if file.resource else 0))
    for form in forms:
        written = [file for file in files if file.form is form]
        say(f"{form}: {len(written)} {'file' if len(written) == 1 else 'files'}, {sum(f.rows for f in written):,} rows")
    return files


def _wholes(copy: Path, folder: Path, forms: Collection[Form], about: descriptor.About) -> Iterator[Task]:
    """What writes a form that is one file."""
    if Form.XLSX in forms:
        lines = [("title", descriptor.TITLE), ("about", descriptor.DESCRIPTION),
                 *(("note", remark) for remark in about.remarks), ("licence", about.licensing), *STANDING,
                 *(("source", f"{each['title']} ({each['file']})") for each in about.sources)]  # fmt: skip
        yield partial(write_sheets, copy, folder, descriptor.TITLE, about.created, lines)
    if Form.JSONL in forms:
        yield partial(write_records, copy, folder)


def _together(tasks: Sequence[Task], folder: Path) -> list[list[Written]]:
    """The results of tasks that run side by side; all end with the first that fails, and with us."""
    workers = min(_MOST_WORKERS, os.cpu_count() or 1, len(tasks))
    pool = ProcessPool(workers, context=multiprocessing.get_context("spawn"))
    try:
        futures: list[Any] = [pool.schedule(_run, args=(task, folder)) for task in tasks]
        return [future.result() for future in futures]
    except sqlite3.Error as error:
        with explained("the copy of the database"):
            raise error
    finally:
        pool.stop()
        pool.join()


def _run(task: Task, folder: Path) -> list[Written]:
    gc.disable()  # nothing here is of use to it, and it looks through millions of values
    return [written.measured(folder) for written in task()]
