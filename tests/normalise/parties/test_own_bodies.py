"""What a document means without a name: its councils, its board, its departments and its glossary's terms."""

from __future__ import annotations

from typing import Any

import pytest

from cjaplans.normalise.coded import PartyKind, ValueContext
from cjaplans.normalise.parties import find_organisations, read_parties, to_record

GLOSSARY = (
    ("OSU", "Onward Support Unit"),
    ("BRT", "Bute Response Team"),
    ("KWX", "Kyle Work Exchange – a trainer"),
    ("CSP", "Carrick Support Project"),
    ("BRG", "Bute reoffending group"),
    ("Bridges", "Kyle Bridges"),
    ("CPO", "Community Payback Order"),
    ("Desistance", "The process by which people come to stop offending"),
)


def record(
    text: str, authority: str | None = "lanarkshire", glossary: tuple[tuple[str, str], ...] = ()
) -> dict[str, Any]:
    return to_record(read_parties(text, ValueContext(authority=authority, glossary=glossary)))


@pytest.mark.parametrize("text", ["Both Councils", "both councils", "the two councils", "All two Councils"])
def test_councils_are_the_authoritys_where_it_has_so_many(text: str) -> None:
    assert record(text)["organisations"] == ["North Lanarkshire Council", "South Lanarkshire Council"]


def test_other_numbers_of_councils_are_a_group() -> None:
    assert record("Both Councils", "tayside")["groups"] == ["Councils"]
    assert record("all three councils", "tayside")["organisations"] == [
        "Angus Council", "Dundee City Council", "Perth and Kinross Council",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Board", "the Board", "Board / SPS"])
def test_the_board_is_the_authoritys(text: str) -> None:
    assert record(text)["organisations"][0] == "Lanarkshire Community Justice Authority"


def test_another_board_is_not() -> None:
    assert record("Quality Board")["groups"] == ["Quality Board"]
    assert record("Board", None)["unresolved"] == ["Board"]


def test_a_department_is_one_body() -> None:
    assert record("Social Work Resources")["organisations"] == ["Social Work (function)"]
    assert record("Housing and Leisure Resources; Roads Resources")["organisations"] == [
        "Housing and Leisure Resources", "Roads Resources",
    ]  # fmt: skip
    assert record("Existing Resources")["unresolved"] == ["Existing Resources"]


@pytest.mark.parametrize("name", ["Early Help Team", "Help & Advice Team", "Housing Advice Team"])
def test_teams_are_groups(name: str) -> None:
    assert record(name)["groups"] == [name]


def test_justices_of_the_peace_are_a_group() -> None:
    assert record("JPs; Sheriffs")["groups"] == ["Justices of the Peace"]


@pytest.mark.parametrize(
    ("term", "kind", "name"),
    [
        ("OSU", PartyKind.ORGANISATION, "Onward Support Unit"),
        ("BRT", PartyKind.GROUP, "Bute Response Team"),
        ("KWX", PartyKind.ORGANISATION, "Kyle Work Exchange"),
        ("CSP", PartyKind.ORGANISATION, "Carrick Support Project"),
        ("BRG", PartyKind.GROUP, "Bute reoffending group"),
        ("Bridges", PartyKind.ORGANISATION, "Kyle Bridges"),
    ],
)
def test_a_term_is_its_meaning(term: str, kind: PartyKind, name: str) -> None:
    reading = read_parties(f"SPS / {term}", ValueContext(authority="tayside", glossary=GLOSSARY))
    assert [(party.kind, party.name) for party in reading.parties[1:]] == [(kind, name)]
    assert reading.parties[1].organisation is None
    assert [doubt.code for doubt in reading.doubts] == ["lead_unlisted"] * (kind is PartyKind.ORGANISATION)


def test_a_term_that_is_no_body_is_a_party_only_by_itself() -> None:
    assert record("CPO", glossary=GLOSSARY)["organisations"] == ["Community Payback Order"]
    assert record("SPS / CPO", glossary=GLOSSARY)["unresolved"] == ["CPO"]
    assert record("Desistance", glossary=GLOSSARY)["unresolved"] == ["Desistance"]
    context = ValueContext(authority="tayside", glossary=GLOSSARY)
    assert find_organisations("Bridges and CPO work on Desistance, Bridges; CPO", context) == ()
