"""An action's fields together: what one leaves open another may say, and each doubt costs confidence."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.codebooks import read
from cjaplans.normalise.coded import (
    Coded,
    DateKind,
    Doubt,
    OutcomeBasis,
    PartyKind,
    PartyRole,
    Resolution,
    StatusBasis,
    ValueContext,
)
from cjaplans.normalise.coding import code_action, doubts_of
from cjaplans.normalise.confidence import LEAST, findings_of, weighed
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Severity

YEAR = (date(2012, 4, 1), date(2013, 3, 31))
CONTEXT = ValueContext("tayside", YEAR, (date(2011, 4, 1), date(2014, 3, 31)), "NSMO23")


def code(heading_codes: str | None = None, **printed: str) -> Coded:
    return code_action({Field(name): text for name, text in printed.items()}, heading_codes, CONTEXT)


def codes(coded: Coded) -> list[str]:
    return [doubt.code for doubt in doubts_of(coded)]


def test_a_due_date_in_the_text_counts_only_where_the_timescale_is_empty() -> None:
    in_text = code(action_text="Open a hostel for women by June 2012")
    assert in_text.dates.span.end == date(2012, 6, 30)
    assert "date_in_text" in codes(in_text)
    stated = code(action_text="Open a hostel for women by June 2012", timescale="May 2013")
    assert stated.dates.span.end == date(2013, 5, 31)
    assert "date_in_text" not in codes(stated)


def test_a_date_that_is_only_mentioned_is_no_due_date() -> None:
    assert code(action_text="Follow up the review of May 2011").dates.span.end is None


def test_rhythms_of_other_fields_stand_beside_the_timescale() -> None:
    coded = code(
        timescale="May 2012", monitoring="Quarterly, Board", action_text="See everyone within two weeks of release"
    )
    found = [(mention.kind, mention.interval) for mention in coded.dates.mentions]
    assert found == [(DateKind.PERIOD, None), (DateKind.RECURRENCE, "P3M"), (DateKind.DURATION, "P14D")]
    assert coded.dates.span.end == date(2012, 5, 31)


def test_own_codes_win_over_the_headings() -> None:
    both = code("C1", outcome_refs="S2", action_text="x")
    heading = code("C1, C9", action_text="x")
    assert [(x.outcome, x.basis) for x in both.outcomes.links] == [("NSMO23:S2", OutcomeBasis.STATED)]
    assert [(x.printed, x.outcome, x.basis) for x in heading.outcomes.links] == [
        ("C1", "NSMO23:C1", OutcomeBasis.INHERITED),
        ("C9", None, OutcomeBasis.INHERITED),
    ]
    assert "outcome_code_invalid" in codes(heading)


def test_a_heading_that_names_an_outcome_adds_it_to_the_codes() -> None:
    coded = code(theme="National Outcome 9: We live our lives safe from crime", outcome_refs="S2")
    assert [link.outcome for link in coded.outcomes.links] == ["NSMO23:S2", "NPF2011:9"]


def test_an_officer_brings_the_body_he_acts_for() -> None:
    parties = code(responsible="Chief Officer").parties.parties
    assert [(p.kind, p.name) for p in parties] == [
        (PartyKind.ROLE, "Chief Officer"),
        (PartyKind.ORGANISATION, "Tayside Community Justice Authority"),
    ]


def test_people_whom_other_fields_name_are_marked() -> None:
    parties = code(responsible="SPS", progress="Post filled by Morag Lennie in May").parties.parties
    assert [(p.name, p.kind, p.role) for p in parties[1:]] == [("Morag Lennie", PartyKind.PERSON, PartyRole.NAMED)]


def test_a_field_that_only_points_says_nothing_itself() -> None:
    coded = code(responsible="As above", progress="See 2.1 above", action_text="x")
    assert coded.parties.parties == ()
    assert coded.status.basis is StatusBasis.NONE
    assert {(r.field, r.resolution) for r in coded.references} == {
        (Field.RESPONSIBLE, Resolution.COPY),
        (Field.PROGRESS, Resolution.COPY),
    }


@given(st.dictionaries(st.sampled_from(list(Field)), st.text(max_size=60), max_size=6))
def test_no_row_is_too_odd(printed: dict[Field, str]) -> None:
    coded = code_action(printed, None, CONTEXT)
    assert all(finding.message for finding in findings_of(doubts_of(coded), 1, 1))


@pytest.mark.parametrize("field", [f for f in Field if f not in (Field.CARRIED_FORWARD, Field.REF)])
@pytest.mark.parametrize(
    "text", ["", "x" * 10_000, "До конца года", "£££", "31/02/2010", "A1-A99", "\x00\x07", "年度末まで"]
)
def test_bad_values_raise_nothing_and_are_told(field: Field, text: str) -> None:
    coded = code_action({field: text}, None, CONTEXT)
    told = {Field.TIMESCALE, Field.STATUS, Field.RESPONSIBLE, Field.RESOURCES, Field.OUTCOMES}
    if text.strip("\x00\x07") and field in told:
        assert any(doubt.code != "theme_unknown" for doubt in doubts_of(coded))


def test_every_doubt_costs_its_share() -> None:
    one, two = Doubt("date_unread", "a"), Doubt("lead_unresolved", "b")
    assert weighed(1.0, []) == 1.0
    assert weighed(1.0, [one]) == pytest.approx(0.9)
    assert weighed(1.0, [one, two]) == pytest.approx(0.855)
    assert weighed(1.0, [one] * 100) == LEAST


def test_the_codebook_of_doubts_is_sound() -> None:
    rows = read("doubts")
    assert len({row["code"] for row in rows}) == len(rows)
    for row in rows:
        assert Severity(row["severity"])
        assert 0 < float(row["factor"]) <= 1
        assert row["meaning"]


def test_every_finding_is_in_a_codebook() -> None:
    root = Path(__file__).parents[2]
    known = {row["code"] for row in (*read("doubts"), *read("finding_codes"))}
    raised = re.compile(r"""(?:Finding\(\s*[\w.]+,|Notice\([\w.]+,|Doubt\(|_find\([\w.]+,)\s*"([a-z_]+)\"""")
    for room in ("extract", "normalise"):
        for file in (root / room).rglob("*.py"):
            assert set(raised.findall(file.read_text(encoding="utf-8"))) <= known, file


def test_the_outcome_of_a_heading_further_up_is_inherited_once() -> None:
    above = "National Outcome 9: We live our lives safe from crime"
    for theme, own in (("Homes", "S2"), (above, "S2")):
        printed = {Field.THEME: theme, Field.OUTCOMES: own}
        links = code_action(printed, None, CONTEXT, outcome_heading=above).outcomes.links
        assert [(x.outcome, x.basis) for x in links] == [
            ("NSMO23:S2", OutcomeBasis.STATED),
            ("NPF2011:9", OutcomeBasis.INHERITED),
        ]


def test_a_pointer_in_place_of_codes_inherits_none() -> None:
    assert code("C1", outcome_refs="As above", action_text="x").outcomes.links == ()
