"""Words found by comparing whole arrays are those that reading letter by letter finds."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cjaplans.extract.bulk import CHUNK, Floats, loose_boxes, origins
from cjaplans.extract.characters import words_of
from cjaplans.extract.glyphs import GlyphReader, Glyphs, Places
from cjaplans.extract.model import Box, Word
from cjaplans.extract.overprint import overprint_of
from cjaplans.extract.reader import open_pdf
from cjaplans.extract.signs import sign_of
from cjaplans.extract.styles import Style
from tests.extract.pages import Paper

STYLES = {
    0: Style(0.0, False),
    1: Style(10.0, False),
    2: Style(10.0, True),
    3: Style(6.0, False),
    4: Style(10.0, False, signs=True),
    5: Style(30.0, False, faint=True),
}
PLAIN = str.maketrans("\u00a0\u202f\u2010\u2011", "  --")
#: Gaps beside a letter: onto it again, a little off, just within and just beyond a word, and far.
ASIDE = [-5.0, -4.7, 0.3, 1.0, 5.5, 6.5, 40.0, -14.0, -14.0, -16.0, -60.0]
#: A letter, one beside it, a gap, the same again, and one beside it.
BACK = [0.0, 0.0, 0.0, -10.0, 0.0]


class Letter(NamedTuple):
    char: str
    aside: float
    width: float
    down: float
    style: int


LETTER = st.builds(
    Letter,
    st.sampled_from(
        [*"aaaaab1*† \r\n.", "\u00a0", "\u00ad", "\x02", "\u200b", "\uf0fc", "\u2011", "😀", "\u0301", "ش"]
    ),
    st.one_of(st.just(0.0), st.sampled_from(ASIDE), st.sampled_from(ASIDE)),
    st.sampled_from([5.0, 5.0, 5.0, 0.0, 2.0]),
    st.sampled_from([0.0] * 12 + [-3.0, 3.0, 12.0, 24.0]),
    st.sampled_from([0, 1, 1, 1, 2, 3, 4, 5]),
)


def glyphs_of(letters: list[Letter], ties: list[bool]) -> Glyphs:
    """The letters beside and below each other; where tied, one is printed by the text object of the one before."""
    x, y, last = 100.0, 100.0, 0
    rows: list[tuple[float, ...]] = []
    for letter, tied in zip(letters, ties, strict=True):
        last = last if tied else letter.style
        x, y = x + letter.aside, y + letter.down
        rows.append((x, y, x + letter.width, y + 10.0, last))
        x += letter.width
    x0, top, x1, bottom, styles = np.array(rows).T
    codes = np.array([ord(letter.char) for letter in letters], dtype=np.uint32)
    return Glyphs(codes, x0, top, x1, bottom, styles.astype(np.uint64), np.arange(len(letters)))


class Reader:
    """Answers as the reader of a page's characters does."""

    def styles(self, indexes: Sequence[int], handles: Sequence[int]) -> list[Style]:
        return [STYLES[handle] for handle in handles]

    def extents(self, glyphs: Glyphs, places: Places, sizes: Floats, upright: object) -> tuple[Floats, Floats]:
        middle = (glyphs.top[places] + glyphs.bottom[places]) / 2
        return middle - sizes / 2, middle + sizes / 2


@dataclass
class Run:
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style

    def is_mark(self) -> bool:
        return all(c.isdigit() or c in "*†‡" for c in self.text)


class Plain:
    """Reads letter by letter."""

    def __init__(self, glyphs: Glyphs) -> None:
        self.glyphs, self.words, self.faint = glyphs, list[Word](), list[Word]()
        self.runs: list[Run] = []
        self.last, self.bold, self.twice = -1, 0, overprint_of(glyphs)
        chars = [chr(code) for code in glyphs.codes.tolist()]
        for place, char in enumerate(chars):
            printed = glyphs.objects[place] != 0
            if place in self.twice.repeated or char in "\u200b":
                continue
            if char in " \r\n":
                if not (place + 1 in self.twice.repeated and not printed):
                    self.close(char == " " and bool(printed))
            elif char != "\u00ad" or "".join(chars[place + 1 : place + 2]) in ("", " ", "\r", "\n"):
                self.add(place, "-" if char in "\u00ad\x02" else char)
        self.close(False)

    def add(self, place: int, char: str) -> None:
        x0, top, x1, bottom = (
            float(e[place]) for e in (self.glyphs.x0, self.glyphs.top, self.glyphs.x1, self.glyphs.bottom)
        )
        handle = int(self.glyphs.objects[place])
        style = STYLES[handle]
        char = sign_of(char, style.signs)
        if self.runs and handle == self.glyphs.objects[self.last]:
            run = self.runs[-1]
            height = run.bottom - run.top
            level = run.top - height < bottom and top < run.bottom + height
            if level and -1.5 * height <= x0 - run.x1 <= 0.6 * height:
                run.text, run.x0, run.x1 = run.text + char, min(run.x0, x0), max(run.x1, x1)
                self.last, self.bold = place, self.bold + (place in self.twice.bold)
                return
            self.close(False)
        middle = (top + bottom) / 2
        new = Run(char, x0, middle - style.size / 2, x1, middle + style.size / 2, style)
        if self.runs and self.apart(self.runs[-1], new):
            self.close(False)
        self.runs.append(new)
        self.last, self.bold = place, self.bold + (place in self.twice.bold)

    @staticmethod
    def apart(last: Run, run: Run) -> bool:
        height = max(last.bottom - last.top, run.bottom - run.top, 1.0)
        off_line = min(last.bottom, run.bottom) - max(last.top, run.top) < 0.1 * height
        return off_line or not -1.5 * height <= run.x0 - last.x1 <= 0.6 * height

    def close(self, space_after: bool) -> None:
        runs, bold, self.runs, self.bold = self.runs, self.bold, [], 0
        if runs:
            main = max(runs, key=lambda r: r.style.size)
            line = main.bottom - 0.1 * (main.bottom - main.top)
            runs = [r for r in runs if not (r.is_mark() and r.style.size < 0.75 * main.style.size and r.bottom < line)]
        text = "".join(run.text for run in runs).translate(PLAIN).strip()
        if not text:
            return
        letters = sum(len(r.text) for r in runs)
        heavy = 2 * sum(len(r.text) for r in runs if r.style.bold) > letters or 2 * bold > letters
        box = Box(
            min(r.x0 for r in runs), min(r.top for r in runs), max(r.x1 for r in runs), max(r.bottom for r in runs)
        )
        word = Word(text, box, max(r.style.size for r in runs), heavy, space_after)
        (self.faint if runs[0].style.faint else self.words).append(word)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(LETTER, st.sampled_from([True, True, True, False])), min_size=1, max_size=30))
@example([(Letter(char, -14.0, 5.0, 0.0, 1), place > 0) for place, char in enumerate("bab.")])
@example([(Letter(char, aside, 5.0, 0.0, char != " "), False) for char, aside in zip("ab b1", BACK, strict=True)])
def test_words_are_those_that_reading_letter_by_letter_finds(drawn: list[tuple[Letter, bool]]) -> None:
    glyphs = glyphs_of([letter for letter, _ in drawn], [tied for _, tied in drawn])
    found, plain = words_of(glyphs, cast(GlyphReader, Reader()), lambda x, y: (x, y)), Plain(glyphs)
    assert (found.words, found.faint) == (plain.words, plain.faint)


def test_more_characters_than_are_asked_at_a_time_keep_their_order() -> None:
    paper = Paper()
    for line in range(70):
        paper.write(30, 30 + 10 * line, "abcdefgh " * 10, size=6)
    with open_pdf(paper.data()) as pdf:
        textpage = pdf[0].get_textpage()
        count = textpage.count_chars()
        assert count > CHUNK
        page = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
        boxes, some = loose_boxes(page, count), range(0, count, 1000)
        by_one = [textpage.get_charbox(index, loose=True) for index in range(count)]
        assert boxes.tolist() == [[left, top, right, bottom] for left, bottom, right, top in by_one]
        assert np.all(origins(page, some)[:, 1] >= boxes[::1000, 3])
