"""Fiscal years, however they are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.periods import area_plan_at, area_plan_of, fiscal_span, period_label, single_year


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Action Plan 2010-11", 2010, 2011),
        ("2010/11", 2010, 2011),
        ("2010 – 2011", 2010, 2011),
        ("Area Plan 2008—2011", 2008, 2011),
        ("2008/2011 and 2010-11", 2008, 2011),
        ("1999-00", 1999, 2000),
        ("from 2010 to 2012-13", 2012, 2013),
        ("April 2007 - 2008", 2007, 2008),
        ("from 1 April 2010 to 31 March 2011", 2010, 2011),
        ("1st April 2008 – 31st March 2011", 2008, 2011),
        ("April 2012 to March 2013", 2012, 2013),
        ("for the year to 31 March 2010", 2009, 2010),
        ("Year ending 31st March 2014", 2013, 2014),
    ],
)
def test_spans(text: str, first: int, last: int) -> None:
    assert fiscal_span(text) == (date(first, 4, 1), date(last, 3, 31))


@pytest.mark.parametrize(
    "text", ["", "2010", "2010-04-01", "2011-2010", "2010-2010", "2000-2050", "12010-11", "2010-111", "report 2010-AB"]
)
def test_what_is_no_span(text: str) -> None:
    assert fiscal_span(text) is None


def test_a_span_that_cannot_be_one_is_passed_over() -> None:
    assert fiscal_span("2010-10, then 2011-12") == (date(2011, 4, 1), date(2012, 3, 31))


def test_single_years() -> None:
    assert single_year("Action Plan 2009") == (date(2009, 4, 1), date(2010, 3, 31))
    assert single_year("Action Plan 1909") is None
    assert single_year("no 20099") is None


@given(st.text(max_size=60) | st.from_regex(r"[0-9]{4}\s?[-/–]\s?[0-9]{2,4}", fullmatch=True))
def test_a_span_begins_in_april_and_ends_in_march(text: str) -> None:
    for span in (fiscal_span(text), single_year(text)):
        assert span is None or (
            (span[0].month, span[0].day, span[1].month, span[1].day) == (4, 1, 3, 31) and span[0] < span[1]
        )


def test_the_area_plan_of_a_period_and_of_a_day() -> None:
    year = (date(2012, 4, 1), date(2013, 3, 31))
    assert area_plan_of(year) == area_plan_at(date(2012, 9, 1)) == (date(2011, 4, 1), date(2014, 3, 31))
    assert area_plan_of((date(2013, 4, 1), date(2015, 3, 31))) is None
    assert area_plan_of(None) is area_plan_at(date(1999, 1, 1)) is None


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (date(2010, 4, 1), date(2011, 3, 31), "2010-11"),
        (date(1999, 4, 1), date(2000, 3, 31), "1999-00"),
        (date(2008, 1, 1), date(2008, 12, 31), "2008"),
        (None, date(2008, 12, 31), None),
    ],
)
def test_period_labels(start: date | None, end: date | None, label: str | None) -> None:
    assert period_label(start, end) == label
