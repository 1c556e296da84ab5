"""``cjaplans export``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cjaplans.commands import option
from cjaplans.commands.console import tell
from cjaplans.publish.package.licences import LICENCES
from cjaplans.publish.package.model import Form


def _forms(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[Form]:
    """Names parted by commas: ``csv,xlsx``; none are all."""
    names = [name.strip().casefold() for name in (value or "").split(",") if name.strip()]
    for name in names:
        if name not in tuple(Form):
            raise click.BadParameter(f"{name!r} is no form; one or several of {', '.join(Form)}")
    return frozenset(map(Form, names))


@click.command(epilog="\b\nExample:\n  cjaplans export plans-data && frictionless validate plans-data/datapackage.json")
@click.argument("folder", type=option.PATH, metavar="DIR")
@click.option("--only", "forms", callback=_forms, metavar="FORMS", help=f"Only these of {','.join(Form)}.")
@click.option("--authority", metavar="KEY", help="Only this authority's current plans, as in lothian-and-borders.")
@click.option("--period", metavar="YEARS", help="Only current plans of this period, as in 2010-11.")
@click.option(
    "--licence",
    type=click.Choice(list(LICENCES)),
    help="The licence under which you may give the plans' data away; without it the package says that it is not known.",
)
@click.option("--force", is_flag=True, help="Where DIR is no earlier export: move it aside.")
@option.redact_people
@option.database
def export(folder: Path, **options: Any) -> None:
    """Write the database to DIR as a Frictionless Data Package: CSV, Parquet, an Excel workbook and JSON Lines.

    DIR appears when all of it is written; an earlier export there is replaced. The same database gives the same
    bytes. CSV, Parquet and JSON Lines hold every value as it is; the workbook is for spreadsheets.
    """
    from cjaplans.publish.package.export import export

    export(options.pop("database"), folder, say=tell, **options)
