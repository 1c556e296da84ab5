"""Horizontal rules as a table without walls sees them: those across all of it, and those over some columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cjaplans.extract.borderless.lines import TextLine
from cjaplans.extract.rules import Floats

#: Rules nearer than this are one rule (points).
SNAP = 2.5
#: A rule in pieces lies across a table when they cover this share of its width.
ACROSS = 0.8
#: Rules that begin and end this near to each other (points) belong to one table.
SAME_END = 12.0
#: Rules shorter than this (points) bound no table.
SHORTEST = 60.0
#: A line of so many texts is a row's.
SEVERAL = 3
#: The text of a row keeps no more than this from its rules (over the font size).
PADDING = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a page between the first and the last of some rules of one width."""

    top: float
    bottom: float
    x0: float
    x1: float

    def holds(self, line: TextLine) -> bool:
        return self.top < line.middle < self.bottom and self.x0 - SAME_END < line.x0 < self.x1


def levels(rules: Floats) -> list[tuple[float, list[tuple[float, float]]]]:
    """The heights rules stand at, each with the stretches they cover, top to bottom."""
    if not len(rules):
        return []
    rules = rules[np.argsort(rules[:, 0], kind="stable")]
    found = []
    for members in np.split(rules, np.flatnonzero(np.diff(rules[:, 0]) > SNAP) + 1):
        stretches: list[tuple[float, float]] = []
        for _, start, end in members[np.argsort(members[:, 1])].tolist():
            if stretches and start <= stretches[-1][1] + SNAP:
                stretches[-1] = (stretches[-1][0], max(stretches[-1][1], end))
            else:
                stretches.append((start, end))
        found.append((float(members[:, 0].mean()), stretches))
    return found


def across(rules: Floats, x0: float, x1: float, key: float) -> tuple[list[float], Floats]:
    """Heights of the rules that cover ``x0..x1``, its place ``key`` included, and the pieces of those that do not.

    A rule that leaves out the first column, which has ``key`` in its middle, lies under a heading of the others.
    """
    full: list[float] = []
    partial: list[tuple[float, float, float]] = []
    for y, stretches in levels(rules):
        inside = [(max(a, x0), min(b, x1)) for a, b in stretches if min(b, x1) - max(a, x0) > 1]
        if sum(b - a for a, b in inside) >= ACROSS * (x1 - x0) and any(a <= key <= b for a, b in inside):
            full.append(y)
        else:
            partial.extend((y, a, b) for a, b in inside)
    return full, np.array(partial, dtype=np.float64).reshape(-1, 3)


def ruled_blocks(rules: Floats, lines: Sequence[TextLine]) -> list[Block]:
    """Stretches between rules of one width with lines of several texts in them, joined where they touch."""
    spans = [(y, s[0][0], s[-1][1]) for y, s in levels(rules) if s[-1][1] - s[0][0] >= SHORTEST]
    blocks: list[Block] = []
    for number, (top, x0, x1) in enumerate(spans):
        below = next((s for s in spans[number + 1 :] if _same_ends(s, (top, x0, x1))), None)
        if below is None:
            continue
        stretch = Block(top, below[0], x0, x1)
        above = next((b for b in blocks if b.bottom >= top - SNAP and _same_ends((0, b.x0, b.x1), (0, x0, x1))), None)
        if not _tabular(lines, stretch) and not (above and _is_row(lines, stretch)):
            continue
        if above:
            blocks[blocks.index(above)] = Block(above.top, max(above.bottom, below[0]), above.x0, above.x1)
        else:
            blocks.append(Block(top, below[0], x0, x1))
    return [b for b in blocks if not any(_within(b, other) for other in blocks)]


def _within(block: Block, other: Block) -> bool:
    """Whether a block is but a part of another: rules under headings make such."""
    return block is not other and other.top <= block.top and block.bottom <= other.bottom and block.x0 >= other.x0 - 1


def _same_ends(a: tuple[float, float, float], b: tuple[float, float, float]) -> bool:
    return abs(a[1] - b[1]) <= SAME_END and abs(a[2] - b[2]) <= SAME_END


def _tabular(lines: Sequence[TextLine], block: Block) -> bool:
    inside = [line for line in lines if block.holds(line)]
    return not inside or 2 * sum(line.is_tabular for line in inside) >= len(inside)


def _is_row(lines: Sequence[TextLine], stretch: Block) -> bool:
    """Whether a stretch below others is a row of theirs, though few of its texts stand level: cells may be centred.

    Its tallest cell fills it from rule to rule.
    """
    inside = [line for line in lines if stretch.holds(line)]
    if not any(len(line.coarse) >= SEVERAL for line in inside):
        return False
    above, below = min(line.top for line in inside) - stretch.top, stretch.bottom - max(line.bottom for line in inside)
    return max(above, below) <= PADDING * inside[0].size
