"""Heat maps with their numbers in the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjaplans.publish.charts.cells import Cells
from cjaplans.publish.charts.drawn import chart_of
from cjaplans.publish.charts.labels import number_of
from cjaplans.publish.charts.palette import LINE, UNREACHABLE, ink, shade

if TYPE_CHECKING:
    import altair as alt

    from cjaplans.publish.charts.drawn import Drawn

_LEVEL = 6
_HEIGHT = 26


def heat_map(cells: Cells, unit: str, empty: str) -> Drawn:
    """Rows by columns; the darker a cell, the larger its number.

    Cells without one are grey and struck through; the legend says that this means ``empty``.
    """
    import altair as alt

    level = max(map(len, cells.columns)) <= _LEVEL
    axis = alt.Axis(orient="top", labelAngle=0 if level else -40, labelLimit=300, title=None, domain=False, ticks=False)
    x = alt.X("column:N", sort=list(cells.columns), axis=axis)
    y = alt.Y("row:N", sort=list(cells.rows), axis=alt.Axis(title=None, labelLimit=300, domain=False, ticks=False))
    base = chart_of(_coloured(cells, empty))
    known, unknown = base.transform_filter("datum.value !== null"), base.transform_filter("datum.value === null")
    fill, ink_of = alt.Color("fill:N", scale=None), alt.Color("ink:N", scale=None)
    tips = [
        alt.Tooltip("row:N", title="row"),
        alt.Tooltip("column:N", title="column"),
        alt.Tooltip("told:N", title=unit),
    ]
    layers: list[Any] = [
        known.mark_rect(stroke="#bfbfbf", strokeWidth=0.5).encode(x=x, y=y, color=fill, tooltip=tips),
        known.mark_text(fontSize=12).encode(x=x, y=y, text="told:N", color=ink_of, tooltip=tips),
    ]
    if any(record["value"] is None for record in cells.records):
        layers += _struck(unknown, x, y, empty)
    return alt.layer(*layers).properties(width=alt.Step(_width(cells)), height=alt.Step(_HEIGHT))


def _struck(base: alt.Chart, x: alt.X, y: alt.Y, empty: str) -> list[Any]:
    """Grey cells with a stroke through each, and their legend."""
    import altair as alt

    legend = alt.Legend(title=None, orient="bottom", symbolType="square", symbolSize=150, labelLimit=600)
    scale = alt.Scale(domain=[empty], range=[UNREACHABLE])
    grey = base.mark_rect(stroke="#bfbfbf", strokeWidth=0.5).encode(
        x=x, y=y, fill=alt.Fill("state:N", scale=scale, legend=legend)
    )
    line = base.mark_rule(stroke=LINE, strokeWidth=0.75).encode(
        x=x.bandPosition(0), y=y.bandPosition(1), x2=alt.X2("column", bandPosition=1), y2=alt.Y2("row", bandPosition=0)
    )
    return [grey, line]


def _coloured(cells: Cells, empty: str) -> list[dict[str, Any]]:
    records = []
    for record in cells.records:
        value = record["value"]
        fill = UNREACHABLE if value is None else shade(value if record["shaded"] else 0, cells.most)
        told_as = "" if value is None else number_of(value, cells.show)
        records.append(record | {"fill": fill, "ink": ink(fill), "told": told_as, "state": empty})
    return records


def _width(cells: Cells) -> int:
    """Wide enough for the longest number."""
    return max(30, 8 * max((len(number_of(value, cells.show)) for value in cells.values()), default=1) + 12)
