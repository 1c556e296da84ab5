"""Whether the first row of a page is the rest of a row that the page break cut.

Every known extractor leaves such tails as rows of their own. What tells them apart is what tells a
reader: the rule that is missing at the cut, a sentence that runs on, a line that was full, columns
left empty that are never empty, and text that reaches the foot of the page wherever it goes on.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise

from cjaplans.extract.model import HYPHENATED, RUNS_ON
from cjaplans.extract.pagetable import PageCell
from cjaplans.extract.paragraphs import Line, fits

#: A row is cut only where no further line had room: at most this many lines are left above the foot.
ROOM = 1.7
#: A cell that goes on has text down to this many lines above the cut (widows may be held together).
REACH = 2.8
#: A column filled in this share of rows is expected to be filled in every row.
ALWAYS = 0.8

#: Labels are no longer than this (words).
LONGEST_LABEL = 6

ANNOUNCED = re.compile(r"\bcont(?:d|inued|inuation)?\b\s*[.'’/)]|\bcontinued\b", re.IGNORECASE)
TERMINAL = re.compile(r"[.:;!?][\"'”’)]*$")
REF = re.compile(r"^\(?(?:\d+(?:\.\d+)*[a-z]?|[a-z])[.)]\s|^\d+(?:\.\d+)+\b")
#: A number alone in its cell.
BARE_REF = re.compile(r"^\(?[A-Z]{0,3}\s?\d{1,3}(?:\.\d+)*[a-z]?[.)]?$")


def announced(cells: Sequence[PageCell]) -> bool:
    """Whether a row says itself that it goes on from an earlier page ("2.1 cont.")."""
    return any(ANNOUNCED.search(c.text[:60]) for c in cells if c.lines)


def is_cut(
    heads: Mapping[int, PageCell],
    tails: Mapping[int, PageCell],
    filled: Mapping[int, float],
    room: float,
    capital: Container[int] = (),
) -> bool:
    """Whether ``tails`` (the next page's first row) goes on with ``heads`` (the last row before it).

    Both map columns to cells; ``filled`` gives the share of rows in which a column has text, and ``room``
    the points left under the table on the earlier page. In ``capital`` columns no cell begins in lower case.
    """
    written = {c: cell for c, cell in tails.items() if cell.lines}
    if not written or announced(list(tails.values())):
        return False
    if any(h.grid.open_bottom and tails[c].grid.open_top for c, h in heads.items() if c in tails):
        return True
    if any(_numbered_anew(heads.get(c), cell) for c, cell in written.items()):
        return False
    line = line_height(heads.values())
    if room > ROOM * line or _is_band(written, heads) or _is_labelled(written, heads):
        return False
    if any(c in capital and _runs_on(heads.get(c), cell, line) for c, cell in written.items()):
        return True
    left_empty = sum(
        1 for c, head in heads.items() if head.lines and c in tails and c not in written and filled.get(c, 0) >= ALWAYS
    )
    score = left_empty + sum(goes_on(heads.get(c), cell, line) for c, cell in written.items())
    return score >= 0.5 if left_empty else score > 0.5


def line_height(cells: Iterable[PageCell]) -> float:
    """The height of the tallest line in some cells (points)."""
    return max((x.box.height for cell in cells for x in cell.lines), default=12.0)


def _numbered_anew(head: PageCell | None, tail: PageCell) -> bool:
    """Whether a number alone in its cell is followed by another number alone in its own."""
    if head is None or head.text == tail.text:
        return False
    return bool(BARE_REF.match(head.text) and BARE_REF.match(tail.text))


def _runs_on(head: PageCell | None, tail: PageCell, line: float) -> bool:
    """Whether a sentence that was not ended in a full line at the foot goes on in lower case."""
    if head is None or not head.lines or head.grid.column_span != tail.grid.column_span:
        return False
    last, first = head.lines[-1], tail.lines[0]
    at_foot = head.grid.box.bottom - last.box.bottom <= REACH * line
    return (
        at_foot
        and bool(RUNS_ON.match(first.text))
        and not (TERMINAL.search(last.text) or fits(last, first, head.right))
    )


def _is_band(written: Mapping[int, PageCell], heads: Mapping[int, PageCell]) -> bool:
    """Whether the later row is one cell wider than any of the row before: a heading over the columns."""
    widest = max((head.grid.column_span for head in heads.values()), default=1)
    return len(written) == 1 and next(iter(written.values())).grid.column_span > widest


def _is_labelled(written: Mapping[int, PageCell], heads: Mapping[int, PageCell]) -> bool:
    """Whether both rows begin with a label of their own, in bold beside plain text, as the rows of a form do."""
    first = min(written)
    head, tail = heads.get(first), written[first]
    if head is None or not (head.bold and tail.bold):
        return False
    if all(cell.bold for cell in (*heads.values(), *written.values()) if cell.lines):
        return False
    short = all(len(cell.text.split()) <= LONGEST_LABEL for cell in (head, tail))
    return short and not RUNS_ON.match(tail.text) and not HYPHENATED.search(head.text)


def goes_on(head: PageCell | None, tail: PageCell, line: float) -> float:
    """Evidence, for or against, that a cell's text goes on in ``tail``."""
    if head is None or not head.lines or head.grid.column_span != tail.grid.column_span:
        return -3.0
    last, first = head.lines[-1], tail.lines[0]
    below = head.grid.box.bottom - last.box.bottom
    if below > REACH * line or (BARE_REF.match(head.text) and BARE_REF.match(tail.text)):
        return -3.0
    if head.text == tail.text:
        return -1.5
    free = int((below + 0.3 * line) / (1.1 * line))
    needed = _first_paragraph(tail)
    if RUNS_ON.match(first.text):
        return 2.0
    if free and needed <= free:
        return -1.5  # it would have fitted on the earlier page
    if REF.match(first.text) and REF.match(head.lines[0].text):
        return -2.0
    if fits(last, first, head.right):
        return -0.5
    if TERMINAL.search(last.text):
        return 0.5
    # With a line to spare only a paragraph of two lines, kept together, would have left it empty.
    return 0.0 if free and needed != 2 else 1.5


def _first_paragraph(cell: PageCell) -> int:
    """How many lines the first paragraph of a cell has."""
    for count, (above, below) in enumerate(pairwise(cell.lines), start=1):
        if below.bulleted or fits(above, below, cell.right):
            return count
    return len(cell.lines)


def same_paragraph(last: Line, first: Line, right: float, prints_spaces: bool) -> bool:
    """Whether ``first`` goes on with the sentence of ``last`` across a page break."""
    if first.bulleted:
        return False
    if last.hyphenated and not last.space_after:
        return True
    if fits(last, first, right):
        return False
    if RUNS_ON.match(first.text):
        return True
    if prints_spaces:
        return last.words[-1].space_after
    return not TERMINAL.search(last.text)
