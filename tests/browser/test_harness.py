"""The watch itself: a test that could not fail would say nothing of the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.browser.watching import Watch

BAD = "<html lang=en><title>Bad</title><h1>Bad</h1><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"


def test_a_picture_without_words_is_a_serious_fault(browser: Any, axe: Callable[[Any], list[str]]) -> None:
    page = browser.new_page()
    page.set_content(BAD)
    assert any(fault.startswith("image-alt") for fault in axe(page))
    page.close()


def test_errors_and_requests_elsewhere_are_noted(browser: Any) -> None:
    page = browser.new_page()
    watch = Watch(("http://127.0.0.1:9",))
    watch.on(page)
    page.set_content(
        "<script>console.error('spoilt')</script><script src='http://192.0.2.1/x.js'></script>", wait_until="commit"
    )
    page.wait_for_timeout(200)
    assert "spoilt" in watch.faults
    assert "off the machine: http://192.0.2.1/x.js" in watch.faults
    page.close()
