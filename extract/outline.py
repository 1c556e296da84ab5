"""The text between tables: headings, paragraphs, and the running heads and page numbers to leave out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cjaplans.extract.model import BlockKind, Box, Paragraph, TextBlock, Word, bounding
from cjaplans.extract.page import Page
from cjaplans.extract.paragraphs import Line, Setting, lines_of, paragraphs_of

#: Running heads and feet stand in this share of the page's height, at the top and at the bottom.
MARGIN = 0.13
#: A line repeated on this share of the pages is a running head; a heading needs more.
REPEATED = 0.4
REPEATED_HEADING = 0.8
#: Headings are larger than body text by this factor, or bold and no longer than this.
LARGER = 1.12
LONGEST_HEADING = 300
#: A line of body text has at least this many characters.
BODY_LINE = 60
#: Footnotes are smaller than body text by this factor.
SMALLER = 0.85
#: The figure that marks a note is smaller than the note by this factor, or stands against its first word.
MARK = 0.75
MARKED = re.compile(r"^\d{1,2}[A-Z][a-z]")
#: A foot stands at one place of two pages, give or take this (points).
SAME_PLACE = 2.0

#: A heading over one of two tables side by side may reach into the space between them by so much (points).
CHANNEL = 2.0

DASHES = re.compile("[\u2010-\u2015\u2212]")
PAGE_NUMBER = re.compile(r"^(?:page\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page that stand in no table, and the boxes of its tables."""

    page: Page
    lines: tuple[Line, ...]
    tables: tuple[Box, ...]


def page_text(page: Page, free: Sequence[Word], tables: Sequence[Box]) -> PageText:
    """Groups the words outside tables into lines."""
    channels = _channels(tables)
    lines = [part for line in lines_of(free) for part in _split(line, channels)]
    return PageText(page, tuple(lines), tuple(tables))


def _channels(tables: Sequence[Box]) -> list[tuple[float, float]]:
    """The spaces between tables that stand side by side, from left to right edge (points)."""
    pairs = ((a, b) for a in tables for b in tables if a.x1 < b.x0 and _level(a, b))
    return [(a.x1, b.x0) for a, b in pairs if not any(a.x1 < c.x0 < b.x0 and _level(a, c) for c in tables)]


def _level(a: Box, b: Box) -> bool:
    return a.top < b.bottom and b.top < a.bottom


def _split(line: Line, channels: Sequence[tuple[float, float]]) -> list[Line]:
    """A line in the parts that stand over tables side by side, where it leaves the space between them free."""
    if not channels:
        return [line]
    ends = [0, len(line.words)]
    for left, right in channels:
        for place, (a, b) in enumerate(pairwise(line.words), 1):
            if a.box.x1 <= left + CHANNEL and b.box.x0 >= right - CHANNEL:
                ends.append(place)
    return [Line.of(line.words[a:b]) for a, b in pairwise(sorted(set(ends)))]


def body_size(texts: Sequence[PageText], tables: Sequence[Line]) -> float:
    """The font size most characters outside tables are set in.

    Where nothing outside them fills a line, all of it may be headings: then the text of ``tables`` decides.
    """
    outside = [line for text in texts for line in text.lines]
    body = _commonest_size(outside)
    if any(len(line.text) > BODY_LINE and abs(line.size - body) < 0.5 for line in outside):
        return body
    return min(filter(None, (body, _commonest_size(tables))), default=0.0)


def _commonest_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


@dataclass(frozen=True, slots=True)
class Running:
    """Folded texts of lines that are repeated in either margin, and of those that are only at the foot."""

    margins: frozenset[str] = frozenset()
    feet: frozenset[str] = frozenset()


def running_lines(texts: Sequence[PageText], body: float) -> Running:
    """The lines that are repeated in the margins: at the foot, two pages of two are enough."""
    seen: Counter[str] = Counter()
    headings: set[str] = set()
    for text in texts:
        for line in {_fold(x.text): x for x in text.lines if _in_margin(x, text.page)}.values():
            seen[_fold(line.text)] += 1
            if line.bold or line.size > LARGER * body:
                headings.add(_fold(line.text))
    repeated = (
        folded
        for folded, pages in seen.items()
        if pages >= 3 and pages >= (REPEATED_HEADING if folded in headings else REPEATED) * len(texts)
    )
    return Running(frozenset(repeated), _common_feet(texts[0], texts[1]) if len(texts) == 2 else frozenset())


def _common_feet(first: PageText, second: PageText) -> frozenset[str]:
    """Folded texts that stand at one place of the lower margins of two pages, but for the page's number."""
    feet = {(counted(line.text, first.page.number), line.box) for line in _feet(first)}
    return frozenset(
        _fold(line.text)
        for line in _feet(second)
        for text, box in feet
        if text == counted(line.text, second.page.number)
        and abs(box.top - line.box.top) <= SAME_PLACE
        and abs(box.x0 - line.box.x0) <= SAME_PLACE
    )


def _feet(text: PageText) -> list[Line]:
    lowest = max((box.bottom for box in text.tables), default=0.0)
    return [x for x in text.lines if _in_margin(x, text.page) and x.box.top > max(lowest - 1, text.page.height / 2)]


def counted(text: str, page: int) -> str:
    """A text without the number of the page that it gives: "Page 2", "2 of 5", or 2 at its end."""
    number = rf"(?:\bpage\s*|\bp\.\s*){page}\b|\b{page}(?=\s*(?:of|/)\s*\d)|(?<!of )(?<!/)\b{page}$"
    return alike(re.sub(number, "#", text.casefold()))


def right_margin(texts: Sequence[PageText], width: float) -> float:
    """Where lines end on pages of a width: the furthest any text outside tables or any table reaches."""
    pages = [t for t in texts if abs(t.page.width - width) < 1]
    ends = [line.box.x1 for t in pages for line in t.lines] + [b.x1 for t in pages for b in t.tables]
    return max(ends, default=width)


def blocks_of(text: PageText, running: Running, body: float, setting: Setting, right: float) -> list[TextBlock]:
    """The page's text blocks, top to bottom; lines may run to ``right``."""
    blocks: list[TextBlock] = []
    group: list[Line] = []
    # Outside cells the margin is only estimated, so a missing space proves no paragraph's end.
    setting = replace(setting, prints_spaces=False)

    def close() -> None:
        paragraphs = paragraphs_of(group, right, setting)
        note = bool(group) and _is_note(group[0])
        blocks.extend(TextBlock(_kind(p, body, note), text.page.number, p) for p in paragraphs)
        group.clear()

    for line in text.lines:
        if _is_running(line, text.page, running):
            blocks.extend(_running_block(line, text.page.number, right, setting))
            continue
        if group and (line.bold != group[-1].bold or _is_note(line) or _parted(group[-1], line, text.tables)):
            close()
        group.append(line)
    close()
    return _whole_headings(sorted(blocks, key=lambda b: (b.paragraph.box.top, b.paragraph.box.x0)))


def _whole_headings(blocks: list[TextBlock]) -> list[TextBlock]:
    """Joins headings of two lines: the second begins in lower case, set alike and close below."""
    whole: list[TextBlock] = []
    for block in blocks:
        last = whole[-1] if whole else None
        if last and last.kind is block.kind is BlockKind.HEADING and _same_heading(last.paragraph, block.paragraph):
            text = f"{last.text} {block.text}"
            box = bounding([last.paragraph.box, block.paragraph.box])
            whole[-1] = replace(last, paragraph=replace(last.paragraph, text=text, box=box))
        else:
            whole.append(block)
    return whole


def _same_heading(above: Paragraph, below: Paragraph) -> bool:
    alike = abs(above.size - below.size) < 0.5 and above.bold == below.bold
    return alike and below.text[0].islower() and below.box.top - above.box.bottom < 0.6 * below.size


def _running_block(line: Line, page: int, right: float, setting: Setting) -> list[TextBlock]:
    return [TextBlock(BlockKind.RUNNING, page, p) for p in paragraphs_of([line], right, setting)]


def alike(text: str) -> str:
    """What a text printed again is known by: OCR takes one dash for another, and may leave out a space."""
    return DASHES.sub("-", "".join(text.split())).casefold()


def _fold(text: str) -> str:
    """What a running line is known by: pages are numbered."""
    return re.sub(r"\d+", "#", alike(text))


def _in_margin(line: Line, page: Page) -> bool:
    if line.words[0].turn % 180:  # on a page that was turned, its own head and foot stand at the sides
        return line.box.x1 < MARGIN * page.width or line.box.x0 > (1 - MARGIN) * page.width
    return line.box.bottom < MARGIN * page.height or line.box.top > (1 - MARGIN) * page.height


def _is_running(line: Line, page: Page, running: Running) -> bool:
    if not _in_margin(line, page):
        return False
    folded = _fold(line.text)
    at_foot = folded in running.feet and line.box.top > page.height / 2
    return at_foot or folded in running.margins or bool(PAGE_NUMBER.match(line.text.strip()))


def _parted(above: Line, below: Line, tables: Sequence[Box]) -> bool:
    """Whether a table stands between two lines."""
    return any(above.box.bottom <= t.bottom and t.top <= below.box.top for t in tables if t.top >= above.box.top)


def _is_note(line: Line) -> bool:
    """Whether a line begins with the mark of a note: a small figure, or one against the first word."""
    if len(line.words) > 1 and line.words[0].text.isdigit():
        return line.words[0].size < MARK * line.words[1].size
    return bool(MARKED.match(line.text))


def _kind(paragraph: Paragraph, body: float, note: bool) -> BlockKind:
    if paragraph.bullet:
        return BlockKind.PARAGRAPH
    if len(paragraph.text) <= LONGEST_HEADING and (
        paragraph.size > LARGER * body or paragraph.bold or _in_capitals(paragraph.text)
    ):
        return BlockKind.HEADING
    return BlockKind.FOOTNOTE if note or paragraph.size < SMALLER * body else BlockKind.PARAGRAPH


def _in_capitals(text: str) -> bool:
    """Whether all letters of a text, more than three, are capitals."""
    return all(c.isupper() for c in text if c.isalpha()) and sum(map(str.isalpha, text)) > 3
