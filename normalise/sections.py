"""The parts of a file: the plan, or several, and what is bound with it: agenda, minutes, registers, reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from cjaplans.extract.model import BlockKind, ExtractedDocument, TextBlock
from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.facts import PLAN

Place = tuple[int, float]

#: What stands before the title of a paper: "Appendix B:", "Agenda item 5", "3.2".
ATTACHED = re.compile(
    r"^\W*(?:appendix|annexe?|enclosure|schedule|(?:agenda\s+)?item|paper)\b(?:\s*(?:no\b\.?)?\s*\(?[a-z0-9]{1,3}\)?(?!\w))?[\s:.,–—-]*"
    r"|^\W*\d{1,2}(?:\.\d+)*[.)]?\s+",
    re.IGNORECASE,
)
PAPER = re.compile(r"^\W*(?:agenda\s+)?(?P<label>appendix|annex|enclosure|item)e?\b", re.IGNORECASE)
#: What may stand behind the name of a part: its years, a date, "of the Board".
FOLLOWING = re.compile(
    r"^(?:\W|\d|(?:for the|of|at|to|as at|on|the|held|meeting|board|committee|cja)\b)", re.IGNORECASE
)
#: So many paragraphs may stand above the title of a part on its page.
ABOVE_TITLE = 3
#: A heading this much larger than that of the part it stands in begins another.
LARGER = 1.1


class SectionKind(StrEnum):
    """What a part of a file may hold: a plan; nothing of a plan; nobody knows."""

    PLAN = "plan"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a file from its heading to the next part's; ``end`` is None for the last.

    ``meeting`` tells that it is a paper of a meeting, ``within`` that it is a section of the plan around it;
    ``label`` is what the part is called among others, as "appendix".
    """

    kind: SectionKind
    start: Place
    end: Place | None = None
    heading: str = ""
    size: float = 0.0
    meeting: bool = False
    within: bool = False
    label: str = ""

    def holds(self, place: Place) -> bool:
        return self.start <= place and (self.end is None or place < self.end)


def sections_of(document: ExtractedDocument) -> list[Section]:
    """The parts of a file in order, the first from its beginning."""
    meeting = any(_names_meeting(b.text) for b in document.blocks if b.kind is BlockKind.HEADING)
    sections = [Section(SectionKind.UNKNOWN, (0, 0.0))]
    around: Section | None = None
    label, labelled = "", 0
    for block, top in _headings(document):
        current = sections[-1]
        opened = _opened(block, top is not None, meeting, current)
        if match := PAPER.match(block.text):
            label, labelled = match["label"].casefold(), block.page
        if opened is not None and top is not None:
            opened = replace(opened, label=label if labelled >= block.page - 1 else "")
            if current.start[0] != block.page or current.kind is SectionKind.UNKNOWN:
                opened = replace(opened, start=top)
        if opened is None and current.within and around and block.paragraph.size >= current.size:
            opened = replace(around, start=block.place, end=None)
        if opened is None:
            continue
        around = current if opened.within and not current.within else around
        sections[-1] = replace(current, end=opened.start)
        sections.append(opened)
    return [s for s in sections if s.end is None or s.start < s.end]


def section_at(sections: Sequence[Section], place: Place) -> Section:
    """The part that a place is in."""
    return next(s for s in reversed(sections) if s.start <= place)


def _headings(document: ExtractedDocument) -> Iterator[tuple[TextBlock, Place | None]]:
    """The headings in reading order; those at the top of a page with the place where its title begins."""
    tables = {region.page: region.box.top for t in reversed(document.tables) for region in reversed(t.regions)}
    page = above = 0
    top: Place = (0, 0.0)
    for block in sorted(document.blocks, key=lambda block: block.place):
        if block.page != page:
            page, above, top = block.page, 0, block.place
        if block.kind is BlockKind.HEADING:
            leads = above <= ABOVE_TITLE and block.paragraph.box.top < tables.get(page, float("inf"))
            yield block, top if leads else None
        elif block.kind is BlockKind.PARAGRAPH:
            above += 1


def _opened(block: TextBlock, first: bool, meeting: bool, current: Section) -> Section | None:
    """The part that a heading begins, if it does."""
    kind = _kind(block.text, meeting)
    size = block.paragraph.size
    opened = Section(SectionKind.UNKNOWN, block.place, None, block.text, size)
    if kind is SectionKind.PLAN:
        # An item of the minutes may be called like the plan: its title begins a page, and is no smaller.
        inside = current.kind is SectionKind.OTHER and not current.within and size < current.size
        return replace(opened, kind=kind) if first and not inside else None
    if kind is SectionKind.OTHER:
        papers = _names_meeting(block.text)
        within = current.kind is SectionKind.PLAN and not (meeting and first) and not papers
        if not (within or first or papers):
            return None
        return replace(opened, kind=kind, meeting=papers, within=within)
    if not (meeting and first):
        return None
    label = PAPER.match(block.text)
    if current.kind is SectionKind.OTHER and (kind or label or size > LARGER * current.size):
        return opened
    # What is called like the plan, "Appendix C" after "Appendix B", stands beside it and not in it.
    beside = current.kind is SectionKind.PLAN and label is not None and label["label"].casefold() == current.label
    return opened if beside else None


def _kind(text: str, meeting: bool) -> SectionKind | None:
    """What a heading begins, by its words; None where it says nothing."""
    if _names_meeting(text) or _begins(text, "apart") or (meeting and _begins(text, "papers")):
        return SectionKind.OTHER
    if not PLAN.search(text):
        return None
    return SectionKind.UNKNOWN if _words("about").search(text) else SectionKind.PLAN


def _names_meeting(text: str) -> bool:
    return bool(_words("meeting_anywhere").search(text)) or (_begins(text, "meeting") and not PAPER.match(text))


def _begins(text: str, words: str) -> bool:
    """Whether a heading is one of the words, with no more than its years or a date behind it."""
    bare = ATTACHED.sub("", text).strip()
    match = _words(words).match(bare)
    return match is not None and (match.end() == len(bare) or bool(FOLLOWING.match(bare[match.end() :].strip())))


@lru_cache
def _words(name: str) -> re.Pattern[str]:
    words: Sequence[str] = sorted(read_words("section_words")[name], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b", re.IGNORECASE)
