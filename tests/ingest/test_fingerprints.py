"""Fingerprints change with what decides on a result, and with nothing else."""

from __future__ import annotations

import pytest

from cjaplans.extract.switches import Switches
from cjaplans.ingest import fingerprints
from cjaplans.ingest.fingerprints import extraction, normalisation


@pytest.fixture(autouse=True)
def fresh() -> None:
    fingerprints._sources.cache_clear()
    fingerprints._version.cache_clear()


def test_they_are_the_same_every_time() -> None:
    before = extraction(Switches()), normalisation()
    fingerprints._sources.cache_clear()
    assert (extraction(Switches()), normalisation()) == before


def test_switches_change_extraction_and_pages_do_not() -> None:
    plain = extraction(Switches())
    assert extraction(Switches(pages=frozenset({1}))) == plain
    assert len({plain, extraction(Switches(ocr=False)), extraction(Switches(second_opinion=True))}) == 3


def test_an_engine_that_is_installed_or_renewed_changes_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, without = extraction(Switches()), extraction(Switches(ocr=False))
    rules = normalisation()
    monkeypatch.setattr(fingerprints, "version", lambda name: "99" if name == "rapidocr" else "1")
    fingerprints._version.cache_clear()
    assert extraction(Switches()) != plain
    assert normalisation() != rules  # its readers changed too
    monkeypatch.setattr(fingerprints, "ENGINES", ())
    bare = extraction(Switches(ocr=False))
    assert bare != without
    monkeypatch.setattr(fingerprints, "version", lambda name: "100" if name == "rapidocr" else "1")
    fingerprints._version.cache_clear()
    assert extraction(Switches(ocr=False)) == bare


def test_rules_of_one_room_are_no_matter_of_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    tables, rules = extraction(Switches()), normalisation()
    monkeypatch.setattr(fingerprints, "SOURCES", (".csv",))  # extraction has none, normalisation keeps some
    fingerprints._sources.cache_clear()
    assert extraction(Switches()) != tables
    assert normalisation() != rules
    changed = normalisation()
    monkeypatch.setattr(fingerprints, "__version__", "99")
    assert normalisation() != changed
