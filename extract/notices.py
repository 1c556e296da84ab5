"""What there is to say of pages: what was not read of them, and what a reader should know.

What holds for many pages is said once, with their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjaplans.extract.model import Notice
from cjaplans.extract.page import Page
from cjaplans.extract.pagenumbers import pages_label

#: Where the text of a page runs that is turned so many degrees clockwise to be read.
RUNS = {90: "up the page", 180: "upside down", 270: "down the page"}
#: Of more pages than this the same is not said one by one.
MOST_SAID = 20
#: A list of page numbers is no longer than this (characters).
LONGEST_LABEL = 200
#: What is said of many pages at once, by code.
OF_MANY = {
    "page_unreadable": "{count} pages are damaged and were not read",
    "page_overfull": "{count} pages hold more than any page of text does, and were not read",
    "text_unreadable": "the letters of {count} pages are not those that are seen on them; they were not read",
    "page_without_text": "{count} pages have no text; those that are scans were not read",
    "page_turned": "the text of {count} pages does not run rightwards; places are given on the page turned upright",
    "watermark": "{count} pages have watermarks, which are not read",
    "page_too_dense": "the rules of {count} pages are too many for a table; none was looked for on them",
    "tags_unsound": "the marks of tables on {count} pages are not followed",
    "tags_disagree": "the marks of tables on {count} pages and their rules differ; the rules were followed",
    "page_read_by_ocr": "{count} pages were read by OCR; each page's confidence is kept with it",
    "ocr_failed": "{count} pages could not be read by OCR; look at them in a PDF viewer",
}


def page_notices(pages: Sequence[Page]) -> Iterator[Notice]:
    """What there is to say of each page."""
    for page in pages:
        if text := _unread(page):
            yield text
        if page.turned:
            message = (
                f"the text of page {page.number} runs {RUNS[page.turned]}; places are given on the page turned upright"
            )
            yield Notice(page.number, "page_turned", message)
        for text_of_mark in page.watermarks:
            message = f"page {page.number} has a watermark, which is not read: '{text_of_mark[:60]}'"
            yield Notice(page.number, "watermark", message)
        if page.rules.is_drawing:
            message = f"the rules of page {page.number} are too many for a table; none was looked for on it"
            yield Notice(page.number, "page_too_dense", message)
        for fault in (table.fault for table in page.tagged if table.fault):
            message = f"the marks of a table on page {page.number} are not followed: {fault}"
            yield Notice(page.number, "tags_unsound", message)


def _unread(page: Page) -> Notice | None:
    """Why nothing was read on a page."""
    number = page.number
    if page.characters is None:
        return Notice(number, "page_unreadable", f"page {number} is damaged and was not read")
    if page.overfull:
        message = f"page {number} has {page.characters} characters, more than any page of text; it was not read"
        return Notice(number, "page_overfull", message)
    if page.garbled:
        message = f"the letters of page {number} are not those that are seen on it; they were not read"
        return Notice(number, "text_unreadable", message)
    if not page.words:
        return Notice(number, "page_without_text", f"page {number} has no text; if it is a scan it was not read")
    return None


def count_notices(read: int, count: int, asked: bool) -> list[Notice]:
    """That not all pages were read: because it was ``asked`` so, or because there are too many."""
    if read == count:
        return []
    if asked:
        return [Notice(None, "pages_narrowed", f"{read} of the file's {count} pages were read, as was asked")]
    message = f"the file has {count} pages; only the first {read} were read; name others with --pages"
    return [Notice(None, "pages_unread", message)]


def gathered(notices: Sequence[Notice]) -> list[Notice]:
    """The notices; those of one sort on very many pages are one, in the place of the first."""
    pages: dict[str, set[int]] = {}
    for notice in notices:
        if notice.page is not None:
            pages.setdefault(notice.code, set()).add(notice.page)
    many = {code for code, numbers in pages.items() if len(numbers) > MOST_SAID and code in OF_MANY}
    found: list[Notice] = []
    for notice in notices:
        if notice.code not in many or notice.page is None:
            found.append(notice)
        elif numbers := pages.pop(notice.code, None):
            said = f"{OF_MANY[notice.code].format(count=len(numbers))}: {_label(numbers)}"
            found.append(Notice(None, notice.code, said))
    return found


def _label(numbers: set[int]) -> str:
    label = pages_label(numbers)
    return label if len(label) <= LONGEST_LABEL else f"{label[:LONGEST_LABEL].rpartition(',')[0]}, ..."
