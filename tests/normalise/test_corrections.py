"""Corrections put to a plan: what they change, what follows from it, and those that no longer fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.load.coded_rows import ACTION_COLUMNS, action_values
from cjaplans.load.models import Action as ActionRow
from cjaplans.normalise.coded import UNCODED, PartyKind, StatusBasis
from cjaplans.normalise.corrections import Corrected, Correction, digest, prefix_of, relevant
from cjaplans.normalise.corrections.columns import CODED, FIELDS, PRINTED, UnfitValueError, alike, parse
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, Plan, Severity
from cjaplans.normalise.plan import normalise
from tests.normalise.drawing import block, document, table

COVER = (block("Tayside Community Justice Authority", 100, size=20), block("Action Plan 2010-11", 140, size=20))
ROWS = [
    ["No", "Action", "Lead", "Timescale", "Status"],
    ["1", "Open the mill", "SPS", "May 2010", "Complete"],
    ["2", "Paint the barn", "As 1 above", "June 2010", "As 1 above"],
    ["3", "Mend the boat", "SPS", "whenever", "hm"],
]
PLAN = document(*COVER, table(ROWS, page=2), pages=2)
KEYS = [action.key for action in normalise(PLAN).actions]


def change(field: str, was: str | None, now: str | None, of: int = 1, key: str | None = None) -> Correction:
    return Correction(key or KEYS[of - 1], field, was, now, "misread", "Eck", date(2024, 5, 1), "a.yaml")


def corrected(*corrections: Correction) -> Plan:
    return normalise(PLAN, corrections=corrections)


def first(*corrections: Correction) -> Action:
    return corrected(*corrections).actions[0]


def codes(plan: Plan, action: int) -> set[str]:
    return {finding.code for finding in plan.findings if finding.action == action}


def test_a_printed_field_is_corrected_and_coded_anew() -> None:
    plan = corrected(change("timescale", "May 2010", "August 2010"))
    action, before = plan.actions[0], normalise(PLAN).actions[0]
    assert action.printed[Field.TIMESCALE] == "August 2010"
    assert action.coded.dates.span.end == date(2010, 8, 31)
    assert action.corrections == (Corrected("timescale", "May 2010", "August 2010", "May 2010", True),)
    assert (action.key, action.sources) == (before.key, before.sources)
    assert plan.actions[1:] == normalise(PLAN).actions[1:]


def test_corrections_of_what_a_key_is_made_of_leave_the_key() -> None:
    action = first(change("ref", "1", "7"), change("action_text", "Open the mill", "Shut the mill"))
    assert (action.key, action.printed[Field.REF]) == (KEYS[0], "7")
    assert action.printed[Field.ACTION] == "Shut the mill"


def test_an_empty_value_empties_a_field_and_fills_one() -> None:
    action = first(change("responsible", "SPS", None), change("detail", None, "by hand"))
    assert (Field.RESPONSIBLE in action.printed, action.printed[Field.DETAIL]) == (False, "by hand")
    assert action.coded.parties.parties == ()


def test_a_coded_value_is_corrected_and_its_doubts_are_settled() -> None:
    plan = corrected(change("status_code", "unknown", "delayed", of=3), change("end_date", None, "2010-09-01", of=3))
    action = plan.actions[2]
    assert (action.coded.status.code, action.coded.dates.span.end) == ("delayed", date(2010, 9, 1))
    assert {"status_unread", "date_unread"} <= codes(normalise(PLAN), 3)
    assert not {"status_unread", "date_unread"} & codes(plan, 3)
    assert action.confidence > normalise(PLAN).actions[2].confidence


@pytest.mark.parametrize(
    ("was", "now", "basis"),
    [("complete", "delayed", StatusBasis.COLUMN), ("complete", "unknown", StatusBasis.NONE)],
)
def test_a_status_keeps_where_it_was_found(was: str, now: str, basis: StatusBasis) -> None:
    assert first(change("status_code", was, now)).coded.status.basis is basis


def test_a_status_that_was_found_nowhere_is_inferred() -> None:
    coded = CODED["status_code"].put(UNCODED, "complete")
    assert coded.status.basis is StatusBasis.INFERRED


def test_an_action_that_points_to_a_corrected_one_takes_what_it_says_now() -> None:
    plan = corrected(change("status_code", "complete", "delayed"), change("responsible", "SPS", "Police Scotland"))
    assert plan.actions[1].coded.status.code == "delayed"
    assert [p.kind for p in plan.actions[1].coded.parties.parties] == [PartyKind.ORGANISATION]
    assert plan.actions[1].coded.parties.parties[0].organisation == "Police Scotland"


def test_corrections_of_one_field_follow_each_other() -> None:
    action = first(change("timescale", "May 2010", "June 2010"), change("timescale", "June 2010", "July 2010"))
    assert action.printed[Field.TIMESCALE] == "July 2010"
    assert [(c.found, c.applied) for c in action.corrections] == [("May 2010", True), ("June 2010", True)]


@pytest.mark.parametrize(
    ("field", "was", "found"),
    [("timescale", "March 2010", "May 2010"), ("end_date", None, "2010-05-31"), ("carried_forward", "1", None)],
)
def test_a_correction_that_expects_something_else_is_an_error_and_changes_nothing(
    field: str, was: str | None, found: str | None
) -> None:
    plan = corrected(change(field, was, None))
    before = normalise(PLAN)
    assert replace(plan.actions[0], corrections=()) == before.actions[0]
    assert plan.actions[0].corrections == (Corrected(field, was, None, found, False),)
    (finding,) = (f for f in plan.findings if f.code == "correction_stale")
    assert (finding.severity, finding.action, finding.page) == (Severity.ERROR, 1, 2)
    assert field in finding.message
    assert "\n" not in finding.message


def test_line_breaks_and_spaces_of_a_printed_text_are_not_compared() -> None:
    assert first(change("action_text", "Open\n the  mill", "Shut the mill")).printed[Field.ACTION] == "Shut the mill"


def test_corrections_of_other_actions_are_not_looked_at() -> None:
    others = (change("ref", "1", "2", key="tayside/2010-11/9-00000000"), change("ref", "1", "2", key="fife/2010-11/x"))
    plan = corrected(*others)
    assert plan.actions == normalise(PLAN).actions
    assert plan.corrections_digest == digest(others[:1])


def test_corrections_concern_the_plans_that_their_keys_name() -> None:
    corrections = [change("ref", "1", "2"), change("ref", "1", "2", key="tayside/2010-11/1/2-00000000~2")]
    assert relevant(corrections, ["tayside/2010-11"]) == tuple(corrections)
    assert relevant(corrections, ["tayside/2011-12"]) == ()
    assert prefix_of(corrections[1].key) == "tayside/2010-11"


def test_a_digest_is_of_what_corrections_do() -> None:
    one = change("ref", "1", "2")
    assert digest([]) is None
    assert digest([one]) == digest([replace(one, reason="typing error", author="Morag", source="b.yaml")])
    assert len({digest([x]) for x in (one, replace(one, now="3"), replace(one, now=None), replace(one, was="3"))}) == 4
    assert digest([one, replace(one, field="theme")]) != digest([replace(one, field="theme"), one])


def test_every_column_of_an_action_that_says_something_can_be_corrected() -> None:
    columns = {c.name for c in ActionRow.__table__.columns}
    own = {"id", "document_id", "seq", "key", "part", "page_first", "page_last", "confidence", "status_basis"}
    assert set(FIELDS) == columns - own


VALUES = {
    "status_code": st.sampled_from(["complete", "delayed", "unknown", "rejected"]),
    "start_date": st.none() | st.dates().map(str),
    "end_date": st.none() | st.dates().map(str),
    "revised_from": st.none() | st.dates().map(str),
    "date_precision": st.sampled_from([None, "day", "plan_year"]),
    "ongoing": st.sampled_from(["0", "1"]),
    "amount_gbp": st.none() | st.decimals(0, 10**9, places=2).map(lambda d: str(d).removesuffix(".00")),
    "funding_basis": st.sampled_from([None, "existing", "in_kind"]),
    "theme_key": st.sampled_from([None, "workforce", "performance"]),
    "priority_group_key": st.sampled_from([None, "women", "victims"]),
}


@pytest.mark.parametrize("field", CODED)
@given(st.data())
def test_what_is_put_into_a_column_is_what_stands_there(field: str, data: st.DataObject) -> None:
    coded = UNCODED
    for name in data.draw(st.permutations(sorted(CODED)).map(lambda names: [*names[:3], field])):
        value = data.draw(VALUES[name])
        coded = CODED[name].put(coded, value)
        assert CODED[name].get(coded) == value
        assert alike(name, parse(name, value or ""), value)
    stored = dict(zip(ACTION_COLUMNS, action_values(coded), strict=True))[field]
    assert parse(field, "" if stored is None else str(stored)) == CODED[field].get(coded)


@pytest.mark.parametrize(
    ("field", "text"),
    [("end_date", "31/05/2010"), ("end_date", "2010-02-30"), ("status_code", "done"), ("amount_gbp", "twelve"),
     ("amount_gbp", "-1"), ("amount_gbp", "1,2"), ("ongoing", "perhaps"), ("carried_forward", "x"),
     ("theme_key", "Workforce"), ("date_precision", "none")],
)  # fmt: skip
def test_values_that_a_column_cannot_hold_are_refused(field: str, text: str) -> None:
    with pytest.raises(UnfitValueError):
        parse(field, text)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [("amount_gbp", "£1,200", "1200"), ("amount_gbp", "1200.5", "1200.50"), ("ongoing", "Yes", "1"),
     ("ongoing", "", "0"), ("carried_forward", "no", None), ("status_code", "", "unknown"),
     ("detail", "  a \r\n b ", "a\nb"), ("detail", " ", None), ("end_date", "", None)],
)  # fmt: skip
def test_values_as_people_write_them(field: str, text: str, value: str | None) -> None:
    assert parse(field, text) == value


@given(st.sampled_from(PRINTED), st.text(max_size=30))
def test_a_printed_value_is_written_once_and_for_all(field: str, text: str) -> None:
    value = parse(field, text)
    assert parse(field, value or "") == value
    assert alike(field, value, text)
