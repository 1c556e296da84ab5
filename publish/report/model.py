"""What the report is made of: figures, each a table for everybody and, where it shows more, a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: the ``text`` seen, and what is ``said`` of it where that is not plain.

    ``shade`` is the class of its look: a colour, ``text`` for words, ``""`` for a plain number.
    """

    text: str
    said: str = ""
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its heading, in full where it is cut short, and its cells."""

    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what it shows, what its rows are, the headings of its columns, and its rows.

    ``left_out`` says which rows there was no room for.
    """

    caption: str
    rows_are: str
    columns: Sequence[str]
    rows: Sequence[Row]
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the report's figures.

    Attributes:
        key: its name in the page's addresses.
        title: its heading.
        told: what it shows and how to read it.
        grids: its tables; none where there is nothing to show.
        queries: the SQL that gives its numbers.
        picture: its chart as SVG, ``""`` for none.
        notes: what a reader must know to read it right.
        legend: what headings that are codes mean.
    """

    key: str
    title: str
    told: str
    grids: Sequence[Grid]
    queries: Sequence[str]
    picture: str = ""
    notes: Sequence[str] = ()
    legend: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole: what it is of, as of when, and its figures.

    Attributes:
        scope: the conditions on the plans it is of, in words; ``""`` for all.
        as_of: the day the database was last written to, ISO; None where no run is recorded.
        version: of the program that wrote it last.
        redacted: whether names of people are withheld.
        charts: whether pictures could be drawn.
    """

    scope: str
    as_of: str | None
    version: str | None
    redacted: bool
    charts: bool
    figures: Sequence[Figure]
