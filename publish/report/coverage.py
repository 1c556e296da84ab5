"""The map of plans held: authority by year, as ``cjaplans catalogue`` has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Engine, select

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.load.models import Authority
from cjaplans.publish.catalogue.entries import Area, Entry, Holding, entries
from cjaplans.publish.catalogue.holdings import holdings
from cjaplans.publish.catalogue.matrix import LEGEND, mark
from cjaplans.publish.catalogue.years import PLANNED, label
from cjaplans.publish.compare.arrange import short
from cjaplans.publish.compare.query import written_in
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.report.model import Cell, Figure, Grid, Row

QUERY = "coverage"
_TOLD = (
    "Which action plans are held of each authority and year, and under each letter how many actions were read. "
    "A plan stands in each fiscal year of which its period covers half or more; one whose authority or year is not "
    "stated is placed by its title or file name."
)
#: What is said of a year, and its colour; the first that holds.
_STATES: Mapping[Holding, tuple[str, str]] = {
    Holding.HELD: ("held", "held"),
    Holding.NEEDS_REVIEW: ("to be reviewed", "doubtful"),
    Holding.UNREADABLE: ("unreadable", "doubtful"),
    Holding.MISSING: ("missing", ""),
}


def coverage(engine: Engine, selection: Selection) -> Figure:
    """The map, of one authority where ``selection`` has one; of all years. Raises ``DatabaseError``."""
    plans, areas = holdings(engine)
    if selection.authority is not None:
        areas = tuple(area for area in areas if area.key == selection.authority)
    found = entries(plans, areas)
    grid = _grid(found, areas, _names(engine))
    notes = (*(line.replace("   ", ", ") for line in LEGEND), *_unplaced(found, selection))
    return Figure("coverage", "Plans held", _TOLD, (grid,), (written_in(QUERY, selection),), notes=notes)


def _names(engine: Engine) -> Mapping[str, str]:
    with explained(name_of(engine)), engine.connect() as connection:
        return {key: short(name) for key, name in connection.execute(select(Authority.key, Authority.name))}


def _grid(found: Sequence[Entry], areas: Sequence[Area], names: Mapping[str, str]) -> Grid:
    places: dict[tuple[str | None, int | None], list[Entry]] = {}
    for entry in found:
        if entry.placed:
            places.setdefault((entry.authority, entry.year), []).append(entry)
    years = sorted({*PLANNED, *(year for _, year in places if year is not None)})
    rows = [Row(names[area.key], [_cell(places.get((area.key, year), ())) for year in years]) for area in areas]
    return Grid("Plans held by authority and year", "Authority", [label(year) for year in years], rows)


def _cell(found: Sequence[Entry]) -> Cell:
    """The letters of the catalogue, and how many actions were read of the plans."""
    if not found:
        return Cell("", "no authority then")
    plans = [entry.plan for entry in found if entry.plan]
    actions = sum(plan.actions for plan in plans)
    state = next(state for state in _STATES if any(entry.state is state for entry in found))
    said, shade = _STATES[state]
    kind = ", for several years" if plans and all(entry.several_years for entry in found if entry.plan) else ""
    counted = f" {actions:,}" if plans else ""
    return Cell(f"{mark(found)}{counted}", f"{said}{kind}{f', {actions:,} actions' if plans else ''}", shade)


def _unplaced(found: Sequence[Entry], selection: Selection) -> Sequence[str]:
    """How many files the map has no place for."""
    if selection.authority is not None:
        return ()
    files = {entry.plan.file_name for entry in found if not entry.placed and entry.plan}
    if not files:
        return ()
    told = f"{len(files):,} file{'s' * (len(files) != 1)} have no place" if len(files) != 1 else "1 file has no place"
    return (f"{told} in the map: no plans, or of unknown authority or year ('cjaplans catalogue' lists them).",)
