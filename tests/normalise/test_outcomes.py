"""Outcome codes, numbers and words: what they mean and what they are not (domain.md 3)."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.coded import OutcomeBasis, ValueContext
from cjaplans.normalise.outcomes import (
    assumes_scheme,
    common_outcomes,
    known_scheme,
    outcomes_in_words,
    read_outcomes,
    scheme_of,
    to_record,
)
from cjaplans.publish.code.kinds import Kind
from cjaplans.publish.code.records import code
from cjaplans.publish.code.slugs import setting_of
from tests.limits import HANG

EARLY = (date(2009, 4, 1), date(2010, 3, 31))
LATE = (date(2012, 4, 1), date(2013, 3, 31))
NSMO = ValueContext("tayside", EARLY, scheme="NSMO23")
LB = ValueContext("lothian-and-borders", EARLY, scheme="LB14")
OPEN = ValueContext("northern", LATE)
FRAMEWORK = ValueContext("northern", (date(2016, 4, 1), date(2017, 3, 31)), scheme="OPIF7")


def outcomes(text: str, context: ValueContext = NSMO) -> list[str | None]:
    return [link.outcome for link in read_outcomes(text, context).links]


def codes(text: str, context: ValueContext = NSMO) -> str:
    return " ".join(link.printed for link in read_outcomes(text, context).links)


def doubts(text: str, context: ValueContext = NSMO) -> list[str]:
    return [doubt.code for doubt in read_outcomes(text, context).doubts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C3, S5", "C3 S5"),
        ("C3,S5;O2", "C3 S5 O2"),
        ("C3 S5\nO2", "C3 S5 O2"),
        ("C3S5 & O2", "C3 S5 O2"),
        ("O2-O4", "O2 O3 O4"),
        ("O2 – 4", "O2 O3 O4"),
        ("O2 to O4", "O2 O3 O4"),
        ("C1, 3, 5; O2", "C1 C3 C5 O2"),
        ("C1/C3/O2", "C1 C3 O2"),
        ("• C3\n• S5.", "C3 S5"),
        ("[C3, S5]", "C3 S5"),
        ("C 3, s5", "C3 S5"),
        ("C3, C3, C3", "C3"),
        ("Outcomes for communities: C3. Offenders: O2 (all)", "C3 O2"),
        ("S5, C3", "S5 C3"),
    ],
)
def test_lists_ranges_and_separators(text: str, expected: str) -> None:
    assert codes(text) == expected
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.2.1 (B2, C1)", "B2 C1"),
        ("3.2.1. (B2-3 ; C1) Open a second centre", "B2 B3 C1"),
        ("3.2 Learning and Work (B2; A1-A2)", "B2 A1 A2"),
        ("4 (B2, A1)", "B2 A1"),
        ("7c B2, A1", "B2 A1"),
    ],
)
def test_codes_behind_a_ref_or_a_heading(text: str, expected: str) -> None:
    assert codes(text, LB) == expected


@pytest.mark.parametrize("context", [NSMO, LB, OPEN, ValueContext()])
@pytest.mark.parametrize(
    "text",
    [
        "HEAT A9",
        "Category 2 cases",
        "SVQ 3",
        "KY1 1XA",
        "M8",
        "Level 2 and Level 3",
        "S3 and S4 pupils visit the court",
        "travel by the A1 and A7",
        "Section 27",
        "No 9 bus",
        "The plan (2009) is out",
        "the fifteen national outcomes",
        "SOA 2009-12",
    ],
)
def test_free_text_has_no_codes(text: str, context: ValueContext) -> None:
    reading = read_outcomes(text, context)
    assert reading.links == ()
    assert reading.scheme is None
    assert [doubt.code for doubt in reading.doubts] == ["outcome_text_unread"]


def test_words_behind_a_list_are_a_doubt_and_the_codes_are_kept() -> None:
    assert codes("C1, O4 and our own targets") == "C1 O4"
    assert doubts("C1, O4 and our own targets") == ["outcome_text_unread"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C6: victims cared for; O2: housing", "C6 O2"),
        ("C6: victims cared for, O2: housing", "C6 O2"),
        ("C6 victims cared for O2 accommodation", "C6 O2"),
        ("C6. Victims cared for. O2. Housing.", "C6 O2"),
        ("O2 – settled accommodation & O5 – job prospects", "O2 O5"),
        ("S6 / NHS target T4", "S6"),
        ("S6/NHS target", "S6"),
        ("S6; our own aim", "S6"),
        ("S6\nour own aim\nO2", "S6 O2"),
        ("C1, S6 - our own aim", "C1 S6"),
        ("O2-O3: our own aim", "O2 O3"),
        ("C1, C3, S6 / NHS target A9", "C1 C3 S6"),
    ],
)
def test_words_beside_a_code_do_not_take_it_away(text: str, expected: str) -> None:
    assert codes(text) == expected
    assert "is_action_row" not in to_record(read_outcomes(text, NSMO), text, NSMO)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S6 our own aim", "S6"),
        ("S6 and our own aim", "S6"),
        ("our own aim; S6", "S6"),
        ("O2 our own aim, S6 another", "O2 S6"),
        ("serves S6", ""),
        ("NHS target A9 / S6", ""),
    ],
)
def test_in_a_column_of_codes_an_item_may_begin_with_one(text: str, expected: str) -> None:
    reading = read_outcomes(text, NSMO, column=True)
    assert " ".join(link.printed for link in reading.links) == expected
    assert {doubt.code for doubt in reading.doubts} == {"outcome_text_unread"}


def test_codes_that_two_schemes_share_have_their_scheme_from_outside() -> None:
    assert assumes_scheme(read_outcomes("C1, C2", NSMO))
    assert not assumes_scheme(read_outcomes("C1, O2", NSMO))
    assert not assumes_scheme(read_outcomes("C1, C2", OPEN))
    assert not assumes_scheme(read_outcomes("National Outcome 9", NSMO))


def test_the_documents_scheme_decides_what_c_means() -> None:
    assert outcomes("C2", LB) == ["LB14:C2"]
    assert outcomes("C2", NSMO) == ["NSMO23:C2"]
    assert outcomes("C2", OPEN) == [None]
    assert doubts("C2", OPEN) == ["outcome_scheme_unknown"]


def test_letters_decide_where_the_scheme_is_not_known() -> None:
    assert outcomes("C2, B1", OPEN) == ["LB14:C2", "LB14:B1"]
    assert outcomes("C2, S1", OPEN) == ["NSMO23:C2", "NSMO23:S1"]


@pytest.mark.parametrize(
    ("text", "kept", "code"),
    [
        ("A2, C6", ["LB14:A2", None], "outcome_code_invalid"),
        ("A2, C", ["LB14:A2", None], "outcome_code_invalid"),
        ("C", [None], "outcome_code_invalid"),
        ("A2, O3", ["LB14:A2", None], "outcome_code_invalid"),
        ("A3-A1", ["LB14:A1", "LB14:A2", "LB14:A3"], "outcome_range_invalid"),
        ("A2-B2", ["LB14:A2", "LB14:B2"], "outcome_range_invalid"),
    ],
)
def test_impossible_codes_are_kept_as_printed_with_a_doubt(text: str, kept: list[str | None], code: str) -> None:
    assert outcomes(text, LB) == kept
    assert doubts(text, LB) == [code]


def test_an_endless_range_stays_within_its_scheme() -> None:
    assert codes("B1-B99", LB) == "B1 B2 B3 B4 B5 B99"
    assert doubts("B1-B99", LB) == ["outcome_range_invalid", "outcome_code_invalid"]


def test_misread_letters_and_figures_are_mended() -> None:
    assert codes("Ol, O3, 05") == "O1 O3 O5"
    assert doubts("Ol, O3, 05") == ["outcome_code_repaired"]


@pytest.mark.parametrize(("text", "assumed"), [("C1, C2", True), ("C1, O2", False), ("C1 to be agreed", False)])
def test_a_scheme_known_from_the_documents_name_alone_is_doubted(text: str, assumed: bool) -> None:
    named, told = setting_of("tayside-2009-10"), setting_of("tayside-2009-10", "NSMO23")
    found = [[finding["code"] for finding in code(Kind.OUTCOMES, text, place)["findings"]] for place in (named, told)]
    assert ["outcome_scheme_assumed" in codes_found for codes_found in found] == [assumed, False]


def test_a_blank_is_a_blank() -> None:
    assert read_outcomes("9a)\tWrite to all members\tClerk\tOpen\t\t", NSMO).links == ()
    assert codes("9a)\tWrite to all members\tClerk\tO2, S1") == "O2 S1"
    assert read_outcomes("n/a", NSMO).doubts == ()


def test_national_outcomes_are_of_the_edition_in_force() -> None:
    assert outcomes("National Outcome 15", NSMO) == ["NPF2007:15"]
    assert outcomes("National Outcome 15: independence", OPEN) == ["NPF2011:15"]
    assert outcomes("NO 9, NO 11", OPEN) == ["NPF2011:9", "NPF2011:11"]
    assert outcomes("National Outcomes 6 & 9; C1", NSMO) == ["NPF2007:6", "NPF2007:9", "NSMO23:C1"]
    assert doubts("National Outcome 16", NSMO) == ["outcome_code_invalid"]
    assert doubts("National Outcome 9", ValueContext()) == ["outcome_scheme_unknown"]


def test_a_number_beside_the_outcomes_own_words() -> None:
    assert outcomes("9 - safe from crime, from disorder and from danger", OPEN) == ["NPF2011:9"]
    assert outcomes("outcome 11: strong, resilient, supportive communities", NSMO) == ["NPF2007:11"]
    assert outcomes("9 - more houses", OPEN) == []


def test_a_councils_own_outcomes_are_never_national() -> None:
    reading = read_outcomes("Falkirk Council's Single Outcome Agreement: Outcome 9", OPEN)
    assert (reading.scheme, [(k.printed, k.outcome) for k in reading.links]) == ("SOA:Falkirk", [("9", None)])
    assert read_outcomes("Outcome 4 of the Moray SOA", OPEN).scheme == "SOA:Moray"
    assert read_outcomes("SOA Outcome 4", ValueContext(place="Angus")).scheme == "SOA:Angus"


def test_the_framework_of_2016() -> None:
    assert outcomes("OPIF 2 and 4", OPEN) == ["OPIF7:2", "OPIF7:4"]
    assert outcomes("Outcome 3", FRAMEWORK) == ["OPIF7:3"]
    assert outcomes("1, 3-4", FRAMEWORK) == ["OPIF7:1", "OPIF7:3", "OPIF7:4"]
    assert doubts("Outcome 3", OPEN) == ["outcome_scheme_unknown"]


def test_outcomes_by_their_own_text() -> None:
    reading = read_outcomes("Substance misuse is reduced or stable", NSMO)
    assert [(k.outcome, k.basis) for k in reading.links] == [("NSMO23:O3", OutcomeBasis.INFERRED)]
    assert outcomes("Better literacy; more people employable", NSMO) == ["NSMO23:O4"]
    assert outcomes("C1 Safer communities\nO3: substance misuse, less of it") == ["NSMO23:C1", "NSMO23:O3"]


def test_headings_give_inherited_outcomes() -> None:
    reading = outcomes_in_words("National Outcome 9: a life safe from crime", NSMO)
    assert [(k.outcome, k.basis) for k in reading.links] == [("NPF2007:9", OutcomeBasis.INHERITED)]
    assert outcomes_in_words("Our communities are strong, resilient and supportive", OPEN).links[0].outcome == (
        "NPF2011:11"
    )
    assert outcomes_in_words("Housing", NSMO).links == ()
    assert outcomes_in_words("Housing", NSMO).doubts == ()


def test_the_scheme_of_a_document() -> None:
    assert scheme_of(["C1-C3", None, "B2"]) == "LB14"
    assert scheme_of(["C1", "O2, S7"]) == "NSMO23"
    assert scheme_of(["C1", "C2"]) is None
    assert scheme_of(["C1"], "LB14") == "LB14"
    assert scheme_of(["O1, O2, O3", "A1"]) == "NSMO23"
    assert scheme_of(["O1", "A1"]) is None
    assert scheme_of(["HEAT A11", "S27"]) is None
    assert scheme_of(["OPIF 3"]) == "OPIF7"
    assert scheme_of([None, ""]) is None
    assert scheme_of(["see page 3"]) is None


def test_the_scheme_an_authority_is_known_to_have_used() -> None:
    assert known_scheme("lothian-and-borders", EARLY) == "LB14"
    assert known_scheme("tayside", EARLY) == "NSMO23"
    assert known_scheme("lothian-and-borders", LATE) is None
    assert known_scheme(None, EARLY) is None


def test_the_crosswalk_leaves_related_outcomes_out_and_sorts() -> None:
    assert common_outcomes(["LB14:C1", "LB14:A4", "LB14:A3", None, "NSMO23:O2"]) == ("C3", "C4", "C5", "O2", "S1")
    assert common_outcomes(["OPIF7:4"]) == ("S3", "S4")
    assert common_outcomes(["NPF2011:9"]) == ()


def test_records() -> None:
    text = "3.2.1 (A3 ; C3-C5)"
    assert to_record(read_outcomes(text, LB), text, LB) == {
        "scheme": "LB14",
        "codes": ["A3", "C3", "C4"],
        "invalid": ["C5"],
        "nsmo": ["C3", "C4", "S3", "S4"],
        "ref": "3.2.1",
        "warnings": ["code_out_of_range:C5"],
    }
    assert to_record(read_outcomes("as agreed", LB), "as agreed", LB) == {"scheme": None, "codes": [], "invalid": []}
    assert to_record(read_outcomes("C2", OPEN), "C2", OPEN) == {"scheme": None, "codes": ["C2"], "invalid": []}
    assert to_record(read_outcomes("C1\nS2, O1", NSMO), "C1\nS2, O1", NSMO)["per_line"] == [["C1"], ["S2", "O1"]]
    assert to_record(read_outcomes("National Outcome 7", NSMO), "National Outcome 7", NSMO)["label"] == (
        "Inequalities tackled"
    )
    entry = "O4 - Improved literacy"
    assert to_record(read_outcomes(entry, NSMO), entry, NSMO)["is_action_row"] is False
    beside = "O4: our literacy class"
    assert "is_action_row" not in to_record(read_outcomes(beside, NSMO), beside, NSMO)


@given(st.text(max_size=300), st.sampled_from([NSMO, LB, OPEN, FRAMEWORK, ValueContext()]))
def test_any_text_is_read(text: str, context: ValueContext) -> None:
    to_record(read_outcomes(text, context), text, context)
    outcomes_in_words(text, context)
    scheme_of([text])


@given(st.lists(st.sampled_from(["A1", "C", "C1-C9", "-", ",", "O0", "S1–", "(", ")", "2", "to", "99", "\n"])))
def test_any_list_is_bounded(parts: list[str]) -> None:
    text = " ".join(parts)
    assert len(read_outcomes(text, LB).links) <= 10 * len(parts)


@pytest.mark.parametrize(
    "piece",
    [
        "A1-",
        "C ",
        "(A1 ",
        "1. ",
        "National Outcome ",
        "SOA ",
        "a",
        "1-2-",
        " ",
        "O1,\n",
        "0",
        "O1 literacy ",
        "C1: x; ",
    ],
)
def test_long_texts_are_read_at_once(piece: str) -> None:
    text = piece * (10_000 // len(piece))
    began = perf_counter()
    read_outcomes(text, LB)
    outcomes_in_words(text, OPEN)
    assert perf_counter() - began < HANG
