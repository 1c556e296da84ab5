"""The pages that list, compare and tell of plans."""

from __future__ import annotations

import csv
import html
import json
import re
from pathlib import Path

import pytest
from sqlalchemy import text

from cjaplans.load.database import open_database
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.model import By, Name
from cjaplans.publish.compare.records import records
from cjaplans.publish.web import site as site_module
from cjaplans.publish.web.model import Site
from cjaplans.publish.web.pages import comparing
from tests.publish.web.conftest import Ask, asking

SHA = "a" * 16


def counted(page: str) -> int:
    """The number that a list of actions says it has."""
    found = re.search(r'role="status">([\d,]+) action', page)
    assert found, page
    return int(found[1].replace(",", ""))


def test_every_number_of_a_comparison_leads_to_so_many_actions(ask: Ask) -> None:
    cells = re.findall(r'<a href="(/actions\?[^"]*)">([\d,]+)</a>', ask("/compare/status").text)
    assert cells
    for address, number in cells:
        assert counted(ask(html.unescape(address)).text) == int(number)


def test_conditions_and_words_narrow_a_list(ask: Ask) -> None:
    assert counted(ask("/actions").text) == 3
    assert counted(ask("/actions?authority=tayside&theme=&status=").text) == 2
    assert counted(ask("/actions?q=boats").text) == 1
    assert counted(ask("/actions?q=%22AND+NEAR(*").text) == 0
    assert ask(f"/actions?q={'a*+' * 51}").status_code == 400
    assert "The list ends before this page." in ask("/actions?page=9").text


def test_what_no_action_can_meet_is_said_with_what_there_is(ask: Ask) -> None:
    for address in ("/actions?authority=nowhere", "/compare/status?by=moon", "/compare/status?show=complete"):
        answer = ask(address)
        assert answer.status_code == 400
        assert "one of" in answer.text
    assert ask("/compare/weather").status_code == 404
    assert ask("/actions?page=0").status_code == 400
    assert ask("/actions?page=%C2%B2").status_code == 400


def test_the_bare_address_of_comparisons_leads_to_the_first(ask: Ask) -> None:
    moved = ask("/compare?authority=tayside")
    assert moved.status_code == 303
    assert ask(moved.headers["location"]).status_code == 200
    assert moved.headers["location"] == "/compare/outcomes?authority=tayside"


def test_a_form_keeps_what_was_chosen(ask: Ask) -> None:
    page = ask("/compare/status?by=period&authority=tayside&moved=later").text
    assert re.search(r'<option value="tayside" selected>', page)
    assert "<option selected>period</option>" in page
    assert '<details class="further" open>' in page


def test_a_chart_is_a_picture_of_its_own_and_scripts_nothing(ask: Ask) -> None:
    answer = ask("/compare/status.svg?by=period")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")
    assert "<script" not in answer.text


def test_a_comparison_is_a_query_with_conditions(ask: Ask) -> None:
    rows = json.loads(ask("/data/status.json?_shape=array&authority=tayside&period=").text)
    assert {row["authority_key"] for row in rows} == {"tayside"}
    assert sum(row["actions"] for row in rows) == 2
    assert ask("/data/status.csv").text.startswith("authority_key,")


def test_a_plan_tells_what_it_is_and_lists_its_actions(ask: Ask) -> None:
    page = ask(re.findall(r'href="(/plan/[^"]*)"', ask("/").text)[0]).text
    assert page.count('<td class="printed what">') in (1, 2)
    assert "Community Justice Authority" in page
    assert ask("/plan/0123456789abcdef").status_code == 404
    assert ask("/plan/xyz").status_code == 404


def test_a_part_that_a_file_does_not_have_is_not_there(ask: Ask) -> None:
    address = re.findall(r'href="(/plan/[^"]*)"', ask("/").text)[0]
    assert ask(f"{address}/7").status_code == 404


def test_a_superseded_plan_points_to_the_newer_one(ask: Ask, path: Path) -> None:
    engine = open_database(str(path))
    with engine.begin() as connection:
        connection.execute(text("UPDATE document SET superseded_by = 2 WHERE id = 1"))
        sha = connection.execute(text("SELECT sha256 FROM document WHERE id = 1")).scalar_one()
        newer = connection.execute(text("SELECT sha256 FROM document WHERE id = 2")).scalar_one()
    engine.dispose()
    assert f'href="/plan/{newer[:16]}">the current one' in ask(f"/plan/{sha[:16]}").text


def test_what_was_written_meanwhile_is_seen_at_once(ask: Ask, path: Path) -> None:
    assert "<strong>" not in ask("/").text
    assert "3 actions" in ask("/").text
    before = ask("/compare/status").text
    engine = open_database(str(path))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM action WHERE id = 1"))
    engine.dispose()
    assert "2 actions" in ask("/").text
    assert ask("/compare/status").text != before
    assert counted(ask("/actions").text) == 2


def test_words_of_a_plan_are_text_wherever_they_come_up(ask: Ask, path: Path) -> None:
    evil = "<script>alert(1)</script>"
    engine = open_database(str(path))
    with engine.begin() as connection:
        connection.execute(text("UPDATE action SET action_text = :evil, theme = :evil, place = :evil"), {"evil": evil})
        connection.execute(text("UPDATE document SET title = :evil, file_name = :evil, reason = :evil"), {"evil": evil})
        connection.execute(text("UPDATE finding SET message = :evil"), {"evil": evil})
    engine.dispose()
    plan = re.findall(r'href="(/plan/[^"]*)"', ask("/").text)[0]
    pages = ("/", "/actions", "/compare/status?by=place", plan, "/data/action_flat", "/data/action/1", "/data/finding")
    for address in (*pages, f"/actions?q={evil}", "/actions?organisation=<script>alert(1)"):
        assert "<script>alert" not in ask(address).text, address


def test_all_rows_of_a_comparison_can_be_taken_away(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site_module._SETTINGS, "max_returned_rows", 1)
    ask = asking(site)
    assert len(ask("/data/status.json?_shape=array").json()) == 1
    page = ask("/compare/status?by=period").text
    links = {html.unescape(link) for link in re.findall(r'href="(/compare/status\.[^"]*)"', page)}
    assert {link.partition("?")[0] for link in links} >= {"/compare/status.csv", "/compare/status.json"}
    whole = records(compare(site.engine, Name.STATUS, by=By.PERIOD).rows)
    assert len(whole) > 1
    for link in links:
        answer = ask(link)
        if ".csv" in link:
            assert [row["status_code"] for row in csv.DictReader(answer.text.splitlines())] == [
                row["status_code"] for row in whole
            ]
        elif ".json" in link:
            assert answer.json() == whole
    assert ask("/compare/weather.csv").status_code == 404


def test_a_chart_that_cannot_be_drawn_is_not_there(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "missing", lambda extra: ("altair",))
    answer = ask("/compare/status.svg")
    assert answer.status_code == 404
    assert "without altair" in answer.text
