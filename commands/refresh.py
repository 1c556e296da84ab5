"""``cjaplans refresh``."""

from __future__ import annotations

import sys
from typing import Any

import click

from cjaplans.commands import option
from cjaplans.commands.console import console_on, log_on
from cjaplans.ingest.outcome import ExitCode


@click.command(epilog=f"{option.EXIT_CODES}\n\n\b\nExample:\n  cjaplans refresh --database plans.db")
@option.database
@option.jobs
@option.executor
@option.layouts
@option.corrections
@option.limits
@option.wait
@option.log_format
@click.option("--quiet", is_flag=True, help="Only say what needs attention.")
@click.option("--json", "json_", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def refresh(debug: bool, /, json_: bool, quiet: bool, log_format: str, **options: Any) -> ExitCode:
    """Bring every document up to today's rules, layouts and corrections, without its PDF.

    What was extracted of each file is kept beside the database; documents of which it is missing are named and left
    as they are.
    """
    from cjaplans.ingest.progress import as_json, print_summary
    from cjaplans.ingest.refreshing import refresh as refresh_database
    from cjaplans.ingest.request import Request

    result = refresh_database(Request(**options), log_on(sys.stderr, log_format, quiet=quiet, debug=debug))
    if json_:
        click.echo(as_json(result))
    elif not quiet:
        print_summary(result, console_on(sys.stdout))
    return result.exit_code
