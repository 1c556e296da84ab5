"""Pages and texts that run up, down or upside down are read as they are meant to be held."""

from __future__ import annotations

from itertools import product

import pytest

from cjaplans.extract.document import extract
from tests.extract.pages import LANDSCAPE, PORTRAIT, Paper, Size, edges
from tests.extract.reading import blocks, spans, table, tables, texts, words
from tests.extract.turning import sideways, write_turned

XS = edges(60, 60, 180, 90, 90)
ROWS = [
    ["No", "Action", "Lead", "Timescale"],
    ["1", "Open the mill by the river for all who live on the island", "Harbour master", "March 2011"],
    ["2", "Mend bicycles", "Mill", "June 2011"],
    ["3", "^", "Ferry", "July 2011"],
]


def drawn(size: Size, rotation: int, crop: float, turn: int) -> Paper:
    paper = Paper(size, rotation=rotation, crop=crop)
    sideways(paper, turn)
    paper.write(60, 40, "Work on the island", bold=True, size=12)
    paper.table(80, XS, ROWS, bold_rows=1)
    return paper


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_a_page_is_the_same_however_it_is_turned_cropped_and_typeset(size: Size, turn: int) -> None:
    plain = table(drawn(PORTRAIT, 0, 0, 0))
    for rotation, crop in product((0, 90, 180, 270), (0, 40)):
        paper = drawn(size, rotation, crop, turn)
        document = extract(paper.data())
        (read,) = document.tables
        assert (texts(read), spans(read)) == (texts(plain), spans(plain))
        assert (read.cells[0].box.x0, read.cells[0].box.top) == pytest.approx((60, 80), abs=1)
        assert [b.text for b in document.blocks] == ["Work on the island"]
        assert (document.pages[0].width, document.pages[0].height) == pytest.approx(paper.size)
        assert document.pages[0].turned == -turn % 360
        assert [n.code for n in document.notices] == (["page_turned"] if turn else [])


def test_a_larger_unit_changes_no_text() -> None:
    data = drawn(PORTRAIT, 0, 0, 0).data()
    larger = data.replace(b"/Rotate 0", b"/Rotate 0 /UserUnit 2", 1)
    assert larger != data
    assert texts(extract(larger).tables[0]) == texts(table(drawn(PORTRAIT, 0, 0, 0)))


def test_a_heading_that_runs_up_beside_its_rows_is_one_text() -> None:
    paper = Paper()
    xs = edges(40, 40, 200, 90)
    for top in (100, 160, 220, 280):
        paper.rule(80 if top in (160, 220) else 40, top, xs[-1], top)
    for x in xs:
        paper.rule(x, 100, x, 280)
    write_turned(paper, 53, 275, ["Priority 1: work and", "housing for all"])
    for row, texts_ in enumerate((["Action", "Lead"], ["Open the mill", "Mill"], ["Mend bicycles", "Ferry"])):
        for column, text in enumerate(texts_):
            paper.write(xs[column + 1] + 4, 103 + 60 * row, text)
    read = table(paper)
    assert texts(read)[0] == ["Priority 1: work and housing for all", "Action", "Lead"]
    assert spans(read)[0, 0] == (3, 1)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_words_are_whole_and_keep_their_places(turn: int) -> None:
    paper = Paper()
    paper.write(50, 100, "All of this line and the next is as usual,\nand so is this.")
    write_turned(paper, 300, 500, ["Timescale agreed"], turn=turn)
    first, second = (w for w in words(paper) if w.turn)
    assert (first.text, second.text, first.turn) == ("Timescale", "agreed", turn)
    assert (first.box.height > first.box.width) == (turn != 180)
    along = {90: first.box.top - 500, 180: 300 - first.box.x1, 270: 500 - first.box.bottom}[turn]
    assert along == pytest.approx(0, abs=1)


def test_turned_headings_of_neighbouring_columns_stay_apart() -> None:
    paper = Paper()
    paper.write(50, 400, "The ferry and the harbour are open to all\nwho come and go by boat.")
    for number, text in enumerate(("Lead officer", "By when")):
        write_turned(paper, 100 + 40 * number, 300, [text])
    assert {text for _, text in blocks(paper)} >= {"Lead officer", "By when"}


def test_tables_of_portrait_and_landscape_pages_are_joined_where_their_columns_agree() -> None:
    paper = Paper()
    paper.table(60, XS, ROWS, bold_rows=1)
    paper.turn(LANDSCAPE)
    wide = edges(60, 60, 300, 150, 150)
    paper.table(60, wide, ROWS, bold_rows=1)
    paper.turn(PORTRAIT)
    sideways(paper, 270)
    paper.table(60, wide, [["4", "Paint the ferry before the winter storms come", "Ferry", "May 2012"]])
    first, second = tables(paper)
    assert (first.page_first, first.page_last, second.page_first, second.page_last) == (1, 1, 2, 3)
    assert texts(second)[-1] == ["4", "Paint the ferry before the winter storms come", "Ferry", "May 2012"]


def test_a_page_number_beside_a_turned_table_is_no_text() -> None:
    paper = Paper()
    for number in range(1, 5):
        if number > 1:
            paper.turn(PORTRAIT)
        paper.write(290, 810, f"{number}")
        sideways(paper, 270)
        paper.table(60, edges(60, 300, 150, 150), [["Open the mill by the river for all", "Mill", "May 2011"]] * 3)
    assert {kind.value for kind, _ in blocks(paper)} == {"running"}
