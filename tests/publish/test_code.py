"""Where worked cases stand, what they are compared by, and the kinds that need no vocabulary of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import DocumentKind
from cjaplans.publish.code import hints
from cjaplans.publish.code.cases import Case, run_cases
from cjaplans.publish.code.cells import value_cell
from cjaplans.publish.code.compare import compare, same
from cjaplans.publish.code.kinds import Kind, kind_of
from cjaplans.publish.code.records import code
from cjaplans.publish.code.setting import Setting, given_setting, plan_year
from cjaplans.publish.code.slugs import setting_of
from cjaplans.publish.code.surroundings import Surroundings

OWN_KINDS = (Kind.HEADER, Kind.REF, Kind.BOOLEAN, Kind.DOCUMENT)


@pytest.mark.parametrize(
    ("slug", "authority", "start", "area_plan"),
    [
        ("fife-forth-valley-2012-13", "fife-and-forth-valley", 2012, 2011),
        ("northern-2009-10", "northern", 2009, 2008),
        ("north-strathclyde-2016-17", "north-strathclyde", 2016, 2014),
        ("south-west-scotland-2010-2011", "south-west-scotland", 2010, 2008),
        ("tcja_2014", "tayside", 2014, 2014),
    ],
)
def test_a_short_name_tells_authority_and_periods(slug: str, authority: str, start: int, area_plan: int) -> None:
    values = setting_of(slug).values
    assert values.authority == authority
    assert values.period == (date(start, 4, 1), date(start + 1, 3, 31))
    assert values.area_plan is not None
    assert values.area_plan[0] == date(area_plan, 4, 1)


@pytest.mark.parametrize("slug", ["", "notes", "99", "plan-2010-", "x" * 10_000])
def test_a_short_name_may_tell_nothing(slug: str) -> None:
    assert setting_of(slug).values.authority is None


def test_guidance_is_known_by_its_name() -> None:
    assert setting_of("guidance-2011-14").kind is DocumentKind.GUIDANCE
    assert setting_of("glasgow-area-plan-2011-14").kind is DocumentKind.AREA_PLAN


def test_a_plan_runs_to_the_next_31_march() -> None:
    assert plan_year(date(2012, 9, 1))[1] == date(2013, 3, 31)
    assert plan_year(date(2012, 2, 1))[1] == date(2012, 3, 31)
    assert given_setting().values.period is None


@pytest.mark.parametrize(
    ("context", "field"),
    [
        ("Status column, row 4", Field.STATUS),
        ("4b progress, second paragraph", Field.PROGRESS),
        ("tail of the next-outcome cell; repeats the progress", Field.TARGET),
        ("date only in the action; By cell blank", Field.ACTION),
        ("West Lothian Estimated Budget", Field.RESOURCES),
        ("an odd one", None),
    ],
)
def test_a_description_names_the_field(context: str, field: Field | None) -> None:
    assert hints.field_in(context, Field) is field


def test_a_description_names_other_things_too() -> None:
    assert hints.status_in("4c: column Achieved, text says otherwise", "to be done") == "Achieved"
    assert hints.status_in("same as the column", "The board met. Ongoing") == "Ongoing"
    assert hints.status_in("progress column", "x") is None
    assert hints.ref_in("from 12.4.1 above; 3b") == "12.4.1"
    assert hints.ref_in("page 7 of 1.2.2010") is None
    assert hints.place_in_words("the West Lothian block") == "West Lothian"
    assert hints.place_in_words("Edinburgh and Falkirk") is None
    assert hints.headings_in('the "Step" column holds only a number; the title is under "Result"') == {
        "Step": Field.REF,
        "Result": Field.ACTION,
    }


@pytest.mark.parametrize(
    ("expected", "got", "equal"),
    [
        (1, 1.0, True),
        (["a", "b"], ["b", "a"], False),
        ({"a": 1}, {"a": 1, "b": None}, False),
        (True, 1, False),
        (None, "", False),
        ([{"a": [1]}], [{"a": [1.0]}], True),
    ],
)
def test_values_are_compared_strictly(expected: Any, got: Any, equal: bool) -> None:
    assert same(expected, got) is equal


def test_a_required_key_may_not_be_missing_and_another_may() -> None:
    found = compare(Kind.STATUS, {"status": "complete", "colour": "red", "note": "a"}, {"note": "b"})
    assert [(difference.key, difference.missing) for difference in found.differences] == [
        ("status", True),
        ("note", False),
    ]
    assert found.ignored == ("colour",)


def test_kinds_of_cases() -> None:
    assert (kind_of("code_range"), kind_of("priority"), kind_of("metric")) == (Kind.OUTCOMES, Kind.THEME, None)


def test_the_cell_of_a_value() -> None:
    assert value_cell(Kind.STATUS, "Board to meet\tOngoing\t") == "Ongoing"
    assert value_cell(Kind.DATE, "\t May 2010 \n") == "May 2010"
    assert value_cell(Kind.MONEY, "£5k\tMay 2010") == "£5k"
    assert value_cell(Kind.LEAD, "Hold a fair\tEverybody\tOngoing") == "Everybody"
    assert value_cell(Kind.THEME, "") == ""


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Time-\nscale", "timescale"),
        ("Frequency\n/source", "frequency_source"),
        ("New Outcome Year 2", "next_outcome"),
        ("\tBASELINE\tTARGET\tCURRENT", "table_kind:indicators"),
        ("Term\tMeaning", "table_kind:glossary"),
        ("No.\tWhat we will do\tLead officer\tBy when", "ref|action|lead|timescale"),
        ("Priority\nAction\nLead", "priority|action|lead"),
        ("Baseline", "baseline"),
        ("Bimble", None),
    ],
)
def test_headings(text: str, column: str | None) -> None:
    assert code(Kind.HEADER, text, Setting())["column"] == column


@pytest.mark.parametrize(
    ("text", "ref", "parent", "part"),
    [
        ("4.1.2.", "4.1.2", "4.1", "4"),
        ("4.1 A heading", "4.1", "4", "4"),
        ("12b) Repair boats", "12b", "12", None),
        ("\n\t7\n", "7", None, None),
        ("Repair boats", None, None, None),
    ],
)
def test_refs(text: str, ref: str | None, parent: str | None, part: str | None) -> None:
    record = code(Kind.REF, text, Setting())
    assert (record["ref"], record["parent"], record["part"]) == (ref, parent, part)
    assert bool(record["findings"]) is (ref is None)


def test_a_row_without_title_takes_the_one_above() -> None:
    record = code(Kind.REF, "4c)\tPaint them", Setting(titled="4a"))
    assert (record["task"], record["action_title_inherited_from"]) == ("Paint them", "4a")


@pytest.mark.parametrize(
    ("text", "carried", "doubts"), [("x\tYES", True, 0), ("x\t No. ", False, 0), ("x\t\n", None, 0), ("x", None, 1)]
)
def test_carried_forward(text: str, carried: bool | None, doubts: int) -> None:
    record = code(Kind.BOOLEAN, text, Setting())
    assert (record["carry_forward"], len(record["findings"])) == (carried, doubts)


def test_a_document_is_what_its_name_says_before_its_title() -> None:
    record = code(Kind.DOCUMENT, "Action plan 2012-13", setting_of("south-west-scotland-2011-12"))
    assert record["cja"] == "South West Scotland Community Justice Authority"
    assert record["plan_period"] == {"start": "2011-04-01", "end": "2012-03-31"}
    assert record["layout"] == "sws_2011"
    alone = code(Kind.DOCUMENT, "Tayside Community Justice Authority Action Plan 2012-13", Setting())
    assert (alone["layout"], alone["area_plan"]["start"]) == ("ta_2012", "2011-04-01")


def test_cases_of_a_document_tell_each_other_its_scheme_and_columns() -> None:
    cases = [
        Case("1", "code_list", "O1, S2", "glasgow-2015-16"),
        Case("2", "code_list", "C1", "glasgow-2015-16", "codes column"),
        Case("3", "header", "Action\tLead", "glasgow-2015-16"),
    ]
    setting = Surroundings(cases, None).of(cases[1])
    assert setting.values.scheme == "NSMO23"
    assert setting.columns == {Field.ACTION, Field.RESPONSIBLE, Field.OUTCOMES}


def test_a_line_above_sums_is_said_once_for_a_row() -> None:
    contexts = ("3.2.1: provisional costs", "3.2.1: second", "3.2.2", "no row")
    cases = [Case(str(n), "money", "Paint £20", "glasgow-2015-16", said) for n, said in enumerate(contexts)]
    surroundings = Surroundings(cases, None)
    assert [surroundings.of(case).label for case in cases] == ["provisional costs", "provisional costs", "", ""]


def test_a_document_name_leads_out_of_no_folder(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.4")
    (result,) = run_cases([Case("1", "ref", "1a)", "../secret")], tmp_path / "plans")
    assert result.got is not None
    assert result.got["ref"] == "1a"


def test_a_plan_that_cannot_be_read_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "tayside-2010-11.pdf").write_bytes(b"no plan")
    (result,) = run_cases([Case("1", "document", "Plan", "tayside-2010-11", "", {"layout": "ta_2010"})], tmp_path)
    assert result.ok


def test_a_plan_tells_where_its_texts_stand(sample_plans: Path) -> None:
    from cjaplans.publish.code.plans import known_plan, place_in

    path = next(iter(sorted(sample_plans.glob("*.pdf"))), None)
    if path is None:
        pytest.skip("needs the sample plans in data/raw")
    known = known_plan(path)
    assert known is not None
    action = next(a for a in known.plan.actions if Field.TIMESCALE in a.printed and Field.REF in a.printed)
    row = f"{action.printed[Field.REF]}\t{action.printed[Field.ACTION]}"
    setting = place_in(known, row, "")
    assert (setting.field, setting.ref) == (Field.ACTION, action.printed[Field.REF])
    assert setting.values.authority == known.plan.authority
    assert place_in(known, "words of no plan", "").field is None


@given(st.sampled_from(OWN_KINDS), st.text(), st.text(max_size=40))
def test_no_text_is_too_odd(kind: Kind, text: str, context: str) -> None:
    record = code(kind, text, Setting(), context)
    assert {"rule", "findings"} <= record.keys()


@pytest.mark.parametrize(("own", "above"), [("4.1.2", "4.1.1"), ("2b", "2a"), ("4.1.1", None)])
def test_as_above_points_to_the_row_before(own: str, above: str | None) -> None:
    record = code(Kind.CROSS_REFERENCE, "As above", Setting(field=Field.PROGRESS, ref=own))
    assert (record["refers_to"], record["resolve"]) == (above, "copy")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Action Plan 2010-11", "action_plan"),
        ("Area Plan 2011-14", "area_plan"),
        ("Area Plan 2007-08 – Action Plan", "action_plan"),
        ("Annual Report 2011-12", "other"),
        ("Agenda of the Authority, 3 June 2010", "other"),
    ],
)
def test_a_title_tells_the_kind_of_document(title: str, kind: str) -> None:
    assert code(Kind.DOCUMENT, title, Setting())["document_kind"] == kind


@pytest.mark.parametrize(
    "kind", [Kind.OUTCOMES, Kind.STATUS, Kind.DATE, Kind.MONEY, Kind.LEAD, Kind.HEADER, Kind.THEME, Kind.REF]
)
@pytest.mark.parametrize("text", ["", " \n", "£££", "31/02/2010", "A1-A99", "Сделано", "年度末", "x" * 10_000])
def test_bad_texts_get_a_finding(kind: Kind, text: str) -> None:
    assert code(kind, text, Setting())["findings"]
