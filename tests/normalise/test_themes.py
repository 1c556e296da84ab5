"""Themes of the guidance and priority groups (domain.md 1)."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.codebooks import read, read_words
from cjaplans.normalise.coded import ValueContext
from cjaplans.normalise.themes import read_theme, to_record
from tests.limits import HANG

PLAIN = ValueContext("tayside", (date(2009, 4, 1), date(2010, 3, 31)))
PARTS = ValueContext("lothian-and-borders", (date(2009, 4, 1), date(2010, 3, 31)))


def group(heading: str | None, action: str | None = None, objective: str | None = None) -> str | None:
    return read_theme(heading, objective, action, PLAIN).priority_group


def theme(heading: str | None, action: str | None = None, objective: str | None = None) -> str | None:
    return read_theme(heading, objective, action, PLAIN).theme


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Female offenders", "women"),
        ("Violent, serious and sex offenders", "serious_violent_sexual"),
        ("Persistent offenders, including those from the youth system", "persistent_offenders"),
        ("Youth justice", "young_people"),
        ("Offenders with drug or alcohol problems", "substance_misuse"),
        ("First-time and less serious offenders", "less_serious_first_time"),
        ("Throughcare", "resettlement"),
        ("Short-term prisoners", "resettlement"),
        ("Offenders with mental health problems", "mental_health"),
        ("Prisoners' families", "families"),
        ("Support for victims", "victims"),
        ("Victims of domestic abuse", "domestic_abuse"),
        ("Unpaid work", "community_payback"),
        ("Governance and accountability", "governance"),
        ("Engaging with communities", "community_engagement"),
        ("Housing", "resettlement"),
    ],
)
def test_groups_by_their_heading(heading: str, expected: str) -> None:
    assert group(heading) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Setting priorities", "setting-priorities"),
        ("Partnership working", "working-together"),
        ("Section 4 - Supporting our workforce", "workforce"),
        ("Communications", "communication"),
        ("Measuring, learning and acting", "performance"),
        ("Women", "setting-priorities"),
    ],
)
def test_themes_by_their_heading(heading: str, expected: str) -> None:
    assert theme(heading) == expected


def test_a_general_heading_leaves_the_group_to_the_action() -> None:
    assert group("Setting priorities", "Pilot a court for women") == "women"
    assert group("Health", "Treat alcohol problems early") == "substance_misuse"
    assert group("Partnership working", "Agree a housing policy") == "resettlement"


def test_a_heading_about_the_authority_keeps_its_group() -> None:
    assert group("Workforce", "Train staff to work with women") == "governance"
    assert group("Communications", "Tell victims what we do") == "community_engagement"


def test_an_action_without_headings_speaks_for_itself() -> None:
    found = read_theme(None, None, "Set up a website", PLAIN)
    assert (found.theme, found.priority_group) == ("communication", "community_engagement")
    assert theme(None, "Work with prolific offenders") == "setting-priorities"


def test_the_first_paragraph_of_an_action_counts_before_the_others() -> None:
    assert group(None, "Improve literacy\nin prisons and for those with drug problems") == "resettlement"


def test_the_objective_is_asked_last() -> None:
    assert group("Setting priorities", "Set up a team", "Fewer victims") == "victims"
    assert group("Setting priorities", "Set up a team for women", "Fewer victims") == "women"


def test_refs_are_parts_of_the_guidance_for_those_who_number_so() -> None:
    assert read_theme(None, None, "Agree a plan", PARTS, "4.1.2").theme == "workforce"
    assert read_theme(None, None, "Agree a plan", PARTS, "6.2").theme == "performance"
    assert read_theme(None, None, "Do more", PLAIN, "6.2").theme is None
    assert read_theme(None, None, "Do more", PARTS, "9.2").theme is None


def test_nothing_known_is_a_doubt() -> None:
    found = read_theme(None, None, "Do more", PLAIN)
    assert (found.theme, found.priority_group) == (None, None)
    assert [doubt.code for doubt in found.doubts] == ["theme_unknown"]
    assert to_record(found) == {"priority_group": None, "theme": None}


def test_every_word_list_is_of_a_known_theme_or_group() -> None:
    groups = {row["key"] for row in read("priority_groups")}
    themes = {row["key"] for row in read("themes")}
    words = read_words("priority_words")
    rows = words["offenders"] + words["needs"] + words["general"]
    assert {row["group"] for row in rows} == groups
    assert {row["implies"] for row in rows} <= themes
    assert {row["theme"] for row in read_words("theme_words")} == themes
    assert set(words["usual"].values()) <= groups


@given(st.none() | st.text(max_size=200), st.none() | st.text(max_size=200), st.none() | st.text(max_size=10))
def test_any_text_is_read(text: str | None, other: str | None, ref: str | None) -> None:
    read_theme(text, other, text, PARTS, ref)


@pytest.mark.parametrize("piece", ["engag ", "sex ", "short-", "famil", "2.", "community "])
def test_long_texts_are_read_at_once(piece: str) -> None:
    began = perf_counter()
    read_theme(piece * 2000, piece * 2000, piece * 2000, PARTS, piece * 2000)
    assert perf_counter() - began < HANG
