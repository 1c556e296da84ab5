"""Text printed twice is read once, and text that is double by nature stays so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.pages import Paper, edges
from tests.extract.reading import blocks, table, texts, words

ASIDE = [(0.0, 0.0), (0.2, 0.0), (0.4, 0.0), (0.6, 0.0), (0.3, 0.3), (0.0, 0.4)]
LINE = "Stronger communities will all need 1100 books"


def read(paper: Paper) -> list[str]:
    return [w.text for w in words(paper)]


@pytest.mark.parametrize(("right", "down"), ASIDE)
@pytest.mark.parametrize("by", ["letter", "word", "line"])
def test_fake_bold_is_read_once(by: str, right: float, down: float) -> None:
    paper = Paper()
    pieces = {"letter": list(LINE), "word": [f"{w} " for w in LINE.split()], "line": [LINE]}[by]
    x = 60.0
    for piece in pieces:
        end = paper.write(x, 100, piece)
        paper.write(x + right, 100 + down, piece)
        x = end
    assert read(paper) == LINE.split()


def test_a_page_drawn_again_after_other_text_is_read_once() -> None:
    paper = Paper()
    for _ in range(2):
        paper.write(60, 100, LINE)
        paper.write(60, 120, "The mill opens again")
    assert read(paper) == [*LINE.split(), "The", "mill", "opens", "again"]


def test_a_line_drawn_again_in_other_pieces_is_read_once() -> None:
    paper = Paper()
    paper.write(60, 100, "Stronger together")
    paper.write(paper.write(60.3, 100, "Stro"), 100, "nger together")
    assert [(w.text, w.bold) for w in words(paper)] == [("Stronger", True), ("together", True)]


def test_cells_printed_twice_are_read_once() -> None:
    paper = Paper()
    rows = [["Action", "Lead"], ["Open the mill", "Mill"], ["Open the mill", "Mill"]]
    for _ in range(2):
        paper.table(100, edges(60, 150, 100), rows)
    assert texts(table(paper)) == rows


@pytest.mark.parametrize("size", [5, 9, 12])
@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman", "Courier", "Helvetica-Bold"])
def test_real_doubles_are_kept(font: str, size: float) -> None:
    line = "Common room AAA rating 1100 iill ll ... bookkeeping --- 11/11/2011 ffi"
    paper = Paper()
    paper.write(60, 100, line, font=font, size=size)
    assert read(paper) == line.split()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("abillt10.A", min_size=1, max_size=6), min_size=1, max_size=8), st.sampled_from(ASIDE))
def test_whatever_is_printed_twice_reads_as_printed_once(found: list[str], aside: tuple[float, float]) -> None:
    once, twice = Paper(), Paper()
    for paper in (once, twice):
        paper.write(60, 100, " ".join(found))
    twice.write(60 + aside[0], 100 + aside[1], " ".join(found))
    assert read(twice) == read(once)


def test_equal_words_one_below_the_other_are_two() -> None:
    paper = Paper()
    paper.write(60, 100, "Ongoing\nOngoing")
    assert "".join(text for _, text in blocks(paper)).replace(" ", "") == "Ongoing" * 2
