"""Everything that may differ between two drawings of the same plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tests.generated.layouts.records import STATUSES


class Rules(StrEnum):
    """How the cells of a table are set apart."""

    FULL = "full"
    GREY = "grey hairlines"
    DASHED = "dashed"
    DOTTED = "dotted"
    BARS = "thin filled rectangles"
    FILLED = "cells as filled rectangles, white between them"
    HORIZONTAL = "horizontal only"
    HEADER_ONLY = "under the header and at the end only"
    NONE = "none"


class Bands(StrEnum):
    """Where a theme is printed."""

    NONE = "nowhere"
    HEADING = "heading above a table of its own"
    ACROSS = "row over all columns"
    SHADED = "shaded row over all columns"
    FIRST_CELL = "first cell of a row otherwise empty"
    TWO_LEVELS = "theme row, then objective row"
    CODED = "row over all columns that ends with codes"
    CONTINUED = "row printed again, with '(continued)', before the theme's second half"
    ABOVE_HEADER = "row above a header of its own"
    OWN_TABLE = "table of one cell between tables"
    NUMBERED = "number in the first cell, title over the rest"
    SPANNING = "cell over all rows of the theme"
    UPENDED = "cell over all rows of the theme, its text turned to read upwards"
    COLUMN = "cell in every row"


class Form(StrEnum):
    """Shapes of forms of labels and values, one action each."""

    EACH = "a table of two columns for each action"
    TITLED = "a table of two columns under a title row, for each action"
    LONG = "one table of two columns, the labels repeated"
    FOUR = "label, value, label, value in a row"
    CARD = "text over all columns, then a row of labels over a row of values"
    INLINE = "labels with a colon in the cell of their value"
    TRANSPOSED = "fields as rows, actions as columns"
    HEADED = "a table of two columns under a heading, for each action"
    LINES = "lines of labels and values without a table"


class Pages(StrEnum):
    """How pages lie in the file."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    TURNED_90 = "landscape, /Rotate 90"
    TURNED_180 = "landscape, /Rotate 180"
    TURNED_270 = "landscape, /Rotate 270"
    MIXED = "each page turned otherwise"
    CROPPED = "a crop box inside a larger sheet"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it holds, its heading, a heading above that it shares, its share of the width."""

    field: str
    heading: str
    over: str = ""
    width: float = 1.0


def columns(*named: str) -> tuple[Column, ...]:
    """Columns of ``field=heading``; wide where their texts are long."""
    wide = {"action": 2.2, "detail": 2.6, "progress": 2.2, "target": 1.4, "ref": 0.8, "status": 0.9}
    pairs = (name.split("=", 1) for name in named)
    return tuple(Column(field, heading, width=wide.get(field, 1.2)) for field, heading in pairs)


USUAL = columns("ref=Ref", "action=Action", "detail=Tasks", "responsible=Lead", "timescale=Timescale", "status=Status")


@dataclass(frozen=True, slots=True)
class Style:
    """One way of drawing a plan. ``header_again`` repeats the header on each page; ``splits`` lets pages cut rows.

    ``less`` is how much narrower than the page's frame the tables are (points).
    """

    authority: str = "Tayside Community Justice Authority"
    period: str = "2012-13"
    columns: tuple[Column, ...] = USUAL
    rules: Rules = Rules.FULL
    bands: Bands = Bands.ACROSS
    form: Form | None = None
    pages: Pages = Pages.LANDSCAPE
    header_again: bool = True
    header_in_bands: bool = False
    splits: bool = True
    bold_header: bool = True
    capitals: bool = False
    font: str = "Helvetica"
    size: float = 9.0
    padding: float = 4.0
    running: bool = True
    footnotes: bool = False
    overprinted: bool = False
    ligatures: bool = False
    soft_hyphens: bool = False
    nested: bool = False
    beside: bool = False
    blank_rows: bool = False
    totals: bool = False
    packed: bool = False
    action_log: bool = False
    twice: bool = False
    statuses: tuple[str, ...] = STATUSES
    themes: int = 3
    most: int = 4
    less: float = 0.0

    @property
    def title(self) -> str:
        return f"{self.authority} Action Plan {self.period}"

    def prints(self, field: str) -> bool:
        """Whether the drawing shows a field's values."""
        return any(column.field == field for column in self.columns)
