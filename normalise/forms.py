"""Forms of labels and values, one action each, turned into tables: labels become the header, forms its rows.

Read that way a form needs no rules of its own: its labels are understood as headings are, its values are cleaned and
coded as any row's, and each keeps the cell it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cjaplans.extract.model import BlockKind, Cell, ExtractedDocument, Paragraph
from cjaplans.normalise.fields import Field
from cjaplans.normalise.formshapes import ACTION_TITLE, Entry, Event, Title, events_of, label_match, titles_action
from cjaplans.normalise.grid import GridCell, TableGrid
from cjaplans.normalise.headers import fold_heading, vocabulary
from cjaplans.normalise.layout import ACTING, TELLING
from cjaplans.normalise.model import OUTLINE
from cjaplans.normalise.refs import BARE

#: Forms that stand alone fill in at least this many fields; forms that are repeated, one less.
FIELDS = 3
#: At least this share of a form's labels name a field.
KNOWN = 0.5
#: The column that titles of actions are put in.
TITLE = ""
#: A title that is nothing but a number, and one that is a theme's.
BARE_TITLE = re.compile(r"^[A-Za-z ]{2,25}(?:no\.?|number)?\s*\d+(?:\.\d+)*[a-z]?\W*$")
THEME_TITLE = re.compile(r"^(?:\w+\s)?(?:priority|theme|outcome|objective|aim|workstream)\b", re.IGNORECASE)
#: A running head or foot in a frame stands at one height of its pages, give or take this (points).
SAME_PLACE = 4.0
CONTINUED = re.compile(r"\W*\bcont(?:d|inued|inuation)?\b\W*$", re.IGNORECASE)


@dataclass(slots=True)
class Card:
    """One form: what is printed for each label, by the label as folded, and the title above it."""

    table: int
    title: GridCell | None = None
    values: dict[str, GridCell] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    themes: list[GridCell] = field(default_factory=list)

    @property
    def fields(self) -> set[Field]:
        """The fields its labels name; a title counts as the action."""
        named = {m.field for label in self.labels.values() if (m := label_match(label))}
        return named | {Field.ACTION} if self.title else named

    @property
    def cells(self) -> list[GridCell]:
        """All that it was read from."""
        return [*([self.title] if self.title else []), *self.values.values()]

    def put(self, entry: Entry) -> None:
        """Adds a value; what goes on with the value before it is joined to it, or put beside it from a later table."""
        name = fold_heading(CONTINUED.sub("", entry.label))
        held = self.values.get(name)
        if held is not None and held.table == entry.value.table:
            self.values[name] = replace(held, fragments=held.fragments + entry.value.fragments)
            return
        while name in self.values:
            name += "+"
        self.values[name] = entry.value
        self.labels[name] = CONTINUED.sub("", entry.label)

    def rest(self, entry: Entry, labels: Container[str]) -> Entry:
        """The first entry of a later page; its row may have been cut, in the label or in the value alone.

        ``labels`` are those of all forms, folded: what makes the last label here one of them is its rest.
        """
        if not self.labels:
            return entry
        name, label = list(self.labels.items())[-1]
        whole = f"{label} {entry.label}"
        if not entry.label:
            return replace(entry, label=label, more=True)
        if fold_heading(whole) not in labels:
            return entry
        held = self.values.pop(name)
        del self.labels[name]
        self.put(Entry(whole, held))
        return replace(entry, label=whole, more=True)

    def goes_on_with(self, entry: Entry) -> bool:
        """Whether an entry is of this form: its label is new here, or says that it goes on."""
        return entry.more or bool(CONTINUED.search(entry.label)) or fold_heading(entry.label) not in self.values


@dataclass(frozen=True, slots=True)
class Forms:
    """The tables that are forms of actions, by index, each as a table of one form a row.

    A table that only goes on with the last form of the table before it has no row of its own. ``titles`` are the text
    blocks read as titles of forms.
    """

    tables: Mapping[int, TableGrid]
    titles: frozenset[int]


def turn_forms(document: ExtractedDocument, grids: Sequence[TableGrid]) -> Forms:
    """Finds the forms of actions among a document's tables."""
    turned: dict[int, TableGrid] = {}
    titles: set[int] = set()
    for run in _runs(document, grids):
        cards = _cards(document, run)
        if not are_actions(cards):
            continue
        header = header_of(cards)
        titles |= {card.title.fragments[0][0] for card in cards if card.title and card.title.table == OUTLINE}
        for grid, _ in run:
            turned[grid.index] = rows_of([card for card in cards if card.table == grid.index], header, grid)
    return Forms(turned, frozenset(titles))


def _runs(document: ExtractedDocument, grids: Sequence[TableGrid]) -> list[list[tuple[TableGrid, list[Event]]]]:
    """Tables of forms that share most of their labels or go on with each other, other tables between them or not."""
    runs: list[list[tuple[TableGrid, list[Event]]]] = []
    for grid in grids:
        events = events_of(grid, _title_above(document, grid.index))
        if not events:
            continue
        for run in reversed(runs):
            if _alike(run[-1][1], events) or _adjoin(document, run[-1][0].index, grid.index):
                run.append((grid, events))
                break
        else:
            runs.append([(grid, events)])
    return runs


def _title_above(document: ExtractedDocument, index: int) -> GridCell | None:
    """The text right above a table, if it is an action's title; as a cell of the text outside tables."""
    region = document.tables[index].regions[0]
    start = (0, 0.0)
    if index:
        last = document.tables[index - 1].regions[-1]
        start = last.page, last.box.bottom - 1
    above = [
        (n, b)
        for n, b in enumerate(document.blocks)
        if b.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        and start < (b.page, b.paragraph.box.top) < (region.page, region.box.top)
    ]
    if not above or not ACTION_TITLE.match(above[-1][1].text):
        return None
    number, block = above[-1]
    return GridCell(
        0, 0, 1, 1, ((number, Cell(0, 0, 1, 1, block.page, block.paragraph.box, (block.paragraph,))),), OUTLINE
    )


def _alike(one: Sequence[Event], other: Sequence[Event]) -> bool:
    """Whether the labels of one table are among those of another, most of them."""
    a, b = ({fold_heading(e.label) for e in events if isinstance(e, Entry)} for events in (one, other))
    return 2 * len(a & b) > min(len(a), len(b))


def _adjoin(document: ExtractedDocument, earlier: int, later: int) -> bool:
    """Whether a table begins the page after another's, and nothing but running heads stands between them."""
    above, below = document.tables[earlier], document.tables[later]
    if (
        not all(_runs_on_pages(document, n) for n in range(earlier + 1, later))
        or below.page_first != above.page_last + 1
    ):
        return False
    start = above.page_last, above.regions[-1].box.bottom - 1
    end = below.page_first, below.regions[0].box.top + 1
    return not any(
        b.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and start < (b.page, b.paragraph.box.top) < end
        for b in document.blocks
    )


def _runs_on_pages(document: ExtractedDocument, index: int) -> bool:
    """Whether a table is a running head or foot in a frame: printed at one place, in the same words, on other pages."""
    own = document.tables[index]
    alike = [
        t
        for t in document.tables
        if t.page_first != own.page_first
        and abs(t.regions[0].box.top - own.regions[0].box.top) <= SAME_PLACE
        and t.texts() == own.texts()
    ]
    return len(alike) > 0


def _cards(document: ExtractedDocument, run: Sequence[tuple[TableGrid, list[Event]]]) -> list[Card]:
    """The forms of a run of tables in order."""
    cards: list[Card] = []
    last: int | None = None
    labels = {fold_heading(e.label) for _, events in run for e in events if isinstance(e, Entry)}
    for grid, found in run:
        open_card = cards[-1] if cards and last is not None and _adjoin(document, last, grid.index) else None
        events = found
        if open_card and isinstance(first := found[0], Entry):
            events = [open_card.rest(first, labels), *found[1:]]
        cards += _of_table(grid, [e for e in events if isinstance(e, Title) or e.says], open_card)
        last = grid.index
    return [card for card in cards if card.values or card.title]


def _of_table(grid: TableGrid, events: Sequence[Event], card: Card | None) -> list[Card]:
    """The forms that begin in a table; its first entries may go on with ``card``."""
    cards: list[Card] = []
    heads = {id(t) for t in _action_titles(events)}
    themes: list[GridCell] = []
    for event in events:
        if isinstance(event, Title):
            card = Card(grid.index, event.cell, themes=themes) if id(event) in heads else None
            themes = [] if card else [*themes, event.cell]
            cards += [card] if card else []
            continue
        if card is None or not card.goes_on_with(event):
            card = Card(grid.index, themes=themes)
            themes = []
            cards.append(card)
        card.put(event)
    return cards


def _action_titles(events: Sequence[Event]) -> list[Title]:
    """The titles that are an action's: they say so, or each heads one form that does not name the action itself."""
    titles = [e for e in events if isinstance(e, Title)]
    telling = [t for t in titles if titles_action(t.cell.text)]
    named = {m.field for e in events if isinstance(e, Entry) and (m := label_match(e.label))}
    if telling or Field.ACTION in named or any(THEME_TITLE.match(t.cell.text) for t in titles):
        return telling
    return titles if all(isinstance(b, Entry) for a, b in pairwise(events) if isinstance(a, Title)) else []


def are_actions(cards: Sequence[Card]) -> bool:
    """Whether forms are actions: most labels name fields, among them what will be done and who, when or how it stands.

    Words like "title" and "date" stand on many forms: one form alone needs labels that say more.
    """
    labels = [label for card in cards for label in card.labels.values()]
    matches = [m for label in labels if (m := label_match(label))]
    acting = [card for card in cards if card.fields & ACTING]
    fields = {name for card in acting for name in card.fields}
    if not acting or len(matches) < KNOWN * len(labels) or not fields & TELLING:
        return False
    plain = {m.field for m in matches if m.phrase not in vocabulary("alone")}
    several = len(acting) > 1
    return len(fields) >= FIELDS - several and (several or Field.ACTION in plain or len(plain) > 1)


def header_of(cards: Sequence[Card]) -> dict[str, str]:
    """The labels of all forms by their folded names, in the order in which they are first met; titles come first."""
    header: dict[str, str] = {}
    titles = [card.title.text.strip() for card in cards if card.title]
    if titles:
        header[TITLE] = "Action no" if all(BARE.match(t) or BARE_TITLE.match(t) for t in titles) else "Action"
    for card in cards:
        for name, label in card.labels.items():
            header.setdefault(name, label)
    return header


def rows_of(cards: Sequence[Card], header: dict[str, str], source: TableGrid) -> TableGrid:
    """Forms as the rows of a table, each below the themes printed above it."""
    width = len(header)
    blank = source.row(0)[0]
    cells = [_placed(_saying(blank, label), 0, column) for column, label in enumerate(header.values())]
    row = 0
    for card in cards:
        for theme in card.themes:
            row += 1
            cells.append(replace(_placed(theme, row, 0), column_span=width))
        row += 1
        held = card.values | ({TITLE: card.title} if card.title else {})
        empty = _saying(next(iter(held.values())), "")
        cells += [_placed(held.get(name, empty), row, column) for column, name in enumerate(header)]
    return TableGrid.arranged(cells, row + 1, width, source)


def _placed(cell: GridCell, row: int, column: int) -> GridCell:
    return replace(cell, row=row, column=column, row_span=1, column_span=1)


def _saying(cell: GridCell, text: str) -> GridCell:
    """A cell that says something else, in the same place."""
    number, part = cell.fragments[0]
    paragraphs = (Paragraph(text, part.box),) if text else ()
    return replace(cell, fragments=((number, replace(part, paragraphs=paragraphs)),))
