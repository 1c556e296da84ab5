"""The page for users says the bounds that the program keeps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjaplans.extract import document, file, notices, page, paths, rules
from cjaplans.extract.ocr import image
from cjaplans.extract.tagged import elements
from cjaplans.ingest import discover
from cjaplans.ingest.workers import limits
from cjaplans.normalise.codebooks import read

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "security.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("pages of a file", document.MOST_PAGES),
        ("characters of a page", page.MOST_CHARACTERS),
        ("drawing steps", paths.MOST_STEPS),
        ("places between the rules", rules.MOST_PLACES),
        ("elements of a page's structure tree", elements.MOST_ELEMENTS),
        ("pixels of a page", image.MOST_PIXELS),
        ("time a document may take", limits.SECONDS),
        ("more for each page that OCR reads", limits.SECONDS_A_SCAN),
        ("memory of a process", limits.MEGABYTES),
    ],
)
def test_a_bound_is_what_the_table_says(what: str, value: int) -> None:
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| {what}"))
    assert int(re.sub(r"\D", "", row.split("|")[2])) == value


def test_other_figures_are_those_of_the_program() -> None:
    assert f"larger than {file.LARGEST // 2**20} MB" in PAGE
    assert f"of more than {discover.MOST_LINES} the rest" in PAGE
    assert f"on more than {notices.MOST_SAID} pages" in PAGE


def test_findings_are_those_of_the_codebook() -> None:
    known = {row["code"] for row in read("finding_codes")}
    named = set(re.findall(r"`([a-z]+_[a-z_]+)`", PAGE))
    assert named <= known
    assert {code for code in known if code.endswith("_ignored")} <= named
