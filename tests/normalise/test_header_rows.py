"""Whole header rows with cells below them: which field each column is given, and where the cells refute a heading."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from cjaplans.normalise.headers import match_heading, names_date
from cjaplans.normalise.layout import Layout, findings_of_columns, understand
from cjaplans.normalise.layout.contents import Content, holds
from tests.normalise.drawing import Rows, grid

HEADER_ROWS = Path(__file__).parent / "data" / "header_rows.csv"
CELLS = {
    "numbers": ["1.1", "1.2", "2.1", "2.2", "3.1", "3.2"],
    "codes": ["C1, C2", "O3", "B1", "C4, O2", "O5", "C1"],
    "themes": ["Women who offend", "Women who offend", "Young people", "Young people", "Prolific offenders", "Victims"],
    "aims": [
        "Offenders have better access to the services they need",
        "Communities are safer and feel safer",
        "Fewer women are held on remand",
        "Partners share what they know early",
        "Victims are kept informed about their case",
        "People leaving prison are settled sooner",
    ],
    "actions": [
        "Develop a joint protocol for planning release from prison with housing services",
        "Review the operation of the arrest referral scheme in the sheriff courts",
        "Provide training on domestic abuse to all criminal justice social work staff",
        "Increase the number of unpaid work placements offered by voluntary bodies",
        "A bail supervision service for women will be set up",
        "Hold two seminars for sentencers on community disposals",
    ],
    "tasks": [
        "Draft agreed by group",
        "Map present services; report to the group",
        "Agree the referral form",
        "Recruit a worker and train ten mentors",
        "Consult sentencers",
        "Book venues; send invitations",
    ],
    "parties": [
        "NHS Tayside",
        "Chief Officer",
        "CJSW / SPS",
        "Council housing services and Sacro",
        "MAPPA Co-ordinator",
        "Police Scotland",
    ],
    "dates": ["March 2010", "Ongoing", "By end June 2011", "Autumn 2010", "31/03/2011", "2010-12"],
    "statuses": ["Complete", "In progress", "Not started", "On track", "Delayed", "Complete"],
    "colours": ["G", "A", "R", "G", "G", "A"],
    "progress": [
        "Protocol was agreed in May and is now in use in all three council areas.",
        "Work has begun; the first meeting was held in June.",
        "Delayed while the new post was filled.",
        "Two events were held and 84 people came.",
        "Review has been completed and the report went to the Board.",
        "Funding was found and staff are now in post.",
    ],
    "targets": [
        "80% of those leaving custody have an address on release",
        "Fewer breaches of orders",
        "Reduction of 5% in reconvictions within a year",
        "All staff trained by year end",
        "Better engagement of women with services",
        "20 more placements offered",
    ],
    "money": ["£12,000", "Within existing budgets", "£4k from CJA development fund", "None", "Staff time", "TBC"],
    "reports": [
        "Quarterly to the CJA Board",
        "Annual report",
        "Six-monthly",
        "Monthly performance report",
        "Management group",
        "Quarterly",
    ],
    "yes or no": ["Y", "N", "Y", "Y", "N", "N"],
    "councils": ["Angus", "Dundee City", "Perth & Kinross", "Angus", "Dundee City", "Perth & Kinross"],
    "risks": [
        "Loss of funding",
        "Staff turnover makes delivery slower than planned",
        "Low",
        "Depends on court business",
        "High",
        "Partners may withdraw",
    ],
    "words": ["Safer / Fairer", "Healthier", "Inspection 2009", "Safer", "Audit", "Healthier"],
    "ratings": ["High", "Medium", "High", "Low", "High", "Medium"],
    "percentages": ["100%", "50%", "0%", "75%", "20%", "100%"],
}
#: Columns of one kind begin further down, lest two of them be the same.
APART = 2


def header_rows() -> dict[str, list[dict[str, str]]]:
    found: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    with HEADER_ROWS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["header"]].append(row)
    return found


def below(columns: list[str]) -> list[list[str]]:
    shifted = []
    for number, name in enumerate(columns):
        cells, start = CELLS[name], columns[:number].count(name) * APART % len(CELLS[name])
        shifted.append(cells if name in ("themes", "councils") else cells[start:] + cells[:start])
    return [list(row) for row in zip(*shifted, strict=True)]


def layout(header: list[str], columns: list[str]) -> Layout:
    rows: Rows = [header, *below(columns)]
    return understand(grid(rows), "")


def fields(found: Layout) -> list[str]:
    return [found.columns.get(c, "") for c in range(len(found.header))]


@pytest.mark.parametrize("columns", header_rows().values(), ids=lambda columns: columns[1]["heading"])
def test_every_column_of_a_header_row_has_its_field(columns: list[dict[str, str]]) -> None:
    """Rows as authorities, councils and partnerships print them; a column without a field must stay without."""
    found = layout([c["heading"] for c in columns], [c["cells"] for c in columns])
    assert dict(zip(found.header, fields(found), strict=True)) == {c["heading"]: c["field"] for c in columns}


def test_of_two_loose_names_of_the_action_the_measure_is_the_target() -> None:
    found = layout(["Initiative", "Measure", "Lead", "When"], ["actions", "targets", "parties", "dates"])
    assert fields(found)[:2] == ["action_text", "target"]


def test_of_two_loose_names_the_one_whose_cells_tell_what_to_do_is_the_action() -> None:
    found = layout(["Commitment", "Activity", "Lead", "When"], ["aims", "actions", "parties", "dates"])
    assert fields(found)[:2] == ["objective", "action_text"]
    found = layout(["Key Measure", "Activity", "Lead", "When"], ["actions", "tasks", "parties", "dates"])
    assert fields(found)[:2] == ["action_text", "detail"]


def test_two_columns_of_one_loose_name_are_both_the_action() -> None:
    found = layout(["Activity 2010/11", "Activity 2011/12", "Lead", "When"], ["actions", "actions", "parties", "dates"])
    assert fields(found)[:2] == ["action_text", "action_text"]


@pytest.mark.parametrize("heading", ["Rural proofing?", "Needs board approval (Y/N)"])
def test_yes_or_no_under_an_unknown_heading_is_no_status(heading: str) -> None:
    found = layout(["Action", "Lead", "When", heading], ["actions", "parties", "dates", "yes or no"])
    assert fields(found)[3] == "" and found.unmapped == (3,)
    assert [f.code for f in findings_of_columns(found, 1)] == ["column_unknown"]


def test_yes_or_no_under_a_heading_of_carrying_on_is_carried_forward() -> None:
    for heading in ("Carried into 2011/12?", "Taken forward to next plan", "Continue into next year (Y/N)"):
        found = layout(["Action", "Lead", "When", heading], ["actions", "parties", "dates", "yes or no"])
        assert fields(found)[3] == "carried_forward", heading


def test_a_general_word_for_places_is_none_where_no_cell_names_an_area() -> None:
    header = ["Action", "Lead", "When"]
    kinds = ["actions", "parties", "dates"]
    assert fields(layout(["Area", *header], ["councils", *kinds]))[0] == "place"
    assert fields(layout(["Area", *header], ["themes", *kinds]))[0] == "theme"
    assert fields(layout([*header, "CPP"], [*kinds, "words"]))[3] == ""
    assert fields(layout([*header, "CPP link"], [*kinds, "words"]))[3] == ""


def test_a_milestone_date_is_a_date_where_the_cells_are() -> None:
    header = ["Action", "Lead", "Milestone / target date"]
    assert fields(layout(header, ["actions", "parties", "dates"]))[2] == "timescale"
    assert fields(layout(header, ["actions", "parties", "tasks"]))[2] == "detail"
    assert names_date("Milestone / target date") and not names_date("Milestone / target")


def test_a_report_of_names_of_reports_is_monitoring_and_one_of_prose_is_progress() -> None:
    header = ["Action", "Lead", "When", "Report"]
    assert fields(layout(header, ["actions", "parties", "dates", "reports"]))[3] == "monitoring"
    assert fields(layout(header, ["actions", "parties", "dates", "progress"]))[3] == "progress"


def test_an_outcome_before_the_action_is_its_aim_unless_another_column_is() -> None:
    kinds = ["aims", "actions", "parties", "dates"]
    assert fields(layout(["Outcome", "Action", "Lead", "When"], kinds))[0] == "objective"
    assert fields(layout(["Action", "Outcome", "Lead", "When"], [kinds[1], kinds[0], *kinds[2:]]))[1] == "target"
    found = layout(["Aim", "Outcome", "Action", "Lead", "When"], ["aims", *kinds])
    assert fields(found)[:2] == ["objective", "target"]


def test_no_second_reference_by_its_likeness() -> None:
    found = layout(
        ["Ref", "Action", "Lead", "When", "Funding bid ref"], ["numbers", "actions", "parties", "dates", "numbers"]
    )
    assert fields(found) == ["ref", "action_text", "responsible", "timescale", ""]


def test_what_no_action_has_done_yet_stands_left_of_no_action() -> None:
    found = layout(
        ["Why this one", "Headline", "Action", "Lead", "When"], ["aims", "aims", "actions", "parties", "dates"]
    )
    assert fields(found)[1] == ""


def test_a_heading_that_ends_with_one_of_no_action_has_no_field() -> None:
    assert match_heading("Risk if not delivered") is None
    assert match_heading("CPP link") is None


@pytest.mark.parametrize(
    ("text", "content", "held"),
    [
        ("Quarterly", Content.WATCHING, True),
        ("Annual report to members", Content.WATCHING, True),
        ("Bi-annual statistics", Content.WATCHING, True),
        ("A report was sent to members each quarter", Content.WATCHING, False),
        ("6 weeks", Content.WATCHING, False),
        ("All councils", Content.PLACES, True),
        ("CJA-wide", Content.PLACES, True),
        ("East Ayrshire and Dumfries & Galloway", Content.PLACES, True),
        ("Healthier", Content.PLACES, False),
        ("(Y)", Content.YES_OR_NO, True),
        ("✓", Content.YES_OR_NO, True),
        ("None", Content.YES_OR_NO, False),
    ],
)
def test_what_a_cell_holds(text: str, content: Content, held: bool) -> None:
    assert holds(text, content) is held


def test_figures_under_an_unknown_heading_are_no_status() -> None:
    found = layout(["Action", "Lead", "When", "Ferry places"], ["actions", "parties", "dates", "percentages"])
    assert fields(found)[3] == ""


def test_nothing_left_of_an_action_that_its_cells_tell_is_progress() -> None:
    found = layout(["Ferry lore", "Boatwork", "Who", "When"], ["aims", "actions", "parties", "dates"])
    assert fields(found) == ["", "action_text", "responsible", "timescale"]
