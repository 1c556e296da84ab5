"""What a comparison is, whatever it compares and whoever shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from cjaplans.publish.compare.selection import Selection

if TYPE_CHECKING:
    import pandas as pd


class By(StrEnum):
    """What the rows of a comparison are."""

    AUTHORITY = "authority"
    PERIOD = "period"
    PLACE = "place"


class Name(StrEnum):
    """The comparisons there are."""

    OUTCOMES = "outcomes"
    STATUS = "status"
    THEMES = "themes"
    PARTNERS = "partners"
    TIMELINE = "timeline"
    MONEY = "money"
    CARRIED = "carried"


class Show(StrEnum):
    """What the cells of a comparison's table hold."""

    ACTIONS = "actions"
    COMPLETE = "complete"
    SHARE = "share"
    LED = "led"
    DAYS = "days"
    MONTHS = "months"
    POUNDS = "pounds"
    FUNDERS = "funders"
    BECAME = "became"
    PLANS = "plans"


@dataclass(frozen=True, slots=True)
class Kind:
    """A comparison as people choose it: ``what`` it is, in few words, and what its cells can show, first the usual."""

    what: str
    shows: tuple[Show, ...] = (Show.ACTIONS,)


#: What is said of each comparison that there is, on the command line and on the web.
KINDS: Mapping[Name, Kind] = {
    Name.OUTCOMES: Kind("which of the 23 national outcomes actions serve", (Show.ACTIONS, Show.COMPLETE, Show.SHARE)),
    Name.STATUS: Kind("how many actions are complete, on track, delayed ...", (Show.ACTIONS, Show.SHARE)),
    Name.THEMES: Kind("which of the guidance's five themes they are about", (Show.ACTIONS, Show.COMPLETE, Show.SHARE)),
    Name.PARTNERS: Kind("which organisations are named in how many actions, or lead them", (Show.ACTIONS, Show.LED)),
    Name.TIMELINE: Kind(
        "how many actions have a due day, and by how much it moved", (Show.ACTIONS, Show.DAYS, Show.MONTHS)
    ),
    Name.MONEY: Kind("sums of money, how they are paid and by whom", (Show.POUNDS, Show.FUNDERS, Show.ACTIONS)),
    Name.CARRIED: Kind(
        "what was carried from plan to plan, and what became of it", (Show.ACTIONS, Show.BECAME, Show.PLANS)
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One comparison, for a terminal, a file, a chart or a page.

    Attributes:
        name: which one.
        title: what it shows, in words.
        by: what its rows are.
        selection: which actions it is of.
        rows: tidy: one row a group, keys first, then labels and numbers; what CSV, JSON, Parquet and charts are of.
        table: the same pivoted for people: an index of one name, one column a value, labels throughout. An empty cell
            cannot be compared, which is not 0.
        links: for each cell of ``table`` the conditions of the actions behind it, as a query string; ``""`` where
            there are none. The number of actions that ``actions_behind`` finds is the number the cell counts; of a
            share, those it is a share of.
        notes: what a reader must know to read it right: limits of comparability, what was left out, and why.
        sql: the query, with the conditions written in: pasted into a SQLite shell it gives the numbers.
        show: what the cells of ``table`` hold.
        legend: what the headings of ``table`` mean that are codes: ``C1``.
    """

    name: Name
    title: str
    by: By
    selection: Selection
    rows: pd.DataFrame
    table: pd.DataFrame
    links: pd.DataFrame
    notes: tuple[str, ...]
    sql: str
    show: Show = Show.ACTIONS
    legend: Mapping[str, str] = field(default_factory=dict)
