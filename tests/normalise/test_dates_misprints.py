"""Dates as people misprint and shorten them (domain.md 5). The texts are our own."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.coded import DateKind, DateReading, Precision, Span, ValueContext
from cjaplans.normalise.dates import read_dates, to_record
from cjaplans.normalise.fields import Field
from tests.limits import HANG

CONTEXT = ValueContext("northern", (date(2012, 4, 1), date(2013, 3, 31)), (date(2011, 4, 1), date(2014, 3, 31)))

#: Text, start, end, precision, the doubt; a blank is None.
MISSPELT = """
by Ocotber 2012 | | 2012-10-31 | month | date_repaired
12 Decmber 2012 | 2012-12-12 | 2012-12-12 | day | date_repaired
3rd Agust 2012 | 2012-08-03 | 2012-08-03 | day | date_repaired
Novmeber 6th, 2012 | 2012-11-06 | 2012-11-06 | day | date_repaired
Feburary 2012/13 | 2013-02-01 | 2013-02-28 | month | date_repaired
Septemb 2012 | 2012-09-01 | 2012-09-30 | month | date_repaired
0ctober 2012 | 2012-10-01 | 2012-10-31 | month | date_repaired
Juny - August 2012 | 2012-06-01 | 2012-08-31 | month | date_repaired
Mach 2012 | 2012-01-01 | 2012-12-31 | year | date_word_unread
Jury 2012 | 2012-01-01 | 2012-12-31 | year | date_word_unread
Autunm 2012 | 2012-09-01 | 2012-11-30 | season | date_repaired
Wintr 2012/13 | 2012-12-01 | 2013-02-28 | season | date_repaired
by Easter 2013 | | 2013-04-30 | month | date_ambiguous
Xmas 2012 | 2012-12-01 | 2012-12-31 | month | date_ambiguous
by the Gala 2013 | | 2013-12-31 | year | date_word_unread
Gala 2013 | 2013-01-01 | 2013-12-31 | year | date_word_unread
"""

#: The same without a doubt.
SHORT = """
Years 1, 2, and 3 | 2011-04-01 | 2014-03-31 | plan_year
Years 2/3 | 2012-04-01 | 2014-03-31 | plan_year
Yrs 1, 2 & 3 | 2011-04-01 | 2014-03-31 | plan_year
Year 1, Year 2, Year 3 | 2011-04-01 | 2014-03-31 | plan_year
first, second and third years | 2011-04-01 | 2014-03-31 | plan_year
Y2 | 2012-04-01 | 2013-03-31 | plan_year
Y1-Y2 | 2011-04-01 | 2013-03-31 | plan_year
2011-2 | 2011-04-01 | 2012-03-31 | fiscal_year
by 2012/3 | | 2013-03-31 | fiscal_year
2009/0 | 2009-04-01 | 2010-03-31 | fiscal_year
Q2 2012/3 | 2012-07-01 | 2012-09-30 | quarter
January 2012/3 | 2013-01-01 | 2013-01-31 | month
Winter 2012/3 | 2012-12-01 | 2013-02-28 | season
Summer term 2012 | 2012-06-01 | 2012-08-31 | season
Nov2012 | 2012-11-01 | 2012-11-30 | month
y/e 31 March 2013 | 2013-03-31 | 2013-03-31 | day
end 12 | | 2012-12-31 | year
by end of '12 | | 2012-12-31 | year
to June 2012 | | 2012-06-30 | month
To end June 2012 | | 2012-06-30 | month
Extension to June 2012 | | 2012-06-30 | month
Funded to June 2012 | | 2012-06-30 | month
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def read(text: str, field: Field = Field.TIMESCALE) -> DateReading:
    """The reading of a text in the plan of this module."""
    return read_dates(text, CONTEXT, field)


def _stated(reading: DateReading) -> list[str]:
    days = [day.isoformat() if day else "" for day in (reading.span.start, reading.span.end)]
    return [*days, reading.precision.value]


@pytest.mark.parametrize(("text", "start", "end", "precision", "doubt"), _rows(MISSPELT))
def test_a_misprint_is_mended_or_doubted(text: str, start: str, end: str, precision: str, doubt: str) -> None:
    reading = read(text)
    assert (_stated(reading), [found.code for found in reading.doubts]) == ([start, end, precision], [doubt])
    assert bool(reading.repaired) is (doubt == "date_repaired")


def test_a_mended_date_keeps_its_print() -> None:
    reading = read("by Decmber 2012")
    assert (reading.mentions[0].printed, reading.repaired) == (
        "by Decmber 2012",
        (("Decmber 2012", "December 2012"),),
    )


@pytest.mark.parametrize(("text", "start", "end", "precision"), _rows(SHORT))
def test_short_forms_and_lists(text: str, start: str, end: str, precision: str) -> None:
    reading = read(text)
    assert (_stated(reading), reading.doubts) == ([start, end, precision], ())


def test_a_list_of_years_says_which() -> None:
    assert (read("Years 1, 2 and 3").plan_years, read("Year 2").plan_years) == ((1, 3), None)


@pytest.mark.parametrize("text", ["2010-5", "2010-2", "4 Marches", "10 matches", "End 31", "Y7", "Septmber"])
def test_what_is_no_date_stays_unread(text: str) -> None:
    assert (read(text).mentions, [doubt.code for doubt in read(text).doubts]) == ((), ["date_unread"])


@pytest.mark.parametrize("text", ["the match 2012", "Y1 pupils", "3 Marks", "look to the board"])
def test_prose_is_not_mended(text: str) -> None:
    reading = read(text, Field.ACTION)
    assert (reading.repaired, [mention.precision for mention in reading.mentions if mention.span.start]) in (
        ((), []),
        ((), [Precision.YEAR]),
    )


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("30 June 2011, 2012 and 2013", Span(date(2013, 6, 30), date(2013, 6, 30))),
        ("June 2011 & 2012", Span(date(2012, 6, 1), date(2012, 6, 30))),
        ("Spring 2011, 2012", Span(date(2012, 3, 1), date(2012, 5, 31))),
        ("June 30th, 2011 and 2012", Span(date(2012, 6, 30), date(2012, 6, 30))),
    ],
)
def test_years_of_a_list_share_the_day_before_the_first(text: str, last: Span) -> None:
    reading = read(text)
    assert (reading.mentions[-1].span, reading.span.end) == (last, last.end)
    assert {doubt.code for doubt in reading.doubts} == {"date_ambiguous"}


def test_a_day_that_one_year_of_a_list_has_not_is_doubted() -> None:
    assert [doubt.code for doubt in read("29 February 2012 and 2013").doubts] == ["date_impossible"]


@pytest.mark.parametrize("arrow", ["→", "->", "=>", "⇒"])
def test_an_arrow_moves_a_date(arrow: str) -> None:
    reading = read(f"May 2012 {arrow} July 2012")
    assert reading.span == Span(date(2012, 7, 1), date(2012, 7, 31))
    assert reading.revised_from == Span(date(2012, 5, 1), date(2012, 5, 31))
    assert [mention.printed for mention in reading.mentions] == ["May 2012", "July 2012"]
    assert [doubt.code for doubt in reading.doubts] == ["date_ambiguous"]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("Every June", "P1Y"),
        ("each 31 January", "P1Y"),
        ("each autumn", "P1Y"),
        ("every May and November", "P6M"),
        ("every January, May and September", "P4M"),
        ("every May and June", "P1Y"),
        ("every Tuesday", "P1W"),
    ],
)
def test_every_so_named_time_is_a_rhythm(text: str, interval: str) -> None:
    rhythms = [mention.interval for mention in read(text).mentions if mention.kind is DateKind.RECURRENCE]
    assert rhythms == [interval]


def test_years_and_their_dates_go_in_pairs() -> None:
    reading = read("Year 1 (2011/12), Year 2 (2012/13)")
    assert ([mention.printed for mention in reading.mentions], reading.doubts) == (
        ["Year 1 2011/12", "Year 2 2012/13"],
        (),
    )


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Quarterly activity figures SPS", "SPS activity figures"),
        ("Quarterly report to SPS", "report to SPS"),
        ("Quarterly Board", "Board"),
    ],
)
def test_the_source_of_a_rhythm_in_its_usual_order(text: str, source: str) -> None:
    assert to_record(read(text))["frequencies"] == [{"recurrence": "P3M", "source": source}]


@given(st.text(st.sampled_from("Febuary Sptmber→'/-,&0123 \nyY"), max_size=80), st.sampled_from(list(Field)))
def test_any_misprint_is_survived(text: str, field: Field) -> None:
    to_record(read(text, field))


@pytest.mark.parametrize(
    "piece",
    ["Febuary ", "Febuary 2012, ", "2012, ", "Year 1, ", "1, 2 and ", "to ", "→ ", "'12 ", "every May, ", "by x "],
)
def test_long_texts_are_read_at_once(piece: str) -> None:
    began = perf_counter()
    read(piece * (10_000 // len(piece)))
    assert perf_counter() - began < HANG
