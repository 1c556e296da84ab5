"""Draws pages and ruled tables: repeated headers, cells that span rows, rows that a page break cuts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from lettering import BULLET_INDENT, Face, Line, depth, set_lines
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

PAD = 4.0
SHADE = (0.78, 0.84, 0.93)


@dataclass
class RuledRow:
    """A row ready to draw; a cell that is None belongs to the cell above it."""

    cells: list[list[Line] | None]
    height: float
    may_cut: bool = True
    new_page: bool = False
    shaded: bool = False


@dataclass
class Sheet:
    """The page being drawn, and the place on it where the next thing goes."""

    path: Path
    width: float
    height: float
    face: Face
    title: str
    footer: str
    margin: float = 40.0
    password: str | None = None
    page: int = 1
    y: float = field(init=False)
    canvas: Canvas = field(init=False)

    def __post_init__(self) -> None:
        lock = StandardEncryption(self.password) if self.password else None
        self.canvas = Canvas(
            str(self.path), pagesize=(self.width, self.height), invariant=1, pageCompression=0, encrypt=lock
        )
        self.canvas.setTitle(self.title)
        self.canvas.setCreator("make_samples")
        self.y = self.top

    @property
    def top(self) -> float:
        return self.height - self.margin

    @property
    def bottom(self) -> float:
        return self.margin + 12

    @property
    def room(self) -> float:
        return self.y - self.bottom

    def _finish_page(self) -> None:
        if self.footer:
            self.canvas.setFont(self.face.regular, self.face.size)
            self.canvas.drawString(self.margin, self.margin - 14, self.footer.format(page=self.page))
        self.canvas.showPage()

    def turn(self) -> None:
        """Go on to a new page."""
        self._finish_page()
        self.page += 1
        self.y = self.top

    def save(self) -> None:
        self._finish_page()
        self.canvas.save()

    def text(self, lines: list[Line], x: float, top: float, face: Face) -> None:
        """Draw lines with their top left at (x, top)."""
        for line in lines:
            base = top - line.top - face.size * 0.95
            at = x + line.indent
            if line.bullet:
                self.canvas.setFont(face.regular, face.size)
                self.canvas.drawString(x + BULLET_INDENT - 2, base, "•")
            for run in line.runs:
                self.canvas.setFont(run.font, face.size)
                self.canvas.drawString(at, base, run.text)
                at += self.canvas.stringWidth(run.text, run.font, face.size)

    def paragraphs(self, texts: list[str], *, size: float = 0.0, bold: bool = False, after: float = 4.0) -> None:
        """Draw paragraphs over the width of the page, going on to new pages as needed."""
        face = self.face.sized(size or self.face.size)
        for text in texts:
            lines = set_lines([text], self.width - 2 * self.margin, face, bold=bold)
            if self.room < depth(lines, face):
                self.turn()
            self.text(lines, self.margin, self.y, face)
            self.y -= depth(lines, face) + after


@dataclass
class RuledTable:
    """A table in the making on a sheet."""

    sheet: Sheet
    widths: list[float]
    header: RuledRow | None = None
    repeat_header: bool = True
    fresh: bool = field(default=True, init=False)

    @property
    def edges(self) -> list[float]:
        xs = [self.sheet.margin]
        for width in self.widths:
            xs.append(round(xs[-1] + width, 2))
        return xs

    def draw(self, rows: list[RuledRow]) -> None:
        """Draw all rows, from where the sheet stands."""
        first = min((row.height for row in rows), default=0.0)
        if self.sheet.room < first + (self.header.height if self.header else 0.0) + 20:
            self.sheet.turn()
        self._begin(first_page=True)
        for row in rows:
            if row.new_page:
                self._over()
            self._draw_row(row)
        self._rule(self.sheet.y)

    def _draw_row(self, row: RuledRow) -> None:
        rest: RuledRow | None = row
        while rest is not None:
            if rest.height <= self.sheet.room:
                self._place(rest)
                return
            head, rest = cut(rest, self.sheet.room, self.sheet.face, forced=self.fresh)
            if head is not None:
                self._place(head)
            self._over()

    def _over(self) -> None:
        self._rule(self.sheet.y)
        self.sheet.turn()
        self._begin(first_page=False)

    def _begin(self, *, first_page: bool) -> None:
        self.fresh = True
        if self.header and (first_page or self.repeat_header):
            self._place(self.header)
        self.fresh = True

    def _rule(self, y: float) -> None:
        self.sheet.canvas.setLineWidth(0.5)
        self.sheet.canvas.line(self.edges[0], y, self.edges[-1], y)

    def _place(self, row: RuledRow) -> None:
        sheet, xs = self.sheet, self.edges
        top, bottom = sheet.y, sheet.y - row.height
        if row.shaded:
            sheet.canvas.setFillColorRGB(*SHADE)
            sheet.canvas.rect(xs[0], bottom, xs[-1] - xs[0], row.height, stroke=0, fill=1)
            sheet.canvas.setFillColorRGB(0, 0, 0)
        sheet.canvas.setLineWidth(0.5)
        for n, cell in enumerate(row.cells):
            if cell is not None or self.fresh:
                sheet.canvas.line(xs[n], top, xs[n + 1], top)
            if cell:
                sheet.text(cell, xs[n] + PAD, top - PAD / 2, sheet.face)
        for x in xs:
            sheet.canvas.line(x, top, x, bottom)
        sheet.y = bottom
        self.fresh = False


def make_row(paragraphs: list[list[str] | None], widths: list[float], face: Face, *, bold: bool = False) -> RuledRow:
    """A row from the paragraphs of its cells."""
    return level_row([paragraphs], widths, face, bold=bold)


def level_row(levels: list[list[list[str] | None]], widths: list[float], face: Face, *, bold: bool = False) -> RuledRow:
    """A ruled row whose sub-items stand level with each other: each level begins under the deepest cell of the last."""
    cells: list[list[Line] | None] = [None if cell is None else [] for cell in levels[0]]
    top = 0.0
    for level in levels:
        reach = face.leading
        for n, paragraphs in enumerate(level):
            lines = set_lines(paragraphs or [], widths[n] - 2 * PAD, face, bold=bold)
            reach = max(reach, depth(lines, face))
            filled = cells[n]
            if filled is not None:
                filled.extend(replace(line, top=round(line.top + top, 2)) for line in lines)
        top += reach + PAD
    return RuledRow(cells, round(top, 2))


def cut(row: RuledRow, room: float, face: Face, *, forced: bool) -> tuple[RuledRow | None, RuledRow | None]:
    """What of a row stays on the page and what goes on to the next one."""
    limit = room - PAD - face.leading
    stays: list[list[Line] | None] = [None if c is None else [x for x in c if x.top <= limit] for c in row.cells]
    goes: list[list[Line] | None] = [None if c is None else [x for x in c if x.top > limit] for c in row.cells]
    if not any(stays) or not any(goes) or not (row.may_cut or forced):
        return None, row
    shift = min(line.top for cell in goes if cell for line in cell)
    goes = [None if c is None else [replace(x, top=round(x.top - shift, 2)) for x in c] for c in goes]
    tail = max(depth(cell, face) for cell in goes if cell) + PAD
    return replace(row, cells=stays, height=room), replace(row, cells=goes, height=round(tail, 2))
