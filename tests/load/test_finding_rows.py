"""Names of findings: the same for the same finding, whatever file says it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.extract.model import ExtractedDocument, Notice
from cjaplans.load.finding_rows import finding_key, findings, subject_of
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Plan

SHA = "0123456789abcdef" * 4


def keys(extracted: ExtractedDocument, plan: Plan, sha256: str = SHA) -> list[str]:
    return findings(extracted, plan, sha256, {1: 0, 2: 1}).column("key")


def test_a_finding_is_named_by_what_it_is_about(extracted: ExtractedDocument, plan: Plan) -> None:
    notice, of_action, of_plan = keys(extracted, plan)
    assert notice.startswith("tayside/action_plan/2010-11:tilted:")
    assert of_action.startswith("tayside/2010-11/2:unknown_column:")
    assert of_plan.startswith("tayside/action_plan/2010-11:odd_title:")


def test_a_finding_keeps_its_name_in_another_file_on_another_page(extracted: ExtractedDocument, plan: Plan) -> None:
    moved = replace(plan, findings=tuple(replace(finding, page=7) for finding in plan.findings))
    assert keys(extracted, moved, "f" * 64) == keys(extracted, plan)


def test_a_plan_that_says_too_little_is_named_by_its_bytes(plan: Plan) -> None:
    assert subject_of(replace(plan, authority=None), SHA) == "sha256/0123456789abcdef"
    assert subject_of(replace(plan, period_start=None), SHA) == "sha256/0123456789abcdef"


def test_local_plans_of_one_authority_are_told_apart_by_their_place(plan: Plan) -> None:
    local = tuple(replace(a, printed={**a.printed, Field.PLACE: "Angus"}) for a in plan.actions)
    assert subject_of(replace(plan, actions=local), SHA) == "tayside/action_plan/2010-11/angus"
    mixed = (local[0], replace(local[1], printed={**local[1].printed, Field.PLACE: "Dundee"}))
    assert subject_of(replace(plan, actions=mixed), SHA) == "tayside/action_plan/2010-11"


def test_a_finding_said_twice_has_two_names(extracted: ExtractedDocument, plan: Plan) -> None:
    twice = replace(
        extracted, notices=(Notice(2, "tilted", "the page is tilted"), Notice(3, "tilted", "the page is tilted"))
    )
    first, second, *_ = keys(twice, plan)
    assert second == f"{first}~2"


@pytest.mark.parametrize("message", ["the title is odd", "The  title\nis “odd”."])
def test_the_setting_of_a_message_does_not_change_its_name(message: str) -> None:
    assert finding_key("a/b", "c", message) == finding_key("a/b", "c", "the title is odd")


@given(st.text(alphabet="ab 1", max_size=9), st.text(alphabet="ab 1", max_size=9))
def test_other_words_have_other_names(one: str, other: str) -> None:
    same = one.replace(" ", "") == other.replace(" ", "")
    assert (finding_key("s", "c", one) == finding_key("s", "c", other)) == same
