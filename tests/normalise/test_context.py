"""What the headings above a table say of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cjaplans.extract.model import BlockKind, Box, Table, TextBlock
from cjaplans.normalise.context import Context, contexts, labelled, names_outcome
from cjaplans.normalise.model import OUTLINE, CellRef
from tests.normalise.drawing import block, document, table

ROWS = [["Action", "Lead"], ["Open", "Morag"]]


def said(context: Context) -> tuple[str | None, str | None, str | None]:
    return tuple(x.text if x else None for x in (context.theme, context.objective, context.place))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("Place: Perth", "place", "Perth"),
        ("PLACE : Perth", "place", "Perth"),
        ("Council: Perth", "place", "Perth"),
        ("Outcome: Fewer nights outside", "objective", "Fewer nights outside"),
        ("Objective: 3. Homes", "objective", "3. Homes"),
        ("Aim: homes: warm ones", "objective", "homes: warm ones"),
        ("Priority 1: Homes", None, "Priority 1: Homes"),
        ("Note: all of it", None, "Note: all of it"),
        ("Place:", None, "Place:"),
        ("A place: Perth", None, "A place: Perth"),
    ],
)
def test_labelled_lines(text: str, label: str | None, rest: str) -> None:
    assert labelled(text) == (label, rest)


def test_the_nearest_heading_is_the_theme() -> None:
    (found,) = contexts(document(block("Work", 40), block("Homes", 70), table(ROWS)))
    assert said(found) == ("Homes", None, None)
    assert found.heading == "Homes"
    assert found.theme is not None
    assert found.theme.sources == (CellRef(OUTLINE, 1),)


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("1. Homes", "Homes"),
        ("(2) Homes", "Homes"),
        ("2.1 Homes", "2.1 Homes"),
        ("Priority 1: Homes", "Priority 1: Homes"),
    ],
)
def test_list_numbers_are_dropped_and_dotted_ones_kept(heading: str, theme: str) -> None:
    assert said(contexts(document(block(heading, 70), table(ROWS)))[0])[0] == theme


@pytest.mark.parametrize(
    "title", ["Action Plan 2010-11", "Kelpie Community Justice Authority", "Tayside CJA", "Appendix 2", "Annex A"]
)
def test_titles_are_no_themes(title: str) -> None:
    (found,) = contexts(document(block("Homes", 40), block(title, 70), table(ROWS)))
    assert said(found)[0] == "Homes"
    assert found.heading == title


def test_lines_give_objective_and_place() -> None:
    found = contexts(
        document(block("Homes", 40), block("Place: Perth", 60), block("Outcome: Warm rooms", 80), table(ROWS))
    )
    assert said(found[0]) == ("Homes", "Warm rooms", "Perth")


def test_a_labelled_paragraph_counts_as_well() -> None:
    line = block("Objective: Warm rooms", 80, kind=BlockKind.PARAGRAPH, bold=False)
    assert said(contexts(document(block("Homes", 40), line, table(ROWS)))[0]) == ("Homes", "Warm rooms", None)


def test_a_new_place_ends_the_objective_before_it() -> None:
    parts: list[Table | TextBlock] = [block("Outcome: Warm rooms", 40), block("Place: Perth", 60), table(ROWS)]
    assert said(contexts(document(*parts))[0]) == (None, None, "Perth")


def test_an_objective_of_two_lines_is_one() -> None:
    parts: list[Table | TextBlock] = [block("Outcome: Warm rooms and", 60), block("dry ones", 74), table(ROWS)]
    (found,) = contexts(document(*parts))
    assert said(found) == (None, "Warm rooms and\ndry ones", None)
    assert found.objective is not None
    assert found.objective.sources == (CellRef(OUTLINE, 0), CellRef(OUTLINE, 1))


def test_a_heading_ends_what_was_said_before() -> None:
    first: list[Table | TextBlock] = [block("Homes", 20), block("Outcome: Warm rooms", 60), table(ROWS, top=100)]
    second: list[Table | TextBlock] = [block("Work", 250), table(ROWS, top=300)]
    assert [said(c) for c in contexts(document(*first, *second))] == [
        ("Homes", "Warm rooms", None),
        ("Work", None, None),
    ]


def test_a_table_right_below_another_shares_its_context() -> None:
    found = contexts(
        document(block("Homes", 60), table(ROWS, top=100), table(ROWS, top=300), table(ROWS, page=2, top=40), pages=2)
    )
    assert [said(c)[0] for c in found] == ["Homes"] * 3


def test_running_heads_and_paragraphs_say_nothing() -> None:
    blocks = [
        block("Homes", 20),
        block("Kelpie plan", 30, kind=BlockKind.RUNNING),
        block("All of it", 60, kind=BlockKind.PARAGRAPH),
    ]
    assert said(contexts(document(*blocks, table(ROWS)))[0]) == ("Homes", None, None)


def test_what_stands_below_a_table_is_not_of_it() -> None:
    assert said(contexts(document(table(ROWS, top=100), block("Homes", 400)))[0]) == (None, None, None)


def held(context: Context) -> tuple[str | None, str | None, str | None]:
    return tuple(x.text if x else None for x in (context.theme, context.codes, context.outcome_heading))  # type: ignore[return-value]


def test_codes_on_a_heading_are_apart_from_the_theme() -> None:
    (found,) = contexts(document(block("2.1 Homes (A1, B2) (continued)", 70), table(ROWS)))
    assert held(found) == ("2.1 Homes", "A1, B2", None)
    assert found.codes is not None
    assert found.codes.sources == (CellRef(OUTLINE, 0),)


def test_codes_hold_for_smaller_headings_only() -> None:
    found = contexts(
        document(
            block("Homes [A1]", 20, size=14),
            block("Rent", 60, size=11),
            table(ROWS, top=80),
            block("Repairs (B2)", 200, size=11),
            table(ROWS, top=220),
            block("Paint", 340, size=11),
            table(ROWS, top=360),
        )
    )
    assert [held(c)[:2] for c in found] == [("Rent", "A1"), ("Repairs", "B2"), ("Paint", None)]


def test_a_heading_of_nothing_but_codes_leaves_the_theme() -> None:
    (found,) = contexts(document(block("Homes", 40), block("(C1, S2)", 70), table(ROWS)))
    assert held(found) == ("Homes", "C1, S2", None)


def test_the_next_line_of_an_objective_ends_no_codes() -> None:
    parts = [block("Homes (C1)", 40), block("Outcome: Warm rooms and", 60), block("dry ones", 74)]
    (found,) = contexts(document(*parts, table(ROWS)))
    assert held(found) == ("Homes", "C1", None)


NINE, ELEVEN = "National Outcome 9: We live safe from crime", "National Outcomes 11 and 12"


def test_a_national_outcome_holds_until_the_next_or_a_larger_heading() -> None:
    found = contexts(
        document(
            block(NINE, 20),
            block("Homes", 60),
            table(ROWS, top=80),
            block("Work", 200),
            table(ROWS, top=220),
            block(ELEVEN, 340),
            table(ROWS, top=360),
            block("All else", 480, size=16),
            table(ROWS, top=500),
        )
    )
    assert [held(c)[2] for c in found] == [NINE, NINE, ELEVEN, None]


def test_an_annex_ends_what_headings_set() -> None:
    parts: list[Table | TextBlock] = [block(f"{NINE} (C1)", 20), table(ROWS, top=80)]
    found = contexts(document(*parts, block("Annex A", 200), table(ROWS, top=220)))
    assert [held(c)[1:] for c in found] == [("C1", NINE), (None, None)]


@pytest.mark.parametrize(
    ("text", "named"),
    [(NINE, True), (ELEVEN, True), ("Homes", False), ("9. Homes", False), ("Outcome 3: Homes", False)],
)
def test_headings_that_name_an_outcome(text: str, named: bool) -> None:
    assert names_outcome(text) is named


def test_a_larger_title_ends_the_part_before_it() -> None:
    parts = [block("4. Costs", 20, size=10), block("Kelpie CJA Action Plan 2010-11", 60, size=13)]
    assert said(contexts(document(*parts, table(ROWS)))[0]) == (None, None, None)


@pytest.mark.parametrize("label", ["Objectives", "AIMS:", "Outcomes"])
def test_lines_below_a_label_are_the_objective(label: str) -> None:
    lines = [
        block(text, top, kind=BlockKind.PARAGRAPH, bold=False, size=9)
        for text, top in (("Warm rooms", 70), ("Dry rooms for those", 80), ("who have none", 90))
    ]
    (found,) = contexts(document(block("1. Homes", 20), block(label, 40, size=9), *lines, table(ROWS)))
    assert said(found) == ("Homes", "Warm rooms\nDry rooms for those who have none", None)
    assert found.heading == "1. Homes"


def test_a_label_with_nothing_below_it_is_a_heading() -> None:
    assert said(contexts(document(block("Objectives", 40), table(ROWS)))[0])[0] == "Objectives"


def test_councils_that_head_several_parts_are_their_places() -> None:
    parts: list[Table | TextBlock] = []
    for number, council in enumerate(("Angus", "Perth & Kinross Council")):
        parts += [block("Homes", 20, page=number + 1), block(council, 60, page=number + 1, size=10)]
        parts.append(table(ROWS, page=number + 1))
    found = contexts(document(*parts, pages=2))
    assert [said(c) for c in found] == [(None, None, "Angus"), (None, None, "Perth & Kinross Council")]


def test_one_council_that_heads_a_part_is_a_theme_like_others() -> None:
    parts: list[Table | TextBlock] = [block("Angus", 40), table(ROWS), block("Homes", 300), table(ROWS, top=340)]
    assert [said(c)[0] for c in contexts(document(*parts))] == ["Angus", "Homes"]


def test_a_heading_over_one_of_two_tables_side_by_side_is_of_that_one() -> None:
    left = table(ROWS)
    region = left.regions[0]
    shift = 300.0
    right = replace(left, regions=(replace(region, box=Box(shift, 100, shift + 200, region.box.bottom)),))
    over = block("Work", 70)
    over = replace(over, paragraph=replace(over.paragraph, box=Box(shift + 5, 70, shift + 100, 82)))
    homes = block("Homes", 70)
    homes = replace(homes, paragraph=replace(homes.paragraph, box=Box(5, 70, 100, 82)))
    assert [said(c)[0] for c in contexts(document(homes, over, left, right))] == ["Homes", "Work"]


@pytest.mark.parametrize("sign", ["(cont'd)", "(cont’d)", "contd", "(continued)", "cont."])
def test_a_heading_repeated_is_the_same_theme(sign: str) -> None:
    assert said(contexts(document(block(f"Homes {sign}", 70), table(ROWS)))[0])[0] == "Homes"
