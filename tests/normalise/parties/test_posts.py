"""Posts keep all their words, and a stated employer goes before an implied one."""

from __future__ import annotations

import pytest

from cjaplans.normalise.coded import ValueContext
from cjaplans.normalise.parties import read_parties, to_record

TAYSIDE = ValueContext(authority="tayside")
MORAY = ValueContext(authority="northern", place="Moray")
AUTHORITY = "Tayside Community Justice Authority"


@pytest.mark.parametrize(
    ("text", "roles", "organisations"),
    [
        ("Deputy Governor HMP Shotts", ["Deputy Governor"], ["HMP Shotts"]),
        ("Local Police Inspector", ["Local Police Inspector"], ["Police (unspecified)"]),
        ("Consultant Psychologist", ["Consultant Psychologist"], []),
        ("Head of Housing and Youth Justice", ["Head of Housing and Youth Justice"], []),
        ("Director of Education and Leisure Services", ["Director of Education and Leisure Services"], []),
        ("CJA CO", ["CJA Chief Officer"], [AUTHORITY]),
        ("C.O.", ["Chief Officer"], [AUTHORITY]),
        (
            "SPS / P.F.",
            ["Procurator Fiscal"],
            ["Scottish Prison Service", "Crown Office and Procurator Fiscal Service"],
        ),
        ("Head of Housing and SPS", ["Head of Housing"], ["Scottish Prison Service"]),
    ],
)
def test_posts_keep_their_words(text: str, roles: list[str], organisations: list[str]) -> None:
    record = to_record(read_parties(text, TAYSIDE))
    assert (record["roles"], record["organisations"]) == (roles, organisations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Governor", ["Scottish Prison Service"]),
        ("Governor, HMP Shotts", ["HMP Shotts"]),
        ("HMP Shotts Governor", ["HMP Shotts"]),
        ("Governor/NHS Fife", ["Scottish Prison Service", "NHS Fife"]),
        ("Chief Officer, Northern CJA", ["Northern Community Justice Authority"]),
        ("Chief Officer, SPS, Sacro", [AUTHORITY, "Scottish Prison Service", "Sacro"]),
        ("Area Commander - Tayside Police", ["Tayside Police"]),
    ],
)
def test_an_implied_employer_gives_way_to_a_stated_one(text: str, expected: list[str]) -> None:
    assert to_record(read_parties(text, TAYSIDE))["organisations"] == expected


def test_a_post_of_the_place_gives_way_too() -> None:
    assert to_record(read_parties("Service Manager, Sacro", MORAY))["organisations"] == ["Sacro"]
    assert to_record(read_parties("Head of Criminal Justice", MORAY))["organisations"] == ["Moray Council"]
    both = to_record(read_parties("CSWO/CJA", MORAY))["organisations"]
    assert both == ["Moray Council", "Northern Community Justice Authority"]


@pytest.mark.parametrize(
    ("text", "people", "roles"),
    [
        ("DCI Ann Baxter, Tayside Police", ["Ann Baxter"], []),
        ("Cllr J. Reid", ["J. Reid"], []),
        ("Sheriff Baxter", ["Sheriff Baxter"], []),
        ("Sheriff Principal Ann Baxter", ["Ann Baxter"], ["Sheriff Principal"]),
        ("DCC Ann Baxter", ["Ann Baxter"], []),
    ],
)
def test_a_persons_name_has_no_title(text: str, people: list[str], roles: list[str]) -> None:
    reading = read_parties(text, TAYSIDE)
    record = to_record(reading)
    assert (record["people"], record["roles"]) == (people, roles)


def test_the_title_is_kept_as_printed() -> None:
    assert read_parties("DCI Ann Baxter", TAYSIDE).parties[0].printed == "DCI Ann Baxter"
