"""``cjaplans inspect``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cjaplans.commands import option
from cjaplans.commands.console import tell


@click.command(epilog="\b\nExample:\n  cjaplans inspect plan.pdf --page 3-5 -o page.png")
@click.argument("file", type=option.PATH)
@click.option(
    "--page",
    "pages",
    callback=option.page_numbers,
    metavar="P",
    help="A page, or several as in 3-5,9; default: the first with actions.",
)
@click.option(
    "--output",
    "-o",
    type=option.PATH,
    metavar="PNG",
    help="The picture to write; default: FILE's name with .png, here.",
)
@click.option(
    "--resolution", type=click.IntRange(30, 600), default=110, show_default=True, metavar="DPI", help="Dots an inch."
)
@option.layouts
@option.redact_people
@option.password_file
def inspect(file: Path, output: Path | None, **options: Any) -> None:
    """Draw a page of FILE with the tables, cells and fields found on it, and the doubtful spots.

    Several pages are written as page-3.png, page-4.png, ... Names cannot be withheld in a picture, so
    with --redact-people none is drawn.
    """
    from cjaplans.publish.inspect.command import inspect

    for line in inspect(file, output, **options):
        tell(line)
