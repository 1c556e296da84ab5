"""Words of a page, from PDFium's characters.

PDFium orders the characters, adds the spaces that only a gap shows, and marks what it added; a word
ends at white space, at a jump on the page or at a change of line. A no-break space ends none: what it
joins is wrapped as one word.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pypdfium2

from cjaplans.extract.glyphs import LINE_HYPHENS, GlyphReader, Glyphs
from cjaplans.extract.model import Box, Word, bounding
from cjaplans.extract.upright import Upright

NO_BREAK_SPACES = str.maketrans("\u00a0\u202f", "  ")
WHITE = frozenset(" \r\n\t")
#: What no reader sees: padding, soft hyphens, zero-width marks.
UNPRINTED = frozenset("\x00\u00ad\uffff\u200b\u200c\u200d\u2060\ufeff")
#: A raised character this much smaller than its word is a superscript.
SUPERSCRIPT_SIZE = 0.75
#: Letters overlapping their twin by this share of their width are printed twice for fake bold.
OVERPRINT = 0.7


@dataclass(slots=True)
class _Run:
    """Characters of one word that one text object prints."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool

    @property
    def mark(self) -> bool:
        """Whether it could be a footnote mark: figures or signs only."""
        return all(c.isdigit() or c in "*†‡" for c in self.text)


@dataclass(slots=True)
class _WordReader:
    """Turns a page's characters into words; ``runs`` are those of the word being read."""

    reader: GlyphReader
    glyphs: Glyphs
    words: list[Word] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    last: int = -1

    def read(self) -> list[Word]:
        for index, char in enumerate(self.glyphs.text):
            if char in WHITE:
                if self.runs:
                    self._close(char == " " and not self.reader.generated(index))
            elif char not in UNPRINTED:
                self._add(index, "-" if char in LINE_HYPHENS else char)
        self._close(False)
        return self.words

    def _add(self, index: int, char: str) -> None:
        glyphs, last = self.glyphs, self.last
        x0, x1 = glyphs.x0[index], glyphs.x1[index]
        handle = glyphs.objects[index]
        if self.runs and handle == glyphs.objects[last]:
            run = self.runs[-1]
            height = run.bottom - run.top
            level = run.top - height < glyphs.bottom[index] and glyphs.top[index] < run.bottom + height
            if level and -1.5 * height <= x0 - run.x1 <= 0.6 * height:
                if not self._repeats(index, char):
                    run.text += char
                    run.x0, run.x1 = min(run.x0, x0), max(run.x1, x1)
                    self.last = index
                return
            self._close(False)
        style = self.reader.style(index, handle)
        top, bottom = self.reader.extent(index, glyphs.top[index], glyphs.bottom[index], style.size)
        run = _Run(char, x0, top, x1, bottom, style.size, style.bold)
        if self.runs and self._apart(run):
            self._close(False)
        if not (self.runs and self._repeats(index, char)):
            self.runs.append(run)
            self.last = index

    def _apart(self, run: _Run) -> bool:
        """Whether a run stands too far from the last one to belong to its word."""
        last = self.runs[-1]
        height = max(last.bottom - last.top, run.bottom - run.top, 1.0)
        gap = run.x0 - last.x1
        off_line = min(last.bottom, run.bottom) - max(last.top, run.top) < 0.1 * height
        return off_line or gap > 0.6 * height or gap < -1.5 * height

    def _repeats(self, index: int, char: str) -> bool:
        """Whether a character is the last one printed again, a little aside, to look bold.

        The letters of a ligature share one box exactly; they are no repetition.
        """
        glyphs, last = self.glyphs, self.last
        if glyphs.text[last] != char:
            return False
        a0, a1, b0, b1 = glyphs.x0[last], glyphs.x1[last], glyphs.x0[index], glyphs.x1[index]
        if (a0, a1, glyphs.top[last]) == (b0, b1, glyphs.top[index]):
            return False
        return min(a1, b1) - max(a0, b0) > OVERPRINT * min(a1 - a0, b1 - b0) > 0

    def _close(self, space_after: bool) -> None:
        runs = _without_footnote_marks(self.runs) if len(self.runs) > 1 else self.runs
        self.runs = []
        text = "".join(run.text for run in runs).translate(NO_BREAK_SPACES).strip()
        if not text:
            return
        box = bounding([Box(r.x0, r.top, r.x1, r.bottom) for r in runs])
        if len(runs) == 1:
            size, bold = runs[0].size, runs[0].bold
        else:
            size = max(r.size for r in runs)
            bold = 2 * sum(len(r.text) for r in runs if r.bold) > sum(len(r.text) for r in runs)
        self.words.append(Word(text, box, size, bold, space_after))


def _without_footnote_marks(runs: list[_Run]) -> list[_Run]:
    """Drops raised small figures and asterisks (SCHEMA: footnote marks are dropped)."""
    main = max(runs, key=lambda r: r.size)
    line = main.bottom - 0.1 * (main.bottom - main.top)
    return [r for r in runs if not (r.mark and r.size < SUPERSCRIPT_SIZE * main.size and r.bottom < line)]


def read_words(page: pypdfium2.PdfPage, upright: Upright) -> tuple[list[Word], int]:
    """The words in PDFium's reading order, and how many characters the page prints."""
    textpage = page.get_textpage()
    try:
        reader = GlyphReader(textpage, upright)
        return _WordReader(reader, reader.read()).read(), reader.count
    finally:
        textpage.close()
