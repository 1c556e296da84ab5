"""Pages and files that hold more than any plan: read as far as a bound, and a finding says what was left."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cjaplans.extract import document, page, paths
from cjaplans.extract.document import extract
from cjaplans.extract.model import ExtractedDocument, Notice
from cjaplans.extract.notices import MOST_SAID, gathered
from cjaplans.extract.switches import Switches
from cjaplans.extract.tagged import elements
from tests.extract.rawpdf import RawPdf, grid, references, shown

BOX = b"/Type /XObject /Subtype /Form /BBox [0 0 600 900]"
TABLE = grid(50, 600, 3, 3) + shown("Ref", 55, 645) + shown("Action", 155, 645) + shown("1.1", 55, 605)


def notices(data: bytes, **switches: frozenset[int]) -> list[tuple[int | None, str]]:
    return [(notice.page, notice.code) for notice in read(data, **switches).notices]


def read(data: bytes, **switches: frozenset[int]) -> ExtractedDocument:
    return extract(data, Switches(ocr=False, **switches))  # type: ignore[arg-type]


def one_page(content: bytes, **options: bytes) -> bytes:
    pdf = RawPdf()
    pdf.page(content, **options)  # type: ignore[arg-type]
    return pdf.data()


@pytest.mark.parametrize(
    "drawn",
    [
        b"10 10 m 90 10 l S\n" * 300,
        b"10 10 m " + b"90 10 l 10 20 l " * 300 + b"S\n",
        b"q 0 0 m " + b"0 800 l 500 801 l " * 100 + b"W n 10 10 m 90 10 l S Q\n",
    ],
    ids=["objects", "segments", "clips"],
)
def test_a_page_of_endless_paths_keeps_its_text_and_no_table(drawn: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MOST_STEPS", 100)
    assert notices(one_page(TABLE)) == []
    found = read(one_page(TABLE + drawn))
    assert [notice.code for notice in found.notices] == ["page_too_dense"]
    assert not found.tables
    assert "Action" in " ".join(block.text for block in found.blocks)


def test_forms_that_repeat_each_other_end_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MOST_STEPS", 500)
    pdf = RawPdf()
    form = pdf.stream(b"10 10 m 90 10 l S", BOX)
    for _ in range(4):
        form = pdf.stream(b"/X Do\n" * 6, BOX + b" /Resources << /XObject << /X %d 0 R >> >>" % form)
    pdf.page(b"/X Do\n" + TABLE, resources=b"/XObject << /X %d 0 R >>" % form)
    assert notices(pdf.data()) == [(1, "page_too_dense")]


def test_a_page_of_endless_text_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = RawPdf()
    pdf.page(TABLE)
    pdf.page(shown("word " * 100))
    assert notices(pdf.data()) == []
    monkeypatch.setattr(page, "MOST_CHARACTERS", 400)
    found = read(pdf.data())
    assert [notice.message for notice in found.notices] == [
        "page 2 has 500 characters, more than any page of text; it was not read"
    ]
    assert [info.characters for info in found.pages][1] == 500
    assert len(found.tables) == 1


def test_of_a_file_of_endless_pages_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_PAGES", 3)
    pdf = RawPdf()
    for number in range(5):
        pdf.page(shown(f"page {number + 1}"))
    found = read(pdf.data())
    assert [info.number for info in found.pages] == [1, 2, 3]
    assert found.page_count == 5
    assert found.notices == (
        Notice(None, "pages_unread", "the file has 5 pages; only the first 3 were read; name others with --pages"),
    )
    assert notices(pdf.data(), pages=frozenset({4, 5})) == [(None, "pages_narrowed")]


def test_a_lie_about_the_number_of_pages_is_one_notice() -> None:
    pdf = RawPdf(count=500)
    pdf.page(TABLE)
    (notice,) = read(pdf.data()).notices
    assert (notice.page, notice.code) == (None, "page_unreadable")
    assert notice.message == "499 pages are damaged and were not read: 2-500"


def test_what_holds_for_many_pages_is_said_once_with_their_numbers() -> None:
    few = [Notice(page, "page_turned", f"page {page}") for page in range(1, MOST_SAID + 1)]
    assert gathered(few) == few
    many = [Notice(page, "page_turned", f"page {page}") for page in range(1, 3000, 2)]
    other = Notice(7, "engines_disagree", "each of these matters")
    whole = Notice(None, "page_turned", "of the file")
    first, *rest = gathered([*many, other, whole, many[0]])
    assert rest == [other, whole]
    assert first.page is None
    assert first.message.startswith("the text of 1500 pages does not run rightwards")
    assert first.message.endswith(", ...")
    assert len(first.message) < 400


def test_a_structure_tree_without_end_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "MOST_ELEMENTS", 1000)
    pdf = RawPdf()
    sheet = pdf.page(b"/P <</MCID 0>> BDC " + shown("x") + b"EMC", entries=b"/StructParents 0")
    root = pdf.add()
    chain = [pdf.add() for _ in range(13)]
    own, top = chain[0], chain[-1]
    for child, parent in pairwise([*chain, root]):  # all but the first have the one before for both their children
        kids = b"0" if child == own else references([child - 1, child - 1])
        pdf.objects[child - 1] = b"<< /Type /StructElem /S /Div /P %d 0 R /Pg %d 0 R /K [%b] >>" % (parent, sheet, kids)
    tree = pdf.add(b"<< /Nums [0 [%d 0 R]] >>" % own)
    pdf.objects[root - 1] = b"<< /Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R >>" % (top, tree)
    pdf.catalogue = b"/MarkInfo << /Marked true >> /StructTreeRoot %d 0 R" % root
    (notice,) = read(pdf.data()).notices
    assert notice.message == "the marks of a table on page 1 are not followed: there are too many of them"
