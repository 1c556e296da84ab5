"""Small PDFs, each with one thing wrong or strange, as they turn up in a folder of plans."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 841.89, 595.28
LEFT, TOP = 40.0, 500.0
SIZE, LEADING, PAD = 9.0, 11.0, 4.0
PASSWORD = "open"
COLUMNS = [200.0, 200.0, 110.0, 90.0]
HEADER = ["Action", "Tasks", "Responsible", "Timescale"]
ROWS = [
    ["1a) Open a drop-in at the library", "Room agreed with the council", "CJSW", "March 2012"],
    ["1b) Train twelve mentors", "Course written and first six people trained", "Chief Officer", "Ongoing"],
    ["1c) Publish a guide for sentencers", "Guide in every sheriff court", "SPS", "Spring 2012"],
]


def _page(canvas: Canvas, title: str = "Tayside Community Justice Authority Action Plan 2011-12") -> None:
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(LEFT, HEIGHT - 45, title)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(LEFT, HEIGHT - 70, "1. Short-term Prisoners")


def _canvas(path: Path, password: str | None = None) -> Canvas:
    lock = StandardEncryption(password) if password else None
    return Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0, encrypt=lock)


def _row(canvas: Canvas, cells: list[str], widths: list[float], top: float, font: str) -> float:
    """Draw one ruled row and give the place where the next one begins."""
    lines = [simpleSplit(cell, font, SIZE, width - 2 * PAD) for cell, width in zip(cells, widths, strict=True)]
    height = max(1, *map(len, lines)) * LEADING + 2 * PAD
    x = LEFT
    canvas.setFont(font, SIZE)
    for width, cell in zip(widths, lines, strict=True):
        canvas.rect(x, top - height, width, height)
        for n, line in enumerate(cell):
            canvas.drawString(x + PAD, top - PAD - SIZE - n * LEADING, line)
        x += width
    return top - height


def _grid(canvas: Canvas, rows: list[list[str]], widths: list[float], header: list[str] | None, top: float) -> float:
    canvas.setLineWidth(0.5)
    if header:
        top = _row(canvas, header, widths, top, "Helvetica-Bold")
    for cells in rows:
        top = _row(canvas, cells, widths, top, "Helvetica")
    return top


def _plan(canvas: Canvas) -> float:
    _page(canvas)
    return _grid(canvas, ROWS, COLUMNS, HEADER, TOP)


def text_beside_table(path: Path) -> None:
    """A note stands in the margin beside a table of actions, in no cell."""
    canvas = _canvas(path)
    _plan(canvas)
    canvas.drawString(LEFT + sum(COLUMNS) + 12, TOP - 40, "Subject to the budget")
    canvas.drawString(LEFT + sum(COLUMNS) + 12, TOP - 52, "being agreed in May")
    canvas.save()


def unknown_heading(path: Path) -> None:
    """One column has a heading that means no known field."""
    canvas = _canvas(path)
    _page(canvas)
    rows = [[*row, note] for row, note in zip(ROWS, ["Amber 3", "Green 1", "Green 2"], strict=True)]
    _grid(canvas, rows, [*COLUMNS, 110.0], [*HEADER, "Heron index"], TOP)
    canvas.save()


def odd_row_width(path: Path) -> None:
    """The second row has one cell more than the header."""
    canvas = _canvas(path)
    _page(canvas)
    top = _grid(canvas, ROWS[:1], COLUMNS, HEADER, TOP)
    top = _grid(canvas, [[*ROWS[1], "and again in June 2012"]], [*COLUMNS, 110.0], None, top)
    _grid(canvas, ROWS[2:], COLUMNS, None, top)
    canvas.save()


def empty_table(path: Path) -> None:
    """A table has a header and rows, and nothing stands in the rows."""
    canvas = _canvas(path)
    _page(canvas)
    _grid(canvas, [[""] * 4, [""] * 4, [""] * 4], COLUMNS, HEADER, TOP)
    canvas.save()


def bare_grid(path: Path) -> None:
    """A table without a single letter in it."""
    canvas = _canvas(path)
    _page(canvas)
    _grid(canvas, [[""] * 4, [""] * 4, [""] * 4], COLUMNS, None, TOP)
    canvas.save()


def empty_page(path: Path) -> None:
    """A page with nothing on it comes before the page with the plan."""
    canvas = _canvas(path)
    canvas.showPage()
    _plan(canvas)
    canvas.save()


def nothing_at_all(path: Path) -> None:
    """The only page is empty."""
    canvas = _canvas(path)
    canvas.showPage()
    canvas.save()


def encrypted(path: Path) -> None:
    """The file opens only with a password (PASSWORD)."""
    canvas = _canvas(path, PASSWORD)
    _plan(canvas)
    canvas.save()


def truncated(path: Path) -> None:
    """The file breaks off in the middle of its first page, before its cross-reference table."""
    canvas = _canvas(path)
    _plan(canvas)
    canvas.save()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])


def letter(path: Path) -> None:
    """A letter: no table, no plan."""
    canvas = _canvas(path)
    text = canvas.beginText(LEFT, HEIGHT - 60)
    text.setFont("Times-Roman", 11)
    text.textLines(
        "Dear Councillor Menmuir,\n\nThank you for your note of 3 May. The Board will meet in the Old Granary at ten.\n"
        "Tea will be served – please say if you need a parking place (£2 for the day).\n\nYours sincerely,\n\nIsla Orr"
    )
    canvas.drawText(text)
    canvas.save()


HAZARDS: dict[str, Callable[[Path], None]] = {
    "text_beside_table": text_beside_table,
    "unknown_heading": unknown_heading,
    "odd_row_width": odd_row_width,
    "empty_table": empty_table,
    "bare_grid": bare_grid,
    "empty_page": empty_page,
    "nothing_at_all": nothing_at_all,
    "encrypted": encrypted,
    "truncated": truncated,
    "letter": letter,
}
