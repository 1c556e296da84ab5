"""Rules found in images are where they were drawn, and letters are none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2
import pytest

from cjaplans.extract.lattice import find_grids
from cjaplans.extract.ocr.image import ink_of, render
from cjaplans.extract.ocr.ruling import image_rules
from cjaplans.extract.ocr.scan import straightened
from cjaplans.extract.rules import Rules
from tests.extract.pages import Paper, edges
from tests.generated.scans import Scanner

XS = edges(60, 40, 150, 90, 70)
ROWS = [
    ["No", "What we will do", "Who", "When"],
    ["1", "Open the lighthouse on winter evenings, with lamps and a warm room for those who come", "Keepers", "May"],
    ["2", "Ring the bell", "Ferry crew", "June"],
]
SCANNERS = {
    "clean": Scanner(),
    "grey": Scanner(paper=215, grain=8),
    "leaning": Scanner(lean=1.3, grain=5),
    "fax": Scanner(fax=True, grain=25),
}


def rules_of(paper: Paper, scanner: Scanner = SCANNERS["clean"]) -> Rules:
    with pypdfium2.PdfDocument(paper.data()) as pdf:
        image = render(pdf[0])
    return straightened(type(image)(scanner.of(image.gray), image.scale)).rules()


def near(found: Sequence[float], drawn: Sequence[float]) -> bool:
    return len(found) == len(drawn) and all(abs(a - b) < 1.5 for a, b in zip(found, drawn, strict=True))


@pytest.mark.parametrize("kind", SCANNERS)
def test_a_table_is_found_where_it_is(kind: str) -> None:
    paper = Paper()
    paper.write(60, 60, "THE HARBOUR ILLUMINATED", size=20, bold=True)
    bottom = paper.table(120, XS, ROWS, bold_rows=1)
    (grid,) = find_grids(rules_of(paper, SCANNERS[kind]))
    assert (grid.rows, grid.columns, len(grid.cells)) == (3, 4, 12)
    if not SCANNERS[kind].lean:
        assert near(grid.xs, XS)
        assert near((grid.ys[0], grid.ys[-1]), (120, bottom))


@pytest.mark.parametrize("style", ["lines", "bars", "frames"])
def test_thin_rules_however_drawn(style: str) -> None:
    paper = Paper()
    paper.table(100, XS, ROWS, style=style)
    (grid,) = find_grids(rules_of(paper))
    assert len(grid.cells) == 12


def test_letters_make_no_rules() -> None:
    paper = Paper()
    for number, size in enumerate((7, 8, 10, 14, 20)):
        paper.write(60, 80 + 50 * number, "THE LITTLE TIMETABLE ILL-FITTED", size=size, bold=bool(number % 2))
    rules = rules_of(paper)
    assert len(rules.horizontal) + len(rules.vertical) == 0


def test_a_dark_area_is_its_edges() -> None:
    paper = Paper()
    paper.box(100, 100, 300, 140, fill=True)
    with pypdfium2.PdfDocument(paper.data()) as pdf:
        image = render(pdf[0])
    rules = image_rules(ink_of(image.gray), image.scale)
    assert near(sorted(rules.horizontal[:, 0]), (100, 140))
    assert near(sorted(rules.vertical[:, 0]), (100, 300))


def test_an_empty_page_has_none() -> None:
    ink = ink_of(np.full((50, 30), 255, dtype=np.uint8))
    rules = image_rules(ink, 0.36)
    assert not len(rules.horizontal)
    assert not len(rules.vertical)


def test_short_rules_between_thick_ones() -> None:
    """A heading of one line between thick rules, over a row that spans all columns."""
    paper = Paper()
    paper.canvas.setLineWidth(1.6)
    for y in (100, 114, 128):
        paper.rule(XS[0], y, XS[-1], y)
    for x in XS:
        paper.rule(x, 100, x, 114)
    for x in (XS[0], XS[-1]):
        paper.rule(x, 114, x, 128)
    (grid,) = find_grids(rules_of(paper))
    assert (grid.rows, grid.columns, len(grid.cells)) == (2, 4, 5)
