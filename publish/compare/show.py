"""``cjaplans compare``: a comparison on a terminal, in a pipe, or in files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

from rich.console import Console

from cjaplans.ingest.errors import UsageProblem
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.known import known
from cjaplans.publish.compare.markdown import markdown
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.parquet import parquet_file, write_parquet
from cjaplans.publish.compare.records import records
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.compare.terminal import drawn
from cjaplans.publish.listing import UnknownFilterError
from cjaplans.publish.opened import opened
from cjaplans.publish.render import Format, print_rows

MARKDOWN = "md"


def show_comparison(
    name: str,
    database: str,
    form: str | None,
    console: Console,
    *,
    by: str = By.AUTHORITY,
    show: str | None = None,
    parquet: Path | None = None,
    chart: Path | None = None,
    redact_people: bool = False,
    **conditions: str | None,
) -> Sequence[str]:
    """Print a comparison or write it into files; what is to be said of it besides is returned, its notes among that.

    File names in notes, places and funders may name people, whom ``redact_people`` withholds.

    Raises:
        DatabaseError: there is no database, or it cannot be used.
        UsageProblem: a condition that no action can meet, cells that the comparison does not have, or a file that
            cannot be written.
    """
    _refuse(parquet, chart)
    try:
        with opened(database, redact_people=redact_people) as engine, ThreadPoolExecutor(1) as meanwhile:
            selection = known(engine, Selection.of(conditions))
            meanwhile.submit(import_module, "pandas")  # slow to load, and SQLite needs no Python to count
            comparison = compare(engine, Name(name), selection, By(by), Show(show) if show else None)
    except (UnknownFilterError, ValueError) as error:
        raise UsageProblem("compare", str(error), "see 'cjaplans compare --help'") from error
    written = list(_write(comparison, parquet, chart))
    if form is None and not written:
        for part in drawn(comparison, console.width):
            console.print(part)
        return ()
    if form is not None:
        _print(comparison, form, console)
    return (*written, *(() if form == MARKDOWN else comparison.notes))


def _refuse(parquet: Path | None, chart: Path | None) -> None:
    """Raise ``UsageProblem`` for files that cannot be written, before any time goes into what they will hold."""
    if parquet is not None:
        parquet_file(parquet)
    if chart is not None:
        from cjaplans.publish.charts.write import chart_file

        chart_file(chart)


def _write(comparison: Comparison, parquet: Path | None, chart: Path | None) -> Iterator[str]:
    if parquet is not None:
        write_parquet(comparison, parquet)
        yield f"{len(comparison.rows)} rows written to {parquet}"
    if chart is not None:
        from cjaplans.publish.charts.write import write_chart

        write_chart(comparison, chart)
        yield f"chart written to {chart}"


def _print(comparison: Comparison, form: str, console: Console) -> None:
    if form == MARKDOWN:
        console.file.write(markdown(comparison))
    else:
        print_rows(records(comparison.rows), console, Format(form), list(comparison.rows.columns))
