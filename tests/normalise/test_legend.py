"""The list of outcomes that a document prints itself (domain.md 3)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.outcomes import Legend, compare_legend, read_legend

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


@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_cells_are_read(cells: list[str]) -> None:
    compare_legend(read_legend(cells))
