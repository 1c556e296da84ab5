"""The text between tables: headings and paragraphs, without what is repeated in the margins."""

from __future__ import annotations

import pytest

from cjaplans.extract.document import extract
from cjaplans.extract.model import BlockKind
from tests.extract.pages import PORTRAIT, Paper, edges
from tests.extract.reading import blocks, table

HEADING, PARAGRAPH, RUNNING = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.RUNNING
BODY = "The mill by the river opens again and bicycles are mended there for the whole town."


def text_of(kind: BlockKind, paper: Paper) -> list[str]:
    return [text for k, text in blocks(paper) if k is kind]


def pages(count: int, head: str = "", foot: str = "") -> Paper:
    """Pages with a paragraph each; ``head`` and ``foot`` may hold ``{n}`` for the page's number."""
    paper = Paper()
    for n in range(1, count + 1):
        if n > 1:
            paper.turn()
        paper.write(50, 40, head.format(n=n))
        paper.write(50, 300, f"{BODY} {'abcdef'[n - 1]}")
        paper.write(280, PORTRAIT[1] - 40, foot.format(n=n))
    return paper


def test_running_heads_and_feet_are_left_out() -> None:
    paper = pages(4, head="Kelpie area plan", foot="Issue 3, sheet {n}")
    assert text_of(RUNNING, paper) == [t for n in range(1, 5) for t in ("Kelpie area plan", f"Issue 3, sheet {n}")]
    assert len(text_of(PARAGRAPH, paper)) == 4


@pytest.mark.parametrize("number", ["{n}", "Page {n}", "- {n} -", "Page {n} of 2", "{n}/2"])
def test_page_numbers_are_left_out_on_the_fewest_pages(number: str) -> None:
    paper = pages(2, foot=number)
    assert text_of(PARAGRAPH, paper) == [f"{BODY} a", f"{BODY} b"]
    assert len(text_of(RUNNING, paper)) == 2


def test_a_number_in_the_middle_of_a_page_is_text() -> None:
    paper = Paper()
    paper.write(50, 400, "2010")
    assert blocks(paper) == [(PARAGRAPH, "2010")]


def test_a_line_repeated_on_two_pages_is_text() -> None:
    assert text_of(PARAGRAPH, pages(2, head="Kelpie area plan")).count("Kelpie area plan") == 2


def test_repeated_text_outside_the_margins_is_text() -> None:
    paper = Paper()
    for n in range(4):
        if n:
            paper.turn()
        paper.write(50, 400, "See the workshop's own plan.")
    assert len(text_of(PARAGRAPH, paper)) == 4


def test_large_bold_and_capital_lines_are_headings() -> None:
    paper = Paper()
    paper.write(50, 150, "Housing", size=14)
    paper.write(50, 200, "Work and learning", bold=True)
    paper.write(50, 250, "FAMILIES")
    paper.write(50, 300, BODY)
    assert blocks(paper) == [
        (HEADING, "Housing"),
        (HEADING, "Work and learning"),
        (HEADING, "FAMILIES"),
        (PARAGRAPH, BODY),
    ]


def test_a_heading_of_two_lines_is_one() -> None:
    paper = Paper()
    paper.write(50, 150, "Helping people to find\nwork that lasts", size=14)
    paper.write(50, 250, BODY)
    assert text_of(HEADING, paper) == ["Helping people to find work that lasts"]


def test_two_headings_one_below_the_other_are_two() -> None:
    paper = Paper()
    paper.write(50, 150, "Helping people\nWork that lasts", size=14)
    paper.write(50, 250, BODY)
    assert text_of(HEADING, paper) == ["Helping people", "Work that lasts"]


def test_a_bold_bullet_is_no_heading() -> None:
    paper = Paper()
    paper.write(50, 150, "• Open the workshop", bold=True)
    paper.write(50, 250, BODY)
    assert text_of(HEADING, paper) == []


def test_small_print_is_a_footnote() -> None:
    paper = Paper()
    paper.write(50, 200, "\n".join([BODY] * 4))
    paper.write(50, 700, "Source: the town's own count", size=6)
    assert text_of(BlockKind.FOOTNOTE, paper) == ["Source: the town's own count"]


def test_a_paragraph_does_not_run_on_behind_a_table() -> None:
    paper = Paper()
    paper.write(50, 80, "This is said before the table and it goes on and")
    paper.table(95, edges(50, 100, 100), [["Build", "May"]])
    paper.write(50, 114, "this is said after it")
    assert len(text_of(PARAGRAPH, paper)) == 2
    assert table(paper).rows == 1


def test_blocks_stand_in_reading_order_with_their_boxes() -> None:
    paper = Paper()
    paper.write(50, 300, "second")
    paper.write(50, 200, "first")
    found = extract(paper.data()).blocks
    assert [b.text for b in found] == ["first", "second"]
    assert found[0].paragraph.box.top == pytest.approx(200, abs=0.5)


def test_where_only_headings_stand_outside_tables_the_tables_are_body_text() -> None:
    paper = Paper(PORTRAIT)
    paper.write(40, 120, "Housing", size=14)
    paper.table(140, [40, 200, 360], [["Action", "Lead"], ["Find a home", "CJA"]])
    assert [(b.kind, b.text) for b in extract(paper.data()).blocks] == [(BlockKind.HEADING, "Housing")]


def test_headings_over_tables_side_by_side_are_two() -> None:
    paper = Paper()
    paper.write(50, 60, "Plan of the burgh and of the firth about it, for all", bold=True)
    for x, title in ((50, "Water"), (320, "Wood")):
        paper.write(x, 85, title, bold=True)
        paper.table(100, edges(x, 100, 100), [["Action", "Lead"], ["Open a mill", "Morag"], ["Let rooms", "Isla"]])
    assert text_of(HEADING, paper) == ["Plan of the burgh and of the firth about it, for all", "Water", "Wood"]


@pytest.mark.parametrize(("gap", "read"), [(3.0, "PLAN 2010/11"), (0.0, "PLAN 2010/11")])
def test_the_years_of_a_title_set_apart(gap: float, read: str) -> None:
    paper = Paper()
    x = 50.0
    for word in ("PLAN", "2010/11"):
        for letter in word:
            x = paper.write(x, 60, letter, size=14, bold=True) + gap
        x += 14
    paper.write(50, 300, BODY)
    assert text_of(HEADING, paper) == [read]


@pytest.mark.parametrize("foot", ["Kelpie area plan", "Kelpie area plan, page {n}", "Issue 3, {n} of 2"])
def test_a_foot_at_one_place_of_two_pages_is_left_out(foot: str) -> None:
    assert text_of(RUNNING, pages(2, foot=foot)) == [foot.format(n=n) for n in (1, 2)]


def test_the_title_that_is_also_the_foot_stays() -> None:
    found = blocks(pages(2, head="Kelpie area plan", foot="Kelpie area plan"))
    assert [text for kind, text in found if kind is not RUNNING].count("Kelpie area plan") == 2


def test_a_line_at_the_foot_that_stands_elsewhere_on_the_other_page_is_text() -> None:
    paper = pages(1, foot="Mend more bicycles.")
    paper.turn()
    paper.write(200, PORTRAIT[1] - 60, "Mend more bicycles.")
    assert text_of(RUNNING, paper) == []


def test_a_text_behind_a_small_figure_is_a_note() -> None:
    paper = Paper()
    paper.write(50, 300, BODY)
    x = paper.write(50, 399, "1", size=5)
    paper.write(x + 2, 398, "Until the mill opens.")
    assert text_of(BlockKind.FOOTNOTE, paper) == ["1 Until the mill opens."]
