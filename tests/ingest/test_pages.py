"""Page numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.extract.pagenumbers import pages_label
from cjaplans.ingest.pages import parse_pages


@pytest.mark.parametrize(
    ("text", "pages"), [("3", {3}), ("3-5,12", {3, 4, 5, 12}), (" 1 - 2 , 2-3 ", {1, 2, 3}), ("7-7", {7})]
)
def test_pages(text: str, pages: set[int]) -> None:
    assert parse_pages(text) == pages


@pytest.mark.parametrize("text", ["", "0", "a", "3-", "-3", "5-3", "1,,2", "1-999999999", "1.5", "1-2-3", "²"])
def test_not_pages(text: str) -> None:
    with pytest.raises(ValueError, match="page"):
        parse_pages(text)


@given(st.sets(st.integers(1, 500), min_size=1))
def test_every_set_of_pages_can_be_written(pages: set[int]) -> None:
    assert parse_pages(",".join(map(str, sorted(pages)))) == pages


@given(st.sets(st.integers(1, 60), min_size=1))
def test_a_label_names_the_same_pages(pages: set[int]) -> None:
    assert parse_pages(pages_label(pages)) == pages


def test_a_label_is_as_short_as_can_be() -> None:
    assert pages_label({12, 3, 4, 5, 9, 8}) == "3-5,8-9,12"
