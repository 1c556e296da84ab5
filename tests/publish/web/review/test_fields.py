"""Inputs of columns: what can be chosen can be stored, and what is stored is shown as it would be chosen."""

from __future__ import annotations

import pytest

from cjaplans.normalise.corrections.columns import FIELDS, parse
from cjaplans.normalise.model import Role
from cjaplans.normalise.user_layouts.model import PARTS
from cjaplans.publish.web.review.fields import Control, inputs
from cjaplans.publish.web.review.findings import QUEUE, way_back
from cjaplans.publish.web.review.tables import choices_of


def test_every_column_that_can_be_corrected_has_an_input_with_a_meaning() -> None:
    assert tuple(inputs()) == FIELDS
    assert all(each.label and each.meaning for each in inputs().values())


@pytest.mark.parametrize("field", [name for name, each in inputs().items() if each.control is Control.CHOICE])
def test_a_choice_is_stored_and_shown_again_as_that_choice(field: str) -> None:
    found = inputs()[field]
    for value, _ in found.choices:
        assert found.given(parse(field, value)) == value


def test_days_sums_and_texts_are_typed() -> None:
    kinds = {name: each.control for name, each in inputs().items()}
    assert kinds["end_date"] is Control.DAY and kinds["amount_gbp"] is Control.SUM
    assert kinds["action_text"] is Control.LINES and kinds["ref"] is Control.LINE


@pytest.mark.parametrize("role", Role)
def test_a_column_may_hold_what_layouts_know(role: Role) -> None:
    words = [word for word, _ in choices_of(role)]
    assert words == ["", *PARTS.get(role, ()), "ignore"]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/findings?severity=error&page=2", True),
        ("/action/tayside/2010-11/1a-0123", True),
        ("/plan/0123456789abcdef", True),
        ("//evil.example/findings", False),
        ("/findings\\evil.example", False),
        ("https://evil.example/findings", False),
        ("/findings\r\nSet-Cookie: x=y", False),
        ("/review/leave", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_the_way_back_stays_on_this_site(address: str, kept: bool) -> None:
    assert way_back(address) == (address if kept else QUEUE)
