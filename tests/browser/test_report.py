"""The report in a real browser: at a desk, on a telephone, in the dark, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.browser.serving import run

SCREENS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "telephone": {"viewport": {"width": 320, "height": 640}},
    "dark": {"viewport": {"width": 1000, "height": 800}, "color_scheme": "dark"},
}
FITS = "document.documentElement.scrollWidth <= window.innerWidth"
#: Whatever is wider than its place scrolls, and can be scrolled from the keyboard.
REACHED = """[...document.querySelectorAll('.wide')].every((each) =>
  each.scrollWidth <= each.clientWidth || (each.tabIndex === 0 && getComputedStyle(each).overflowX === 'auto'))"""


@pytest.fixture(scope="module")
def report(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the sample plans."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    done = run(sample_folder, "report", "--database", "plans.db", "-o", str(path))
    assert done.returncode == 0, done.stderr
    return path


@pytest.mark.parametrize("screen", SCREENS)
def test_it_can_be_read_on_every_screen(
    watched: Callable[..., Any], axe: Callable[[Any], list[str]], report: Path, screen: str
) -> None:
    page = watched("file://", **SCREENS[screen])
    page.goto(report.as_uri())
    assert page.evaluate(FITS)
    assert page.evaluate(REACHED)
    assert axe(page) == []


def test_the_keyboard_reaches_the_figures_and_their_sql(watched: Callable[..., Any], report: Path) -> None:
    page = watched("file://")
    page.goto(report.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator("summary").first.focus()
    assert not page.locator("pre").first.is_visible()
    page.keyboard.press("Enter")
    assert page.locator("pre").first.is_visible()


def test_on_paper_the_sql_stands_behind_the_figures(watched: Callable[..., Any], report: Path, tmp_path: Path) -> None:
    page = watched("file://")
    page.goto(report.as_uri())
    figures = page.locator("h2").all_inner_texts()
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as paper:
        text = "\n".join(sheet.get_textpage().get_text_range() for sheet in paper)
        assert paper[0].get_width() > paper[0].get_height()
    places = [text.rindex(f"The SQL of “{title}”") for title in figures]
    assert places == sorted(places)
    assert text.index("SELECT") > text.rindex(figures[-1], 0, places[0])
    assert page.locator("section > details").count() == len(figures)


@pytest.fixture(scope="module")
def chart(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chart as a page."""
    path = tmp_path_factory.mktemp("chart") / "status.html"
    done = run(sample_folder, "compare", "status", "--database", "plans.db", "--chart", str(path))
    assert done.returncode == 0, done.stderr
    return path


def test_a_chart_tells_its_numbers_when_pointed_at(
    watched: Callable[..., Any], axe: Callable[[Any], list[str]], chart: Path
) -> None:
    page = watched("file://")
    page.goto(chart.as_uri())
    page.wait_for_selector("#chart.vega-embed svg")
    assert axe(page) == []
    page.locator("#chart svg text").filter(has_text="8").first.hover()
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert "actions" in page.locator("#vg-tooltip-element").inner_text()
