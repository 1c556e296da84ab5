"""What a comparison is, whatever it compares and whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One comparison, for a terminal, a file, a chart or a page.

    Attributes:
        name: which one.
        title: what it shows, in words.
        by: what its rows are.
        selection: which actions it is of.
        rows: tidy: one row a group, keys first, then labels and numbers; what CSV, JSON, Parquet and charts are of.
        table: the same pivoted for people: an index of one name, one column a value, labels throughout.
        links: for each cell of ``table`` the conditions of the actions behind it, as a query string; ``""`` where
            there are none. The number of actions that ``actions_behind`` finds is the number the cell counts.
        notes: what a reader must know to read it right: limits of comparability, what was left out, and why.
        sql: the query, with the conditions written in: pasted into a SQLite shell it gives the numbers.
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
