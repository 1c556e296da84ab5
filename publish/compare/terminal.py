"""A comparison's table for a terminal: as many columns side by side as are wide enough to read, the rest below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from cjaplans.publish.compare.model import Comparison
from cjaplans.publish.compare.texts import Texts, texts
from cjaplans.publish.safe import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

#: Between columns: a space of padding, and one that the box draws.
_GAP = 2
#: Longer labels of rows are wrapped.
_LABEL = 32


def drawn(comparison: Comparison, width: int) -> Iterator[RenderableType]:
    """The title, the table in panels no wider than ``width``, what its codes mean, and the notes."""
    yield Text(one_line(comparison.title), style="bold")
    table = texts(comparison)
    for panel in _panels(table, width):
        yield _panel(table, panel)
        yield ""
    for code, meaning in comparison.legend.items():
        yield Text(one_line(f"{code:<4} {meaning}"))
    if comparison.legend:
        yield ""
    for note in comparison.notes:
        yield Text(one_line(note))


def _panels(table: Texts, width: int) -> Iterator[Sequence[int]]:
    """The columns by panel: as many as fit beside the labels, one at least."""
    room = width - _label(table) - _GAP
    panel: list[int] = []
    used = 0
    for number in range(len(table.headings)):
        wide = _GAP + _width(table, number)
        if panel and used + wide > room:
            yield panel
            panel, used = [], 0
        panel.append(number)
        used += wide
    yield panel


def _label(table: Texts) -> int:
    return min(_LABEL, max(map(len, table.labels), default=0))


def _width(table: Texts, number: int) -> int:
    """Of one column: its longest word or number."""
    words = [*table.headings[number].split(), *(row[number] for row in table.cells), ""]
    return max(map(len, words))


def _panel(table: Texts, panel: Sequence[int]) -> Table:
    grid = Table(box=SIMPLE_HEAD, padding=(0, _GAP - 1, 0, 0), pad_edge=False, show_edge=False)
    grid.add_column(table.corner, overflow="fold", min_width=_label(table))
    for number in panel:
        grid.add_column(table.headings[number], justify="right", width=_width(table, number))
    for label, row in zip(table.labels, table.cells, strict=True):
        grid.add_row(Text(label), *(Text(row[number]) for number in panel))
    return grid
