"""The chart of a comparison: which kind suits which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cjaplans.publish.charts.cells import Cells, cells_of, is_sum
from cjaplans.publish.charts.drawn import chart_of
from cjaplans.publish.charts.dumbbell import dumbbells, slips
from cjaplans.publish.charts.heat import heat_map
from cjaplans.publish.charts.labels import spoken
from cjaplans.publish.charts.palette import GROUPS, STATUSES
from cjaplans.publish.charts.stacked import stacked_bars
from cjaplans.publish.compare.carried import NEIGHBOURS
from cjaplans.publish.compare.model import Comparison, Name, Show
from cjaplans.publish.compare.timeline import COUNTS

if TYPE_CHECKING:
    import pandas as pd

    from cjaplans.publish.charts.drawn import Drawn

#: What the numbers of a table count.
_UNITS = {
    Show.ACTIONS: "actions", Show.COMPLETE: "complete actions", Show.SHARE: "share of actions", Show.LED: "actions led",
    Show.DAYS: "days", Show.MONTHS: "months", Show.POUNDS: "pounds", Show.FUNDERS: "pounds", Show.BECAME: "actions",
    Show.PLANS: "actions",
}  # fmt: skip
#: What it means that a cell has no number, where that is not that it cannot be compared.
_MISSING = {
    Show.SHARE: "no actions, or not comparable", Show.DAYS: "no due day moved", Show.MONTHS: "no due day moved",
    Show.POUNDS: "no sum of money is named", Show.FUNDERS: "no sum of money is named",
}  # fmt: skip
_NOT_COMPARABLE = "not comparable: the plans' scheme has no such code"
#: The columns of a table that part its actions, each in one, where others beside them count some again.
_PARTS = {
    (Name.TIMELINE, Show.ACTIONS): [name for name, behind in COUNTS.items() if list(behind) == ["dated"]],
    (Name.CARRIED, Show.ACTIONS): [name for name, behind in NEIGHBOURS.items() if list(behind) == ["origin"]],
}
#: Tables whose columns all part their actions or money.
_WHOLE = {
    (Name.STATUS, Show.ACTIONS), (Name.STATUS, Show.SHARE), (Name.MONEY, Show.POUNDS), (Name.MONEY, Show.FUNDERS),
    (Name.CARRIED, Show.PLANS),
}  # fmt: skip
NOTHING = "Nothing to show: no action meets these conditions."


def chart(comparison: Comparison) -> Drawn:
    """What a comparison looks like; one that is empty says so."""
    import altair as alt

    cells = cells_of(_spoken(comparison), comparison.show)
    drawn, told = _drawn(comparison, cells) if cells.values() else (_nothing(), ())
    title = alt.TitleParams(
        comparison.title, subtitle=[*told, *_left_out(cells)], anchor="start", fontSize=15, aria=False
    )
    framed: Drawn = drawn.properties(title=title, background="white", padding=10).configure(
        aria=False, view=alt.ViewConfig(stroke=None)
    )
    return framed


def is_heat_map(comparison: Comparison) -> bool:
    """Whether its chart is its table in colours, and no other picture of it."""
    return not _moves(comparison) and not _parts(comparison)


def missing(show: Show) -> str:
    """What it means that a cell has no number."""
    return _MISSING.get(show, _NOT_COMPARABLE)


def unit(comparison: Comparison) -> str:
    """What its numbers count."""
    return _UNITS[comparison.show]


def _drawn(comparison: Comparison, cells: Cells) -> tuple[Drawn, tuple[str, ...]]:
    """The picture, and what is to be said of it besides its title."""
    if _moves(comparison):
        records, said = slips(comparison)
        return dumbbells(records), (said,)
    if parts := _parts(comparison):
        table = comparison.table[parts].rename(columns=spoken)
        return stacked_bars(cells_of(table, comparison.show), unit(comparison), _colours(comparison)), ()
    return heat_map(cells, unit(comparison), missing(comparison.show)), ()


def _moves(comparison: Comparison) -> bool:
    """Whether there are due days to draw that were moved."""
    timeline = comparison.name is Name.TIMELINE and comparison.show is Show.ACTIONS and not comparison.table.empty
    return timeline and "revised_end" in comparison.rows and bool(slips(comparison)[0])


def _parts(comparison: Comparison) -> list[str]:
    """The columns to stack; none where the table has no parts, or more than there are colours."""
    key = (comparison.name, comparison.show)
    columns = [name for name in comparison.table.columns if not is_sum(name) or name == "none"]
    parts = columns if key in _WHOLE else [name for name in _PARTS.get(key, ()) if name in columns]
    return parts if len(parts) <= len(GROUPS) else []


def _spoken(comparison: Comparison) -> pd.DataFrame:
    """The table with codes in words."""
    table = comparison.table.rename(columns=spoken)
    return table.rename(index=spoken) if comparison.show is Show.BECAME else table


def _colours(comparison: Comparison) -> Mapping[str, str] | None:
    """The colour of each part, where it always has the same."""
    if comparison.name is not Name.STATUS:
        return None
    return {spoken(code): colour for code, colour in STATUSES.items()}


def _nothing() -> Drawn:
    told: Drawn = chart_of([{"text": NOTHING}]).mark_text(fontSize=13).encode(text="text:N")
    return told.properties(width=400, height=60)


def _left_out(cells: Cells) -> list[str]:
    rows = len(cells.rows)
    return [f"The {rows} of {rows + cells.left_out} rows with most"] if cells.left_out else []
