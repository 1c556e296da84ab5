"""Rules and the cells between them, however the rules are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cjaplans.extract.abutting import parted
from cjaplans.extract.lattice import Grid, find_grids
from cjaplans.extract.page import read_page
from cjaplans.extract.reader import open_pdf
from cjaplans.extract.rules import Rules
from tests.extract.pages import Paper, edges
from tests.extract.reading import blocks, spans, table, tables, texts

XS = edges(50, 100, 80, 120)
TEXTS = [["Action", "Lead", "Timescale"], ["Open a mill", "Morag", "May 2010"], ["Train", "Kelpie Works", "Ongoing"]]


@pytest.mark.parametrize("style", ["lines", "bars", "frames"])
def test_rules_of_every_kind_make_the_same_table(style: str) -> None:
    paper = Paper()
    paper.table(100, XS, TEXTS, style=style)
    found = table(paper)
    assert texts(found) == TEXTS
    assert [round(c.box.x0) for c in found.cells if c.row == 0] == [50, 150, 230]
    assert found.regions[0].box.top == pytest.approx(100, abs=1)


@pytest.mark.parametrize("style", ["lines", "bars", "frames"])
def test_missing_rules_make_spans(style: str) -> None:
    paper = Paper()
    paper.table(100, XS, [["Plan", "<", "<"], ["Homes", "Build", "May"], ["^", "Let", "<"]], style=style)
    found = table(paper)
    assert texts(found) == [["Plan", None, None], ["Homes", "Build", "May"], [None, "Let", None]]
    assert spans(found) == {(0, 0): (1, 3), (1, 0): (2, 1), (1, 1): (1, 1), (1, 2): (1, 1), (2, 1): (1, 2)}


def test_an_empty_cell_between_rules_is_a_cell() -> None:
    paper = Paper()
    paper.table(100, XS, [["Homes", "Build", "May"], ["", "Let", ""]])
    assert texts(table(paper)) == [["Homes", "Build", "May"], ["", "Let", ""]]


def test_white_rules_are_not_seen() -> None:
    paper = Paper()
    bottom = paper.table(100, edges(50, 100, 100), [["Build", "May"], ["Let", "June"]])
    paper.canvas.setStrokeColorRGB(1, 1, 1)
    paper.rule(80, 100, 80, bottom)
    paper.canvas.setFillColorRGB(1, 1, 1)
    paper.box(50, 106, 250, 107, fill=True)
    assert texts(table(paper)) == [["Build", "May"], ["Let", "June"]]


def test_slanting_lines_and_curves_are_no_rules() -> None:
    paper = Paper()
    bottom = paper.table(100, edges(50, 100, 100), [["Build", "May"], ["Let", "June"]])
    paper.rule(50, 100, 250, bottom)
    paper.canvas.circle(150, 720, 40)
    assert texts(table(paper)) == [["Build", "May"], ["Let", "June"]]


def test_a_tinted_row_has_the_edges_of_its_tint() -> None:
    paper = Paper()
    paper.canvas.setFillColorRGB(0.8, 0.8, 0.9)
    paper.box(50, 100, 250, 120, fill=True)
    paper.canvas.setFillColorRGB(0, 0, 0)
    paper.table(120, edges(50, 100, 100), [["Build", "May"], ["Let", "June"]])
    paper.rule(150, 100, 150, 120)
    paper.write(54, 104, "Action")
    paper.write(154, 104, "When")
    assert texts(table(paper)) == [["Action", "When"], ["Build", "May"], ["Let", "June"]]


def test_a_table_may_be_open_at_its_sides() -> None:
    paper = Paper()
    paper.table(100, XS, TEXTS, open_sides=True)
    found = table(paper)
    assert texts(found) == TEXTS
    assert (found.regions[0].box.x0, found.regions[0].box.x1) == pytest.approx((50, 350), abs=1)


def test_double_rules_are_one() -> None:
    paper = Paper()
    bottom = paper.table(100, XS, TEXTS)
    for y in (101.5, bottom + 1.5):
        paper.rule(50, y, 350, y)
    paper.rule(151.5, 100, 151.5, bottom)
    assert texts(table(paper)) == TEXTS


def test_a_frame_around_text_is_no_table() -> None:
    paper = Paper()
    paper.box(50, 100, 300, 200)
    paper.write(60, 110, "A note in a frame")
    assert tables(paper) == []
    assert [text for _, text in blocks(paper)] == ["A note in a frame"]


def test_an_underline_is_no_table() -> None:
    paper = Paper()
    paper.write(60, 110, "Underlined")
    paper.rule(60, 121, 100, 121)
    paper.rule(60, 300, 300, 300)
    assert tables(paper) == []


def test_an_empty_grid_is_no_table() -> None:
    paper = Paper()
    paper.table(100, XS, [["", "", ""], ["", "", ""]])
    assert tables(paper) == []


def test_tables_apart_are_tables_of_their_own() -> None:
    paper = Paper()
    bottom = paper.table(100, XS, TEXTS)
    paper.table(bottom + 30, XS, [["Train", "Morag", "June"], ["Let", "Kelpie", "July"]])
    assert [texts(t)[0][0] for t in tables(paper)] == ["Action", "Train"]


def test_rules_inside_a_form_are_read() -> None:
    paper = Paper()
    paper.canvas.beginForm("grid")
    paper.table(100, XS, TEXTS)
    paper.canvas.endForm()
    paper.canvas.translate(20, 0)
    paper.canvas.doForm("grid")
    found = table(paper)
    assert texts(found) == TEXTS
    assert found.regions[0].box.x0 == pytest.approx(70, abs=1)


@pytest.mark.parametrize("crop", [0, 36])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_tables_on_turned_and_cropped_pages_stand_upright(rotation: int, crop: float) -> None:
    paper = Paper(rotation=rotation, crop=crop)
    paper.table(100, XS, TEXTS)
    found = table(paper)
    assert texts(found) == TEXTS
    box = found.regions[0].box
    assert (box.x0, box.top, box.x1) == pytest.approx((50, 100, 350), abs=1)


def test_rules_off_the_page_are_left_out() -> None:
    paper = Paper()
    paper.rule(-50, 100, 300, 100)
    paper.rule(50, -40, 300, -40)
    paper.rule(700, 100, 700, 200)
    with open_pdf(paper.data()) as pdf:
        rules = read_page(pdf, 1).rules
    assert rules.horizontal.tolist() == [pytest.approx([100, 0, 300])]
    assert rules.vertical.tolist() == []


Place = tuple[int, int, int, int]


@dataclass(frozen=True)
class Drawn:
    """A grid and how its cells are merged: each ``row, column, row_span, column_span``."""

    xs: list[float]
    ys: list[float]
    cells: list[Place]


@st.composite
def drawn_grids(draw: st.DrawFn) -> Drawn:
    """Grids of up to six rows and columns in which rectangles of places are merged at random."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    steps = st.floats(9, 90, allow_nan=False)
    xs = edges(draw(st.floats(0, 60)), *(draw(steps) for _ in range(columns)))
    ys = edges(draw(st.floats(0, 60)), *(draw(steps) for _ in range(rows)))
    free = {(r, c) for r in range(rows) for c in range(columns)}
    cells: list[Place] = []
    for _ in range(draw(st.integers(0, 5))):
        row, column = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        tall, wide = draw(st.integers(1, rows - row)), draw(st.integers(1, columns - column))
        covered = {(r, c) for r in range(row, row + tall) for c in range(column, column + wide)}
        if covered <= free:
            free -= covered
            cells.append((row, column, tall, wide))
    return Drawn(xs, ys, cells + [(r, c, 1, 1) for r, c in free])


def rules_of(drawn: Drawn, jitter: Callable[[], float]) -> Rules:
    """The edges of every cell, each a rule of its own and a little off its place."""
    horizontal, vertical = [], []
    for row, column, tall, wide in drawn.cells:
        x0, x1 = drawn.xs[column], drawn.xs[column + wide]
        top, bottom = drawn.ys[row], drawn.ys[row + tall]
        horizontal += [(y + jitter(), x0, x1) for y in (top, bottom)]
        vertical += [(x + jitter(), top, bottom) for x in (x0, x1)]
    return Rules(np.array(horizontal), np.array(vertical))


def boxes(drawn: Drawn) -> list[tuple[float, ...]]:
    return sorted((drawn.xs[c], drawn.ys[r], drawn.xs[c + w], drawn.ys[r + t]) for r, c, t, w in drawn.cells)


def the_grid(drawn: Drawn, jitter: Callable[[], float]) -> Grid:
    rules = rules_of(drawn, jitter)
    # Columns that have nothing in common with those above them are a table of their own.
    level, upright = ([tuple(rule) for rule in each.tolist()] for each in (rules.horizontal, rules.vertical))
    assume(len(parted(level, upright)) == 1)
    grids = find_grids(rules)
    assert len(grids) == 1
    return grids[0]


@settings(max_examples=300, deadline=None)
@given(drawn_grids(), st.randoms(use_true_random=False), st.sampled_from([0.0, 0.8]))
def test_any_merged_grid_is_found_as_it_was_drawn(drawn: Drawn, random: Random, offset: float) -> None:
    assume(len(drawn.cells) > 1)
    grid = the_grid(drawn, lambda: random.uniform(-offset, offset))
    found = sorted((c.box.x0, c.box.top, c.box.x1, c.box.bottom) for c in grid.cells)
    assert len(found) == len(drawn.cells)
    for box in boxes(drawn):
        assert any(box == pytest.approx(other, abs=2 * offset + 0.02) for other in found)


@settings(max_examples=300, deadline=None)
@given(drawn_grids())
def test_every_place_of_a_grid_is_covered_once(drawn: Drawn) -> None:
    assume(len(drawn.cells) > 1)
    grid = the_grid(drawn, lambda: 0.0)
    covered = Counter(
        (r, c)
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    )
    assert covered == {(r, c): 1 for r in range(grid.rows) for c in range(grid.columns)}
    for cell in grid.cells:
        assert cell.box.x0 == grid.xs[cell.column]
        assert cell.box.x1 == grid.xs[cell.column + cell.column_span]
        assert (cell.box.top, cell.box.bottom) == (grid.ys[cell.row], grid.ys[cell.row + cell.row_span])


def test_missing_outer_rules_are_told() -> None:
    rules = Rules(np.array([(0, 0, 100), (20, 0, 50)]), np.array([(x, 0, 40) for x in (0, 50, 100)]))
    (grid,) = find_grids(rules)
    assert [(c.row, c.column, c.open_top, c.open_bottom) for c in grid.cells] == [
        (0, 0, False, False),
        (0, 1, False, True),
        (1, 0, False, True),
    ]


def test_no_rules_make_no_grid() -> None:
    assert find_grids(Rules()) == []
    assert find_grids(Rules(np.array([(0.0, 0.0, 90.0), (20.0, 0.0, 90.0)]))) == []
