"""Planned and revised dates by authority, period or place: how many actions have a date, and by how much it slipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from cjaplans.publish.compare.arrange import LABELS, grouped, linked, rows_behind
from cjaplans.publish.compare.columns import counted, in_order, meeting, named
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.query import found, written_in
from cjaplans.publish.compare.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

#: The columns that count actions, and which.
COUNTS: Mapping[str, Mapping[str, str]] = {
    "actions": {},
    "due day": {"dated": "due"},
    "ongoing": {"dated": "ongoing"},
    "start only": {"dated": "started"},
    "no date": {"dated": "undated"},
    "moved in plan": {"revised": "yes"},
    "later than plan before": {"moved": "later"},
    "earlier than plan before": {"moved": "earlier"},
    "same as plan before": {"moved": "same"},
}


@dataclass(frozen=True, slots=True)
class Slip:
    """How far the due days of some actions moved: ``column`` without its unit, and ``median`` or ``max`` of it."""

    of: Mapping[str, str]
    column: str
    statistic: str


SLIPS: Mapping[str, Slip] = {
    "median in plan": Slip({"revised": "yes"}, "slipped", "median"),
    "longest in plan": Slip({"revised": "yes"}, "slipped", "max"),
    "median from plan before": Slip({"moved": "later"}, "since_previous", "median"),
    "longest from plan before": Slip({"moved": "later"}, "since_previous", "max"),
}
_TITLES = {
    Show.ACTIONS: "Actions with due days, and due days that moved, by {by}",
    Show.DAYS: "Days by which due days moved, by {by}",
    Show.MONTHS: "Months by which due days moved, by {by}",
}


def timeline(engine: Engine, selection: Selection, by: By, show: Show) -> Comparison:
    """When actions were due first and are due now. Raises ``DatabaseError``."""
    rows = _with_months(found(engine, Name.TIMELINE, selection))
    grouped(rows, by)
    conditions = COUNTS if show is Show.ACTIONS else {heading: slip.of for heading, slip in SLIPS.items()}
    counts = counted(rows, by, conditions)
    return Comparison(
        Name.TIMELINE,
        _TITLES[show].format(by=by),
        by,
        selection,
        rows,
        counts if show is Show.ACTIONS else _slips(rows, by, show),
        linked(counts, selection, rows_behind(rows, by), conditions),
        tuple(_notes(rows, show)),
        written_in(Name.TIMELINE, selection),
        show,
    )


def _with_months(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the calendar months between their days, too, and numbers last."""
    for name, first in (("months_slipped", "planned_end"), ("months_since_previous", "previous_end")):
        last = rows["revised_end"].dt
        months = (last.year - rows[first].dt.year) * 12 + last.month - rows[first].dt.month
        rows[name] = months.astype("Int64")
    rows["months_slipped"] = rows["months_slipped"].mask(rows["days_slipped"].isna())
    rows["actions"] = rows.pop("actions")
    return rows


def _slips(rows: pd.DataFrame, by: By, show: Show) -> pd.DataFrame:
    """The median and longest slips by group, in days or months; empty where nothing slipped."""
    import pandas as pd

    label = LABELS[by]
    index = in_order(rows[label].unique())
    columns = {}
    for heading, slip in SLIPS.items():
        column = f"{show}_{slip.column}"
        chosen = rows[meeting(rows, slip.of) & rows[column].notna()]
        each = chosen.loc[chosen.index.repeat(chosen["actions"].astype(int))]
        columns[heading] = each.groupby(label, observed=True)[column].agg(slip.statistic)
    return named(pd.DataFrame(columns, index=index).astype("Float64").round().astype("Int64"), by)


def _notes(rows: pd.DataFrame, show: Show) -> Iterator[str]:
    yield (
        "A due day is the last day of what is printed: a month, season or year counts to its end, so slips are as "
        f"exact as that. {_precisions(rows)}"
    )
    yield "Moved in plan: the plan itself prints the old day beside the new one, which may be earlier, or no day at all."
    yield (
        "Plan before: the same action's due day in the authority's plan before, where both have one; "
        f"{_number(rows, rows['moved'] != 'none')} actions do."
    )
    if show is not Show.ACTIONS:
        yield (
            "Median and longest are of actions whose day moved: in their plan, and to a later one than in the plan "
            "before; negative where it was brought forward, empty where none moved."
        )


def _precisions(rows: pd.DataFrame) -> str:
    counts = rows[rows["dated"] == "due"].groupby("date_precision", observed=True)["actions"].sum()
    counts = counts[counts > 0].sort_values(ascending=False, kind="stable")
    told = ", ".join(f"{number} {str(name).replace('_', ' ')}" for name, number in counts.items())
    return f"Due days by what is printed: {told}." if told else "No action here has one."


def _number(rows: pd.DataFrame, which: pd.Series) -> int:
    return int(rows.loc[which, "actions"].sum())
