"""What the marks of one page say about its tables."""

from __future__ import annotations

from dataclasses import dataclass

from cjaplans.extract.model import Box


@dataclass(frozen=True, slots=True)
class TaggedCell:
    """A TH or TD: its place, and the boxes of the text marked as its own."""

    row: int
    column: int
    row_span: int
    column_span: int
    header: bool
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class TaggedTable:
    """A Table of the structure tree, as much of it as one page shows.

    ``repeated`` are boxes of text above it that is marked as no content, as headers printed again on a later
    page are; ``cut`` is whether its first row began on the page before. ``fault`` says why its marks cannot
    be right; it is empty where they are sound.
    """

    rows: int
    columns: int
    cells: tuple[TaggedCell, ...]
    repeated: tuple[Box, ...] = ()
    cut: bool = False
    fault: str = ""
