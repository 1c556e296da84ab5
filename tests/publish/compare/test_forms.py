"""A comparison as people read it: on a terminal, as Markdown; and as files."""

from __future__ import annotations

import io
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from sqlalchemy import Engine

from cjaplans.ingest.errors import UsageProblem
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.markdown import markdown, plain
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.parquet import write_parquet
from cjaplans.publish.compare.records import records
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.compare.show import show_comparison
from cjaplans.publish.compare.terminal import drawn

POISON = "|<b>=1+1</b> [x](y)\x1b[2J\n# *a* `b`"


def on_terminal(comparison: Comparison, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width, highlight=False, emoji=False, color_system=None)
    for part in drawn(comparison, width):
        console.print(part)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text.splitlines()


def poisoned() -> Comparison:
    table = pd.DataFrame({POISON: [1], "in_progress": [2]}, index=pd.Index([POISON], name="place")).astype("Int64")
    notes = (POISON, "1. a list?", "- another")
    return Comparison(
        Name.STATUS, POISON, By.PLACE, Selection(), table, table, table, notes, "", legend={POISON: POISON}
    )


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("name", [Name.OUTCOMES, Name.STATUS, Name.THEMES])
def test_a_wide_table_stays_readable(varied: Engine, name: Name, width: int) -> None:
    found = compare(varied, name)
    lines = on_terminal(found, width)
    assert max(map(len, lines)) <= width
    text = " ".join(" ".join(lines).split())
    for column in found.table.columns:
        assert text.count(column.split()[0].replace("_", " ").split()[0]) >= 1
    numbers = [number for line in lines for number in re.findall(r"(?<=\s)\d+(?=\s|$)", line) if line.startswith("Tay")]
    assert sorted(map(int, numbers)) == sorted(found.table.loc["Tayside"].dropna())


def test_codes_stand_above_and_what_they_mean_below(varied: Engine) -> None:
    found = compare(varied, Name.OUTCOMES)
    lines = on_terminal(found, 80)
    assert any(line.startswith("C6   ") for line in lines)
    assert set(found.legend) == set(found.table.columns)
    assert [line for line in lines if line.startswith("Of ")]


def test_a_share_is_in_per_cent_and_a_dash_is_no_0(varied: Engine) -> None:
    found = compare(varied, Name.OUTCOMES, Selection(period="2010-11", outcome="NSMO23:C6"), show=Show.SHARE)
    assert any(line.split() == ["Tayside", "50%", "50%"] for line in on_terminal(found, 80))
    wider = compare(varied, Name.OUTCOMES, Selection(period="2010-11", outcome="NSMO23:C1,NSMO23:C6"))
    assert any(line.split() == ["Lothian", "and", "Borders", "1", "–", "1"] for line in on_terminal(wider, 80))


def test_nothing_found_is_an_empty_table(varied: Engine) -> None:
    for name in (Name.OUTCOMES, Name.STATUS, Name.THEMES):
        found = compare(varied, name, Selection(period="1999"))
        assert found.table.empty
        assert found.links.shape == found.table.shape
        assert "Of 0 actions in 0 plans." in on_terminal(found, 80)
        assert "No action of a current plan meets the conditions." in on_terminal(found, 80)
        assert "Of 0 actions in 0 plans." in markdown(found)


def test_texts_move_no_cursor_and_make_no_markup() -> None:
    lines = on_terminal(poisoned(), 200)
    assert "\x1b" not in "".join(lines)
    text = markdown(poisoned())
    assert "\x1b" not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
    assert not re.search(r"(?<!\\)[<`\[]", text)
    assert "- 1\\. a list?" in text
    assert "- \\- another" in text


@given(st.text())
def test_no_text_is_markup(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)(?:\\\\)*[|<`*\[\]]", shown)


def test_markdown_has_the_table_and_all_that_stands_under_it(varied: Engine) -> None:
    found = compare(varied, Name.THEMES, Selection(authority="tayside", period="2010-11"))
    text = markdown(found)
    assert "| Tayside | 0 | 0 | 2 | 1 | 0 | 1 |" in text
    assert all(f"- {plain(note)}" in text for note in found.notes)


def test_records_are_plain_values() -> None:
    frame = pd.DataFrame({"day": pd.to_datetime(["2010-04-01", None]), "n": pd.array([1, None], dtype="Int64")})
    assert records(frame) == [{"day": "2010-04-01", "n": 1}, {"day": None, "n": None}]


def test_parquet_keeps_types_and_tells_what_it_is(varied: Engine, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (the extra 'export')")
    found = compare(varied, Name.OUTCOMES)
    write_parquet(found, tmp_path / "outcomes.parquet")
    assert parquet.read_schema(tmp_path / "outcomes.parquet").metadata[b"title"] == found.title.encode()
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "outcomes.parquet"), found.rows, check_dtype=False)
    with pytest.raises(UsageProblem, match="no kind of file"):
        write_parquet(found, tmp_path / "outcomes.csv")


def test_a_comparison_has_only_its_own_cells(varied: Engine) -> None:
    with pytest.raises(ValueError, match="status has no complete; one of actions, share"):
        compare(varied, Name.STATUS, show=Show.COMPLETE)


def test_places_without_a_council_are_explained(varied: Engine) -> None:
    assert any(note.startswith("none: ") for note in compare(varied, Name.STATUS, by=By.PLACE).notes)
    assert not any(note.startswith("none: ") for note in compare(varied, Name.STATUS).notes)


def test_a_comparison_names_nobody_where_that_is_asked(varied_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    with closing(sqlite3.connect(varied_path)) as varied, closing(sqlite3.connect(path)) as copy:
        varied.backup(copy)
        copy.execute("UPDATE action SET place = 'Morag Quillfeather' WHERE place = 'Angus'")
        copy.execute("UPDATE document SET file_name = 'Morag Quillfeather.pdf' WHERE file_name = 'two.pdf'")
        copy.commit()
    said = {}
    for redact_people in (False, True):
        console = Console(file=io.StringIO(), width=200)
        notes = show_comparison("outcomes", str(path), "csv", console, by="place", redact_people=redact_people)
        said[redact_people] = console.file.getvalue() + "\n".join(notes)  # type: ignore[attr-defined]
    assert "Quillfeather" in said[False]
    assert "Quillfeather" not in said[True]
    assert said[True].count("\n") == said[False].count("\n")
