"""``cjaplans layout``: show, save and check."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from cjaplans.commands import option
from cjaplans.commands.console import console_on, tell
from cjaplans.ingest.outcome import ExitCode

LAYOUT_NAME = re.compile(r"\w[\w.-]{0,79}")


def _layout_name(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """A name that is also that of a file."""
    if not LAYOUT_NAME.fullmatch(value):
        raise click.BadParameter(f"{value!r} cannot be used; give up to 80 letters, digits and . - _, as in fife-2010")
    return value


@click.group()
def layout() -> None:
    """See how tables are understood, and teach it better."""


@layout.command(epilog="\b\nExample:\n  cjaplans layout show plan.pdf --pages 3-9")
@click.argument("file", type=option.PATH)
@click.option("--pages", callback=option.page_numbers, metavar="P", help="Only these pages, as in 3-9,12.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@option.layouts
@option.redact_people
@option.password_file
def show(file: Path, json_: bool, **options: Any) -> None:
    """Print what was understood of FILE: its tables, and for each column its field and why."""
    from cjaplans.publish.layouts import as_json, print_understood, understood

    tables = understood(file, **options)
    if json_:
        click.echo(as_json(tables))
    else:
        print_understood(tables, console_on(sys.stdout))


@layout.command(epilog="\b\nExample:\n  cjaplans layout save plan.pdf --name fife && cjaplans layout check")
@click.argument("file", type=option.PATH)
@click.option("--name", required=True, callback=_layout_name, metavar="N", help="The layout's name, and its file's.")
@click.option("--pages", callback=option.page_numbers, metavar="P", help="Only tables on these pages, as in 3-9,12.")
@click.option("--force", is_flag=True, help="Replace a layout of this name.")
@option.layouts
@option.password_file
def save(file: Path, **options: Any) -> None:
    """Write what was understood of FILE as a layout, a YAML file to edit. The next ingest uses it."""
    from cjaplans.publish.layouts import save

    tell(f"{save(file, **options)} written; edit it, then run 'cjaplans layout check'")


@layout.command(epilog="\b\nExample:\n  cjaplans layout check data/layouts/fife.yaml")
@click.argument("paths", nargs=-1, type=option.PATH, metavar="[PATH]...")
@option.layouts
def check(paths: tuple[Path, ...], layouts: Path | None) -> ExitCode:
    """Check layouts, files or folders of them; without PATH those in your folder.

    Every mistake is one line, FILE:LINE: what is wrong; the remedy. The exit code is 3 when there is one.
    """
    from cjaplans.ingest.written.layouts import check_layouts
    from cjaplans.publish.layouts import print_checked

    sound = print_checked(check_layouts(paths, layouts), console_on(sys.stdout))
    return ExitCode.DONE if sound else ExitCode.ATTENTION
