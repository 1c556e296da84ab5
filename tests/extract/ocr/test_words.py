"""Boxes, sizes, boldness and spaces of words, from the ink of drawn lines and letters as an engine gives them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2
import pytest

from cjaplans.extract.model import Word
from cjaplans.extract.ocr.engine import Letter, PixelBox, Reading
from cjaplans.extract.ocr.image import ink_of, render
from cjaplans.extract.ocr.measure import settled
from cjaplans.extract.ocr.pieces import pieces_of, wiped
from cjaplans.extract.ocr.words import words_of
from cjaplans.extract.page import read_page
from cjaplans.extract.rules import Rules
from tests.extract.pages import Paper


def read(paper: Paper, lines: Sequence[str]) -> tuple[list[Word], list[Word]]:
    """The words of a drawn page by its image, each line given to them as an engine would, and by its text."""
    with pypdfium2.PdfDocument(paper.data()) as pdf:
        image, digital = render(pdf[0]), list(read_page(pdf, 1).words)
    pieces, readings = [], []
    left = list(digital)
    for line in lines:
        own = [left.pop(0) for _ in line.split()]
        x0, x1 = (round(x / image.scale) for x in (own[0].box.x0 - 1, own[-1].box.x1 + 1))
        pieces.append(
            PixelBox(x0, int((own[0].box.top - 1) / image.scale), x1, int((own[0].box.bottom + 1) / image.scale))
        )
        readings.append([_letters(word, pieces[-1], image.scale) for word in own])
    return words_of(pieces, readings, ink_of(image.gray), image.scale), digital


def _letters(word: Word, piece: PixelBox, scale: float) -> list[Letter]:
    """Letters of equal width, which is how well an engine knows their places."""
    width = word.box.width / len(word.text)
    places = [(word.box.x0 + (n + 0.5) * width) / scale - piece.x0 for n in range(len(word.text))]
    return [Letter(c, p / (piece.x1 - piece.x0), 0.5) for c, p in zip(word.text, places, strict=True)]


LINES = ["Mend the lanterns of the pier", "we are near our own oars", "Keeper: 14 May 2011", "SHORE PATROL (EAST)"]


def test_words_stand_where_the_text_layer_has_them() -> None:
    paper = Paper()
    for number, line in enumerate(LINES):
        paper.write(80, 100 + 20 * number, line)
    found, digital = read(paper, LINES)
    assert [w.text for w in found] == [w.text for w in digital]
    for word, drawn in zip(found, digital, strict=True):
        assert abs(word.box.x0 - drawn.box.x0) < 1.2
        assert abs(word.box.x1 - drawn.box.x1) < 2
        assert abs(word.box.bottom - drawn.box.bottom) < 0.8
    assert {w.size for w in found} == {found[0].size}
    assert found[0].size == pytest.approx(digital[0].size, rel=0.1)
    assert [w.space_after for w in found[:6]] == [True] * 5 + [False]
    assert found[0].confidence == 0.5


def test_sizes_and_boldness_are_told_apart() -> None:
    paper = Paper()
    paper.write(80, 100, "Harbour Plan", size=18)
    paper.write(80, 140, "Keeper of lamps", bold=True)
    paper.write(80, 160, "Sweep the pier and paint the boats each spring")
    paper.write(80, 180, "Ask the ferry crew what they want of it")
    lines = ["Harbour Plan", "Keeper of lamps", "Sweep the pier and paint the boats each spring"]
    found, _ = read(paper, [*lines, "Ask the ferry crew what they want of it"])
    assert [w.bold for w in found[2:5]] == [True] * 3
    assert not any(w.bold for w in found[5:])
    assert found[0].size > 1.5 * found[5].size
    assert found[2].size == found[5].size


def test_a_space_that_was_not_read_is_seen_in_the_image() -> None:
    paper = Paper()
    paper.write(80, 100, "all will call at the mill")
    found, _ = read(paper, ["all will call at the mill"])
    glued: Reading = [[*_as_letters(found[0], found), *_as_letters(found[1], found)]]
    with pypdfium2.PdfDocument(paper.data()) as pdf:
        image = render(pdf[0])
    piece = PixelBox(*(round(v / image.scale) for v in (79, 98, found[1].box.x1 + 1, 113)))
    width = piece.x1 - piece.x0
    glued = [[Letter(x.text, (x.place / image.scale - piece.x0) / width, 1.0) for x in glued[0]]]
    assert [w.text for w in words_of([piece], [glued], ink_of(image.gray), image.scale)] == ["all", "will"]


def _as_letters(word: Word, _: list[Word]) -> list[Letter]:
    width = word.box.width / len(word.text)
    return [Letter(c, word.box.x0 + (n + 0.5) * width, 1.0) for n, c in enumerate(word.text)]


def test_a_piece_without_ink_says_nothing() -> None:
    ink = np.zeros((40, 100), dtype=bool)
    assert words_of([PixelBox(0, 0, 100, 40)], [[[Letter("x", 0.5, 0.3)]]], ink, 0.36) == []


def test_sizes_settle_on_those_most_letters_have() -> None:
    assert settled([9.8, 10.1, 10.3, 14.2, 10.0], [30, 40, 20, 10, 30]) == [10.0, 10.0, 10.0, 14.0, 10.0]


def test_lines_are_parted_at_upright_rules_and_trimmed_at_level_ones() -> None:
    rules = Rules(np.array([[21.0, 0.0, 300.0]]), np.array([[100.0, 0.0, 200.0], [150.0, 0.0, 22.0]]))
    pieces = pieces_of([PixelBox(50, 20, 200, 40)], rules, 1.0)
    assert pieces == [PixelBox(50, 21, 100, 40), PixelBox(100, 21, 200, 40)]


def test_rules_are_wiped_out() -> None:
    ink = np.ones((40, 60), dtype=bool)
    clean = wiped(ink, Rules(np.array([[10.0, 0.0, 60.0]]), np.array([[30.0, 0.0, 40.0]])), 1.0, 0)
    assert not clean[10].any()
    assert not clean[:, 30].any()
    assert clean[20, 20]
    assert ink.all()


def test_letters_set_apart_for_show_are_words() -> None:
    paper = Paper()
    paper.write(80, 100, "L A M P S     O F     T H E     P I E R", size=14)
    found, digital = read(paper, ["LAMPS OF THE PIER"])
    assert [word.text for word in found] == [word.text for word in digital] == ["LAMPS", "OF", "THE", "PIER"]
