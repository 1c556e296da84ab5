"""Any text is read without an exception, its parties within it, in little time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjaplans.normalise.coded import PartyKind, ValueContext
from cjaplans.normalise.parties import find_people, organisations, read_parties, to_record
from tests.limits import HANG

WORDS = [
    "CJA",
    "SPS",
    "/",
    ",",
    "and",
    "&",
    "Lead",
    ":",
    "(",
    ")",
    "Manager",
    "Group",
    "Fife",
    "Council",
    "CJSW",
    "CPP",
]
WORDS += [
    "of",
    "Chair",
    "with",
    "vacant",
    "All",
    "Ann",
    "Baxter",
    "N",
    ".",
    "–",
    "-",
    "\n",
    "\t",
    "xyz",
    "SOG",
    "Mapped",
    "NHS",
    "HSCP",
    "Women's Aid",
    "Division",
    "D",
    "Trust",
    "Sheriff",
    "Governor",
    "HMP Perth",
    "JOHN",
    "SMITH",
    "C.O.",
    "'",
]
UNITS = ["CJA/", "A B ", "((", "Ann ", "Lead ", "Group ", "N. ", "A, ", "Fife ", "CPP\n", "–", "X (X) "]
UNITS += ["Women's Aid ", "NHS Fife and ", "D Division ", "Ltd ", "JOHN ", "Mac ", "Sheriff ", "Dr. ", "C.O. ", "A&"]
NAMES = {name for name, _ in organisations()}
CONTEXTS = [
    ValueContext(),
    ValueContext(authority="lothian-and-borders", place="West Lothian"),
    ValueContext(authority="no such", place="nowhere", glossary=(("", ""), ("X", "Y Group"), ("(", "((("))),
]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)),
    st.sampled_from(CONTEXTS),
)
def test_any_text_is_read(text: str, context: ValueContext) -> None:
    reading = read_parties(text, context)
    to_record(reading)
    seen = set()
    for party in reading.parties:
        assert party.name
        assert party.organisation is None or party.organisation in NAMES
        assert (party.kind, party.name) not in seen
        seen.add((party.kind, party.name))
    unresolved = [party for party in reading.parties if party.kind is PartyKind.UNRESOLVED]
    assert not unresolved or reading.doubts or reading.everyone


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_spans_of_people_are_in_order_within_the_text(text: str) -> None:
    end = 0
    for start, last in find_people(text):
        assert end <= start < last <= len(text)
        end = last


@pytest.mark.parametrize("unit", UNITS)
def test_long_texts_take_little_time(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    read_parties("CJA", CONTEXTS[1])
    begun = time.perf_counter()
    read_parties(text, CONTEXTS[1])
    find_people(text)
    assert time.perf_counter() - begun < HANG
