"""Where tables may be: runs of lines with several texts each, and what stands between and among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cjaplans.extract.borderless.across import Block
from cjaplans.extract.borderless.lines import TextLine

#: Lines further apart than this many font sizes belong to two tables, where no rules hold them together.
FAR = 3.2
#: Where only one of them stands between a table's rules, less will do.
NEAR_FRAME = 2.5
#: A single text of this many words and this share of the width is a line of prose.
PROSE_WORDS = 7
PROSE_WIDTH = 0.6
#: A table holds no more lines of prose, one after the other, than this.
MOST_PROSE = 2
#: A heading that may be printed again has this many texts.
HEADINGS = 3
#: Titles of tables and what is printed below them.
CAPTION = re.compile(
    r"^(?:table|figure|fig\.|chart|box|exhibit|appendix|annex)\s*\d*[A-Z]{0,3}\d*(?:[.\-]\d+)*[a-z]?\s*(?:[.:|–—-]|$)",
    re.IGNORECASE,
)
NOTE = re.compile(r"^(?:\(?\d\)?\s+)?(?:sources?|notes?|n\.b\.|legend|key)\s*[:.–—-]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that may be a table, and the single texts right after them, which may go on with its last row."""

    lines: list[TextLine]
    after: list[TextLine]


def find_regions(lines: Sequence[TextLine], blocks: Sequence[Block], width: float) -> list[Region]:
    """Runs of lines that may be a table each; ``width`` is that of the text, in points."""
    runs: list[Region] = []
    run: list[TextLine] = []
    waiting: list[TextLine] = []

    def close() -> None:
        if run:
            runs.append(Region(run.copy(), waiting.copy()))
        run.clear()
        waiting.clear()

    for number, line in enumerate(lines):
        block = _block(line, blocks)
        if number and _parted(lines[number - 1], line, blocks):
            close()
        if is_boundary(line) and not (block and run):
            close()
        elif line.is_tabular or block:
            run.extend([*waiting, line])
            waiting.clear()
        elif run:
            waiting.append(line)
            if sum(is_prose(w, width) for w in waiting) > MOST_PROSE:
                close()
    close()
    return [part for region in runs for part in _at_headings(region)]


def _at_headings(region: Region) -> list[Region]:
    """A region cut where its first line of texts is printed again: a heading begins another table."""
    first = next((line for line in region.lines if len(line.coarse) >= HEADINGS), None)
    if first is None or any(s.is_data for s in first.coarse):
        return [region]
    again = [n for n, line in enumerate(region.lines) if line.line.text == first.line.text][1:]
    parts: list[Region] = []
    start = 0
    for number in [*again, len(region.lines)]:
        end = number
        while end > start and number < len(region.lines) and not region.lines[end - 1].is_tabular:
            end -= 1
        after = region.after if number == len(region.lines) else region.lines[end:number]
        parts.append(Region(region.lines[start:end], after))
        start = number
    return [part for part in parts if part.lines]


def is_boundary(line: TextLine) -> bool:
    """Whether a line is the title of a table or figure, or a note below one."""
    text = line.line.text
    return bool(CAPTION.match(text) or NOTE.match(text))


def is_prose(line: TextLine, width: float) -> bool:
    """Whether a line is filled with one text."""
    return not line.is_tabular and len(line.line.words) >= PROSE_WORDS and line.x1 - line.x0 > PROSE_WIDTH * width


def _block(line: TextLine, blocks: Sequence[Block]) -> Block | None:
    return next((b for b in blocks if b.holds(line)), None)


def _parted(above: TextLine, below: TextLine, blocks: Sequence[Block]) -> bool:
    """Whether white space or the frame of another table parts two lines."""
    first, second = _block(above, blocks), _block(below, blocks)
    if first and second:
        return first is not second
    far = FAR if first is second else NEAR_FRAME
    return below.top - above.bottom > far * max(above.size, below.size)
