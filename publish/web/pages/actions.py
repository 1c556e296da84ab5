"""The list of actions: what a cell of a comparison counts, and what a search finds."""

from __future__ import annotations

from urllib.parse import urlencode

from cjaplans.publish.compare.behind import actions_behind, count_behind
from cjaplans.publish.compare.records import records
from cjaplans.publish.web.model import Answer, Asked, Page, Refusal, Site
from cjaplans.publish.web.pages.choices import choices, selection_of
from cjaplans.publish.web.paging import number_of

#: Actions on a page.
SIZE = 50
#: The word that a search is named by in addresses.
WORDS = "q"
#: Each word is looked up; more of them than anybody types would keep the server busy for minutes.
MOST_WORDS = 50


def page(site: Site, asked: Asked) -> Answer:
    """``/actions``, with the conditions of a ``Selection``, words and the number of the page."""
    selection = selection_of(site, asked)
    words = _words(asked)
    number = number_of(asked)
    total = count_behind(site.engine, selection, words)
    pages = max(1, -(-total // SIZE))
    rows = actions_behind(site.engine, selection, words, SIZE, (number - 1) * SIZE)
    context = {
        "choices": choices(site.engine, selection),
        "words": words,
        "total": total,
        "rows": records(rows),
        "number": number,
        "pages": pages,
        "before": _address(asked, number - 1) if number > 1 else None,
        "after": _address(asked, number + 1) if number < pages else None,
    }
    return Page("actions.html", context)


def _words(asked: Asked) -> str:
    words = asked.query.get(WORDS, "").strip()
    if len(words.split()) > MOST_WORDS:
        raise Refusal(f"more than {MOST_WORDS} words to search for", "search for fewer")
    return words


def _address(asked: Asked, number: int) -> str:
    return f"/actions?{urlencode({**asked.query, 'page': str(number)})}"
