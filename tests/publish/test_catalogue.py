"""What is held and what is missing: by authority and year, on a terminal and for pipes."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from sqlalchemy import Engine, insert

from cjaplans.ingest.errors import UsageProblem
from cjaplans.load.database import open_database
from cjaplans.load.models import Document, Duplicate
from cjaplans.normalise.model import DocumentKind, State
from cjaplans.publish.catalogue.entries import COLUMNS, Area, Entry, Holding, Plan, entries
from cjaplans.publish.catalogue.matrix import drawn
from cjaplans.publish.catalogue.placing import Basis, place_of, words_of
from cjaplans.publish.catalogue.show import show_catalogue
from cjaplans.publish.catalogue.years import label, lived_in, spans, years_of

TAYSIDE = Area("tayside", date(2006, 4, 3), date(2017, 3, 31))
YEAR = (date(2009, 4, 1), date(2010, 3, 31))
THREE_YEARS = (date(2008, 4, 1), date(2011, 3, 31))


def held(
    number: int = 1,
    authority: str | None = "tayside",
    period: tuple[date, date] | None = YEAR,
    *,
    name: str = "plan.pdf",
    kind: DocumentKind = DocumentKind.ACTION_PLAN,
    state: State = State.LOADED,
    has_text: bool = True,
    title: str | None = None,
    superseded: int = 0,
    copies: int = 0,
) -> Plan:
    """A plan of Tayside for 2009-10, read without doubt; or changed from that."""
    return Plan(number, None, name, kind, state, has_text, authority, title, period, None, 3, superseded, copies)


def unread(name: str) -> Plan:
    """A file that was rejected."""
    return held(9, None, None, name=name, kind=DocumentKind.OTHER, state=State.REJECTED, has_text=False)


def of_year(found: tuple[Entry, ...], year: int) -> list[Entry]:
    return [entry for entry in found if entry.year == year]


def row_of(lines: list[str], key: str) -> list[str]:
    return next(line for line in lines if line.startswith(key)).split()[1:]


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2009, 4, 1), date(2010, 3, 31), (2009,)),
        (date(2008, 4, 1), date(2011, 3, 31), (2008, 2009, 2010)),
        (date(2009, 1, 1), date(2009, 12, 31), (2009,)),
        (date(2009, 4, 1), date(2010, 9, 30), (2009, 2010)),
        (date(2010, 3, 1), date(2010, 5, 31), (2009,)),
    ],
)
def test_a_period_is_for_the_fiscal_years_it_covers_half_of(start: date, end: date, years: tuple[int, ...]) -> None:
    assert years_of(start, end) == years


@given(st.sets(st.integers(1990, 2030), min_size=1))
def test_spans_name_every_year_and_no_other(years: set[int]) -> None:
    named: set[int] = set()
    for span in spans(years).split(", "):
        first, _, last = span.partition(" to ")
        named |= set(range(int(first[:4]), int((last or first)[:4]) + 1))
    assert named == years


def test_an_authority_lives_from_its_first_day_to_its_last() -> None:
    assert [year for year in range(2003, 2020) if lived_in(year, TAYSIDE.established, TAYSIDE.abolished)] == [
        *range(2006, 2017)
    ]
    assert lived_in(2050, TAYSIDE.established, None)


def test_a_year_without_a_plan_of_its_own_is_missing() -> None:
    found = entries([held()], [TAYSIDE])
    assert [entry.state for entry in of_year(found, 2009)] == [Holding.HELD]
    assert {entry.year for entry in found if entry.state is Holding.MISSING} == {*range(2007, 2017)} - {2009}


def test_years_outside_an_authoritys_life_are_not_missing() -> None:
    short = Area("tayside", date(2010, 4, 1), date(2012, 3, 31))
    assert [entry.year for entry in entries([], [short])] == [2010, 2011]


def test_a_plan_for_several_years_is_in_each_of_them_and_is_no_years_own() -> None:
    found = entries([held(kind=DocumentKind.AREA_PLAN, period=THREE_YEARS)], [TAYSIDE])
    for year in (2008, 2009, 2010):
        states = [(entry.state, entry.several_years) for entry in of_year(found, year)]
        assert states == [(Holding.MISSING, False), (Holding.HELD, True)]
    lines = drawn(found, [TAYSIDE], 80)
    assert row_of(lines, "tayside") == ["-", "-A", "-A", "-A", *["-"] * 6]
    assert "only a plan for several years: 2008-09 to 2010-11" in " ".join(" ".join(lines).split())


def test_an_area_plan_for_one_year_is_not_its_action_plan() -> None:
    found = of_year(entries([held(kind=DocumentKind.AREA_PLAN)], [TAYSIDE]), 2009)
    assert [entry.state for entry in found] == [Holding.MISSING, Holding.HELD]


@pytest.mark.parametrize(
    "name",
    [
        "tayside_cja_action_plan_2009_10.pdf",
        "Tayside CJA Action Plan 2009-10.pdf",
        "2009-10-tayside-cja-plan.pdf",
        "TCJA.plan.2009-2010.pdf",
        "plan+of+Tayside%20CJA+2009.pdf",
    ],
)
def test_an_unreadable_file_is_placed_by_its_name_and_marked_so(name: str) -> None:
    found = of_year(entries([unread(name)], [TAYSIDE]), 2009)
    assert [(e.authority, e.state, e.placed_by) for e in found] == [("tayside", Holding.UNREADABLE, Basis.FILE_NAME)]
    lines = drawn(found, [TAYSIDE], 80)
    assert "X?" in row_of(lines, "tayside")
    assert any("(placed by its file name)" in line for line in lines)


def test_a_title_says_more_than_a_file_name() -> None:
    place = place_of(None, YEAR, "Tayside CJA plan", "glasgow-2012-13.pdf")
    assert (place.authority, place.period, place.basis) == ("tayside", YEAR, Basis.TITLE)


def test_what_the_document_states_is_no_guess() -> None:
    assert place_of("tayside", YEAR, "Glasgow CJA 2012-13", "x.pdf").basis is Basis.DOCUMENT


def test_hyphens_between_figures_stay() -> None:
    assert words_of("a/b_2009_10.v2.pdf") == "b 2009-10 v2"


def test_a_file_that_cannot_be_placed_is_listed_below() -> None:
    found = entries([unread("scan0001.pdf"), unread("tayside-cja-plan.pdf")], [TAYSIDE])
    assert [entry.placed for entry in found if entry.plan] == [False, False]
    text = "\n".join(drawn(found, [TAYSIDE], 80))
    below = text[text.index("Without a place") :]
    assert "scan0001.pdf" in below
    assert "(perhaps tayside)" in " ".join(below.split())


def test_a_report_is_no_plan_and_fills_no_year() -> None:
    report = held(kind=DocumentKind.OTHER, state=State.NEEDS_REVIEW, title="Annual Report 2009-10")
    found = entries([report, unread("tayside-cja-annual-report-2009-10.pdf")], [TAYSIDE])
    assert Holding.MISSING in [entry.state for entry in of_year(found, 2009)]
    assert sum(entry.state is Holding.NO_PLAN for entry in found) == 2
    assert row_of(drawn(found, [TAYSIDE], 80), "tayside") == ["-"] * 10


def test_a_plan_without_text_is_unreadable_and_one_in_doubt_to_be_reviewed() -> None:
    scan = held(1, kind=DocumentKind.OTHER, state=State.NEEDS_REVIEW, has_text=False)
    doubtful = held(2, state=State.NEEDS_REVIEW, period=(date(2012, 4, 1), date(2013, 3, 31)))
    row = row_of(drawn(entries([scan, doubtful], [TAYSIDE]), [TAYSIDE], 80), "tayside")
    assert (row[2], row[5]) == ("X", "R")


def test_older_versions_copies_and_several_plans_are_marked() -> None:
    found = entries([held(1, superseded=2), held(2, copies=1)], [TAYSIDE])
    assert "2P+=" in row_of(drawn(found, [TAYSIDE], 80), "tayside")


def test_other_years_widen_the_table() -> None:
    found = entries([held(period=(date(2017, 4, 1), date(2018, 3, 31)))], [TAYSIDE])
    assert of_year(found, 2017)[0].state is Holding.HELD
    lines = drawn(found, [TAYSIDE], 80)
    assert "2017" in lines[0]


@given(st.lists(st.text(min_size=1), max_size=4), st.integers(40, 120))
def test_the_table_fits_its_width_whatever_files_are_called(names: list[str], width: int) -> None:
    plans = [unread(f"{name}.pdf") for name in names]
    plans += [held(n, period=(date(1990 + n, 4, 1), date(1991 + n, 3, 31)), superseded=1) for n in range(9)]
    lines = drawn(entries(plans, [TAYSIDE]), [TAYSIDE], width)
    assert max(map(len, lines)) <= width
    assert not [line for line in lines if any(ord(letter) < 32 for letter in line)]


def shown(path: Path, form: str | None = None, **options: object) -> str:
    console = Console(file=io.StringIO(), width=80)
    show_catalogue(str(path), form, console, **options)  # type: ignore[arg-type]
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.fixture
def grown(engine: Engine, path: Path) -> Path:
    """The two plans of ``engine``; Tayside's has two older versions, one by way of the other, and a copy."""
    writer = open_database(str(path))
    older = {"size_bytes": 1, "kind": "action_plan", "state": "loaded", "file_name": "old.pdf"}
    rows = [older | {"id": 51, "sha256": "x", "superseded_by": 52}, older | {"id": 52, "sha256": "y"}]
    rows[1]["superseded_by"] = 1
    with writer.begin() as connection:
        connection.execute(insert(Document), rows)
        connection.execute(insert(Duplicate).values(source_uri="file:///b/t.pdf", file_name="t.pdf", document_id=1))
    writer.dispose()
    return path


def test_older_versions_and_copies_are_counted_through_the_chain(grown: Path) -> None:
    rows = {row["document_id"]: row for row in json.loads(shown(grown, "json"))}
    assert (rows[1]["superseded"], rows[1]["copies"], rows[1]["actions"]) == (2, 1, 2)
    assert (rows[2]["superseded"], rows[2]["copies"]) == (0, 0)
    assert 51 not in rows


def test_rows_are_the_same_in_every_form(grown: Path) -> None:
    as_json = json.loads(shown(grown, "json"))
    as_csv = list(csv.DictReader(io.StringIO(shown(grown, "csv"))))
    assert [tuple(row) for row in as_json] == [COLUMNS] * len(as_csv)
    assert [{k: "" if v is None else str(v) for k, v in row.items()} for row in as_json] == as_csv
    assert len([row for row in as_json if row["state"] == "missing"]) == 78


def test_one_authority(grown: Path) -> None:
    assert {row["authority_key"] for row in json.loads(shown(grown, "json", authority="Tayside"))} == {"tayside"}
    with pytest.raises(UsageProblem, match="one of fife-and-forth-valley"):
        shown(grown, authority="atlantis")


def test_parts_of_a_file_are_plans_of_their_own(grown: Path) -> None:
    writer = open_database(str(grown))
    with writer.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO document_part (document_id, seq, page_first, page_last, authority_key, period_start, "
            "period_end) VALUES (1, 1, 1, 1, 'glasgow', '2012-04-01', '2013-03-31'), (1, 2, 2, 2, 'glasgow', "
            "'2013-04-01', '2014-03-31')"
        )
        connection.exec_driver_sql("UPDATE action SET part = seq WHERE document_id = 1")
    writer.dispose()
    rows = [row for row in json.loads(shown(grown, "json", authority="glasgow")) if row["document_id"]]
    assert [(row["year"], row["part"], row["actions"]) for row in rows] == [(label(2012), 1, 1), (label(2013), 2, 1)]


def test_names_of_files_are_inert_and_names_of_people_withheld(grown: Path) -> None:
    writer = open_database(str(grown))
    with writer.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE document SET file_name = '=1+1 [bold]Ms Jean Tester\x1b[31m.pdf' WHERE id = 3"
        )
    writer.dispose()
    text = shown(grown)
    assert "\x1b" not in text
    assert "[bold]" in text
    assert "'=1+1" in shown(grown, "csv")
    assert "Tester" not in shown(grown, redact_people=True) + shown(grown, "json", redact_people=True)
