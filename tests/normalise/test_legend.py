"""The list of outcomes that a document prints itself (domain.md 3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.outcomes import (
    Legend,
    LegendEntry,
    compare_legend,
    disputed_codes,
    entries_of_rows,
    read_legend,
)

LINES = [
    "C1 - Communities are safer, as offenders are managed consistently for public protection",
    "O2 - Suitable accommodation that people can access and sustain",
    "O3 - Substence misuse reduced or stabel",
    "S5 - The right mix of skills in the workforce",
]


def test_entries_stand_in_one_cell_or_several() -> None:
    legend = read_legend(["\n".join(LINES[:2]), *LINES[2:]])
    assert [entry.code for entry in legend.entries] == ["C1", "O2", "O3", "S5"]
    assert legend.scheme == "NSMO23"
    assert compare_legend(legend) == ()


def test_a_code_and_its_text_may_stand_in_two_cells() -> None:
    cells = ["C2", "Public confidence in the effectiveness of work with offenders"]
    cells += ["O4", "Literacy is improved", "O8", "People live independently"]
    assert [entry.code for entry in read_legend(cells).entries] == ["C2", "O4", "O8"]


def test_numbered_lines_have_the_letter_of_their_heading() -> None:
    legend = read_legend(
        [
            "1. An introduction",
            "Outcomes for offenders (B)",
            "1. Access to suitable accommodation that is sustained",
            "7",
            "2. Job prospects are better",
            "Outcomes in the system (C)",
            "1. Effective authorities with integrated case management",
            "2. A wider partnership for rehabilitation services",
            "4. Not the next",
        ]
    )
    assert [entry.code for entry in legend.entries] == ["B1", "B2", "C1", "C2"]
    assert legend.scheme == "LB14"
    assert compare_legend(legend) == ()


def test_another_meaning_and_an_unknown_code_are_doubts() -> None:
    changed = [*LINES, "C6 - Better roads for all who drive", "O12 - Fewer fires"]
    found = compare_legend(read_legend(changed))
    assert [doubt.code for doubt in found] == ["legend_differs", "legend_differs"]
    assert "C6" in found[0].message
    assert "O12" in found[1].message


def test_swapped_entries_differ() -> None:
    swapped = [*LINES[:2], "O3 - Improved literacy", "O4 - Substance misuse reduced or stabilised"]
    assert len(compare_legend(read_legend(swapped))) == 2


def test_prose_and_lists_of_codes_are_no_legend() -> None:
    prose = ["1. Introduction", "A9 dualling is under way", "O1 – O9", "C1, C2", "S3 pupils", ""]
    assert read_legend(prose) == Legend()
    assert compare_legend(Legend()) == ()


ROWS = [
    ["C1", "Safer communities, offenders managed in one way"],
    ["C2", "The public trusts community sentences"],
    ["C3", "Payback orders are better known"],
]


def test_rows_of_codes_settle_the_scheme_of_c_alone() -> None:
    legend = read_legend([], [[["Code", "Outcome"], *ROWS]])
    assert (legend.scheme, [entry.code for entry in legend.entries]) == ("NSMO23", ["C1", "C2", "C3"])
    assert (compare_legend(legend), disputed_codes(legend)) == ((), frozenset())
    system = [["C1", "Joined-up case management by the CJAs"], ["C2", "A wider partnership for rehabilitation"]]
    assert read_legend([], [system]).scheme == "LB14"


def test_codes_that_one_scheme_alone_has_settle_it() -> None:
    assert read_legend(["C5 - Boats", "C6 - Mills", "C7 - Bridges"]).scheme == "NSMO23"
    assert read_legend(["C3 - Boats", "C4 - Mills", "C5 - Bridges"]).scheme is None


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        [["Communities", *row] for row in ROWS],
        [["Communities", *ROWS[0]], *(["", *row] for row in ROWS[1:])],
        [["Communities"], *ROWS, ["Offenders"], ["O1", "Better health"]],
        [[" – ".join(row)] for row in ROWS],
        [[*row, "Communities"] for row in ROWS],
        [row[::-1] for row in ROWS],
        [["No", "Code", "Outcome"], *([str(n), *row] for n, row in enumerate(ROWS))],
    ],
)
def test_ways_of_listing_codes_in_a_table(rows: list[list[str]]) -> None:
    assert [(e.code, e.text) for e in entries_of_rows(rows)][:3] == [(code, text) for code, text in ROWS]


@pytest.mark.parametrize(
    "rows",
    [
        [["Hire a boat", "C1", "Sacro"], ["Mend the mill", "C2", "Apex"], ["Paint the bridge", "C3", "SPS"]],
        [["A1", "Mend the mill", "Apex"], ["A2", "Hire a boat", "Sacro"], ["A3", "Paint the bridge", "SPS"]],
        [["C1", "Hire a boat"], ["C2", "Mend the mill"]],
        [["Name", "Town"], ["Morag", "Perth"], ["C1", "Leith"], ["Ewan", "Oban"]],
        [["A9", "C1"], ["A9", "C2"], ["A9", "C3"]],
        [],
    ],
)
def test_tables_that_list_no_outcomes(rows: list[list[str]]) -> None:
    assert entries_of_rows(rows) == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("C5", "More employers take people on"),
        ("C6", "Fewer crimes are reported"),
        ("O4", "Better roads"),
        ("O2", "Families visit more often"),
    ],
)
def test_an_entry_of_another_meaning_is_found_once(code: str, text: str) -> None:
    for legend in (
        read_legend([f"{code} {text}"], [[*ROWS, [code, text]]]),
        read_legend([*(f"{c} {t}" for c, t in ROWS), f"{code} – {text}"]),
    ):
        assert legend.scheme == "NSMO23"
        assert [doubt.code for doubt in compare_legend(legend)] == ["legend_differs"]
        assert disputed_codes(legend) == {code}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("C5", "Sheriffs and victims are happier"),
        ("C7", "Relatives are told what happens"),
        ("O1", "Healthier people: mental health"),
        ("O3", "Less drinking and drug use"),
        ("O5", "More people find work"),
        ("O7", "Help with debts"),
        ("S5", "Traned staff with the right skils"),
        ("S6", "Agencies pass on data"),
        ("S7", "Quality"),
        ("O6", "Relations"),
    ],
)
def test_own_wordings_of_the_same_meaning_are_no_difference(code: str, text: str) -> None:
    assert compare_legend(read_legend([], [[*ROWS, [code, text]]])) == ()


def test_a_line_without_a_sign_counts_beside_its_neighbours_in_the_list() -> None:
    lines = ["C1 Safer communities", "C2 Public trust in sentences", "C3 Boats are mended", "C4 Mills open"]
    assert [e.code for e in read_legend(lines).entries] == ["C1", "C2", "C3", "C4"]
    assert [e.code for e in read_legend([*lines[:2], "A9 Roads are mended", "C4 Mills open"]).entries] == ["C1", "C2"]


def test_a_list_that_names_no_scheme_is_read_within_the_documents() -> None:
    entries = (LegendEntry("C1", "Mills"), LegendEntry("C2", "Boats"), LegendEntry("C3", "Bridges"))
    assert disputed_codes(Legend(entries)) == frozenset()
    assert disputed_codes(Legend(entries).within("LB14")) == {"C1", "C2", "C3"}
    assert Legend(entries[:2]).within("LB14").scheme is None


TEXTS = st.text(max_size=80) | st.sampled_from(["C1", "O2", "C1 – Boats", "S5 staff", "Communities", ""])


@given(st.lists(TEXTS, max_size=8), st.lists(st.lists(TEXTS, max_size=4), max_size=6))
def test_any_cells_are_read(cells: list[str], rows: list[list[str]]) -> None:
    legend = read_legend(cells, [rows]).within("NSMO23")
    assert len(disputed_codes(legend)) <= len(compare_legend(legend))
    entries_of_rows(rows, by_meaning=True)
