"""The overview: how much the database holds, in numbers."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine

from cjaplans.publish.compare.query import found, written_in
from cjaplans.publish.compare.records import records
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.report.model import Cell, Figure, Grid, Row

QUERY = "overview"
#: What each number of the query counts.
_TOLD: Mapping[str, str] = {
    "plans": "Plans with actions",
    "authorities": "Authorities with such a plan",
    "periods": "Periods they are for",
    "actions": "Actions",
    "complete": "Actions that are complete",
    "with_status": "Actions whose status is known",
    "with_outcome": "Actions with an outcome code that their scheme has",
    "with_due_day": "Actions with a day they are due",
    "organisations": "Organisations that actions name",
}


def overview(engine: Engine, selection: Selection) -> Figure:
    """The numbers of the plans selected. Raises ``DatabaseError``."""
    rows = [Row(_TOLD[row["what"]], (Cell(f"{row['number']:,}"),)) for row in records(found(engine, QUERY, selection))]
    grid = Grid("What is held, in numbers", "What", ("Number",), rows)
    told = "How much was read out of the plans. Plans that a newer file supersedes do not count."
    return Figure("overview", "Overview", told, (grid,), (written_in(QUERY, selection),))
