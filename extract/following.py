"""Which table of a page may go on with which of the page before."""

from __future__ import annotations

from collections.abc import Sequence

from cjaplans.extract.model import BlockKind, Box, TextBlock
from cjaplans.extract.outline import alike
from cjaplans.extract.page import Page
from cjaplans.extract.pagetable import PageTable
from cjaplans.extract.stitch import SAME_EDGE, Part

Tables = dict[int, list[PageTable]]
Blocks = dict[int, list[TextBlock]]


def parts_of(pages: Sequence[Page], tables: Tables, blocks: Blocks, stitched: bool) -> list[Part]:
    """The pages' tables in reading order, each with the one it may go on with, unless none are to be ``stitched``."""
    feet = _feet(pages, tables, blocks)
    parts: list[Part] = []
    places: dict[int, int] = {}
    for page in pages:
        earlier = tables.get(page.number - 1, [])
        for table in tables[page.number]:
            above = _continued(table, tables[page.number], earlier, blocks) if stitched else None
            places[id(table)] = len(parts)
            room = feet[above.page] - above.box.bottom if above else 0.0
            parts.append(Part(table, places[id(above)] if above else None, room))
    return parts


def _continued(
    table: PageTable, beside: Sequence[PageTable], earlier: Sequence[PageTable], blocks: Blocks
) -> PageTable | None:
    """The table at the foot of the page before that one at a page's top may go on with.

    Where several stand side by side there, it is the one with the same outer edges.
    """
    if any(_stands_above(other.box, table.box) for other in beside):
        return None
    lowest = [t for t in earlier if not any(_stands_above(t.box, other.box) for other in earlier)]
    alone = len(lowest) == 1
    for above in lowest:
        if (alone or _as_wide(above.box, table.box)) and not _between(above, table, blocks, whole=alone):
            return above
    return None


def _stands_above(upper: Box, lower: Box) -> bool:
    """Whether a box ends before another begins, over some of its width."""
    return upper.x0 < lower.x1 and lower.x0 < upper.x1 and upper.top < lower.top


def _as_wide(a: Box, b: Box) -> bool:
    return abs(a.x0 - b.x0) <= SAME_EDGE and abs(a.x1 - b.x1) <= SAME_EDGE


def _between(above: PageTable, below: PageTable, blocks: Blocks, *, whole: bool) -> bool:
    """Whether text stands between two parts that is neither a running head nor printed on both pages.

    Unless the ``whole`` width of the page is theirs, only text in their own columns counts.
    """
    earlier = blocks[above.page]
    known = {alike(b.text) for b in earlier}
    after = [b for b in earlier if b.paragraph.box.top >= above.box.bottom - 1]
    before = [b for b in blocks[below.page] if b.paragraph.box.bottom <= below.box.top + 1]
    return any(
        b.kind not in (BlockKind.RUNNING, BlockKind.FOOTNOTE)
        and not (alike(b.text) in known and b in before)
        and (whole or (b.paragraph.box.x0 < above.box.x1 and above.box.x0 < b.paragraph.box.x1))
        for b in after + before
    )


def _feet(pages: Sequence[Page], tables: Tables, blocks: Blocks) -> dict[int, float]:
    """The lowest point text or tables reach on pages of one size: where a page's frame ends."""
    lowest: dict[tuple[int, int], float] = {}
    for page in pages:
        size = round(page.width), round(page.height)
        bottoms = [t.box.bottom for t in tables[page.number]]
        bottoms += [b.paragraph.box.bottom for b in blocks[page.number] if b.kind is not BlockKind.RUNNING]
        lowest[size] = max([lowest.get(size, 0.0), *bottoms])
    return {page.number: lowest[round(page.width), round(page.height)] for page in pages}
