"""Tables inside the cells of others, by their rules: a whole frame of its own that no outer rule meets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjaplans.extract.crossings import Floats, Rule, components, merged
from cjaplans.extract.model import Box

#: The rules of one table meet within this distance (points); those of a table in a cell keep further off.
MEET = 1.2
#: What holds a table of more cells than its own is a frame where that takes up this share of it.
FRAMED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Nest:
    """A page's rules without those of the tables inside cells; those are in ``inner``, one pair of lists each."""

    horizontal: list[Rule]
    vertical: list[Rule]
    inner: tuple[tuple[list[Rule], list[Rule]], ...]


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
    level, upright = merged(horizontal.tolist(), MEET / 2), merged(vertical.tolist(), MEET / 2)
    closed = [c for group in components(level, upright, MEET) if (c := _closed(level, upright, *group))]
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
        [rule for number, rule in enumerate(level) if number not in rows],
        [rule for number, rule in enumerate(upright) if number not in columns],
        tuple(([level[r] for r in c.rows], [upright[r] for r in c.columns]) for c in inner),
    )


def _is_frame(outer: _Closed, held: _Closed) -> bool:
    """Whether rules only frame a table, with a title over it or without: the table has more of everything."""
    if held.places <= outer.places:
        return False
    return (outer.across == 1 and held.across > 1) or held.area >= FRAMED_SHARE * outer.area


def _closed(horizontal: list[Rule], vertical: list[Rule], rows: list[int], columns: list[int]) -> _Closed | None:
    """A group of rules whose outermost ones make a whole frame; None for another."""
    level, upright = [horizontal[r] for r in rows], [vertical[c] for c in columns]
    xs, ys = {rule[0] for rule in upright}, {rule[0] for rule in level}
    box = Box(min(xs), min(ys), max(xs), max(ys))
    upright_sides = all(_spans(upright, x, box.top, box.bottom) for x in (box.x0, box.x1))
    if not (upright_sides and all(_spans(level, y, box.x0, box.x1) for y in (box.top, box.bottom))):
        return None
    return _Closed(box, rows, columns, len(xs) - 1, len(ys) - 1)


def _spans(rules: Sequence[Rule], position: float, start: float, end: float) -> bool:
    """Whether one rule at a position runs all the way."""
    return any(at == position and a <= start + MEET and b >= end - MEET for at, a, b in rules)


def _inside(inner: Box, outer: Box) -> bool:
    return outer.x0 < inner.x0 and inner.x1 < outer.x1 and outer.top < inner.top and inner.bottom < outer.bottom
