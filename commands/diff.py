"""``cjaplans diff``."""

from __future__ import annotations

import sys
from typing import Any

import click

from cjaplans.commands import option
from cjaplans.commands.console import console_on
from cjaplans.ingest.outcome import ExitCode


@click.command(epilog="\b\nExample:\n  cjaplans diff before.db data/processed/plans.db --html > changes.html")
@click.argument("old")
@click.argument("new")
@click.option("--authority", metavar="KEY", help="Only this authority's plans, as in lothian-and-borders.")
@click.option("--period", metavar="YEARS", help="Only plans of this period, as in 2010-11.")
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME",
    help="Only this field of actions on both sides, as in status_code; may be repeated.",
)
@click.option("--confidence", is_flag=True, help="Compare how sure each action's reading is, too.")
@click.option("--findings", is_flag=True, help="List the findings added and removed, and not only count them.")
@click.option("--json", "form", flag_value="json", help="Print JSON (docs/comparing.md).")
@click.option("--html", "form", flag_value="html", help="Print one HTML page.")
@click.option("--exit-code", is_flag=True, help="End with 3 if there are differences, for scripts.")
@option.redact_people
def diff(old: str, new: str, form: str | None, exit_code: bool, **options: Any) -> int:
    """Compare two databases, document by document, action by action and field by field.

    OLD and NEW are paths or SQLAlchemy URLs. Neither is written; one by an earlier version is compared in a copy.
    The exit code is 0 whether they differ or not, unless --exit-code is given.
    """
    from cjaplans.publish.diff.command import show_diff

    differs = show_diff(old, new, form, console_on(sys.stdout), **options)
    return ExitCode.ATTENTION if exit_code and differs else ExitCode.DONE
