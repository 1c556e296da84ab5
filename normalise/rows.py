"""The rows of an action table: values by column, spans filled down, cont./ rows joined, headings taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cjaplans.extract.model import RUNS_ON
from cjaplans.normalise.bands import band_of, no_action
from cjaplans.normalise.context import PLAN, Context, Stated, labelled, names_outcome, names_plan, theme_of
from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import GridCell, TableGrid
from cjaplans.normalise.headers import fold_heading, match_heading
from cjaplans.normalise.layout import SEEN, Layout, findings_of_columns, reread
from cjaplans.normalise.model import CellRef, Finding, Severity
from cjaplans.normalise.refs import REF, Opening, heading_codes, open_cell, ref_and_codes, without_list_number

#: Share of rows that must begin with a number for plain numbers to be references.
NUMBERED = 0.5
#: A sentence below a band says what its actions aim at.
AIM = re.compile(r"(?!\(?\d)(?=.{40}).*\w\.\W*$", re.DOTALL)


@dataclass(slots=True)
class Draft:
    """An action while its rows are read; ``layout`` is that of its own rows.

    ``confidence`` is how sure its row is as a row, ``read`` how sure the least sure of its cells was read.
    """

    table: int
    row: int
    layout: Layout
    texts: dict[Field, str] = field(default_factory=dict)
    cells: dict[Field, list[GridCell]] = field(default_factory=dict)
    sources: dict[Field, list[CellRef]] = field(default_factory=dict)
    pages: set[int] = field(default_factory=set)
    columns: dict[Field, dict[int, str]] = field(default_factory=dict)
    heading_codes: str | None = None
    outcome_heading: str | None = None
    confidence: float = 1.0
    read: float = 1.0

    def put(self, name: Field, text: str, cell: GridCell) -> None:
        """Adds a cell's text to a field; a second column of the same field follows on a new line."""
        if text:
            self.texts[name] = f"{self.texts[name]}\n{text}" if self.texts.get(name) else text
            self.columns.setdefault(name, {})[cell.column] = text
            self.source(name, cell)

    def source(self, name: Field, cell: GridCell) -> None:
        self.cells.setdefault(name, []).append(cell)
        self.read = min(self.read, cell.confidence)
        known = self.sources.setdefault(name, [])
        known.extend(ref for ref in cell.refs if ref not in known)
        self.pages.update(cell.pages)

    def state(self, name: Field, stated: Stated | None) -> None:
        """Sets a field from a heading above the table."""
        if stated:
            self.texts[name] = stated.text
            self.sources[name] = list(stated.sources)

    def join(self, later: Draft) -> None:
        """Takes in a row that goes on with this one."""
        for name, text in later.texts.items():
            if name in (Field.REF, Field.THEME, Field.OBJECTIVE, Field.PLACE) or not text:
                continue
            own = self.texts.get(name)
            if own == text and name in (Field.CARRIED_FORWARD, Field.STATUS):
                continue
            self.texts[name] = _following(own, text)
        for name, columns in later.columns.items():
            held = self.columns.setdefault(name, {})
            held |= {column: _following(held.get(column), text) for column, text in columns.items()}
        for name, refs in later.sources.items():
            known = self.sources.setdefault(name, [])
            known.extend(r for r in refs if r not in known)
        self.pages |= later.pages
        self.read = min(self.read, later.read)


def _following(own: str | None, text: str) -> str:
    """A text and what goes on with it: in the same line where it runs on, else in a new one."""
    return f"{own}{' ' if RUNS_ON.match(text) else chr(10)}{text}" if own else text


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one action table; carries what headings inside it set."""

    grid: TableGrid
    layout: Layout
    context: Context
    findings: list[Finding] = field(default_factory=list)
    theme: tuple[str, GridCell] | None = None
    codes: str | None = None
    outcome_heading: str | None = None
    stated: dict[Field, tuple[str, GridCell]] = field(default_factory=dict)
    banded: int = -2
    priority: tuple[str, GridCell] | None = None

    def go_on(self, before: RowReader) -> None:
        """Takes over what headings inside an earlier table set, where this one is its next part."""
        self.theme, self.codes, self.outcome_heading = before.theme, before.codes, before.outcome_heading
        self.stated, self.priority = dict(before.stated), before.priority

    def read(self) -> list[Draft]:
        """The table's actions in order."""
        drafts: list[Draft] = []
        numbered = self._numbered()
        for row in range(min(self.layout.header_rows, default=0)):
            if not self._sets_context(row) and any(c.text for c in self.grid.row(row)):
                message = "a row above the header was not understood and is kept as cells"
                self._find(Severity.INFO, "row_above_header", message, row)
        for row in range(self.layout.body, self.grid.rows):
            if self._is_header(row) or self._passes_over(row) or self._sets_context(row):
                continue
            if self.layout.name is None and (changed := reread(self.grid, row)):
                self._change(changed, row)
                numbered = self._numbered()
                continue
            draft, opening = self._draft(row, numbered)
            if draft is None:
                continue
            if opening.continued:
                self._continue(drafts, draft, opening, row)
            else:
                drafts.append(draft)
        return drafts

    def _continue(self, drafts: list[Draft], draft: Draft, opening: Opening, row: int) -> None:
        wanted = [d for d in drafts if opening.ref in (None, d.texts.get(Field.REF))]
        if wanted:
            wanted[-1].join(draft)
            return
        message = f"the row says it goes on with {opening.ref or 'an earlier row'}, which is not in this table"
        self._find(Severity.WARNING, "continuation_without_start", message, row)
        drafts.append(draft)

    def _draft(self, row: int, numbered: bool) -> tuple[Draft | None, Opening]:
        draft = Draft(self.grid.index, row, self.layout, confidence=self.grid.confidence)
        opening = Opening("")
        for name, cells in self._values(row):
            for cell in cells:
                if name is Field.ACTION and cell is cells[0]:
                    opening = self._open(draft, cell, numbered, row)
                elif name is Field.REF:
                    self._number(draft, cell)
                elif name is Field.THEME:
                    self._priority(draft, cell)
                else:
                    draft.put(name, self._clean(name, cell.text), cell)
        own = [c for c in self.grid.row(row) if c.row == row and c.text]
        labels = {c for c, f in self.layout.columns.items() if f == Field.THEME}
        if not own or all(set(range(c.column, c.column + c.column_span)) <= labels for c in own):
            return None, opening
        self._settle_context(draft)
        self._check_width(draft, row)
        return draft, opening

    def _values(self, row: int) -> Iterator[tuple[Field, list[GridCell]]]:
        """Each field's distinct cells over a row, in column order."""
        cells: dict[Field, list[GridCell]] = {}
        for column, name in sorted(self.layout.columns.items()):
            cell = self.grid.at(row, column)
            if cell and cell.text and not any(cell in held for held in cells.values()):
                cells.setdefault(Field(name), []).append(cell)
        yield from cells.items()

    def _open(self, draft: Draft, cell: GridCell, numbered: bool, row: int) -> Opening:
        """Takes the number, codes and heading out of the action cell."""
        has_ref_column = Field.REF in self.layout.columns.values()
        opening = open_cell(cell.text)
        if opening.ref and not opening.continued and (has_ref_column or not (numbered or opening.heading)):
            opening = Opening(cell.text)
        if opening.heading and row == cell.row:
            self._head(opening.heading, opening.heading_codes, cell)
        if opening.ref:
            draft.texts[Field.REF] = opening.ref
            draft.source(Field.REF, cell)
        self._put_codes(draft, opening.codes, cell)
        draft.put(Field.ACTION, opening.rest, cell)
        return opening

    def _number(self, draft: Draft, cell: GridCell) -> None:
        """Puts the number of a column of numbers, and codes in brackets behind it."""
        ref, codes = ref_and_codes(cell.text)
        draft.put(Field.REF, ref, cell)
        self._put_codes(draft, codes, cell)

    def _priority(self, draft: Draft, cell: GridCell) -> None:
        """Puts a theme that stands in a column, and keeps the codes on it apart."""
        text = without_list_number(cell.text)
        codes, theme = heading_codes(text)
        if theme:
            draft.heading_codes = draft.heading_codes or codes
        draft.put(Field.THEME, theme or text, cell)
        self.priority = (theme or text, cell)

    def _put_codes(self, draft: Draft, codes: str | None, cell: GridCell) -> None:
        """Puts codes that share a cell with another field; their lines are not the field's own."""
        if codes:
            draft.put(Field.OUTCOMES, codes, cell)
            draft.cells[Field.OUTCOMES].remove(cell)

    def _clean(self, name: Field, text: str) -> str:
        return re.sub(r"^\((.*)\)$", r"\1", text.strip(), flags=re.DOTALL) if name is Field.OUTCOMES else text

    def _settle_context(self, draft: Draft) -> None:
        heads = self.theme or (self.priority if self._is_under_priority(draft.row) else None)
        if heads and Field.THEME not in draft.texts:
            heading, cell = heads
            draft.texts[Field.THEME] = heading
            draft.sources[Field.THEME] = list(cell.refs)
        if Field.THEME not in self.layout.columns.values() and Field.THEME not in draft.texts:
            draft.state(Field.THEME, self.context.theme)
        for name, (text, cell) in self.stated.items():
            if name not in draft.texts:
                draft.texts[name], draft.sources[name] = text, list(cell.refs)
        for name, stated in ((Field.OBJECTIVE, self.context.objective), (Field.PLACE, self.context.place)):
            if name not in draft.texts:
                draft.state(name, stated)
        self._settle_outcomes(draft)
        if not draft.pages:
            draft.pages = {self.grid.page(draft.row)}

    def _is_under_priority(self, row: int) -> bool:
        """Whether a row is beside the rest of a priority's cell that began in the table before this one."""
        column = self.layout.column(Field.THEME)
        cell = self.grid.at(row, column) if column is not None else None
        return cell is not None and not cell.text and cell.row == self.layout.body and cell.row_span > 1

    def _settle_outcomes(self, draft: Draft) -> None:
        """The codes and the named outcome of the nearest objective or heading that has some."""
        codes, outcome = self.context.codes, self.context.outcome_heading
        aim = heading_codes(draft.texts.get(Field.OBJECTIVE, ""))[0]
        draft.heading_codes = aim or draft.heading_codes or self.codes or (codes.text if codes else None)
        draft.outcome_heading = self.outcome_heading or (outcome.text if outcome else None)

    def _numbered(self) -> bool:
        """Whether the action column's texts begin with references."""
        column = self.layout.column(Field.ACTION)
        if column is None:
            return False
        cells = {id(c): c for r in range(self.layout.body, self.grid.rows) if (c := self.grid.at(r, column))}
        texts = [c.text for c in cells.values() if c.text]
        return bool(texts) and sum(bool(REF.match(t)) for t in texts) >= NUMBERED * len(texts)

    def _is_header(self, row: int) -> bool:
        """Whether the header, or one of its rows, is printed again inside the table."""
        cells = [c for c in self.grid.row(row) if c.text and c.row == row]
        same = sum(self._heads_its_column(cell) for cell in cells)
        return len(cells) >= 2 and same * 2 > len(cells) and row not in self.layout.header_rows

    def _passes_over(self, row: int) -> bool:
        """Whether a row is no action and says nothing of one: reported, and kept as cells."""
        kind = no_action(self.grid, self.layout, row)
        if kind:
            text = next(c.text for c in self.grid.row(row) if c.text)
            self._find(Severity.INFO, "row_passed_over", f"a row is {kind}: '{text[:60]}'; kept as cells", row)
        return kind is not None

    def _heads_its_column(self, cell: GridCell) -> bool:
        """Whether a cell repeats its column's heading, or that of one header row; an analyst's need not be known."""
        own = {self.grid.text(row, cell.column) for row in self.layout.header_rows}
        known = {fold_heading(text) for text in own.union(self.layout.header[cell.column : cell.column + 1])}
        if fold_heading(cell.text) not in known:
            return False
        match = match_heading(cell.text)
        return self.layout.name is not None or (match is not None and match.confidence >= SEEN)

    def _change(self, layout: Layout, row: int) -> None:
        """Takes the columns of another header from here on; the same in other words changes nothing."""
        if layout.columns != self.layout.columns:
            shown = " | ".join(text for text in layout.header if text)
            self._find(
                Severity.INFO, "header_changed", f"a header inside the table changes its columns: {shown[:120]}", row
            )
            self.findings.extend(findings_of_columns(layout, self.grid.page(row)))
            self.layout = layout

    def _sets_context(self, row: int) -> bool:
        """Whether a row heads the rows below it: a band, or a label and a cell over the rest."""
        cells = list(self.grid.row(row))
        if self.grid.columns > 2 and len(cells) == 2 and all(c.row == row and c.text for c in cells):
            label = match_heading(re.sub(r"\s*\d+(?:\.\d+)*\s*:?$", "", cells[0].text))
            named = label is not None and label.confidence == 1
            if (
                label
                and named
                and cells[1].column_span > 1
                and label.field in (Field.THEME, Field.OBJECTIVE, Field.PLACE)
            ):
                numbered = any(c.isdigit() for c in cells[0].text)
                text = f"{cells[0].text} {cells[1].text}" if numbered else cells[1].text
                self._state(label.field.value, text, cells[1])
                return True
        band = band_of(self.grid, self.layout, row)
        if band is None or (row < self.layout.body and PLAN.search(band[1])):
            return False
        cell, text = band
        kind, said = labelled(text)
        if kind is None and self.banded == row - 1 and AIM.match(text):
            kind = Field.OBJECTIVE
        self._state(kind, said, cell)
        self.banded = row
        return True

    def _state(self, kind: str | None, text: str, cell: GridCell) -> None:
        if kind in (Field.OBJECTIVE, Field.PLACE):
            self.stated[Field(kind)] = (text, cell)
        else:
            self._head(*theme_of(text), cell)
            self.stated.pop(Field.OBJECTIVE, None)

    def _head(self, theme: str, codes: str | None, cell: GridCell) -> None:
        """Begins the rows under a heading; one that is nothing but codes, or names the plan, leaves the theme."""
        self.codes = codes
        if theme and not names_plan(theme):
            self.theme = (theme, cell)
        if names_outcome(theme):
            self.outcome_heading = theme

    def _check_width(self, draft: Draft, row: int) -> None:
        """A cell over two fields' columns, or two cells under one heading, is placed but reported."""
        for cell in self.grid.row(row):
            names = {self.layout.columns.get(c) for c in range(cell.column, cell.column + cell.column_span)} - {None}
            if cell.row == row and cell.text and len(names) > 1:
                listed = " and ".join(sorted(str(n) for n in names))
                self._find(Severity.WARNING, "row_of_odd_width", f"a cell lies over the columns of {listed}", row)
                draft.confidence *= 0.8
        if self._splits_a_heading(row):
            self._find(Severity.WARNING, "row_of_odd_width", "the row has more cells than the header", row)
            draft.confidence *= 0.8

    def _splits_a_heading(self, row: int) -> bool:
        """Whether two written cells of a row stand under one heading."""
        if not self.layout.header_rows:
            return False
        above = self.layout.header_rows[-1]
        return any(
            self.grid.at(above, left) is self.grid.at(above, left + 1)
            and self.grid.at(row, left) is not self.grid.at(row, left + 1)
            and self.grid.text(row, left + 1)
            for left in range(self.grid.columns - 1)
        )

    def _find(self, severity: Severity, code: str, message: str, row: int) -> None:
        self.findings.append(Finding(severity, code, message, self.grid.page(row)))
