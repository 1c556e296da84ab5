"""Bodies named by an area or a proper name; boards, divisions and initials."""

from __future__ import annotations

from datetime import date

import pytest

from cjaplans.normalise.coded import PartyKind, ValueContext
from cjaplans.normalise.fields import Field
from cjaplans.normalise.parties import find_organisations, read_parties, to_record
from cjaplans.normalise.parties.gazetteer import kinds

TAYSIDE = ValueContext(authority="tayside")
LOTHIAN = ValueContext(authority="lothian-and-borders")
NORTHERN = ValueContext(authority="northern")
CPP, ADP = "Community Planning Partnership", "Alcohol and Drug Partnership"


def organisations(text: str, context: ValueContext = TAYSIDE) -> list[str]:
    found: list[str] = to_record(read_parties(text, context))["organisations"]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dumfries & Galloway CPP", [f"Dumfries and Galloway {CPP}"]),
        ("Perth & Kinross ADP/Angus CPP", [f"Perth and Kinross {ADP}", f"Angus {CPP}"]),
        ("City of Edinburgh CPP", [f"Edinburgh {CPP}"]),
        ("CPP Moray, Sacro", [f"Moray {CPP}", "Sacro"]),
        ("Moray HSCP", ["Moray Health and Social Care Partnership"]),
        ("Lanarkshire CHP", ["Lanarkshire Community Health Partnership"]),
        ("Ayrshire and Arran CSP", ["Ayrshire and Arran Community Safety Partnership"]),
        ("East Fife CHP", ["East Fife Community Health Partnership"]),
        ("Falkirk Women's Aid; Women's Aid Moray", ["Falkirk Women's Aid", "Moray Women's Aid"]),
        ("Moray CAB/ Alloa Citizens Advice Bureau", ["Moray Citizens Advice Bureau", "Alloa Citizens Advice Bureau"]),
        ("CVS Falkirk", ["Council for Voluntary Service Falkirk"]),
        ("Volunteer Centre Dundee SPS", ["Volunteer Centre Dundee", "Scottish Prison Service"]),
        ("Voluntary Action Orkney, SPS", ["Voluntary Action Orkney", "Scottish Prison Service"]),
        ("Stirling Rape Crisis Centre", ["Stirling Rape Crisis Centre"]),
    ],
)
def test_an_area_and_a_noun_are_one_body(text: str, expected: list[str]) -> None:
    assert organisations(text) == expected


def test_a_body_no_list_holds_has_no_canonical_name() -> None:
    party = read_parties("Moray HSCP", NORTHERN).parties[0]
    assert (party.kind, party.organisation) == (PartyKind.ORGANISATION, None)
    assert party.name not in kinds()


def test_several_bodies_or_a_council_beside_one_are_not_joined() -> None:
    record = to_record(read_parties("Angus & Dundee CHPs", TAYSIDE))
    assert record["organisations"] == ["Angus Council", "Dundee City Council"]
    assert record["groups"] == ["Community Health Partnerships"]
    assert organisations("Angus, Women's Aid") == ["Angus Council", "Scottish Women's Aid"]
    assert organisations("Angus Council CPP") == ["Angus Council", f"Angus {CPP}"]


def test_committees_of_an_area_are_groups() -> None:
    record = to_record(read_parties("Falkirk Child Protection Committee/Fife CHP Training Sub Group", TAYSIDE))
    assert record["groups"] == ["Falkirk Child Protection Committee", "Fife CHP Training Sub Group"]
    assert record["organisations"] == []


def test_oversight_groups_of_any_area() -> None:
    assert organisations("MAPPA SOG") == ["MAPPA Strategic Oversight Group"]
    assert organisations("Grampian MAPPA SOG", NORTHERN) == ["Grampian MAPPA Strategic Oversight Group"]
    assert organisations("Fife MAPPA Strategic Oversight Group") == ["Fife MAPPA Strategic Oversight Group"]
    assert read_parties("SOG", LOTHIAN).doubts[0].code == "lead_ambiguous"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harbour Housing Association", ["Harbour Housing Association"]),
        ("Sacro, Glen Hearth Trust and SPS", ["Sacro", "Glen Hearth Trust", "Scottish Prison Service"]),
        ("Moray Housing Association Ltd", ["Moray Housing Association Ltd"]),
        ("Housing Association", ["Registered social landlords"]),
        ("local Housing Association", ["Registered social landlords"]),
    ],
)
def test_a_proper_name_and_a_noun_are_one_body(text: str, expected: list[str]) -> None:
    assert organisations(text) == expected


def test_a_project_stays_unresolved() -> None:
    assert to_record(read_parties("Harbour Project", TAYSIDE))["unresolved"] == ["Harbour Project"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NHS Borders and Highland", ["NHS Borders", "NHS Highland"]),
        ("NHS Grampian, Orkney and Shetland", ["NHS Grampian", "NHS Orkney", "NHS Shetland"]),
        ("NHS Tayside & Dumfries & Galloway", ["NHS Tayside", "NHS Dumfries and Galloway"]),
        ("NHS Fife and Moray", ["NHS Fife", "Moray Council"]),
        ("NHS Orkney, Highland", ["NHS Orkney", "Highland Council"]),
        ("NHS Orkney and Highland Council", ["NHS Orkney", "Highland Council"]),
        ("NHS Orkney and Highland CJSW", ["NHS Orkney", "Highland Council (Criminal Justice Social Work)"]),
    ],
)
def test_boards_share_a_prefix(text: str, expected: list[str]) -> None:
    assert organisations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police Scotland (F Division)",
        "Police Scotland - F Division",
        "Police Scotland Ayrshire Division",
        "'F' Division, Police Scotland",
        "'F' Division",
        "Highlands and Islands Division",
    ],
)
def test_a_division_is_its_force(text: str) -> None:
    record = to_record(read_parties(text, NORTHERN))
    assert record["organisations"] == ["Police Scotland"]
    assert "unresolved" not in record


def test_a_division_before_police_scotland() -> None:
    early = ValueContext(authority="tayside", period=(date(2009, 4, 1), date(2010, 3, 31)))
    assert organisations("Tayside Police (Central Division)", early) == ["Tayside Police"]
    assert organisations("'C' Division", early) == ["Police (unspecified)"]


def test_initials_of_the_authoritys_own_councils_and_of_functions() -> None:
    assert organisations("P&KC/AC/TP") == ["Perth and Kinross Council", "Angus Council", "Tayside Police"]
    assert organisations("D&GC") == ["Dumfries and Galloway Council"]
    assert organisations("CJ, YJ") == ["Criminal Justice Social Work (function)", "Youth Justice (function)"]
    assert organisations("Angus YJ") == ["Angus Council (Youth Justice)"]
    assert read_parties("AC", NORTHERN).doubts[0].code == "lead_ambiguous"
    assert find_organisations("Better CJ outcomes", TAYSIDE) == ()


def test_letters_around_an_ampersand_are_one_abbreviation() -> None:
    assert to_record(read_parties("Q&RS", TAYSIDE))["unresolved"] == ["Q&RS"]


def test_a_pair_of_letters_among_bodies_is_no_person() -> None:
    record = to_record(read_parties("QZ, SPS and Sacro", TAYSIDE))
    assert (record["people"], record["unresolved"]) == ([], ["QZ"])
    assert to_record(read_parties("QZ/KM/SPS", TAYSIDE))["people"] == ["QZ", "KM"]


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("L&B Community Justice Authority", "Lothian and Borders"),
        ("Fife Forth Valley CJA", "Fife and Forth Valley"),
        ("Fife & Forth Valley Community Justice Authority", "Fife and Forth Valley"),
        ("South-West Scotland CJA", "South West Scotland"),
    ],
)
def test_every_spelling_of_an_authority(text: str, authority: str) -> None:
    assert organisations(text) == [f"{authority} Community Justice Authority"]


def test_a_whole_name_goes_before_council_and_function() -> None:
    assert organisations("Glasgow Community Safety Services") == ["Glasgow Community and Safety Services"]


@pytest.mark.parametrize("text", ["31/02/2010", "12, 14", "1 / 2 / 3"])
def test_text_without_letters_is_one_unresolved_item(text: str) -> None:
    reading = read_parties(text, TAYSIDE)
    assert [party.kind for party in reading.parties] == [PartyKind.UNRESOLVED]
    assert [doubt.code for doubt in reading.doubts] == ["lead_unresolved"]
    assert read_parties(text, TAYSIDE, Field.PROGRESS).parties == ()
