"""Tinted cells, dark bands and black edges as scanners see them."""

from __future__ import annotations

import itertools

import numpy as np
import pypdfium2
import pytest
from reportlab.lib.colors import Color

from cjaplans.extract.lattice import find_grids
from cjaplans.extract.ocr.areas import areas_of, with_dark_text, without_edges
from cjaplans.extract.ocr.image import Gray, PageImage, render
from cjaplans.extract.ocr.scan import Upright, straightened
from tests.extract.pages import Paper, edges
from tests.generated.scans import Scanner

XS = edges(60, 40, 170, 110, 90)
YS = [100, 124, 150, 190]
SCANNERS = {
    "clean": Scanner(),
    "grey": Scanner(paper=235, grain=6),
    "leaning": Scanner(lean=-1.1, grain=3),
}


def tinted(paper: Paper, x0: float, top: float, x1: float, bottom: float, grey: float) -> None:
    """A filled rectangle without an outline."""
    paper.canvas.setFillColor(Color(grey, grey, grey))
    paper.canvas.rect(x0, paper.size[1] - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
    paper.canvas.setFillColor(Color(0, 0, 0))


def scan(paper: Paper, scanner: Scanner = SCANNERS["clean"]) -> Upright:
    with pypdfium2.PdfDocument(paper.data()) as pdf:
        image = render(pdf[0])
    return straightened(PageImage(np.ascontiguousarray(scanner.of(image.gray)), image.scale))


@pytest.mark.parametrize("gap", [1.5, 3.0])
@pytest.mark.parametrize("kind", SCANNERS)
def test_tinted_cells_with_white_gaps_are_a_table(kind: str, gap: float) -> None:
    paper = Paper()
    for top, bottom in itertools.pairwise(YS):
        for x0, x1 in itertools.pairwise(XS):
            tinted(paper, x0, top, x1 - gap, bottom - gap, 0.3 if top == YS[0] else 0.85)
            if top != YS[0]:
                paper.write(x0 + 5, top + 4, "Lamp"[: round(x1 - x0) // 20])
    (grid,) = find_grids(scan(paper, SCANNERS[kind]).rules())
    assert (grid.rows, grid.columns, len(grid.cells)) == (3, 4, 12)


def test_a_faint_tint_by_itself_is_no_table() -> None:
    paper = Paper()
    tinted(paper, 60, 100, 400, 160, 0.9)
    paper.write(70, 110, "Lamps are lit from dusk")
    rules = scan(paper).rules()
    assert len(rules.horizontal) + len(rules.vertical) == 0


@pytest.mark.parametrize("kind", SCANNERS)
def test_light_words_on_a_dark_band_are_parted_by_no_rules(kind: str) -> None:
    paper = Paper()
    tinted(paper, XS[0], 84, XS[-1], 100, 0.2)
    paper.canvas.setFillColor(Color(1, 1, 1))
    paper.write(66, 86, "Part 1: lamps and bells of the far harbour", size=9, bold=True)
    paper.canvas.setFillColor(Color(0, 0, 0))
    paper.table(100, XS, [["1", "Ring the bell", "Ferry crew", "June"], ["2", "Trim the lamp", "Keepers", "May"]])
    (grid,) = find_grids(scan(paper, SCANNERS[kind]).rules())
    assert (grid.rows, grid.columns, len(grid.cells)) == (3, 4, 9)


def test_faint_rules_part_a_tinted_heading() -> None:
    paper = Paper()
    tinted(paper, XS[0], 100, XS[-1], 130, 0.8)
    for x, text in zip(XS, ("No", "Task", "Who", "When"), strict=False):
        paper.write(x + 6, 104, text, bold=True)
    paper.canvas.setStrokeColor(Color(0.68, 0.68, 0.68))
    for x in XS:
        paper.rule(x, 100, x, 130)
    paper.canvas.setStrokeColor(Color(0, 0, 0))
    paper.table(130, XS, [["1", "Ring the bell", "Ferry crew", "June"], ["2", "Trim the lamp", "Keepers", "May"]])
    (grid,) = find_grids(scan(paper, Scanner(grain=4)).rules())
    assert (grid.rows, grid.columns, len(grid.cells)) == (3, 4, 12)


def page(level: int = 240) -> Gray:
    return np.full((600, 800), level, dtype=np.uint8)


def test_black_edges_become_paper_and_rules_that_reach_the_edge_stay() -> None:
    gray = page()
    gray[:, :12] = 5
    gray[-9:] = 5
    gray[300:303, 200:] = 5
    clean = without_edges(gray)
    assert clean[:, :12].min() > 200
    assert clean[-9:].min() > 200
    assert clean[300:303, 220:].max() == 5


@pytest.mark.parametrize("side", range(4))
def test_tints_may_reach_the_end_of_the_page(side: int) -> None:
    gray = page()
    turned = np.rot90(gray, side)
    turned[100:200, :300] = 200
    (area,) = areas_of(gray, np.ones(gray.shape, dtype=bool), 0.36)
    assert abs((area.x1 - area.x0) * (area.bottom - area.top) - 300 * 100) < 4000
    assert abs(area.tone - 200) < 3


def test_letters_that_fill_a_tint_leave_no_even_place() -> None:
    gray = page()
    gray[100:140, 100:180] = 200
    for x in range(103, 178, 6):
        gray[102:138, x : x + 3] = 20
    areas = areas_of(gray, np.ones(gray.shape, dtype=bool), 0.36)
    assert [area.tone < 200 for area in areas] == [True]


def test_dark_text_in_a_dark_tint_stays_dark() -> None:
    """A traffic light of strong colour with black letters is not one with white ones."""
    light, dark = page(), page()
    for gray, text in ((light, 250), (dark, 0)):
        gray[100:160, 100:300] = 110
        gray[120:140, 120:124] = gray[120:140, 140:144] = text
    assert (with_dark_text(dark, 0.36) == dark).all()
    assert with_dark_text(light, 0.36)[130, 122] < 30 < with_dark_text(light, 0.36)[105, 105]


def test_large_black_letters_are_no_dark_areas() -> None:
    paper = Paper()
    paper.write(60, 100, "HILL LIGHT", size=44, bold=True)
    with pypdfium2.PdfDocument(paper.data()) as pdf:
        image = render(pdf[0])
    assert (with_dark_text(image.gray, image.scale) == image.gray).all()
