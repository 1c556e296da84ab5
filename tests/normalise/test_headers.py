"""Column headings and the fields they name."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.fields import Field
from cjaplans.normalise.headers import (
    LONGEST_HEADING,
    EvidenceKind,
    about,
    fold_heading,
    match_heading,
    vocabulary,
)

HEADINGS = Path(__file__).parent / "data" / "headings.csv"
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


def test_headings_of_many_plans_name_their_fields() -> None:
    """A list written before the vocabulary was widened; headings without a field must stay without."""
    with HEADINGS.open(encoding="utf-8", newline="") as lines:
        expected = {row["heading"]: row["field"] for row in csv.DictReader(lines)}
    read = {heading: (m.field.value if (m := match_heading(heading)) else "") for heading in expected}
    assert {h: (field, read[h]) for h, field in expected.items() if read[h] != field} == {}
    assert len(expected) > 400


@pytest.mark.parametrize(
    ("heading", "field", "kind"),
    [
        ("Persons with responsibility", Field.RESPONSIBLE, EvidenceKind.SIMILARITY),
        ("Completion date expected for this", Field.TIMESCALE, EvidenceKind.SIMILARITY),
        ("Who has agreed to take this on?", Field.RESPONSIBLE, EvidenceKind.QUESTION),
        ("How often will we look at it again and report?", Field.MONITORING, EvidenceKind.QUESTION),
        ("What obstacles are there?", None, None),
        ("Risk / Issue", None, None),
        ("Priority level", None, None),
        ("Progress against the milestones", Field.PROGRESS, EvidenceKind.PART),
        ("Timescale of the Forum", Field.TIMESCALE, EvidenceKind.PART),
        ("Status of the boats", Field.STATUS, EvidenceKind.PART),
        ("Evidence of learning", Field.TARGET, EvidenceKind.PART),
        ("Age of the people", None, None),
        ("Likely environmental impact", None, None),
        ("Work with each council to find homes", None, None),
        ("The boat will be ready", None, None),
    ],
)
def test_what_decides_is_told(heading: str, field: Field | None, kind: EvidenceKind | None) -> None:
    match = match_heading(heading)
    assert (match.field if match else None, match.kind if match else None) == (field, kind)


def test_headings_of_no_field_are_known_and_are_no_phrases() -> None:
    others = [phrase for known in vocabulary("other_headings").values() for phrase in known]
    assert len(set(others)) == len(others)
    assert not set(others) & {p for p, _ in PHRASES}
    assert [p for p in others if fold_heading(p) != p or match_heading(p)] == []
    assert (about("RISK"), about("Venue:"), about("Action")) == ("assessment", "meetings", None)


def test_the_other_vocabularies_speak_of_known_phrases() -> None:
    phrases = {p for p, _ in PHRASES}
    assert set(vocabulary("yielding")) <= {p for p, field in PHRASES if field is Field.ACTION}
    assert {p for section in vocabulary("alone").values() for p in section} <= phrases
    assert {name for row in vocabulary("questions") if (name := row.get("field"))} <= {f.value for f in Field}
    assert set(vocabulary("yielding").values()) <= {f.value for f in Field}


@given(st.sampled_from(PHRASES), st.sampled_from(["{}:", "{} ", "({})", "{}\n", "{} 2010/11", "{} *"]))
def test_dress_says_nothing(known: tuple[str, Field], dress: str) -> None:
    phrase, field = known
    match = match_heading(dress.format(phrase.upper()))
    assert match is not None
    assert match.field is field
