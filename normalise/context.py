"""What the headings above a table say of it: theme, objective, place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cjaplans.extract.model import BlockKind, ExtractedDocument, Table, TextBlock
from cjaplans.normalise.headers import vocabulary
from cjaplans.normalise.model import OUTLINE, CellRef
from cjaplans.normalise.refs import without_list_number

#: Headings that name the document rather than a section of it.
TITLE = re.compile(r"\baction plan\b|\barea plan\b|\bjustice authority\b|^appendix\b|^annex\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A piece of context and the blocks it was read from."""

    text: str
    sources: tuple[CellRef, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Context:
    """What stands above a table; ``heading`` is the nearest heading whatever it says."""

    theme: Stated | None = None
    objective: Stated | None = None
    place: Stated | None = None
    heading: str = ""


def contexts(document: ExtractedDocument) -> list[Context]:
    """The context of every table, in order. A table right below another shares its context."""
    found: list[Context] = []
    latest = Context()
    used = 0
    order = _reading_order(document)
    for table in document.tables:
        start = (table.page_first, table.regions[0].box.top)
        above = [(i, b) for i, b in order[used:] if _place(b) < start]
        used += len(above)
        latest = _context(above, latest)
        found.append(latest)
    return found


def _reading_order(document: ExtractedDocument) -> list[tuple[int, TextBlock]]:
    kept = [(i, b) for i, b in enumerate(document.blocks) if b.kind is not BlockKind.RUNNING]
    return sorted(kept, key=lambda item: _place(item[1]))


def _place(block: TextBlock) -> tuple[int, float]:
    return block.page, block.paragraph.box.top


def _context(above: Sequence[tuple[int, TextBlock]], before: Context) -> Context:
    """Context from the blocks since the last table; what was said before it ends with a new heading."""
    theme = objective = place = None
    heading = ""
    for index, block in above:
        label, text = labelled(block.text)
        said = Stated(text, (CellRef(OUTLINE, index),), block.page)
        if label == "place":
            place, objective = said, None
        elif label == "objective":
            objective = said
        elif block.kind is not BlockKind.HEADING:
            continue
        elif objective is not None and _goes_on(above, index, objective):
            objective = _joined(objective, said)
        else:
            heading = block.text
            objective = None
            if not TITLE.search(block.text):
                theme = Stated(without_list_number(block.text), said.sources, block.page)
    if not (theme or objective or place or heading):
        return before
    return Context(theme, objective, place, heading)


def _goes_on(above: Sequence[tuple[int, TextBlock]], index: int, objective: Stated) -> bool:
    """Whether a heading right below an objective line is its next line: alike in size, close below it."""
    blocks = dict(above)
    last, block = blocks[objective.sources[-1].cell], blocks[index]
    gap = block.paragraph.box.top - last.paragraph.box.bottom
    alike = abs(block.paragraph.size - last.paragraph.size) < 0.6 and block.paragraph.bold == last.paragraph.bold
    return block.page == last.page and alike and gap < 1.2 * block.paragraph.size


def _joined(first: Stated, second: Stated) -> Stated:
    return Stated(f"{first.text}\n{second.text}", first.sources + second.sources, first.page)


def labelled(text: str) -> tuple[str | None, str]:
    """A line's label ("objective", "place") and what follows it; no label: None and the text."""
    match = re.match(r"^\s*(?P<label>[A-Za-z ]{2,24}?)\s*:\s*(?P<text>\S.*)$", text, re.DOTALL)
    if match:
        for kind, known in vocabulary("roles")["lines"].items():
            if match["label"].casefold() in known:
                return kind, match["text"].strip()
    return None, text


def table_top(table: Table) -> tuple[int, float]:
    """Where a table begins."""
    return table.page_first, table.regions[0].box.top
