"""Headings of narrow columns that stand no more than a word space apart: told apart by what they stand over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from cjaplans.extract.borderless.columns import Columns
from cjaplans.extract.borderless.lines import Segment
from cjaplans.extract.borderless.placed import Piece, PlacedLine
from cjaplans.extract.model import Word

#: A heading's start, end or middle is no further from its column's than this many font sizes.
OFF = 1.6
#: Longer runs of words are not looked into.
MOST_WORDS = 14
MOST_COLUMNS = 5


def split_headings(line: PlacedLine, below: Sequence[PlacedLine], columns: Columns) -> PlacedLine:
    """A header line whose texts over several columns are parted, where nothing below heads these columns."""
    headed = {c for other in below for p in other.pieces for c in range(p.first, p.last + 1)}
    pieces: list[Piece] = []
    for piece in line.pieces:
        over = set(range(piece.first, piece.last + 1))
        pieces.extend([piece] if not piece.spans or over & headed else _parted(piece, columns))
    return PlacedLine(line.line, tuple(pieces))


def _parted(piece: Piece, columns: Columns) -> list[Piece]:
    """The headings a run of words is made of: the way of parting them that sets each best over its column."""
    count, words = piece.last - piece.first + 1, piece.words
    if not count <= len(words) <= MOST_WORDS or count > MOST_COLUMNS:
        return [piece]
    best = min(
        (_bounds(words, cuts) for cuts in combinations(range(1, len(words)), count - 1)),
        key=lambda parts: max(_offs(parts, piece.first, columns)),
    )
    if max(_offs(best, piece.first, columns)) > OFF * words[0].size:
        return [piece]
    return [Piece(piece.first + n, piece.first + n, part) for n, part in enumerate(best)]


def _bounds(words: tuple[Word, ...], cuts: tuple[int, ...]) -> list[tuple[Word, ...]]:
    return [words[a:b] for a, b in pairwise((0, *cuts, len(words)))]


def _offs(parts: Sequence[tuple[Word, ...]], first: int, columns: Columns) -> list[float]:
    """How far each part is from standing over its column: by its start, its end or its middle."""
    return [_off(Segment(part), columns.extents[first + n]) for n, part in enumerate(parts)]


def _off(part: Segment, extent: tuple[float, float]) -> float:
    left, right = part.x0 - extent[0], part.x1 - extent[1]
    return min(abs(left), abs(right), abs(left + right) / 2)
