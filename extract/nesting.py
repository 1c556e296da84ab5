"""Tables inside the cells of others, by their rules: a whole frame of its own that no outer rule meets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cjaplans.extract.crossings import Floats, components, merged
from cjaplans.extract.model import Box

#: The rules of one table meet within this distance (points); those of a table in a cell keep further off.
MEET = 1.2
#: What holds a table of more cells than its own is a frame where that takes up this share of it.
FRAMED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Nest:
    """A page's rules without those of the tables inside cells; those are in ``inner``, one pair of arrays each."""

    horizontal: Floats
    vertical: Floats
    inner: tuple[tuple[Floats, Floats], ...]


@dataclass(frozen=True, slots=True)
class _Closed:
    """Rules that meet and have a whole frame around them, as indexes."""

    box: Box
    rows: list[int]
    columns: list[int]
    across: int
    down: int

    @property
    def places(self) -> int:
        return self.across * self.down

    @property
    def area(self) -> float:
        return self.box.width * self.box.height


def nested(horizontal: Floats, vertical: Floats) -> Nest:
    """Takes the rules of tables inside cells out of a page's rules, and those of frames around tables."""
    horizontal, vertical = merged(horizontal, MEET / 2), merged(vertical, MEET / 2)
    closed = [c for group in components(horizontal, vertical, MEET) if (c := _closed(horizontal, vertical, *group))]
    closed.sort(key=lambda c: -c.area)
    inner: list[_Closed] = []
    dropped: list[_Closed] = []
    for number, outer in enumerate(closed):
        if outer in inner or outer in dropped:
            continue
        held = [c for c in closed[number + 1 :] if c not in dropped and c not in inner and _inside(c.box, outer.box)]
        if any(_is_frame(outer, c) for c in held):
            dropped.append(outer)
        elif outer.places > 1:
            top = [c for c in held if not any(_inside(c.box, other.box) for other in held if other is not c)]
            inner += [c for c in top if c.places > 1]
            dropped += [c for c in held if c not in inner]
    rows = {r for c in inner + dropped for r in c.rows}
    columns = {r for c in inner + dropped for r in c.columns}
    return Nest(
        np.delete(horizontal, sorted(rows), axis=0),
        np.delete(vertical, sorted(columns), axis=0),
        tuple((horizontal[c.rows], vertical[c.columns]) for c in inner),
    )


def _is_frame(outer: _Closed, held: _Closed) -> bool:
    """Whether rules only frame a table, with a title over it or without: the table has more of everything."""
    if held.places <= outer.places:
        return False
    return (outer.across == 1 and held.across > 1) or held.area >= FRAMED_SHARE * outer.area


def _closed(horizontal: Floats, vertical: Floats, rows: list[int], columns: list[int]) -> _Closed | None:
    """A group of rules whose outermost ones make a whole frame; None for another."""
    level, upright = horizontal[rows], vertical[columns]
    box = Box(*(float(v) for v in (upright[:, 0].min(), level[:, 0].min(), upright[:, 0].max(), level[:, 0].max())))
    upright_sides = all(_spans(upright, x, box.top, box.bottom) for x in (box.x0, box.x1))
    if not (upright_sides and all(_spans(level, y, box.x0, box.x1) for y in (box.top, box.bottom))):
        return None
    return _Closed(box, rows, columns, len(np.unique(upright[:, 0])) - 1, len(np.unique(level[:, 0])) - 1)


def _spans(rules: Floats, position: float, start: float, end: float) -> bool:
    """Whether one rule at a position runs all the way."""
    at = (rules[:, 0] == position) & (rules[:, 1] <= start + MEET) & (rules[:, 2] >= end - MEET)
    return bool(at.any())


def _inside(inner: Box, outer: Box) -> bool:
    return outer.x0 < inner.x0 and inner.x1 < outer.x1 and outer.top < inner.top and inner.bottom < outer.bottom
