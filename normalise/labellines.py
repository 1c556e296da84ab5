"""Plans without any table: headings and lines of "Label: value" under them, one action after another.

Such lines are forms whose labels stand in the text. They become the rows of tables, one for each section, whose cells
are the text blocks. Reports and lists of contacts have such lines too: what counts is that several groups of them have
the same labels, that these name the fields of actions, and that no table holds the actions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cjaplans.extract.model import BlockKind, Cell, ExtractedDocument, Region, Table, TextBlock
from cjaplans.normalise.context import Context, contexts_of
from cjaplans.normalise.fields import Field
from cjaplans.normalise.forms import Card, are_actions, header_of, rows_of
from cjaplans.normalise.formshapes import ACTION_TITLE, INLINE, Entry, label_match, titles_action
from cjaplans.normalise.grid import GridCell, TableGrid
from cjaplans.normalise.layout import ACTING
from cjaplans.normalise.model import OUTLINE
from cjaplans.normalise.refs import BARE
from cjaplans.normalise.sections import Place, SectionKind, section_at, sections_of

#: So many forms with the same labels are a plan, each of so many fields.
FORMS = 2
FIELDS = 3
#: A label is one of the forms' own where this share of them have it.
SHARED = 0.5
#: A form has so many of the labels that the forms share.
ALIKE = 2
#: An unknown label is one where it is printed so often.
REPEATED = 3
#: A text that goes on with a value begins no further left than its label, give or take this (points).
INDENT = 2.0
#: A bullet that stands in a line of text parts what is before it from what is behind.
BULLET = re.compile(r"(?:^|\s+)[•▪●■]\s+")
#: What the unlabelled text below an action's title is, where the title is but its number, and where it is not.
TEXT, REST = "Action", "Description"


@dataclass(slots=True)
class _Group:
    """The forms of one section, and where its first begins."""

    start: Place
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LabelLines:
    """Tables of forms read from lines of text, each with what stands above it; ``blocks`` are those that were read."""

    tables: tuple[tuple[TableGrid, Context], ...] = ()
    blocks: frozenset[int] = frozenset()


def label_lines(document: ExtractedDocument) -> LabelLines:
    """The actions of a document as groups of label lines; none where there are no such groups."""
    groups = _Lines(document).read()
    cards = _alike([card for group in groups for card in group.cards])
    if len(cards) < FORMS or not are_actions(cards):
        return LabelLines()
    kept = [(group.start, own) for group in groups if (own := [c for c in group.cards if c in cards])]
    header = header_of(cards)
    blocks = frozenset(n for card in cards for cell in card.cells for n, _ in cell.fragments)
    above = contexts_of(document, [start for start, _ in kept], blocks)
    tables = [rows_of(own, header, _source(own[0])) for _, own in kept]
    return LabelLines(tuple(zip(tables, above, strict=True)), blocks)


def _alike(cards: Sequence[Card]) -> list[Card]:
    """The cards that share labels with most others and fill in enough fields, what will be done among them."""
    full = [card for card in cards if len(card.fields) >= FIELDS and card.fields & ACTING]
    counts = Counter(name for card in full for name in set(card.labels))
    shared = {name for name, count in counts.items() if count >= max(FORMS, SHARED * len(full))}
    return [card for card in full if len(shared & set(card.labels)) >= ALIKE]


def _source(card: Card) -> TableGrid:
    """A table of the text outside tables, as sure as its pages were read."""
    cell = card.cells[0].fragments[0][1]
    table = Table(1, 1, (cell,), (Region(cell.page, cell.box),))
    return TableGrid(table, OUTLINE)


class _Lines:
    """Reads the text blocks of a document in order; holds the title that waits for its form, and the open form."""

    def __init__(self, document: ExtractedDocument) -> None:
        self.blocks = [(n, b) for n, b in _of_plan(document) if b.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)]
        self.labels = Counter(m["label"] for _, b in self.blocks if (m := INLINE.match(b.text)))
        known = {match.field for label in self.labels if (match := label_match(label))}
        self.titled = Field.ACTION not in known
        self.groups: list[_Group] = []
        self.card: Card | None = None
        self.title: list[tuple[int, TextBlock]] = []
        self.last: tuple[str, TextBlock] | None = None

    def read(self) -> list[_Group]:
        """The groups of forms, of whatever labels."""
        following = [b.kind is BlockKind.HEADING for _, b in self.blocks[1:]] + [True]
        for (number, block), heads in zip(self.blocks, following, strict=bool(self.blocks)):
            label = self._label(block)
            if label is not None:
                self._enter(number, block, label)
            elif self._may_title(block, heads):
                self.card, self.title = None, [(number, block)]
            elif block.kind is BlockKind.HEADING:
                self.card, self.title = None, []
                self.groups.append(_Group(block.place))
            else:
                self._text(number, block)
        return self.groups

    def _label(self, block: TextBlock) -> str | None:
        """The label a block begins with: a known one, or one that stands in an open form and is printed often."""
        match = INLINE.match(block.text)
        if match is None or ACTION_TITLE.match(block.text):
            return None
        known = label_match(match["label"])
        if known and known.field not in (Field.THEME, Field.PLACE):
            return match["label"]
        often = self.labels[match["label"]] >= REPEATED
        return match["label"] if often and self.card is not None and block.kind is BlockKind.PARAGRAPH else None

    def _may_title(self, block: TextBlock, heads: bool) -> bool:
        """Whether a block is the title of an action: it says so, or nothing else could say what will be done.

        What ``heads`` another heading is that of a section.
        """
        if ACTION_TITLE.match(block.text):
            return block.kind is BlockKind.HEADING or bool(BARE.match(block.text.strip()))
        return self.titled and block.kind is BlockKind.HEADING and titles_action(block.text) and not heads

    def _enter(self, number: int, block: TextBlock, label: str) -> None:
        """Puts a line's value, and the values of the lines that its last full line ran into."""
        for name, text in self._parts(block.text, label):
            entry = Entry(name, _saying(number, block, text))
            if self.card is None or self.title or not self.card.goes_on_with(entry):
                self.card = self._open(number, block)
            self.card.put(entry)
            self.last = name, block

    def _parts(self, text: str, label: str) -> Iterator[tuple[str, str]]:
        """The labels and values in a text: inside it only labels that many lines begin with."""
        often = [name for name, count in self.labels.items() if count >= REPEATED]
        inside = re.compile(rf"(?<=\s)(?P<label>{'|'.join(map(re.escape, often))}):\s+") if often else None
        start = len(label)
        for match in inside.finditer(text, start) if inside else ():
            yield label, text[start : match.start()].lstrip(" :").rstrip()
            label, start = match["label"], match.end()
        yield label, text[start:].lstrip(" :")

    def _open(self, number: int, block: TextBlock) -> Card:
        """Begins a form, under the title that waits for one."""
        first = self.title[0] if self.title else (number, block)
        if not self.groups:
            self.groups.append(_Group(first[1].place))
        group = self.groups[-1]
        if not group.cards:
            group.start = first[1].place
        card = Card(OUTLINE, _cell(*self.title[0]) if self.title else None)
        for n, b in self.title[1:]:
            bare = BARE.match(self.title[0][1].text.strip())
            card.put(Entry(TEXT if bare else REST, _cell(n, b)))
        group.cards.append(card)
        self.title = []
        return card

    def _text(self, number: int, block: TextBlock) -> None:
        """Text without a label: what a title is about, the rest of a value, or prose that ends the form."""
        if self.title:
            self.title.append((number, block))
        elif self.card is not None and self.last is not None and _goes_on(self.last[1], block):
            self.card.put(Entry(self.last[0], _cell(number, block), more=True))
        else:
            self.card = None


def _of_plan(document: ExtractedDocument) -> Iterator[tuple[int, TextBlock]]:
    """The text blocks in reading order, without those of papers that are no plan."""
    sections = sections_of(document)
    meeting = any(s.meeting for s in sections)
    for number, block in sorted(enumerate(document.blocks), key=lambda item: item[1].place):
        kind = section_at(sections, block.place).kind
        if kind is SectionKind.PLAN or (kind is SectionKind.UNKNOWN and not meeting):
            yield number, block


def _goes_on(labelled: TextBlock, block: TextBlock) -> bool:
    """Whether a text is the rest of the value above it: a bullet, or set as far in as the label."""
    return block.paragraph.bullet or block.paragraph.box.x0 >= labelled.paragraph.box.x0 - INDENT


def _cell(number: int, block: TextBlock) -> GridCell:
    cell = Cell(0, 0, 1, 1, block.page, block.paragraph.box, (block.paragraph,))
    return GridCell(0, 0, 1, 1, ((number, cell),), OUTLINE)


def _saying(number: int, block: TextBlock, text: str) -> GridCell:
    """A block as the cell of a part of its text; texts behind bullets are paragraphs."""
    pieces = [piece for piece in BULLET.split(text) if piece]
    paragraphs = tuple(replace(block.paragraph, text=piece, bold_prefix="") for piece in pieces)
    return GridCell(0, 0, 1, 1, ((number, Cell(0, 0, 1, 1, block.page, block.paragraph.box, paragraphs)),), OUTLINE)
