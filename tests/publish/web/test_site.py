"""The site as a whole: read-only, under one name, and what it says where there is nothing."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace

import pytest

from cjaplans.publish.web import site as site_module
from cjaplans.publish.web.model import Site
from cjaplans.publish.web.serving import LOOPBACK_NAMES
from cjaplans.publish.web.site import datasette_of
from tests.publish.web.conftest import Ask, asking


def test_the_overview_is_there_whole_and_by_its_head(ask: Ask) -> None:
    answer = ask("/")
    assert answer.status_code == 200
    assert "3 actions" in answer.text
    assert ask("/", method="head").status_code == 200


def test_the_database_is_called_data_whatever_its_file_is_called(ask: Ask) -> None:
    rows = json.loads(ask("/data/status_summary.json?_shape=array").text)
    assert sum(row["actions"] for row in rows) == 3


def test_what_is_not_there_is_said_with_a_remedy(ask: Ask) -> None:
    answer = ask("/no-such-page")
    assert answer.status_code == 404
    assert "What to do:" in answer.text
    assert "<h1>Not found</h1>" in answer.text


def test_nothing_can_be_written(ask: Ask) -> None:
    answer = ask("/data.json?sql=delete+from+action")
    assert answer.status_code == 400
    assert ask("/", method="post").status_code == 405


def test_pages_about_the_machine_are_closed(ask: Ask) -> None:
    for name in ("databases.json", "plugins", "versions", "threads", "permissions", "settings.json", "auth-token"):
        assert ask(f"/-/{name}").status_code == 404, name
    assert ask("/_internal").status_code == 403
    assert ask("/data.db").status_code == 403


def test_every_answer_has_a_policy_that_allows_nothing_inline(ask: Ask) -> None:
    for address in (
        "/",
        "/data",
        "/data/action_flat",
        "/static/cjaplans.css",
        "/nothing",
        "/-/versions",
        "/-/static/x",
    ):
        headers = ask(address).headers
        assert "unsafe" not in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_no_page_has_anything_inline_or_from_elsewhere(ask: Ask) -> None:
    pages = (
        "/",
        "/actions",
        "/compare/status",
        "/data",
        "/data/action_flat?_search=x",
        "/data/action/1",
        "/data/status",
    )
    for address in (*pages, "/data?sql=select+1", "/data/finding", "/-/metadata", "/nothing"):
        text = ask(address).text
        assert not re.search(r"<style|<script(?! src=)|\sstyle=|\son\w+=|javascript:", text), address
        fetched = re.findall(r'src="([^"]*)"|<link rel="(?:stylesheet|icon)" href="([^"]*)"', text)
        assert all(address.startswith("/") for pair in fetched for address in pair if address)


def test_no_query_can_fill_the_memory_or_run_for_long(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site_module._SETTINGS, "sql_time_limit_ms", 200)
    ask = asking(site)
    assert ask("/data.json?sql=select+length(zeroblob(900000000))").status_code == 400
    endless = "with+recursive+n(i)+as+(select+1+union+all+select+i%2B1+from+n)+select+count(*)+from+n"
    answer = ask(f"/data.json?sql={endless}")
    assert answer.status_code == 400
    assert "too long" in answer.text
    as_csv = ask(f"/data.csv?sql={endless}")
    assert as_csv.status_code == 400
    assert "too long" in as_csv.text


def test_no_query_tells_where_the_database_lies(ask: Ask, site: Site) -> None:
    for sql in ("select+*+from+pragma_database_list", "PRAGMA+database_list"):
        assert str(site.database.parent) not in ask(f"/data.json?sql={sql}").text
    assert "action" in ask("/data.json?sql=select+*+from+pragma_table_info('action_flat')").text
    assert ask("/data").status_code == 200


def test_a_name_that_is_not_the_servers_own_is_refused(site: Site) -> None:
    client = datasette_of(replace(site, hosts=LOOPBACK_NAMES)).client
    for host in ("evil.example", "evil.example:8001", "127.0.0.1.evil.example", "[::1].evil.example", "localhost:1@x"):
        assert asyncio.run(client.get("/", headers={"host": host})).status_code == 421, host
    for host in ("localhost:8001", "127.0.0.1", "[::1]:8001", "LOCALHOST"):
        assert asyncio.run(client.get("/", headers={"host": host})).status_code == 200, host
