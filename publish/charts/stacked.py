"""Stacked bars: how many of each kind, side by side in a fixed order and fixed colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cjaplans.publish.charts.cells import Cells
from cjaplans.publish.charts.drawn import chart_of
from cjaplans.publish.charts.labels import number_of
from cjaplans.publish.charts.palette import GROUPS, LINE, ink
from cjaplans.publish.compare.model import Show

if TYPE_CHECKING:
    import altair as alt

    from cjaplans.publish.charts.drawn import Drawn

_HEIGHT = 26
_WIDTH = 560
#: A letter of a number is so wide; parts of bars too narrow for theirs show none.
_LETTER = 6.5


def stacked_bars(cells: Cells, unit: str, colours: Mapping[str, str] | None = None) -> Drawn:
    """A bar a row, cut into the columns; ``colours`` by column, which are also the order of the parts."""
    import altair as alt

    known = colours or {column: GROUPS[place % len(GROUPS)] for place, column in enumerate(cells.columns)}
    parts = [column for column in known if column in cells.columns]
    scale = alt.Scale(domain=parts, range=[known[part] for part in parts])
    legend = alt.Legend(
        title=None, orient="bottom", columns=4, labelLimit=300, symbolStrokeColor=LINE, symbolType="square"
    )
    tips = [
        alt.Tooltip("row:N", title="row"),
        alt.Tooltip("column:N", title="part"),
        alt.Tooltip("value:Q", title=unit),
    ]
    y = alt.Y("row:N", sort=list(cells.rows), axis=alt.Axis(title=None, labelLimit=300, domain=False, ticks=False))
    base = chart_of(_placed(cells, parts, known))
    bars = base.mark_bar(stroke=LINE, strokeWidth=0.5).encode(
        x=alt.X("start:Q", axis=_axis(cells, unit)),
        x2="end:Q",
        y=y,
        color=alt.Color("column:N", scale=scale, sort=parts, legend=legend),
        tooltip=tips,
    )
    numbers = (
        base.transform_filter("datum.roomy")
        .mark_text(fontSize=11)
        .encode(x="middle:Q", y=y, text="told:N", color=alt.Color("ink:N", scale=None), tooltip=tips)
    )
    return alt.layer(bars, numbers).properties(width=_WIDTH, height=alt.Step(_HEIGHT))


def _placed(cells: Cells, parts: list[str], colours: Mapping[str, str]) -> list[dict[str, Any]]:
    """A record a part, with where it begins and ends."""
    values = {(record["row"], record["column"]): record["value"] or 0 for record in cells.records}
    longest = max((sum(values[row, part] for part in parts) for row in cells.rows), default=0)
    records = []
    for row in cells.rows:
        end: float = 0
        for part in parts:
            value, start = values[row, part], end
            end = start + value
            said = number_of(value, cells.show)
            roomy = value / longest * _WIDTH > _LETTER * (len(said) + 1) if longest else False
            places = {"start": start, "end": end, "middle": (start + end) / 2, "roomy": roomy}
            seen = {"told": said, "ink": ink(colours[part])}
            records += [{"row": row, "column": part, "value": value, **places, **seen}] if value else []
    return records


def _axis(cells: Cells, unit: str) -> alt.Axis:
    """Whole numbers, or shares in per cent."""
    import altair as alt

    if cells.show is Show.SHARE:
        return alt.Axis(title=unit, format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    return alt.Axis(title=unit, format=",d", tickMinStep=1)
