"""Who a text names: organisations, groups, posts and people."""

from __future__ import annotations

import pytest

from cjaplans.normalise.coded import PartyKind, PartyRole, ValueContext
from cjaplans.normalise.fields import Field
from cjaplans.normalise.parties import find_organisations, read_parties, to_record

TAYSIDE = ValueContext(authority="tayside")
LOTHIAN = ValueContext(authority="lothian-and-borders")
MORAY = ValueContext(authority="northern", place="Moray")


def organisations(text: str, context: ValueContext = TAYSIDE) -> list[str]:
    found: list[str] = to_record(read_parties(text, context))["organisations"]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tayside Police SPS Sacro", ["Tayside Police", "Scottish Prison Service", "Sacro"]),
        ("APEX/SACRO/ Turning Point", ["Apex Scotland", "Sacro", "Turning Point Scotland"]),
        ("D&G Constabulary & NHS A&A", ["Dumfries and Galloway Constabulary", "NHS Ayrshire and Arran"]),
        ("Perth and Kinross Council; P&K Council", ["Perth and Kinross Council"]),
        ("COPFS.", ["Crown Office and Procurator Fiscal Service"]),
        ("SPS/", ["Scottish Prison Service"]),
        ("Vol. Orgs, vol orgs and VOs", ["Voluntary organisations"]),
        ("Victim Support Tayside", ["Victim Support Scotland"]),
        ("HMP Perth (Sodexo)", ["HMP Perth", "Sodexo Justice Services"]),
    ],
)
def test_names_are_canonical_in_printed_order_each_once(text: str, expected: list[str]) -> None:
    assert organisations(text) == expected


def test_the_documents_own_authority() -> None:
    assert organisations("CJA") == ["Tayside Community Justice Authority"]
    chief = read_parties("CO", TAYSIDE).parties[0]
    assert (chief.kind, chief.name) == (PartyKind.ROLE, "Chief Officer")
    assert chief.organisation == "Tayside Community Justice Authority"
    assert read_parties("CJA", ValueContext()).parties[0].kind is PartyKind.GROUP


def test_an_abbreviation_is_scoped_by_authority() -> None:
    assert organisations("SAC/EAC", ValueContext(authority="south-west-scotland")) == [
        "South Ayrshire Council",
        "East Ayrshire Council",
    ]
    assert read_parties("SAC", TAYSIDE).doubts[0].code == "lead_unresolved"


def test_abbreviations_are_met_as_printed_only() -> None:
    assert read_parties("co", TAYSIDE).parties[0].kind is PartyKind.UNRESOLVED


def test_one_abbreviation_of_two_bodies_is_ambiguous() -> None:
    reading = read_parties("SOG", LOTHIAN)
    assert [doubt.code for doubt in reading.doubts] == ["lead_ambiguous"]
    assert reading.parties[0].kind is PartyKind.UNRESOLVED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Angus CJSW", ["Angus Council (Criminal Justice Social Work)"]),
        ("Fife Council – Housing", ["Fife Council (Housing)"]),
        ("CJSW (Dundee)", ["Dundee City Council (Criminal Justice Social Work)"]),
        ("Fife Council Legal and Property Services", ["Fife Council (Legal and Property Services)"]),
        ("Angus and Dundee Councils", ["Angus Council", "Dundee City Council"]),
        ("Angus Council/ CPP", ["Angus Council", "Angus Community Planning Partnership"]),
        ("Dundee ADP", ["Dundee Alcohol and Drug Partnership"]),
    ],
)
def test_bodies_of_a_council(text: str, expected: list[str]) -> None:
    assert organisations(text) == expected


def test_a_lone_partnership_is_the_places_or_a_group() -> None:
    local = to_record(read_parties("CPP", MORAY))
    assert local["organisations"] == ["Moray Community Planning Partnership"]
    assert local["org_from_place"] is True
    assert to_record(read_parties("CPP", TAYSIDE))["groups"] == ["Community Planning Partnerships"]


def test_functions_and_posts_of_a_local_plan_are_its_councils() -> None:
    record = to_record(read_parties("Group Manager, CJSW", MORAY))
    assert record["roles"] == ["Group Manager"]
    assert record["organisations"] == ["Moray Council (Criminal Justice Social Work)"]
    assert to_record(read_parties("CSWO", MORAY))["organisations"] == ["Moray Council"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Service Director, Housing Strategy and Property", ["Service Director, Housing Strategy and Property"]),
        ("SPS Training manager", ["SPS Training Manager"]),
        ("Chair of the Training Sub Group", ["Chair, Training Sub Group"]),
        ("MAPPA Operational Group Chair", ["Chair, MAPPA Operational Group"]),
        ("Head of Community Justice, Angus Council", ["Head of Community Justice"]),
        ("PF / Reporter", ["Procurator Fiscal", "Children's Reporter"]),
    ],
)
def test_posts(text: str, expected: list[str]) -> None:
    assert to_record(read_parties(text, TAYSIDE))["roles"] == expected


def test_a_slash_between_employer_and_post() -> None:
    reading = read_parties("Scottish Government/Deputy Director", TAYSIDE)
    assert [party.organisation for party in reading.parties] == ["Scottish Government"] * 2


def test_a_person_and_employer_either_way_round() -> None:
    for text in ("Ann Baxter/ SPS", "SPS/Ann Baxter", "Ann Baxter SPS", "Ann Baxter, SPS"):
        record = to_record(read_parties(text, TAYSIDE))
        assert (record["people"], record["organisations"]) == (["Ann Baxter"], ["Scottish Prison Service"])


def test_people_by_initials_stay_initials() -> None:
    record = to_record(read_parties("JB/KM/Working Group", TAYSIDE))
    assert record["people"] == ["JB", "KM"]
    assert record["initials"] is True


def test_groups_by_their_words() -> None:
    record = to_record(read_parties("Road safety Sub Group/ Harbour Partnership sub group on housing", TAYSIDE))
    assert record["groups"] == ["Road Safety Sub Group", "Harbour Partnership sub group on housing"]


def test_a_work_group_is_named_by_its_work() -> None:
    assert read_parties("Ann Baxter / Throughcare Review", TAYSIDE).work_group == "Throughcare Review"
    assert read_parties("Employment & Skills Chair – Ann Baxter, SPS", TAYSIDE).work_group == "Employment & Skills"


def test_labels_decide_who_leads() -> None:
    reading = read_parties("Lead: Angus Council; Partners: SPS, NHS Tayside", TAYSIDE)
    assert [party.role for party in reading.parties] == [PartyRole.LEAD, PartyRole.PARTNER, PartyRole.PARTNER]
    behind = read_parties("SPS, CJA (lead), NHS Tayside", TAYSIDE)
    assert [party.role for party in behind.parties] == [PartyRole.PARTNER, PartyRole.LEAD, PartyRole.PARTNER]


def test_with_makes_partners_and_no_label_leads() -> None:
    roles = [party.role for party in read_parties("CJA supported by SPS and Sacro", TAYSIDE).parties]
    assert roles == [PartyRole.LEAD, PartyRole.PARTNER, PartyRole.PARTNER]
    assert {party.role for party in read_parties("CJA, SPS", TAYSIDE).parties} == {PartyRole.LEAD}


def test_a_condition_is_no_party() -> None:
    reading = read_parties("CJA subject to agreement of CPPs", TAYSIDE)
    assert reading.condition == "subject to agreement of CPPs"
    assert len(reading.parties) == 1


def test_everyone() -> None:
    reading = read_parties("All partners", TAYSIDE)
    assert reading.everyone
    assert not reading.doubts
    assert not read_parties("All Staff", TAYSIDE).everyone


def test_words_left_over_are_kept_with_a_doubt() -> None:
    reading = read_parties("SPS, Riverbank Drop-in, partner agencies", TAYSIDE)
    assert to_record(reading)["unresolved"] == ["Riverbank Drop-in", "partner agencies"]
    assert [doubt.code for doubt in reading.doubts] == ["lead_unresolved"]


def test_a_document_is_no_party() -> None:
    reading = read_parties("CJSW report", TAYSIDE)
    assert reading.documents == ("report",)
    assert [doubt.code for doubt in reading.doubts] == ["lead_not_a_party"]


def test_misprints_are_mended_only_where_they_stand_alone() -> None:
    assert read_parties("Angus Council; Mapped", TAYSIDE).repaired == (("Mapped", "MAPPA"),)
    assert read_parties("Mapped services", TAYSIDE).repaired == ()


def test_a_name_explained_in_place() -> None:
    record = to_record(read_parties("Throughcare Action Group (TAG); TAG and SPS", TAYSIDE))
    assert record["groups"] == ["Throughcare Action Group"]
    assert record["organisations"] == ["Scottish Prison Service"]


def test_the_documents_glossary() -> None:
    glossary = (
        ("XPS", "Scottish Prison Service, which runs prisons"),
        ("RDG", "Recovery Development Group"),
        ("SLA", "Service Level Agreement"),
    )
    record = to_record(read_parties("XPS/RDG/SLA", ValueContext(authority="tayside", glossary=glossary)))
    assert record["organisations"] == ["Scottish Prison Service"]
    assert record["groups"] == ["Recovery Development Group"]
    assert record["unresolved"] == ["SLA"]


def test_names_run_over_line_ends() -> None:
    assert organisations("Turning\nPoint Scotland\nVictim\nSupport") == [
        "Turning Point Scotland",
        "Victim Support Scotland",
    ]


def test_of_a_row_of_cells_the_one_of_parties_is_read() -> None:
    assert to_record(read_parties("Draw up a protocol\tSPS\tachieved", TAYSIDE))["organisations"] == [
        "Scottish Prison Service"
    ]


@pytest.mark.parametrize("text", ["", "n/a", "£££", "???", "the", "\x00", "31/02/2010"])
def test_nobody_named(text: str) -> None:
    assert to_record(read_parties(text, TAYSIDE))["organisations"] == []


def test_free_text_names_parties_and_nothing_else() -> None:
    text = "Funding from the Robertson Trust and NHS Tayside was agreed in Angus."
    reading = read_parties(text, TAYSIDE, Field.PROGRESS)
    assert {party.role for party in reading.parties} == {PartyRole.NAMED}
    assert find_organisations(text, TAYSIDE) == ("The Robertson Trust", "NHS Tayside")
