"""Draws tables without walls: texts set left, right or centred at given places, rules where they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.extract.pages import BOLD, REGULAR, Paper


@dataclass(frozen=True)
class Column:
    """Where a column's texts begin (``l``), end (``r``) or have their middle (``c``)."""

    x: float
    side: str = "l"


@dataclass(frozen=True)
class Setter:
    """Sets lines of texts on paper, each at its column."""

    paper: Paper
    columns: Sequence[Column]
    size: float = 8.0
    pitch: float = 12.0
    left: float = 60.0
    right: float = 540.0
    font: str = ""
    bold: bool = field(default=False)

    def text(self, x: float, top: float, text: str, side: str = "l", *, bold: bool = False) -> None:
        font = self.font or (BOLD if bold or self.bold else REGULAR)
        width = stringWidth(text, font, self.size)
        x -= {"l": 0.0, "r": width, "c": width / 2}[side]
        self.paper.write(x, top, text, size=self.size, font=font)

    def line(self, top: float, texts: Sequence[str], *, bold: bool = False) -> float:
        """One line of texts, a column each; gives back where the next line begins."""
        for column, text in zip(self.columns, texts, strict=False):
            if text:
                self.text(column.x, top, text, column.side, bold=bold)
        return top + self.pitch

    def lines(self, top: float, rows: Sequence[Sequence[str]], *, bold: bool = False) -> float:
        for row in rows:
            top = self.line(top, row, bold=bold)
        return top

    def rule(self, top: float, x0: float | None = None, x1: float | None = None) -> float:
        """A rule over the table's width or part of it, between the line before and the next one."""
        y = top - (self.pitch - self.size) / 2 + 0.5
        self.paper.rule(self.left if x0 is None else x0, y, self.right if x1 is None else x1, y)
        return top


def prose(paper: Paper, top: float, lines: int, *, x: float = 60.0, width: float = 480.0, size: float = 9.0) -> float:
    """Lines of prose that fill a width, nearly; gives back where the next line begins."""
    vocabulary = [
        "the",
        "council",
        "of",
        "harbours",
        "met",
        "twice",
        "and",
        "found",
        "that",
        "most",
        "of",
        "its",
        "moorings",
        "were",
        "let",
        "to",
        "boats",
        "from",
        "away",
    ]
    number = 0
    for _ in range(lines):
        line = ""
        while True:
            word = vocabulary[number % len(vocabulary)]
            if stringWidth(f"{line} {word}".strip(), REGULAR, size) > width:
                break
            line, number = f"{line} {word}".strip(), number + 1
        paper.write(x, top, line, size=size)
        top += 1.25 * size
    return top
