"""Breaks paragraphs into lines: measures words, keeps bold runs, hangs bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

BULLET = "- "
ARROWS = "↑↓→"
BULLET_INDENT = 6.0
HANGING_INDENT = 14.0


@dataclass(frozen=True)
class Face:
    """A type face and size; arrows come from the standard Symbol font, which has them."""

    regular: str
    bold: str
    size: float

    @property
    def leading(self) -> float:
        return round(self.size * 1.22, 2)

    def sized(self, size: float) -> Face:
        return Face(self.regular, self.bold, size)


@dataclass(frozen=True)
class Run:
    font: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line of text, `top` points under the top of its cell."""

    top: float
    indent: float
    runs: tuple[Run, ...]
    bullet: bool = False


def plain(text: str) -> str:
    """The words of a paragraph without the marks for bold and bullet."""
    return text.replace("**", "").removeprefix(BULLET).strip()


def _words(text: str, face: Face, bold: bool) -> list[list[Run]]:
    """The words of a paragraph; `**` turns bold on and off."""
    words: list[list[Run]] = [[]]
    for n, piece in enumerate(text.split("**")):
        font = face.bold if bold or n % 2 else face.regular
        for bit in re.findall(rf"\s+|[{ARROWS}]|[^\s{ARROWS}]+", piece):
            if bit.isspace():
                words.append([])
            else:
                words[-1].append(Run("Symbol" if bit in ARROWS else font, bit))
    return [w for w in words if w]


def _width(word: list[Run], size: float) -> float:
    return sum(float(stringWidth(run.text, run.font, size)) for run in word)


def _joined(words: list[list[Run]]) -> tuple[Run, ...]:
    """One line's words as the fewest runs, spaces included."""
    runs: list[Run] = []
    for n, word in enumerate(words):
        for m, run in enumerate(word):
            space = " " if n and not m else ""
            if runs and runs[-1].font == run.font:
                runs[-1] = Run(run.font, runs[-1].text + space + run.text)
            elif space and runs and runs[-1].font != "Symbol":
                runs[-1] = Run(runs[-1].font, runs[-1].text + space)
                runs.append(run)
            else:
                runs.append(Run(run.font, space + run.text))
    return tuple(runs)


def _wrap(words: list[list[Run]], width: float, face: Face) -> list[list[list[Run]]]:
    """Words dealt out to lines, as many as fit on each."""
    space = float(stringWidth(" ", face.regular, face.size))
    lines: list[list[list[Run]]] = [[]]
    used = 0.0
    for word in words:
        wide = _width(word, face.size)
        if lines[-1] and used + space + wide > width:
            lines.append([])
            used = 0.0
        used += wide + (space if lines[-1] else 0.0)
        lines[-1].append(word)
    return lines


def set_lines(paragraphs: list[str], width: float, face: Face, *, bold: bool = False, gap: float = 2.0) -> list[Line]:
    """All lines of a cell, from its top down."""
    lines: list[Line] = []
    top = 0.0
    for paragraph in paragraphs:
        bullet = paragraph.startswith(BULLET)
        indent = HANGING_INDENT if bullet else 0.0
        words = _words(paragraph.removeprefix(BULLET), face, bold)
        for n, line in enumerate(_wrap(words, width - indent, face)):
            lines.append(Line(round(top, 2), indent, _joined(line), bullet and n == 0))
            top += face.leading
        top += gap
    return lines


def depth(lines: list[Line], face: Face) -> float:
    """How far down the lines reach."""
    return max((line.top + face.leading for line in lines), default=0.0)
