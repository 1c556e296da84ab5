"""Every page that people read, in a browser: nothing on its console, nothing from elsewhere, open to everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.serving import Site

PAGES = (
    "/", "/actions", "/actions?q=housing&status=complete", "/compare/status", "/compare/outcomes?by=period", "/data",
    "/data/action_flat", "/data/action_flat?_search=housing&ref__notblank=1", "/data/document/1", "/data/finding",
    "/data/status?authority=tayside", "/data?sql=select+1+as+one", "/no-such-page", "/actions?authority=nobody",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_open_to_everybody(
    watched: Callable[..., Any], site: Site, axe: Callable[[Any], list[str]], address: str
) -> None:
    page = watched(site.url)
    failing = address in ("/no-such-page", "/actions?authority=nobody")
    if failing:  # the browser itself notes on its console that the page is not there
        page = page.context.browser.new_page()
    page.goto(site.url + address)
    assert page.locator("main h1").count() == 1
    assert axe(page) == []


def test_a_cell_leads_to_the_actions_it_counts(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/compare/status")
    cell = page.locator("table.heat td a").first
    counted = cell.inner_text()
    cell.click()
    assert page.locator("[role=status]").inner_text().startswith(f"{counted} action")
    assert page.locator("table.actions tbody tr").count() == int(counted)


def test_a_plan_is_reached_from_the_overview(page: Any, site: Site) -> None:
    page.goto(site.url)
    page.locator("table.coverage td a").first.click()
    assert "/plan/" in page.url
    assert page.locator("table.actions tbody tr").count() > 0


def test_a_form_narrows_a_comparison(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/compare/status")
    page.get_by_label("Authority", exact=True).select_option("tayside")
    page.get_by_role("button", name="Compare").click()
    assert page.locator("table.heat tbody tr").count() == 1
    assert "authority=tayside" in page.url


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_window(watched: Callable[..., Any], site: Site, width: int) -> None:
    page = watched(site.url, viewport={"width": width, "height": 800})
    for address in ("/", "/actions", "/compare/outcomes", "/data", "/data/action_flat"):
        page.goto(site.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
