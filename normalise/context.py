"""What the headings above a table say of it: theme, objective, place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from functools import partial

from rapidfuzz import fuzz

from cjaplans.extract.model import RUNS_ON, BlockKind, Box, ExtractedDocument, Table, TextBlock
from cjaplans.normalise.authorities import council_named, is_name, mentions
from cjaplans.normalise.coded import OutcomeBasis, ValueContext
from cjaplans.normalise.headers import vocabulary
from cjaplans.normalise.model import OUTLINE, CellRef
from cjaplans.normalise.outcomes import outcomes_in_words
from cjaplans.normalise.periods import fiscal_span
from cjaplans.normalise.refs import heading_codes, without_list_number

#: Headings that name the document rather than a section of it.
NAMING = re.compile(r"\bjustice authority\b|^appendix\b|^annex\b", re.IGNORECASE)
PLAN = re.compile(r"\b(?:action|area) plan\b", re.IGNORECASE)
#: Headings that begin another part of the document.
ANNEX = re.compile(r"^\s*(?:appendix|annex)\b", re.IGNORECASE)
#: Headings of the first page this near to its largest are the title.
TITLE_SIZE = 0.85
#: A heading this like (0..100) the words on the cover is the title again.
SAME_TITLE = 90.0
#: "Objective: ...", "Strategic objective 1.2 - ..."; a numbered outcome or priority is a theme, not a label.
LABEL = re.compile(
    r"^\s*(?P<prefix>(?:strategic|key|local|overall)\s+)?(?P<label>[A-Za-z ]{2,24}?)"
    r"(?:\s+(?P<number>\d+(?:\.\d+)*))?\s*(?P<sign>:|\s[-–—]\s)\s*(?P<text>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
#: A heading larger than a "Place:" line, or a title larger than a theme, by this factor ends that part.
HIGHER = 1.05
#: Labels that may have a number.
NUMBERED = frozenset({"objective", "aim"})
#: So many councils must head parts of a document for their names to be places.
LOCAL_PLANS = 2
CONTINUED = re.compile(r"\s*[(\[]?\bcont(?:inued|[.'’]?d|\.)?\.?[)\]]?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A piece of context and the blocks it was read from; ``size`` is of the largest heading under it."""

    text: str
    sources: tuple[CellRef, ...]
    page: int
    size: float


@dataclass(frozen=True, slots=True)
class Context:
    """What stands above a table; ``heading`` is the nearest heading whatever it says.

    ``codes`` are those of the nearest heading that has some, ``outcome_heading`` is the nearest that names an outcome;
    both hold for the smaller headings below.
    """

    theme: Stated | None = None
    objective: Stated | None = None
    place: Stated | None = None
    heading: str = ""
    codes: Stated | None = None
    outcome_heading: Stated | None = None


@dataclass(frozen=True, slots=True)
class _Front:
    """What is known of a document before its tables: the words of its ``title``, and whether councils head parts."""

    title: str
    local: bool


def contexts(document: ExtractedDocument, passed_over: Container[int] = ()) -> list[Context]:
    """The context of every table, in order. A table right below another shares its context.

    A heading over one of several tables side by side is of that table alone. ``passed_over`` are the indexes of text
    blocks that have been read as something else.
    """
    on_page: dict[int, list[tuple[Table, Box]]] = {}
    for table in document.tables:
        for region in table.regions:
            on_page.setdefault(region.page, []).append((table, region.box))
    boxes = [(table, _beside(table, on_page[table.page_first])) for table in document.tables]
    return _contexts(
        document,
        [
            ((table.page_first, table.regions[0].box.top), partial(_is_over, table=table, others=others))
            for table, others in boxes
        ],
        passed_over,
    )


def contexts_of(
    document: ExtractedDocument, starts: Sequence[tuple[int, float]], passed_over: Container[int] = ()
) -> list[Context]:
    """The context of what begins at each of the places ``(page, top)``, which are in reading order."""
    return _contexts(document, [(start, lambda _: False) for start in starts], passed_over)


def _contexts(
    document: ExtractedDocument,
    starts: Sequence[tuple[tuple[int, float], Callable[[TextBlock], bool]]],
    passed_over: Container[int],
) -> list[Context]:
    """The context at each place; with each goes what tells blocks that are over something beside it."""
    front = _front(document)
    found: list[Context] = []
    latest = Context()
    left = [(i, b) for i, b in _reading_order(document) if i not in passed_over]
    for start, is_over_another in starts:
        before = bisect_left(left, start, key=lambda item: item[1].place)
        above: list[tuple[int, TextBlock]] = []
        aside: list[tuple[int, TextBlock]] = []
        for item in left[:before]:
            (aside if is_over_another(item[1]) else above).append(item)
        left = aside + left[before:]
        latest = _context(above, latest, front)
        found.append(latest)
    return found


def _front(document: ExtractedDocument) -> _Front:
    first = document.pages[0].number if document.pages else 1
    headings = [b for b in document.blocks if b.kind is BlockKind.HEADING]
    front = [b for b in headings if b.page == first]
    largest = max((b.paragraph.size for b in front), default=0.0)
    title = " ".join(b.text for b in front if b.paragraph.size >= TITLE_SIZE * largest)
    councils = {council_named(b.text) for b in headings} - {None}
    return _Front(title, len(councils) >= LOCAL_PLANS)


def _beside(table: Table, on_page: Sequence[tuple[Table, Box]]) -> list[Box]:
    """The boxes of the tables to the left and to the right of one, among those on the page where it begins."""
    box = table.regions[0].box
    others = [other for owner, other in on_page if owner is not table]
    return [o for o in others if o.top < box.bottom and box.top < o.bottom and (o.x1 <= box.x0 or box.x1 <= o.x0)]


def _is_over(block: TextBlock, table: Table, others: Sequence[Box]) -> bool:
    """Whether a block stands over another of the tables side by side, and nowhere over this one."""
    box, own = block.paragraph.box, table.regions[0].box
    if not others or block.page != table.page_first or (box.x0 < own.x1 and own.x0 < box.x1):
        return False
    return any(other.x0 <= (box.x0 + box.x1) / 2 <= other.x1 for other in others)


def _reading_order(document: ExtractedDocument) -> list[tuple[int, TextBlock]]:
    kept = [(i, b) for i, b in enumerate(document.blocks) if b.kind is not BlockKind.RUNNING]
    return sorted(kept, key=lambda item: item[1].place)


def theme_of(text: str) -> tuple[str, str | None]:
    """A heading as a theme, and its codes: without a list number in front or "(continued)" and codes behind."""
    line = CONTINUED.sub("", without_list_number(re.sub(r"\s+", " ", text))).strip()
    codes, theme = heading_codes(line)
    return CONTINUED.sub("", theme).strip(), codes


def names_plan(text: str) -> bool:
    """Whether a line in a table's frame is the title of the plan: it names a plan and its years or its authority."""
    return bool(PLAN.search(text)) and (
        bool(NAMING.search(text)) or fiscal_span(text) is not None or bool(mentions(text))
    )


def names_outcome(text: str) -> bool:
    """Whether a heading names an outcome by its number or its own text."""
    links = outcomes_in_words(text, ValueContext()).links
    return any(link.basis is OutcomeBasis.INHERITED for link in links)


def _is_title(text: str, title: str) -> bool:
    """Whether a heading names the document: its authority, an annex, or words of the title on its cover."""
    if NAMING.search(text) or is_name(text) or names_plan(text):
        return True
    return bool(PLAN.search(text)) and (not title or fuzz.partial_ratio(_bare(text), _bare(title)) > SAME_TITLE)


def _bare(text: str) -> str:
    return re.sub(r"[^a-z ]", "", text.casefold()).strip()


def _context(above: Sequence[tuple[int, TextBlock]], before: Context, front: _Front) -> Context:
    """Context from the blocks since the last table.

    A new heading ends the theme and objective stated before it, a larger one the place, and a title larger than the
    theme's heading the part that the theme is of.
    """
    theme = objective = place = None
    heading = ""
    largest = 0.0
    listing = False
    for number, (index, block) in enumerate(above):
        label, text = labelled(block.text)
        said = Stated(text, (CellRef(OUTLINE, index),), block.page, block.paragraph.size)
        if _heads_aims(above, number):
            objective, listing = None, True
        elif listing and block.kind is BlockKind.PARAGRAPH:
            objective = _joined(objective, said, " " if RUNS_ON.match(said.text) else "\n") if objective else said
        elif label == "place":
            place, objective = said, None
        elif label == "objective":
            objective = said
        elif block.kind is not BlockKind.HEADING:
            continue
        elif objective is not None and _goes_on(above, index, objective):
            objective = _joined(objective, said)
        elif theme_of(block.text)[0]:
            heading = block.text
            largest = max(largest, block.paragraph.size)
            objective, listing = None, False
            if front.local and council_named(block.text):
                theme, place = None, said
                continue
            if place:
                place = replace(place, size=max(place.size, block.paragraph.size))
            if not _is_title(block.text, front.title):
                theme = replace(said, text=theme_of(block.text)[0])
            elif theme and said.size > HIGHER * theme.size:
                theme = None
    aims = objective.sources if objective else ()
    before = _held([(i, b) for i, b in above if CellRef(OUTLINE, i) not in aims], before, front.title)
    if not (theme or objective or place or heading):
        return before
    if place is None and before.place and largest <= HIGHER * before.place.size:
        place = before.place
    if heading:
        return replace(before, theme=theme, objective=objective, place=place, heading=heading)
    return replace(before, objective=objective, place=place)


def _held(above: Sequence[tuple[int, TextBlock]], before: Context, title: str) -> Context:
    """The codes and the outcome that headings set for what stands below them.

    Another heading that says such a thing ends them; so does a larger one, and for codes one of the same size.
    """
    codes, outcome = before.codes, before.outcome_heading
    for index, block in above:
        if block.kind is not BlockKind.HEADING:
            continue
        if ANNEX.match(block.text):
            codes = outcome = None
        if _is_title(block.text, title):
            continue
        theme, found = theme_of(block.text)
        said = Stated(found or "", (CellRef(OUTLINE, index),), block.page, block.paragraph.size)
        if labelled(block.text)[0] is None and (found or (codes and HIGHER * said.size > codes.size)):
            codes = said if found else None
        if names_outcome(theme):
            outcome = replace(said, text=theme)
        elif outcome and said.size > HIGHER * outcome.size:
            outcome = None
    return replace(before, codes=codes, outcome_heading=outcome)


def _goes_on(above: Sequence[tuple[int, TextBlock]], index: int, objective: Stated) -> bool:
    """Whether a heading right below an objective line is its next line: alike in size, close below it."""
    blocks = dict(above)
    last, block = blocks[objective.sources[-1].cell], blocks[index]
    gap = block.paragraph.box.top - last.paragraph.box.bottom
    alike = abs(block.paragraph.size - last.paragraph.size) < 0.6 and block.paragraph.bold == last.paragraph.bold
    return block.page == last.page and alike and gap < 1.2 * block.paragraph.size


def _heads_aims(above: Sequence[tuple[int, TextBlock]], number: int) -> bool:
    """Whether a heading is a label and no more ("Objectives"), and what it labels stands below it."""
    block = above[number][1]
    if block.kind is not BlockKind.HEADING or number + 1 == len(above):
        return False
    word = block.text.strip().rstrip(":").casefold()
    return word in vocabulary("roles")["lines"]["objective"] and above[number + 1][1].kind is BlockKind.PARAGRAPH


def _joined(first: Stated, second: Stated, between: str = "\n") -> Stated:
    return replace(first, text=f"{first.text}{between}{second.text}", sources=first.sources + second.sources)


def labelled(text: str) -> tuple[str | None, str]:
    """A line's label ("objective", "place") and what follows it; no label: None and the text."""
    match = LABEL.match(text)
    if match is None or (match["number"] and match["label"].casefold() not in NUMBERED):
        return None, text
    names = {match["label"].casefold(), f"{match['prefix'] or ''}{match['label']}".casefold()}
    for kind, known in vocabulary("roles")["lines"].items():
        if names & set(known) and (kind == "objective" or match["sign"] == ":"):
            return kind, match["text"].strip()
    return None, text
