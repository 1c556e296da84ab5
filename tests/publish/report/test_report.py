"""The report: its figures are those that its SQL gives, and it is one inert page."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cjaplans.ingest import extras
from cjaplans.ingest.errors import UsageProblem
from cjaplans.load.database import open_database, open_readonly, upgrade
from cjaplans.load.store import SourceFile, store_rejection
from cjaplans.publish.compare.arrange import short
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.report import command
from cjaplans.publish.report.command import report, write_report
from cjaplans.publish.report.model import Figure, Report
from cjaplans.publish.report.page import as_html

POISON = "</style><script>alert(1)</script>\x1b[2J"


def figure(made: Report, key: str) -> Figure:
    return next(each for each in made.figures if each.key == key)


def cells(shown: Figure, grid: int = 0) -> dict[tuple[str, str], str]:
    """The texts of a table by row and column."""
    table = shown.grids[grid]
    return {
        (row.label, column): cell.text
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }


class Page(HTMLParser):
    """The elements of a page, its headings, and what asks for something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.headings: list[int] = []
        self.asked: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            self.ids += [value or ""] if name == "id" else []
            if name in ("src", "href", "style", "action", "data") or name.startswith("on"):
                self.asked += [] if (value or "").startswith("#") else [f"{tag} {name} {value}"]


@pytest.fixture
def raw(path: Path) -> sqlite3.Connection:
    """The database as any other program reads it."""
    return sqlite3.connect(path)


def test_every_figure_s_sql_runs_as_it_is_printed(engine: Engine, raw: sqlite3.Connection) -> None:
    for selection in (Selection(), Selection(authority="tayside", period="2010-11")):
        page = as_html(report(engine, selection))
        queries = [unescape(text) for text in re.findall("<pre>(.*?)</pre>", page, re.DOTALL)]
        made = report(engine, selection)
        assert queries == [f"{query};" for each in made.figures for query in each.queries]
        for query in queries:
            raw.execute(query)


def test_the_overview_has_the_numbers_of_its_sql(engine: Engine, raw: sqlite3.Connection) -> None:
    shown = figure(report(engine, Selection()), "overview")
    assert [row.cells[0].text for row in shown.grids[0].rows] == [f"{n:,}" for _, n in raw.execute(shown.queries[0])]
    assert cells(shown)["Actions", "Number"] == "3"


def test_the_map_has_the_plans_of_its_sql(engine: Engine, raw: sqlite3.Connection) -> None:
    shown = figure(report(engine, Selection()), "coverage")
    raw.row_factory = sqlite3.Row
    held = {
        (short(row["authority"]), row["period"]): f"P {row['actions']}"
        for row in raw.execute(shown.queries[0])
        if row["actions"]
    }
    assert {place: text for place, text in cells(shown).items() if text not in ("-", "")} == held
    assert held["Tayside", "2010-11"] == "P 2"
    assert any("1 file has no place" in note for note in shown.notes)


def test_the_statuses_are_those_of_its_sql(engine: Engine, raw: sqlite3.Connection) -> None:
    shown = figure(report(engine, Selection()), "status")
    raw.row_factory = sqlite3.Row
    counted: Counter[tuple[str, str]] = Counter()
    for row in raw.execute(shown.queries[0]):
        counted[short(row["authority"]), row["status_code"].replace("_", " ")] += row["actions"]
    assert {place: int(text) for place, text in cells(shown).items() if text != "0"} == counted


def test_the_findings_are_those_of_its_sql_without_what_was_accepted(engine: Engine, path: Path) -> None:
    shown = figure(report(engine, Selection()), "review")
    with sqlite3.connect(path) as writer:
        rows = writer.execute(shown.queries[0]).fetchall()
        assert sum(row[-1] for row in rows) == sum(int(row.cells[1].text) for row in shown.grids[0].rows) > 0
        writer.execute(
            "INSERT INTO review (finding_key, accepted, author, made_at)"
            " SELECT \"key\", 1, 'a', '2026-01-01' FROM finding"
        )
    assert figure(report(engine, Selection()), "review").grids == ()


def test_conditions_hold_for_every_figure(engine: Engine) -> None:
    made = report(engine, Selection(authority="northern"))
    assert made.scope == "authority northern"
    assert cells(figure(made, "overview"))["Actions", "Number"] == "1"
    assert {row.label for row in figure(made, "coverage").grids[0].rows} == {"Northern"}
    assert {row.label for row in figure(made, "status").grids[0].rows} == {"Northern"}
    assert "tayside.pdf" not in as_html(made)


def test_the_page_is_whole_and_asks_for_nothing(engine: Engine) -> None:
    made = report(engine, Selection())
    page = Page(as_html(made))
    assert page.asked == []
    assert page.headings == [1, *[2] * len(made.figures)]
    assert len(page.ids) == len(set(page.ids))
    assert page.tags["script"] == page.tags["style"] == 1
    assert page.tags["caption"] == page.tags["table"] == sum(len(each.grids) for each in made.figures)
    assert page.tags["svg"] >= 1


def test_the_same_rows_give_the_same_page(engine: Engine) -> None:
    assert as_html(report(engine, Selection())) == as_html(report(engine, Selection()))


def test_without_charts_there_are_tables_and_it_says_so(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "missing", lambda extra: ("altair",))
    monkeypatch.setattr(extras, "missing", lambda extra: ("altair",))
    page = as_html(report(engine, Selection()))
    assert "Charts are left out" in page
    assert "<svg" not in page


def test_what_plans_say_is_never_markup(engine: Engine, path: Path) -> None:
    with sqlite3.connect(path) as writer:
        writer.execute("UPDATE document SET file_name = ?, reason = ?", (POISON, POISON))
        writer.execute("UPDATE finding SET code = ?", (POISON,))
        writer.execute("UPDATE authority SET name = ? || key", (POISON,))
        writer.execute("UPDATE organisation SET name = ? || name", (POISON,))
    text = as_html(report(engine, Selection()))
    assert Page(text).tags["script"] == 1
    assert "\x1b" not in text
    assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize("rejected", [False, True])
def test_a_database_without_plans_says_so(tmp_path: Path, rejected: bool) -> None:
    url = str(tmp_path / "empty.db")
    writer = open_database(url)
    upgrade(writer)
    if rejected:
        store_rejection(writer, SourceFile("c" * 64, "broken.pdf", "file:///c/broken.pdf", 9), "damaged", None)
    writer.dispose()
    reader = open_readonly(url)
    made = report(reader, Selection())
    reader.dispose()
    assert cells(figure(made, "overview"))["Actions", "Number"] == "0"
    assert not figure(made, "status").grids
    assert made.as_of is None
    page = as_html(made)
    assert page.count("Nothing to show.") >= 2
    assert ("1 file has no place" in page) is rejected


def test_the_file_is_written_whole_or_refused(engine: Engine, path: Path, tmp_path: Path) -> None:
    page, line = write_report(str(path), tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == page
    assert "figures" in line
    for name, said in (("r.pdf", ".html"), ("missing/r.html", "no such folder"), (".", "is a folder")):
        with pytest.raises(UsageProblem, match=re.escape(said)):
            write_report(str(path), tmp_path / name)
    with pytest.raises(UsageProblem, match="no authority"):
        write_report(str(path), None, authority="nowhere")


def test_names_can_be_withheld(engine: Engine, path: Path) -> None:
    with sqlite3.connect(path) as writer:
        writer.execute("UPDATE document SET file_name = 'plan of Morag Testwell.pdf' WHERE file_name = 'tayside.pdf'")
        writer.execute(
            "INSERT INTO action_party (action_id, seq, printed, name, kind, role)"
            " SELECT id, 9, 'Morag Testwell', 'Morag Testwell', 'person', 'lead' FROM action LIMIT 1"
        )
    shown, _ = write_report(str(path), None)
    withheld, _ = write_report(str(path), None, redact_people=True)
    assert "Testwell" in shown
    assert "Testwell" not in withheld
    assert "withheld" in withheld
