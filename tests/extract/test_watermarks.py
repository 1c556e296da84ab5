"""What is printed over a page and not on it is in no text."""

from __future__ import annotations

import pytest

from cjaplans.extract.document import extract
from tests.extract.pages import Paper, edges
from tests.extract.reading import table, texts, words
from tests.extract.turning import write_turned

ROWS = [["Action", "Lead"], ["Open the mill", "Mill"], ["Mend bicycles", "Ferry"], ["Paint the ferry", "Harbour"]]


def drawn() -> Paper:
    paper = Paper()
    paper.table(100, edges(60, 250, 200), ROWS, height=60)
    return paper


@pytest.mark.parametrize("turn", [315, 300, 45])
def test_a_slanting_watermark_is_in_no_cell_but_in_a_notice(turn: int) -> None:
    paper = drawn()
    write_turned(paper, 120, 320 if turn > 180 else 120, ["DRAFT"], turn=turn, size=70)
    assert texts(table(paper)) == ROWS
    assert [(n.page, n.code) for n in extract(paper.data()).notices] == [(1, "watermark")]


@pytest.mark.parametrize("turn", [0, 270])
def test_a_pale_watermark_behind_the_text_is_in_no_cell(turn: int) -> None:
    paper = drawn()
    paper.canvas.setFillGray(0.85)
    write_turned(paper, 90 if turn == 0 else 150, 300 if turn == 0 else 400, ["DRAFT"], turn=turn, size=100)
    assert texts(table(paper)) == ROWS
    assert all(w.text != "DRAFT" for w in words(paper))


def test_a_pale_title_beside_the_text_is_read() -> None:
    paper = drawn()
    paper.canvas.setFillGray(1)
    paper.write(60, 30, "Action Plan", size=30)
    assert {w.text for w in words(paper)} >= {"Action", "Plan"}
    assert extract(paper.data()).notices == ()


def test_slanting_headings_as_small_as_the_text_are_read() -> None:
    paper = drawn()
    write_turned(paper, 70, 90, ["Timescale"], turn=315)
    assert extract(paper.data()).notices == ()
    assert any("T" in w.text for w in words(paper) if w.box.top < 95)
