"""Words of a page, from PDFium's characters.

PDFium orders the characters, adds the spaces that only a gap shows, and marks what it added; a word
ends at white space, at a jump on the page or at a change of line. A no-break space ends none: what it
joins is wrapped as one word. What is printed twice is read once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cjaplans.extract.glyphs import ASKEW, LINE_HYPHENS, GlyphReader, Glyphs, Style
from cjaplans.extract.model import Box, Word, bounding
from cjaplans.extract.overprint import Overprint, overprint_of
from cjaplans.extract.signs import sign_of
from cjaplans.extract.spaced import without_letter_spacing
from cjaplans.extract.upright import Turn, Upright, turn_back, turn_of, turned_box
from cjaplans.extract.watermarks import without_watermarks

#: Characters that look like the plain ones, and only bind what stands beside them.
PLAIN = str.maketrans("\u00a0\u202f\u2010\u2011", "  --")
WHITE = frozenset(" \r\n\t")
SOFT_HYPHEN = "\u00ad"
#: What no reader sees: padding, zero-width marks.
UNPRINTED = frozenset("\x00\uffff\u200b\u200c\u200d\u2060\ufeff")
FIRST_PRIVATE = "\ue000"
#: A raised character this much smaller than its word is a superscript.
SUPERSCRIPT_SIZE = 0.75


@dataclass(slots=True)
class _Run:
    """Characters of one word that one text object prints."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style

    @property
    def size(self) -> float:
        return self.style.size

    @property
    def bold(self) -> bool:
        return self.style.bold

    @property
    def signs(self) -> bool:
        return self.style.signs

    @property
    def mark(self) -> bool:
        """Whether it could be a footnote mark: figures or signs only."""
        return all(c.isdigit() or c in "*†‡" for c in self.text)


@dataclass(slots=True)
class _WordReader:
    """Turns a page's characters into words; ``runs`` are those of the word being read.

    Words of ``faint`` text are kept apart: they may be a watermark.
    """

    reader: GlyphReader
    glyphs: Glyphs
    upright: Upright
    words: list[Word] = field(default_factory=list)
    faint: list[Word] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    overprint: Overprint = field(init=False)
    last: int = -1
    bold: int = 0

    def __post_init__(self) -> None:
        self.overprint = overprint_of(self.glyphs)

    def read(self) -> None:
        repeated, indexes = self.overprint.repeated, self.glyphs.indexes
        for place, char in enumerate(self.glyphs.text):
            if place in repeated:
                continue
            if char in WHITE:
                if self.runs and not (repeated and self._inside_repetition(place)):
                    self._close(char == " " and not self.reader.generated(indexes[place]))
            elif char == SOFT_HYPHEN:
                if self._ends_line(place):
                    self._add(place, "-")
            elif char not in UNPRINTED:
                self._add(place, "-" if char in LINE_HYPHENS else char)
        self._close(False)

    def _inside_repetition(self, place: int) -> bool:
        """Whether a gap only leads back to what is printed again."""
        return place + 1 in self.overprint.repeated and self.reader.generated(self.glyphs.indexes[place])

    def _ends_line(self, place: int) -> bool:
        return self.glyphs.text[place + 1 : place + 2] in ("", *WHITE)

    def _add(self, place: int, char: str) -> None:
        glyphs, last = self.glyphs, self.last
        x0, x1 = glyphs.x0[place], glyphs.x1[place]
        handle = glyphs.objects[place]
        bolded = self.overprint.bold
        if self.runs and handle == glyphs.objects[last]:
            run = self.runs[-1]
            height = run.bottom - run.top
            level = run.top - height < glyphs.bottom[place] and glyphs.top[place] < run.bottom + height
            if level and -1.5 * height <= x0 - run.x1 <= 0.6 * height:
                run.text += sign_of(char, run.signs) if run.signs or char >= FIRST_PRIVATE else char
                if x0 < run.x0:
                    run.x0 = x0
                if x1 > run.x1:
                    run.x1 = x1
                self.last = place
                if bolded:
                    self.bold += place in bolded
                return
            self._close(False)
        index = glyphs.indexes[place]
        style = self.reader.style(index, handle)
        top, bottom = self.reader.extent(index, glyphs.top[place], glyphs.bottom[place], style.size, self.upright)
        run = _Run(sign_of(char, style.signs), x0, top, x1, bottom, style)
        if self.runs and self._apart(run):
            self._close(False)
        self.runs.append(run)
        self.last = place
        self.bold += place in bolded

    def _apart(self, run: _Run) -> bool:
        """Whether a run stands too far from the last one to belong to its word."""
        last = self.runs[-1]
        height = max(last.bottom - last.top, run.bottom - run.top, 1.0)
        gap = run.x0 - last.x1
        off_line = min(last.bottom, run.bottom) - max(last.top, run.top) < 0.1 * height
        return off_line or gap > 0.6 * height or gap < -1.5 * height

    def _close(self, space_after: bool) -> None:
        runs = _without_footnote_marks(self.runs) if len(self.runs) > 1 else self.runs
        overprinted = self.bold and 2 * self.bold > sum(len(r.text) for r in runs)
        self.runs, self.bold = [], 0
        text = "".join(run.text for run in runs).translate(PLAIN).strip()
        if not text:
            return
        box = bounding([Box(r.x0, r.top, r.x1, r.bottom) for r in runs])
        if len(runs) == 1:
            size, bold = runs[0].style.size, runs[0].style.bold
        else:
            size = max(r.size for r in runs)
            bold = 2 * sum(len(r.text) for r in runs if r.bold) > sum(len(r.text) for r in runs)
        word = Word(text, box, size, bold or bool(overprinted), space_after)
        (self.faint if runs[0].style.faint else self.words).append(word)


def _without_footnote_marks(runs: list[_Run]) -> list[_Run]:
    """Drops raised small figures and asterisks (SCHEMA: footnote marks are dropped)."""
    main = max(runs, key=lambda r: r.size)
    line = main.bottom - 0.1 * (main.bottom - main.top)
    return [r for r in runs if not (r.mark and r.size < SUPERSCRIPT_SIZE * main.size and r.bottom < line)]


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page's words in PDFium's reading order, and the texts of its watermarks, which are not among them."""

    words: tuple[Word, ...]
    watermarks: tuple[str, ...]


def read_words(reader: GlyphReader, upright: Upright, turn: int, width: float, height: float) -> PageWords:
    """The words of an upright page of the given size, which ``upright`` has turned by ``turn``."""
    glyphs = reader.read(upright)
    turns = reader.turns
    if all(each == turn for each in turns.values()):
        plain = _WordReader(reader, glyphs, upright)
        plain.read()
        return _sifted(plain, ())
    parts = _by_turn(glyphs, turns, turn)
    plain = _WordReader(reader, glyphs.of(parts.pop(0, [])), upright)
    plain.read()
    askew = _WordReader(reader, glyphs.of(parts.pop(ASKEW, [])), upright)
    askew.read()
    for relative, places in parts.items():
        undo = turn_of(relative, width, height)
        there = _WordReader(reader, glyphs.of(places, undo), _then(upright, undo))
        there.read()
        back = turn_back(relative, width, height)
        plain.words.extend(_put_back(there.words, back, relative))
        plain.faint.extend(_put_back(there.faint, back, relative))
    return _sifted(plain, askew.words + askew.faint)


def _sifted(plain: _WordReader, askew: Sequence[Word]) -> PageWords:
    words, watermarks = without_watermarks(plain.words, plain.faint, askew)
    return PageWords(tuple(without_letter_spacing(words)), watermarks)


def _by_turn(glyphs: Glyphs, turns: Mapping[int, int], page: int) -> dict[int, list[int]]:
    """Places of the characters by where they run on the turned page; white space goes with what it follows."""
    parts: dict[int, list[int]] = {}
    relative = 0
    for place, handle in enumerate(glyphs.objects):
        if handle:
            own = turns[handle]
            relative = own if own == ASKEW else (own - page) % 360
        parts.setdefault(relative, []).append(place)
    return parts


def _then(upright: Upright, turn: Turn) -> Upright:
    return lambda x, y: turn(*upright(x, y))


def _put_back(words: Sequence[Word], back: Turn, turn: int) -> list[Word]:
    """Words that were read where they stand upright, in their places on the page."""
    return [replace(word, box=turned_box(word.box, back), turn=turn) for word in words]
