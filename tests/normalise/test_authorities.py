"""The eight authorities, by all the names they go by."""

from __future__ import annotations

import pytest

from cjaplans.normalise.authorities import area_mentions, authority_of, councils_in, is_name, mentions
from cjaplans.normalise.codebooks import read

AUTHORITIES = [(row["name"], row["key"]) for row in read("authorities")]
ALIASES = [(row["alias"], row["authority_key"]) for row in read("authority_aliases")]


def test_there_are_eight() -> None:
    assert len({key for _, key in AUTHORITIES}) == 8
    assert {key for _, key in ALIASES} <= {key for _, key in AUTHORITIES}


@pytest.mark.parametrize(("name", "key"), AUTHORITIES + ALIASES)
def test_every_name_is_known(name: str, key: str) -> None:
    for text in (name, name.upper(), f"The plan of {name}, 2010", name.replace(" ", "\n")):
        assert dict(mentions(text)) == {key: 1}, text


@pytest.mark.parametrize(("name", "key"), AUTHORITIES)
def test_names_in_other_forms_are_known(name: str, key: str) -> None:
    area = name.removesuffix(" Community Justice Authority")
    for text in (f"{area} CJA", f"{area} Community Justice", name.replace(" and ", " & "), name.replace(" ", "-")):
        assert dict(mentions(text)) == {key: 1}, text


@pytest.mark.parametrize("text", ["", "the Northern line", "Glasgow City Council", "person@LCJA", "LCJAX", "a CJA"])
def test_other_texts_name_none(text: str) -> None:
    assert dict(mentions(text)) == {}


def test_abbreviations_are_known() -> None:
    assert dict(mentions("LBCJA and SWSCJA")) == {"lothian-and-borders": 1, "south-west-scotland": 1}


def test_the_longer_name_counts_alone() -> None:
    assert dict(mentions("North Strathclyde Community Justice Authority")) == {"north-strathclyde": 1}


def test_the_cover_decides() -> None:
    assert authority_of("Tayside CJA", "Glasgow CJA, Glasgow CJA and Glasgow CJA") == "tayside"


def test_without_a_cover_the_most_named_is_taken() -> None:
    assert authority_of("Action Plan", "Glasgow CJA met Tayside CJA. Tayside CJA agreed.") == "tayside"


@pytest.mark.parametrize(
    ("cover", "first"),
    [("Tayside CJA and Glasgow CJA", "tayside"), ("Glasgow CJA and Tayside CJA", "glasgow")],
)
def test_of_two_named_alike_the_first_is_taken(cover: str, first: str) -> None:
    assert authority_of(cover, "") == first
    assert authority_of("", cover) == first


def test_the_bare_area_on_the_cover_is_the_last_resort() -> None:
    assert authority_of("Tayside Action Plan", "words") == "tayside"
    assert dict(area_mentions("Fife & Forth Valley")) == {"fife-and-forth-valley": 1}


def test_no_authority_is_none() -> None:
    assert authority_of("Action Plan", "The council met.") is None


@pytest.mark.parametrize(("name", "key"), AUTHORITIES + ALIASES)
def test_a_name_alone_is_told_from_one_in_a_text(name: str, key: str) -> None:
    assert is_name(f" {name}.")
    assert not is_name(f"{name}: housing")


@pytest.mark.parametrize(
    ("title", "councils"),
    [
        ("Angus Criminal Justice Plan", {"Angus"}),
        ("ARGYLL & BUTE and Moray", {"Argyll and Bute", "Moray"}),
        ("South Lanarkshire", {"South Lanarkshire"}),
        ("Plan of Dundee City Council", {"Dundee City"}),
        ("Fife and Forth Valley CJA Action Plan", set()),
        ("Lanarkshire Community Justice Authority", set()),
        ("Action Plan 2010-11", set()),
    ],
)
def test_councils_that_a_title_names(title: str, councils: set[str]) -> None:
    assert councils_in(title) == councils
