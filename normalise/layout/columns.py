"""Which field each column of an action table holds: by heading, mended and filled in by the column's content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import GridCell, TableGrid
from cjaplans.normalise.headers import EvidenceKind, Match, fold_heading, is_other, names_date
from cjaplans.normalise.layout.contents import EMPTY, Column, Content, column_of, most_likely, tells_progress
from cjaplans.normalise.layout.model import Evidence
from cjaplans.normalise.layout.refuted import (
    HARDLY,
    MOSTLY,
    SURE,
    TELLING_TEXTS,
    drop_ratings,
    drop_second_numbers,
    drop_ticks,
    settle_places,
)
from cjaplans.normalise.layout.rivals import yield_actions
from cjaplans.normalise.refs import take_codes

#: A column whose heading names two fields is of the one that this share of its texts is.
HALF = 0.5
#: A column without a known heading is filled in from this many texts.
FEWEST_TEXTS = 2
#: A label beside rows is beside so many at least, and has no more words than this on the average.
LABELLED_ROWS, LABEL_WORDS = 2, 12
#: Words a cell has, on the average, from which a column is prose.
PROSE = 6
#: How sure a field is that only its column's content tells, and only its sentences' tense.
BY_CONTENT, BY_TENSE = 0.7, 0.6
#: What the column of a field holds, where that can be seen in its cells.
HELD_BY: Mapping[Field, tuple[Content, ...]] = {
    Field.REF: (Content.REFS, Content.FIGURES),
    Field.OUTCOMES: (Content.CODES, Content.REFS, Content.FIGURES),
    Field.TIMESCALE: (Content.DATES,),
    Field.STATUS: (Content.STATUSES, Content.DATES),
    Field.RESPONSIBLE: (Content.PARTIES,),
    Field.RESOURCES: (Content.MONEY, Content.FIGURES, Content.PARTIES),
}
#: Headings of outcomes that, beside a bare number, say what will be done.
BARE_OUTCOMES = frozenset({"outcome", "outcomes", "local outcome", "local outcomes", "key outcome", "key outcomes"})
#: Headings of outcomes that state the aim of the actions beside them.
OUTCOME_LINES = BARE_OUTCOMES | {
    "outcome to be achieved",
    "outcomes to be achieved",
    "priority outcome",
    "priority outcomes",
    "core outcome",
    "high level outcome",
    "short term outcome",
    "short term outcomes",
    "medium term outcome",
    "long term outcome",
    "long term outcomes",
    "intermediate outcome",
    "intermediate outcomes",
}
#: Headings of outcomes of others, to which an action is linked.
LINKING = re.compile(
    r"\b(?:nation\w*|link\w*|ref\w*|contribut\w*|relat\w*|relevant|support\w*|soa|npf|code\w*|no|number)\b"
)
#: A code or number among words.
NUMBERED = re.compile(r"\d")
#: The field that content stands for, the most telling first.
STANDS_FOR: Mapping[Content, Field] = {
    Content.CODES: Field.OUTCOMES,
    Content.DATES: Field.TIMESCALE,
    Content.MARKS: Field.STATUS,
    Content.PARTIES: Field.RESPONSIBLE,
    Content.STATUSES: Field.STATUS,
    Content.MONEY: Field.RESOURCES,
    Content.WATCHING: Field.MONITORING,
}


@dataclass(slots=True)
class Columns:
    """The columns of an action table while they are settled."""

    grid: TableGrid
    body: int
    header: tuple[str, ...]
    matches: Mapping[int, Match]
    fields: dict[int, Field] = field(default_factory=dict)
    evidence: dict[int, Evidence] = field(default_factory=dict)
    _cells: dict[int, Column] = field(default_factory=dict)

    def settle(self) -> None:
        """Fields by heading, mended where the contents say otherwise, filled in where no heading does."""
        for column, match in self.matches.items():
            self._put(column, match.field, _of_heading(self.header[column], match))
        drop_ratings(self)
        self._outcome_codes()
        self._numbers()
        self._contradicted()
        drop_ticks(self)
        settle_places(self)
        self._twice()
        drop_second_numbers(self)
        yield_actions(self)
        self._spanning_labels()
        self._unheaded()
        self._action_of_another_name()
        self._outcome_lines()

    def _put(self, column: int, name: Field, why: Evidence) -> None:
        self.fields[column] = name
        self.evidence[column] = why

    def move(self, column: int, name: Field, why: str, confidence: float = BY_CONTENT) -> None:
        """Gives a column another field than its heading's."""
        before = self.fields.get(column)
        self._put(column, name, Evidence(EvidenceKind.CONTENT, confidence, why, before.value if before else None))

    def reread(self, column: int, name: Field, why: str) -> None:
        """Gives a column the other of two fields that its heading may stand for."""
        known = self.evidence[column]
        self._put(column, name, Evidence(known.kind, known.confidence, f"{known.why}; {why}"))

    def cells(self, column: int) -> Column:
        """The written cells of a column."""
        if column not in self._cells:
            self._cells[column] = column_of(self.grid, self.body, column)
        return self._cells[column]

    def holds(self, name: Field) -> list[int]:
        return [column for column, held in sorted(self.fields.items()) if held is name]

    def _outcome_codes(self) -> None:
        for column in range(self.grid.columns):
            held = self.fields.get(column)
            if held in (None, Field.TARGET, Field.THEME) and self._are_codes(column):
                if held is None:
                    self.move(column, Field.OUTCOMES, "its cells hold outcome codes")
                else:
                    self.reread(column, Field.OUTCOMES, "its cells hold outcome codes")

    def _are_codes(self, column: int) -> bool:
        """Whether nearly all texts of a column are outcome codes and nothing else; blanks and bands do not count."""
        cells = (self.grid.at(r, column) for r in range(self.body, self.grid.rows))
        texts = [cell.text for cell in cells if cell and not EMPTY.match(cell.text) and not self._is_band(cell)]
        return bool(texts) and sum(bool(take_codes(f"({t})")[0]) for t in texts) >= MOSTLY * len(texts)

    def _is_band(self, cell: GridCell) -> bool:
        """Whether a cell lies over the columns of several fields, as a heading of the rows below it does."""
        over = range(cell.column, cell.column + cell.column_span)
        return len({self.fields[c] for c in over if c in self.fields}) > 1

    def _numbers(self) -> None:
        """An "Action" column of bare numbers is the reference (SCHEMA)."""
        for column in self.holds(Field.ACTION):
            cells = [self.grid.text(r, column) for r in range(self.body, self.grid.rows)]
            written = Column(tuple(text for text in cells if text))
            if written.texts and written.share(Content.REFS) == 1.0:
                self.reread(column, Field.REF, "its cells hold nothing but numbers")

    def _contradicted(self) -> None:
        """Headings that say one thing over columns that plainly hold another, which no sound column holds already."""
        wrong = {c: found for c in self.fields if (found := self._other_content(c))}
        sound = {name for column, name in self.fields.items() if column not in wrong}
        for column, content in wrong.items():
            if STANDS_FOR[content] not in sound:
                self.move(column, STANDS_FOR[content], f"its cells hold {content}")

    def _other_content(self, column: int) -> Content | None:
        """What the cells of a field's column hold instead of the field."""
        name, cells, sure = self.fields[column], self.cells(column), self.evidence[column].confidence
        if len(cells.texts) < TELLING_TEXTS:
            return None
        if name is Field.PROGRESS:
            plain = Content.MARKS if sure >= SURE else Content.STATUSES
            return next((held for held in (plain, Content.WATCHING) if cells.share(held) >= MOSTLY), None)
        if name in (Field.TARGET, Field.DETAIL):
            least = HALF if names_date(self.header[column]) else MOSTLY
            return Content.DATES if cells.share(Content.DATES) >= least else None
        own = (Content.ACTIONS,) if name is Field.ACTION else HELD_BY.get(name)
        if own is None or any(cells.share(content) > HARDLY for content in own):
            return None
        found = most_likely(cells, list(STANDS_FOR), MOSTLY)
        return found[0] if found else None

    def _twice(self) -> None:
        """Of two columns of progress, or of status, one may hold the statuses and the other the texts."""
        for name, other in ((Field.PROGRESS, Field.STATUS), (Field.STATUS, Field.PROGRESS)):
            columns = self.holds(name)
            if len(columns) < 2 or self.holds(other):
                continue
            shares = {column: self.cells(column).share(Content.STATUSES) for column in columns}
            short = [column for column, share in shares.items() if share >= MOSTLY]
            long = [c for c, share in shares.items() if share <= HARDLY and self.cells(c).words >= PROSE]
            for column in (short if name is Field.PROGRESS else long) if short and long else ():
                self.reread(column, other, "its cells are " + ("statuses" if other is Field.STATUS else "prose"))

    def drop(self, column: int) -> None:
        """Leaves a column without a field: a finding says so."""
        del self.fields[column], self.evidence[column]

    def _spanning_labels(self) -> None:
        """A column left of all others, of a few long cells or of some beside header and rows alike, holds themes.

        The latter are in a table of which each row is a theme and, in a cell beside it, a table of its actions.
        """
        for column in range(min(self.fields, default=0)):
            if self.holds(Field.THEME) or is_other(self.header[column]):
                return
            if self._is_beside_header(column):
                self.move(column, Field.THEME, "its cells stand beside the header as beside the rows")
            elif self._are_labels(column):
                self.move(column, Field.THEME, "each of its cells stands beside several rows")

    def _is_beside_header(self, column: int) -> bool:
        cell = self.grid.at(self.body - 1, column)
        return cell is not None and bool(cell.text) and cell.row + cell.row_span > self.body

    def _are_labels(self, column: int) -> bool:
        """Whether all texts of a column but one at the most are short and stand beside several rows."""
        found = {id(c): c for r in range(self.body, self.grid.rows) if (c := self.grid.at(r, column)) and c.text}
        tall = [c for c in found.values() if c.row_span >= LABELLED_ROWS]
        words = sum(len(c.text.split()) for c in found.values())
        return len(tall) >= FEWEST_TEXTS and len(tall) + 1 >= len(found) and words <= LABEL_WORDS * len(found)

    def _unheaded(self) -> None:
        """Columns without a known heading, by what they hold, where no other column holds it.

        Nobody tells what was done before what is to be done; yes, no or a figure is a status only by its heading.
        """
        actions = self.holds(Field.ACTION) or [column for column in (self.orders(),) if column is not None] or [0]
        for column in range(self.grid.columns):
            if column in self.fields or is_other(self.header[column]):
                continue
            cells = self.cells(column)
            if len(cells.texts) < FEWEST_TEXTS:
                continue
            if column == 0 and not self.holds(Field.REF) and cells.share(Content.REFS) == 1.0:
                self.move(column, Field.REF, "its cells hold nothing but numbers")
                continue
            free = {name for name in (*STANDS_FOR.values(), Field.PROGRESS) if self._is_free(name, column)}
            if self.header[column] and max(cells.share(Content.YES_OR_NO), cells.share(Content.FIGURES)) > HARDLY:
                free.discard(Field.STATUS)
            if column < actions[0]:
                free.discard(Field.PROGRESS)
            if found := most_likely(cells, [content for content, name in STANDS_FOR.items() if name in free], MOSTLY):
                content, share = found
                self.move(column, STANDS_FOR[content], f"{share:.0%} of its cells hold {content}")
            elif Field.PROGRESS in free and tells_progress(cells):
                self.move(column, Field.PROGRESS, f"its cells tell {Content.PROGRESS}", BY_TENSE)

    def _is_free(self, name: Field, column: int) -> bool:
        """Whether no other column holds a field, or only the one to the left, of another year or quarter.

        What was done in a year or quarter may stand beside what was done in all.
        """
        dated = [bool(self.header[c]) and not fold_heading(self.header[c]) for c in (column - 1, column) if c >= 0]
        beside = all(dated) and self.fields.get(column - 1) is name
        return not self.holds(name) or beside or (dated[-1] and name is Field.PROGRESS)

    def _outcome_lines(self) -> None:
        """A column of outcomes in words to the left of the actions states their aim, where it is no link to others.

        One of outcomes to be had ("Outcome") does so where no other column states the aim.
        """
        actions = self.holds(Field.ACTION)
        stated = self.holds(Field.OBJECTIVE)
        for column in self.holds(Field.TARGET):
            known = self.matches.get(column)
            if actions and column < actions[0] and not stated and known and known.phrase in OUTCOME_LINES:
                self.reread(column, Field.OBJECTIVE, "it stands before the action")
        for column in self.holds(Field.OUTCOMES):
            cells, known = self.cells(column), self.matches.get(column)
            if known is None or LINKING.search(known.phrase) or not actions or column > actions[0]:
                continue
            if cells.words >= PROSE and not any(NUMBERED.search(text) for text in cells.texts):
                self.reread(column, Field.OBJECTIVE, "its cells are words and no codes")

    def _action_of_another_name(self) -> None:
        """What will be done, where no heading says so.

        Beside a bare number it stands in the outcome column, else in the column of key actions (SCHEMA: "Local outcome
        (beside a bare number)"), else in that of outcomes or objectives, which some plans print in place of actions.
        """
        if self.holds(Field.ACTION):
            return
        outcome = [c for c, m in self.matches.items() if m.phrase in BARE_OUTCOMES and c - 1 in self.holds(Field.REF)]
        spare = len(self.holds(Field.TARGET)) > 1 or bool(self.holds(Field.DETAIL))
        if outcome and spare:
            self.reread(outcome[0], Field.ACTION, "no other column names the action")
        elif detail := self.holds(Field.DETAIL):
            self.reread(detail[0], Field.ACTION, "no other column names the action")
        elif (unheaded := self.orders()) is not None:
            self.move(unheaded, Field.ACTION, f"its cells tell {Content.ACTIONS}")
        elif (stated := self._aims()) and not self._unread_before(stated[0]):
            self.reread(stated[0], Field.ACTION, "no other column names the action")

    def orders(self) -> int | None:
        """The column without a known heading whose texts tell what to do; never the first of one column."""
        free = [c for c in range(1, self.grid.columns) if c not in self.fields and not is_other(self.header[c])]
        free = [0, *free] if 0 not in self.fields and not is_other(self.header[0]) else free
        likely = [
            c
            for c in free
            if len(self.cells(c).texts) >= FEWEST_TEXTS and self.cells(c).share(Content.ACTIONS) >= MOSTLY
        ]
        return max(likely, key=lambda c: self.cells(c).words, default=None)

    def _aims(self) -> list[int]:
        matched = [(c, m) for c, m in self.matches.items() if m.field in (Field.TARGET, Field.OBJECTIVE)]
        return [c for c, m in matched if "outcome" in m.phrase or "objective" in m.phrase]

    def _unread_before(self, column: int) -> bool:
        """Whether a column of unknown meaning stands to the left: then that one says what the table is about."""
        return any(c not in self.fields and used(self.grid, self.body, c) for c in range(column))


def used(grid: TableGrid, body: int, column: int) -> bool:
    """Whether anything is written in a column below the header."""
    return any(grid.text(r, column) for r in range(body, grid.rows))


def _of_heading(heading: str, match: Match) -> Evidence:
    how = {
        EvidenceKind.VOCABULARY: "is a known heading",
        EvidenceKind.PART: f"holds the known heading '{match.phrase}'",
        EvidenceKind.QUESTION: "asks for it",
        EvidenceKind.SIMILARITY: f"is like the known heading '{match.phrase}'",
    }
    return Evidence(match.kind, match.confidence, f"'{heading}' {how.get(match.kind, '')}".strip())
