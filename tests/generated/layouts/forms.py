"""Plans as forms of labels and values, one action each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.lib import colors
from reportlab.platypus import Flowable, Spacer, Table

from tests.generated.layouts.records import Record, Theme
from tests.generated.layouts.sheets import inner_width
from tests.generated.layouts.style import Bands, Form, Style
from tests.generated.layouts.tables import TINT, Command
from tests.generated.layouts.text import cell, heading, paragraph

GRID: Command = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
TOP: Command = ("VALIGN", (0, 0), (-1, -1), "TOP")
Rows = list[list[object]]


def plan_forms(style: Style, plan: Sequence[Theme]) -> list[Flowable]:
    """Every theme's heading, and its actions as forms."""
    draw = DRAWN[style.form or Form.EACH]
    return [flowable for theme in plan for flowable in (*_above(style, theme), *draw(style, theme.records))]


def _above(style: Style, theme: Theme) -> list[Flowable]:
    if style.bands is Bands.HEADING:
        return heading(style, theme.heading)
    if style.bands is Bands.OWN_TABLE:
        band = [[cell(style, theme.heading, bold=True)]]
        return [_table(style, band, (1.0,), ("BACKGROUND", (0, 0), (-1, -1), TINT)), Spacer(1, 8)]
    return []


def _table(style: Style, rows: Rows, shares: Sequence[float], *commands: Command) -> Table:
    width = inner_width(style)
    split = 1 if style.splits else 0
    return Table(rows, colWidths=[s * width for s in shares], style=[GRID, TOP, *commands], splitInRow=split)


def _pairs(style: Style, record: Record) -> list[tuple[str, str]]:
    return [(c.heading, record.get(c.field, "")) for c in style.columns]


def _labelled(style: Style, record: Record) -> Rows:
    return [[cell(style, label, bold=True), cell(style, value)] for label, value in _pairs(style, record)]


def _each(style: Style, records: Sequence[Record]) -> list[Flowable]:
    found: list[Flowable] = []
    for record in records:
        found += [_table(style, _labelled(style, record), (0.25, 0.75)), Spacer(1, 12)]
    return found


def _titled(style: Style, records: Sequence[Record]) -> list[Flowable]:
    found: list[Flowable] = []
    for record in records:
        title = [cell(style, f"Action {record['ref']}", bold=True), ""]
        rows = [
            title,
            *(row for row, c in zip(_labelled(style, record), style.columns, strict=True) if c.field != "ref"),
        ]
        band = (("SPAN", (0, 0), (-1, 0)), ("BACKGROUND", (0, 0), (-1, 0), TINT))
        found += [_table(style, rows, (0.25, 0.75), *band), Spacer(1, 12)]
    return found


def _long(style: Style, records: Sequence[Record]) -> list[Flowable]:
    rows = [row for record in records for row in _labelled(style, record)]
    return [_table(style, rows, (0.25, 0.75)), Spacer(1, 12)]


def _four(style: Style, records: Sequence[Record]) -> list[Flowable]:
    found: list[Flowable] = []
    for record in records:
        pairs = _labelled(style, record)
        pairs += [["", ""]] * (len(pairs) % 2)
        rows = [[*pairs[n], *pairs[n + 1]] for n in range(0, len(pairs), 2)]
        found += [_table(style, rows, (0.15, 0.35, 0.15, 0.35)), Spacer(1, 12)]
    return found


def _card(style: Style, records: Sequence[Record]) -> list[Flowable]:
    found: list[Flowable] = []
    rest = [c for c in style.columns if c.field not in ("ref", "action")]
    for record in records:
        title = cell(style, f"Action {record['ref']}: {record['action']}", bold=True)
        rows = [
            [title, *[""] * (len(rest) - 1)],
            [cell(style, c.heading, bold=True) for c in rest],
            [cell(style, record.get(c.field, "")) for c in rest],
        ]
        found += [_table(style, rows, [1 / len(rest)] * len(rest), ("SPAN", (0, 0), (-1, 0))), Spacer(1, 12)]
    return found


def _inline(style: Style, records: Sequence[Record]) -> list[Flowable]:
    found: list[Flowable] = []
    for record in records:
        cells = [cell(style, f"{label}: {value}") for label, value in _pairs(style, record)]
        cells += [[]] * (len(cells) % 2)
        rows: Rows = [[cells[n], cells[n + 1]] for n in range(0, len(cells), 2)]
        found += [_table(style, rows, (0.5, 0.5)), Spacer(1, 12)]
    return found


def _transposed(style: Style, records: Sequence[Record]) -> list[Flowable]:
    rows: Rows = [
        [cell(style, c.heading, bold=True), *(cell(style, r.get(c.field, "")) for r in records)] for c in style.columns
    ]
    share = 0.85 / len(records)
    return [_table(style, rows, [0.15, *[share] * len(records)]), Spacer(1, 12)]


def _headed(style: Style, records: Sequence[Record]) -> list[Flowable]:
    found: list[Flowable] = []
    for record in records:
        rest = [r for r, c in zip(_labelled(style, record), style.columns, strict=True) if c.field != "ref"]
        found += [*heading(style, f"Action {record['ref']}", 3), _table(style, rest, (0.25, 0.75))]
    return found


def _lines(style: Style, records: Sequence[Record]) -> list[Flowable]:
    found: list[Flowable] = []
    for record in records:
        for label, value in _pairs(style, record):
            found += [paragraph(style, f"{label}: {value}"), Spacer(1, 4)]
        found.append(Spacer(1, 12))
    return found


DRAWN: dict[Form, Callable[[Style, Sequence[Record]], list[Flowable]]] = {
    Form.EACH: _each,
    Form.TITLED: _titled,
    Form.LONG: _long,
    Form.FOUR: _four,
    Form.CARD: _card,
    Form.INLINE: _inline,
    Form.TRANSPOSED: _transposed,
    Form.HEADED: _headed,
    Form.LINES: _lines,
}
