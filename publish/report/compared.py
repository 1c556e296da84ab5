"""The comparisons as figures: the outcomes and themes as heat maps, the others with their charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from cjaplans.publish.charts.cells import is_sum, largest
from cjaplans.publish.charts.chart import is_heat_map, missing
from cjaplans.publish.charts.labels import number_of
from cjaplans.publish.charts.svg import svg
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.model import KINDS, By, Comparison, Name, Show
from cjaplans.publish.compare.records import records
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.compare.texts import NOT_COMPARABLE, heading, shown
from cjaplans.publish.report.model import Cell, Figure, Grid, Row

if TYPE_CHECKING:
    import pandas as pd

#: Makes a figure of the plans selected.
Maker = Callable[[Engine, Selection], Figure]
#: Rows that a table of the report has room for, and the steps of its colours.
MOST, STEPS = 40, 9


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A comparison that the report shows, under which heading and with which words; ``shows`` None for its usual."""

    name: Name
    title: str
    told: str
    shows: tuple[Show | None, ...] = (None,)
    by: By = By.AUTHORITY


_WANTED = (
    _Wanted(
        Name.OUTCOMES,
        "Outcomes",
        "How many actions serve each outcome of the common scheme (NSMO23), and which share of them is complete.",
        (Show.ACTIONS, Show.SHARE),
    ),
    _Wanted(Name.STATUS, "Status", "What became of the actions, as their plans say."),
    _Wanted(Name.THEMES, "Themes", "What the actions are about, by the themes of the guidance."),
    _Wanted(
        Name.TIMELINE,
        "Slippage",
        "When actions were first due, and when they are due now.",
        (Show.ACTIONS, Show.MONTHS),
    ),
    _Wanted(Name.PARTNERS, "Partners", "Which organisations the actions name."),
    _Wanted(Name.MONEY, "Money", "What the plans say the actions cost.", (Show.POUNDS, Show.FUNDERS)),
    _Wanted(
        Name.CARRIED,
        "Carried forward",
        "What went on from one plan of an authority to its next, and what became of it.",
        (Show.ACTIONS, Show.BECAME),
        By.PERIOD,
    ),
)


def compared(*, charts: bool) -> Sequence[Maker]:
    """What makes a figure of each comparison there is; with ``charts`` a picture where it shows more than its table."""
    return [partial(_figure, wanted=wanted, charts=charts) for wanted in _WANTED if wanted.name in KINDS]


def _figure(engine: Engine, selection: Selection, *, wanted: _Wanted, charts: bool) -> Figure:
    """The tables of a comparison, one for each thing its cells can show, and what is said of it."""
    found = [compare(engine, wanted.name, selection, wanted.by, show) for show in wanted.shows]
    first = found[0]
    empty = first.table.empty
    return Figure(
        key=wanted.name,
        title=wanted.title,
        told=wanted.told,
        grids=[_grid(each) for each in found if not each.table.empty],
        queries=tuple(dict.fromkeys(each.sql for each in found)),
        picture=svg(first) if charts and not is_heat_map(first) and not empty else "",
        notes=tuple(dict.fromkeys(note for each in found for note in each.notes)),
        legend=first.legend,
    )


def _grid(comparison: Comparison) -> Grid:
    table = largest(comparison.table, MOST)
    most = {name: 0.0 if is_sum(name) else _most(table) for name in table.columns} if is_heat_map(comparison) else {}
    rows = [
        Row(
            heading(label) if comparison.show is Show.BECAME else str(label),
            [_cell(value, comparison.show, most.get(name)) for name, value in values.items()],
        )
        for label, values in zip(table.index, records(table), strict=True)
    ]
    left_out = f"The {MOST} of {len(comparison.table):,} rows with most." if len(table) < len(comparison.table) else ""
    rows_are = heading(table.index.name or comparison.by).capitalize()
    return Grid(comparison.title, rows_are, [heading(name) for name in table.columns], rows, left_out)


def _most(table: pd.DataFrame) -> float:
    """The largest number of a table, that its shades go up to."""
    shaded = table[[name for name in table.columns if not is_sum(name)]]
    return max((value for row in records(shaded) for value in row.values() if _is_number(value)), default=0)


def _cell(value: Any, show: Show, most: float | None) -> Cell:
    """One cell, in the shade of its number; ``most`` is None where the table has no shades, 0 for a column without."""
    if value is None:
        return Cell(NOT_COMPARABLE, missing(show), "unreachable" if most is not None else "")
    text = number_of(value, show) if _is_number(value) else shown(value, show)
    return Cell(text, shade=f"shade{round(value / most * STEPS)}" if most and _is_number(value) else "")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
