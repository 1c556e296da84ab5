"""Authority, period or place by outcome of the common scheme: actions, those complete, and their share.

Plans of different schemes are compared by the outcomes that each can reach: one that not all plans of a row can reach
is empty there, not 0, and the column "any" is of those alone that all schemes in view can reach. Plans without a scheme
that can be compared are in the column "none" alone, and stop nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Engine

from cjaplans.publish.compare.arrange import Conditions, grouped, linked, pivoted, rows_behind, shares
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.query import found, written_in
from cjaplans.publish.compare.selection import NONE, Selection

if TYPE_CHECKING:
    import pandas as pd

#: The columns beside the outcomes: actions that serve one that can be compared, and those that serve none.
ANY = "any"

_TITLES = {
    Show.ACTIONS: "Actions by {by} and outcome",
    Show.COMPLETE: "Complete actions by {by} and outcome",
    Show.SHARE: "Share of actions that are complete, by {by} and outcome",
}
_OUTCOME = ("outcome_id", "code", "label")


def outcomes(engine: Engine, selection: Selection, by: By, show: Show) -> Comparison:
    """How many actions serve which outcome, and how many of them are complete. Raises ``DatabaseError``."""
    cells = found(engine, Name.OUTCOMES, selection)
    rows = _rows(cells, by)
    codes = list(dict.fromkeys(rows["code"]))
    whole = rows.assign(**{number: rows[number].where(rows["reach"] == "all") for number in ("actions", "complete")})
    counts, complete = (pivoted(whole, by, "code", number, codes, empty=None) for number in ("actions", "complete"))
    columns = _columns(rows)
    if show is Show.COMPLETE:
        columns = {code: {**conditions, "status": "complete"} for code, conditions in columns.items()}
    table = {Show.ACTIONS: counts, Show.COMPLETE: complete, Show.SHARE: shares(complete, counts)}[show]
    return Comparison(
        Name.OUTCOMES,
        _TITLES[show].format(by=by),
        by,
        selection,
        rows,
        table,
        linked(complete if show is Show.COMPLETE else counts, selection, rows_behind(rows, by), columns),
        (),
        written_in(Name.OUTCOMES, selection),
        show,
        dict(zip(rows["code"], rows["label"], strict=True)),
    )


def _rows(cells: pd.DataFrame, by: By) -> pd.DataFrame:
    """One row a group and outcome: whether all, some or none of its plans can reach it, actions, complete, share."""
    cells["reach"] = cells["reachable"].astype("Float64").mask(cells["actions"] > 0, 1.0)
    cells["shared"] = cells["shared"].astype("boolean")
    groups = cells.groupby(grouped(cells, by, *_OUTCOME), observed=True, sort=False)
    rows = groups.agg(reach=("reach", "mean"), shared=("shared", "first"), **_sums("actions", "complete")).reset_index()
    part = rows["reach"].fillna(0.0)
    beyond = part == 0
    rows["reach"] = part.map(lambda each: {0.0: "none", 1.0: "all"}.get(each, "some")).astype("category")
    rows[["actions", "complete"]] = rows[["actions", "complete"]].mask(beyond)
    rows["share"] = rows["complete"].astype("Float64") / rows["actions"].mask(rows["actions"] == 0)
    return rows


def _sums(*numbers: str) -> dict[str, tuple[str, str]]:
    return {number: (number, "sum") for number in numbers}


def _columns(rows: pd.DataFrame) -> Conditions:
    """The conditions on the actions of each column: its outcome, or any of those that are shared."""
    coded = rows[~rows["code"].isin((ANY, NONE))].drop_duplicates("code")
    behind = {code: {"outcome": outcome} for code, outcome in zip(coded["code"], coded["outcome_id"], strict=True)}
    shared = ",".join(coded.loc[coded["shared"], "outcome_id"])
    return {**behind, ANY: {"outcome": shared}, NONE: {"outcome": NONE}}


def _codes(rows: pd.DataFrame) -> list[str]:
    """The codes of outcomes, in the order of their scheme."""
    return [code for code in dict.fromkeys(rows["code"]) if code not in (ANY, NONE)]
