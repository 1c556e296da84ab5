"""Tables of figures as statistical offices print them: booktabs, dot leaders, spanner headings, stubs."""

from __future__ import annotations

import pytest

from cjaplans.extract.model import Engine
from tests.extract.borderless.printing import Column, Setter, prose
from tests.extract.pages import Paper
from tests.extract.reading import blocks, spans, table, tables, texts

PLACES = [
    ["Ayr", "1,204", "17.5", "(3)"],
    ["Bute", "98", "2.0", "12"],
    ["Crail", "15,310", "–", "4"],
    ["Dornoch", "7", "11.1", "0"],
]
HEAD = ["Port", "Boats", "Share", "Change"]
NUMBERS = [Column(60), Column(250, "r"), Column(380, "r"), Column(520, "r")]


@pytest.mark.parametrize("rules", ["all", "head", "none", "rows"])
def test_figures_under_a_heading(rules: str) -> None:
    paper = Paper()
    s = Setter(paper, NUMBERS)
    top = prose(paper, 100, 5) + 20
    if rules in ("all", "rows"):
        s.rule(top)
    top = s.line(top, HEAD)
    if rules != "none":
        s.rule(top)
    for row in PLACES:
        top = s.line(top, row)
        if rules == "rows":
            s.rule(top)
    if rules == "all":
        s.rule(top)
    prose(paper, top + 25, 5)
    found = table(paper)
    assert texts(found) == [HEAD, *PLACES]
    assert found.engine is Engine.ALIGNMENT
    assert len(blocks(paper)) == 2


def test_spanner_headings_with_rules_under_them() -> None:
    paper = Paper()
    s = Setter(paper, [Column(60), Column(230, "r"), Column(300, "r"), Column(420, "r"), Column(500, "r")])
    s.rule(100)
    s.text(245, 100, "Sail", "c")
    s.text(440, 100, "Steam", "c")
    s.rule(112, 190, 305)
    s.rule(112, 380, 505)
    top = s.line(112, ["Port", "2011", "2012", "2011", "2012"])
    s.rule(top)
    top = s.lines(top, [["Ayr", "12", "13", "14", "15"], ["Bute", "1", "2", "3", "4"], ["Crail", "5", "6", "7", "8"]])
    s.rule(top)
    found = table(paper)
    assert texts(found)[:2] == [["Port", "Sail", None, "Steam", None], [None, "2011", "2012", "2011", "2012"]]
    assert texts(found)[2] == ["Ayr", "12", "13", "14", "15"]
    assert spans(found)[0, 1] == (1, 2)
    assert spans(found)[0, 0] == (2, 1)


def test_spanner_headings_without_rules() -> None:
    paper = Paper()
    s = Setter(paper, [Column(60), Column(230, "r"), Column(300, "r"), Column(420, "r"), Column(500, "r")])
    s.text(255, 100, "Number under sail", "c")
    s.text(450, 100, "Number under steam", "c")
    top = s.line(112, ["Port", "2011", "2012", "2011", "2012"])
    top = s.lines(top, [["Ayr", "12", "13", "14", "15"], ["Bute", "1", "2", "3", "4"], ["Crail", "5", "6", "7", "8"]])
    found = table(paper)
    assert texts(found)[0] == ["Port", "Number under sail", None, "Number under steam", None]
    assert texts(found)[1:3] == [[None, "2011", "2012", "2011", "2012"], ["Ayr", "12", "13", "14", "15"]]


def test_headings_of_several_lines_are_one_cell_each() -> None:
    paper = Paper()
    s = Setter(paper, NUMBERS)
    top = s.lines(
        100, [["", "Number", "", "Change"], ["", "of boats", "Share of", "since the"], ["Port", "moored", "all", "war"]]
    )
    s.rule(top)
    s.lines(top, PLACES)
    assert texts(table(paper))[0] == ["Port", "Number of boats moored", "Share of all", "Change since the war"]


def test_dot_leaders_and_money() -> None:
    paper = Paper()
    s = Setter(paper, [Column(60), Column(330), Column(400, "r"), Column(440), Column(520, "r")])
    rows = [
        ("Harbour dues", "$", "1,204", "$", "88"),
        ("Moorings let", "", "77", "", "9"),
        ("Total", "$", "1,281", "$", "97"),
    ]
    top = s.line(100, ["", "", "2011", "", "2012"])
    for label, *rest in rows:
        dotted = label + " " + "." * (80 - len(label))
        top = s.line(top, [dotted, *rest])
    read = [[(t or "").replace(".", "").strip() for t in row] for row in texts(table(paper))]
    assert read[1:] == [["Harbour dues", "$ 1,204", "$ 88"], ["Moorings let", "77", "9"], ["Total", "$ 1,281", "$ 97"]]


def test_indented_stubs_and_group_titles_are_rows() -> None:
    paper = Paper()
    s = Setter(paper, NUMBERS)
    top = s.line(100, HEAD)
    s.rule(top)
    top = s.line(top, ["West coast"])
    top = s.lines(top, [["   Ayr", "1", "2", "3"], ["   Bute", "4", "5", "6"]])
    top = s.line(top, ["East coast"])
    s.lines(top, [["   Crail", "7", "8", "9"], ["   Dornoch", "10", "11", "12"]])
    read = texts(table(paper))
    assert [row[0] for row in read] == ["Port", "West coast", "Ayr", "Bute", "East coast", "Crail", "Dornoch"]
    assert read[6] == ["Dornoch", "10", "11", "12"]


def test_labels_of_two_lines_are_one_row() -> None:
    paper = Paper()
    s = Setter(paper, NUMBERS)
    top = s.line(100, HEAD)
    s.rule(top)
    top = s.line(top, ["Ayr, the new basin and the quays", "1", "2", "3"])
    top = s.line(top, ["  of the old harbour"])
    top = s.lines(top, [["Bute", "4", "5", "6"], ["Crail", "7", "8", "9"]])
    read = texts(table(paper))
    assert [(r[0] or "").replace("\n", " ") for r in read[1:]] == [
        "Ayr, the new basin and the quays of the old harbour",
        "Bute",
        "Crail",
    ]


def test_columns_filled_in_few_rows() -> None:
    paper = Paper()
    s = Setter(paper, NUMBERS)
    top = s.line(100, HEAD)
    s.rule(top)
    rows = [["Ayr", "1", "", "3"], ["Bute", "4", "5", "6"], ["Crail", "7", "", "9"], ["Dornoch", "1", "", "0"]]
    s.lines(top, rows)
    assert texts(table(paper))[1:] == [[t or "" for t in r] for r in rows]


def test_titles_and_notes_stand_outside() -> None:
    paper = Paper()
    s = Setter(paper, NUMBERS)
    s.text(60, 88, "Table 7. Boats moored in the harbours of the firth at the end of the year", bold=True)
    s.rule(100)
    top = s.line(100, HEAD)
    s.rule(top)
    top = s.lines(top, PLACES)
    s.rule(top)
    s.text(60, top, "Source: the harbour masters' books.")
    assert texts(table(paper)) == [HEAD, *PLACES]


def test_tables_in_one_of_two_columns_of_prose() -> None:
    paper = Paper()
    prose(paper, 100, 30, x=50, width=230)
    top = prose(paper, 100, 12, x=310, width=230)
    s = Setter(paper, [Column(310), Column(430, "r"), Column(530, "r")], left=310)
    s.rule(top + 15)
    top = s.line(top + 15, HEAD[:3])
    s.rule(top)
    top = s.lines(top, [row[:3] for row in PLACES])
    s.rule(top)
    prose(paper, top + 15, 8, x=310, width=230)
    assert texts(table(paper)) == [HEAD[:3], *(row[:3] for row in PLACES)]


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_of_prose_are_no_table(columns: int) -> None:
    paper = Paper()
    for number in range(columns):
        prose(paper, 100, 40, x=50 + number * 500 / columns, width=500 / columns - 20)
    assert tables(paper) == []


def test_lists_and_contents_are_no_tables() -> None:
    paper = Paper()
    s = Setter(paper, [Column(60), Column(80), Column(540, "r")])
    top = 100.0
    for number in range(1, 7):
        top = s.line(top, [f"{number}.", "A thing to be done by the harbour master before the winter"])
        top = s.line(top, ["•", "and another one"])
    top += 60
    for number, title in enumerate(["Boats", "Moorings", "Dues and charges", "Harbour masters"]):
        top = s.line(top, ["", title + " " + "." * 100, str(3 * number + 2)])
    assert tables(paper) == []


def test_charts_are_no_tables() -> None:
    paper = Paper()
    s = Setter(paper, [Column(80, "r")])
    for number in range(6):
        s.text(80, 100 + 20 * number, str(1000 - 200 * number), "r")
        paper.rule(85, 104 + 20 * number, 400, 104 + 20 * number)
    for number, month in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun"]):
        s.text(110 + 50 * number, 215, month, "c")
    assert tables(paper) == []
