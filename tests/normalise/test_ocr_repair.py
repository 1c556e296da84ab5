"""What OCR mistook is mended in columns of codes, dates and numbers, on scanned pages, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.extract.model import Box, Cell, ExtractedDocument, PageInfo, Paragraph, Region, Table, TextSource
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Severity
from cjaplans.normalise.ocr_repair import mend_codes, mend_dates, mend_refs
from cjaplans.normalise.plan import normalise


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Cl", "C1"),
        ("SI, c2", "S1, C2"),
        ("01, O2, 03,04", "O1, O2, O3,O4"),
        ("C|-C7", "C1-C7"),
        ("51, S2", "S1, S2"),
        ("As above", "As above"),
        ("All", "All"),
        ("9 and 15", "9 and 15"),
        ("41, 45", "41, 45"),
        ("see 2.1", "see 2.1"),
        ("CO", "CO"),
    ],
)
def test_codes(read: str, meant: str) -> None:
    assert mend_codes(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("2O10", "2010"),
        ("3l March 2O1l", "31 March 2011"),
        ("by 3lst May", "by 31st May"),
        ("l April 20l3", "1 April 2013"),
        ("20IO-11", "2010-11"),
        ("Ongoing", "Ongoing"),
        ("So far Q4", "So far Q4"),
        ("Room B2", "Room B2"),
        ("1st to 2nd", "1st to 2nd"),
        ("I will", "I will"),
    ],
)
def test_dates(read: str, meant: str) -> None:
    assert mend_dates(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [("1O", "10"), ("l.2", "1.2"), ("2.l.3", "2.1.3"), ("l", "1"), ("I", "I"), ("1a", "1a"), ("A1", "A1")],
)
def test_refs(read: str, meant: str) -> None:
    assert mend_refs(read) == meant


@given(st.lists(st.sampled_from(["C1", "S7", "O9", "A2", "B5"]), min_size=1, max_size=6))
def test_codes_that_are_codes_stay(codes: list[str]) -> None:
    assert mend_codes(", ".join(codes)) == ", ".join(codes)


@given(st.dates().map(lambda day: f"{day:%d/%m/%Y}") | st.integers(1900, 2100).map(str))
def test_dates_that_are_dates_stay(text: str) -> None:
    assert mend_dates(text) == text


def _document(source: TextSource) -> ExtractedDocument:
    texts = [
        ["Ref", "Action", "Lead", "Timescale", "Link to outcomes"],
        ["1.l", "Visit the Cl depot by 2O10", "Harbour trust", "3l May 2O10", "Cl, 02"],
        ["1.2", "Paint the boats", "Harbour trust", "June 2010", "S1"],
    ]
    cells = tuple(_cell(r, c, text) for r, row in enumerate(texts) for c, text in enumerate(row))
    table = Table(3, 5, cells, (Region(1, Box(0, 0, 500, 60)),), header_rows=1)
    return ExtractedDocument((PageInfo(1, 600, 800, 200, source, 0.95),), (table,), ())


def _cell(row: int, column: int, text: str) -> Cell:
    box = Box(100.0 * column, 20.0 * row, 100.0 * column + 100, 20.0 * row + 20)
    return Cell(row, column, 1, 1, 1, box, (Paragraph(text, box),), confidence=0.7 if column == 2 else 0.97)


def test_a_scan_is_mended_in_its_columns_and_says_so() -> None:
    plan = normalise(_document(TextSource.OCR))
    printed = plan.actions[0].printed
    assert printed[Field.REF] == "1.1"
    assert printed[Field.OUTCOMES] == "C1, O2"
    assert printed[Field.TIMESCALE] == "31 May 2010"
    assert printed[Field.ACTION] == "Visit the Cl depot by 2O10"
    mended = [f for f in plan.findings if f.code == "ocr_repaired"]
    assert len(mended) == 3
    assert all(f.severity is Severity.INFO and f.page == 1 for f in mended)
    assert any("'Cl, 02'" in f.message and "'C1, O2'" in f.message for f in mended)


def test_a_text_that_ocr_is_unsure_of_is_a_finding_of_its_action() -> None:
    unsure = [f for f in normalise(_document(TextSource.OCR)).findings if f.code == "ocr_uncertain"]
    assert [f.action for f in unsure] == [1, 2]
    assert all("responsible" in f.message and "Harbour trust" in f.message for f in unsure)


def test_a_digital_page_is_never_changed() -> None:
    plan = normalise(_document(TextSource.DIGITAL))
    assert plan.actions[0].printed[Field.OUTCOMES] == "Cl, 02"
    assert not {"ocr_repaired", "ocr_uncertain"} & {f.code for f in plan.findings}
