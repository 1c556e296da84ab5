"""A real browser on real pages: Chromium, driven by Playwright, on a server of the sample plans.

Chromium is ``CJAPLANS_CHROMIUM``, or found by its usual names; where there is none, or no Playwright, these tests are
skipped. Every page is watched: an error on its console, a script that fails, or a request to anywhere but the server
fails the test that opened it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import Site, run, serving
from tests.browser.watching import Watch

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: No sandbox, since CI may be root in a container; nothing in the background that would ask the network.
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


def chromium() -> str | None:
    """The browser's path."""
    named = os.environ.get("CJAPLANS_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a window; of one module, as Playwright's loop must not outlive it."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (the extra 'dev')")
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here; install Debian's chromium, or name one in CJAPLANS_CHROMIUM")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield started
        started.close()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample plans in ``plans`` and their database in ``plans.db``; copy it to change it."""
    folder = tmp_path_factory.mktemp("samples")
    shutil.copytree(RAW, folder / "plans", ignore=shutil.ignore_patterns(".*"))
    done = run(folder, "ingest", "plans", "--database", "plans.db")
    assert done.returncode in (0, 3), done.stderr
    return folder


@pytest.fixture(scope="module")
def site(browser: Any, sample_folder: Path) -> Iterator[Site]:
    """A server of the sample plans, for reading."""
    with serving(sample_folder) as served:
        yield served


@pytest.fixture
def watched(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a watched page: ``watched(origin, ..., **context options)``; faults fail the test at its end."""
    watches: list[Watch] = []
    contexts: list[Any] = []

    def opened(*origins: str, **options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        watch = Watch(origins)
        watch.on(page)
        watches.append(watch)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.faults] == []


@pytest.fixture
def page(watched: Callable[..., Any], site: Site) -> Any:
    """A watched page of ``site``."""
    return watched(site.url)


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], list[str]]:
    """The accessibility faults of a page that are serious or critical, one line each."""
    module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed (extra 'dev')")

    def faults(page: Any) -> list[str]:
        found = module.Axe().run(page).response["violations"]
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found
            if each["impact"] in ("serious", "critical")
            for node in each["nodes"]
        ]

    return faults
