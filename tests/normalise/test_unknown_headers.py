"""Headers nobody has met: by similarity, by content, in several rows, twice over, inside the table, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjaplans.normalise.fields import Field
from cjaplans.normalise.headers import EvidenceKind
from cjaplans.normalise.layout import Layout, understand
from cjaplans.normalise.model import Plan, Role
from cjaplans.normalise.plan import normalise
from tests.normalise.drawing import Rows, block, document, grid, table

#: What the columns of an invented plan hold, row by row.
CELLS = {
    Field.REF: ["1.1", "1.2", "1.3", "1.4"],
    Field.ACTION: [
        "Develop a protocol for sharing the mill wheel with all partners",
        "Review the boat timetable and report to the board",
        "Establish a forum of ferry users in each town",
        "Produce a leaflet on the history of the firth for visitors",
    ],
    Field.RESPONSIBLE: ["Angus Council", "Scottish Prison Service", "Chief Officer", "NHS Tayside"],
    Field.TIMESCALE: ["March 2011", "By June 2010", "Ongoing", "31/12/2010"],
    Field.STATUS: ["G", "A", "R", "G"],
    Field.PROGRESS: [
        "The first draft of the protocol has been sent to all partners",
        "The timetable was reviewed and a report has been drafted",
        "Two forums have been set up and meetings were held in May",
        "The leaflet has been printed and was sent to libraries",
    ],
    Field.RESOURCES: ["£10,000", "Within existing resources", "£2,500", "Existing budgets"],
    Field.OUTCOMES: ["C1, C2", "O3", "S1; S2", "O5"],
    Field.TARGET: ["A fair share of the wheel", "Fewer missed boats", "Ferry users say more", "More visitors"],
}
ALL = list(CELLS)


def rows_of(fields: list[Field], *header: list[str]) -> Rows:
    return [*header, *([CELLS[name][n] for name in fields] for n in range(4))]


def layout(rows: Rows, above: str = "", hint: int = 1) -> Layout:
    return understand(grid(rows, header_rows=hint), above, hint)


def fields(found: Layout) -> list[str | None]:
    return [found.columns.get(c) for c in range(len(found.header))]


def plan(rows: Rows) -> Plan:
    cover = block("Tayside Community Justice Authority", 40, size=20), block("Action Plan 2010-11", 70, size=20)
    return normalise(document(*cover, table(rows, page=2), pages=2))


def codes(found: Plan) -> set[str]:
    return {f.code for f in found.findings}


SYNONYMS = {
    Field.REF: ["No.", "Ref", "ACTION NO", "Serial", "Item no."],
    Field.ACTION: ["Action", "What will we do?", "KEY ACTIONS", "Proposed activity", "Actions to be undertaken"],
    Field.RESPONSIBLE: ["Lead Officer", "Who?", "PERSONS WITH RESPONSIBILITY", "Who will do this?", "Action owner(s)"],
    Field.TIMESCALE: ["By when?", "Target Date", "ANTICIPATED DATE OF COMPLETION", "When will it be done?"],
    Field.STATUS: ["RAG", "Status", "TRAFFIC LIGHT", "RAGP", "Red/Amber/Green"],
    Field.PROGRESS: ["Progress to date", "UPDATE", "Comments from the Board", "Where are we now?"],
    Field.RESOURCES: ["Cost £", "Resources needed", "FUNDING", "How will it be funded?"],
    Field.OUTCOMES: ["National Outcome(s)", "Link to SOA", "LINKS WITH NATIONAL OUTCOMES"],
    Field.TARGET: ["How will we know?", "Measures of success", "EXPECTED OUTCOME", "What will be different?"],
}


@settings(max_examples=60, deadline=None)
@given(st.data(), st.permutations(ALL), st.integers(min_value=0, max_value=5))
def test_order_and_wording_of_headings_change_nothing(data: st.DataObject, order: list[Field], left_out: int) -> None:
    optional = [f for f in order if f not in (Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE)]
    chosen = [f for f in order if f not in optional[:left_out]]
    header = [data.draw(st.sampled_from(SYNONYMS[name])) for name in chosen]
    found = layout(rows_of(chosen, header))
    assert (found.role, fields(found), found.unmapped) == (Role.ACTIONS, [f.value for f in chosen], ())
    assert set(found.evidence) == set(found.columns)
    assert all(0 < e.confidence <= 1 and e.why for e in found.evidence.values())


@pytest.mark.parametrize("name", [Field.RESPONSIBLE, Field.TIMESCALE, Field.STATUS, Field.RESOURCES, Field.OUTCOMES])
@pytest.mark.parametrize("heading", ["", "Weather"])
def test_a_column_without_known_heading_is_told_by_its_cells(name: Field, heading: str) -> None:
    others = [f for f in (Field.ACTION, Field.TARGET, Field.RESPONSIBLE, Field.TIMESCALE) if f is not name]
    chosen = [*others, name]
    found = layout(rows_of(chosen, [*(SYNONYMS[f][0] for f in others), heading]))
    assert fields(found) == [f.value for f in chosen]
    assert found.evidence[len(others)].kind is (EvidenceKind.CONTENT)
    assert found.confidence < 1
    expected = {"column_by_content"}
    assert expected <= codes(plan(rows_of(chosen, [*(SYNONYMS[f][0] for f in others), heading])))


def test_a_second_column_of_dates_stays_unknown_without_a_known_heading() -> None:
    rows = rows_of(
        [Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE, Field.TIMESCALE], ["Action", "Lead", "By", "Moon"]
    )
    assert layout(rows).unmapped == (3,)


def test_headings_shifted_by_one_give_way_to_the_cells() -> None:
    chosen = [Field.REF, Field.ACTION, Field.TIMESCALE, Field.RESPONSIBLE]
    found = plan(rows_of(chosen, ["No", "Action", "Lead", "Timescale"]))
    assert found.actions[0].printed[Field.RESPONSIBLE] == "Angus Council"
    assert found.actions[0].printed[Field.TIMESCALE] == "March 2011"
    assert [f.code for f in found.findings].count("header_contradicts_content") == 2


def test_a_contradiction_needs_more_than_two_cells() -> None:
    chosen = [Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE]
    rows = rows_of(chosen, ["Action", "Date", "Comments"])[:3]
    assert layout(rows).columns[1] == Field.TIMESCALE


def test_two_columns_of_one_heading_are_joined_in_order() -> None:
    rows = [
        ["Action", "Lead", "Update", "Update"],
        ["Open the mill", "Angus Council", "Doors were ordered in May", "Doors have been hung"],
    ]
    found = plan(rows)
    assert found.actions[0].printed[Field.PROGRESS] == "Doors were ordered in May\nDoors have been hung"


@pytest.mark.parametrize(
    "header", [["Progress", "Progress"], ["Progress", "<"], ["Status", "Status"], ["Update", "Update"]]
)
@pytest.mark.parametrize("letters", [["G", "A", "R", "G"], ["Green", "Amber", "Red", "Complete"], ["✓", "✗", "✓", "✓"]])
def test_of_two_columns_of_one_heading_one_may_hold_the_status(header: list[str], letters: list[str]) -> None:
    rows = [["Action", "Lead", *header]]
    rows += [
        [CELLS[Field.ACTION][n], CELLS[Field.RESPONSIBLE][n], letters[n], CELLS[Field.PROGRESS][n]] for n in range(4)
    ]
    assert fields(layout(rows))[2:] == [Field.STATUS, Field.PROGRESS]


def test_a_progress_column_of_letters_alone_is_the_status() -> None:
    found = plan(rows_of([Field.ACTION, Field.RESPONSIBLE, Field.STATUS], ["Action", "Lead", "Progress"]))
    assert [a.printed[Field.STATUS] for a in found.actions] == CELLS[Field.STATUS]
    assert "header_contradicts_content" in codes(found)


TWO_ROWS = [
    (
        [["Action", "Lead", "Progress", "<"], ["^", "^", "RAG", "Commentary"]],
        [Field.ACTION, Field.RESPONSIBLE, Field.STATUS, Field.PROGRESS],
    ),
    (
        [["Action", "Timescale", "<", "Lead"], ["^", "Start", "End", "^"]],
        [Field.ACTION, Field.TIMESCALE, Field.TIMESCALE, Field.RESPONSIBLE],
    ),
    (
        [["Action", "Responsibility", "<", "By when"], ["^", "Lead", "Partners", "^"]],
        [Field.ACTION, Field.RESPONSIBLE, Field.RESPONSIBLE, Field.TIMESCALE],
    ),
    (
        [["Action", "Lead", "Target", "<", "<"], ["^", "^", "2009/10", "2010/11", "2011/12"]],
        [Field.ACTION, Field.RESPONSIBLE, Field.TARGET, Field.TARGET, Field.TARGET],
    ),
    (
        [["Action", "Lead", "Resources", "<"], ["^", "^", "£", "Staff"]],
        [Field.ACTION, Field.RESPONSIBLE, Field.RESOURCES, Field.RESOURCES],
    ),
    (
        [["Action", "Monitoring", "<", "Lead"], ["^", "Frequency", "By whom", "^"]],
        [Field.ACTION, Field.MONITORING, Field.MONITORING, Field.RESPONSIBLE],
    ),
    (
        [["Action", "Delivery", "<", "Outcome"], ["^", "Who", "When", "^"]],
        [Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE, Field.TARGET],
    ),
    (
        [["ACTION", "LEAD", "PROGRESS", ""], ["", "", "RAG", "COMMENTARY"]],
        [Field.ACTION, Field.RESPONSIBLE, Field.STATUS, Field.PROGRESS],
    ),
    (
        [["Action", "Lead", "Update", "<", "<"], ["^", "^", "Q1", "Q2", "Q3"]],
        [Field.ACTION, Field.RESPONSIBLE, Field.PROGRESS, Field.PROGRESS, Field.PROGRESS],
    ),
]


@pytest.mark.parametrize(("header", "expected"), TWO_ROWS)
@pytest.mark.parametrize("hint", [1, 2])
@pytest.mark.parametrize("titled", [False, True])
def test_headers_of_two_rows(header: Rows, expected: list[Field], hint: int, titled: bool) -> None:
    title = [["ACTION PLAN 2011/12", *["<"] * (len(expected) - 1)]] if titled else []
    filled = [f"{CELLS[Field.TARGET][0]} {n}" for n in range(len(expected))]
    body = [[CELLS[Field.ACTION][n], *filled[1:]] for n in range(3)]
    found = layout([*title, *header, *body], hint=hint)
    assert fields(found) == expected
    assert found.body == len(header) + len(title)


def test_a_header_of_three_rows() -> None:
    header = [
        ["Action", "Delivery", "<", "<", "<"],
        ["^", "Who", "<", "Progress", "<"],
        ["^", "Lead", "Partners", "RAG", "Commentary"],
    ]
    found = layout([*header, ["Open the mill", "Angus Council", "Police", "G", "Doors have been hung"]])
    assert fields(found) == [Field.ACTION, Field.RESPONSIBLE, Field.RESPONSIBLE, Field.STATUS, Field.PROGRESS]
    assert found.body == 3


def test_a_row_below_a_wide_heading_is_no_header_of_its_own() -> None:
    rows = [["Action", "Lead", "Progress", "<"], ["Open the mill", "Angus Council", "G", "Doors have been hung"]]
    assert layout(rows).body == 1


def test_partners_below_a_wider_heading_are_partners() -> None:
    header = [["Action", "Responsibility", "<"], ["^", "Lead", "Partners"]]
    found = plan([*header, ["Open the mill", "Angus Council", "NHS Tayside"]])
    roles = {p.name: p.role.value for p in found.actions[0].coded.parties.parties}
    assert roles == {"Angus Council": "lead", "NHS Tayside": "partner"}


INSIDE = ["Action", "Lead", "Timescale"]


@pytest.mark.parametrize(
    "again", [INSIDE, ["ACTION", "LEAD", "TIMESCALE"], ["Actions:", "Lead officer", "Time-\nscale"]]
)
def test_a_header_printed_again_inside_is_no_action(again: list[str]) -> None:
    rows = [INSIDE, ["Open the mill", "Angus Council", "May 2010"], ["Priority 2: Boats", "<", "<"], again]
    found = plan([*rows, ["Paint the boat", "NHS Tayside", "June 2010"]])
    assert [a.printed[Field.ACTION] for a in found.actions] == ["Open the mill", "Paint the boat"]
    assert "header_changed" not in codes(found)


def test_another_header_inside_changes_the_columns_from_there_on() -> None:
    rows = [
        INSIDE,
        ["Open the mill", "Angus Council", "May 2010"],
        ["Priority 2: Boats", "<", "<"],
        ["By when", "Action", "Lead"],
        ["June 2010", "Paint the boat", "NHS Tayside"],
    ]
    found = plan(rows)
    assert [a.printed[Field.ACTION] for a in found.actions] == ["Open the mill", "Paint the boat"]
    assert [a.printed[Field.TIMESCALE] for a in found.actions] == ["May 2010", "June 2010"]
    assert "header_changed" in codes(found)


def test_a_row_of_statuses_and_resources_is_no_header() -> None:
    rows = [
        ["Action", "Resources", "Status"],
        ["Open the mill", "£5", "Ongoing"],
        ["", "Existing resources", "Complete"],
    ]
    assert len(plan(rows).actions) == 2


BARE = [Field.REF, Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE]


@pytest.mark.parametrize("header", [[], [["", "", "", ""]], [["Sun", "Moon", "Stars", "Rain"]]])
def test_a_table_without_known_headings_is_told_by_its_cells(header: Rows) -> None:
    found = layout(rows_of(BARE, *header))
    assert (found.role, fields(found)) == (Role.ACTIONS, [f.value for f in BARE])
    assert found.confidence <= 0.6
    assert found.guessed
    read = plan(rows_of(BARE, *header))
    assert len(read.actions) == 4
    assert all(a.confidence <= 0.6 for a in read.actions)
    assert "layout_by_content" in codes(read)


def test_two_columns_or_nothing_but_prose_are_not_enough() -> None:
    assert layout(rows_of([Field.ACTION, Field.TIMESCALE])).role is Role.OTHER
    assert layout(rows_of([Field.ACTION, Field.PROGRESS, Field.TARGET])).role is Role.OTHER
    assert layout(rows_of([Field.TARGET, Field.RESPONSIBLE, Field.TIMESCALE])).role is Role.OTHER


def test_a_table_without_header_prefers_an_earlier_one_over_a_guess() -> None:
    first = table([["No", "Action", "Partners", "Review date"], *rows_of(BARE)[:2]], page=1)
    found = normalise(document(first, block("On", 60, page=2), table(rows_of(BARE)[2:], page=2), pages=2))
    assert "header_inherited" in codes(found)
    assert "layout_by_content" not in codes(found)
    assert len(found.actions) == 4


def test_a_table_of_figures_inherits_no_header() -> None:
    first = table([["No", "Action", "Lead", "Timescale"], *rows_of(BARE)], page=1)
    figures = table([["Angus", "12", "14", "16"], ["Dundee", "22", "24", "26"], ["Perth", "1", "2", "3"]], page=2)
    found = normalise(document(first, figures, pages=2))
    assert len(found.actions) == 4


def test_similar_headings_are_reported_and_make_the_reading_less_sure() -> None:
    found = plan(rows_of([Field.ACTION, Field.RESPONSIBLE], ["Action", "Persons with responsibility"]))
    plain = plan(rows_of([Field.ACTION, Field.RESPONSIBLE], ["Action", "Lead"]))
    assert "column_by_similarity" in codes(found)
    assert found.actions[0].confidence < plain.actions[0].confidence


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Action", "Measure", "Lead"], [Field.ACTION, Field.TARGET, Field.RESPONSIBLE]),
        (["Measure", "Detail", "Lead"], [Field.ACTION, Field.DETAIL, Field.RESPONSIBLE]),
        (["Action", "Key activities", "Lead"], [Field.ACTION, Field.DETAIL, Field.RESPONSIBLE]),
        (["Recommendation", "Action", "Lead"], [Field.OBJECTIVE, Field.ACTION, Field.RESPONSIBLE]),
    ],
)
def test_a_loose_name_of_the_action_gives_way_to_a_plain_one(header: list[str], expected: list[Field]) -> None:
    assert fields(layout([header, ["Open the mill", "Hang a door", "Angus Council"]])) == expected


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("R", "delayed"),
        ("A", "in_progress"),
        ("G", "on_track"),
        ("B", "complete"),
        ("✓", "complete"),
        ("√", "complete"),
        ("✗", "not_started"),
        ("●", "unknown"),
        ("▲", "unknown"),
        ("P", "unknown"),
        ("x", "unknown"),
    ],
)
def test_letters_and_signs_of_a_status_column_stay_as_printed(printed: str, code: str) -> None:
    action = plan([["Action", "Lead", "RAG"], ["Develop a protocol", "Angus Council", printed]]).actions[0]
    assert action.printed[Field.STATUS] == printed
    assert action.coded.status.code == code
    assert (code == "unknown") == any(d.code == "status_unread" for d in action.coded.status.doubts)


@pytest.mark.parametrize("headings", [["Q1", "Q2", "Q3"], ["2009/10", "2010/11", "2011/12"]])
def test_columns_of_quarters_or_years_are_told_alike(headings: list[str]) -> None:
    chosen = [Field.ACTION, Field.RESPONSIBLE, Field.PROGRESS, Field.PROGRESS, Field.PROGRESS]
    assert fields(layout(rows_of(chosen, ["Action", "Lead", *headings]))) == [f.value for f in chosen]


def test_outcomes_in_words_to_the_left_are_the_aim() -> None:
    rows = [
        ["Strategic outcome", "Action", "Lead"],
        ["People cross the firth in safety", "Mend the boat", "Angus Council"],
    ]
    assert layout(rows).columns[0] == Field.OBJECTIVE
    rows[1][0] = "C1, C2"
    assert layout(rows).columns[0] == Field.OUTCOMES
    rows[0][0], rows[1][0] = "National outcome", "People cross the firth in safety"
    assert layout(rows).columns[0] == Field.OUTCOMES


def test_indicators_beside_actions_are_a_plan() -> None:
    header = ["Outcome", "Indicator", "Baseline", "Target", "Action", "Lead"]
    found = layout([header, ["Fewer floods", "Days of flood", "14", "7", "Build a wall", "Angus Council"]])
    assert (found.role, found.unmapped) == (Role.ACTIONS, (2,))


def test_few_known_headings_are_enough_where_they_are_plain() -> None:
    header = ["Action", "Lead", "Sun", "Moon", "Stars"]
    found = layout([header, ["Build a wall", "Angus Council", "Red sky", "Half", "Many of them"]])
    assert (found.role, found.header_rows, found.guessed) == (Role.ACTIONS, (0,), False)


def test_a_priority_that_is_high_or_low_is_no_theme() -> None:
    rows = [
        ["Priority", "Action", "Lead"],
        ["High", "Mend the boat", "Angus Council"],
        ["Low", "Paint it", "NHS Tayside"],
    ]
    assert layout(rows).unmapped == (0,)
    rows[1][0] = "Boats"
    assert layout(rows).columns[0] == Field.THEME


def test_a_column_of_labels_beside_several_rows_is_the_theme() -> None:
    named = [Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE]
    rows = rows_of(named, ["Action", "Lead", "When"])
    labelled = [[label, *row] for label, row in zip(("", "Water", "^", "Wood", "^"), rows, strict=True)]
    found = layout(labelled)
    assert fields(found) == [Field.THEME, *named]
    assert found.evidence[0].kind is EvidenceKind.CONTENT
    labelled = [[label, *row] for label, row in zip(("", "Water", "Sand", "Wood", "Clay"), rows, strict=True)]
    assert fields(layout(labelled))[0] is None


def test_a_label_that_reaches_down_from_the_header_is_no_heading() -> None:
    named = [Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE]
    first, second = (rows_of(named, ["Action", "Lead", "When"]) for _ in range(2))
    labels = ("Water", "^", "^", "^", "^", "Wood", "^", "^", "^", "^")
    rows = [[label, *row] for label, row in zip(labels, [*first, *second], strict=True)]
    assert [a.printed[Field.THEME] for a in plan(rows).actions] == ["Water"] * 4 + ["Wood"] * 4


def test_the_next_part_of_a_table_goes_on_with_its_theme() -> None:
    header = ["", "Action", "Lead", "When"]
    body = rows_of([Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE])
    labels = ("Water", "^", "Wood", "^")
    first = table([header, *([label, *row] for label, row in zip(labels, body, strict=True))])
    rest = table([header, *(["" if n == 0 else "^", *row] for n, row in enumerate(body[:2]))], page=2, top=60)
    found = normalise(document(first, rest, pages=2))
    assert [a.printed.get(Field.THEME) for a in found.actions] == ["Water"] * 2 + ["Wood"] * 4


def test_a_header_that_names_another_theme_in_each_table() -> None:
    rest = [Field.RESPONSIBLE, Field.TIMESCALE]
    tables = [
        table(rows_of([Field.ACTION, *rest], [title, "Lead", "When"]), page=n + 1)
        for n, title in enumerate(("Mills and wheels", "Boats"))
    ]
    found = normalise(document(*tables, pages=2))
    assert [a.printed.get(Field.THEME) for a in found.actions] == ["Mills and wheels"] * 4 + ["Boats"] * 4
    found = normalise(document(tables[0], replace(tables[0], regions=tables[1].regions), pages=2))
    assert {a.printed.get(Field.THEME) for a in found.actions} == {None}


def test_a_heading_that_is_like_one_of_places_needs_places_below_it() -> None:
    named = [Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE]
    rows = rows_of(named, ["Action", "Lead", "When"])
    for cells, expected in (
        (("Strong", "Warm", "Dry", "Warm"), None),
        (("Fife", "Moray", "Fife", "Angus"), Field.PLACE),
    ):
        found = layout([[*row, text] for row, text in zip(rows, ("CPP area mark", *cells), strict=True)])
        assert found.columns.get(3) == expected
