"""People in lists of leads, whom an initial or a given name is enough to tell."""

from __future__ import annotations

from time import perf_counter

import pytest

from cjaplans.normalise.coded import ValueContext
from cjaplans.normalise.parties import find_forenames, find_leads, find_people, read_parties, to_record
from tests.limits import HANG


def leads(text: str) -> list[str]:
    return [text[start:end] for start, end in find_leads(text)]


def people(text: str) -> list[str]:
    return [text[start:end] for start, end in find_people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Quillfeather", ["A Quillfeather"]),
        ("I Ross", ["I Ross"]),
        ("A Penstroke, SPS", ["A Penstroke"]),
        ("J PENSTROKE/A QUILL", ["J PENSTROKE", "A QUILL"]),
        ("Sacro A Penstroke", ["A Penstroke"]),
        ("Moira D / Alan M.", ["Moira D", "Alan M"]),
        ("Fiona (CJSW)", ["Fiona"]),
        ("with Kirsty", ["Kirsty"]),
        ("Sarah & Tom", ["Sarah", "Tom"]),
    ],
)
def test_people_of_a_list(text: str, expected: list[str]) -> None:
    assert leads(text) == expected


@pytest.mark.parametrize(
    "text",
    ["A Group", "A Partner Agency", "A New Start", "E Lothian", "E LOTHIAN", "A Community Safety Partnership",
     "A Governor", "Option A Penstroke", "A&E Police", "Angus C", "Fiona & Co", "Team A", "T in the Park", "Grace"],
)  # fmt: skip
def test_nobody_in_a_list(text: str) -> None:
    assert leads(text) == []


def test_a_lead_with_an_initial_keeps_it() -> None:
    record = to_record(read_parties("A Quillfeather / I Ross, SPS", ValueContext()))
    assert record["people"] == ["A Quillfeather", "I Ross"]
    assert record["organisations"] == ["Scottish Prison Service"]
    assert "unresolved" not in record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A McQuill spoke", ["A McQuill"]),
        ("I Ross, E Reid and A Bain briefed them", ["I Ross", "E Reid", "A Bain"]),
        ("met ACC Nan McQuill and DC Ewart Penstroke", ["ACC Nan McQuill", "DC Ewart Penstroke"]),
        ("Mohammed al-Sayed and Wei Lin; Iain mac an Deòir", ["Mohammed al-Sayed", "Wei Lin", "Iain mac an Deòir"]),
        ("Moira D. and Alan M. attended", ["Moira D", "Alan M"]),
        ("Chief Constable Colin House spoke to Mr Park", ["Chief Constable Colin House", "Mr Park"]),
    ],
)
def test_names_in_prose(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Marie Stopes",
        "Joy Division",
        "ACC Local Policing",
        "ACC Organised Crime",
        "A Plan and B Plan",
        "Phase I Report",
    ],
)
def test_no_names_in_prose(text: str) -> None:
    assert people(text) == []


def test_given_names_alone_are_found_apart_from_other_capitals() -> None:
    text = "Helen and Robin met; the Kirsty Project, St Bridget and Grace did not"
    assert [text[start:end] for start, end in find_forenames(text)] == ["Helen", "Robin"]


@pytest.mark.parametrize("text", ["A " * 5000, "Fiona " * 1700, "A B, " * 2000, "Fiona D. " * 1100, "ACC A " * 1700])
def test_long_lists_take_no_time(text: str) -> None:
    started = perf_counter()
    find_leads(text)
    find_forenames(text)
    assert perf_counter() - started < HANG
