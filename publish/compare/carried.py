"""Actions over the years: what was carried from plan to plan, what is new or dropped, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from cjaplans.normalise.coded import StatusCode
from cjaplans.publish.compare.arrange import Conditions, grouped, linked, rows_behind
from cjaplans.publish.compare.columns import counted
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.query import found, written_in
from cjaplans.publish.compare.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

#: The query that finds what the cells show.
QUERIES: Mapping[Show, str] = {Show.ACTIONS: Name.CARRIED, Show.BECAME: "became", Show.PLANS: "chains"}

#: The columns that count actions, and which: how they stand to the plan before, and to the next.
NEIGHBOURS: Mapping[str, Mapping[str, str]] = {
    "actions": {},
    "from plan before, by number": {"origin": "ref"},
    "from plan before, by words": {"origin": "text"},
    "new": {"origin": "new"},
    "no plan before": {"origin": "no_plan_before"},
    "carried on": {"fate": "carried"},
    "dropped": {"fate": "dropped"},
    "dropped as complete": {"fate": "dropped", "status": "complete"},
    "no plan after": {"fate": "no_plan_after"},
}
#: The same where plans mark what they mean to carry forward.
MARKED: Mapping[str, Mapping[str, str]] = {
    "marked and carried on": {"marked": "yes", "fate": "carried"},
    "marked but dropped": {"marked": "yes", "fate": "dropped"},
    "carried on unmarked": {"marked": "none", "fate": "carried"},
}
_TITLES = {
    Show.ACTIONS: "Actions carried from plan to plan, new and dropped, by {by}",
    Show.BECAME: "What became of actions carried on: their status in the plan before, and now",
    Show.PLANS: "Actions by {by} and by how many plans in a row they have stood in",
}


def carried(engine: Engine, selection: Selection, by: By, show: Show) -> Comparison:
    """What went on from plan to plan. Raises ``DatabaseError``."""
    rows = found(engine, QUERIES[show], selection)
    grouped(rows, by)
    behind, columns = rows_behind(rows, by), _COLUMNS[show](rows)
    if show is Show.BECAME:
        behind = {code: {"was": code} for code in _codes(rows, "was")}
        table = _became(rows, behind, columns)
    else:
        table = counted(rows, by, columns)
    return Comparison(
        Name.CARRIED,
        _TITLES[show].format(by=by),
        by,
        selection,
        rows,
        table,
        linked(table, selection, behind, columns),
        tuple(_notes(rows, show)),
        written_in(QUERIES[show], selection),
        show,
    )


def _codes(rows: pd.DataFrame, column: str) -> list[str]:
    there = set(rows[column].astype("string"))
    return [code.value for code in StatusCode if code.value in there]


def _became(rows: pd.DataFrame, before: Conditions, now: Conditions) -> pd.DataFrame:
    """How many actions of which status in the plan before have which now."""
    plain = rows.astype({"was": "string", "status": "string"})
    table = plain.pivot_table(index="was", columns="status", values="actions", aggfunc="sum", observed=True)
    table = table.reindex(index=list(before), columns=list(now)).fillna(0).astype("Int64")
    table.columns.name = None
    table.index = table.index.astype("string")
    table.index.name = "status before"
    return table


def _neighbours(rows: pd.DataFrame) -> Conditions:
    return {**NEIGHBOURS, **(MARKED if (rows["marked"] == "yes").any() else {})}


def _statuses(rows: pd.DataFrame) -> Conditions:
    return {code: {"status": code} for code in _codes(rows, "status")}


def _chains(rows: pd.DataFrame) -> Conditions:
    return {str(number): {"plans": str(number)} for number in range(1, max(rows["plans"], default=0) + 1)}


_COLUMNS = {Show.ACTIONS: _neighbours, Show.BECAME: _statuses, Show.PLANS: _chains}


def _notes(rows: pd.DataFrame, show: Show) -> Iterator[str]:
    yield (
        "An action goes on from the authority's plan before if it has the same number and words at least half alike, "
        "or else words nearly the same. One that was reworded and renumbered counts as dropped, and as new."
    )
    yield (
        "Each action counts in its own plan. Plans are compared with the nearest earlier and later one that is held, "
        "years apart if need be, place by place; where none is held, nothing is said to be new or dropped."
    )
    if show is Show.ACTIONS and (rows["marked"] == "yes").any():
        yield "Marked: the plan itself says that the action goes on in the next area plan; most plans mark none."
    if show is Show.PLANS:
        yield "1 is the first plan that is held; the view action_history has each action's years in order."
