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
#: The name of the query of days, beside that of the comparison itself.
SLIPPAGE = "slippage"
_TITLES = {
    Show.ACTIONS: "Actions with due days, and due days that moved, by {by}",
    Show.DAYS: "Days by which due days moved, by {by}",
    Show.MONTHS: "Months by which due days moved, by {by}",
}


def timeline(engine: Engine, selection: Selection, by: By, show: Show) -> Comparison:
    """When actions were due first and are due now. Raises ``DatabaseError``."""
    query = Name.TIMELINE if show is Show.ACTIONS else SLIPPAGE
    rows = found(engine, query, selection)
    if show is not Show.ACTIONS:
        rows = _with_months(rows)
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
        written_in(query, selection),
        show,
    )


def _with_months(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, one an action, with the calendar months between their days, too."""
    for name, first in (("slipped", "planned_end"), ("since_previous", "previous_end")):
        last = rows["revised_end"].dt
        months = (last.year - rows[first].dt.year) * 12 + last.month - rows[first].dt.month
        rows[f"months_{name}"] = months.astype("Int64").mask(rows[f"days_{name}"].isna())
    return rows.assign(actions=1)


def _slips(rows: pd.DataFrame, by: By, show: Show) -> pd.DataFrame:
    """The median and longest slips by group, in days or months; empty where nothing slipped."""
    import pandas as pd

    label = LABELS[by]
    slips = {}
    for heading, slip in SLIPS.items():
        chosen = rows[meeting(rows, slip.of)]
        slips[heading] = chosen.groupby(label, observed=True)[f"{show}_{slip.column}"].agg(slip.statistic)
    table = pd.DataFrame(slips, index=in_order(rows[label].unique())).astype("Float64").round().astype("Int64")
    return named(table, by)


def _notes(rows: pd.DataFrame, show: Show) -> Iterator[str]:
    yield (
        "A due day is the last day of what is printed: a month, season or year counts to its end, so slips are as "
        f"exact as that. {_precisions(rows)}"
    )
    yield "Moved in plan: the plan prints the old day beside the new one, which may be earlier, or no day at all."
    compared = int(rows.loc[rows["moved"] != "none", "actions"].sum())
    yield (
        "Plan before: the same action's due day in the authority's plan before, where both have one, as "
        f"{compared} actions here do."
    )
    if show is not Show.ACTIONS:
        yield (
            "Median and longest are of actions whose day moved: in their plan, and to a later one than in the plan "
            f"before; negative where it was brought forward. A row without either is left out. {show.capitalize()} "
            "of a day that was moved to no day are not known."
        )


def _precisions(rows: pd.DataFrame) -> str:
    due = rows["revised_end"].notna() if "dated" not in rows else rows["dated"] == "due"
    counts = rows[due].groupby("date_precision", observed=True)["actions"].sum()
    counts = counts[counts > 0].sort_values(ascending=False, kind="stable")
    told = ", ".join(f"{number} {str(name).replace('_', ' ')}" for name, number in counts.items())
    return f"Due days by what is printed: {told}." if told else "No action here has one."
