"""``cjaplans catalogue``: which plans are held, which are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.console import Console
from rich.text import Text
from sqlalchemy import Engine

from cjaplans.ingest.errors import UsageProblem
from cjaplans.load.database import open_readonly
from cjaplans.publish.catalogue.entries import COLUMNS, Entry, entries
from cjaplans.publish.catalogue.holdings import holdings
from cjaplans.publish.catalogue.matrix import drawn
from cjaplans.publish.listing import UnknownFilterError, known_authority
from cjaplans.publish.render import Format, print_rows


def show_catalogue(
    database: str, form: str | None, console: Console, *, authority: str | None = None, redact_people: bool = False
) -> None:
    """Print what is held of each authority and year. Raises ``DatabaseError`` and ``UsageProblem``."""
    engine = open_readonly(database)
    plans, areas = holdings(engine)
    shown: Sequence[Entry] = entries(plans, areas)
    if authority is not None:
        try:
            key = known_authority(engine, authority)
        except UnknownFilterError as error:
            raise UsageProblem("catalogue", str(error), "see 'cjaplans catalogue --help'") from error
        shown = [entry for entry in shown if entry.authority == key]
        areas = tuple(area for area in areas if area.key == key)
    if redact_people:
        shown = _without_names(shown, engine)
    if form is None:
        for line in drawn(shown, areas, console.width):
            console.print(Text(line), soft_wrap=True)
    else:
        print_rows([entry.row() for entry in shown], console, Format(form), COLUMNS)


def _without_names(shown: Sequence[Entry], engine: Engine) -> list[Entry]:
    from cjaplans.publish.withheld import redactor_of  # slow to import

    people = redactor_of(engine)
    return [
        entry
        if entry.plan is None
        else replace(
            entry,
            plan=replace(
                entry.plan,
                file_name=people.clean(entry.plan.file_name),
                title=entry.plan.title and people.clean(entry.plan.title),
                reason=entry.plan.reason and people.clean(entry.plan.reason),
            ),
        )
        for entry in shown
    ]
