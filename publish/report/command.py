"""``cjaplans report``: the whole database on one page."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import Engine, desc, func, select

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.extras import Extra, missing
from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.load.models import IngestRun
from cjaplans.publish.compare.known import known
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.listing import UnknownFilterError
from cjaplans.publish.opened import opened
from cjaplans.publish.output import checked, write
from cjaplans.publish.report.compared import compared
from cjaplans.publish.report.coverage import coverage
from cjaplans.publish.report.debt import debt
from cjaplans.publish.report.model import Report
from cjaplans.publish.report.overview import overview
from cjaplans.publish.report.page import as_html

SUFFIXES = (".html", ".htm")


def write_report(
    database: str, output: Path | None, *, redact_people: bool = False, **conditions: str | None
) -> tuple[str, str]:
    """Make the report, and write it to ``output`` where that is given: the page, and a line on it.

    ``conditions`` are those of ``Selection`` that hold for whole plans. Raises ``DatabaseError`` and ``UsageProblem``.
    """
    if output is not None:
        checked(output, SUFFIXES)
    with opened(database, redact_people=redact_people) as engine:
        try:
            selection = known(engine, Selection.of(conditions))
        except UnknownFilterError as error:
            raise UsageProblem("report", str(error), "see 'cjaplans report --help'") from error
        made = report(engine, selection, redacted=redact_people)
    page = as_html(made)
    if output is not None:
        write(output, page.encode())
    pictures = sum(1 for figure in made.figures if figure.picture)
    return page, f"{output or 'report'}: {len(made.figures)} figures, {pictures} chart{'s' * (pictures != 1)}"


def report(engine: Engine, selection: Selection, *, redacted: bool = False) -> Report:
    """The report on the plans selected; its figures are made side by side. Raises ``DatabaseError``."""
    as_of, version = _last_run(engine)
    charts = not missing(Extra.CHARTS)
    makers = (overview, coverage, *compared(charts=charts), debt)
    with ThreadPoolExecutor() as pool:
        figures = tuple(pool.map(lambda make: make(engine, selection), makers))
    return Report(_scope(selection), as_of, version, redacted, charts, figures)


def _last_run(engine: Engine) -> tuple[str | None, str | None]:
    """The day of the last run and the program's version then: not today's, so that the same rows give the same page."""
    moment = func.coalesce(IngestRun.finished_at, IngestRun.started_at)
    query = select(moment, IngestRun.version).order_by(desc(moment), desc(IngestRun.id)).limit(1)
    with explained(name_of(engine)), engine.connect() as connection:
        found = connection.execute(query).first()
    return (None, None) if found is None else (found[0][:10], found[1])


def _scope(selection: Selection) -> str:
    given = {name: value for name, value in selection.parameters().items() if value}
    return ", ".join(f"{name} {value}" for name, value in given.items())
