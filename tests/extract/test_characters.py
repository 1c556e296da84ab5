"""Words as PDFium's characters give them, on upright, turned and cropped pages."""

from __future__ import annotations

import pytest

from cjaplans.extract.page import read_page
from cjaplans.extract.reader import open_pdf
from tests.extract.pages import LANDSCAPE, PORTRAIT, Paper, Size, coded
from tests.extract.reading import words


def words_of(*letters: str) -> list[str]:
    """The words of a line whose font maps its codes to these letters or runs of letters."""
    with open_pdf(coded(*letters)) as pdf:
        return [w.text for w in read_page(pdf, 1).words]


def test_words_end_at_white_space_and_keep_their_boxes() -> None:
    paper = Paper()
    end = paper.write(100, 200, "Open the", size=10)
    first, second = words(paper)
    assert (first.text, second.text) == ("Open", "the")
    assert first.box.x0 == pytest.approx(100, abs=0.5)
    assert second.box.x1 == pytest.approx(end, abs=0.5)
    assert (first.box.top, first.box.bottom) == pytest.approx((200, 210), abs=0.1)
    assert first.size == pytest.approx(10)


def test_a_printed_space_is_told_from_a_gap() -> None:
    paper = Paper()
    paper.write(100, 200, "one two")
    paper.write(200, 200, "three")
    assert [(w.text, w.space_after) for w in words(paper)] == [("one", True), ("two", False), ("three", False)]


def test_text_set_by_a_scaled_matrix_has_the_size_it_shows() -> None:
    paper = Paper()
    paper.canvas.scale(2, 2)
    paper.write(50, 600, "double", size=6)
    assert [w.size for w in words(paper)] == [pytest.approx(12)]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_no_break_space_joins_its_words(space: str) -> None:
    assert words_of(*f"by 1{space}April 2010") == ["by", "1 April", "2010"]


def test_soft_hyphens_and_zero_width_marks_are_not_read() -> None:
    assert words_of(*"reset\u00adtle\u200bment") == ["resettlement"]


def test_a_ligature_keeps_all_its_letters() -> None:
    assert words_of("s", "t", "a", "\ufb00", " ", "o", "ffi", "c", "e") == ["staff", "office"]


def test_double_letters_are_no_overprint() -> None:
    paper = Paper()
    paper.write(100, 200, "bookkeeping will iii 1100", size=6)
    assert [w.text for w in words(paper)] == ["bookkeeping", "will", "iii", "1100"]


def test_letters_printed_twice_for_fake_bold_are_read_once() -> None:
    paper = Paper()
    x = 100.0
    for letter in "Lead":
        paper.write(x, 200, letter)
        x = paper.write(x + 0.3, 200, letter)
    assert [w.text for w in words(paper)] == ["Lead"]


def test_words_printed_twice_for_fake_bold_are_read_once() -> None:
    paper = Paper()
    paper.write(100, 200, "Timescale")
    paper.write(100.3, 200, "Timescale")
    assert [w.text for w in words(paper)] == ["Timescale"]


@pytest.mark.parametrize("mark", ["1", "12", "*"])
def test_footnote_marks_are_dropped(mark: str) -> None:
    paper = Paper()
    paper.write(paper.write(100, 200, "housing", size=10), 200, mark, size=5, rise=2)
    assert [w.text for w in words(paper)] == ["housing"]


def test_the_letters_of_an_ordinal_are_kept() -> None:
    paper = Paper()
    paper.write(paper.write(100, 200, "31", size=10), 200, "st", size=5, rise=2)
    assert [w.text for w in words(paper)] == ["31st"]


def test_small_figures_on_the_line_are_no_footnote_marks() -> None:
    paper = Paper()
    paper.write(paper.write(100, 200, "CO", size=10), 202.5, "2", size=6, rise=-2.5)
    assert [w.text for w in words(paper)] == ["CO2"]


def test_bold_shows_in_the_name_of_the_font_and_in_stroked_letters() -> None:
    paper = Paper()
    paper.write(100, 100, "Plain")
    paper.write(100, 150, "Heavy", bold=True)
    stroked = paper.canvas.beginText(100, paper.size[1] - 200)
    stroked.setFont("Helvetica", 9)
    stroked.setTextRenderMode(2)
    stroked.textOut("Stroked")
    paper.canvas.drawText(stroked)
    assert {w.text: w.bold for w in words(paper)} == {"Plain": False, "Heavy": True, "Stroked": True}


@pytest.mark.parametrize("crop", [0, 36])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_turned_and_cropped_pages_read_as_they_are_shown(size: Size, rotation: int, crop: float) -> None:
    paper = Paper(size, rotation=rotation, crop=crop)
    paper.write(72, 60, "north-west", size=12)
    paper.write(400, 500, "south east", size=8)
    with open_pdf(paper.data()) as pdf:
        page = read_page(pdf, 1)
    assert (page.width, page.height) == pytest.approx(size)
    found = {w.text: w.box for w in page.words}
    assert list(found) == ["north-west", "south", "east"]
    assert (found["north-west"].x0, found["north-west"].top) == pytest.approx((72, 60), abs=0.5)
    assert (found["south"].x0, found["south"].top) == pytest.approx((400, 500), abs=0.5)
    assert found["north-west"].height == pytest.approx(12)
    assert found["south"].x1 < found["east"].x0


def test_words_outside_the_crop_box_are_not_read() -> None:
    paper = Paper(crop=50)
    paper.write(-40, 100, "hidden")
    paper.write(40, 100, "seen")
    assert [w.text for w in words(paper)] == ["seen"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("A C T I O N   P L A N", ["ACTION", "PLAN"]),
        ("T h e m e s", ["Themes"]),
        ("Y N Y", ["Y", "N", "Y"]),
        ("Plan A B or C", ["Plan", "A", "B", "or", "C"]),
    ],
)
def test_letters_set_apart_are_words(line: str, found: list[str]) -> None:
    paper = Paper()
    paper.write(100, 200, line)
    assert [w.text for w in words(paper)] == found


def test_letters_set_apart_by_the_writer_are_words() -> None:
    paper = Paper()
    spaced = paper.canvas.beginText(100, paper.size[1] - 200)
    spaced.setFont("Helvetica", 12)
    spaced.setCharSpace(5)
    spaced.textOut("ACTION PLAN")
    paper.canvas.drawText(spaced)
    assert [w.text for w in words(paper)] == ["ACTION", "PLAN"]


def test_letters_of_columns_are_no_word() -> None:
    paper = Paper()
    for number, letter in enumerate("YNYNY"):
        paper.write(100 + 20 * number, 200, letter)
    assert [w.text for w in words(paper)] == list("YNYNY")


def test_small_capitals_are_one_word() -> None:
    paper = Paper()
    paper.write(paper.write(100, 200, "A", size=12), 202.3, "CTION", size=9)
    assert [w.text for w in words(paper)] == ["ACTION"]


@pytest.mark.parametrize(("sign", "seen"), [("\uf0fc", "✓"), ("\uf0fb", "✗"), ("\uf0a7", "▪"), ("\uf04a", "☺")])
def test_signs_of_the_private_area_are_what_they_look_like(sign: str, seen: str) -> None:
    assert words_of("D", "o", "n", "e", " ", sign) == ["Done", seen]


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011"])
def test_hyphens_of_all_sorts_are_hyphens(hyphen: str) -> None:
    assert words_of(*f"re{hyphen}open") == ["re-open"]


def test_a_soft_hyphen_at_a_words_end_is_a_hyphen() -> None:
    assert words_of(*"resettle\u00ad ment") == ["resettle-", "ment"]
