"""The gazetteer's facts."""

from __future__ import annotations

import subprocess
import sys

from cjaplans.normalise.codebooks import read
from cjaplans.normalise.parties import organisations

KINDS = {
    "alcohol_and_drug_partnership",
    "community_justice_authority",
    "community_planning_partnership",
    "council",
    "court",
    "education_and_research",
    "fire_and_rescue",
    "function",
    "government",
    "health_board",
    "justice_partnership",
    "local_government_body",
    "police",
    "prison",
    "private_company",
    "professional_body",
    "regulator",
    "third_sector",
    "work_and_skills",
}


def test_names_are_unique_and_of_known_kinds() -> None:
    names = [name for name, _ in organisations()]
    assert len(names) == len(set(names)) >= 300
    assert {kind for _, kind in organisations()} == KINDS


def test_every_alias_is_of_a_known_name_and_authority() -> None:
    names = {name for name, _ in organisations()}
    authorities = {row["key"] for row in read("authorities")} | {""}
    rows = read("organisation_aliases")
    assert len(rows) >= 700
    for row in rows:
        assert set(row["name"].split(" + ")) <= names
        assert row["authority_key"] in authorities


def test_every_council_has_its_bodies() -> None:
    kinds = dict(organisations())
    rows = read("council_bodies")
    assert {row["council"] for row in rows} == {row["name"] for row in read("councils")}
    for row in rows:
        assert kinds[row["organisation"]] == "council"
        assert kinds[row["community_planning_partnership"]] == "community_planning_partnership"
        assert kinds[row["alcohol_and_drug_partnership"]] == "alcohol_and_drug_partnership"


def test_units_and_employers_are_known() -> None:
    names = {name for name, _ in organisations()}
    assert {row["function"] for row in read("council_units")} <= names
    assert {row["employer"] for row in read("roles")} <= names | {"", "authority", "place"}


def test_spacy_is_loaded_at_first_use_only() -> None:
    code = "import sys, cjaplans.normalise.parties; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
