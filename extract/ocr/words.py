"""Words with boxes, sizes and boldness, from lines read in an image."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from cjaplans.extract.glyphs import ASCENT, DESCENT
from cjaplans.extract.model import Box, Word
from cjaplans.extract.ocr.engine import Letter, PixelBox, Reading
from cjaplans.extract.ocr.image import Ink
from cjaplans.extract.ocr.measure import SMALL, Stand, bold_of, ratio_of, settled, stand_of, stroke_of, usual_stroke
from cjaplans.extract.spaced import FEWEST, WORD_GAP

#: A gap in a word wider than this share of the font size is a space that was not read; beside a figure 1, than this.
SPACE = 0.22
BESIDE_ONE = 0.33
#: A font size that measures less than this share of its line's box is not believed.
LEAST_SIZE = 0.55
#: The paper a font leaves beside a letter's ink, before and behind it, over the font size.
BEFORE, BEHIND = 0.02, 0.035


@dataclass(frozen=True, slots=True)
class _Line:
    """A piece that says something: its ink and stand, and in pixels of the piece where each word begins and ends."""

    piece: PixelBox
    ink: Ink
    stand: Stand
    words: Reading
    edges: list[tuple[int, int]]

    @property
    def weights(self) -> list[int]:
        return [len(word) for word in self.words]

    def strokes(self, ratio: float) -> list[float]:
        """The stroke of every word."""
        size = self.stand.size(ratio)
        return [stroke_of(self.ink[:, a:b], self.stand.baseline, size) for a, b in self.edges]


def words_of(pieces: Sequence[PixelBox], readings: Sequence[Reading], ink: Ink, scale: float) -> list[Word]:
    """The words of all lines of a page, in points; ``ink`` is without rules, ``scale`` is points a pixel."""
    measured = (_measured(piece, reading, ink) for piece, reading in zip(pieces, readings, strict=True))
    lines = [line for line in measured if line]
    if not lines:
        return []
    ratio = ratio_of([line.stand for line in lines])
    sizes = settled([line.stand.size(ratio) * scale for line in lines], [sum(line.weights) for line in lines])
    strokes = [line.strokes(ratio) for line in lines]
    usual = usual_stroke([s for line in strokes for s in line], [w for line in lines for w in line.weights])
    return [
        word
        for line, size, own in zip(lines, sizes, strokes, strict=True)
        for word in _words(line, size, bold_of(own, line.weights, usual), scale)
    ]


def _words(line: _Line, size: float, bolds: Sequence[bool], scale: float) -> Iterator[Word]:
    base = (line.piece.top + line.stand.baseline) * scale
    left = line.piece.x0 * scale
    for number, (letters, (start, end), bold) in enumerate(zip(line.words, line.edges, bolds, strict=True), start=1):
        x0, x1 = left + start * scale - BEFORE * size, left + end * scale + BEHIND * size
        yield Word(
            text="".join(letter.text for letter in letters),
            box=Box(x0, base - ASCENT * size, x1, base + DESCENT * size),
            size=size,
            bold=bold,
            space_after=number < len(line.words),
            confidence=min(sum(letter.confidence for letter in letters) / len(letters), 1.0),
        )


def _measured(piece: PixelBox, reading: Reading, ink: Ink) -> _Line | None:
    own = ink[piece.top : piece.bottom, piece.x0 : piece.x1]
    stand = stand_of(own, "".join(letter.text for word in reading for letter in word))
    if not reading or stand is None:
        return None
    columns: Ink = np.asarray(own.any(axis=0))
    words = _spaced(reading, columns, max(stand.size(SMALL), LEAST_SIZE * len(own)))
    cuts = [_gap(columns, a[-1], b[0]) for a, b in pairwise(words)]
    inked = np.flatnonzero(columns)
    starts = [int(inked[0]), *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), int(inked[-1]) + 1]
    edges = [(a, max(b, a + 1)) for a, b in zip(starts, ends, strict=True)]
    return _Line(piece, own, stand, words, edges)


def _spaced(reading: Reading, columns: Ink, size: float) -> Reading:
    """The words, parted as well where the image shows a space; a figure 1 has some paper of its own."""
    apart = _set_apart([letter for word in reading for letter in word], columns, size)
    if apart:
        return apart
    words: Reading = []
    for word in reading:
        words.append([word[0]])
        for left, right in pairwise(word):
            start, end = _gap(columns, left, right)
            between = _middle(left, columns) < start and end <= _middle(right, columns)
            space = BESIDE_ONE if "1" in (left.text, right.text) else SPACE
            if between and end - start >= space * size:
                words.append([])
            words[-1].append(right)
    return words


def _set_apart(letters: Sequence[Letter], columns: Ink, size: float) -> Reading:
    """The words of a line whose letters are set apart for show; none where they are not."""
    if len(letters) < FEWEST:
        return []
    gaps = [end - start for start, end in (_gap(columns, left, right) for left, right in pairwise(letters))]
    usual = float(np.median(gaps))
    if usual < SPACE * size:
        return []
    words: Reading = [[letters[0]]]
    for letter, gap in zip(letters[1:], gaps, strict=True):
        if gap > WORD_GAP * usual:
            words.append([])
        words[-1].append(letter)
    return words


def _gap(columns: Ink, left: Letter, right: Letter) -> tuple[int, int]:
    """Start and end of the widest white stretch between the middles of two letters."""
    first, last = _middle(left, columns), _middle(right, columns) + 1
    blank = np.flatnonzero(~columns[first:last]) + first
    if not len(blank):
        middle = (first + last) // 2
        return middle, middle
    runs = np.split(blank, np.flatnonzero(np.diff(blank) > 1) + 1)
    widest = max(runs, key=len)
    return int(widest[0]), int(widest[-1]) + 1


def _middle(letter: Letter, columns: Ink) -> int:
    return min(int(letter.place * len(columns)), len(columns) - 1)
