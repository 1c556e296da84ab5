"""Organisations by authority, period or place: in how many actions they are named, and how many they lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from cjaplans.normalise.coded import PartyKind, PartyRole
from cjaplans.publish.compare.arrange import LABELS, linked, rows_behind, short, summed
from cjaplans.publish.compare.columns import in_order
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.query import found, written_in
from cjaplans.publish.compare.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

#: So many organisations, those named most, have a row of their own in the table.
SHOWN = 25
#: The column that counts the actions of all groups.
ALL = "all"

_TITLES = {
    Show.ACTIONS: "Actions that name an organisation, by {by}",
    Show.LED: "Actions that an organisation leads, by {by}",
}
_NUMBERS = {Show.ACTIONS: "actions", Show.LED: "led"}
#: What those are called who are named and are no organisation, one and several.
_NOBODIES = {
    PartyKind.PERSON: ("person", "persons"),
    PartyKind.ROLE: ("post", "posts"),
    PartyKind.GROUP: ("group", "groups"),
    PartyKind.ORGANISATION: ("unknown organisation", "unknown organisations"),
    PartyKind.UNRESOLVED: ("name that nobody knows", "names that nobody knows"),
}


def partners(engine: Engine, selection: Selection, by: By, show: Show) -> Comparison:
    """Which organisations are asked to do how much. Raises ``DatabaseError``."""
    named = found(engine, Name.PARTNERS, selection)
    known = named["organisation"].notna()
    rows = summed(named[known].copy(), by, "organisation", numbers=("actions", "led"))
    table = _table(rows, by, _NUMBERS[show])
    shown = table.head(SHOWN) if len(table) > SHOWN + 1 else table
    rest = table.iloc[len(shown) :]
    role = {"role": PartyRole.LEAD.value} if show is Show.LED else {}
    columns = {ALL: role} | {label: {**behind, **role} for label, behind in rows_behind(rows, by).items()}
    links = linked(shown, selection, {name: {"organisation": name} for name in shown.index}, columns)
    return Comparison(
        Name.PARTNERS,
        _TITLES[show].format(by=by),
        by,
        selection,
        rows,
        _with_rest(shown, rest),
        _with_rest(links, rest, ""),
        tuple(_notes(named[~known], len(shown), len(rest))),
        written_in(Name.PARTNERS, selection),
        show,
    )


def _table(rows: pd.DataFrame, by: By, number: str) -> pd.DataFrame:
    """All organisations by group, those with most first; those with none are left out."""
    label = LABELS[by]
    table = rows.pivot_table(index="organisation", columns=label, values=number, aggfunc="sum", observed=True)
    table = table.reindex(columns=in_order(table.columns)).rename(columns=short).fillna(0).astype("Int64")
    table.columns.name = None
    table.index = table.index.astype("string")
    table.insert(0, ALL, table.sum(axis="columns").astype("Int64"))
    return table[table[ALL] > 0].sort_values(ALL, ascending=False, kind="stable")


def _with_rest(shown: pd.DataFrame, rest: pd.DataFrame, cell: str | None = None) -> pd.DataFrame:
    """The organisations shown, and below them the others in one row: their numbers added up, or ``cell``."""
    import pandas as pd

    if rest.empty:
        return shown
    values = {name: [int(rest[name].sum()) if cell is None else cell] for name in shown.columns}
    last = pd.DataFrame(values, index=pd.Index([f"{len(rest)} others"], dtype="string", name=shown.index.name))
    return pd.concat([shown, last.astype(shown.dtypes)])


def _notes(nobodies: pd.DataFrame, shown: int, others: int) -> Iterator[str]:
    yield "An action that names several organisations counts under each."
    if others:
        yield (
            f"The {shown} organisations with most are shown; those of the {others} others are added up in the last "
            "row, where an action may count more than once. --csv and --json have a row for each."
        )
    counts = nobodies.groupby("party_kind", observed=True)["namings"].sum()
    told = [_some(int(counts[kind]), *names) for kind, names in _NOBODIES.items() if counts.get(kind.value, 0)]
    if told:
        yield f"Named, but no known organisation, and so not counted: {', '.join(told)}."
    yield "A person or post counts under the organisation that it is known to belong to."


def _some(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
