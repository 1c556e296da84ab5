"""Readings as the worked cases write them, and no text that raises or takes long."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.coded import ValueContext
from cjaplans.normalise.dates import read_dates, to_record
from cjaplans.normalise.fields import Field
from cjaplans.normalise.periods import fiscal_span
from tests.limits import HANG

CASES = Path(__file__).parents[3] / "shared" / "cases.json"
CORE = ("start", "end", "precision", "ongoing")


PLAN = ValueContext("tayside", (date(2012, 4, 1), date(2013, 3, 31)), (date(2011, 4, 1), date(2014, 3, 31)))


def _cases() -> list[dict[str, Any]]:
    if not CASES.exists():
        return []
    return [case for case in json.loads(CASES.read_text(encoding="utf-8")) if case["kind"] == "date"]


@pytest.mark.parametrize(
    "case", [case for case in _cases() if case["confidence"] != "low"], ids=lambda case: case["id"]
)
def test_worked_case(case: dict[str, Any]) -> None:
    record = to_record(read_dates(case["text"], ValueContext(period=fiscal_span(case["document"]))))
    assert {key: record[key] for key in CORE} == {key: case["expected"][key] for key in CORE}


def test_a_record_has_only_the_keys_that_apply() -> None:
    assert to_record(read_dates("June 2012", PLAN)) == {
        "start": "2012-06-01",
        "end": "2012-06-30",
        "precision": "month",
        "ongoing": False,
    }


def test_a_slip_is_recorded_with_the_old_date() -> None:
    record = to_record(read_dates("June 2012 – now August 2012", PLAN))
    assert record["slipped"] is True
    assert record["revised_from"] == {"start": "2012-06-01", "end": "2012-06-30"}


def test_rhythms_are_recorded_with_their_sources() -> None:
    assert to_record(read_dates("Monthly, Group A / Quarterly, Group B", PLAN, Field.MONITORING))["frequencies"] == [
        {"recurrence": "P1M", "source": "Group A"},
        {"recurrence": "P3M", "source": "Group B"},
    ]


def test_milestones_and_plan_years_are_recorded() -> None:
    assert (
        to_record(read_dates("Pilot year 1-2", PLAN)).items()
        >= {
            "milestone": "Pilot",
            "relative": {"from_year": 1, "to_year": 2},
        }.items()
    )
    done = to_record(read_dates("June 2012 pilot completed", PLAN))
    assert done["milestones"] == [
        {"label": "pilot completed", "start": "2012-06-01", "end": "2012-06-30", "status": "complete"}
    ]


PIECES = st.sampled_from(
    [
        "by",
        "end of",
        "from",
        "now",
        "was",
        "March",
        "2012",
        "2010/11",
        "31/02/2010",
        "Year",
        "2",
        "1-3",
        "years",
        "–",
        "and",
        "to",
        "(",
        ")",
        "Q3",
        "spring",
        "ongoing",
        "TBC",
        "\n",
        ".",
        ";",
        "£",
        "%",
        "=",
        "within",
        "weekly",
        "every",
        "29 February",
        "20010/11",
        "A1-A99",
        "mid",
    ]
)
FIELDS = st.sampled_from([Field.TIMESCALE, Field.MONITORING, Field.PROGRESS, Field.ACTION, None])


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=15).map(" ".join)), FIELDS, st.booleans())
def test_no_text_raises(text: str, field: Field | None, known: bool) -> None:
    reading = read_dates(text, PLAN if known else ValueContext(), field)
    json.dumps(to_record(reading))
    start, end = reading.span.start, reading.span.end
    assert reading.rule
    assert not (reading.ongoing and end)
    assert start is None or end is None or start <= end or len(reading.mentions) > 1


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "May ",
        "n/a ",
        "now ",
        "March 2012 ",
        "by the end of ",
        "- ",
        "(",
        "March/",
        "1/1/",
        "2010-",
        "31 ",
        "a@",
        ". ",
        "x\n",
        "£",
        "1.1.",
        "held 5 May ",
        "was March 2012 now ",
        "section 1-",
        "0131 ",
        "between May and ",
        "early and ",
        "1,1",
    ],
)
def test_long_texts_are_read_in_a_moment(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    began = time.perf_counter()
    read_dates(text, PLAN)
    assert time.perf_counter() - began < HANG
