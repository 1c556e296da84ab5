"""Dates in words become spans, with their precision (domain.md 5). The texts are our own."""

from __future__ import annotations

from datetime import date

import pytest

from cjaplans.normalise.coded import DateKind, DateReading, DateRole, Precision, Span, ValueContext
from cjaplans.normalise.dates import read_dates
from cjaplans.normalise.fields import Field

CONTEXT = ValueContext("tayside", (date(2012, 4, 1), date(2013, 3, 31)), (date(2011, 4, 1), date(2014, 3, 31)))

#: Text, start, end, precision; a blank is None, and "+" after the end stands for ongoing.
SPANS = """
31/03/2013 | 2013-03-31 | 2013-03-31 | day
1.4.12 | 2012-04-01 | 2012-04-01 | day
31-Mar-2013 | 2013-03-31 | 2013-03-31 | day
2013-03-31 | 2013-03-31 | 2013-03-31 | day
31st March 2013 | 2013-03-31 | 2013-03-31 | day
November 5th, 2012 | 2012-11-05 | 2012-11-05 | day
5 and 6 June 2012 | 2012-06-05 | 2012-06-06 | day
29 February 2012 | 2012-02-29 | 2012-02-29 | day
1/4/2012-31/3/2013 | 2012-04-01 | 2013-03-31 | day
1 April to 30 June 2012 | 2012-04-01 | 2012-06-30 | day
w/c 5 May 2014 | 2014-05-05 | 2014-05-11 | day
Sept. 2012 | 2012-09-01 | 2012-09-30 | month
Dec '12 | 2012-12-01 | 2012-12-31 | month
Mar-13 | 2013-03-01 | 2013-03-31 | month
March 2012/13 | 2013-03-01 | 2013-03-31 | month
03/2013 | 2013-03-01 | 2013-03-31 | month
March/April 2012 | 2012-03-01 | 2012-04-30 | month
Oct - Mar 2013 | 2012-10-01 | 2013-03-31 | month
June, September and December 2012 | 2012-06-01 | 2012-12-31 | month
from May 2012 to June 2013 | 2012-05-01 | 2013-06-30 | month
Spring 2013 | 2013-03-01 | 2013-05-31 | season
Spring/Summer 2012 | 2012-03-01 | 2012-08-31 | season
Winter 2012/13 | 2012-12-01 | 2013-02-28 | season
late Spring 2013 | 2013-05-01 | 2013-05-31 | season
mid 2012 | 2012-05-01 | 2012-08-31 | season
early/mid 2013 | 2013-01-01 | 2013-08-31 | season
Q3 2012/13 | 2012-10-01 | 2012-12-31 | quarter
Quarter 4 2010-11 | 2011-01-01 | 2011-03-31 | quarter
Q1-Q3 2012/13 | 2012-04-01 | 2012-12-31 | quarter
first quarter of 2012-13 | 2012-04-01 | 2012-06-30 | quarter
Last quarter of 2012-13 | 2013-01-01 | 2013-03-31 | quarter
last quarter 2012/13 | 2013-01-01 | 2013-03-31 | quarter
first quarter of 2013 | 2013-01-01 | 2013-03-31 | quarter
final quarter 2013 | 2013-10-01 | 2013-12-31 | quarter
second quarter of year 2 | 2012-07-01 | 2012-09-30 | quarter
last quarter of the year | 2013-01-01 | 2013-03-31 | quarter
2nd half of 2012/13 | 2012-10-01 | 2013-03-31 | half_year
first half of 2012-13 | 2012-04-01 | 2012-09-30 | half_year
H1 2012/13 | 2012-04-01 | 2012-09-30 | half_year
2012/13 H2 | 2012-10-01 | 2013-03-31 | half_year
2012/13 (second half) | 2012-10-01 | 2013-03-31 | half_year
2012/13, first half | 2012-04-01 | 2012-09-30 | half_year
H1 2013 | 2013-01-01 | 2013-06-30 | half_year
Second half of 2012 | 2012-07-01 | 2012-12-31 | half_year
second half of the financial year | 2012-10-01 | 2013-03-31 | half_year
First half of Year 3 | 2013-04-01 | 2013-09-30 | half_year
first half of June 2012 | 2012-06-01 | 2012-06-15 | month
by the end of the first half of 2012/13 | | 2012-09-30 | half_year
3 months from April 2012 | 2012-04-01 | 2012-06-30 | month
for 6 weeks from 1 May 2012 | 2012-05-01 | 2012-06-11 | day
1 month from 31 January 2013 | 2013-01-31 | 2013-02-27 | day
over two years from June 2012 | 2012-06-01 | 2014-05-31 | month
18 months starting October 2012 | 2012-10-01 | 2014-03-31 | month
2012/13 Q2 | 2012-07-01 | 2012-09-30 | quarter
2012 | 2012-01-01 | 2012-12-31 | year
between 2012 and 2014 | 2012-01-01 | 2014-12-31 | year
2012/13 | 2012-04-01 | 2013-03-31 | fiscal_year
2012-2013 | 2012-04-01 | 2013-03-31 | fiscal_year
12/13 | 2012-04-01 | 2013-03-31 | fiscal_year
1999-00 | 1999-04-01 | 2000-03-31 | fiscal_year
throughout the year | 2012-04-01 | 2013-03-31 | fiscal_year
Next financial year | 2013-04-01 | 2014-03-31 | fiscal_year
2011-13 | 2011-04-01 | 2013-03-31 | multi_year
2011 to 2014 | 2011-04-01 | 2014-03-31 | multi_year
2012/13 and 2013/14 | 2012-04-01 | 2014-03-31 | multi_year
2011/12-2013/14 | 2011-04-01 | 2014-03-31 | multi_year
over the life of the plan | 2011-04-01 | 2014-03-31 | multi_year
Year 1 | 2011-04-01 | 2012-03-31 | plan_year
Years 2 and 3 | 2012-04-01 | 2014-03-31 | plan_year
Third year of the plan | 2013-04-01 | 2014-03-31 | plan_year
1-2 years | 2011-04-01 | 2013-03-31 | plan_year
over the next two years | 2011-04-01 | 2013-03-31 | plan_year
Year 2 (2012/13) | 2012-04-01 | 2013-03-31 | fiscal_year
By 31 March 2013 | | 2013-03-31 | day
end March 2013 | | 2013-03-31 | month
March 2013 at the latest | | 2013-03-31 | month
no later than June 2012 | | 2012-06-30 | month
by early 2013 | | 2013-04-30 | season
By end of 2012 | | 2012-12-31 | year
by end of FY 2012/13 | | 2013-03-31 | fiscal_year
the end of the financial year | | 2013-03-31 | fiscal_year
by the end of the plan period | | 2014-03-31 | multi_year
End of Year 3 | | 2014-03-31 | plan_year
Ongoing until March 2014 | | 2014-03-31 | month
From April 2012 | 2012-04-01 | + | month
since 1 May 2012 | 2012-05-01 | + | day
2012/13 onwards | 2012-04-01 | + | fiscal_year
Summer 2012/ongoing | 2012-06-01 | + | season
Year 2 and on-going | 2012-04-01 | + | plan_year
Commencing May 2012 | 2012-05-01 | | month
June 2012 start | 2012-06-01 | | month
To start by June 2012 | 2012-06-30 | | month
after March 2013 | 2013-04-01 | | month
On Going | | + | none
Rolling programme | | + | none
Immediate | 2012-04-01 | | none
Immediate and ongoing | 2012-04-01 | + | none
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def read(text: str, field: Field | None = Field.TIMESCALE) -> DateReading:
    """The reading of a text in the plan of this module."""
    return read_dates(text, CONTEXT, field)


def codes(reading: DateReading) -> list[str]:
    """The codes of a reading's doubts."""
    return [doubt.code for doubt in reading.doubts]


@pytest.mark.parametrize(("text", "start", "end", "precision"), _rows(SPANS))
def test_a_timescale_becomes_a_span(text: str, start: str, end: str, precision: str) -> None:
    reading = read(text)
    stated = [day.isoformat() if day else "" for day in (reading.span.start, reading.span.end)]
    assert (stated, reading.precision, reading.ongoing) == ([start, end.strip("+")], Precision(precision), end == "+")
    assert reading.mentions
    assert reading.rule != "no date"


@pytest.mark.parametrize(
    "text",
    [
        "see 2.2.3",
        "2.4.8",
        "Action 2.4.10",
        "Level 2",
        "SVQ 1",
        "Phases 2&3",
        "Section 10",
        "0141 496 0123",
        "£2,012",
        "£2012",
        "10%",
        "ZZ99 9ZZ",
        "16/17 year olds",
        "14-18 years",
        "Children (Scotland) Act 1995",
        "2012 hours",
        "May be extended",
    ],
)
def test_other_figures_are_no_dates(text: str) -> None:
    assert (read(text).mentions, codes(read(text))) == ((), ["date_unread"])


@pytest.mark.parametrize("text", ["31/02/2012", "30 February 2012", "29 February 2013", "12/31/2012", "2012/99"])
def test_a_day_that_is_not_is_doubted_and_not_guessed(text: str) -> None:
    reading = read(text)
    assert (reading.span, codes(reading)) == (Span(None, None), ["date_impossible"])


@pytest.mark.parametrize(
    "text",
    [
        "March 2012 – now June 2012",
        "March 2012 - slipped to June 2012",
        "Slipped from March 2012 to June 2012",
        "June 2012 (previously March 2012)",
        "Originally March 2012. Revised to June 2012",
        "March 2012\n– moved to June 2012",
    ],
)
def test_the_new_date_of_a_slip_counts(text: str) -> None:
    reading = read(text)
    assert reading.span == Span(date(2012, 6, 1), date(2012, 6, 30))
    assert reading.revised_from == Span(date(2012, 3, 1), date(2012, 3, 31))
    assert sorted(mention.kind for mention in reading.mentions) == [DateKind.PERIOD, DateKind.REVISED]


@pytest.mark.parametrize("text", ["May 2012 (revised: June 2012)", "May 2012 – revised – June 2012"])
def test_a_word_of_change_before_a_sign_is_of_the_date_after_it(text: str) -> None:
    old, new = read(text).mentions
    assert (old.printed, old.kind, new.kind) == ("May 2012", DateKind.PERIOD, DateKind.REVISED)
    assert read(text).revised_from == Span(date(2012, 5, 1), date(2012, 5, 31))
    assert read("May 2012 (revised)").mentions[0].printed == "May 2012 (revised)"


@pytest.mark.parametrize(
    "text", ["Within 6 weeks of year end", "within 3 months of March 2013", "inside 2 weeks after May 2012"]
)
def test_a_limit_counted_from_a_date_is_no_due_date(text: str) -> None:
    reading = read(text)
    assert (reading.span, reading.role, len(reading.mentions)) == (Span(None, None), DateRole.SERVICE_STANDARD, 1)


def test_a_new_date_alone_is_a_revised_one() -> None:
    reading = read("Delayed until January 2013")
    assert ([mention.kind for mention in reading.mentions], reading.revised_from) == ([DateKind.REVISED], None)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("Quarterly", "P3M"),
        ("6 weekly", "P6W"),
        ("six-monthly", "P6M"),
        ("every six months", "P6M"),
        ("twice a year", "P6M"),
        ("three times per year", "P4M"),
        ("fortnightly", "P2W"),
        ("annually", "P1Y"),
        ("Half yearly", "P6M"),
        ("daily", "P1D"),
        ("every other month", "P2M"),
        ("Once a year", "P1Y"),
    ],
)
def test_a_rhythm_becomes_an_interval(text: str, interval: str) -> None:
    reading = read(text)
    assert [(mention.kind, mention.interval) for mention in reading.mentions] == [(DateKind.RECURRENCE, interval)]
    assert (reading.span, codes(reading)) == (Span(None, None), [])


@pytest.mark.parametrize(("text", "interval"), [("bi-annual", "P6M"), ("bi-monthly", "P2M"), ("Bi weekly", "P2W")])
def test_a_rhythm_with_two_readings_is_doubted(text: str, interval: str) -> None:
    assert read(text).mentions[0].interval == interval
    assert codes(read(text)) == ["date_ambiguous"]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("within 6 months", "P6M"),
        ("within two weeks of referral", "P14D"),
        ("within 48 hours", "PT48H"),
        ("within 3 years", "P3Y"),
    ],
)
def test_a_service_standard_is_never_a_due_date(text: str, interval: str) -> None:
    reading = read(text)
    assert (reading.mentions[0].interval, reading.span) == (interval, Span(None, None))
    assert reading.role is DateRole.SERVICE_STANDARD


def test_milestones_of_one_cell_each_have_their_label() -> None:
    reading = read("Scoping by May 2012\nYear 3: full service\nDraft June 12 Final report Sept 12")
    assert [mention.label for mention in reading.mentions] == ["Scoping", "full service", "Draft", "Final report"]
    assert reading.span == Span(date(2012, 6, 1), date(2014, 3, 31))


def test_milestones_in_brackets_are_labelled_with_what_stands_before() -> None:
    reading = read("Consult with Police (May 2012); Prison Service (June 2012)", Field.ACTION)
    assert [mention.label for mention in reading.mentions] == ["Police", "Prison Service"]
    assert reading.role is DateRole.MENTION


@pytest.mark.parametrize(
    ("text", "field", "role"),
    [
        ("2010-11 = 40%", Field.TIMESCALE, DateRole.BASELINE),
        ("reduce by 5% in 2012/13", Field.ACTION, DateRole.METRIC_PERIOD),
        ("AREA PLAN 2011-14", Field.TIMESCALE, DateRole.DOCUMENT_PERIOD),
        ("hold an event in June 2012", Field.ACTION, DateRole.MENTION),
        ("hold an event by June 2012", Field.ACTION, None),
        ("Business Plan 2012/13", Field.TIMESCALE, None),
    ],
)
def test_the_words_beside_a_date_give_its_role(text: str, field: Field, role: DateRole | None) -> None:
    assert read(text, field).role is role


def test_a_year_not_printed_is_the_plans() -> None:
    reading = read("by 30 June")
    assert (reading.span, reading.year_inferred) == (Span(None, date(2012, 6, 30)), True)
    assert codes(reading) == ["date_year_inferred"]


def test_a_year_printed_beside_comes_before_the_plans() -> None:
    assert read("two events in 2014 (one on 5 May)", Field.PROGRESS).mentions[1].span.start == date(2014, 5, 5)


def test_a_past_day_without_a_year_lies_before_the_plan() -> None:
    assert read("Seminar held 14 June", Field.PROGRESS).span.start == date(2011, 6, 14)


def test_a_lone_month_in_prose_may_be_a_name() -> None:
    assert read("April Brown leads the Spring project", Field.ACTION).mentions == ()


def test_plan_years_fall_back_to_the_area_plan_of_the_period() -> None:
    context = ValueContext(period=(date(2009, 4, 1), date(2010, 3, 31)))
    assert read_dates("Year 2", context).span == Span(date(2009, 4, 1), date(2010, 3, 31))


@pytest.mark.parametrize("text", ["Year 2", "Immediate", "by June", "Quarter 2", "by the end of the financial year"])
def test_a_relative_date_without_an_anchor_is_doubted(text: str) -> None:
    reading = read_dates(text, ValueContext())
    assert (reading.span, codes(reading)) == (Span(None, None), ["date_anchor_missing"])


def test_two_ways_of_saying_a_year_that_disagree_are_doubted() -> None:
    reading = read("Year 1 – 2012/13")
    assert (reading.span.start, reading.precision, codes(reading)) == (
        date(2012, 4, 1),
        Precision.FISCAL_YEAR,
        ["date_conflict"],
    )


def test_a_year_of_five_figures_is_mended() -> None:
    reading = read("20012/13")
    assert (reading.span.start, reading.repaired) == (date(2012, 4, 1), (("20012/13", "2012/13"),))
    assert codes(reading) == ["date_repaired"]


@pytest.mark.parametrize(
    ("text", "tbc", "tentative"),
    [
        ("TBC", True, False),
        ("June 2013 (tbc)", True, True),
        ("possibly June 2013", False, True),
        ("June 2013?", False, True),
        ("April 2013, subject to funding", False, True),
        ("Protocol to be agreed by June 2013", False, False),
    ],
)
def test_dates_that_are_not_firm(text: str, tbc: bool, tentative: bool) -> None:
    assert (read(text).tbc, read(text).tentative) == (tbc, tentative)


def test_an_empty_text_says_so() -> None:
    assert codes(read(" \n")) == ["value_empty"]
    assert codes(read("no time at all", Field.PROGRESS)) == []
