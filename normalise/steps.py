"""Sub-items that stand level with each other inside one ruled row (SCHEMA: ``action_step``).

A column of items is cut at the heights where another column starts level with one of them. Every
column must then fall cleanly into these bands, starting level wherever it has text: so a list beside
three dates set tight does not become three steps by chance.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import GridCell, Placed
from cjaplans.normalise.model import Step

Start = tuple[int, float]

#: Lines start level when their tops differ by no more than this share of the font size.
LEVEL = 0.2
#: A number or heading printed in front of an item is no longer than this.
PREFIX = 200
#: Fields that may hold the items the others stand level with, in order.
ANCHORS = (Field.DETAIL, Field.ACTION, Field.PROGRESS)
#: Fields whose level parts belong to a step.
SHARED = (Field.RESPONSIBLE, Field.TIMESCALE, Field.STATUS, Field.PROGRESS, Field.OUTCOMES, Field.MONITORING,
          Field.RESOURCES, Field.TARGET)  # fmt: skip
#: At least one of these must have a part of its own in two steps: a step has its own lead, date or status.
OWN = (Field.RESPONSIBLE, Field.TIMESCALE, Field.STATUS)


def find_steps(cells: Mapping[Field, Sequence[GridCell]], texts: Mapping[Field, str]) -> tuple[Step, ...]:
    """The steps of a row, given the cells and texts of its fields; none when its columns are not level."""
    placed = {f: _own(held, texts.get(f, "")) for f, held in cells.items()}
    for anchor in ANCHORS:
        items = placed.get(anchor, [])
        others = {f: placed[f] for f in SHARED if placed.get(f) and f is not anchor}
        if len(items) < 2:
            continue
        steps = _steps(anchor, items, others)
        if steps:
            return steps
    return ()


def _own(cells: Sequence[GridCell], text: str) -> list[Placed]:
    """The paragraphs that hold a field's text, without a number or heading printed in front of it."""
    placed = [p for cell in cells for p in cell.placed]
    while placed and not text.startswith(placed[0].text):
        first = placed[0].text
        tail = next((first[i:] for i in range(1, min(len(first), PREFIX)) if text.startswith(first[i:])), "")
        if tail:
            placed[0] = Placed(placed[0].page, placed[0].paragraph, tail)
        else:
            placed.pop(0)
    return placed


def _steps(anchor: Field, items: Sequence[Placed], others: Mapping[Field, Sequence[Placed]]) -> tuple[Step, ...]:
    # Bullets are a list; they are items of their own only beside other bullets.
    owned = [part for f, parts in others.items() if f in OWN for part in parts[1:]]
    levels = [items[0].start, *(i.start for i in items[1:] if any(_level(i, part) for part in owned))]
    if len(levels) < 2:
        return ()
    shared: dict[Field, list[list[Placed]]] = {}
    for name, parts in {anchor: items, **others}.items():
        bands = _bands(parts, levels)
        if name is anchor or sum(map(bool, bands)) > 1:
            shared[name] = bands
        elif not _level_with(parts[0], levels[0]) or (name in OWN and len(parts) > 1):
            return ()
        elif len(parts) == 1 and not _taller(parts[0], levels):
            shared[name] = bands
    for name, bands in shared.items():
        for level, band in zip(levels, bands, strict=True):
            if band and (not _level_with(band[0], level) or (name in OWN and len(band) > 1)):
                return ()
    apart = {f for f, bands in shared.items() if f in OWN and sum(map(bool, bands)) > 1}
    if not apart or (anchor is Field.PROGRESS and Field.STATUS not in apart):
        return ()
    return tuple(
        Step(number + 1, _printed({f: bands[number] for f, bands in shared.items()})) for number in range(len(levels))
    )


def _bands(parts: Sequence[Placed], levels: Sequence[Start]) -> list[list[Placed]]:
    """Parts by the last level they do not start above."""
    bands: list[list[Placed]] = [[] for _ in levels]
    for part in parts:
        page, top = part.start
        reach = (page, top + LEVEL * part.paragraph.size)
        bands[max(bisect_right(levels, reach) - 1, 0)].append(part)
    return bands


def _level(item: Placed, part: Placed) -> bool:
    """Whether an item and a lead, date or status start level."""
    if item.paragraph.bullet and not part.paragraph.bullet:
        return False
    return _start_level(item, part)


def _start_level(a: Placed, b: Placed) -> bool:
    return a.page == b.page and _level_with(b, a.start)


def _level_with(part: Placed, level: Start) -> bool:
    return part.page == level[0] and abs(part.start[1] - level[1]) <= LEVEL * part.paragraph.size


def _taller(part: Placed, levels: Sequence[Start]) -> bool:
    """Whether a single part runs on past the second level: it is of the whole row, not of its first step."""
    return part.page == levels[1][0] and part.paragraph.box.bottom > levels[1][1] + LEVEL * part.paragraph.size


def _printed(bands: Mapping[Field, Sequence[Placed]]) -> dict[Field, str]:
    named = {Field.ACTION if f is Field.DETAIL else f: band for f, band in bands.items()}
    return {f: "\n".join(p.text for p in band) for f, band in named.items() if band}
