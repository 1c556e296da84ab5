"""What is marked on a page: fields by their cells, headings, text in no field, doubtful spots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cjaplans.extract.model import BlockKind, Box, ExtractedDocument, Notice
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Finding, Severity
from cjaplans.normalise.plan import normalise
from cjaplans.normalise.user_layouts.model import PARTS
from cjaplans.publish.inspect.doubts import Doubt, numbered
from cjaplans.publish.inspect.marks import Mark, Sign, page_marks, page_to_show
from cjaplans.publish.inspect.palette import DOUBT, INKS
from tests.normalise.drawing import HEIGHT, WIDTH, block, document, table

HEADER = ["Action", "Lead", "By when", "Weather"]
ROWS = [HEADER, ["1a) Mend the brig", "Morag", "May 2010", "wet"], ["1b) Open the mill", "Tam", "", ""]]
TOP = 100.0


def marked(doc: ExtractedDocument, page: int = 1) -> Mapping[Box, Mark]:
    return {mark.box: mark for mark in page_marks(doc, normalise(doc), page).marks}


def place(row: int, column: int, wide: int = 1) -> Box:
    x, y = column * WIDTH, TOP + row * HEIGHT
    return Box(x, y, x + wide * WIDTH, y + HEIGHT)


def test_cells_are_marked_by_the_fields_their_text_went_to() -> None:
    marks = marked(document(table(ROWS)))
    assert marks[place(0, 0)].sign is Sign.HEADING
    assert (marks[place(1, 0)].sign, marks[place(1, 0)].names) == (Sign.FIELD, ("action_text", "ref"))
    assert marks[place(1, 1)].names == ("responsible",)
    assert (marks[place(2, 2)].sign, marks[place(2, 2)].names) == (Sign.BLANK, ("timescale",))
    assert marks[place(1, 3)].sign is Sign.UNKNOWN


def test_bands_set_a_theme_and_headings_above_too() -> None:
    heading = block("Theme: Boats", 60)
    marks = marked(document(heading, table([HEADER, ["Priority 1: Rowing", "<", "<", "<"], *ROWS[1:]])))
    assert marks[place(1, 0, 4)].names == ("theme",)
    marks = marked(document(heading, table(ROWS)))
    mark = marks[heading.paragraph.box]
    assert (mark.sign, mark.names, mark.outside) == (Sign.FIELD, ("theme",), True)


def test_a_cell_that_went_nowhere_is_told() -> None:
    rows = [HEADER, ["Objective", "Row the firth by 2012", "<", "<"], *ROWS[1:]]
    assert marked(document(table(rows)))[place(1, 0)].sign is Sign.UNREAD


def test_running_heads_and_other_text() -> None:
    head, text = block("Page 1", 10, kind=BlockKind.RUNNING), block("Some words", 700, kind=BlockKind.PARAGRAPH)
    marks = marked(document(head, text, table(ROWS)))
    assert marks[head.paragraph.box].sign is Sign.RUNNING
    assert marks[text.paragraph.box].sign is Sign.TEXT


def test_a_table_that_was_not_understood_is_only_outlined() -> None:
    marks = marked(document(table([["Bimble", "Womble"], ["a", "b"]])))
    assert {mark.sign for mark in marks.values()} == {Sign.NO_PLAN}


def test_a_cell_read_with_doubt() -> None:
    drawn = table(ROWS)
    cells = tuple(replace(cell, confidence=0.5) if cell.column == 2 else cell for cell in drawn.cells)
    marks = marked(document(replace(drawn, cells=cells)))
    assert marks[place(1, 2)].unsure
    assert not marks[place(2, 2)].unsure, "an empty cell has no text to doubt"
    assert not marks[place(1, 1)].unsure


def test_columns_are_labelled_and_tables_captioned() -> None:
    doc = document(table(ROWS))
    (frame,) = page_marks(doc, normalise(doc), 1).frames
    assert [(label.name, label.x0) for label in frame.labels] == [
        ("action_text", 0.0),
        ("responsible", 100.0),
        ("timescale", 200.0),
        ("?", 300.0),
    ]
    assert frame.caption.startswith("table 1: actions, lattice, 0.")


def test_only_one_page_is_marked() -> None:
    doc = document(table(ROWS), table(ROWS, page=2), pages=2)
    plan = normalise(doc)
    first, second = page_marks(doc, plan, 1), page_marks(doc, plan, 2)
    assert (first.actions, second.actions) == (2, 2)
    assert len(first.marks) == len(second.marks) == 12
    assert "table 2" in second.frames[0].caption


def test_doubts_of_an_action_stand_at_its_row() -> None:
    doc = replace(document(table(ROWS)), notices=(Notice(1, "page_too_dense", "too many lines"),))
    plan = normalise(doc)
    found = (Finding(Severity.WARNING, "x", "why", 1, 2), Finding(Severity.INFO, "y", "why", 1, 2))
    doubts = page_marks(doc, replace(plan, findings=(*found, Finding(Severity.INFO, "z", "why", 2))), 1).doubts
    assert [doubt.code for doubt in doubts] == ["x", "y", "page_too_dense"]
    assert doubts[0].box == Box(0, TOP + 2 * HEIGHT, 2 * WIDTH, TOP + 3 * HEIGHT)
    assert doubts[2].box is None


def test_an_action_read_with_little_confidence_is_a_doubt() -> None:
    doc = document(table(ROWS))
    plan = normalise(doc)
    actions = tuple(replace(action, confidence=0.4) for action in plan.actions[:1])
    doubts = page_marks(doc, replace(plan, actions=actions, findings=()), 1).doubts
    assert [(doubt.code, doubt.message) for doubt in doubts] == [
        ("low_confidence", "action 1 was read with confidence 0.40")
    ]


def test_doubts_at_one_place_share_a_number() -> None:
    a, b = Box(0, 0, 1, 1), Box(0, 5, 1, 6)
    doubts = [Doubt(code, "", Severity.INFO, box) for code, box in (("p", a), ("q", a), ("r", b), ("s", None))]
    assert [number for number, _ in numbered(doubts)] == [1, 1, 2, None]


def test_the_page_to_show_first() -> None:
    other = table([["Bimble", "Womble"], ["a", "b"]], page=2)
    doc = document(other, table(ROWS, page=3), pages=3)
    assert page_to_show(doc, normalise(doc)) == 3
    doc = document(other, pages=3)
    assert page_to_show(doc, normalise(doc)) == 2
    doc = document(pages=3)
    assert page_to_show(doc, normalise(doc)) == 1


@pytest.mark.parametrize("name", [*Field, *(part for parts in PARTS.values() for part in parts)])
def test_every_field_and_part_has_an_ink_of_its_own(name: str) -> None:
    assert name in INKS
    assert INKS[name].colour != DOUBT
    inks = [INKS[field] for field in Field]
    assert len(set(inks)) == len(inks)
