"""The listings of a database, printed: one function a command.

With ``redact_people`` no personal name is shown, nor found by a filter or search.
"""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.written.corrections import read_corrections, refuse_to_forget
from cjaplans.load.database import open_readonly
from cjaplans.load.errors import explained
from cjaplans.load.standing import judge
from cjaplans.publish import corrected, listing, withheld
from cjaplans.publish.render import Format, print_rows


def show_documents(
    database: str, form: str | None, console: Console, *, superseded: bool = False, redact_people: bool = False
) -> None:
    """Print all current documents, and with ``superseded`` the older ones. Raises ``DatabaseError``."""
    listed = withheld if redact_people else listing
    rows = listed.documents(open_readonly(database), superseded=superseded)
    rare = [name for name in listing.DOCUMENT_RARE if any(row[name] is not None for row in rows)]
    print_rows(rows, console, _format(form), listing.DOCUMENT_COLUMNS, (*listing.DOCUMENT_SUMMARY, *rare))


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
    listed = withheld if redact_people else listing
    try:
        rows = listed.actions(open_readonly(database), authority, period, theme, search, limit, status)
    except listing.UnknownFilterError as error:
        raise _mistyped("actions", error) from error
    print_rows(rows, console, _format(form), listing.ACTION_COLUMNS, listing.ACTION_SUMMARY)


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
    listed = withheld if redact_people else listing
    try:
        rows = listed.findings(open_readonly(database), document, severity, limit, code, open_only)
    except listing.UnknownFilterError as error:
        raise _mistyped("findings", error) from error
    print_rows(rows, console, _format(form), listing.FINDING_COLUMNS, listing.FINDING_SUMMARY)


def show_corrections(
    database: str, form: str | None, console: Console, *, folder: Path | None = None, redact_people: bool = False
) -> bool:
    """Print the corrections of a folder and how they stand; whether all are sound.

    Raises:
        UsageProblem: a file has a mistake, or no file where the database mirrors some.
        DatabaseError: there is no database, or it cannot be used.
    """
    records = read_corrections(folder)
    refuse_to_forget(database, records)
    engine = open_readonly(database)
    with explained(database), engine.connect() as connection:
        judged = judge(connection, records.corrections)
    rows = withheld.corrections(engine, judged) if redact_people else corrected.corrections(judged)
    print_rows(rows, console, _format(form), corrected.COLUMNS, corrected.SUMMARY)
    return all(each.sound for each in judged)


def _format(form: str | None) -> Format:
    return Format(form) if form else Format.TABLE


def _mistyped(command: str, error: Exception) -> UsageProblem:
    return UsageProblem(command, str(error), f"see 'cjaplans {command} --help'")
