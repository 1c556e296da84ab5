"""A comparison's table as people read it: headings in words, shares in per cent, a dash for what has no number."""

from __future__ import annotations

from dataclasses import dataclass

from cjaplans.publish.compare.model import Comparison, Show
from cjaplans.publish.compare.records import records
from cjaplans.publish.safe import one_line

#: What stands in a cell that cannot be compared, which is not 0.
NOT_COMPARABLE = "–"


@dataclass(frozen=True, slots=True)
class Texts:
    """A table of texts: the name of its rows, their labels, the headings of its columns, and the cells row by row."""

    corner: str
    labels: tuple[str, ...]
    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


def texts(comparison: Comparison) -> Texts:
    """The table of a comparison as texts, each of one line."""
    table = comparison.table
    return Texts(
        one_line(table.index.name),
        tuple(one_line(label) for label in table.index),
        tuple(heading(name) for name in table.columns),
        tuple(tuple(shown(value, comparison.show) for value in row.values()) for row in records(table)),
    )


def heading(name: object) -> str:
    """A column's heading: ``in progress``."""
    return one_line(name).replace("_", " ")


def shown(value: object, show: Show) -> str:
    """One cell."""
    if value is None:
        return NOT_COMPARABLE
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.0%}" if show is Show.SHARE and isinstance(value, float) else one_line(value)
