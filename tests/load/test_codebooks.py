"""The codebooks hold together and agree with the schema's vocabularies."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from cjaplans.load.vocabulary import MappingConfidence, Match
from cjaplans.normalise.codebooks import read


def test_there_are_eight_authorities_and_their_32_councils() -> None:
    keys = {row["key"] for row in read("authorities")}
    assert len(keys) == 8
    assert len({row["gss"] for row in read("councils")}) == 32
    assert {row["authority_key"] for row in read("councils")} == keys
    assert {row["authority_key"] for row in read("authority_aliases")} == keys


def test_every_scheme_has_its_number_of_outcomes() -> None:
    schemes = [row["scheme"] for row in read("outcomes")]
    counts = {key: schemes.count(key) for key in dict.fromkeys(schemes)}
    assert counts == {"NSMO23": 23, "LB14": 14, "OPIF7": 7, "NPF2007": 15, "NPF2011": 16}
    assert {row["key"] for row in read("schemes")} == set(counts)


def test_mappings_join_known_outcomes() -> None:
    outcomes = {f"{row['scheme']}:{row['code']}" for row in read("outcomes")}
    for row in read("outcome_mappings"):
        assert {row["source"], row["target"]} <= outcomes
        assert row["match"] in tuple(Match)
        assert row["confidence"] in tuple(MappingConfidence)


def test_lothian_and_borders_letters_are_not_mapped_by_number() -> None:
    mapped = {row["source"]: row["target"] for row in read("outcome_mappings") if row["match"] == "exact"}
    assert mapped["LB14:B1"] == "NSMO23:O2"
    assert mapped["LB14:C1"] == "NSMO23:S1"


def test_area_plans_follow_each_other_without_a_gap() -> None:
    plans = read("area_plans")
    for earlier, later in pairwise(plans):
        gap = date.fromisoformat(later["start"]) - date.fromisoformat(earlier["end"])
        assert gap.days == 1


def test_a_codebook_that_is_not_shipped_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        read("dragons")
