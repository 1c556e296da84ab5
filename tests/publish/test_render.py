"""Rows as tables, JSON and CSV: complete for programs, harmless for terminals and spreadsheets."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from cjaplans.publish.render import Format, as_csv, as_json, csv_value, print_rows
from cjaplans.publish.safe import json_text, printable

COLUMNS = ("ref", "action_text", "amount_gbp")
ROWS: tuple[dict[str, object], ...] = (
    {"ref": "1", "action_text": 'Open the "mill",\nsoon', "amount_gbp": 12.5, "extra": "x"},
    {"ref": None, "action_text": "=HYPERLINK(1)", "amount_gbp": None, "extra": "x"},
)


def shown(form: Format, rows: tuple[dict[str, object], ...] = ROWS) -> str:
    console = Console(file=io.StringIO(), width=80)
    print_rows(rows, console, form, COLUMNS, summary=("ref", "action_text"))
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_json_has_exactly_the_columns() -> None:
    assert json.loads(as_json(ROWS, COLUMNS)) == [{name: row[name] for name in COLUMNS} for row in ROWS]
    assert json.loads(as_json((), COLUMNS)) == []


def test_csv_reads_back() -> None:
    read = list(csv.reader(io.StringIO(as_csv(ROWS, COLUMNS), newline="")))
    assert read == [list(COLUMNS), ["1", 'Open the "mill",\nsoon', "12.5"], ["", "'=HYPERLINK(1)", ""]]


def test_csv_of_no_rows_has_its_heading() -> None:
    assert as_csv((), COLUMNS) == "ref,action_text,amount_gbp\n"


@pytest.mark.parametrize("value", ["=1+1", "+44 131", "-1+1", "@SUM(A1)", "\tx", "- a dash", "-1e9x"])
def test_formulas_are_neutralised(value: str) -> None:
    assert csv_value(value) == f"'{value}"


@pytest.mark.parametrize("value", [" =1+1", "\n@A1", "\u00a0+1 x", "\u200b=1", "\ufeff=1", "＝1+1", " ＠A1", "－1 x"])
def test_formulas_are_neutralised_behind_blanks_and_in_full_width(value: str) -> None:
    assert csv_value(value) == f"'{value}"


@pytest.mark.parametrize("value", ["\r=1", "\x1b=1", "\x1b\x07=1"])
def test_control_characters_hide_no_formula_and_reach_no_terminal(value: str) -> None:
    assert csv_value(value) == "'=1"


@pytest.mark.parametrize("value", [-3, -3.5, "-3", "+3.25", "3", "2010-11"])
def test_numbers_stay_numbers(value: object) -> None:
    assert csv_value(value) == str(value)


@given(st.text())
def test_nothing_reaches_a_terminal_that_could_move_it(value: str) -> None:
    rest = printable(value)
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in rest)
    assert "\u202e" not in rest


@given(
    st.recursive(
        st.text() | st.floats() | st.integers() | st.none(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_is_valid_and_steers_no_terminal(value: object) -> None:
    text = json_text(value)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or 0xD800 <= ord(c) < 0xE000 for c in text)
    assert "\u202e" not in text

    def no_number(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    json.loads(text.encode("utf-8"), parse_constant=no_number)


@given(st.text())
def test_json_reads_back(value: str) -> None:
    assert json.loads(json_text([value])) == json.loads(json.dumps([value]))


def test_tables_show_the_summary_without_markup_or_escapes() -> None:
    out = shown(Format.TABLE, ({"ref": "[red]1", "action_text": "\x1b[2Jgone", "amount_gbp": 99.0},))
    assert "[red]1" in out
    assert "\x1b" not in out
    assert "99.0" not in out


def test_long_texts_are_not_wrapped_in_json_and_csv() -> None:
    rows = ({"ref": "x" * 300, "action_text": "[b]", "amount_gbp": 1},)
    assert json.loads(shown(Format.JSON, rows))[0]["ref"] == "x" * 300
    assert "x" * 300 + ",[b],1\n" in shown(Format.CSV, rows)
