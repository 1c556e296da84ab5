"""The listings of a database, printed: one function a command."""

from __future__ import annotations

from rich.console import Console

from cjaplans.ingest.errors import UsageProblem
from cjaplans.load.database import open_readonly
from cjaplans.publish import listing
from cjaplans.publish.render import Format, print_rows


def show_documents(database: str, form: str | None, console: Console) -> None:
    """Print all documents. Raises ``DatabaseError``."""
    rows = listing.documents(open_readonly(database))
    print_rows(rows, console, _format(form), listing.DOCUMENT_COLUMNS, listing.DOCUMENT_SUMMARY)


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
) -> None:
    """Print the actions that meet all filters. Raises ``DatabaseError`` and ``UsageProblem``."""
    try:
        rows = listing.actions(open_readonly(database), authority, period, theme, search, limit)
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
) -> None:
    """Print the findings that meet all filters. Raises ``DatabaseError``."""
    rows = listing.findings(open_readonly(database), document, severity, limit)
    print_rows(rows, console, _format(form), listing.FINDING_COLUMNS, listing.FINDING_SUMMARY)


def _format(form: str | None) -> Format:
    return Format(form) if form else Format.TABLE


def _mistyped(command: str, error: Exception) -> UsageProblem:
    return UsageProblem(command, str(error), f"see 'cjaplans {command} --help'")
