"""The comparisons as figures: the outcomes and themes as heat maps, the others with their charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from cjaplans.publish.charts.cells import largest
from cjaplans.publish.charts.chart import is_heat_map
from cjaplans.publish.charts.labels import told
from cjaplans.publish.charts.svg import svg
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.model import KINDS, Comparison, Name, Show
from cjaplans.publish.compare.records import records
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.compare.texts import NOT_COMPARABLE, heading, shown
from cjaplans.publish.report.model import Cell, Figure, Grid, Row

if TYPE_CHECKING:
    import pandas as pd

#: Rows that a table of the report has room for, and the steps of its colours.
MOST, STEPS = 40, 9


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A comparison that the report shows, under which heading and with which words."""

    name: Name
    title: str
    told: str
    show: Show | None = None


_WANTED = (
    _Wanted(
        Name.OUTCOMES,
        "Actions by outcome",
        "How many actions serve each outcome of the common scheme (NSMO23). An action that serves several counts "
        "under each.",
        Show.ACTIONS,
    ),
    _Wanted(
        Name.OUTCOMES,
        "Complete by outcome",
        "Which share of the actions that serve an outcome is complete.",
        Show.SHARE,
    ),
    _Wanted(Name.STATUS, "Status", "What became of the actions, as their plans say."),
    _Wanted(Name.THEMES, "Themes", "What the actions are about, by the themes of the guidance."),
    _Wanted(Name.TIMELINE, "Slippage", "When actions were first due, and when they are due now."),
    _Wanted(Name.PARTNERS, "Partners", "Which organisations the actions name."),
    _Wanted(Name.MONEY, "Money", "What the plans say the actions cost."),
    _Wanted(Name.CARRIED, "Carried forward", "What went on from one plan of an authority to its next."),
)


def compared(engine: Engine, selection: Selection, *, charts: bool) -> Iterator[Figure]:
    """A figure for each comparison there is; with ``charts`` a picture where it shows more than its table."""
    for wanted in _WANTED:
        kind = KINDS.get(wanted.name)
        if kind is not None and wanted.show in (None, *kind.shows):
            yield _figure(compare(engine, wanted.name, selection, show=wanted.show), wanted, charts=charts)


def _figure(comparison: Comparison, wanted: _Wanted, *, charts: bool) -> Figure:
    shaded = is_heat_map(comparison)
    empty = comparison.table.empty
    return Figure(
        key=f"{wanted.name}-{comparison.show}",
        title=wanted.title,
        told=wanted.told,
        grids=() if empty else (_grid(comparison, shaded=shaded),),
        sql=comparison.sql,
        picture=svg(comparison) if charts and not shaded and not empty else "",
        notes=comparison.notes,
        legend=comparison.legend,
    )


def _grid(comparison: Comparison, *, shaded: bool) -> Grid:
    table = largest(comparison.table, MOST)
    most = _most(table) if shaded else 0
    rows = [
        Row(str(label), [_cell(value, comparison.show, most) for value in values.values()])
        for label, values in zip(table.index, records(table), strict=True)
    ]
    left_out = f"The {MOST} of {len(comparison.table):,} rows with most." if len(table) < len(comparison.table) else ""
    rows_are = heading(str(table.index.name or comparison.by)).capitalize()
    return Grid(comparison.title, rows_are, [heading(str(name)) for name in table.columns], rows, left_out)


def _most(table: pd.DataFrame) -> float:
    """The largest number of a table."""
    return max((value for row in records(table) for value in row.values() if _is_number(value)), default=0)


def _cell(value: Any, show: Show, most: float) -> Cell:
    """One cell; with ``most`` in the shade of its number."""
    if value is None:
        return Cell(NOT_COMPARABLE, "not comparable", "unreachable" if most else "")
    text = told(value, show) if _is_number(value) else shown(value, show)
    return Cell(text, shade=f"shade{round(value / most * STEPS)}" if most and _is_number(value) else "")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
