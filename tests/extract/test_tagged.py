"""Tables that a file marks as such: without rules, beside rules that agree, and against those that do not."""

from __future__ import annotations

import pytest

from cjaplans.extract.document import extract
from cjaplans.extract.model import Engine, Table
from tests.extract.marks import Mark, Sheet, table, tagged
from tests.extract.reading import spans, texts

COLUMNS = (60.0, 160.0, 240.0)
ROWS = [["Action", "Lead", "When"], ["Open a mill", "Morag", "May"], ["Train carters", "Isla", "June"]]


def _places(rows: list[list[str]], top: float = 100.0) -> dict[str, tuple[float, float]]:
    """Where each text of a table stands: columns as given, rows 20 points apart."""
    return {t: (x, top + 20 * r) for r, row in enumerate(rows) for t, x in zip(row, COLUMNS, strict=False) if t}


def _rules(rows: int, top: float = 95.0) -> list[tuple[float, float, float, float]]:
    xs, bottom = (55.0, 155.0, 235.0, 320.0), top + 20 * rows
    level = [(xs[0], top + 20 * r, xs[-1], top + 20 * r) for r in range(rows + 1)]
    return level + [(x, top, x, bottom) for x in xs]


def _codes(data: bytes) -> list[str]:
    return [notice.code for notice in extract(data).notices]


def _only(data: bytes) -> Table:
    [found] = extract(data).tables
    return found


def test_marks_make_a_table_where_nothing_is_ruled() -> None:
    sheet = Sheet({"Before": (60, 60), **_places(ROWS), "After": (60, 200)})
    document = extract(tagged([sheet], Mark("P", texts=["Before"]), table(ROWS), Mark("P", texts=["After"])))
    [found] = document.tables
    assert (found.engine, found.header_rows, texts(found)) == (Engine.TAGS, 1, ROWS)
    assert [block.text for block in document.blocks] == ["Before", "After"]
    assert document.notices == ()


def test_every_cell_has_a_box_around_its_text() -> None:
    found = _only(tagged([Sheet(_places(ROWS))], table(ROWS)))
    for cell in found.cells:
        x, top = COLUMNS[cell.column], 100 + 20 * cell.row
        assert cell.box.x0 <= x < cell.box.x1
        assert cell.box.top <= top + 2 < cell.box.bottom


def test_spans_are_taken_from_the_marks() -> None:
    rows = [["Homes", "Build", "May"], ["Let", "June"], ["Glen and Brae as one"]]
    places = _places(rows[:1]) | {"Let": (160, 120), "June": (240, 120), "Glen and Brae as one": (60, 140)}
    found = _only(tagged([Sheet(places)], table(rows, 0, {(0, 0): (2, 1), (2, 0): (1, 3)})))
    assert texts(found) == [["Homes", "Build", "May"], [None, "Let", "June"], ["Glen and Brae as one", None, None]]
    assert (spans(found)[0, 0], spans(found)[2, 0]) == ((2, 1), (1, 3))


def test_cells_left_out_or_without_text_are_empty_ones() -> None:
    rows = [["Action", "Lead", "When"], ["Open a mill", "", "May"], ["Train carters", "Isla"]]
    found = _only(tagged([Sheet(_places(rows))], table(rows)))
    assert texts(found) == [rows[0], rows[1], ["Train carters", "Isla", ""]]


def test_a_table_marked_as_nothing_but_headers_has_none_of_them() -> None:
    rows = [[f"Row {n}", f"Lead {n}"] for n in range(6)]
    assert _only(tagged([Sheet(_places(rows))], table(rows, heads=5))).header_rows == 0


def test_groups_of_rows_are_rows() -> None:
    marks = table(ROWS)
    grouped = Mark("Table", [Mark("THead", marks.children[:1]), Mark("TBody", marks.children[1:])])
    assert texts(_only(tagged([Sheet(_places(ROWS))], grouped))) == ROWS


def test_a_table_goes_on_over_pages_with_its_header_printed_again_but_not_marked() -> None:
    later = [["Build homes for all", "Ailsa", "July"], ["Let rooms", "Fergus", "August"]]
    again = {text + " ": (x, 40) for text, (x, _) in _places(ROWS[:1]).items()}
    sheets = [Sheet(_places(ROWS)), Sheet({**again, **_places(later, 60)}, unmarked=frozenset(again))]
    found = _only(tagged(sheets, table([*ROWS, *later])))
    assert texts(found) == [*ROWS, *later]
    assert [region.page for region in found.regions] == [1, 2]
    assert [cell.text for cell in found.repeated_headers] == ROWS[0]


def test_a_row_cut_by_a_page_break_is_whole_where_the_marks_say_so() -> None:
    sheets = [
        Sheet(_places(ROWS[:1]) | {"Open a mill by": (60, 120), "Morag": (160, 120), "May": (240, 120)}),
        Sheet({"the river": (60, 60)} | _places(ROWS[2:], 80)),
    ]
    marks = table([ROWS[0], ["", "Morag", "May"], ROWS[2]])
    marks.children[1].children[0].children[0].texts = ["Open a mill by", "the river"]
    found = _only(tagged(sheets, marks))
    assert texts(found) == [ROWS[0], ["Open a mill by the river", "Morag", "May"], ROWS[2]]


def test_rules_that_agree_with_the_marks_are_sure_and_take_their_header() -> None:
    data = tagged([Sheet(_places(ROWS), _rules(3))], table(ROWS))
    found = _only(data)
    assert (found.engine, found.confidence, found.header_rows) == (Engine.LATTICE, 1.0, 1)
    assert {cell.confidence for cell in found.cells} == {1.0}
    assert _codes(data) == []


def test_a_header_that_is_ruled_but_not_marked_does_not_disagree() -> None:
    data = tagged([Sheet(_places(ROWS), _rules(3), unmarked=frozenset(ROWS[0]))], table(ROWS[1:], 0))
    assert texts(_only(data)) == ROWS
    assert _codes(data) == []


def test_rules_win_over_marks_that_disagree_and_a_notice_says_so() -> None:
    marks = table([ROWS[0], ["", "", ""]])
    for cell, above, below in zip(marks.children[1].children, *ROWS[1:], strict=True):
        cell.children[0].texts = [above, below]
    data = tagged([Sheet(_places(ROWS), _rules(3))], marks)
    document = extract(data)
    [found] = document.tables
    assert (found.engine, texts(found)) == (Engine.LATTICE, ROWS)
    [notice] = document.notices
    assert (notice.code, notice.page) == ("tags_disagree", 1)
    assert 0 < found.confidence < 1
    sure = {cell.text: cell.confidence for cell in found.cells}
    assert sure["Morag"] < sure["When"] < 1.0


@pytest.mark.parametrize(
    "marks",
    [
        Mark("Table", [*table(ROWS).children, Mark("P", texts=["Stray"])]),
        Mark("Table", [Mark("TR", [Mark("P", texts=[t]) for t in row]) for row in ROWS]),
        table([ROWS[0], ROWS[2], ROWS[1]]),
        table([[row[1], row[0], row[2]] for row in ROWS]),
        table(ROWS, 1, {(0, 1): (2, 1), (1, 0): (1, 2)}),
    ],
    ids=["stray", "no cells", "rows out of order", "columns out of order", "overlap"],
)
def test_marks_that_cannot_be_right_are_not_followed(marks: Mark) -> None:
    document = extract(tagged([Sheet({**_places(ROWS), "Stray": (60, 300)})], marks))
    assert not any(found.engine is Engine.TAGS for found in document.tables)
    assert [(n.code, n.page) for n in document.notices] == [("tags_unsound", 1)]


@pytest.mark.parametrize(
    "marks",
    [
        table([["Action"]], 0),
        table([["Action", "Lead", "When"]], 0),
        table([["Action"], ["Open a mill"], ["Train carters"]], 0),
    ],
    ids=["one cell", "one row", "one column"],
)
def test_tables_of_one_cell_row_or_column_only_lay_out_the_page(marks: Mark) -> None:
    document = extract(tagged([Sheet(_places(ROWS))], marks))
    assert not any(found.engine is Engine.TAGS for found in document.tables)
    assert document.notices == ()


def test_a_table_inside_a_cell_that_only_lays_out_the_page_is_one() -> None:
    outer = Mark("Table", [Mark("TR", [Mark("TD", [table(ROWS)])])])
    assert texts(_only(tagged([Sheet(_places(ROWS))], outer))) == ROWS


def test_a_tree_in_a_file_that_does_not_call_itself_tagged_is_left_alone() -> None:
    document = extract(tagged([Sheet(_places(ROWS))], table(ROWS), marked=False))
    assert not any(found.engine is Engine.TAGS for found in document.tables)
