"""The parts of a file, by the headings that begin them."""

from __future__ import annotations

import pytest

from cjaplans.extract.model import Table, TextBlock
from cjaplans.normalise.sections import SectionKind, sections_of
from tests.normalise.drawing import block, document, table

PLAN, OTHER, UNKNOWN = SectionKind.PLAN, SectionKind.OTHER, SectionKind.UNKNOWN
TABLE = [["Action", "Lead"], ["Open", "Morag"]]


def kinds(*parts: Table | TextBlock) -> list[tuple[SectionKind, str]]:
    return [(s.kind, s.heading) for s in sections_of(document(*parts, pages=9))]


def titles(*texts: str, size: float = 14) -> list[TextBlock]:
    """A heading at the top of each page."""
    return [block(text, 50, page=page, size=size) for page, text in enumerate(texts, start=1)]


def test_a_plan_alone_is_one_part() -> None:
    found = kinds(*titles("Tayside Community Justice Authority Action Plan 2010-11", "Housing", "Women who offend"))
    assert [kind for kind, _ in found] == [UNKNOWN, PLAN]


@pytest.mark.parametrize(
    "heading",
    [
        "Agenda", "AGENDA", "Minutes", "Minutes of the meeting of 3 May 2011", "Minute of Meeting", "Action log",
        "Appendix C: Risk Register 2011-12", "5. Action Log", "Report by the Chief Officer", "Attendance",
        "Kelpie Board: minutes of meeting, 3 May",
    ],
)  # fmt: skip
def test_papers_of_a_meeting_and_registers_are_no_plan(heading: str) -> None:
    assert kinds(*titles(heading))[-1] == (OTHER, heading)


@pytest.mark.parametrize(
    "heading",
    ["Agenda for change", "Risk and need", "Reports for the courts", "Minutes matter: short visits", "Budget",
     "Communication", "Attendance centres", "Training programme"],
)  # fmt: skip
def test_themes_of_a_plan_begin_no_other_paper(heading: str) -> None:
    found = kinds(*titles("Tayside CJA Action Plan 2010-11", heading))
    assert (OTHER, heading) not in found


def test_an_item_of_the_minutes_is_no_plan() -> None:
    minutes = block("Minutes of the meeting of 3 May", 50, size=16)
    item = block("4. Action Plan 2010-11", 90, size=11)
    assert [kind for kind, _ in kinds(minutes, item, table(TABLE, top=200))] == [UNKNOWN, OTHER]


def test_a_plan_begins_with_the_names_above_its_title() -> None:
    parts = [block("Agenda", 50), block("Tayside CJA", 50, page=2, size=18), block("Action Plan 2010-11", 90, page=2)]
    assert sections_of(document(*parts, pages=2))[-1].start == (2, 50)


def test_a_title_below_a_table_or_much_text_begins_no_plan() -> None:
    below = [table(TABLE, top=50), block("The action plan 2009-10", 300)]
    assert [kind for kind, _ in kinds(*below)] == [UNKNOWN]


@pytest.mark.parametrize(
    "about", ["Progress on the Action Plan 2009-10", "Review of the Action Plan", "The Action Plan in context"]
)
def test_what_speaks_of_a_plan_is_none(about: str) -> None:
    assert PLAN not in [kind for kind, _ in kinds(*titles(about))]


def test_a_register_within_a_plan_ends_at_the_next_heading_of_its_rank() -> None:
    plan = block("Tayside CJA Action Plan 2010-11", 50, size=18)
    rest = [block("Risk register", 50, page=2), block("Detail", 90, page=2, size=10), block("Housing", 50, page=3)]
    assert [kind for kind, _ in kinds(plan, *rest)] == [UNKNOWN, PLAN, OTHER, PLAN]


def test_an_appendix_stands_beside_a_plan_that_is_one() -> None:
    found = kinds(*titles("Agenda", "Appendix A: Tayside CJA Action Plan 2010-11", "Appendix B: Tracker"))
    assert [kind for kind, _ in found] == [UNKNOWN, OTHER, PLAN, UNKNOWN]


def test_an_appendix_of_the_plan_stands_in_it() -> None:
    found = kinds(*titles("Agenda", "Housing", "Tayside CJA Action Plan 2010-11", "Appendix B: Tracker"))
    assert [kind for kind, _ in found] == [UNKNOWN, OTHER, PLAN]
