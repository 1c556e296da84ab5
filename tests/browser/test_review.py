"""The whole way of a researcher who finds a mistake: from a comparison to the page it was read from, and put right."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import Site, run, serving
from tests.cli.plans import FIELDS, write_plan


@pytest.fixture(scope="module")
def reviewed(browser: Any, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server in review mode over a copy of the samples, and a plan whose columns nobody knows."""
    folder = tmp_path_factory.mktemp("review") / "mine"
    shutil.copytree(sample_folder, folder)
    write_plan(folder / "plans" / "scots.pdf")
    done = run(folder, "ingest", "plans", "--database", "plans.db")
    assert done.returncode in (0, 3), done.stderr
    with serving(folder, "--review") as served:
        yield served


def fill(page: Any, value: str) -> None:
    """Send the form that corrects a value."""
    page.get_by_label("New value").fill(value)
    page.get_by_label("Reason").fill("the minutes of May, page 4")
    page.get_by_label("Your name").fill("Mo Tester")
    press(page, "Correct it")


def press(page: Any, name: str) -> None:
    """Send a form, and wait for the page that comes."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def entrance(site: Site) -> str:
    return next(word for word in site.printed.split() if word.startswith("http://"))


@pytest.fixture
def reviewer(watched: Callable[..., Any], reviewed: Site) -> Any:
    """A watched page that came in by the printed address."""
    page = watched(reviewed.url)
    page.goto(entrance(reviewed))
    return page


def test_the_token_leaves_the_address_and_the_history(reviewer: Any, reviewed: Site) -> None:
    assert reviewer.url == f"{reviewed.url}/"
    assert reviewer.evaluate("document.cookie") == "", "no script reads the cookie"
    assert reviewer.evaluate("document.referrer") == ""
    reviewer.goto(f"{reviewed.url}/actions")
    reviewer.go_back()
    assert "token" not in reviewer.url


def test_a_value_is_followed_to_its_page_corrected_and_seen_after_the_next_ingest(
    reviewer: Any, reviewed: Site, axe: Callable[[Any], list[str]]
) -> None:
    reviewer.get_by_role("link", name="Compare").first.click()
    reviewer.locator("table.heat td a").first.click()
    reviewer.locator("table.actions td a").first.click()
    address = reviewer.url
    assert "/action/" in address
    assert reviewer.locator("svg.sheet image").first.is_visible()
    assert reviewer.locator("svg.sheet .outline").count() > 0
    assert axe(reviewer) == []
    reviewer.get_by_role("link", name="Correct end date").first.click()
    assert axe(reviewer) == []
    fill(reviewer, "2019-12-31")
    assert reviewer.url == address
    assert "The end date is corrected to '2019-12-31'" in reviewer.get_by_role("status").first.inner_text()
    assert "Corrected by Mo Tester" in reviewer.locator("#field-timescale").inner_text()
    name = reviewer.locator(".sheets figcaption").first.inner_text().partition(" of ")[2].partition(",")[0]
    done = run(reviewed.folder, "ingest", f"plans/{name}", "--database", "plans.db", "--force")
    assert done.returncode in (0, 3), done.stderr
    reviewer.goto(address)
    assert "2019-12-31" in reviewer.locator("#field-timescale").inner_text()


def test_a_slip_is_said_where_it_was_made(browser: Any, reviewed: Site, axe: Callable[[Any], list[str]]) -> None:
    page = browser.new_page()  # not watched: browsers take an answer of 422 down as an error
    page.goto(entrance(reviewed))
    page.goto(f"{reviewed.url}/actions")
    page.locator("table.actions td a").last.click()
    page.get_by_role("link", name="Correct end date").first.click()
    fill(page, "31/12/2019")
    assert "is no day" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("New value").input_value() == "31/12/2019"
    assert axe(page) == []
    fill(page, "2019-12-31")
    assert "The end date is corrected" in page.get_by_role("status").first.inner_text()
    page.close()


def test_a_finding_is_accepted_and_leaves_the_queue(
    reviewer: Any, reviewed: Site, axe: Callable[[Any], list[str]]
) -> None:
    reviewer.goto(f"{reviewed.url}/findings")
    assert axe(reviewer) == []
    rows = reviewer.locator("table.queue tbody tr")
    before, name = rows.count(), rows.first.locator("td").first.inner_text()
    rows.first.get_by_role("link", name="Review with a note").click()
    assert axe(reviewer) == []
    reviewer.get_by_label("Note").fill("the board has no other name")
    reviewer.get_by_label("Your name").fill("Mo Tester")
    press(reviewer, "Accept: nothing need be done")
    assert reviewer.url.startswith(f"{reviewed.url}/findings")
    assert rows.count() == before - 1
    assert name not in rows.locator("td:first-child").all_inner_texts()
    press(reviewer, "Accept this finding")
    assert rows.count() == before - 2, "the name is known by now"


def test_columns_are_set_and_the_plan_is_read_by_them(
    reviewer: Any, reviewed: Site, axe: Callable[[Any], list[str]]
) -> None:
    reviewer.goto(f"{reviewed.url}/findings")
    reviewer.get_by_role("link", name="scots.pdf").first.click()
    assert "0 actions" in reviewer.locator("#actions").inner_text()
    reviewer.get_by_role("link", name="Set columns of table 1").click()
    assert axe(reviewer) == []
    for number, field in FIELDS.items():
        reviewer.locator(f"[name=column-{number}]").select_option(field)
    press(reviewer, "Read the table so")
    assert "/plan/" in reviewer.url
    assert "3 actions" in reviewer.locator("#actions").inner_text()
    assert "The brig at Kelpie" not in reviewer.locator("#findings").inner_text()
    assert (reviewed.folder / "data" / "layouts" / "scots.yaml").is_file()


def test_strangers_see_no_forms(watched: Callable[..., Any], reviewed: Site) -> None:
    page = watched(reviewed.url)
    page.goto(f"{reviewed.url}/findings")
    assert page.locator("form[method=post]").count() == 0
    assert page.get_by_text("Correct", exact=True).count() == 0
