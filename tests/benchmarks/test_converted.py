"""A peer's tables become ours as they are: rows, columns and spans by the edges of their cells."""

from __future__ import annotations

from benchmarks.contest.converted import edges, paragraphs, table_of, with_tables
from benchmarks.contest.peers import FoundTable
from cjaplans.extract.model import Box, ExtractedDocument

BOX = Box(0, 0, 10, 10)
#: A header over two columns; below it a cell beside two that share its height.
SPANNING = FoundTable(
    2,
    (
        ((10.0, 10.0, 110.0, 30.0), "Header"),
        ((10.4, 30.0, 60.0, 70.0), "Left"),
        ((60.0, 30.3, 110.0, 50.0), "Upper"),
        ((60.0, 50.0, 109.8, 70.0), ""),
    ),
)


def test_spans_are_told_by_edges() -> None:
    table = table_of(SPANNING)
    assert table is not None
    assert (table.rows, table.columns, table.page_first) == (3, 2, 2)
    places = [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells]
    assert places == [(0, 0, 1, 2, "Header"), (1, 0, 2, 1, "Left"), (1, 1, 1, 1, "Upper"), (2, 1, 1, 1, "")]


def test_a_table_without_cells_is_none() -> None:
    assert table_of(FoundTable(1, ())) is None


def test_edges_that_are_all_but_one_are_one() -> None:
    assert edges([50.0, 10.4, 10.0, 51.9, 90.0]) == [10.0, 50.0, 90.0]


def test_lines_run_on_until_a_bullet() -> None:
    found = paragraphs("Open the\noffice\n• Train staff\nin spring\n• Report", BOX)
    assert [(p.text, p.bullet) for p in found] == [
        ("Open the office", False),
        ("Train staff in spring", True),
        ("Report", True),
    ]


def test_a_word_hyphenated_at_the_end_of_a_line_is_not_parted() -> None:
    assert [p.text for p in paragraphs("re-\noffending", BOX)] == ["re-offending"]


def test_tables_stand_in_the_order_of_pages() -> None:
    ours = ExtractedDocument((), (), ())
    late = FoundTable(3, (((0.0, 5.0, 9.0, 9.0), "late"),))
    document = with_tables(ours, [late, SPANNING])
    assert [table.page_first for table in document.tables] == [2, 3]
