"""All tables of a page: those its rules make, those its marks tell of, then those only the text's alignment shows."""

from __future__ import annotations

from cjaplans.extract.borderless.find import Found, find_tables
from cjaplans.extract.columns import with_columns
from cjaplans.extract.figures import is_figure
from cjaplans.extract.inset import with_insets
from cjaplans.extract.lattice import find_grids
from cjaplans.extract.model import Engine, Word
from cjaplans.extract.order import in_reading_order
from cjaplans.extract.page import Page
from cjaplans.extract.pagetable import PageCell, PageTable, filled, letters_confidence, split_words
from cjaplans.extract.paragraphs import lines_of
from cjaplans.extract.splicing import spliced
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
    return in_reading_order(tables), free


def ruled_tables(page: Page) -> tuple[list[PageTable], list[Word]]:
    """The tables that the page's rules make, and the words that stand in none of them."""
    free = list(page.words)
    tables: list[PageTable] = []
    if page.rules.is_drawing:
        return tables, free
    for grid in (spliced(with_insets(found)) for found in find_grids(page.rules)):
        inside, outside = split_words(grid.box, free)
        table = filled(page.number, with_columns(grid, [w.box for w in inside]), inside)
        if inside and not is_figure(table):
            tables.append(table)
            free = outside
    return tables, free


def _aligned(number: int, found: Found) -> PageTable:
    """A table found by alignment; lines may run as far as the longest text of their column."""
    cells = tuple(
        PageCell(
            cell,
            tuple(lines_of(words)),
            found.rights[cell.column + cell.column_span - 1],
            found.confidence * letters_confidence(words),
        )
        for cell, words in zip(found.filled.grid.cells, found.filled.words, strict=True)
    )
    return PageTable(number, found.filled.grid, cells, Engine.ALIGNMENT, found.confidence, carried=found.carried)
