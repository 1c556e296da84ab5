"""Commands that list rows: ``documents``, ``actions`` and ``findings``."""

from __future__ import annotations

import sys
from typing import Any

import click

from cjaplans.commands import option
from cjaplans.commands.console import console_on
from cjaplans.normalise.coded import StatusCode


@click.command(epilog="\b\nExample:\n  cjaplans documents --json")
@click.option("--superseded", is_flag=True, help="Also older versions, each with the document that superseded it.")
@option.rows_as
def documents(database: str, form: str | None, **options: bool) -> None:
    """List the documents read, with their state, and other files with the same bytes."""
    from cjaplans.publish.show import show_documents

    show_documents(database, form, console_on(sys.stdout), **options)


@click.command(epilog="\b\nExample:\n  cjaplans actions --authority lanarkshire --search 'housing' --limit 10")
@click.option("--authority", metavar="KEY", help="Only this authority's, as in lothian-and-borders.")
@click.option("--period", metavar="YEARS", help="Only plans of this period, as in 2010-11.")
@click.option("--theme", metavar="TEXT", help="Only actions with this text in their theme.")
@click.option(
    "--status", type=click.Choice([code.value for code in StatusCode]), help="Only actions whose coded status is this."
)
@click.option("--search", metavar="TEXT", help="Only actions with all these words, best match first.")
@option.limit
@option.rows_as
def actions(database: str, form: str | None, **filters: Any) -> None:
    """List actions; --json and --csv have more columns than the table.

    With --redact-people, --search and --theme look at what is shown: a name that is withheld finds nothing.
    """
    from cjaplans.publish.show import show_actions

    show_actions(database, form, console_on(sys.stdout), **filters)


@click.command(epilog="\b\nExample:\n  cjaplans findings --severity warning --csv > findings.csv")
@click.option("--document", metavar="NAME", help="Only this document's: its file name or id.")
@click.option("--severity", type=click.Choice(["info", "warning", "error"]), help="Only findings of this severity.")
@click.option("--code", metavar="CODE", help="Only findings with this code, as in lead_unresolved.")
@click.option("--open", "open_only", is_flag=True, help="Only findings that nobody has accepted.")
@option.limit
@option.rows_as
def findings(database: str, form: str | None, **filters: Any) -> None:
    """List what an analyst should look at, and what was said of it ('cjaplans review')."""
    from cjaplans.publish.show import show_findings

    show_findings(database, form, console_on(sys.stdout), **filters)
