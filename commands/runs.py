"""``cjaplans runs``."""

from __future__ import annotations

import sys

import click

from cjaplans.commands import option
from cjaplans.commands.console import console_on


@click.command(epilog="\b\nExample:\n  cjaplans runs --limit 5")
@option.limit
@option.rows_as
def runs(database: str, form: str | None, limit: int | None, redact_people: bool) -> None:
    """List the runs that wrote to the database, the last first, with what came of each.

    A run is finished, running, or cut_short: killed, interrupted or hindered. What such a run had read is kept,
    and the next one goes on. Times are UTC.
    """
    from cjaplans.publish.runs import show_runs

    show_runs(database, form, console_on(sys.stdout), limit=limit, redact_people=redact_people)
