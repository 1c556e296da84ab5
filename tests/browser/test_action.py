"""An action beside its page: outlines light up with fields, links lead on, all by keyboard too."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import Site, serving

WIDTH = "element => getComputedStyle(element).strokeWidth"


def path_of(site: Site, period: str, ref: str) -> str:
    query = "SELECT path FROM action_flat WHERE authority_key = 'tayside' AND period = ? AND ref = ?"
    with closing(sqlite3.connect(site.database)) as connection:
        return str(connection.execute(query, (period, ref)).fetchone()[0])


@pytest.fixture
def at(page: Any, site: Site) -> Any:
    """The page of an action that goes on from one of the year before."""
    page.goto(site.url + path_of(site, "2010-11", "1f"))
    return page


def thickness(page: Any, field: str) -> float:
    return float(page.locator(f".outline-{field} .box").first.evaluate(WIDTH).removesuffix("px"))


def test_the_page_is_shown_with_every_cell_outlined(at: Any, site: Site) -> None:
    image = at.locator("svg.sheet image")
    answer = at.request.get(site.url + image.get_attribute("href"))
    assert answer.ok
    assert answer.headers["content-type"] == "image/png"
    again = at.request.get(site.url + image.get_attribute("href"), headers={"If-None-Match": answer.headers["etag"]})
    assert again.status == 304
    sheet, cell = at.locator("svg.sheet").bounding_box(), at.locator(".outline-status .box").bounding_box()
    assert sheet["x"] < cell["x"] < sheet["x"] + sheet["width"]
    assert at.locator(".outline-status .tag text").inner_html() == "Status"
    assert at.locator(".outline").count() == at.locator("section.field a[href^='#cell-']").count()


def test_a_field_lights_up_its_cells_and_a_cell_its_field(at: Any) -> None:
    plain = thickness(at, "status")
    at.hover("#field-status")
    assert thickness(at, "status") > plain
    assert thickness(at, "responsible") == plain
    at.mouse.move(0, 0)
    ground = "element => getComputedStyle(element).backgroundColor"
    before = at.locator("#field-responsible").evaluate(ground)
    at.locator(".outline-responsible").focus()
    assert at.locator("#field-responsible").evaluate(ground) != before
    at.keyboard.press("Enter")
    assert at.url.endswith("#field-responsible")


def test_a_field_says_where_it_was_read_and_leads_there(at: Any) -> None:
    at.locator("#field-timescale a[href^='#cell-']").click()
    assert re.search(r"#cell-\d+-timescale$", at.url)
    at.mouse.move(0, 0)
    assert thickness(at, "timescale") > thickness(at, "status")


def test_links_lead_to_neighbours_and_to_the_year_before_and_back(at: Any, site: Site) -> None:
    start = at.url
    at.get_by_role("link", name="Next action").click()
    at.get_by_role("link", name="Action before").click()
    assert at.url == start
    at.locator("#lineage + div a").click()
    assert at.url == site.url + path_of(site, "2009-10", "1f")
    at.locator("#lineage + div a").click()
    assert at.url == start


def test_the_citation_is_copied(watched: Callable[..., Any], site: Site) -> None:
    page = watched(site.url, permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.url + path_of(site, "2010-11", "1f"))
    page.get_by_role("button", name="Copy the citation").click()
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "Tayside Community Justice Authority Action Plan 2010/11, p. 1, row 1f"


def test_the_same_is_to_be_had_as_json(at: Any, site: Site) -> None:
    address = at.get_by_role("link", name="JSON", exact=True).get_attribute("href")
    record = json.loads(at.request.get(site.url + address).text())
    assert record["path"] in at.url
    assert {field["field"] for field in record["fields"]} >= {"ref", "action_text", "status"}


def test_a_finding_leads_to_its_action_and_to_its_page(page: Any, site: Site, axe: Callable[[Any], list[str]]) -> None:
    page.goto(f"{site.url}/findings")
    page.select_option("#code", "lead_unresolved")
    page.get_by_role("button", name="Show").click()
    assert "A named party is not in the gazetteer" in page.locator("p.note").inner_text()
    assert axe(page) == []
    row = page.locator(".queue tbody tr").first
    picture = row.locator("a[href^='/page/']").get_attribute("href")
    assert page.request.get(site.url + picture).ok
    row.locator("a[href^='/action/']").click()
    assert page.locator("#findings + ul").get_by_text("lead_unresolved").count()


@pytest.mark.parametrize("options", [{}, {"viewport": {"width": 360, "height": 700}}, {"color_scheme": "dark"}])
def test_everybody_can_read_it(
    watched: Callable[..., Any], site: Site, axe: Callable[[Any], list[str]], options: dict[str, Any]
) -> None:
    page = watched(site.url, **options)
    page.goto(site.url + path_of(site, "2010-11", "1f"))
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.fixture(scope="module")
def moved(browser: Any, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server whose plans are no longer where they were read from, or no longer what they were."""
    folder = tmp_path_factory.mktemp("moved")
    with (
        closing(sqlite3.connect(sample_folder / "plans.db")) as old,
        closing(sqlite3.connect(folder / "plans.db")) as new,
    ):
        old.backup(new)
        new.execute("UPDATE document SET source_uri = replace(source_uri, '/plans/', '/gone/')")
        changed = (folder / "tayside-2010-11.pdf").as_uri()
        new.execute("UPDATE document SET source_uri = ? WHERE file_name = 'tayside-2010-11.pdf'", (changed,))
        new.commit()
    (folder / "tayside-2010-11.pdf").write_bytes(b"%PDF-1.4 something else")
    (folder / "kept").mkdir()
    shutil.copy(sample_folder / "plans" / "northern-2011-12.pdf", folder / "kept" / "renamed.pdf")
    with serving(folder, "--files", "kept") as served:
        yield served


def test_without_its_file_a_page_is_blank_with_the_cells_on_it(
    moved: Site, watched: Callable[..., Any], axe: Callable[[Any], list[str]]
) -> None:
    page = watched(moved.url)
    page.goto(moved.url + path_of(moved, "2010-11", "1f"))
    assert "tayside-2010-11.pdf is no longer the file that was read" in page.locator("figure .note").inner_text()
    assert page.locator("svg.sheet image").count() == 0
    assert page.locator(".outline").count() > 5
    assert axe(page) == []
    page.goto(moved.url + path_of(moved, "2009-10", "1f"))
    assert "is not where it was read from" in page.locator("figure .note").first.inner_text()


def test_a_file_that_was_moved_is_found_by_its_bytes(moved: Site, watched: Callable[..., Any]) -> None:
    page = watched(moved.url)
    with closing(sqlite3.connect(moved.database)) as connection:
        path = connection.execute("SELECT path FROM action_flat WHERE authority_key = 'northern'").fetchone()[0]
    page.goto(moved.url + path)
    assert page.locator("svg.sheet image").count() > 0
