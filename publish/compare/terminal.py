"""A comparison's table for a terminal: as many columns side by side as are wide enough to read, the rest below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from cjaplans.publish.compare.model import Comparison
from cjaplans.publish.compare.records import records
from cjaplans.publish.safe import printable

if TYPE_CHECKING:
    from rich.console import RenderableType

#: What stands in a cell that cannot be compared.
NOT_COMPARABLE = "–"
#: Between columns: a space of padding, and one that the box draws.
_GAP = 2
#: Longer labels of rows are wrapped.
_LABEL = 32


def drawn(comparison: Comparison, width: int) -> Iterator[RenderableType]:
    """The title, the table in panels no wider than ``width``, and what its codes mean."""
    yield Text(printable(comparison.title), style="bold")
    cells = texts(comparison)
    labels = [printable(label) for label in comparison.table.index]
    heads = [heading(name) for name in comparison.table.columns]
    for panel in _panels(labels, heads, cells, width):
        yield _panel(comparison.table.index.name, labels, heads, cells, panel)
    for code in comparison.legend:
        yield Text(f"{code:<4} {printable(comparison.legend[code])}")


def texts(comparison: Comparison) -> list[list[str]]:
    """The cells of a comparison's table as people read them, row by row."""
    return [[shown(value) for value in row.values()] for row in records(comparison.table)]


def shown(value: object) -> str:
    """One cell: whole numbers as they are, shares in per cent."""
    if value is None:
        return NOT_COMPARABLE
    return f"{value:.0%}" if isinstance(value, float) else printable(value)


def heading(name: str) -> str:
    """A column's heading: ``in progress``."""
    return printable(name).replace("_", " ")


def _panels(
    labels: Sequence[str], heads: Sequence[str], cells: Sequence[Sequence[str]], width: int
) -> Iterator[Sequence[int]]:
    """The columns by panel: as many as fit beside the labels, one at least."""
    room = width - min(_LABEL, max(map(len, labels), default=0)) - _GAP
    panel: list[int] = []
    used = 0
    for number, head in enumerate(heads):
        wide = _GAP + _width(head, cells, number)
        if panel and used + wide > room:
            yield panel
            panel, used = [], 0
        panel.append(number)
        used += wide
    yield panel


def _width(head: str, cells: Sequence[Sequence[str]], number: int) -> int:
    """Of one column: its longest word or number."""
    return max(len(word) for word in [*head.split(), *(row[number] for row in cells), ""])


def _panel(
    title: str, labels: Sequence[str], heads: Sequence[str], cells: Sequence[Sequence[str]], panel: Sequence[int]
) -> Table:
    grid = Table(box=SIMPLE_HEAD, padding=(0, _GAP - 1, 0, 0), pad_edge=False, show_edge=False)
    grid.add_column(title, overflow="fold", min_width=min(_LABEL, max(map(len, labels), default=0)))
    for number in panel:
        grid.add_column(heads[number], justify="right", width=_width(heads[number], cells, number))
    for label, row in zip(labels, cells, strict=True):
        grid.add_row(Text(label), *(Text(row[number]) for number in panel))
    return grid
