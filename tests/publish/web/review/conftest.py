"""A server in review mode as a real process, over a plan that is read, one that is not, and one written to harm."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.log import MutedLog
from cjaplans.ingest.request import Request
from tests.browser.serving import serving
from tests.cli.plans import write_plan
from tests.cli.poison import poisoned
from tests.publish.web.review.browsing import Browser

HEADER = ("No", "Action", "Lead", "Timescale", "Status", "Progress")
ROWS = (
    ("7.1", "Open the mill at Kelpie", "Kelpie Works", "May 2012", "Ongoing", "half of it"),
    ("7.2", "Paint the barn", "SPS", "June 2012", "Complete", "red"),
    ("7.3", "Mend the boat", "Morag Tester", "whenever", "hm", "none"),
    ("7.4", "Sweep the yard", "SPS", "July 2012", "Ongoing", "-"),
)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, str]]:
    """A browser that has not come in, and the address by which it can."""
    folder = tmp_path_factory.mktemp("reviewed")
    (folder / "plans").mkdir()
    write_plan(folder / "plans" / "plain.pdf", HEADER, ROWS)
    write_plan(folder / "plans" / "scots.pdf")
    poisoned(folder / "plans")
    ingest_paths([str(folder / "plans")], Request(str(folder / "plans.db"), jobs=0), MutedLog(lambda message: None))
    with serving(folder, "--review") as site:
        entrance = next(word for word in site.printed.split() if word.startswith("http://"))
        yield Browser(site.url, folder), entrance


@pytest.fixture
def stranger(served: tuple[Browser, str]) -> Browser:
    """A browser that has not come in."""
    return Browser(served[0].address, served[0].folder)


@pytest.fixture
def entrance(served: tuple[Browser, str]) -> str:
    """The path of the printed address."""
    browser, address = served
    return address.removeprefix(browser.address)


@pytest.fixture
def reviewer(stranger: Browser, entrance: str) -> Browser:
    """A browser that came in by the printed address."""
    cookie = stranger.get(entrance).headers["set-cookie"].partition(";")[0]
    return Browser(stranger.address, stranger.folder, cookie)
