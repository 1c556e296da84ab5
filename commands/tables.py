"""``cjaplans tables``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from cjaplans.commands import option
from cjaplans.commands.console import console_on, tell


@click.command(epilog="\b\nExample:\n  cjaplans tables plan.pdf --pages 3-9,12 --json")
@click.argument("file", type=option.PATH)
@click.option("--pages", callback=option.page_numbers, metavar="P", help="Only these pages, as in 3-9,12.")
@click.option("--per-page", is_flag=True, help="A table for each page; join nothing over page breaks.")
@click.option("--json", "json_", is_flag=True, help="Print JSON: page, bbox, rows and cells of every table.")
@click.option("--csv", "csv_", type=option.PATH, metavar="DIR", help="Write one CSV file a table to DIR.")
@click.option("--html", is_flag=True, help="Print one HTML page.")
@option.redact_people
@option.password_file
@option.second_opinion
@option.ocr
def tables(file: Path, json_: bool, csv_: Path | None, html: bool, redact_people: bool, **options: Any) -> None:
    """Print the tables of one PDF, whatever it is about."""
    from cjaplans.extract.ocr.reader import UNREAD
    from cjaplans.extract.second_opinion import NOTICES
    from cjaplans.extract.shown import shown_tables
    from cjaplans.ingest.single import read_document
    from cjaplans.publish import tables as publish
    from cjaplans.publish.redact_tables import without_names

    if json_ + html + (csv_ is not None) > 1:
        raise click.UsageError("--json, --csv and --html exclude each other; give one")
    document = read_document(file, **options)
    for notice in document.notices:
        if notice.code in {*NOTICES, *UNREAD}:
            tell(notice.message)
    found, title = shown_tables(document), file.name
    if redact_people:
        found, title = without_names(found, title)
    if json_:
        click.echo(publish.as_json(found))
    elif html:
        click.echo(publish.as_html(found, title))
    elif csv_:
        tell(f"{len(publish.write_csv(found, csv_))} tables written to {csv_}")
    else:
        publish.print_tables(found, console_on(sys.stdout))
