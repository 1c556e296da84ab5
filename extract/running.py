"""Running heads and page numbers that are printed inside a table's frame: nobody's text, and no cell's.

What stands outside every table is left to ``outline.py``. Here a text of a margin is taken out where it cannot be a
cell's: it counts the pages, or it lies across the rules between columns at one place of many pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cjaplans.extract.model import Box, Word, bounding
from cjaplans.extract.outline import MARGIN, REPEATED
from cjaplans.extract.page import Page
from cjaplans.extract.paragraphs import lines_of

#: Words further apart than this many font sizes are two texts.
APART = 1.5
#: A running text stands at one place, give or take this (points), on so many pages at least.
SAME_PLACE = 4.0
FEWEST = 3
#: A number alone counts the pages only this near to the foot, as a share of the page's height.
FOOT = 0.08
#: "Page 3", "3 of 20", "p. 3", alone or behind a title.
NUMBERED = re.compile(
    r"(?:\bpage\s*|\bp\.\s*)(?P<page>\d{1,3})\b|\b(?P<of>\d{1,3})\s*(?:of|/)\s*\d{1,3}\s*$", re.IGNORECASE
)
ALONE = re.compile(r"^\W*(?P<alone>\d{1,3})\W*$")


@dataclass(frozen=True, slots=True)
class _Text:
    """Words beside each other in a margin of a page."""

    page: Page
    words: tuple[Word, ...]
    text: str
    box: Box

    @property
    def place(self) -> tuple[str, bool]:
        """What is compared between pages: the text with its figures left out, and the margin."""
        return re.sub(r"\d+", "#", self.text).casefold(), self.box.top > self.page.height / 2

    @property
    def number(self) -> int | None:
        """The number of the page as it says it."""
        match = NUMBERED.search(self.text)
        if match is None and self.box.top > (1 - FOOT) * self.page.height:
            match = ALONE.match(self.text)
        return int(next(group for group in match.groups() if group)) if match else None


def without_running(pages: Sequence[Page]) -> dict[int, tuple[Page, tuple[Word, ...]]]:
    """Each page without what runs through its tables, and the words taken out, by its number."""
    taken: dict[int, list[Word]] = defaultdict(list)
    alike: dict[tuple[str, bool], list[_Text]] = defaultdict(list)
    for text in (t for page in pages if len(pages) >= FEWEST for t in _margin_texts(page)):
        alike[text.place].append(text)
    frequent = [texts for texts in alike.values() if len(texts) >= FEWEST]
    counting = [text for texts in frequent for text in _counting(texts)]
    for texts in frequent:
        for text in (*_crossing(texts, len(pages)), *_beside(texts, counting)):
            taken[text.page.number].extend(text.words)
    for text in counting:
        taken[text.page.number].extend(text.words)
    return {page.number: (_without(page, taken[page.number]), tuple(taken[page.number])) for page in pages}


def _without(page: Page, taken: Sequence[Word]) -> Page:
    if not taken:
        return page
    gone = {id(word) for word in taken}
    return replace(page, words=tuple(w for w in page.words if id(w) not in gone))


def _margin_texts(page: Page) -> Iterator[_Text]:
    if not len(page.rules.vertical):
        return
    upper, lower = MARGIN * page.height, (1 - MARGIN) * page.height
    margin = [w for w in page.words if w.box.bottom < upper or w.box.top > lower]
    for line in lines_of([w for w in margin if not w.turn]):
        start = 0
        for place in range(1, len(line.words) + 1):
            if place == len(line.words) or _apart(line.words[place - 1], line.words[place]):
                words = line.words[start:place]
                yield _Text(page, words, " ".join(w.text for w in words), bounding([w.box for w in words]))
                start = place


def _apart(left: Word, right: Word) -> bool:
    return right.box.x0 - left.box.x1 > APART * left.size


def _counting(texts: Iterable[_Text]) -> list[_Text]:
    """Texts whose number goes up with the page's: by the same step on all pages, or on most of them."""
    steps: dict[int, list[_Text]] = defaultdict(list)
    for text in texts:
        if text.number is not None:
            steps[text.number - text.page.number].append(text)
    most = max(steps.values(), key=len, default=[])
    return most if len({t.page.number for t in most}) >= FEWEST else []


def _beside(texts: Sequence[_Text], counting: Sequence[_Text]) -> list[_Text]:
    """Texts at one place that always stand on a line with "Page 2" or "2 of 5": the rest of a framed head or foot."""
    pages = {c.page.number: c.box for c in counting if NUMBERED.search(c.text) and c not in texts}
    level = [t for t in texts if t.page.number in pages and _is_level(t.box, pages[t.page.number])]
    near = all(abs(t.box.x0 - texts[0].box.x0) <= SAME_PLACE for t in level)
    numbers = {t.page.number for t in level}
    return level if near and len(level) == len(texts) and len(numbers) >= FEWEST else []


def _is_level(a: Box, b: Box) -> bool:
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5 * min(a.height, b.height)


def _crossing(texts: Sequence[_Text], pages: int) -> list[_Text]:
    """Texts that lie across upright rules at the same place of many pages."""
    crossing = [t for t in texts if _crosses(t)]
    near = [t for t in crossing if abs(t.box.top - crossing[0].box.top) <= SAME_PLACE]
    numbers = {t.page.number for t in near}
    return near if len(numbers) >= max(FEWEST, REPEATED * pages) else []


def _crosses(text: _Text) -> bool:
    """Whether an upright rule runs through a text from above to below it."""
    rules, box = text.page.rules.vertical, text.box
    within = (rules[:, 0] > box.x0 + 1) & (rules[:, 0] < box.x1 - 1)
    return bool((within & (rules[:, 1] <= box.top + 1) & (rules[:, 2] >= box.bottom - 1)).any())
