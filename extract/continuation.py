"""Whether the first row of a page is the rest of a row that the page break cut.

Every known extractor leaves such tails as rows of their own. What tells them apart is what tells a
reader: the rule that is missing at the cut, a sentence that runs on, a line that was full, columns
left empty that are never empty, and text that reaches the foot of the page wherever it goes on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cjaplans.extract.pagetable import PageCell
from cjaplans.extract.paragraphs import Line, fits

#: A row is cut only where no further line had room: at most this many lines are left above the foot.
ROOM = 1.7
#: A cell that goes on has text down to this many lines above the cut (widows may be held together).
REACH = 2.8
#: A column filled in this share of rows is expected to be filled in every row.
ALWAYS = 0.8

ANNOUNCED = re.compile(r"\bcont(?:d|inued|inuation)?\b\s*[.'’/)]|\bcontinued\b", re.IGNORECASE)
TERMINAL = re.compile(r"[.:;!?][\"'”’)]*$")
REF = re.compile(r"^\(?(?:\d+(?:\.\d+)*[a-z]?|[a-z])[.)]\s|^\d+(?:\.\d+)+\b")
RUNS_ON = re.compile(r"^[a-z,;:)&]|^[–—-]\s*[a-z]")


def announced(cells: Sequence[PageCell]) -> bool:
    """Whether a row says itself that it goes on from an earlier page ("2.1 cont.")."""
    return any(ANNOUNCED.search(c.text[:60]) for c in cells if c.lines)


def is_cut(
    heads: Mapping[int, PageCell], tails: Mapping[int, PageCell], filled: Mapping[int, float], room: float
) -> bool:
    """Whether ``tails`` (the next page's first row) goes on with ``heads`` (the last row before it).

    Both map columns to cells; ``filled`` gives the share of rows in which a column has text, and ``room``
    the points left under the table on the earlier page.
    """
    written = {c: cell for c, cell in tails.items() if cell.lines}
    if not written or announced(list(tails.values())):
        return False
    if any(h.grid.open_bottom and tails[c].grid.open_top for c, h in heads.items() if c in tails):
        return True
    line = max((x.box.height for cell in heads.values() for x in cell.lines), default=12.0)
    if room > ROOM * line:
        return False
    score = sum(_goes_on(heads.get(c), cell, line) for c, cell in written.items())
    score += sum(1.0 for c, h in heads.items() if h.lines and c not in written and filled.get(c, 0) >= ALWAYS)
    return score > 0.5


def _goes_on(head: PageCell | None, tail: PageCell, line: float) -> float:
    """Evidence, for or against, that a cell's text goes on in ``tail``."""
    if head is None or not head.lines:
        return -3.0
    last, first = head.lines[-1], tail.lines[0]
    if head.grid.box.bottom - last.box.bottom > REACH * line:
        return -3.0
    if REF.match(first.text) and REF.match(head.lines[0].text):
        return -2.0
    if RUNS_ON.match(first.text):
        return 2.0
    if fits(last, first, head.right):
        return -0.5
    return 0.5 if TERMINAL.search(last.text) else 1.5


def same_paragraph(last: Line, first: Line, right: float, prints_spaces: bool) -> bool:
    """Whether ``first`` goes on with the sentence of ``last`` across a page break."""
    if first.bulleted or fits(last, first, right):
        return False
    if RUNS_ON.match(first.text):
        return True
    if prints_spaces:
        return last.words[-1].space_after
    return not TERMINAL.search(last.text)
