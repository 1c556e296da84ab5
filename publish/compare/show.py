"""``cjaplans compare``: a comparison on a terminal, or in a pipe."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from cjaplans.ingest.errors import UsageProblem
from cjaplans.load.database import open_readonly
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.known import known
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.records import records
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.compare.terminal import drawn
from cjaplans.publish.listing import UnknownFilterError
from cjaplans.publish.render import Format, print_rows
from cjaplans.publish.safe import printable


def show_comparison(
    name: str,
    database: str,
    form: str | None,
    console: Console,
    *,
    by: str = By.AUTHORITY,
    show: str | None = None,
    redact_people: bool = False,
    **conditions: str | None,
) -> Sequence[str]:
    """Print a comparison; the notes on it that were not printed with it are returned.

    Raises:
        DatabaseError: there is no database, or it cannot be used.
        UsageProblem: a condition that no action can meet, or cells that the comparison does not have.
    """
    engine = open_readonly(database)
    try:
        selection = known(engine, Selection.of(conditions))
        comparison = compare(engine, Name(name), selection, By(by), Show(show) if show else None)
    except (UnknownFilterError, ValueError) as error:
        raise UsageProblem("compare", str(error), "see 'cjaplans compare --help'") from error
    return _print(comparison, form, console)


def _print(comparison: Comparison, form: str | None, console: Console) -> Sequence[str]:
    if form is None:
        for part in drawn(comparison, console.width):
            console.print(part)
        for note in comparison.notes:
            console.print(Text(printable(note)))
        return ()
    rows = records(comparison.rows)
    print_rows(rows, console, Format(form), list(comparison.rows.columns))
    return comparison.notes
