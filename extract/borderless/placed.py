"""Lines with their texts put into columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cjaplans.extract.borderless.columns import Columns
from cjaplans.extract.borderless.lines import Segment, TextLine, is_data
from cjaplans.extract.model import Word

#: A text is centred when its middle is no further off than this share of the width.
CENTRED = 0.04
#: A text that begins or ends where its column does, within this (points), belongs to it.
ALIGNED = 1.5


@dataclass(frozen=True)
class Piece:
    """Words of one line over the columns ``first`` to ``last``."""

    first: int
    last: int
    words: tuple[Word, ...]

    @cached_property
    def segment(self) -> Segment:
        return Segment(self.words)

    @property
    def text(self) -> str:
        return self.segment.text

    @cached_property
    def is_data(self) -> bool:
        return is_data(self.text)

    @property
    def spans(self) -> bool:
        return self.last > self.first


@dataclass(frozen=True)
class PlacedLine:
    """A line and its pieces, left to right."""

    line: TextLine
    pieces: tuple[Piece, ...]

    @cached_property
    def by_column(self) -> dict[int, Piece]:
        """The pieces that lie in one column, by it."""
        return {p.first: p for p in self.pieces if not p.spans}

    @property
    def has_key(self) -> bool:
        """Whether the first column has text."""
        return bool(self.pieces) and self.pieces[0].first == 0


def place(line: TextLine, columns: Columns) -> PlacedLine:
    """Puts a line's texts into columns; those that share one are joined."""
    pieces: list[Piece] = []
    for segment in line.fine:
        first, last = columns.spanned(segment)
        if pieces and first <= pieces[-1].last:
            before = pieces[-1]
            pieces[-1] = Piece(before.first, max(last, before.last), before.words + segment.words)
        else:
            pieces.append(Piece(first, last, segment.words))
    if len(pieces) == 1 and _is_band(pieces[0], columns):
        pieces = [Piece(0, columns.count - 1, pieces[0].words)]
    return PlacedLine(line, tuple(pieces))


def _is_band(piece: Piece, columns: Columns) -> bool:
    """Whether a text alone on its line is centred over all columns and stands out of its own."""
    if piece.first == 0 or piece.is_data:
        return False
    middle = (piece.segment.x0 + piece.segment.x1) / 2
    left, right = columns.extents[0][0], columns.extents[-1][1]
    x0, x1 = columns.extents[piece.first]
    if abs(piece.segment.x0 - x0) <= ALIGNED or abs(piece.segment.x1 - x1) <= ALIGNED:
        return False
    centred = abs((left + right) / 2 - middle) <= CENTRED * (right - left)
    return centred and (piece.spans or abs((x0 + x1) / 2 - middle) > CENTRED * (right - left))


def place_all(lines: Sequence[TextLine], columns: Columns) -> list[PlacedLine]:
    return [place(line, columns) for line in lines]
