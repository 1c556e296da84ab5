"""Column headings and the fields they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.fields import Field
from cjaplans.normalise.headers import LONGEST_HEADING, fold_heading, match_heading, vocabulary

PHRASES = [(phrase, Field(name)) for name, known in vocabulary("fields").items() for phrase in known]


@pytest.mark.parametrize(("phrase", "field"), PHRASES)
def test_every_known_phrase_names_its_field(phrase: str, field: Field) -> None:
    for text in (phrase, phrase.upper(), f" {phrase.title()}: "):
        match = match_heading(text)
        assert match is not None, text
        assert (match.field, match.confidence, match.phrase) == (field, 1.0, phrase)


def test_no_phrase_stands_for_two_fields_or_in_a_form_no_heading_folds_to() -> None:
    assert len({p for p, _ in PHRASES}) == len(PHRASES)
    assert [p for p, _ in PHRASES if fold_heading(p) != p] == []


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Timescle", Field.TIMESCALE),
        ("RESPONSIBILTY", Field.RESPONSIBLE),
        ("Resoures", Field.RESOURCES),
        ("Progres", Field.PROGRESS),
        ("Time-\nscale", Field.TIMESCALE),
        ("Re-sources", Field.RESOURCES),
        ("Target 2010/11", Field.TARGET),
        ("Budget year 2", Field.RESOURCES),
        ("2009-2010 Progress", Field.PROGRESS),
        ("Lead Officer / Agency", Field.RESPONSIBLE),
        ("Status (RAG)", Field.STATUS),
        ("What's the timescale?", Field.TIMESCALE),
    ],
)
def test_other_spellings_are_understood(heading: str, field: Field) -> None:
    match = match_heading(heading)
    assert match is not None
    assert match.field is field
    assert match.confidence <= 1.0


def test_a_guess_is_less_sure_than_a_known_phrase() -> None:
    sure, held, alike = (match_heading(t) for t in ("Timescale", "Timescale for the work", "Timescle"))
    assert sure and held and alike
    assert sure.confidence > held.confidence > alike.confidence


@pytest.mark.parametrize(
    "heading",
    ["", "   ", "2010-11", "Weather", "Bicycles", "Morag Tester", "Open the workshop " * 9, "Timescale " * 20],
)
def test_what_names_no_field_gives_none(heading: str) -> None:
    assert match_heading(heading) is None


@given(st.text(max_size=LONGEST_HEADING + 10))
def test_no_text_makes_it_raise(text: str) -> None:
    match = match_heading(text)
    assert match is None or 0 < match.confidence <= 1


@given(st.sampled_from(PHRASES), st.sampled_from(["2008", "2010-11", "2010/2011", "Year 2"]))
def test_years_say_nothing(known: tuple[str, Field], year: str) -> None:
    phrase, field = known
    match = match_heading(f"{phrase} {year}")
    assert match is not None
    assert match.field is field
