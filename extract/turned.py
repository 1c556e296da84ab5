"""Texts that run up, down or upside down on an upright page, as headings of narrow columns do: one text each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cjaplans.extract.model import Box, Word, bounding, run_on
from cjaplans.extract.upright import turn_of, turned_box

#: Lines of one text are no further apart than this share of their height; words of a line than this factor.
LINE_GAP = 0.8
WORD_GAP = 2.5


def turned_texts(words: Sequence[Word]) -> list[Word]:
    """Each turned text as one word in reading order, its lines joined; ``words`` are all turned.

    Beside each other, lines that follow each other closely are one text.
    """
    return [text for turn in sorted({w.turn for w in words}) for text in _texts([w for w in words if w.turn == turn])]


def _texts(words: Sequence[Word]) -> list[Word]:
    # Where the page's corner lies does not matter to what stands beside what.
    undo = turn_of(words[0].turn, 0.0, 0.0)
    upright = sorted(((turned_box(w.box, undo), w) for w in words), key=lambda item: (item[0].top, item[0].x0))
    lines: list[list[tuple[Box, Word]]] = []
    for box, word in upright:
        line = next((x for x in reversed(lines) if _level(x[-1][0], box)), None)
        if line is None:
            lines.append([(box, word)])
        else:
            line.append((box, word))
            line.sort(key=lambda item: item[0].x0)
    texts: list[list[list[tuple[Box, Word]]]] = []
    for piece in (piece for line in lines for piece in _pieces(line)):
        above = next((t for t in texts if _below(t[-1], piece)), None)
        if above is None:
            texts.append([piece])
        else:
            above.append(piece)
    return [_joined(text) for text in texts]


def _level(last: Box, box: Box) -> bool:
    return abs((last.top + last.bottom) - (box.top + box.bottom)) < min(last.height, box.height)


def _pieces(line: list[tuple[Box, Word]]) -> list[list[tuple[Box, Word]]]:
    """A line cut where a gap is too wide for one text."""
    pieces = [line[:1]]
    for before, item in pairwise(line):
        if item[0].x0 - before[0].x1 > WORD_GAP * item[0].height:
            pieces.append([])
        pieces[-1].append(item)
    return pieces


def _below(above: list[tuple[Box, Word]], below: list[tuple[Box, Word]]) -> bool:
    """Whether a line goes on with the text of another: close below it, and level with some of it."""
    a, b = bounding([box for box, _ in above]), bounding([box for box, _ in below])
    return b.top - a.bottom < LINE_GAP * a.height and min(a.x1, b.x1) > max(a.x0, b.x0)


def _joined(lines: list[list[tuple[Box, Word]]]) -> Word:
    words = [word for line in lines for _, word in line]
    text = ""
    for line in lines:
        own = ""
        for number, (box, word) in enumerate(line):
            touching = (
                number and not line[number - 1][1].space_after and box.x0 - line[number - 1][0].x1 < 0.12 * word.size
            )
            own += word.text if touching or not own else f" {word.text}"
        text = run_on(text, own) if text else own
    whole = bounding([word.box for word in words])
    return replace(words[0], text=text, box=whole, bold=all(w.bold for w in words), space_after=True)
