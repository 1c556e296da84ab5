"""Every code that the database may hold has a meaning in words."""

from __future__ import annotations

from enum import StrEnum

import pytest

from cjaplans.load.vocabulary import LineageBasis, MappingConfidence, Match
from cjaplans.normalise.coded import (
    DateKind,
    FundingBasis,
    OutcomeBasis,
    PartyKind,
    PartyRole,
    Precision,
    Resolution,
    StatusBasis,
    StatusCode,
)
from cjaplans.normalise.corrections.columns import CODED
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Severity
from cjaplans.publish.trace.words import _meanings, code_meaning, day, interval, meaning, pounds, span

VOCABULARIES: dict[str, type[StrEnum]] = {
    "field": Field, "status_code": StatusCode, "status_basis": StatusBasis, "funding_basis": FundingBasis,
    "outcome_basis": OutcomeBasis, "match": Match, "mapping_confidence": MappingConfidence, "party_kind": PartyKind,
    "party_role": PartyRole, "date_kind": DateKind, "precision": Precision, "resolution": Resolution,
    "lineage_basis": LineageBasis, "severity": Severity,
}  # fmt: skip


def test_every_value_of_every_vocabulary_has_a_meaning_and_no_other() -> None:
    known = {(name, value.value) for name, values in VOCABULARIES.items() for value in values}
    written = {each for each in _meanings() if each[0] != "column"}
    assert written == known
    columns = {value for name, value in _meanings() if name == "column"}
    assert columns == {*CODED, "carried_forward", "status_basis"}


def test_a_value_nobody_explained_stands_for_itself() -> None:
    assert meaning("status_code", "half_done") == "half done"
    assert meaning("status_code", None) == ""
    assert code_meaning("no_such_code") is None
    assert code_meaning("text_unsure")


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("P3M", "3 months"),
        ("P1Y", "1 year"),
        ("PT72H", "72 hours"),
        ("PT5M", "5 minutes"),
        ("P1Y6M", "P1Y6M"),
        (None, ""),
    ],
)
def test_intervals_are_said_in_words(iso: str | None, words: str) -> None:
    assert interval(iso) == words


def test_days_spans_and_sums_are_said_as_people_write_them() -> None:
    assert day("2010-04-01") == "1 April 2010"
    assert span("2010-04-01", "2011-03-31") == "1 April 2010 to 31 March 2011"
    assert span("2010-04-01", "2010-04-01") == "1 April 2010"
    assert span(None, "2011-03-31") == "by 31 March 2011"
    assert span("2010-04-01", None) == "from 1 April 2010"
    assert span(None, None) == ""
    assert (pounds(1200), pounds(1200.5), pounds(None)) == ("£1,200", "£1,200.50", "")
