"""Plans printed without walls: long texts wrapped in their columns, rows told by rules or by white space alone."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.utils import simpleSplit

from cjaplans.extract.model import Engine
from tests.extract.pages import BOLD, REGULAR, Paper
from tests.extract.reading import blocks, table, tables, texts

HEADINGS = ["No.", "Task", "Who sees to it", "By when", "What is hoped for"]
WIDTHS = [30.0, 170.0, 95.0, 80.0, 130.0]
TASKS = [
    "Mend the sluice at the upper mill before the frosts set in",
    "Ask the parish whether the ford may be closed",
    "Paint",
    "Write to every tenant of the water meadows about the new toll, and to their neighbours across the burn as well",
    "Count the swans",
    "Draw up a list of the boats that lie in the lower basin over the winter",
]
KEEPERS = ["Miller", "Clerk of the parish and the ferryman", "Warden of the meadows", "Boatwright"]
TIMES = ["Michaelmas", "Ongoing", "Before the spring tides of next year", "March 2031"]
HOPES = ["Dry feet", "A mill that turns in every month of the year", "Fewer quarrels", ""]


@dataclass(frozen=True)
class Printed:
    """A plan on paper and the rows it must yield."""

    paper: Paper
    rows: list[list[str]]


def printed(
    picks: list[tuple[int, int, int, int]],
    columns: int,
    *,
    gap: float = 6.0,
    size: float = 9.0,
    ruled: bool = False,
    repeated: bool = True,
    foot: float = 780.0,
) -> Printed:
    """A plan of ``columns`` columns; each pick names its row's texts. It goes on to a new page at ``foot``."""
    paper = Paper()
    scale = 475.0 / sum(WIDTHS[:columns])
    starts = [60.0 + scale * sum(WIDTHS[:n]) for n in range(columns)]

    def put(top: float, row: list[str], font: str) -> float:
        wrapped = [simpleSplit(t, font, size, scale * w - 9) for t, w in zip(row, WIDTHS, strict=False)]
        for x, lines in zip(starts, wrapped, strict=True):
            for number, line in enumerate(lines):
                paper.write(x, top + number * 1.2 * size, line, size=size, font=font)
        end = top + max(map(len, wrapped)) * 1.2 * size + gap
        if ruled:
            paper.rule(60, end - gap / 2, 535, end - gap / 2)
        return end

    rows = [HEADINGS[:columns]]
    top = put(80, rows[0], BOLD)
    for number, (a, b, c, d) in enumerate(picks, start=1):
        rows.append([f"{number}.", TASKS[a], KEEPERS[b], TIMES[c], HOPES[d]][:columns])
        if top + 5 * 1.2 * size > foot:
            paper.turn()
            top = put(60, rows[0], BOLD) if repeated else 60.0
        top = put(top, rows[-1], REGULAR)
    return Printed(paper, rows)


def read_rows(paper: Paper) -> list[list[str]]:
    return [[(text or "").replace("\n", " ") for text in row] for row in texts(table(paper))]


picks = st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(picks, min_size=4, max_size=10),
    st.integers(4, 5),
    st.sampled_from([3.0, 5.0, 8.0]),
    st.sampled_from([8.0, 9.0, 10.0]),
    st.booleans(),
)
def test_one_printed_row_is_one_row(
    rows: list[tuple[int, int, int, int]], columns: int, gap: float, size: float, ruled: bool
) -> None:
    plan = printed(rows, columns, gap=gap, size=size, ruled=ruled)
    assert read_rows(plan.paper) == plan.rows


@settings(max_examples=10, deadline=None)
@given(st.lists(picks, min_size=5, max_size=9), st.booleans(), st.booleans())
def test_a_plan_goes_on_over_pages(rows: list[tuple[int, int, int, int]], ruled: bool, repeated: bool) -> None:
    plan = printed(rows, 5, ruled=ruled, repeated=repeated, foot=260.0)
    assert read_rows(plan.paper) == plan.rows


def test_a_single_row_on_a_later_page_belongs_to_the_plan() -> None:
    plan = printed([(n, n % 4, n % 4, n % 3) for n in range(5)], 5, foot=290.0, repeated=False)
    found = table(plan.paper)
    assert len(found.regions) == 2
    assert found.engine is Engine.ALIGNMENT
    assert [row[0] for row in read_rows(plan.paper)] == ["No.", "1.", "2.", "3.", "4.", "5."]


def test_the_last_lines_of_a_plan_belong_to_it() -> None:
    plan = printed([(1, 0, 0, 0), (2, 2, 0, 0), (4, 1, 1, 0), (3, 0, 0, 0)], 4)
    assert read_rows(plan.paper) == plan.rows
    assert blocks(plan.paper) == []


def test_the_text_round_a_plan_stays_outside() -> None:
    plan = printed([(0, 0, 0, 0), (1, 1, 1, 1), (3, 2, 2, 2), (5, 3, 3, 0)], 5)
    plan.paper.write(60, 50, "Mills and meadows", size=14, bold=True)
    plan.paper.write(60, 400, "Nothing in this plan binds the miller, who is his own master and always was.")
    assert read_rows(plan.paper) == plan.rows
    assert [text for _, text in blocks(plan.paper)] == [
        "Mills and meadows",
        "Nothing in this plan binds the miller, who is his own master and always was.",
    ]


def test_letters_and_minutes_are_no_tables() -> None:
    paper = Paper()
    for number, line in enumerate(["The Boatwright", "Lower Basin", "Inverwater"]):
        paper.write(380, 60 + 11 * number, line)
    paper.write(60, 120, "Our ref: B/7")
    paper.write(380, 120, "1 May 2031")
    for number, name in enumerate(["Present:", "Apologies:", "In attendance:"]):
        paper.write(60, 160 + 14 * number, name, bold=True)
        paper.write(160, 160 + 14 * number, ["The Miller, the Clerk", "The Warden", "The Ferryman"][number])
    for number in range(6):
        paper.write(60, 240 + 30 * number, f"{number + 1}.")
        paper.write(85, 240 + 30 * number, "The clerk told the meeting that the sluice had been mended, and that the")
        paper.write(85, 251 + 30 * number, "miller was content with it; it was agreed to pay him.")
    paper.write(60, 480, "Signed ......................")
    paper.write(320, 480, "Date ......................")
    assert tables(paper) == []


def test_a_heading_printed_again_begins_another_table() -> None:
    paper = Paper()
    columns = [60.0, 100.0, 300.0, 420.0]
    for top, title in ((80, "The mills"), (170, "The meadows and the fords")):
        paper.write(60, top, title, size=12, bold=True)
        for x, heading in zip(columns, HEADINGS, strict=False):
            paper.write(x, top + 20, heading, bold=True)
        for number in range(3):
            for x, text in zip(columns, [f"{number + 1}.", TASKS[1], KEEPERS[0], TIMES[1]], strict=True):
                paper.write(x, top + 35 + 15 * number, text)
    found = tables(paper)
    assert [table.rows for table in found] == [4, 4]
    assert [text for _, text in blocks(paper)] == ["The mills", "The meadows and the fords"]


def test_the_title_of_the_first_group_below_a_bold_header_is_a_row() -> None:
    paper = Paper()
    xs = (50, 220, 330, 430)
    for x, heading in zip(xs, ("TASK", "KEEPER", "TIME", "HOPE"), strict=True):
        paper.write(x, 100, heading, bold=True)
    paper.write(50, 122, "MILLS AND WHEELS", bold=True)
    rows = list(
        zip(TASKS, ("Miller", "Clerk", "Warden", "Boatwright"), TIMES, ("Dry feet", *HOPES[:1] * 3), strict=False)
    )
    top = 144
    for task, *others in (row for row in rows if len(row[0]) < 35):
        paper.write(50, top, task)
        for x, text in zip(xs[1:], others, strict=True):
            paper.write(x, top, text)
        top += 20
    paper.write(50, top, "BOATS", bold=True)
    for n, task in enumerate(("Tar the hulls", "Mend the nets", "Sew sails")):
        for x, text in zip(xs, (task, "Boatwright", "May 2031", "Dry feet"), strict=True):
            paper.write(x, top + 20 + 20 * n, text)
    found = texts(table(paper))
    assert found[0] == ["TASK", "KEEPER", "TIME", "HOPE"]
    assert found[1][0] == "MILLS AND WHEELS"


def test_two_rows_of_centred_texts_between_rules() -> None:
    paper = Paper()
    columns = [60.0, 220.0, 330.0]
    for x, heading in zip(columns, HEADINGS[1:], strict=False):
        paper.write(x, 80, heading, bold=True)
    paper.rule(58, 94, 500, 94)
    for number in range(2):
        top = 98 + 60 * number
        for line in range(5):
            paper.write(
                330, top + 11 * line, ["Before the", "spring tides", "of the year", "that follows", "this one"][line]
            )
        for line, text in enumerate(["Ask the parish whether", "the ford may be closed"]):
            paper.write(60, top + 16.5 + 11 * line, text)
        paper.write(220, top + 22, "Miller")
        paper.rule(58, top + 57, 500, top + 57)
    assert [row[:2] for row in read_rows(paper)[1:]] == [
        ["Ask the parish whether the ford may be closed", "Miller"]
    ] * 2
