"""Files that cannot be read say so in one line, with a remedy."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from cjaplans.extract.document import extract
from cjaplans.extract.errors import (
    DamagedFile,
    EmptyFile,
    LockedFile,
    NotAPdf,
    PagesOutOfRange,
    UnreadableFile,
)
from cjaplans.extract.switches import Switches
from tests.extract.pages import PORTRAIT, Paper
from tests.extract.rawpdf import RawPdf, shown

NO_PAGE = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n"
    b"trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n110\n%%EOF\n"
)


def a_page(password: str | None = None) -> bytes:
    paper = Paper(password=password)
    paper.write(50, 50, "A tidy page")
    return paper.data()


def refusal(data: bytes | Path, password: str | None = None) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        extract(data, password=password)
    return caught.value


@pytest.mark.parametrize(
    ("data", "kind", "code", "message"),
    [
        (b"", EmptyFile, "empty", "the file is empty; fetch it again"),
        (b"<html>no such page</html>", NotAPdf, "not_pdf", "the file is not a PDF; convert it to PDF, or leave it out"),
        (b" " * 1020 + a_page(), NotAPdf, "not_pdf", "the file is not a PDF; convert it to PDF, or leave it out"),
        (a_page()[:300], DamagedFile, "damaged", "fetch it again, or repair it with 'qpdf IN OUT'"),
        (NO_PAGE, DamagedFile, "damaged", "fetch it again, or repair it with 'qpdf IN OUT'"),
        (
            a_page("sesame"),
            LockedFile,
            "locked",
            "the PDF is locked by a password; give its password with --password-file",
        ),
    ],
    ids=["empty", "html", "header too late", "truncated", "no page", "locked"],
)
def test_bad_files_are_refused_in_one_line(data: bytes, kind: type[UnreadableFile], code: str, message: str) -> None:
    error = refusal(data)
    assert type(error) is kind
    assert error.code == code
    assert message in str(error)
    assert "\n" not in str(error)


def test_a_file_without_a_page_says_so_whatever_was_refused_before() -> None:
    refusal(a_page("sesame"))
    assert refusal(NO_PAGE).reason == "the PDF has no page"


def test_a_file_cut_short_is_told_from_a_damaged_one() -> None:
    whole = a_page()
    assert refusal(whole[: len(whole) // 2]).reason == "the PDF is cut short"
    assert refusal(b"%PDF-1.4\nsomething else altogether\n%%EOF\n").reason == "the PDF is damaged"


def test_a_wrong_password_is_told_from_a_missing_one() -> None:
    assert refusal(a_page("sesame"), "open up").reason == "the password is wrong"


def test_the_right_password_opens() -> None:
    assert [b.text for b in extract(a_page("sesame"), password="sesame").blocks] == ["A tidy page"]


def test_a_password_does_no_harm_to_an_open_file() -> None:
    assert [b.text for b in extract(a_page(), password="sesame").blocks] == ["A tidy page"]


def test_the_header_may_stand_behind_other_matter() -> None:
    document = extract(b"From: post room\r\n\r\n" + a_page())
    assert [b.text for b in document.blocks] == ["A tidy page"]


def test_a_missing_file_names_its_remedy(tmp_path: Path) -> None:
    error = refusal(tmp_path / "gone.pdf")
    assert type(error) is UnreadableFile
    assert "check that the file exists" in str(error)


def test_a_path_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(a_page())
    assert extract(path) == extract(a_page())


@pytest.mark.parametrize(
    ("asked", "named"), [({2}, "page 2"), ({0, 1}, "page 0"), (set(range(2, 9)), "2, 3, 4, 5, 6, ...")]
)
def test_pages_the_file_does_not_have_are_named(asked: set[int], named: str) -> None:
    with pytest.raises(PagesOutOfRange, match=r"the file has 1 page, ") as caught:
        extract(a_page(), Switches(pages=frozenset(asked)))
    assert named in str(caught.value)


def test_pages_asked_for_are_read_alone() -> None:
    paper = Paper()
    paper.write(50, 50, "first")
    paper.turn()
    paper.write(50, 50, "second")
    document = extract(paper.data(), Switches(pages=frozenset({2})))
    assert [(b.page, b.text) for b in document.blocks] == [(2, "second")]
    assert [p.number for p in document.pages] == [2]


def test_a_page_without_text_is_noted() -> None:
    paper = Paper()
    paper.write(50, 50, "words")
    paper.turn()
    paper.box(50, 50, 300, 300, fill=True)
    assert [(n.page, n.code) for n in extract(paper.data(), Switches(ocr=False)).notices] == [(2, "page_without_text")]


def test_errors_cross_processes_whole() -> None:
    error = pickle.loads(pickle.dumps(LockedFile("the PDF is locked", "ask its author")))
    assert (type(error), error.reason, error.remedy) == (LockedFile, "the PDF is locked", "ask its author")


def test_a_page_box_is_inherited_and_may_be_written_backwards() -> None:
    paper = Paper(PORTRAIT)
    paper.write(40, 120, "Housing")
    data = paper.data()
    box = re.search(rb"/MediaBox \[[^\]]*\]", data)
    assert box is not None
    backwards = data.replace(box.group(), b"/MediaBox [595 842 0 0 ]".ljust(len(box.group())))
    assert len(backwards) == len(data)
    assert extract(backwards).blocks == extract(data).blocks


def test_a_damaged_page_is_a_notice_and_the_others_are_read() -> None:
    paper = Paper(PORTRAIT)
    paper.write(40, 120, "Housing")
    data = re.sub(rb"/Count 1\b", b"/Count 2", paper.data())
    found = extract(data)
    assert [(n.page, n.code) for n in found.notices] == [(2, "page_unreadable")]
    assert [b.text for b in found.blocks] == ["Housing"]


def test_what_is_named_as_a_page_and_is_none_is_a_notice() -> None:
    pdf = RawPdf()
    pdf.kids.append(pdf.stream(b""))  # PDFium opens it, but only once
    pdf.page(shown("Housing", 55, 645))
    found = extract(pdf.data())
    assert [(n.page, n.code) for n in found.notices] == [(1, "page_unreadable")]
    assert [b.text for b in found.blocks] == ["Housing"]


def test_a_drawing_of_many_rules_is_no_table() -> None:
    paper = Paper((3000.0, 3000.0))
    for n in range(300):
        paper.canvas.line(0, 9.0 * n, 2700, 9.0 * n)
        paper.canvas.line(9.0 * n, 0, 9.0 * n, 2700)
    paper.write(40, 120, "Map")
    found = extract(paper.data())
    assert found.tables == ()
    assert [n.code for n in found.notices] == ["page_too_dense"]
