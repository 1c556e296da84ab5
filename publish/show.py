"""The listings of a database, printed: one function a command.

With ``redact_people`` no personal name is shown, nor found by a filter or search.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from cjaplans.ingest.errors import UsageProblem
from cjaplans.load.database import open_readonly
from cjaplans.load.errors import explained
from cjaplans.publish import listing
from cjaplans.publish.found import Found, Row
from cjaplans.publish.render import Format, print_rows

if TYPE_CHECKING:
    from rich.console import Console

#: Nobody reads more rows than these on a terminal; there they are counted, and everywhere else all are written.
READ = 100


def show_documents(
    database: str, form: str | None, console: Console, *, superseded: bool = False, redact_people: bool = False
) -> None:
    """Print all current documents, and with ``superseded`` the older ones. Raises ``DatabaseError``."""
    engine = open_readonly(database)
    if redact_people:
        from cjaplans.publish import withheld  # slow to import

        rows = withheld.documents(engine, superseded=superseded)
    else:
        rows = listing.documents(engine, superseded=superseded)
    rare = [name for name in listing.DOCUMENT_RARE if any(row[name] is not None for row in rows)]
    summary = (*listing.DOCUMENT_SUMMARY, *rare)
    _print(_all(rows), console, form, listing.DOCUMENT_COLUMNS, summary)


def show_actions(
    database: str,
    form: str | None,
    console: Console,
    *,
    authority: str | None = None,
    period: str | None = None,
    theme: str | None = None,
    search: str | None = None,
    limit: int | None = None,
    status: str | None = None,
    redact_people: bool = False,
) -> None:
    """Print the actions that meet all filters. Raises ``DatabaseError`` and ``UsageProblem``."""
    engine = open_readonly(database)
    filters = (authority, period, theme, search, limit, status)
    try:
        if redact_people:
            from cjaplans.publish import withheld  # slow to import

            found = _all(withheld.actions(engine, *filters))
        else:
            found = listing.find_actions(engine, *filters)
    except listing.UnknownFilterError as error:
        raise _mistyped("actions", error) from error
    _print(found, console, form, listing.ACTION_COLUMNS, listing.ACTION_SUMMARY, limit)


def show_findings(
    database: str,
    form: str | None,
    console: Console,
    *,
    document: str | None = None,
    severity: str | None = None,
    limit: int | None = None,
    code: str | None = None,
    open_only: bool = False,
    redact_people: bool = False,
) -> None:
    """Print the findings that meet all filters. Raises ``DatabaseError`` and ``UsageProblem``."""
    engine = open_readonly(database)
    filters = (document, severity, limit, code, open_only)
    try:
        if redact_people:
            from cjaplans.publish import withheld  # slow to import

            found = _all(withheld.findings(engine, *filters))
        else:
            found = listing.find_findings(engine, *filters)
    except listing.UnknownFilterError as error:
        raise _mistyped("findings", error) from error
    _print(found, console, form, listing.FINDING_COLUMNS, listing.FINDING_SUMMARY, limit)


def show_corrections(
    database: str, form: str | None, console: Console, *, folder: Path | None = None, redact_people: bool = False
) -> bool:
    """Print the corrections of a folder and how they stand; whether all are sound.

    Raises:
        UsageProblem: a file has a mistake, or no file where the database mirrors some.
        DatabaseError: there is no database, or it cannot be used.
    """
    from cjaplans.ingest.written.corrections import read_corrections, refuse_to_forget
    from cjaplans.load.standing import judge  # these are slow to import
    from cjaplans.publish import corrected

    records = read_corrections(folder)
    refuse_to_forget(database, records)
    engine = open_readonly(database)
    with explained(database), engine.connect() as connection:
        judged = judge(connection, records.corrections)
    rows = corrected.corrections(judged)
    if redact_people:
        from cjaplans.publish import withheld

        rows = withheld.corrections(engine, judged)
    print_rows(rows, console, _format(form), corrected.COLUMNS, corrected.SUMMARY)
    return all(each.sound for each in judged)


def _all(rows: Sequence[Row]) -> Found:
    return Found(len(rows), rows)


def _print(
    found: Found,
    console: Console,
    form: str | None,
    columns: Sequence[str],
    summary: Sequence[str],
    limit: int | None = None,
) -> None:
    """Print rows; a table on a terminal has the first of many alone, unless it was said how many."""
    cut = form is None and limit is None and console.is_terminal and found.total > READ
    print_rows(islice(found.rows, READ) if cut else found.rows, console, _format(form), columns, summary)
    if cut:
        console.file.write(f"The first {READ} of {found.total:,}; filters find fewer, --csv and --json have all.\n")


def _format(form: str | None) -> Format:
    return Format(form) if form else Format.TABLE


def _mistyped(command: str, error: Exception) -> UsageProblem:
    return UsageProblem(command, str(error), f"see 'cjaplans {command} --help'")
