"""The canvas and the ruled rows of a long table: headers, sides, lines and the gap between paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 841.89, 595.28
LEFT, TOP, BOTTOM = 40.0, 540.0, 50.0
SIZE, LEADING, PAD, GAP = 9.0, 11.0, 4.0, 2.0
FONT, BOLD = "Helvetica", "Helvetica-Bold"


@dataclass
class Style:
    repeat_header: bool
    spanning: bool
    open_cut: bool
    widths: tuple[float, ...]
    headings: tuple[str, ...]


@dataclass
class Pen:
    """The canvas, the page it is on and how far down it has come."""

    canvas: Canvas
    style: Style
    page: int = 1
    y: float = TOP
    fresh: bool = True
    edges: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.edges = [LEFT]
        for width in self.style.widths:
            self.edges.append(self.edges[-1] + width)

    @property
    def room(self) -> float:
        return self.y - BOTTOM

    def rule(self, y: float, first_column: int = 0) -> None:
        self.canvas.line(self.edges[first_column], y, self.edges[-1], y)

    def start_page(self) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.setFont(FONT, SIZE)
        self.canvas.drawString(LEFT, HEIGHT - 34, "Action Plan 2011-12: progress and plans")
        self.canvas.drawRightString(WIDTH - LEFT, 26, f"Page {self.page}")
        self.y, self.fresh = TOP, True
        if self.page == 1 or self.style.repeat_header:
            self.rule(self.y)
            cells: list[list[str] | None] = [[heading] for heading in self.style.headings]
            self.box(cells, 2 * PAD + LEADING, BOLD)

    def end_page(self, *, open_bottom: bool = False) -> None:
        if not open_bottom:
            self.rule(self.y)
        self.canvas.showPage()
        self.page += 1

    def box(self, cells: list[list[str] | None], height: float, font: str = FONT) -> None:
        """Draw the sides and the text of one row, lines already broken ("" is the gap between paragraphs)."""
        for x in self.edges:
            self.canvas.line(x, self.y, x, self.y - height)
        self.canvas.setFont(font, SIZE)
        for n, cell in enumerate(cells):
            top = self.y - PAD
            for line in cell or []:
                if line:
                    self.canvas.drawString(self.edges[n] + PAD, top - SIZE, line)
                top -= LEADING if line else GAP
        self.y -= height


def broken(text: str, width: float) -> list[str]:
    """The lines of a cell, with "" between its paragraphs."""
    lines: list[str] = []
    for part in text.split("\n") if text else []:
        lines += [""] if lines else []
        lines += simpleSplit(part, FONT, SIZE, width - 2 * PAD)
    return lines


def reach(lines: list[str]) -> float:
    return sum(LEADING if line else GAP for line in lines)


def height_of(cells: list[list[str] | None]) -> float:
    return max([LEADING, *(reach(cell) for cell in cells if cell)]) + 2 * PAD
