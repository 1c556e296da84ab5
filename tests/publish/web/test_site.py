"""The site as a whole: read-only, under one name, and what it says where there is nothing."""

from __future__ import annotations

import json

import pytest

from tests.publish.web.conftest import Ask


def test_the_overview_is_there_whole_and_by_its_head(ask: Ask) -> None:
    answer = ask("/")
    assert answer.status_code == 200
    assert "<h1>Overview</h1>" in answer.text
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


@pytest.mark.parametrize("address", ["/-/databases.json", "/-/plugins", "/-/versions", "/-/threads", "/-/permissions"])
def test_pages_about_the_machine_are_closed(ask: Ask, address: str) -> None:
    assert ask(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/", "/data", "/data/action_flat", "/static/cjaplans.css", "/nothing", "/-/versions"]
)
def test_every_answer_has_a_policy_that_allows_nothing_inline(ask: Ask, address: str) -> None:
    headers = ask(address).headers
    assert "unsafe" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
