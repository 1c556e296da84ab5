"""The chart of a comparison: which kind suits which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cjaplans.publish.charts.cells import Cells, cells_of
from cjaplans.publish.charts.drawn import chart_of
from cjaplans.publish.charts.heat import heat_map
from cjaplans.publish.charts.labels import spoken
from cjaplans.publish.charts.palette import STATUSES
from cjaplans.publish.charts.stacked import stacked_bars
from cjaplans.publish.compare.model import Comparison, Name, Show

if TYPE_CHECKING:
    from cjaplans.publish.charts.drawn import Drawn

#: What the numbers of a table count.
_UNITS = {Show.ACTIONS: "actions", Show.COMPLETE: "complete actions", Show.SHARE: "share of actions"}
NOTHING = "Nothing to show: no action meets these conditions."


def chart(comparison: Comparison) -> Drawn:
    """What a comparison looks like; one that is empty says so."""
    import altair as alt

    cells = cells_of(comparison.table, comparison.show)
    drawn = _KINDS.get(comparison.name, _heat)(comparison) if cells.values() else _nothing()
    title = alt.TitleParams(comparison.title, subtitle=_subtitle(cells), anchor="start", fontSize=15, aria=False)
    framed: Drawn = drawn.properties(title=title, background="white", padding=10).configure(
        aria=False, view=alt.ViewConfig(stroke=None)
    )
    return framed


def is_heat_map(comparison: Comparison) -> bool:
    """Whether its chart is its table in colours, and no other picture of it."""
    return comparison.name not in _KINDS


def missing(show: Show) -> str:
    """What it means that a cell has no number."""
    return "no actions, or not comparable" if show is Show.SHARE else "not comparable: no code of the plans' scheme"


def unit(comparison: Comparison) -> str:
    """What its numbers count."""
    return _UNITS[comparison.show]


def _status(comparison: Comparison) -> Drawn:
    table = comparison.table.rename(columns=spoken)
    return stacked_bars(
        cells_of(table, comparison.show), unit(comparison), {spoken(code): colour for code, colour in STATUSES.items()}
    )


def _heat(comparison: Comparison) -> Drawn:
    return heat_map(cells_of(comparison.table, comparison.show), unit(comparison), missing(comparison.show))


_KINDS: Mapping[Name, Callable[[Comparison], Drawn]] = {Name.STATUS: _status}


def _nothing() -> Drawn:
    told: Drawn = chart_of([{"text": NOTHING}]).mark_text(fontSize=13).encode(text="text:N")
    return told.properties(width=400, height=60)


def _subtitle(cells: Cells) -> str:
    rows = len(cells.rows)
    return f"The {rows} of {rows + cells.left_out} rows with most" if cells.left_out else ""
