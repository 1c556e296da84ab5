"""Lines are told to be whole, and pages to hold no table, before they are looked at; nothing is missed so."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cjaplans.extract.borderless import find
from cjaplans.extract.borderless.lines import COARSE, FINE, is_turned, segments, text_line
from cjaplans.extract.model import Box, Word
from cjaplans.extract.paragraphs import Line, lines_of

TEXTS = ["Kelpie", "Works", "12", "£", "40%", "%", "...", "Rent.....", "a.", "-", "…", "n/a", "(3)", "Morag"]
SIZES = st.sampled_from([0.5, 8.0, 10.0, 11.0])


@st.composite
def lines(draw: st.DrawFn) -> list[Word]:
    """Words on one line, with gaps from none to that of columns."""
    x, words = draw(st.floats(0, 50)), []
    for _ in range(draw(st.integers(1, 7))):
        text, size = draw(st.sampled_from(TEXTS)), draw(SIZES)
        end = x + 5 * len(text)
        words.append(Word(text, Box(x, 100, end, 110), size))
        x = end + draw(st.sampled_from([-1.0, 0.0, 2.0, 3.6, 4.5, 5.0, 8.0, 9.0, 14.0, 90.0]))
    return words


@settings(max_examples=120, deadline=None)
@given(words=lines())
def test_a_line_is_cut_alike_whether_or_not_it_was_told_to_be_whole(words: list[Word]) -> None:
    line = Line.of(words)
    cut = text_line(line)
    assert (cut.coarse, cut.fine) == (segments(line, COARSE), segments(line, FINE))


#: Lines of a table.
PRINTED = [
    [Word(text, Box(x, 0, x + 5 * len(text), 10), 10.0) for x, text in zip((50, 200, 350), texts, strict=True)]
    for texts in (("Mill", "12", "40%"), ("Ferry", "7", "n/a"), ("Weir", "133", "9"))
]


@st.composite
def pages(draw: st.DrawFn) -> list[Word]:
    """Lines of words in columns or in none."""
    words: list[Word] = []
    for row in range(draw(st.integers(1, 6))):
        top = 100 + 14 * row
        line = draw(st.one_of(st.sampled_from(PRINTED), lines()))
        words += [Word(w.text, Box(w.box.x0, top, w.box.x1, top + 10), 10.0) for w in line]
    return words


@settings(max_examples=50, deadline=None)
@given(words=pages())
def test_a_page_that_is_skipped_holds_no_table(words: list[Word]) -> None:
    skipped = not find.may_hold_table(lines_of([word for word in words if not is_turned(word)]))
    with patch.object(find, "may_hold_table", lambda *_: True):
        found = find.find_tables(words, np.empty((0, 3)))
    assert not (skipped and found)
    assert [f.filled for f in find.find_tables(words, np.empty((0, 3)))] == [f.filled for f in found]


def _plain_lines(words: list[Word]) -> list[list[Word]]:
    """Words whose middles lie within half the lower one's height of the first of their line."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.top + w.box.bottom) / 2):
        first = found[-1][0].box if found else word.box
        apart = abs((word.box.top + word.box.bottom) / 2 - (first.top + first.bottom) / 2)
        if found and apart < 0.5 * min(first.height, word.box.height):
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line, key=lambda w: w.box.x0) for line in found]


@settings(max_examples=50, deadline=None)
@given(
    places=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.floats(2, 14)), max_size=15),
)
def test_lines_are_words_on_one_height(places: list[tuple[int, int, float]]) -> None:
    words = [Word(f"w{n}", Box(x, y, x + 9, y + tall), tall) for n, (x, y, tall) in enumerate(places)]
    assert [list(line.words) for line in lines_of(words)] == _plain_lines(words)
