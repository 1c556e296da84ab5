"""Ruled cells that hold several level rows or columns of figures; cells of prose are left whole."""

from __future__ import annotations

from tests.extract.borderless.printing import Column, Setter
from tests.extract.pages import Paper, edges
from tests.extract.reading import spans, table, texts

ROWS = [["Ayr", "1,204", "17.5"], ["Bute", "98", "2.0"], ["Crail", "15,310", "–"], ["Dornoch", "7", "11.1"]]
HEAD = ["Port", "Boats", "Share"]
COLUMNS = [Column(64), Column(290, "r"), Column(390, "r")]


def framed(paper: Paper, top: float, bottom: float, *walls: float) -> None:
    for y in (top, bottom):
        paper.rule(60, y, 400, y)
    for x in (60, *walls, 400):
        paper.rule(x, top, x, bottom)


def test_walls_between_columns_only() -> None:
    paper = Paper()
    s = Setter(paper, COLUMNS)
    framed(paper, 100, 115, 200, 300)
    framed(paper, 115, 166, 200, 300)
    s.line(103, HEAD)
    s.lines(117, ROWS)
    assert texts(table(paper)) == [HEAD, *ROWS]


def test_walls_in_the_heading_only() -> None:
    paper = Paper()
    s = Setter(paper, COLUMNS)
    framed(paper, 100, 115, 200, 300)
    s.line(103, HEAD)
    for number, row in enumerate(ROWS):
        framed(paper, 115 + 15 * number, 130 + 15 * number)
        s.line(118 + 15 * number, row)
    assert texts(table(paper)) == [HEAD, *ROWS]


def test_texts_below_a_heading_with_walls() -> None:
    paper = Paper()
    paper.table(100, edges(60, 40, 180, 120), [["Ref", "What is to be done", "Who sees to it"]])
    rows = [
        ["1", "Mend the sluice of the mill and\nsee to the ford below", "Miller"],
        ["2", "Ask the parish", "Clerk of the parish\nand the ferryman"],
        ["3", "Count the swans of the upper\nand of the lower basin", "Warden"],
        ["4", "Paint the boats", ""],
    ]
    top = 115.0
    for row in rows:
        for x, text in zip((64, 104, 284), row, strict=True):
            paper.write(x, top + 3, text)
        framed(paper, top, top + 30)
        top += 30
    found = [[(t or "").replace("\n", " ") for t in row] for row in texts(table(paper))]
    assert found[1:] == [[t.replace("\n", " ") for t in row] for row in rows]


def test_texts_between_walls_without_rules() -> None:
    paper = Paper()
    framed(paper, 100, 115, 100, 280)
    framed(paper, 115, 280, 100, 280)
    head = ["Ref", "What is to be done", "Who sees to it"]
    rows = [
        ["1", "Mend the sluice of the mill and\nsee to the ford below", "Miller"],
        ["2", "Ask the parish", "Clerk of the parish\nand the ferryman"],
        ["3", "Count the swans of the upper\nand of the lower basin", "Warden"],
        ["4", "Paint the boats", "Boatwright"],
    ]
    top = 103.0
    for row in [head, *rows]:
        for x, text in zip((64, 104, 284), row, strict=True):
            paper.write(x, top, text)
        top += 15 if row is head else 6 + 11 * max(t.count("\n") + 1 for t in row)
    found = [[(t or "").replace("\n", " ") for t in row] for row in texts(table(paper))]
    assert found == [head, *([t.replace("\n", " ") for t in row] for row in rows)]


def test_one_action_of_several_paragraphs_stays_one_row() -> None:
    paper = Paper()
    task = "Mend the sluice of the mill.\n\nSee to the ford below it.\n\nAsk the parish for timber and nails."
    paper.table(
        100,
        edges(60, 40, 200, 100),
        [["Ref", "What is to be done", "When"], ["1", task, "May\n\nJune\n\nJuly"]],
    )
    assert len(texts(table(paper))) == 2


def test_one_wall_after_the_labels() -> None:
    paper = Paper()
    s = Setter(paper, COLUMNS)
    for y in (100, 115, 166):
        paper.rule(60, y, 400, y)
    paper.rule(200, 100, 200, 166)
    s.line(103, HEAD)
    s.lines(117, ROWS)
    assert texts(table(paper)) == [HEAD, *ROWS]


def test_a_band_keeps_its_width() -> None:
    paper = Paper()
    s = Setter(paper, COLUMNS)
    framed(paper, 100, 115, 200, 300)
    s.line(103, HEAD)
    framed(paper, 115, 130)
    s.line(118, ["Ports of the western islands and sounds"])
    for number, row in enumerate(ROWS):
        framed(paper, 130 + 15 * number, 145 + 15 * number)
        s.line(133 + 15 * number, row)
    found = table(paper)
    assert texts(found)[1:3] == [["Ports of the western islands and sounds", None, None], ROWS[0]]
    assert spans(found)[1, 0] == (1, 3)


def test_cells_of_prose_stay_whole() -> None:
    paper = Paper()
    rows = [
        ["Ref", "What is to be done", "When"],
        ["1", "Mend the sluice of the mill and see to the ford below it, and to the weir", "2030\n2031"],
        ["2", "Ask the parish\nAsk the ferryman\nAsk the boatwright", "May 2031\nJune 2031\nJuly 2031"],
        ["3", "Count the swans of the upper and of the lower basin at dawn", "1 May\n2 May"],
    ]
    paper.table(100, edges(60, 40, 180, 80), rows)
    assert len(texts(table(paper))) == 4


def test_rows_beside_labels_in_bold_that_no_rule_parts() -> None:
    paper = Paper()
    walls = [60.0, 130.0, 230.0, 290.0, 350.0]
    framed(paper, 90, 250, *walls[1:])
    paper.rule(60, 110, 400, 110)
    for x, heading in zip(walls, ["Water", "Task", "Keeper", "When", "Cost"], strict=False):
        paper.write(x + 4, 96, heading, bold=True)
    for top, label in ((116, "The mills"), (185, "The fords")):
        paper.write(64, top, label, bold=True)
    for number in range(4):
        top = 116 + 34.5 * number
        for x, text in zip(walls[1:], [f"Mend it {number}", f"Miller {number}", f"May {number}", "None"], strict=False):
            paper.write(x + 4, top, text)
        paper.write(134, top + 11, "before winter")
    read = table(paper)
    assert [row[1] for row in texts(read)] == ["Task", *(f"Mend it {n}\nbefore winter" for n in range(4))]
    assert spans(read)[1, 0] == spans(read)[3, 0] == (2, 1)
