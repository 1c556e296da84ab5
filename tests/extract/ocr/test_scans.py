"""Printed plans, scanned, and read again: every record, and nearly every letter of it.

These tests need the extra ``ocr``.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from rapidfuzz import fuzz

from cjaplans.extract.document import extract
from cjaplans.extract.model import TextSource
from cjaplans.extract.ocr.engine import missing
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Plan
from cjaplans.normalise.plan import normalise
from tests.extract.pages import Paper, edges
from tests.generated.scans import Scanner, scanned

pytestmark = pytest.mark.skipif(missing() is not None, reason=f"{missing()}")

#: The figures to reach on scans.
RECALL = SIMILARITY = 0.95

SIZE = (560, 400)
XS = edges(30, 40, 175, 110, 80, 95)
HEADINGS = ["Ref", "Action", "Lead agency", "Timescale", "Link to outcomes"]
RECORDS = [
    ["1.1", "Open a drop-in at the old mill on two evenings a week", "Kelpie Works Trust", "March 2011", "C1, S2"],
    ["1.2", "Train twelve mentors, and pay their fares", "Chief Officer", "30 June 2010", "O1, O5"],
    ["1.3", "Agree with every sheriff court how reports are shared", "SPS / CJSW teams", "Ongoing", "S1"],
    ["1.4", "Publish a guide to community orders (large print)", "Communications group", "2010-11", "C3"],
]
FIELDS = (Field.REF, Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE, Field.OUTCOMES)

SCANNERS = {
    "leaning, noisy, grey": Scanner(lean=1.7, grain=10, paper=222),
    "leaning to the left, poor JPEG": Scanner(lean=-2.0, quality=30),
    "fax": Scanner(fax=True, grain=22),
    "on its side": Scanner(quarters=1),
}


def printed() -> bytes:
    paper = Paper(SIZE)
    paper.write(30, 30, "Tayside Community Justice Authority Action Plan 2010-11", size=13, bold=True)
    paper.write(30, 60, "1. Short-term prisoners", size=11, bold=True)
    paper.table(90, XS, [HEADINGS, *RECORDS], bold_rows=1)
    return paper.data()


def found(plan: Plan) -> list[list[str]]:
    return [[action.printed.get(field, "") for field in FIELDS] for action in plan.actions]


def similarity(read: list[list[str]]) -> float:
    pairs = [(a, b) for record, own in zip(RECORDS, read, strict=False) for a, b in zip(record, own, strict=True)]
    return sum(fuzz.ratio(a.casefold(), b.casefold()) for a, b in pairs) / 100 / (len(RECORDS) * len(FIELDS))


def test_the_printed_plan_reads_as_it_is_meant() -> None:
    assert found(normalise(extract(printed()))) == RECORDS


@pytest.mark.parametrize("kind", SCANNERS)
def test_a_scan_reads_as_the_printed_plan(kind: str) -> None:
    document = extract(scanned(printed(), SCANNERS[kind]))
    plan = normalise(document)
    read = found(plan)
    assert len(read) >= RECALL * len(RECORDS)
    assert similarity(read) >= SIMILARITY
    assert [row[4].replace(" ", "") for row in read] == [row[4].replace(" ", "") for row in RECORDS]
    assert document.pages[0].text_source is TextSource.OCR
    assert 0.8 < document.pages[0].confidence < 1
    assert all(0 <= cell.confidence <= 1 for table in document.tables for cell in table.cells)
    assert all(action.sources for action in plan.actions)
    assert plan.actions[0].printed[Field.THEME] == "Short-term prisoners"


def test_boxes_of_a_scan_are_those_of_the_printed_page() -> None:
    (digital,), (scan,) = extract(printed()).tables, extract(scanned(printed(), replace(Scanner(), grain=6))).tables
    for a, b in zip(digital.cells, scan.cells, strict=True):
        assert (a.row, a.column) == (b.row, b.column)
        assert max(abs(a.box.x0 - b.box.x0), abs(a.box.top - b.box.top), abs(a.box.bottom - b.box.bottom)) < 1.5
