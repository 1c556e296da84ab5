"""Draws one table in the many ways that writers of PDFs have of showing its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from reportlab.lib.utils import simpleSplit

from tests.extract.pages import LEADING, PAD, REGULAR, SIZE, Paper

Rows = Sequence[Sequence[str]]
Edges = Sequence[float]
Colour = tuple[float, float, float]
#: Draws one rule of a table: from a point to a point, level or upright.
Pen = Callable[[Paper, float, float, float, float], None]


def heights(rows: Rows, xs: Edges, least: float = 0.0) -> list[float]:
    """The height each row's texts need."""
    return [
        max(least, 4 + LEADING * max(len(_wrapped(t, b - a)) for t, (a, b) in zip(row, pairwise(xs), strict=True)))
        for row in rows
    ]


def ys_of(top: float, tall: Sequence[float]) -> list[float]:
    """The y edges of rows."""
    ys = [top]
    for height in tall:
        ys.append(ys[-1] + height)
    return ys


def write(paper: Paper, xs: Edges, ys: Edges, rows: Rows) -> None:
    """Writes the texts of the cells, wrapped, without any rule."""
    for row, top in zip(rows, ys, strict=False):
        for text, (x0, x1) in zip(row, pairwise(xs), strict=True):
            paper.write(x0 + PAD, top + 2, "\n".join(_wrapped(text, x1 - x0)))


def _wrapped(text: str, width: float) -> list[str]:
    return [line for part in text.split("\n") for line in simpleSplit(part, REGULAR, SIZE, width - 2 * PAD)] or [""]


def ruled(paper: Paper, top: float, xs: Edges, rows: Rows, pen: Pen, *, short: float = 0.0) -> float:
    """A table whose every rule is drawn by ``pen``; cell by cell, ``short`` of every crossing; gives its lower edge."""
    ys = ys_of(top, heights(rows, xs))
    write(paper, xs, ys, rows)
    for y in ys:
        for a, b in pairwise(xs):
            pen(paper, a + short, y, b - short, y)
    for x in xs:
        for a, b in pairwise(ys):
            pen(paper, x, a + short, x, b - short)
    return ys[-1]


def tiled(
    paper: Paper,
    top: float,
    xs: Edges,
    rows: Rows,
    *,
    gap: float = 1.0,
    tint: Callable[[int], Colour | None] = lambda row: (0.85, 0.88, 0.92),
    behind: Colour | None = None,
) -> float:
    """A table of filled cells ``gap`` apart, on a filled rectangle where there is one ``behind``."""
    ys = ys_of(top, [h + gap for h in heights(rows, xs)])
    if behind:
        fill(paper, xs[0], ys[0], xs[-1], ys[-1], behind)
    for row, (y0, y1) in enumerate(pairwise(ys)):
        colour = tint(row)
        for x0, x1 in pairwise(xs):
            if colour:
                fill(paper, x0 + gap / 2, y0 + gap / 2, x1 - gap / 2, y1 - gap / 2, colour)
    write(paper, xs, ys, rows)
    return ys[-1]


def fill(paper: Paper, x0: float, top: float, x1: float, bottom: float, colour: Colour) -> None:
    """A filled rectangle without edges; what is written afterwards is black again."""
    paper.canvas.setFillColorRGB(*colour)
    paper.box(x0, top, x1, bottom, fill=True)
    paper.canvas.setFillColorRGB(0, 0, 0)


def grey(width: float, level: float) -> Pen:
    """A thin grey line."""

    def draw(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
        paper.canvas.saveState()
        paper.canvas.setLineWidth(width)
        paper.canvas.setStrokeGray(level)
        paper.rule(x0, top, x1, bottom)
        paper.canvas.restoreState()

    return draw


def dashed(*pattern: float) -> Pen:
    """A line that the file itself says is dashed."""

    def draw(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
        paper.canvas.saveState()
        paper.canvas.setDash(list(pattern))
        paper.rule(x0, top, x1, bottom)
        paper.canvas.restoreState()

    return draw


def strokes(length: float, gap: float) -> Pen:
    """A dashed line drawn as one small line a dash."""
    return _dashes(length, gap, lambda paper, *ends: paper.rule(*ends))


def bars(length: float, gap: float, thick: float = 0.5) -> Pen:
    """A dashed line drawn as one small filled rectangle a dash; dots when they are as long as thick."""

    def bar(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
        right, down = (0.0, thick / 2) if bottom - top < x1 - x0 else (thick / 2, 0.0)
        paper.box(x0 - right, top - down, x1 + right, bottom + down, fill=True)

    return _dashes(length, gap, bar)


def dots(radius: float, gap: float) -> Pen:
    """A dotted line drawn as one small filled circle a dot."""

    def dot(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
        paper.canvas.circle((x0 + x1) / 2, paper.size[1] - (top + bottom) / 2, radius, stroke=0, fill=1)

    return _dashes(2 * radius, gap, dot)


def _dashes(length: float, gap: float, draw: Pen) -> Pen:
    def line(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
        whole = max(x1 - x0, bottom - top)
        level, at = bottom - top < x1 - x0, 0.0
        while at < whole:
            end = min(at + length, whole)
            if level:
                draw(paper, x0 + at, top, x0 + end, top)
            else:
                draw(paper, x0, top + at, x0, top + end)
            at += length + gap

    return line
