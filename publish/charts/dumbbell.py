"""Due days that moved: from where they were planned to where they are now, group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjaplans.publish.charts.drawn import chart_of
from cjaplans.publish.charts.labels import number_of, shortened
from cjaplans.publish.charts.palette import LINE
from cjaplans.publish.compare.arrange import LABELS, short
from cjaplans.publish.compare.model import Comparison, Show

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from cjaplans.publish.charts.drawn import Drawn

#: Lines that a chart has room for.
MOST_LINES = 40
_WIDTH, _STEP = 480, 18
_EACH = "Each due day that its plan moved"
_MEDIANS = "Medians of the due days that plans moved"
_PLANNED, _NOW = "first planned", "due now"
_FILLS = {_PLANNED: "#ffffff", _NOW: "#4477aa"}


def slips(comparison: Comparison) -> tuple[list[dict[str, Any]], str]:
    """The moves of due days, and what they are, in words.

    Records of ``row`` (its first alone has a ``label``), ``planned`` and ``revised`` (ISO), ``told`` and ``line``.
    Where there are too many they are put together: by group and the year planned, or by group alone.
    """
    rows, label = comparison.rows, LABELS[comparison.by]
    moved = rows[(rows["revised"] == "yes") & rows["planned_end"].notna() & rows["revised_end"].notna()]
    moved = moved.assign(year=moved["planned_end"].dt.year)
    found, said = _fitting(moved, label)
    names = shortened(short(each) for each in found[label])
    records = [_record(row, names[short(row[label])], line) for line, row in enumerate(found.to_dict("records"))]
    firsts = {record["row"]: record["line"] for record in reversed(records)}
    return [record | {"label": record["row"] * (firsts[record["row"]] == record["line"])} for record in records], said


def dumbbells(records: list[dict[str, Any]]) -> Drawn:
    """A line for each move, a ring where it begins and a dot where it ends."""
    import altair as alt

    base = chart_of(records).encode(
        y=alt.Y("line:O", axis=None),
        tooltip=[alt.Tooltip(f"{name}:N") for name in ("row", "planned", "revised", "told")],
    )
    axis = alt.Axis(title="due day", tickCount=6)
    days = alt.X("planned:T", scale=alt.Scale(type="utc"), axis=axis)
    line = base.mark_rule(stroke=LINE, strokeWidth=2).encode(x=days, x2="revised:T")
    told = base.mark_text(align="left", dx=10, fontSize=11).encode(x=alt.X("last:T"), text="told:N")
    rows = base.mark_text(align="right", dx=-14).encode(x=alt.value(0), text="label:N")
    points = (_points(base, "planned", _PLANNED), _points(base, "revised", _NOW))
    return alt.layer(line, *points, told, rows).properties(width=_WIDTH, height=alt.Step(_STEP))


def _points(base: alt.Chart, field: str, name: str) -> Any:
    import altair as alt

    scale = alt.Scale(domain=list(_FILLS), range=list(_FILLS.values()))
    legend = alt.Legend(title=None, orient="bottom", symbolType="circle", symbolStrokeColor=LINE)
    points = base.transform_calculate(end=f"'{name}'").mark_point(size=70, stroke=LINE, opacity=1, shape="circle")
    return points.encode(x=alt.X(f"{field}:T"), fill=alt.Fill("end:N", scale=scale, legend=legend))


def _fitting(moved: pd.DataFrame, label: str) -> tuple[pd.DataFrame, str]:
    """The moves, put together as far as it takes for a chart to have room for them, and what they are then."""
    each = _grouped(moved, [label, "planned_end", "revised_end"])
    if len(each) <= MOST_LINES:
        return each, _EACH
    years = _grouped(moved, [label, "year"])
    return (
        (years, f"{_MEDIANS}, by the year planned")
        if len(years) <= MOST_LINES
        else (_grouped(moved, [label]), _MEDIANS)
    )


def _grouped(moved: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The moves by ``keys``: how many, and the median of their days."""
    each = moved.loc[moved.index.repeat(moved["actions"].astype(int))]
    days = {name: (name, "median") for name in ("planned_end", "revised_end") if name not in keys}
    found = each.groupby(keys, observed=True, as_index=False).agg(number=("actions", "size"), **days)
    return found.sort_values([keys[0], "planned_end", "revised_end"], kind="stable")


def _record(row: dict[str, Any], name: str, line: int) -> dict[str, Any]:
    planned, revised = row["planned_end"].date(), row["revised_end"].date()
    months = (revised.year - planned.year) * 12 + revised.month - planned.month
    number = row["number"]
    said = f"{months:+} month{'s' * (abs(months) != 1)}, {number_of(number, Show.ACTIONS)} action{'s' * (number != 1)}"
    ends = {"planned": planned.isoformat(), "revised": revised.isoformat(), "last": max(planned, revised).isoformat()}
    return {"row": name, "line": line, **ends, "told": said.replace("-", "−")}
