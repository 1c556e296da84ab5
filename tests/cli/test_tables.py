"""How tables are written: spans, cells cut by page breaks, places without a cell."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cjaplans.extract.model import Box, Cell, Paragraph, Region, Table
from cjaplans.publish.safe import neutral, printable
from cjaplans.publish.tables import as_html, as_record, as_rows, write_csv

BOX = Box(10, 20.123, 110, 40)


def cell(
    row: int, column: int, text: str, page: int = 3, continues: bool = False, spans: tuple[int, int] = (1, 1)
) -> Cell:
    return Cell(row, column, *spans, page, BOX, (Paragraph(text, BOX),), continues)


SPANNED = Table(
    rows=3,
    columns=2,
    cells=(
        cell(0, 0, "over both", spans=(1, 2)),
        cell(1, 0, "tall", spans=(2, 1)),
        cell(1, 1, "first half"),
        cell(2, 1, "a sentence that"),
        cell(1, 1, "second half", page=4),
        cell(2, 1, "goes on", page=4, continues=True),
    ),
    regions=(Region(3, BOX), Region(4, BOX)),
)


def test_a_span_fills_its_top_left_place_only() -> None:
    assert as_rows(SPANNED) == [["over both", ""], ["tall", "first half\nsecond half"], ["", "a sentence that goes on"]]


def test_a_record_names_all_pages_and_keeps_all_cells() -> None:
    record = as_record(SPANNED)
    assert (record["page"], record["pages"], record["bbox"]) == (3, [3, 4], [10, 20.12, 110, 40])
    assert len(record["cells"]) == 6
    assert record["cells"][0]["column_span"] == 2
    assert record["cells"][4]["page"] == 4


def test_html_spans() -> None:
    html = as_html([SPANNED], "a < b")
    assert '<tr><td colspan="2">over both</td></tr>' in html
    assert '<tr><td rowspan="2">tall</td><td>first half\nsecond half</td></tr>' in html
    assert "<title>a &lt; b</title>" in html


def test_html_keeps_columns_where_a_cell_is_missing() -> None:
    table = Table(1, 3, (cell(0, 0, "a"), cell(0, 2, "c")), (Region(3, BOX),))
    assert "<tr><td>a</td><td></td><td>c</td></tr>" in as_html([table], "t")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\tx"])
def test_formulas_are_neutralised(text: str, tmp_path: Path) -> None:
    assert neutral(text) == f"'{text}"
    table = Table(1, 1, (cell(0, 0, text),), (Region(3, BOX),))
    (path,) = write_csv([table], tmp_path / "new")
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [[f"'{text}"]]


def test_nothing_printed_moves_the_cursor() -> None:
    assert printable("a\x1b[2Jb\u202ec\nd\te") == "a[2Jbc\nd\te"
