"""``cjaplans catalogue``."""

from __future__ import annotations

import sys

import click

from cjaplans.commands import option
from cjaplans.commands.console import console_on


@click.command(epilog="\b\nExample:\n  cjaplans catalogue --authority tayside")
@click.option("--authority", metavar="KEY", help="Only this authority, as in lothian-and-borders.")
@option.rows_as
def catalogue(database: str, form: str | None, authority: str | None, redact_people: bool) -> None:
    """Show which plans of each authority and year are held, missing, unreadable, to be reviewed or superseded.

    --json and --csv have a row for each plan in each of its years, and for each year without a plan of its own.
    """
    from cjaplans.publish.catalogue.show import show_catalogue

    show_catalogue(database, form, console_on(sys.stdout), authority=authority, redact_people=redact_people)
