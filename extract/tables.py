"""All tables of a page: those its rules make, those its marks tell of, then those only the text's alignment shows."""

from __future__ import annotations

from cjaplans.extract.borderless.find import Found, find_tables
from cjaplans.extract.model import Engine, Word
from cjaplans.extract.page import Page
from cjaplans.extract.pagetable import PageCell, PageTable, ruled_tables, split_words
from cjaplans.extract.paragraphs import lines_of
from cjaplans.extract.tagged.merge import with_tags


def page_tables(page: Page, before: PageTable | None = None) -> tuple[list[PageTable], list[Word]]:
    """The page's tables, and the words that stand in none of them; ``before`` is the last table of the page before."""
    tables, free = with_tags(page, *ruled_tables(page))
    if page.rules.is_drawing:
        return tables, free
    for found in find_tables(free, page.rules.horizontal, before.carried if before else None):
        tables.append(_aligned(page.number, found))
        used = {word for words in found.filled.words for word in words}
        free = [word for word in split_words(found.filled.grid.box, free)[1] if word not in used]
    return sorted(tables, key=lambda t: (t.box.top, t.box.x0)), free


def _aligned(number: int, found: Found) -> PageTable:
    """A table found by alignment; lines may run as far as the longest text of their column."""
    cells = tuple(
        PageCell(cell, tuple(lines_of(words)), found.rights[cell.column + cell.column_span - 1], found.confidence)
        for cell, words in zip(found.filled.grid.cells, found.filled.words, strict=True)
    )
    return PageTable(number, found.filled.grid, cells, Engine.ALIGNMENT, found.confidence, carried=found.carried)
