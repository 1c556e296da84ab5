"""Pages: how they are turned and cropped, what runs at their head and foot, what pen draws their rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from tests.generated.layouts.style import Pages, Rules, Style

MARGIN = 42.0
#: How much larger the sheet is than its crop box, on each side.
OUTSIDE = 60.0
TURNS = {Pages.TURNED_90: (90,), Pages.TURNED_180: (180,), Pages.TURNED_270: (270,), Pages.MIXED: (0, 90, 180, 270)}
#: Displayed coordinates to the sheet's own, for a displayed page of width ``w`` and height ``h``.
MATRICES = {
    90: lambda w, h: (0, 1, -1, 0, h, 0),
    180: lambda w, h: (-1, 0, 0, -1, w, h),
    270: lambda w, h: (0, -1, 1, 0, 0, w),
}


class BarCanvas(Canvas):  # type: ignore[misc]
    """Draws upright and level lines as thin filled rectangles, as word processors do."""

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        half = self._lineWidth / 2
        self.saveState()
        self.setFillColorRGB(0, 0, 0)
        left, low = min(x1, x2) - half, min(y1, y2) - half
        self.rect(left, low, abs(x2 - x1) + 2 * half, abs(y2 - y1) + 2 * half, stroke=0, fill=1)
        self.restoreState()


def page_size(style: Style) -> tuple[float, float]:
    """Width and height of the page as it is displayed."""
    return A4 if style.pages is Pages.PORTRAIT else landscape(A4)


def inner_width(style: Style) -> float:
    """The width of the style's tables."""
    return page_size(style)[0] - 2 * MARGIN - style.less


def save(path: Path, style: Style, story: Sequence[Flowable]) -> None:
    """Lays the story out on pages of the style."""
    width, height = page_size(style)
    document = BaseDocTemplate(str(path), pagesize=(width, height), invariant=1, pageCompression=0)
    frame = Frame(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN, 0, 0, 0, 0)
    template = PageTemplate("page", [frame], onPage=lambda canvas, doc: _begin(canvas, doc, style))
    document.addPageTemplates([template])
    document.build(list(story), canvasmaker=BarCanvas if style.rules is Rules.BARS else Canvas)


def _turn(style: Style, number: int) -> int:
    turns = TURNS.get(style.pages, (0,))
    return turns[(number - 1) % len(turns)]


def _begin(canvas: Any, document: BaseDocTemplate, style: Style) -> None:
    width, height = page_size(style)
    if style.pages is Pages.CROPPED:
        canvas.setPageSize((width + 2 * OUTSIDE, height + 2 * OUTSIDE))
        canvas.setCropBox((OUTSIDE, OUTSIDE, OUTSIDE + width, OUTSIDE + height))
        canvas.drawString(5, 5, "PROOF 3 NOT FOR SALE")
        canvas.translate(OUTSIDE, OUTSIDE)
    document.pageTemplate.rotation = turn = _turn(style, document.page)
    if turn:
        canvas.transform(*MATRICES[turn](width, height))
    if style.running:
        _running(canvas, document.page, style)


def _running(canvas: Any, number: int, style: Style) -> None:
    width, height = page_size(style)
    canvas.setFont(style.font, 8)
    canvas.drawString(MARGIN, height - 28, f"{style.authority}: plan for the year {style.period}")
    canvas.drawRightString(width - MARGIN, 24, f"Page {number}")
