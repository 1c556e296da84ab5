"""``cjaplans report``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cjaplans.commands import option
from cjaplans.commands.console import tell

STDOUT = "-"


@click.command(epilog="\b\nExample:\n  cjaplans report --authority tayside -o tayside.html")
@click.option(
    "--output",
    "-o",
    default="report.html",
    show_default=True,
    metavar="FILE",
    help="The file to write; - is standard output.",
)
@click.option("--authority", metavar="KEY", help="Only this authority's plans, as in lothian-and-borders.")
@click.option("--period", metavar="YEARS", help="Only plans of this period, as in 2010-11, or that begin in this year.")
@option.redact_people
@option.database
def report(output: str, database: str, authority: str | None, period: str | None, redact_people: bool) -> None:
    """Write what the database holds as one page of HTML that needs no network: figures, tables, and their SQL.

    The same database gives the same page. Charts need the extra 'charts'; without it there are tables alone.
    """
    from cjaplans.publish.report.command import write_report

    path = None if output == STDOUT else Path(output)
    page, line = write_report(database, path, redact_people=redact_people, authority=authority, period=period)
    if path is None:
        sys.stdout.write(page)
    tell(line)
