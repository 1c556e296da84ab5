"""``cjaplans compare``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from cjaplans.commands import option
from cjaplans.commands.console import console_on, tell
from cjaplans.normalise.coded import StatusCode
from cjaplans.publish.compare.model import KINDS, By, Show

_WHAT = "Compare authorities, periods or places: what their plans say, in one table."
_NAMES = "NAME is one of (in brackets what --show takes, first the usual):"
_FORMS = (
    "The table, --md and --chart are for people; --csv, --json and --parquet have one row a number, with its keys. "
    "An empty cell (a dash) cannot be compared, which is not 0. What stands under the table is said on standard error "
    "where the rest goes to a program."
)


def _help() -> str:
    comparisons = (f"  {name:<9} {kind.what} ({', '.join(kind.shows)})" for name, kind in KINDS.items())
    return "\n".join((_WHAT, "", "\b", _NAMES, *comparisons, "", _FORMS))


def _choice(values: Iterable[str]) -> click.Choice[str]:
    return click.Choice([str(value) for value in values])


@click.command(
    help=_help(),
    epilog="\b\nExample:\n  cjaplans compare status --period 2010-11 --by place",
)
@click.argument("name", metavar="NAME", type=_choice(KINDS))
@click.option("--by", type=_choice(By), default=By.AUTHORITY.value, show_default=True, help="What the rows are.")
@click.option("--show", type=_choice(Show), help="What the cells hold; which of them depends on NAME.")
@click.option("--authority", metavar="KEY", help="Only this authority's, as in lothian-and-borders.")
@click.option("--period", metavar="YEARS", help="Only plans of this period, as in 2010-11, or that begin in this year.")
@click.option("--place", metavar="NAME", help="Only local plans of this council, as in 'East Lothian'.")
@click.option("--theme", metavar="KEY", help="Only actions of this theme of the guidance, as in workforce.")
@click.option("--group", metavar="KEY", help="Only actions for this priority group, as in women.")
@click.option("--outcome", metavar="CODES", help="Only actions that serve this outcome, or one of several: C1,O2.")
@click.option("--status", type=_choice(StatusCode), help="Only actions whose coded status is this.")
@click.option("--organisation", metavar="NAME", help="Only actions that name this organisation.")
@click.option("--md", "form", flag_value="md", help="Print Markdown.")
@click.option("--parquet", type=option.PATH, metavar="FILE", help="Write the rows as Parquet (cjaplans[export]).")
@click.option("--chart", type=option.PATH, metavar="FILE", help="Draw it: .svg, .png or .html (cjaplans[charts]).")
@option.rows_as
def compare(name: str, database: str, form: str | None, **options: Any) -> None:
    """Compare authorities, periods or places."""
    from cjaplans.publish.compare.show import show_comparison

    for note in show_comparison(name, database, form, console_on(sys.stdout), **options):
        tell(note)
