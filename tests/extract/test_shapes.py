"""One table drawn in every way its cells may be shown, and what must not be taken for one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader

from cjaplans.extract.model import Engine
from tests.extract.pages import Paper, edges
from tests.extract.reading import spans, tables, texts
from tests.extract.shapes import (
    Pen,
    bars,
    dashed,
    dots,
    fill,
    grey,
    heights,
    ruled,
    strokes,
    tiled,
    write,
    ys_of,
)

XS = edges(50, 130, 80, 120)
ROWS = [
    ["Action", "Lead", "Timescale"],
    ["Open a mill by the river for people on orders", "Morag", "May 2010"],
    ["Train the carters", "Kelpie Works", "Ongoing"],
    ["Let rooms", "Morag", "June 2011"],
]
BLUE, YELLOW, BLACK, WHITE = (0.85, 0.88, 0.95), (1.0, 1.0, 0.2), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


def _read(draw: Callable[[Paper], object]) -> list[list[list[str | None]]]:
    paper = Paper()
    draw(paper)
    return [texts(t) for t in tables(paper)]


@settings(max_examples=25, deadline=None)
@given(width=st.sampled_from([0.1, 0.15, 0.25, 1.5]), level=st.floats(200 / 255, 240 / 255))
def test_thin_grey_rules_are_rules(width: float, level: float) -> None:
    assert _read(lambda p: ruled(p, 100, XS, ROWS, grey(width, level))) == [ROWS]


@pytest.mark.parametrize(
    "pen",
    [
        *(dashed(*pattern) for pattern in [(3, 2), (1, 1), (4, 2, 1, 2)]),
        *(make(*sizes) for make in (strokes, bars) for sizes in [(5, 3), (2, 2), (1, 1), (1, 3), (6, 6), (0.5, 1.5)]),
        bars(1, 1, thick=1),
        dots(0.4, 1.2),
        dots(0.25, 2),
    ],
)
def test_dashes_and_dots_are_rules_however_they_are_drawn(pen: Pen) -> None:
    assert _read(lambda p: ruled(p, 100, XS, ROWS, pen)) == [ROWS]


@settings(max_examples=25, deadline=None)
@given(length=st.floats(0.5, 6), gap=st.floats(0.5, 4), widths=st.lists(st.integers(90, 150), min_size=3, max_size=3))
def test_dashes_of_any_length_are_rules(length: float, gap: float, widths: list[int]) -> None:
    assert _read(lambda p: ruled(p, 100, edges(40, *widths), ROWS, strokes(length, gap))) == [ROWS]


@pytest.mark.parametrize("short", [1, 2, 3, 4])
def test_rules_may_stop_short_of_their_crossings(short: float) -> None:
    assert _read(lambda p: ruled(p, 100, XS, ROWS, grey(0.5, 0), short=short)) == [ROWS]


@pytest.mark.parametrize("apart", [1, 2, 3, 4])
def test_a_rule_drawn_twice_is_one(apart: float) -> None:
    def double(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
        right, down = (0.0, apart) if top == bottom else (apart, 0.0)
        paper.rule(x0, top, x1, bottom)
        paper.rule(x0 + right, top + down, x1 + right, bottom + down)

    assert _read(lambda p: ruled(p, 100, XS, ROWS, double)) == [ROWS]


@settings(max_examples=40, deadline=None)
@given(
    gap=st.floats(0.5, 5),
    tint=st.sampled_from([BLUE, (0.95, 0.95, 0.95), (0.2, 0.2, 0.5)]),
    behind=st.sampled_from([None, WHITE, BLACK, (0.6, 0.1, 0.1)]),
)
def test_cells_filled_in_colour_need_no_rules(
    gap: float, tint: tuple[float, float, float], behind: tuple[float, float, float] | None
) -> None:
    assert _read(lambda p: tiled(p, 100, XS, ROWS, gap=gap, tint=lambda _: tint, behind=behind)) == [ROWS]


@settings(max_examples=15, deadline=None)
@given(gap=st.floats(0.5, 5))
def test_white_cells_on_a_colour_leave_its_lines(gap: float) -> None:
    assert _read(lambda p: tiled(p, 100, XS, ROWS, gap=gap, tint=lambda _: WHITE, behind=BLACK)) == [ROWS]


@settings(max_examples=15, deadline=None)
@given(gap=st.floats(0.5, 5), blank=st.sampled_from([None, WHITE]))
def test_rows_without_tint_have_the_columns_of_tinted_ones(
    gap: float, blank: tuple[float, float, float] | None
) -> None:
    assert _read(lambda p: tiled(p, 100, XS, ROWS, gap=gap, tint=lambda r: blank if r % 2 else BLUE)) == [ROWS]


def test_text_below_striped_rows_that_crosses_their_columns_is_no_row() -> None:
    paper = Paper()
    bottom = tiled(paper, 100, XS, ROWS[:3], tint=lambda r: None if r % 2 else BLUE)
    paper.write(54, bottom + 4, "These rows were agreed by all partners in the spring")
    assert [texts(t) for t in tables(paper)] == [ROWS[:3]]


def _with_tinted_header(paper: Paper, top: float, rows: list[list[str]]) -> float:
    """A ruled table whose header alone is tinted."""
    ys = ys_of(top, heights(rows, XS))
    for x0, x1 in pairwise(XS):
        fill(paper, x0, ys[0], x1, ys[1], BLUE)
    ruled(paper, top, XS, rows, grey(0.5, 0))
    return ys[-1]


def test_a_heading_between_ruled_tables_with_tinted_headers_is_no_row() -> None:
    paper = Paper()
    bottom = _with_tinted_header(paper, 100, ROWS)
    paper.write(54, bottom + 10, "Homes", bold=True)
    paper.write(300, bottom + 10, "2010", bold=True)
    long = ROWS + ROWS[1:] * 5
    _with_tinted_header(paper, bottom + 30, long)
    assert [texts(t) for t in tables(paper)] == [ROWS, long]


def test_rows_tinted_in_one_piece_have_the_columns_of_the_header() -> None:
    ys = ys_of(100, heights(ROWS, XS))

    def draw(paper: Paper) -> None:
        for x0, x1 in pairwise(XS):
            fill(paper, x0, ys[0], x1, ys[1], (0.3, 0.4, 0.9))
        fill(paper, XS[0], ys[2], XS[-1], ys[3], BLUE)
        write(paper, XS, ys, ROWS)

    assert _read(draw) == [ROWS]


def test_white_lines_on_a_tint_are_rules() -> None:
    ys = ys_of(100, heights(ROWS, XS))

    def draw(paper: Paper) -> None:
        fill(paper, XS[0], ys[0], XS[-1], ys[-1], BLUE)
        ruled(paper, 100, XS, ROWS, grey(1, 1))

    assert _read(draw) == [ROWS]


def test_white_lines_on_paper_are_none() -> None:
    paper = Paper()
    ruled(paper, 100, XS, ROWS, grey(1, 1))
    assert {t.engine for t in tables(paper)} == {Engine.ALIGNMENT}


def test_each_cell_may_have_four_bars_of_its_own() -> None:
    ys = ys_of(100, heights(ROWS, XS))

    def draw(paper: Paper) -> None:
        for top, bottom in pairwise(ys):
            for x0, x1 in pairwise(XS):
                paper.box(x0, top, x1, top + 0.5, fill=True)
                paper.box(x0, bottom - 0.5, x1, bottom, fill=True)
                paper.box(x0, top, x0 + 0.5, bottom, fill=True)
                paper.box(x1 - 0.5, top, x1, bottom, fill=True)
        write(paper, XS, ys, ROWS)

    assert _read(draw) == [ROWS]


def test_the_boxes_of_cells_may_overlap() -> None:
    ys = ys_of(100, heights(ROWS, XS))

    def draw(paper: Paper) -> None:
        for top, bottom in pairwise(ys):
            for x0, x1 in pairwise(XS):
                fill(paper, x0 - 0.7, top - 0.7, x1 + 0.7, bottom + 0.7, BLUE)
                paper.box(x0 - 0.7, top - 0.7, x1 + 0.7, bottom + 0.7)
        write(paper, XS, ys, ROWS)

    assert _read(draw) == [ROWS]


def test_the_tint_of_paragraphs_in_the_tint_of_their_cells_cannot_be_seen() -> None:
    ys = ys_of(100, heights(ROWS, XS))

    def draw(paper: Paper) -> None:
        for top, bottom in pairwise(ys):
            for x0, x1 in pairwise(XS):
                fill(paper, x0, top, x1, bottom, BLUE)
                fill(paper, x0 + 5, top + 2, x1 - 5, bottom - 2, BLUE)
        ruled(paper, 100, XS, ROWS, grey(0.5, 0))

    assert _read(draw) == [ROWS]


def test_marked_words_in_a_ruled_table_are_no_columns() -> None:
    def draw(paper: Paper) -> None:
        fill(paper, 184, 101.5, 206, 113.5, YELLOW)
        ruled(paper, 100, XS, ROWS, grey(0.5, 0))

    assert _read(draw) == [ROWS]


def test_images_as_thin_as_rules_are_rules() -> None:
    pixel = ImageReader(Image.new("RGB", (40, 1)))

    def draw(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
        paper.canvas.drawImage(pixel, x0, paper.size[1] - bottom - 0.25, max(x1 - x0, 0.5), max(bottom - top, 0.5))

    assert _read(lambda p: ruled(p, 100, XS, ROWS, draw)) == [ROWS]


def _clipped(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
    path = paper.canvas.beginPath()
    path.rect(x0, paper.size[1] - bottom, x1 - x0, bottom - top)
    paper.canvas.clipPath(path, stroke=0, fill=0)


def test_a_fill_seen_through_a_narrow_clip_is_a_rule() -> None:
    def pen(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
        paper.canvas.saveState()
        _clipped(paper, x0 - 0.25, top - 0.25, x1 + 0.25, bottom + 0.25)
        paper.box(0, 0, *paper.size, fill=True)
        paper.canvas.restoreState()

    assert _read(lambda p: ruled(p, 100, XS, ROWS, pen)) == [ROWS]


def test_what_a_clip_hides_is_not_there() -> None:
    def draw(paper: Paper) -> None:
        bottom = ruled(paper, 100, XS, ROWS, grey(0.5, 0))
        _clipped(paper, XS[0], 100, XS[-1], bottom)
        paper.rule(XS[1], 20, XS[1], 800)
        paper.rule(0, 100, 595, 100)
        paper.rule(60, 300, 60, 500)

    assert _read(draw) == [ROWS]


def test_rows_without_column_rules_have_the_columns_of_the_others() -> None:
    xs, ys = edges(50, 100, 80, 80, 80), [100.0, 118, 136, 154]
    rows = [["Place", "Beds", "Mills", "Carts"], ["Brae", "31", "4", "12"], ["Glen", "17", "", "9"]]

    def draw(paper: Paper) -> None:
        write(paper, xs, ys, rows)
        for y in ys:
            paper.rule(xs[0], y, xs[-1], y)
        for x in xs:
            paper.rule(x, ys[0], x, ys[1])
        for x in (xs[0], xs[-1]):
            paper.rule(x, ys[0], x, ys[-1])

    assert _read(draw) == [rows]


def test_bands_between_rows_stay_whole() -> None:
    rows = [
        ["Action", "Lead", "Timescale"],
        ["Aim 1: Homes", "<", "<"],
        ["Build", "Morag", "May"],
        ["2. Work for all who leave, and a trade to ply", "<", "<"],
        ["Train", "Isla", "June"],
    ]
    paper = Paper()
    paper.table(100, XS, rows)
    [found] = tables(paper)
    assert [spans(found)[r, 0] for r in (1, 3)] == [(1, 3), (1, 3)]


NESTED = [
    ["Action", "Detail", "When"],
    ["Open a mill", "Build ten homes by the old quarry wall Morag\nFit them Isla", "May"],
    ["Let", "Rooms", "June"],
]


@pytest.mark.parametrize("gap", [2, 3, 4, 5, 6, 12])
def test_a_table_inside_a_cell_does_not_divide_the_row(gap: float) -> None:
    def draw(paper: Paper) -> None:
        outer = [NESTED[0], [NESTED[1][0], "", NESTED[1][2]], NESTED[2]]
        paper.table(100, edges(50, 100, 260, 100), outer, height=70)
        inner = [["Build ten homes by the old quarry wall", "Morag"], ["Fit them", "Isla"]]
        paper.table(170 + gap, [150 + gap, 280, 410 - gap], inner, height=(70 - 2 * gap) / 2)

    assert _read(draw) == [NESTED]


@pytest.mark.parametrize("gap", [5, 6, 12])
def test_a_table_that_fills_the_cell_beside_a_label_divides_the_row(gap: float) -> None:
    def draw(paper: Paper) -> None:
        paper.table(100, edges(50, 80, 380), [["Water", ""], ["Wood", ""]], height=150)
        for top in (100, 250):
            xs = [130 + gap, 280, 380, 510 - gap]
            paper.table(top + gap, xs, ROWS, height=(150 - 2 * gap) / 4)

    (found,) = _read(draw)
    assert found == [[label if n == 0 else None, *row] for label in ("Water", "Wood") for n, row in enumerate(ROWS)]


def test_a_tinted_header_of_a_ruled_table_says_nothing_of_what_stands_below_it() -> None:
    bottom = 0.0

    def draw(paper: Paper) -> None:
        nonlocal bottom
        top = 100.0
        for _ in range(2):
            tall = heights(ROWS, XS)
            for x0, x1 in pairwise(XS):
                fill(paper, x0, top, x1, top + tall[0], BLUE)
            paper.canvas.setFillColorRGB(0, 0, 0)
            bottom = ruled(paper, top, XS, ROWS, grey(0.5, 0))
            paper.write(54, bottom + 8, "Boats", bold=True)
            paper.write(200, bottom + 8, "and ferries", bold=True)
            top = bottom + 40

    assert _read(draw) == [ROWS, ROWS]


def test_a_frame_around_a_table_is_not_the_table() -> None:
    def draw(paper: Paper) -> None:
        paper.box(30, 60, 560, 400)
        paper.rule(30, 80, 560, 80)
        paper.write(40, 64, "Plan of the burgh")
        ruled(paper, 100, XS, ROWS * 3, grey(0.5, 0))

    assert _read(draw) == [ROWS * 3]


PLAN = [["Action", "When"], ["Open", "May"], ["Let", "June"]]
RISKS = [["Risk", "Score"], ["Fire", "3"], ["Flood", "4"]]


@pytest.mark.parametrize(("apart", "lower"), [(6, 0), (20, 0), (20, 0.5), (20, -0.5), (20, 9)])
def test_tables_side_by_side_are_two(apart: float, lower: float) -> None:
    def draw(paper: Paper) -> None:
        paper.table(100, edges(50, 100, 80), PLAN)
        paper.table(100 + lower, edges(230 + apart, 100, 80), RISKS)

    assert _read(draw) == [PLAN, RISKS]


def test_tables_side_by_side_go_on_with_their_own_on_the_next_page() -> None:
    def draw(paper: Paper) -> None:
        paper.table(700, edges(50, 100, 80), PLAN, bold_rows=1)
        paper.table(700, edges(260, 90, 90), RISKS, bold_rows=1)
        paper.turn()
        paper.table(60, edges(50, 100, 80), [PLAN[0], ["Train", "July"]], bold_rows=1)
        paper.table(60, edges(260, 90, 90), [["Frost", "5"]])

    assert _read(draw) == [[*PLAN, ["Train", "July"]], [*RISKS, ["Frost", "5"]]]


def test_tables_that_touch_are_two_where_their_columns_differ() -> None:
    def draw(paper: Paper) -> None:
        bottom = paper.table(100, edges(50, 100, 80, 150), ROWS)
        paper.table(bottom, edges(50, 160, 90), RISKS)

    assert _read(draw) == [ROWS, RISKS]


def test_rows_with_fewer_columns_at_the_foot_are_of_the_same_table() -> None:
    paper = Paper()
    bottom = paper.table(100, XS, ROWS)
    paper.table(bottom, [XS[0], XS[2], XS[3]], [["In all", "4"], ["Last year", "3"]])
    assert len(tables(paper)) == 1


def test_the_end_of_a_long_row_alone_on_a_page_is_of_its_table() -> None:
    xs = edges(50, 90, 90, 90, 90)
    whole = ["Open a mill by the river", "Morag", "May", "C1"]

    def draw(paper: Paper) -> None:
        paper.table(760, xs, [["Action", "Lead", "When", "Code"], whole], bold_rows=1, open_bottom=True)
        paper.turn()
        paper.table(40, xs, [["and keep it in good repair", "", "", ""]], open_top=True)

    assert _read(draw)[0][-1][1:] == whole[1:]
    assert "repair" in str(_read(draw)[0])


def _marked_lines(paper: Paper) -> None:
    for number, end in enumerate((214, 213, 208)):
        fill(paper, 50, 100 + 12 * number, end, 112 + 12 * number, YELLOW)
        paper.write(50, 101 + 12 * number, "Some marked prose that runs along line")


def _marked_phrases(paper: Paper) -> None:
    for number in range(5):
        x, y = 50.0, 100.0 + 12 * number
        for place, phrase in enumerate(["Some words", "in a long", "line are", "marked"]):
            if (number + place) % 2:
                fill(paper, x, y, x + paper.canvas.stringWidth(phrase, "Helvetica", 9), y + 11, YELLOW)
            x = paper.write(x, y + 1, phrase) + 3


def _bar_chart(paper: Paper) -> None:
    for year in range(6):
        fill(paper, 60 + 30 * year, 300 - 20 * year, 80 + 30 * year, 300, (0.2, 0.4, 0.8))
        paper.write(62 + 30 * year, 305, str(2005 + year))
        paper.rule(55, 300 - 25 * year, 260, 300 - 25 * year)
        paper.write(30, 295 - 25 * year, str(10 * year))


def _stacked_bars(paper: Paper) -> None:
    for year in range(6):
        low, high = 300 - 9.0 * (year + 1), 300 - 9.0 * (year + 1) - 40 + 3 * year
        fill(paper, 60 + 22 * year, low, 80 + 22 * year, 300, (0.2, 0.4, 0.8))
        fill(paper, 60 + 22 * year, high, 80 + 22 * year, low - 1, (0.8, 0.4, 0.2))
        paper.write(62 + 22 * year, 305, str(2005 + year), size=7)


def _line_chart(paper: Paper) -> None:
    paper.box(60, 100, 400, 300)
    paper.rule(90, 100, 90, 300)
    paper.rule(380, 100, 380, 300)
    for number in range(8):
        paper.rule(60, 120 + 20 * number, 400, 120 + 20 * number)
    paper.write(150, 122, "Orders")
    paper.write(150, 142, "Licences")


def _columns_over_years(paper: Paper) -> None:
    for number, x in enumerate(range(60, 360, 60)):
        paper.rule(x, 100, x, 340)
        paper.write(x + 6, 104, str(2004 + number))
    for number in range(13):
        paper.rule(60, 100 + 20 * number, 300, 100 + 20 * number)


def _tinted_lines(paper: Paper) -> None:
    paper.box(50, 95, 400, 95 + 14 * 6)
    for number in range(6):
        fill(paper, 50, 95 + 14 * number, 400, 109 + 14 * number, BLUE)
        paper.rule(50, 95 + 14 * number, 400, 95 + 14 * number)
        paper.write(56, 97 + 14 * number, "These words of an inset run from side to side of their box, and so on")


def _boxes_of_prose(paper: Paper) -> None:
    for top in (100, 202):
        fill(paper, 50, top, 400, top + 100, (0.9, 0.9, 0.9))
        paper.write(60, top + 10, "A box of prose\nwith lines")


def _underlined_lines(paper: Paper) -> None:
    for number in range(6):
        end = paper.write(50, 100 + 14 * number, "An underlined line of a list" + " on" * number)
        paper.rule(50, 111 + 14 * number, end, 111 + 14 * number)


@pytest.mark.parametrize(
    "draw",
    [
        _marked_lines,
        _marked_phrases,
        _bar_chart,
        _line_chart,
        _columns_over_years,
        _stacked_bars,
        _boxes_of_prose,
        _tinted_lines,
        _underlined_lines,
    ],
)
def test_what_is_no_table_is_not_read_as_one(draw: Callable[[Paper], None]) -> None:
    assert _read(draw) == []


def test_stripes_leave_their_first_and_last_row_without_tint() -> None:
    paper = Paper()
    xs = [60.0, 200.0, 300.0, 400.0]
    for first in (120, 290):
        paper.write(60, first - 40, "The lower basin in the winter", size=12, bold=True)
        for column, heading in enumerate(["Task", "Keeper", "When"]):
            paper.write(xs[column] + 4, first - 14, heading, bold=True)
        for row in range(5):
            top = first + 20 * row
            for column in range(3):
                if row % 2:
                    fill(paper, xs[column], top, xs[column + 1], top + 20, BLUE)
                paper.write(xs[column] + 4, top + 6, f"Text {row}{column}")
    rows = [["Task", "Keeper", "When"], *([f"Text {r}{c}" for c in range(3)] for r in range(5))]
    assert [texts(read) for read in tables(paper)] == [rows, rows]
