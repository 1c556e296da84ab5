"""Sums of money by authority, period or place: how actions are paid for, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from cjaplans.normalise.coded import FundingBasis
from cjaplans.publish.compare.arrange import Conditions, grouped, linked, rows_behind
from cjaplans.publish.compare.columns import counted
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.query import found, written_in
from cjaplans.publish.compare.selection import NONE, Selection

if TYPE_CHECKING:
    import pandas as pd

#: So many funders, those that give most, have a column of their own.
SHOWN = 12
#: The name of the query of funders, beside that of the comparison itself.
FUNDERS = "funders"
ALL = "all"

_TITLES = {
    Show.POUNDS: "Pounds by {by} and by how they are paid",
    Show.FUNDERS: "Pounds by {by} and by who gives them",
    Show.ACTIONS: "Actions with and without sums of money, by {by}",
}


def money(engine: Engine, selection: Selection, by: By, show: Show) -> Comparison:
    """What the plans say their actions cost. Raises ``DatabaseError``."""
    rows = found(engine, Name.MONEY, selection)
    grouped(rows, by)
    query = FUNDERS if show is Show.FUNDERS else Name.MONEY
    given = rows if query == Name.MONEY else found(engine, query, selection)
    grouped(given, by)
    conditions, others = _funders(given) if show is Show.FUNDERS else (_bases(rows, show), 0)
    number, empty = ("actions", 0) if show is Show.ACTIONS else ("amount_gbp", None)
    table = counted(given, by, conditions, number, empty, rows)
    return Comparison(
        Name.MONEY,
        _TITLES[show].format(by=by),
        by,
        selection,
        given,
        table,
        linked(table, selection, rows_behind(rows, by), {**conditions, ALL: {"money": "own"}}),
        tuple(_notes(rows, others)),
        written_in(query, selection),
        show,
    )


def _bases(rows: pd.DataFrame, show: Show) -> Conditions:
    """The columns of bases of funding that there are."""
    there = set(rows["funding"].astype("string"))
    codes = [*(code.value for code in FundingBasis if code.value in there), *([NONE] if NONE in there else [])]
    if show is Show.POUNDS:
        own = rows[rows["money"] == "own"]
        there = set(own.loc[own["amount_gbp"] != 0, "funding"].astype("string"))
        return {ALL: {"money": "own"}} | {code: {"money": "own", "funding": code} for code in codes if code in there}
    return {
        "actions": {},
        "own sum": {"money": "own"},
        "another's sum": {"money": "repeated"},
        "no sum": {"money": "none"},
        **{code: {"funding": code} for code in codes if code != NONE},
        "nothing said": {"funding": NONE},
    }


def _funders(given: pd.DataFrame) -> tuple[Conditions, int]:
    """The columns of those who give most, and how many others there are."""
    sums = given.groupby("funder", observed=True)["amount_gbp"].sum().sort_values(ascending=False, kind="stable")
    names = [str(name) for name in sums.index if name != NONE]
    shown = names[:SHOWN]
    last = {NONE: {"funder": NONE}} if NONE in sums.index else {}
    return {ALL: {}} | {name: {"funder": name} for name in shown} | last, len(names) - len(shown)


def _notes(rows: pd.DataFrame, others: int) -> Iterator[str]:
    actions, without = (int(rows.loc[which, "actions"].sum()) for which in (slice(None), rows["money"] == "none"))
    yield f"{without} of {actions} actions name no sum of money; what they cost is not known, not nothing."
    yield (
        "Sums are as printed: a total is not added to its parts, of a range the upper end counts, and a sum for a year "
        "or for several counts once."
    )
    repeated = int(rows.loc[rows["money"] == "repeated", "actions"].sum())
    yield (
        "A sum printed once for several actions, in a cell that spans them or by 'as above', counts once, under the "
        f"first of them{f'; {repeated} actions here have one of another action' if repeated else ''}."
    )
    again = rows["as_before"].sum()
    if again:
        yield (
            f"{again} actions print the sum that they had in the plan before; it counts in each plan "
            f"(£{rows['gbp_as_before'].sum():,.0f} of the later ones)."
        )
    if others:
        yield f"The {SHOWN} funders that give most are shown; 'all' and --csv have the {others} others, too."
