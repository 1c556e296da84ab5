"""What stands in front of an action's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.refs import (
    BARE,
    Opening,
    heading_codes,
    open_cell,
    ref_and_codes,
    take_codes,
    without_list_number,
)


@pytest.mark.parametrize(
    ("text", "ref", "rest"),
    [
        ("2.1.3 Open the mill", "2.1.3", "Open the mill"),
        ("2.3.3. Open the mill", "2.3.3", "Open the mill"),
        ("1a) Open the mill", "1a", "Open the mill"),
        ("1a Open the mill", "1a", "Open the mill"),
        ("1 a) Open the mill", "1a", "Open the mill"),
        ("(4) Open the mill", "4", "Open the mill"),
        ("4) Open the mill", "4", "Open the mill"),
        ("7. Open the mill", "7", "Open the mill"),
        ("12: Open the mill", "12", "Open the mill"),
        ("2.1.3\nOpen the mill", "2.1.3", "Open the mill"),
        ("2.1.3", "2.1.3", ""),
        ("4", "4", ""),
        ("Open the mill", None, "Open the mill"),
        ("50% of women find work", None, "50% of women find work"),
        ("2008-09 set up the mill", None, "2008-09 set up the mill"),
        ("2010 set up the mill", None, "2010 set up the mill"),
        ("1:1 work in the mill", None, "1:1 work in the mill"),
        ("1.5 mentors", "1.5", "mentors"),
        ("1.5.08 the mill opens", None, "1.5.08 the mill opens"),
        ("1.5.2008 the mill opens", None, "1.5.2008 the mill opens"),
        ("Action 4.1 Open the mill", "4.1", "Open the mill"),
        ("Action 4: Open the mill", "4", "Open the mill"),
        ("Ref: 2.1", "2.1", ""),
        ("No. 3", "3", ""),
        ("No 3 mills are alike", None, "No 3 mills are alike"),
        ("Action planning for the mill", None, "Action planning for the mill"),
        ("2.1.1 – Open the mill", "2.1.1", "Open the mill"),
        ("12 mentors are trained", None, "12 mentors are trained"),
        ("£20 a day", None, "£20 a day"),
        ("", None, ""),
    ],
)
def test_openings(text: str, ref: str | None, rest: str) -> None:
    assert open_cell(text) == Opening(rest, ref)


@pytest.mark.parametrize(
    ("text", "ref", "codes", "rest"),
    [
        ("2.1.3 (A1; B1-B5) Open the mill", "2.1.3", "A1; B1-B5", "Open the mill"),
        ("2.1.3(A1,A2) Open the mill", "2.1.3", "A1,A2", "Open the mill"),
        ("2.1.3 (A1, A2 and C3)\nOpen the mill", "2.1.3", "A1, A2 and C3", "Open the mill"),
        ("(C1) Open the mill", None, "C1", "Open the mill"),
        ("2.1.3 [A1, A2] Open the mill", "2.1.3", "A1, A2", "Open the mill"),
        ("2.1.3[A1] Open the mill", "2.1.3", "A1", "Open the mill"),
        ("2.1.3 (A1 2009) Open the mill", "2.1.3", None, "(A1 2009) Open the mill"),
        ("2.1.3 (SPS A1) Open the mill", "2.1.3", None, "(SPS A1) Open the mill"),
        ("2.1.3 (MAPPA) Open the mill", "2.1.3", None, "(MAPPA) Open the mill"),
        ("2.1.3 (see A1) Open the mill", "2.1.3", None, "(see A1) Open the mill"),
    ],
)
def test_codes_in_brackets(text: str, ref: str | None, codes: str | None, rest: str) -> None:
    assert open_cell(text) == Opening(rest, ref, codes)


@pytest.mark.parametrize(
    ("text", "ref", "rest"),
    [
        ("2.1.3 cont./ and the garden", "2.1.3", "and the garden"),
        ("2.1.3 cont.", "2.1.3", ""),
        ("2.1.3 (cont'd) and the garden", "2.1.3", "and the garden"),
        ("2.1.3 Continued", "2.1.3", ""),
        ("(contd.) and the garden", None, "and the garden"),
        ("4. cont/ and the garden", "4", "and the garden"),
    ],
)
def test_continuations(text: str, ref: str | None, rest: str) -> None:
    assert open_cell(text) == Opening(rest, ref, continued=True)


@pytest.mark.parametrize(
    "text", ["Contact the schools", "2.1.3 Contract the works", "2.1 Continue the garden", "Contribute"]
)
def test_words_that_only_begin_alike_are_no_continuation(text: str) -> None:
    assert not open_cell(text).continued


@pytest.mark.parametrize(
    ("text", "heading", "heading_codes", "ref", "rest"),
    [
        ("2.2 Employment 2.2.1 To hire", "2.2 Employment", None, "2.2.1", "To hire"),
        ("2.2 Employment\n2.2.1 To hire", "2.2 Employment", None, "2.2.1", "To hire"),
        ("2.2. Work and\nlearning (A4) 2.2.1 To hire", "2.2 Work and learning", "A4", "2.2.1", "To hire"),
        ("2.2 Employment (part time) 2.2.1 To hire", "2.2 Employment (part time)", None, "2.2.1", "To hire"),
    ],
)
def test_headings_fused_with_their_first_action(
    text: str, heading: str, heading_codes: str | None, ref: str, rest: str
) -> None:
    assert open_cell(text) == Opening(rest, ref, None, heading, heading_codes)


@pytest.mark.parametrize(
    ("text", "codes", "heading"),
    [
        ("The mill (C1, C2)", "C1, C2", "The mill"),
        ("2.1 The mill (B1;\nC2-C4)", "B1; C2-C4", "2.1 The mill"),
        ("The mill [O2]", "O2", "The mill"),
        ("The mill – C1, S2", "C1, S2", "The mill"),
        ("The mill - O1 – O3", "O1 – O3", "The mill"),
        ("The mill (C1) (S2)", "C1, S2", "The mill"),
        ("2.1 (A1) The mill", "A1", "2.1 The mill"),
        ("The mill (Outcomes: C1 and S2)", "C1 and S2", "The mill"),
        ("The mill (C9)", "C9", "The mill"),
        ("Outcomes: C1, S2", "C1, S2", ""),
        ("The mill (women)", None, "The mill (women)"),
        ("The mill (2009-10)", None, "The mill (2009-10)"),
        ("The mill (C1 in 2009)", None, "The mill (C1 in 2009)"),
        ("The mill (P1)", None, "The mill (P1)"),
        ("The mill (B12)", None, "The mill (B12)"),
        ("The mill (see C1)", None, "The mill (see C1)"),
        ("The mill – Year 2", None, "The mill – Year 2"),
        ("The mill-C1", None, "The mill-C1"),
        ("Plan B", None, "Plan B"),
        ("", None, ""),
    ],
)
def test_codes_on_headings(text: str, codes: str | None, heading: str) -> None:
    assert heading_codes(text) == (codes, heading)


@pytest.mark.parametrize(
    ("text", "ref", "codes"),
    [
        ("1 (O9)", "1", "O9"),
        ("2.1.\n[A1; B2]", "2.1", "A1; B2"),
        ("(4)", "4", None),
        ("A1", "A1", None),
        ("A1 (C2)", "A1", "C2"),
        ("1 (women)", "1 (women)", None),
        ("Open (C2)", "Open (C2)", None),
    ],
)
def test_numbers_with_codes_behind_them(text: str, ref: str, codes: str | None) -> None:
    assert ref_and_codes(text) == (ref, codes)


@given(st.text(max_size=80) | st.from_regex(r"[a-z ]{0,9}([(\[– -]{1,3}[A-S]?[0-9]?[)\], ]{0,2}){1,9}", fullmatch=True))
def test_any_heading_keeps_its_words(text: str) -> None:
    codes, heading = heading_codes(text)
    assert heading == text if codes is None else len(heading) < len(text)
    assert heading_codes("x" + " (" * 5000) == (None, "x" + " (" * 5000)


def test_a_number_that_is_not_of_the_group_fuses_nothing() -> None:
    assert open_cell("2.2 Employment as in 3.2.1 of the plan") == Opening("Employment as in 3.2.1 of the plan", "2.2")


@pytest.mark.parametrize(
    ("text", "ref"),
    [("4", "4"), ("4.", "4"), ("(4)", "4"), ("1a", "1a"), ("2.1.3", "2.1.3"), ("A1", "A1"), ("YJ 3.2", "YJ 3.2")],
)
def test_bare_numbers(text: str, ref: str) -> None:
    match = BARE.match(text)
    assert match is not None
    assert match["ref"] == ref


@pytest.mark.parametrize("text", ["4 mills", "Four", "2010-11", "50%", ""])
def test_what_is_no_bare_number(text: str) -> None:
    assert BARE.match(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("1. Persistent Offenders", "Persistent Offenders"),
        ("(2) Housing", "Housing"),
        ("3) Work", "Work"),
        ("2.1 Health & Homes", "2.1 Health & Homes"),
        ("Priority 1: Homes", "Priority 1: Homes"),
        ("2010. A year", "2010. A year"),
        ("3.", "3."),
    ],
)
def test_list_numbers_are_dropped_and_others_stay(text: str, rest: str) -> None:
    assert without_list_number(text) == rest


@given(
    st.text(max_size=80)
    | st.from_regex(r"\(?[0-9]{1,3}(\.[0-9]){0,3}[a-z.): ]{0,4}(cont|\(A1)?.{0,20}", fullmatch=True)
)
def test_no_text_makes_it_raise_and_none_is_invented(text: str) -> None:
    opening = open_cell(text)
    assert opening.rest in text
    assert opening.rest == opening.rest.strip()
    assert opening.ref is None or opening.ref in text.replace(" ", "")
    codes, rest = take_codes(text)
    assert text.endswith(rest)
    assert codes is None or len(codes) < len(text)
