"""The workbook is typed, can be filtered, calculates nothing, and says where it had to cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from cjaplans.publish.package.model import Field, Kind
from cjaplans.publish.package.workbook import write
from cjaplans.publish.package.workbook.limits import MOST_CHARACTERS, fitting, letters, serial, xml
from cjaplans.publish.package.workbook.sheets import CONTENTS
from cjaplans.publish.package.workbook.write import Sheet, write_workbook
from cjaplans.publish.safe import printable
from tests.publish.package.conftest import HARD


@pytest.fixture(scope="module")
def workbook(package: Path) -> Workbook:
    return openpyxl.load_workbook(package / "actions.xlsx")


def small(path: Path, rows: Sequence[Sequence[object]], kind: Kind = Kind.STRING) -> Workbook:
    """A workbook of one sheet and one column."""
    write_workbook(path, "small", None, [Sheet("s", (Field("f", kind, ""),), (10,), len(rows), lambda: rows)])
    return openpyxl.load_workbook(path)


def test_every_sheet_has_its_rows_a_frozen_heading_and_a_filter(workbook: Workbook, hard: Path) -> None:
    assert workbook.sheetnames == ["about", *(each.name for each in CONTENTS), "data dictionary"]
    with closing(sqlite3.connect(hard)) as connection:
        for content in CONTENTS:
            sheet = workbook[content.name]
            (count,) = connection.execute(f"SELECT count(*) FROM ({content.query()})").fetchone()
            assert (sheet.max_row, sheet.max_column) == (count + 1, len(content.fields()))
            assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions
            assert [cell.value for cell in sheet[1]] == [field.name for field in content.fields()]
            assert all(sheet.column_dimensions[letters(at)].width >= 10 for at in range(sheet.max_column))


def test_days_are_days_and_sums_are_numbers(workbook: Workbook, hard: Path) -> None:
    sheet = workbook["actions"]
    names = [cell.value for cell in sheet[1]]
    with closing(sqlite3.connect(hard)) as connection:
        stored = connection.execute(
            "SELECT end_date, amount_gbp, ongoing FROM action_flat ORDER BY action_id"
        ).fetchall()
    shown = [
        tuple(row[names.index(name)].value for name in ("end_date", "amount_gbp", "ongoing"))
        for row in sheet.iter_rows(min_row=2)
    ]
    wanted = [
        (datetime.fromisoformat(end) if end else None, sum_, None if ongoing is None else bool(ongoing))
        for end, sum_, ongoing in stored
    ]
    assert shown == wanted
    assert any(end for end, _, _ in wanted) and any(sum_ for _, sum_, _ in wanted) and any(o for _, _, o in wanted)


def test_nothing_is_a_formula_and_texts_are_as_they_were(workbook: Workbook) -> None:
    assert not [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    names = [cell.value for cell in workbook["actions"][1]]
    first = {name: cell.value for name, cell in zip(names, workbook["actions"][2], strict=True)}
    assert first["ref"] == "=1+1" and first["theme"] == "@SUM(A1)" and first["target"] == "  blanks  "
    assert first["objective"] == printable(HARD["objective"])
    assert first["timescale"] == "bell   turned  end"
    assert first["detail"].endswith(" … [cut: 40,000 characters]") and len(first["detail"]) <= MOST_CHARACTERS


def test_prose_is_wrapped(workbook: Workbook) -> None:
    assert workbook["actions"]["A2"].alignment.wrap_text and workbook["actions"]["A2"].alignment.vertical == "top"


def test_every_column_stands_in_the_dictionary(workbook: Workbook) -> None:
    rows = [tuple(cell.value for cell in row[:4]) for row in workbook["data dictionary"].iter_rows(min_row=2)]
    assert {row[:2] for row in rows} == {(each.name, field.name) for each in CONTENTS for field in each.fields()}
    assert all(meaning for *_, meaning in rows)


def test_the_first_sheet_says_what_it_is_and_where_from(workbook: Workbook) -> None:
    said = " ".join(str(row[1].value) for row in workbook["about"].iter_rows())
    assert "tayside-2009-10.pdf" in said and "licence of the plans is not known" in said and "formula" in said


def test_more_rows_than_a_sheet_holds_go_on_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "MOST_ROWS", 4)
    workbook = small(tmp_path / "x.xlsx", [(str(number),) for number in range(7)])
    assert workbook.sheetnames == ["s", "s 2", "s 3"]
    assert [[cell.value for (cell,) in sheet.iter_rows()] for sheet in workbook] == [
        ["f", "0", "1", "2"],
        ["f", "3", "4", "5"],
        ["f", "6"],
    ]


def test_every_part_is_xml_and_as_long_as_it_says(package: Path) -> None:
    with ZipFile(package / "actions.xlsx") as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.text())
def test_any_text_is_the_same_behind_xml_but_for_what_cannot_be_shown(text: str) -> None:
    shown, cut = fitting(text)
    read = ElementTree.fromstring(f"<t>{xml(shown)}</t>").text or ""
    assert not cut and read.replace("_x005F_", "_") == shown.replace("\ufffe", "").replace("\uffff", "")


@given(st.text(alphabet="a\U0001f600", min_size=1).map(lambda text: text * (70_000 // len(text))))
def test_a_text_that_is_cut_fits(text: str) -> None:
    shown, cut = fitting(text)
    assert cut and len(shown.encode("utf-16-le")) // 2 <= MOST_CHARACTERS and shown.endswith("characters]")


@given(st.dates(min_value=date(1900, 3, 1)))
def test_days_count_as_excel_counts_them(day: date) -> None:
    assert serial(day.isoformat()) == (day - date(1900, 2, 28)) // timedelta(days=1) + 59 + 1


@pytest.mark.parametrize("text", ["1899-12-31", "spring", "2010-13-01"])
def test_what_no_calendar_has_stays_a_text(tmp_path: Path, text: str) -> None:
    assert serial(text) is None
    assert small(tmp_path / "x.xlsx", [(text,)], Kind.DATE)["s"]["A2"].value == text


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(column: int, name: str) -> None:
    assert letters(column) == name
