"""Tagged tables beside those the page's rules make: where both read one place they are compared, and the page wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cjaplans.extract.agreement import agreement
from cjaplans.extract.model import Box, Notice, Word
from cjaplans.extract.order import in_reading_order
from cjaplans.extract.page import Page
from cjaplans.extract.pagetable import PageTable, readings, split_words, weighed
from cjaplans.extract.tagged.place import headers_of, placed, with_repeated_header, words_of

#: Two tables are one when this share of the marked words stands in the ruled one.
SAME_PLACE = 0.5


def with_tags(page: Page, ruled: Sequence[PageTable], free: Sequence[Word]) -> tuple[list[PageTable], list[Word]]:
    """The page's tables by rules and by marks, and the words in neither.

    A ruled table that its marks bear out is as sure as can be; one that they contradict carries a notice.
    """
    tables, left = list(ruled), list(free)
    for table in page.tagged:
        held = [] if table.fault else words_of(table, page.words)
        words = [w for inside in held for w in inside]
        if not words:
            continue
        same = next((i for i, other in enumerate(tables) if _share(other.box, words) >= SAME_PLACE), None)
        if same is not None:
            marked = placed(page.number, table, held)
            if marked:
                tables[same] = _compared(tables[same], marked, headers_of(table))
            continue
        whole = with_repeated_header(table, left)
        marked = placed(page.number, whole, words_of(whole, page.words))
        if marked and not any(_share(marked.box, _words(other)) > 0 for other in tables):
            tables.append(marked)
            own = {id(w) for w in _words(marked)}
            left = [w for w in left if id(w) not in own]
    return in_reading_order(tables), left


def _share(box: Box, words: Sequence[Word]) -> float:
    return len(split_words(box, words)[0]) / len(words) if words else 0.0


def _words(table: PageTable) -> list[Word]:
    return [w for cell in table.cells for line in cell.lines for w in line.words]


def _compared(ruled: PageTable, marked: PageTable, headers: int | None) -> PageTable:
    """The ruled table as sure as its marks bear it out; what is marked as no content is not compared.

    Such are headers repeated at the top of a page.
    """
    content = {id(w) for w in _words(marked)}
    cells = [c for c in ruled.cells if any(id(w) in content for line in c.lines for w in line.words)]
    found = agreement(readings(cells), readings(marked.cells))
    if not found.differing:
        return replace(ruled, header_rows=headers, cut=marked.cut if len(cells) == len(ruled.cells) else None)
    message = (
        f"the marks of a table on page {ruled.page} and its rules differ in {found.differing} "
        f"cell{'s' * (found.differing != 1)}; the rules were followed"
    )
    notice = Notice(ruled.page, "tags_disagree", message)
    return weighed(replace(ruled, notices=(*ruled.notices, notice)), found)
