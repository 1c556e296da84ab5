"""Statuses: columns, capitals in actions, progress texts (domain.md 4)."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.coded import StatusBasis, StatusCode, StatusReading
from cjaplans.normalise.fields import Field
from cjaplans.normalise.statuses import read_colour_key, read_status, to_record
from tests.limits import HANG

CASES = Path(__file__).parents[3] / "shared" / "cases.json"
#: What each document's layout has: a status column, statuses inside the action, or a progress column.
FIELDS = {"north": Field.STATUS, "lothian-borders-2015": Field.ACTION, "lothian-borders-2010": Field.PROGRESS}


def codes(reading: StatusReading) -> list[str]:
    return [doubt.code for doubt in reading.doubts]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Completed", "complete"),
        ("Fully met", "complete"),
        ("Discharged", "complete"),
        ("Complete July 2010", "complete"),
        ("100% complete", "complete"),
        ("BLUE", "complete"),
        ("✓", "complete"),
        ("In hand", "in_progress"),
        ("On-going", "in_progress"),
        ("Partially complete", "in_progress"),
        ("Not yet achieved", "in_progress"),
        ("Incomplete", "in_progress"),
        ("60%", "in_progress"),
        ("To be completed by March 2011", "in_progress"),
        ("Carried forward", "in_progress"),
        ("Amber", "in_progress"),
        ("In progress (with revised timescale)", "in_progress"),
        ("Awaiting approval", "in_progress"),
        ("Ahead of schedule", "on_track"),
        ("G", "on_track"),
        ("RAG: Green", "on_track"),
        ("Ongoing – on target", "on_track"),
        ("Amber (delayed)", "delayed"),
        ("Postponed until 2012", "delayed"),
        ("Not met", "delayed"),
        ("R/A", "delayed"),
        ("Not yet started", "not_started"),
        ("0%", "not_started"),
        ("✗", "not_started"),
        ("Merged with 3.2", "withdrawn"),
        ("No longer required", "withdrawn"),
        ("Declined", "rejected"),
        ("TBC", "unknown"),
    ],
)
def test_a_status_column(text: str, code: str) -> None:
    reading = read_status(text, "Publish the leaflet. WITHDRAWN")
    assert (reading.code, reading.basis) == (code, StatusBasis.COLUMN)


def test_a_column_that_says_no_status_applies() -> None:
    assert (read_status("n/a", None).code, read_status("n/a", None).basis) == (None, "none")


def test_a_column_that_is_not_understood_leaves_the_text_to_speak() -> None:
    reading = read_status("see minute", "Publish the leaflet. COMPLETED")
    assert (reading.code, reading.basis, codes(reading)) == ("complete", "embedded", ["status_unread"])


def test_values_for_several_areas_give_the_least_advanced() -> None:
    reading = read_status("Achieved\nOngoing", None)
    assert (reading.code, reading.per_area, codes(reading)) == ("in_progress", True, ["status_several"])
    assert reading.statuses == (StatusCode.COMPLETE, StatusCode.IN_PROGRESS)


@pytest.mark.parametrize(
    ("column", "progress", "conflict"),
    [
        ("Achieved", "Leaflet to be completed by the spring", True),
        ("Achieved", "No referrals received", True),
        ("Ongoing", "Completed", True),
        ("Achieved", "Leaflet printed and issued. Second edition awaited", False),
        ("Ongoing", "Leaflet produced", False),
        ("Ongoing", "On target", False),
    ],
)
def test_prose_that_contradicts_the_column(column: str, progress: str, conflict: bool) -> None:
    assert ("status_text_conflict" in codes(read_status(column, None, progress))) is conflict


@pytest.mark.parametrize(
    ("text", "statuses", "qualifier", "comment"),
    [
        ("Train all staff. NOT STARTED", ["not_started"], None, None),
        ("Train all staff. NOT YET COMPLETED", ["in_progress"], None, None),
        ("Write the leaflet (COMPLETED)", ["complete"], None, None),
        ("Write the leaflet. DELAYED. ON TRACK", ["delayed", "on_track"], None, None),
        ("Agree a form. COMPLETED – UNDER REVIEW", ["complete"], "UNDER REVIEW", None),
        ("Agree a form. COMPLETED BUT KEEP UNDER REVIEW", ["complete"], "KEEP UNDER REVIEW", None),
        ("Agree a form. REJECTED because of its cost", ["rejected"], None, "because of its cost"),
        ("Agree a form. ACHIEVED IN PART", ["in_progress"], None, None),
        ("Pilot evaluated and completed. UNKNOWN", ["unknown"], None, None),
        ("Agree a form. COMPLETED Next report due OUTSTANDING", ["complete", "delayed"], None, None),
        ("Agree a form. COMPLETED. Fee TBC", ["complete"], None, "Fee TBC"),
    ],
)
def test_capitals_in_an_action(text: str, statuses: list[str], qualifier: str | None, comment: str | None) -> None:
    reading = read_status(None, text)
    assert (list(reading.statuses), reading.basis) == (statuses, "embedded")
    assert (reading.code, reading.qualifier, reading.comment) == (statuses[-1], qualifier, comment)


@pytest.mark.parametrize(
    "text",
    [
        "Pilot evaluated and completed.",
        "Complete the review by March",
        "Keep the service on track",
        "Group in place for all areas",
        "Review HMP OPEN ESTATE arrangements",
        "ENSURE THAT ALL COMPLETED ORDERS ARE COUNTED",
        "Lead officer TBC",
        "ONCE COMPLETED, SEND TO THE BOARD",
    ],
)
def test_what_describes_the_goal_is_no_status(text: str) -> None:
    assert read_status(None, text) == StatusReading()


@pytest.mark.parametrize(
    "text",
    ["Agree a protocol. Negotiations ongoing.", "Agree a protocol. ALL FORMS UNDER DEVELOPMENT", "Work is ongoing"],
)
def test_weak_phrases_close_the_last_sentence(text: str) -> None:
    assert (read_status(None, text).code, read_status(None, text).basis) == ("in_progress", "embedded")


@pytest.mark.parametrize(
    ("text", "code", "basis"),
    [
        ("Complete", "complete", "column"),
        ("Completed, June 2009", "complete", "column"),
        ("Not begun", "not_started", "column"),
        ("Leaflet delivered to every court", "complete", "inferred"),
        ("Plan approved and launched", "complete", "inferred"),
        ("Action complete\nMore sessions planned", "complete", "inferred"),
        ("Once completed the leaflet will be sent out", "unknown", "none"),
        ("Phase 1 of the pilot complete", "in_progress", "inferred"),
        ("Draft finished; awaiting sign off", "in_progress", "inferred"),
        ("Not all courts have completed the form", "in_progress", "inferred"),
        ("The leaflet was delayed but is now complete", "complete", "inferred"),
        ("Steering group established", "in_progress", "inferred"),
        ("Recruitment under way", "in_progress", "inferred"),
        ("Audit completed. Second audit to be carried out in autumn", "in_progress", "inferred"),
        ("The group reports that all is on schedule", "on_track", "inferred"),
        ("On hold pending a decision", "delayed", "inferred"),
        ("Not in use due to delays in supply", "delayed", "inferred"),
        ("Work has not yet begun", "not_started", "inferred"),
        ("The bid was rejected by the board", "rejected", "inferred"),
        ("Superseded by the national programme", "withdrawn", "inferred"),
        ("Integrated with 2.4", "withdrawn", "cross_reference"),
        ("See 3.2 above", "unknown", "cross_reference"),
        ("Leaflets are blue", "unknown", "none"),
    ],
)
def test_a_progress_text(text: str, code: str, basis: str) -> None:
    reading = read_status(None, "Write the leaflet", text)
    assert (reading.code, reading.basis) == (code, basis)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The pilot was not completed as planned", "delayed"),
        ("Launch has not gone to plan", "delayed"),
        ("The seminar did not take place as planned", "delayed"),
        ("Not progressed as planned owing to vacancies", "delayed"),
        ("Not printed as planned", "delayed"),
        ("Still not running to plan", "delayed"),
        ("Sessions were not delivered on time", "delayed"),
        ("The pilot hasn't run to schedule", "delayed"),
        ("Unlikely to be completed on time", "delayed"),
        ("None of the sessions ran as planned", "delayed"),
        ("No sessions took place as planned", "delayed"),
        ("Failed to reach its target", "delayed"),
        ("Has not met its targets for the year", "delayed"),
        ("Did not achieve the target of 80%", "delayed"),
        ("We missed the deadline for returns", "delayed"),
        ("The seminar did not go ahead", "delayed"),
        ("The leaflet has not been completed", "in_progress"),
        ("The leaflet was never completed", "in_progress"),
        ("Neither leaflet was completed", "in_progress"),
        ("Not been formally signed off", "in_progress"),
        ("No longer delayed", "in_progress"),
        ("The helpline is no longer ongoing", "withdrawn"),
        ("The helpline is not continuing", "withdrawn"),
        ("No delays and on target", "on_track"),
        ("Not delayed and on target", "on_track"),
        ("Not yet complete - on target", "on_track"),
        ("Due to be completed on time", "on_track"),
        ("Completed on time", "complete"),
        ("Sessions were delivered as planned", "complete"),
        ("Staff could not be moved but the course was completed on time", "complete"),
        ("12 people did not complete their orders", "unknown"),
    ],
)
def test_a_negation_governs_its_clause(text: str, code: str) -> None:
    reading = read_status(None, None, text)
    assert (reading.code, len(set(reading.statuses))) == (code, code != "unknown")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Leaflet completed and presented to the board in May 2010.", "complete"),
        ("Leaflet completed and agreed by the board", "complete"),
        ("Leaflet finished, approved and shared with all partners", "complete"),
        ("Form completed in May 2010 and then formally agreed by both boards", "complete"),
        ("Leaflet completed and being presented in May", "in_progress"),
        ("Leaflet completed and to be presented in May", "in_progress"),
        ("Leaflet completed but not yet agreed", "in_progress"),
        ("Leaflet completed and awaiting sign off", "in_progress"),
        ("Leaflet completed and presented to the board for approval", "in_progress"),
        ("Leaflet completed and follow-up work under way", "in_progress"),
        ("Leaflet completed and working group established", "in_progress"),
    ],
)
def test_a_joined_participle_does_not_reopen_what_is_done(text: str, code: str) -> None:
    assert read_status(None, None, text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Run the helpline. NO LONGER ONGOING", "withdrawn"),
        ("Train all staff. NOT COMPLETED AS PLANNED", "delayed"),
        ("Train all staff. NOT DELIVERED ON TIME", "delayed"),
        ("Train all staff. FAILED TO REACH TARGET", "delayed"),
        ("Train all staff. COMPLETED ON TIME", "complete"),
        ("Train all staff AS PLANNED", "unknown"),
    ],
)
def test_negated_capitals(text: str, code: str) -> None:
    assert read_status(None, text).code == code


@pytest.mark.parametrize(
    ("column", "progress", "code"),
    [
        ("In progress (with revised timescale)", None, "in_progress"),
        ("On track – moved to May 2011", None, "on_track"),
        ("Ongoing", "Completion date extended at the board's request", "in_progress"),
        ("Delayed until June 2012", None, "delayed"),
    ],
)
def test_a_moved_date_is_a_slip_and_no_status(column: str, progress: str | None, code: str) -> None:
    record = to_record(read_status(column, None, progress))
    assert (record["status"], record["slipped"]) == (code, True)
    assert "slipped" not in to_record(read_status("Moved to other premises; complete", None))


@pytest.mark.parametrize(
    ("text", "code", "statuses"),
    [
        ("Green/Amber", "in_progress", ["on_track", "in_progress"]),
        ("Amber/Green", "in_progress", ["in_progress", "on_track"]),
        ("Red / Amber", "delayed", ["delayed", "in_progress"]),
        ("Green/Amber (Angus)", "in_progress", ["on_track", "in_progress"]),
        ("G-A", "in_progress", ["on_track", "in_progress"]),
        ("Green → Amber", "in_progress", ["on_track", "in_progress"]),
        ("Amber to Green", "on_track", ["in_progress", "on_track"]),
        ("Was Red, now Blue", "complete", ["delayed", "complete"]),
        ("Green (previously Red)", "on_track", ["on_track", "delayed"]),
    ],
)
def test_several_colours(text: str, code: str, statuses: list[str]) -> None:
    reading = read_status(text, None)
    assert (reading.code, list(reading.statuses)) == (code, statuses)
    assert codes(reading) == ["status_several", "status_colour_assumed"]


@pytest.mark.parametrize("text", ["Amber", "a", "RAG: amber", "Amber since the spring"])
def test_a_colour_without_a_key_is_an_assumption(text: str) -> None:
    assert codes(read_status(text, None)) == ["status_colour_assumed"]
    assert read_status(text, None, key=KEY).code == "delayed"
    assert codes(read_status(text, None, key=KEY)) == []
    assert "warning" not in to_record(read_status(text, None))


def test_a_word_or_mark_beside_a_colour_is_no_assumption() -> None:
    assert [codes(read_status(text, None)) for text in ("Amber (delayed)", "✓", "Complete", "Yes")] == [[], [], [], []]


KEY = read_colour_key(["Amber = behind schedule"])


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["Amber = behind schedule", "Green – complete"], {"amber": "delayed", "green": "complete"}),
        (["R: not started", "G: on target"], {"r": "not_started", "g": "on_track"}),
        (
            ["RAG key: Green = on track; Amber = behind schedule, Red = not started"],
            {"green": "on_track", "amber": "delayed", "red": "not_started"},
        ),
        (["Black (B) - withdrawn | Blue (B) - completed"], {"black": "withdrawn", "blue": "complete"}),
        (["Green means work under way but with some slippage"], {"green": "delayed"}),
        (["Green\tOn schedule", "Red\tOverdue"], {"green": "on_track", "red": "delayed"}),
        (["A: ongoing work", "B: completed work"], {}),
        (["The green group – completed", "Leaflet = complete", "Red = see page 4", ""], {}),
    ],
)
def test_a_key_of_colours(lines: list[str], key: dict[str, str]) -> None:
    read = read_colour_key(lines)
    assert {name: code for name, code in read.items() if name in key or len(name) > 1 or not key} == key


def test_the_letters_of_a_key_stand_for_its_colours() -> None:
    assert read_status("A", None, key=KEY).code == "delayed"
    assert "b" not in read_colour_key(["Black = withdrawn", "Blue = complete"])


@pytest.mark.parametrize("text", ["As above", "As 2 above", "See 1", "see 4.1", "Same as action 3", "Ditto", '"'])
def test_a_column_that_only_points_has_the_status_of_another_action(text: str) -> None:
    reading = read_status(text, "Publish the leaflet", "Leaflet printed in May")
    assert (reading.code, reading.basis, reading.statuses) == ("unknown", "cross_reference", ())
    assert read_status(f"{text} – complete", None).basis != "cross_reference"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Audit completed and findings shared", "complete"),
        ("Audit completed and the final report circulated to members", "complete"),
        ("Audit completed and new team established", "in_progress"),
        ("Achieved 2 of 5 measures", "in_progress"),
        ("Three of the four leaflets completed", "in_progress"),
        ("Completed in 4 out of 6 areas", "in_progress"),
        ("5 of 5 measures achieved", "complete"),
        ("Partially completed - Falkirk outstanding", "in_progress"),
        ("Mostly complete, two areas outstanding", "in_progress"),
        ("Partly complete but the second part is delayed", "delayed"),
    ],
)
def test_what_is_done_in_part(text: str, code: str) -> None:
    assert read_status(None, None, text).code == code


def test_nothing_said() -> None:
    assert read_status(None, None) == read_status("", " ", "\n") == StatusReading()


def test_a_record_names_reason_and_warning() -> None:
    record = to_record(read_status("Closed", "Write it. WITHDRAWN due to cost"))
    assert record == {
        "status": "complete",
        "basis": "column",
        "statuses": ["complete"],
        "warning": "status_text_conflict",
    }
    assert to_record(read_status(None, "Write it. WITHDRAWN due to cost"))["reason"] == "due to cost"


def of_case(case: dict[str, Any]) -> StatusReading:
    """A worked case: its text is a row of the layout, or progress beside the column its context states."""
    field = next(field for name, field in FIELDS.items() if case["document"].startswith(name))
    if field is not Field.STATUS or "Status c" in case["context"]:
        return of_last_cell(case["text"], field)
    stated = re.search(r"column ([A-Z]\w+)", case["context"])
    return read_status(stated[1] if stated else re.split(r"\.\s", case["text"])[-1], None, case["text"])


def of_last_cell(text: str, field: Field) -> StatusReading:
    """The status of the last cell of a row that is not empty, as the only text of its action."""
    cell = next((cell for cell in reversed(text.split("\t")) if cell.strip()), "")
    if field is Field.STATUS:
        return read_status(cell, None)
    return read_status(None, cell) if field is Field.ACTION else read_status(None, None, cell)


def worked() -> list[Any]:
    if not CASES.is_file():
        return []
    loaded = json.loads(CASES.read_text(encoding="utf-8"))
    cases = loaded if isinstance(loaded, list) else loaded["cases"]
    return [
        pytest.param(case, id=case["id"]) for case in cases if case["kind"] == "status" and case["confidence"] != "low"
    ]


@pytest.mark.skipif(not CASES.is_file(), reason="the worked cases are not here")
@pytest.mark.parametrize("case", worked())
def test_a_worked_case(case: dict[str, Any]) -> None:
    record = to_record(of_case(case))
    wanted = {key: value for key, value in case["expected"].items() if key in {"status", "basis", "statuses", *record}}
    assert {key: record.get(key) for key in wanted} == wanted


@given(st.text(), st.text(), st.text())
def test_no_text_raises(column: str, action: str, progress: str) -> None:
    to_record(read_status(column, action, progress, read_colour_key([action, f"Amber = {progress}"])))


@pytest.mark.parametrize(
    "piece",
    [
        "COMPLETED ",
        "on ",
        "-",
        "not yet been ",
        "(",
        "under review ",
        "ongoing – ",
        "A. ",
        "\n",
        "5% ",
        "for A ",
        "not a ",
        "completed and ",
        "did not meet the ",
        "not as planned ",
        "revised date ",
        "COMPLETED ON TIME ",
        "Green = ",
        "Red/",
        "2 of 3 ",
        "completed and the results ",
    ],
)
def test_long_texts_are_read_in_good_time(piece: str) -> None:
    text = piece * (10_000 // len(piece))
    began = time.perf_counter()
    read_status(text, text, text)
    read_colour_key([text])
    assert time.perf_counter() - began < HANG
