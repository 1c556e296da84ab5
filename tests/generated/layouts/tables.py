"""Plans as tables of columns: headers, bands, spans and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib import colors
from reportlab.platypus import Flowable, Spacer, Table

from tests.generated.layouts.records import Record, Theme
from tests.generated.layouts.sheets import inner_width
from tests.generated.layouts.style import Bands, Rules, Style
from tests.generated.layouts.text import Upended, cell, heading

GREY = colors.Color(0.75, 0.75, 0.75)
TINT = colors.Color(0.9, 0.93, 0.96)
ABOVE = ("LINEABOVE", (0, 0), (-1, 0), 0.8, colors.black)
RULES = {
    Rules.FULL: [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    Rules.GREY: [("GRID", (0, 0), (-1, -1), 0.25, GREY)],
    Rules.DASHED: [("GRID", (0, 0), (-1, -1), 0.5, colors.black, None, (3, 2))],
    Rules.DOTTED: [("GRID", (0, 0), (-1, -1), 0.7, colors.black, 1, (0.1, 2))],
    Rules.BARS: [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    Rules.FILLED: [("BACKGROUND", (0, 0), (-1, -1), TINT), ("GRID", (0, 0), (-1, -1), 2, colors.white)],
    Rules.HORIZONTAL: [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ABOVE],
    Rules.HEADER_ONLY: [("LINEBELOW", (0, -1), (-1, -1), 0.8, colors.black), ABOVE],
    Rules.NONE: [],
}
Command = tuple[object, ...]


@dataclass
class Sheet:
    """Rows and style commands of a table while it is put together."""

    style: Style
    rows: list[list[object]] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)

    @property
    def width(self) -> int:
        return len(self.style.columns)

    def add(self, texts: Sequence[str], *, bold: bool = False) -> None:
        self.rows.append([cell(self.style, text, bold=bold) for text in texts])

    def across(self, text: str, *, bold: bool = True) -> None:
        """A row of one cell over all columns."""
        self.commands.append(("SPAN", (0, len(self.rows)), (-1, len(self.rows))))
        self.add([text, *[""] * (self.width - 1)], bold=bold)

    def shade(self) -> None:
        """Shades the last row."""
        row = len(self.rows) - 1
        self.commands.append(("BACKGROUND", (0, row), (-1, row), colors.Color(0.82, 0.85, 0.9)))

    def header(self) -> int:
        """The header: two rows where columns share a heading above theirs. Gives their number."""
        columns = self.style.columns
        bold = self.style.bold_header
        shown = [c.heading.upper() if self.style.capitals else c.heading for c in columns]
        if not any(c.over for c in columns):
            self.add(shown, bold=bold)
            self._rule_header()
            return 1
        top = len(self.rows)
        self.add([c.over or text for c, text in zip(columns, shown, strict=True)], bold=bold)
        self.add([text if c.over else "" for c, text in zip(columns, shown, strict=True)], bold=bold)
        first = 0
        for n, column in enumerate(columns):
            if not column.over:
                self.commands.append(("SPAN", (n, top), (n, top + 1)))
            elif n + 1 == len(columns) or columns[n + 1].over != column.over:
                first = next(i for i, c in enumerate(columns) if c.over == column.over)
                self.commands.append(("SPAN", (first, top), (n, top)))
                self.rows[top][first + 1 : n + 1] = [""] * (n - first)
        self._rule_header()
        return 2

    def _rule_header(self) -> None:
        """A rule under the header, which reportlab would leave out above the rest of a row cut by the page."""
        row = len(self.rows) - 1
        rules = self.style.rules
        pen = (0.8, colors.black) if rules is Rules.HEADER_ONLY else RULES[rules][-1][3:] if RULES[rules] else None
        if pen and rules is not Rules.FILLED:
            self.commands.append(("LINEBELOW", (0, row), (-1, row), *pen))

    def record(self, record: Record, theme: str | None = None) -> None:
        values = {**record, "theme": theme or ""}
        self.add([_taken(self.style, values, n) for n in range(self.width)])

    def table(self, header_rows: int) -> Table:
        share = inner_width(self.style) / sum(c.width for c in self.style.columns)
        rules = RULES[self.style.rules]
        pad = self.style.padding
        around = [(side, (0, 0), (-1, -1), pad) for side in ("LEFTPADDING", "RIGHTPADDING", "BOTTOMPADDING")]
        base = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), pad - 1), *around, *rules]
        return Table(
            self.rows,
            colWidths=[c.width * share for c in self.style.columns],
            style=[*base, *self.commands],
            repeatRows=header_rows if self.style.header_again else 0,
            splitInRow=1 if self.style.splits else 0,
        )


def _taken(style: Style, values: Record, n: int) -> str:
    """What a record prints in column ``n``: a field that several columns share is dealt out among them."""
    name = style.columns[n].field
    same = [i for i, c in enumerate(style.columns) if c.field == name]
    text = values.get(name, "")
    if len(same) == 1:
        return text
    parts = text.split(". ")
    own = parts[same.index(n) :: len(same)]
    return ". ".join(own) + ("." if own and not own[-1].endswith(".") and "." in text else "")


def plan_tables(style: Style, plan: Sequence[Theme]) -> list[Flowable]:
    """The plan's themes as one table, or as one each under headings."""
    apart = (Bands.HEADING, Bands.OWN_TABLE, Bands.ABOVE_HEADER)
    if style.bands in apart:
        return [flowable for theme in plan for flowable in (*_apart(style, theme), Spacer(1, 14))]
    sheet = Sheet(style)
    header = sheet.header()
    for number, theme in enumerate(plan):
        if number and style.header_in_bands:
            _band(sheet, theme)
            sheet.header()
            _records(sheet, theme, band=False)
        else:
            _records(sheet, theme)
    return [sheet.table(header)]


def _apart(style: Style, theme: Theme) -> list[Flowable]:
    """A theme with a table of its own."""
    before: list[Flowable] = []
    sheet = Sheet(style)
    if style.bands is Bands.HEADING:
        before = heading(style, theme.heading)
    elif style.bands is Bands.OWN_TABLE:
        rule = [("BOX", (0, 0), (-1, -1), 0.5, colors.black), ("BACKGROUND", (0, 0), (-1, -1), TINT)]
        before = [Table([[cell(style, theme.heading, bold=True)]], colWidths=[inner_width(style)], style=rule)]
        before.append(Spacer(1, 8))
    else:
        sheet.across(theme.heading)
    top = len(sheet.rows)
    header = sheet.header()
    for record in theme.records:
        sheet.record(record)
    return [*before, sheet.table(top + header)]


def _band(sheet: Sheet, theme: Theme) -> None:
    """The row or rows that head a theme."""
    bands = sheet.style.bands
    if bands is Bands.FIRST_CELL:
        sheet.add([theme.heading, *[""] * (sheet.width - 1)], bold=True)
    elif bands is Bands.NUMBERED:
        sheet.commands.append(("SPAN", (1, len(sheet.rows)), (-1, len(sheet.rows))))
        sheet.add([f"{theme.number}.", theme.title, *[""] * (sheet.width - 2)], bold=True)
    elif bands is Bands.CODED:
        sheet.across(f"{theme.heading} ({theme.codes})")
    elif bands in (Bands.ACROSS, Bands.SHADED, Bands.TWO_LEVELS, Bands.CONTINUED):
        sheet.across(theme.heading)
    if bands is Bands.SHADED:
        sheet.shade()
    if bands is Bands.TWO_LEVELS:
        sheet.across(f"Objective: {theme.objective}", bold=False)


def _records(sheet: Sheet, theme: Theme, *, band: bool = True) -> None:
    bands = sheet.style.bands
    if band:
        _band(sheet, theme)
    first = len(sheet.rows)
    for number, record in enumerate(theme.records):
        if bands is Bands.CONTINUED and number == len(theme.records) // 2:
            sheet.across(f"{theme.heading} (continued)")
        shown = theme.title if bands is Bands.COLUMN or (bands is Bands.SPANNING and not number) else None
        sheet.record(record, shown)
    if bands in (Bands.SPANNING, Bands.UPENDED):
        sheet.commands.append(("SPAN", (0, first), (0, len(sheet.rows) - 1)))
    if bands is Bands.UPENDED:
        sheet.rows[first][0] = Upended(theme.title, sheet.style.font, sheet.style.size)
    if sheet.style.blank_rows:
        sheet.add([""] * sheet.width)
    if sheet.style.totals:
        sheet.across(f"Note: {theme.title} is funded for one year.", bold=False)
        sheet.add(["", "Total", *[""] * (sheet.width - 3), "£12,000"], bold=True)
