"""Money: sums, who pays them, how actions are paid for (domain.md 6)."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.coded import FundingBasis, FundingReading, ValueContext
from cjaplans.normalise.money import read_money, to_record
from tests.limits import HANG

CASES = Path(__file__).parents[3] / "shared" / "cases.json"
OWN = "Lothian and Borders Community Justice Authority"
NAMES = {
    "CJA": OWN,
    "SPS": "Scottish Prison Service",
    "EVOC": "Edinburgh Voluntary Organisations' Council",
    "SG": "Scottish Government",
    "Scottish Government": "Scottish Government",
    "Scottish Legal Aid": "Scottish Legal Aid Board",
    "British Red Cross": "British Red Cross",
    "Network Rail": "Network Rail",
    "Families Outside": "Families Outside",
    "The Robertson Trust": "The Robertson Trust",
    "NHS Tayside": "NHS Tayside",
    "Tayside Police": "Tayside Police",
}
KNOWN = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, NAMES), key=len, reverse=True))})(?!\w)")
PLAN = ValueContext("lothian-and-borders", (date(2010, 4, 1), date(2011, 3, 31)), (date(2008, 4, 1), date(2011, 3, 31)))


def find(text: str) -> tuple[str, ...]:
    """A gazetteer of a dozen names, for the tests."""
    return tuple(dict.fromkeys(NAMES[match[0]] for match in KNOWN.finditer(text)))


def read(text: str, heading: str = "") -> FundingReading:
    return read_money(text, PLAN, find, heading)


def codes(reading: FundingReading) -> list[str]:
    return [doubt.code for doubt in reading.doubts]


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("£25k", 25_000),
        ("£1.2m", 1_200_000),
        ("£1.2 million", 1_200_000),
        ("£1,200", 1_200),
        ("£25 000", 25_000),
        ("£12,500.50", 12_500.5),
        ("25,000 pounds", 25_000),
        ("GBP 5,000", 5_000),
        ("25k", 25_000),
        ("up to £20k", 20_000),
        ("£30k over 3 years", 30_000),
        ("£5k x 3 years", 15_000),
        ("£5k p.a. for three years", 15_000),
        ("2 x £5,000", 10_000),
        ("£10k + £5k", 15_000),
        ("£10k + £5k = £15k", 15_000),
        ("£1,000 a head; £12k in total", 12_000),
    ],
)
def test_sums(text: str, pounds: float) -> None:
    assert read(text).total == pounds


@pytest.mark.parametrize(
    ("text", "parts", "total"),
    [
        ("2 x £1,500 = £3,000", [3_000], 3_000),
        ("3 x £2k + £4k = £10k", [6_000, 4_000], 10_000),
        ("£5k x 3 years = £15k", [15_000], 15_000),
        ("£5k p.a. for 3 years", [5_000], 15_000),
    ],
)
def test_a_printed_multiplier_counts_in_its_part(text: str, parts: list[float], total: float) -> None:
    reading = read(text)
    assert ([each.pounds for each in reading.amounts if not each.is_total], reading.total) == (parts, total)


@pytest.mark.parametrize("text", ["£9,000 carried forward from 2010-11", "£5,000 forward funding", "£4,000 (in kind)"])
def test_words_that_only_say_whence_are_no_purpose(text: str) -> None:
    assert read(text).amounts[0].purpose is None


@pytest.mark.parametrize(
    "text",
    ["£20k (60% SPS, 40% match funding)", "£20k: SPS 50% and NHS Tayside 50%", "50% SPS, 50% NHS Tayside funding"],
)
def test_shares_of_several_payers_are_mixed_and_have_no_single_funder(text: str) -> None:
    reading = read(text)
    assert (reading.basis, reading.funder, {each.funder for each in reading.amounts} - {None}) == ("mixed", None, set())


def test_what_is_said_to_be_in_kind_is_not_paid_for() -> None:
    reading = read("In kind: room provided by NHS Tayside")
    assert (reading.basis, reading.funder, reading.contributors) == ("in_kind", None, ("NHS Tayside",))


def test_what_is_still_to_be_found_is_no_purpose() -> None:
    reading = read("£85k\n£15k still to be found")
    assert (reading.basis, [each.purpose for each in reading.amounts]) == (FundingBasis.MIXED, [None, None])


@pytest.mark.parametrize("text", ["£10-15k", "£10k - £15k", "£10,000 to £15,000", "between £10k and £15k"])
def test_a_range_counts_at_its_upper_end(text: str) -> None:
    assert (read(text).total, codes(read(text))) == (15_000, ["money_range"])


@pytest.mark.parametrize("text", ["£££", "£", "£x", "£25,00", "£1.200"])
def test_what_is_no_sum_is_signalled(text: str) -> None:
    assert (read(text).total, codes(read(text))) == (None, ["money_unread"])


@pytest.mark.parametrize(
    "text", ["50%", "31 March 2011", "2010-11", "within 28 days", "1,200 hours of work", "A11", "-"]
)
def test_what_is_no_money(text: str) -> None:
    assert (read(text).amounts, read(text).basis, codes(read(text))) == ((), None, ["funding_basis_unknown"])


def test_a_bare_number_is_money_under_a_heading_in_pounds() -> None:
    assert read("25", "Budget (£000)").total == 25_000
    assert read("2500", "Cost £").total == 2_500
    assert read("2500").total is None


@pytest.mark.parametrize(
    ("text", "funder", "purpose", "fund"),
    [
        ("£25k from EVOC", NAMES["EVOC"], None, None),
        ("£15k for training from SPS", NAMES["SPS"], "training", None),
        ("Training £5k", None, "Training", None),
        ("£5k for a leaflet", None, "leaflet", None),
        ("£20k CJA Pilot funding", OWN, None, "Pilot funding"),
        ("£9k from the Barra Trust", "Barra Trust", None, None),
        ("£20k within existing budget", None, None, None),
    ],
)
def test_labels(text: str, funder: str | None, purpose: str | None, fund: str | None) -> None:
    (amount,) = read(text).amounts
    assert (amount.funder, amount.purpose, amount.fund) == (funder, purpose, fund)


@pytest.mark.parametrize(
    "text",
    [
        "£40k (SPS £20k, NHS Tayside £20k)",
        "Total £40,000: £20,000 SPS, £20,000 NHS Tayside",
        "£40k: SPS £20k NHS Tayside £20k",
    ],
)
def test_a_total_is_not_added_to_its_parts(text: str) -> None:
    reading = read(text)
    assert (reading.total, reading.basis, codes(reading)) == (40_000, FundingBasis.EXTERNAL, [])
    assert [(each.funder, each.is_total) for each in reading.amounts] == [
        (None, True),
        ("Scottish Prison Service", False),
        ("NHS Tayside", False),
    ]


def test_parts_that_do_not_add_up_are_signalled() -> None:
    reading = read("Total £50,000: SPS £20,000 SG £25,000")
    assert (reading.total, codes(reading)) == (50_000, ["money_parts_differ"])
    assert codes(read("£50k of which £10k for training")) == []


SPS, NHS, CJA = "Scottish Prison Service", "NHS Tayside", OWN


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("£9,000 in total: £5,000 SPS, £4,000 NHS Tayside", 9_000, [5_000, 4_000]),
        ("£9,000 total (£5,000 SPS, £4,000 NHS Tayside)", 9_000, [5_000, 4_000]),
        ("£9,000 overall – SPS £5,000, NHS Tayside £4,000", 9_000, [5_000, 4_000]),
        ("£9,000 (total), SPS £5,000, NHS Tayside £4,000", 9_000, [5_000, 4_000]),
        ("Altogether £9,000: £5,000 SPS and £4,000 NHS Tayside", 9_000, [5_000, 4_000]),
        ("A total of £9,000 is needed: £5,000 in 2009-10 and £4,000 in 2010-11", 9_000, [5_000, 4_000]),
        ("£5,000 SPS; £4,000 NHS Tayside; £9,000 total", 9_000, [5_000, 4_000]),
        ("£5,000 SPS £4,000 NHS Tayside total £9,000", 9_000, [5_000, 4_000]),
        ("£5,000 for 2009-10 and £5,000 for 2010-11, £10,000 in all", 10_000, [5_000, 5_000]),
        ("£5,000 (2009-10), £4,000 (2010-11), £9,000 altogether", 9_000, [5_000, 4_000]),
        ("£5k and £4k, in total £9k", 9_000, [5_000, 4_000]),
        ("£9k = £5k + £4k", 9_000, [5_000, 4_000]),
        ("£9k made up of £5k SPS and £4k NHS Tayside", 9_000, [5_000, 4_000]),
        ("£50k of which £10k for training", 50_000, [10_000]),
        ("£20k SPS, £50k NHS Tayside of which £10k for training", 70_000, [20_000, 10_000]),
        ("£40k (SPS £20k, NHS Tayside £20k); £5k for venue", 45_000, [20_000, 20_000, 5_000]),
        ("£9k made up of £5k SPS (training £3k, venue £2k) and £4k SG", 9_000, [3_000, 2_000, 4_000]),
        ("Total £3k (training £1k, venue £2k)\nTotal £9k (SPS £5k, SG £4k)", 12_000, [1_000, 2_000, 5_000, 4_000]),
        ("Training £5k, venue £2k, sub-total £7k; staff £9k; total £16k", 16_000, [5_000, 2_000, 9_000]),
        ("£6,000 (£2,000 per annum)", 6_000, [2_000]),
        ("£2,000 per annum (£6,000 over three years)", 6_000, [2_000]),
        ("£500 per course (total £2,000)", 2_000, [500]),
    ],
)
def test_a_total_is_called_one_or_holds_its_parts(text: str, total: float, parts: list[float]) -> None:
    reading = read(text)
    assert (reading.total, [each.pounds for each in reading.amounts if not each.is_total]) == (total, parts)
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("SPS £8,000; NHS Tayside £4,000; SG £4,000", 16_000),
        ("£60k\n£30k\n£30k", 120_000),
        ("£8,000 training, £4,000 venue, £4,000 travel", 16_000),
        ("2009-10 £8,000; 2010-11 £4,000; 2011-12 £4,000", 16_000),
        ("£8,000, £5,000 SPS, £3,000 SG", 16_000),
        ("£8,000: training; £4,000: venue; £4,000: travel", 16_000),
        ("SPS total £8,000, NHS Tayside total £4,000", 12_000),
        ("Total for 2009-10 £8,000, total for 2010-11 £4,000", 12_000),
        ("£8,000 in total for training, £4,000 for venue", 12_000),
        ("Training in all prisons £8,000, £4,000 in all courts", 12_000),
        ("£8,000 including VAT, £4,000 venue", 12_000),
        ("£8,000 (plus £4,000 from SPS)", 12_000),
        ("£8,000 and £4,000", 12_000),
        ("£8,000 - £4,000", 12_000),
    ],
)
def test_arithmetic_makes_no_total(text: str, total: float) -> None:
    reading = read(text)
    assert (reading.total, [each.is_total for each in reading.amounts].count(True)) == (total, 0)


@pytest.mark.parametrize(
    ("text", "funders", "purposes", "years"),
    [
        ("£5,000 (2008-09) £4,000 (2009-10)", [None, None], [None, None], [2008, 2009]),
        ("£5,000 (leaflets), £4,000 (venue)", [None, None], ["leaflets", "venue"], [None, None]),
        ("£5,000 (Tayside Police), £4,000 (NHS Tayside)", ["Tayside Police", NHS], [None, None], [None, None]),
        ("£5,000 (SPS)\n£4,000 (NHS Tayside)", [SPS, NHS], [None, None], [None, None]),
        ("£5,000 (2008-09), £4,000", [None, None], [None, None], [2008, None]),
        ("SPS £5,000 (leaflets), NHS Tayside £4,000 (venue)", [SPS, NHS], ["leaflets", "venue"], [None, None]),
        ("£5,000 (leaflets) from SPS, £4,000 (venue) from CJA", [SPS, CJA], ["leaflets", "venue"], [None, None]),
        ("£5,000 (leaflets), NHS Tayside £4,000", [None, NHS], ["leaflets", None], [None, None]),
        ("Leaflets £5,000 (two runs) Venue £4,000", [None, None], ["Leaflets (two runs)", "Venue"], [None, None]),
        ("SPS (£5,000 for leaflets), CJA (£4,000)", [SPS, CJA], ["leaflets", None], [None, None]),
        ("£9,000 (£5,000 (SPS), £4,000 (CJA))", [None, SPS, CJA], [None, None, None], [None, None, None]),
        ("SPS £9,000 (leaflets £5,000, venue £4,000)", [None, SPS, SPS], [None, "leaflets", "venue"], [None] * 3),
        ("£9,000 for 2009-10 (£5,000 SPS, £4,000 CJA)", [None, SPS, CJA], [None, None, None], [None, 2009, 2009]),
    ],
)
def test_a_bracket_qualifies_the_sum_before_it(
    text: str, funders: list[str | None], purposes: list[str | None], years: list[int | None]
) -> None:
    found = read(text).amounts
    assert [each.funder for each in found] == funders
    assert [each.purpose for each in found] == purposes
    assert [each.period.start.year if each.period and each.period.start else None for each in found] == years


def test_a_record_has_whole_pounds_and_only_sums_that_were_read() -> None:
    assert repr(to_record(read("£20,000"))["total_gbp"]) == "20000"
    assert repr([each["gbp"] for each in to_record(read("£5k SPS; £12.50 CJA"))["amounts"]]) == "[5000, 12.5]"
    unread = to_record(read("£25,00 from SPS"))
    assert (unread["amounts"], unread["total_gbp"], unread["warning"]) == ([], None, "money_unread")


@pytest.mark.parametrize("text", ["Year 2 £10k", "£10k in 2009-10", "2009/10: £10k"])
def test_periods(text: str) -> None:
    (amount,) = read(text).amounts
    assert amount.period is not None
    assert (amount.period.start, amount.period.end) == (date(2009, 4, 1), date(2010, 3, 31))


def test_intervals() -> None:
    assert [read(text).amounts[0].interval for text in ("£5k per annum", "£5k p.a.", "£200 per month")] == [
        "P1Y",
        "P1Y",
        "P1M",
    ]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("£8,000", "amount_only"),
        ("£8,000 CJA", "amount_only"),
        ("£8,000 SG", "external"),
        ("£8,000 within current resources", "existing"),
        ("£8,000 additional funding required", "new_needed"),
        ("Bid to SG for £8,000", "new_needed"),
        ("£20k within existing budget, further £8k required", "existing_plus_new_needed"),
        ("£8,000 subject to approval", "provisional"),
        ("Estimated cost £8,000", "provisional"),
        ("£8,000 CJA / £5k NHS Tayside", "mixed"),
        ("Officer time and £8,000 for venue", "mixed"),
        ("£8,000 and 3 staff", "mixed"),
        ("£0", "none_additional"),
        ("Within existing budgets", "existing"),
        ("CJA budget", "existing"),
        ("Existing staff; new worker needed: additional resources required", "existing_plus_new_needed"),
        ("Existing staff. Additional SG funding hoped for", "existing_plus_new_needed"),
        ("Cost neutral", "none_additional"),
        ("No new money", "none_additional"),
        ("TBC", "to_be_determined"),
        ("Costs to be scoped", "to_be_determined"),
        ("Unfunded", "new_needed"),
        ("SG funding", "external"),
        ("Funded by NHS Tayside", "external"),
        ("2 FTE posts", "in_kind"),
        ("Seconded post from Tayside Police", "in_kind"),
        ("n/a", "not_applicable"),
    ],
)
def test_how_it_is_paid_for(text: str, basis: str) -> None:
    assert read(text).basis == basis


def test_bodies_that_give_in_kind() -> None:
    assert read("CJA £500 Fire Police SPS Network Rail").contributors == (
        "Fire service",
        "Police (unspecified)",
        "Scottish Prison Service",
        "Network Rail",
    )
    assert read("4 mentors lent by Tayside Police").contributors == ("Tayside Police",)
    assert read("4 mentors lent by Tayside Police").in_kind == "4 mentors"


def test_a_department_belongs_to_the_council_of_the_place() -> None:
    reading = read_money("Funded by Housing", replace(PLAN, place="East Lothian"), find)
    assert (reading.basis, reading.funder) == ("external", "East Lothian Council (Housing)")


def test_without_a_gazetteer_the_printed_words_stand() -> None:
    assert read_money("£25k from EVOC", PLAN).amounts[0].funder == "EVOC"
    assert read_money("£25k CJA", PLAN).amounts[0].funder == OWN


def heading_of(case: dict[str, Any], cases: list[dict[str, Any]]) -> str:
    """What the contexts of a worked case's row say of its costs: the line above them is not part of its text."""
    row = case["context"].split(":")[0]
    said = [other["context"] for other in cases if other["context"].split(":")[0] == row and row[0].isdigit()]
    return "Provisional costs" if any("provisional" in context for context in said) else ""


def money_cases() -> list[dict[str, Any]]:
    if not CASES.is_file():
        return []
    loaded = json.loads(CASES.read_text(encoding="utf-8"))
    return [case for case in (loaded if isinstance(loaded, list) else loaded["cases"]) if case["kind"] == "money"]


@pytest.mark.skipif(not CASES.is_file(), reason="the worked cases are not here")
@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in money_cases()])
def test_a_worked_case(case: dict[str, Any]) -> None:
    place = re.match(r"(?:Mid|East |West )[Ll]othian", case["context"])
    reading = read_money(
        case["text"], replace(PLAN, place=place[0] if place else None), find, heading_of(case, money_cases())
    )
    record, beyond = to_record(reading), {"action_total_gbp", "scope", "warning"}
    wanted = {key: value for key, value in case["expected"].items() if key not in beyond}
    assert {key: record.get(key) for key in wanted} == wanted


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("£0123456789,.k-–:;\n SPCJA"))))
def test_no_text_raises(text: str) -> None:
    to_record(read_money(text, PLAN, find))
    to_record(read_money(text, ValueContext()))


@pytest.mark.parametrize(
    "piece",
    [
        "£",
        "£1 ",
        "1,",
        "111 ",
        "total £1 ",
        "SPS £1 ",
        "the ",
        "Police ",
        "from ",
        "A ",
        "£1-",
        "2 x ",
        "for ",
        "£1",
        "£1 (",
        "£1 of which ",
        "£1 split ",
        "£1: ",
        "£1 total: ",
        "£1 p.a. (",
        "£1 and £2 ",
        "(£1 ",
        "50% ",
    ],
)
def test_long_texts_are_read_in_good_time(piece: str) -> None:
    text = piece * (10_000 // len(piece))
    began = time.perf_counter()
    read(text)
    assert time.perf_counter() - began < HANG
