"""Small files that lie, loop and nest: each is refused in a line or read and stored, and what is sound is read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from cjaplans.extract.document import extract
from cjaplans.extract.errors import LockedFile
from cjaplans.extract.switches import Switches
from tests.extract.aes256 import locked_page
from tests.extract.pages import coded
from tests.extract.rawpdf import RawPdf, grid, references, shown
from tests.fuzz.survive import Survival

FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 600 900]"
TEXT = shown("A sound line")
CASES: dict[str, Callable[[], bytes]] = {}
#: What becomes of those that are refused.
REFUSED = {
    "pages in pages for ever": "damaged",
    "the catalogue is a reference to itself": "damaged",
    "a security handler nobody has": "locked",
}
#: Those on which nothing sound is left to be read.
UNREADABLE = {
    *REFUSED, "box 3", "a box of no size", "a box that shows nothing", "a form that shows itself", "no stream",
    "numbers beyond measure",
}  # fmt: skip


def case(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def add(build: Callable[[], bytes]) -> Callable[[], bytes]:
        CASES[name] = build
        return build

    return add


def simple(content: bytes = TEXT, **options: bytes) -> bytes:
    pdf = RawPdf()
    pdf.page(content, **options)  # type: ignore[arg-type]
    return pdf.data()


for number, box in enumerate(
    ("[nan nan nan nan]", "[0 0 1e30 1e30]", "[]", "[(a) /b 3 4]", "null", "[-1e38 -1e38 1e38 1e38]", "[0 0 inf inf]")
):
    CASES[f"box {number}"] = lambda box=box: simple(box=box.encode())  # type: ignore[misc]
CASES["a box of no size"] = lambda: simple(box=b"[0 0 0.001 0.001]")
CASES["a box that shows nothing"] = lambda: simple(box=b"[595 842 0 0]", entries=b"/CropBox [9000 9000 9001 9001]")
CASES["a unit of a mile"] = lambda: simple(entries=b"/UserUnit 116000 /Rotate 45")
CASES["numbers beyond measure"] = lambda: simple(
    b"1e400 nan m inf -inf l S BT /F 1e38 Tf 50 700 Td (a) Tj ET 1e30 0 0 1e30 0 0 cm 1e30 0 0 1e30 0 0 cm "
    + grid(1, 1, 2, 2) + TEXT
)  # fmt: skip
CASES["texts of no size, turned over and endless"] = lambda: simple(
    TEXT + b"BT /F 0 Tf 9 9 Td (a) Tj /F -9 Tf (b) Tj 1e20 0 0 1e20 0 0 Tm (c) Tj 0 0 0 0 0 0 Tm (d) Tj ET"
)
CASES["lists in lists"] = lambda: simple(entries=b"/Foo " + b"[" * 100_000 + b"]" * 100_000)
CASES["states in states"] = lambda: simple(TEXT + b"q " * 100_000)
CASES["no stream"] = lambda: simple().replace(b"stream\n", b"").replace(b"endstream", b"")
CASES["wrong lengths"] = lambda: re.sub(rb"/Length \d+", b"/Length 999999999", simple())
CASES["an index that leads to itself"] = lambda: simple().replace(
    b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % simple().rfind(b"xref\n0")
)
CASES["an index of millions"] = lambda: simple().replace(b"xref\n0 ", b"xref\n0 99999999\nxref\n0 ")
CASES["a negative number of pages"] = lambda: _counted(-5)
CASES["two thousand million pages"] = lambda: _counted(2**31 - 1)
CASES["half characters, no characters"] = lambda: coded("A", "\x00", "\ufffe", "\uffff", "😀", "o", "u", "n", "d")


def _counted(count: int) -> bytes:
    pdf = RawPdf(count=count)
    pdf.page(TEXT)
    return pdf.data()


@case("half a pair in a map")
def _half_a_pair() -> bytes:
    return coded("a", "😀", "c").replace(b"<d83dde00>", b"<d83d>")


@case("a stream in its own length")
def _own_length() -> bytes:
    pdf = RawPdf()
    number = pdf.add()
    pdf.objects[number - 1] = b"<< /Length %d 0 R >>\nstream\n%b\nendstream" % (number, TEXT)
    pdf.page([number])
    return pdf.data()


@case("pages that hold their parents")
def _cycle() -> bytes:
    pdf = RawPdf()
    page = pdf.page(TEXT)
    pdf.objects[1] = b"<< /Type /Pages /Kids [%d 0 R 2 0 R 2 0 R] /Count 30 >>" % page
    return pdf.data()


@case("pages in pages for ever")
def _doubled() -> bytes:
    pdf = RawPdf()
    pages = pdf.page(TEXT)
    for _ in range(20):
        pages = pdf.add(b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 1048576 /Parent 2 0 R >>" % (pages, pages))
    pdf.objects[1] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1048576 >>" % pages
    return pdf.data()


@case("the catalogue is a reference to itself")
def _itself() -> bytes:
    pdf = RawPdf()
    pdf.page(TEXT)
    pdf.objects[0] = b"1 0 R"
    return pdf.data()


@case("a form that shows itself")
def _form() -> bytes:
    pdf = RawPdf()
    form = pdf.add()
    own = FORM + b" /Resources << /XObject << /X %d 0 R >> >>" % form
    pdf.objects[form - 1] = b"<< %b /Length 5 >>\nstream\n/X Do\nendstream" % own
    pdf.page(b"/X Do", resources=b"/XObject << /X %d 0 R >>" % form)
    return pdf.data()


@case("outlines and names in circles")
def _names() -> bytes:
    pdf = RawPdf()
    pdf.page(TEXT)
    names, outlines = pdf.add(), pdf.add()
    item = pdf.add()
    pdf.objects[names - 1] = b"<< /Kids [%b] /Limits [(a) (z)] >>" % references([names, names])
    pdf.objects[outlines - 1] = b"<< /First %d 0 R /Last %d 0 R /Count 99 >>" % (item, item)
    pdf.objects[item - 1] = b"<< /Title (a) /Next %d 0 R /First %d 0 R >>" % (item, outlines)
    pdf.catalogue = b"/Outlines %d 0 R /Names << /EmbeddedFiles %d 0 R /JavaScript %d 0 R >>" % (outlines, names, names)
    return pdf.data()


@case("a structure tree in circles")
def _structure() -> bytes:
    pdf = RawPdf()
    sheet = pdf.page(b"/P <</MCID 0>> BDC " + TEXT + b"EMC", entries=b"/StructParents 0")
    root, table, row = pdf.add(), pdf.add(), pdf.add()
    spans = b"/A << /O /Table /RowSpan 2000000000 /ColSpan 2000000000 >>"
    head = b"<< /Type /StructElem /Pg %d 0 R" % sheet
    pdf.objects[table - 1] = b"%b /S /Table /P %d 0 R /K [%b] >>" % (head, row, references([row, row, table]))
    pdf.objects[row - 1] = b"%b /S /TR /P %d 0 R %b /K [%b 0] >>" % (head, table, spans, references([table]))
    nums = pdf.add(b"<< /Nums [0 [%d 0 R]] /Kids [%d 0 R] >>" % (row, row))
    pdf.objects[root - 1] = b"<< /Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R >>" % (table, nums)
    pdf.catalogue = b"/MarkInfo << /Marked true >> /StructTreeRoot %d 0 R" % root
    return pdf.data()


@case("an object stream of object streams")
def _object_streams() -> bytes:
    pdf = RawPdf()
    pdf.page(TEXT)
    number = pdf.add()
    body = b"%d 0 << /Type /ObjStm /N 9 /First 4 /Extends %d 0 R >>" % (number, number)
    head = b"<< /Type /ObjStm /N 1000000000 /First 5 /Extends %d 0 R /Length %d >>" % (number, len(body))
    pdf.objects[number - 1] = b"%b\nstream\n%b\nendstream" % (head, body)
    pdf.trailer = b"/XRefStm 9"
    return pdf.data()


@case("a thousand updates")
def _updates() -> bytes:
    data = bytearray(simple())
    before = data.rfind(b"xref\n0", 0, data.rfind(b"startxref"))
    for _ in range(1000):
        at = len(data)
        data += b"3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
        start = len(data)
        data += b"xref\n3 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\n" % (at, before)
        data += b"startxref\n%d\n%%%%EOF\n" % start
        before = start
    return bytes(data)


@case("a picture that claims to be endless")
def _picture() -> bytes:
    pdf = RawPdf()
    size = b"/Width 2147483647 /Height 2147483647 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    image = pdf.stream(b"abc", b"/Type /XObject /Subtype /Image " + size)
    pdf.page(TEXT + b"q 500 0 0 800 20 20 cm /X Do Q", resources=b"/XObject << /X %d 0 R >>" % image)
    return pdf.data()


@case("a row of endless predicted columns")
def _predictor() -> bytes:
    pdf = RawPdf()
    parms = b"/DecodeParms << /Predictor 12 /Columns 2147483647 /Colors 32 /BitsPerComponent 16 >>"
    packed = zlib.compress(b" " * 1000)
    head = b"<< /Length %d /Filter /FlateDecode %b >>" % (len(packed), parms)
    pdf.page([pdf.add(b"%b\nstream\n%b\nendstream" % (head, packed)), pdf.stream(TEXT)])
    return pdf.data()


@case("a security handler nobody has")
def _handler() -> bytes:
    pdf = RawPdf()
    pdf.page(TEXT)
    pdf.trailer = b"/Encrypt << /Filter /Nobody /V 9 /R 9 /O (a) /U (b) /P -1 >> /ID [(a) (b)]"
    return pdf.data()


@pytest.fixture(scope="module")
def survival(tmp_path_factory: pytest.TempPathFactory) -> Survival:
    return Survival(tmp_path_factory.mktemp("damaged"))


@pytest.mark.parametrize("name", CASES)
def test_every_file_has_a_state_and_what_is_sound_is_read(name: str, survival: Survival) -> None:
    data = CASES[name]()
    assert survival(data) == REFUSED.get(name, "needs_review")
    if name not in UNREADABLE:
        texts = " ".join(block.text for block in extract(data, Switches(ocr=False)).blocks)
        assert "sound" in texts or "half" in name


def locked(user: str, owner: str, strength: int) -> bytes:
    if strength == 256:
        return locked_page(TEXT, user.encode(), owner.encode())
    canvas = Canvas("", encrypt=StandardEncryption(user, owner, strength=strength), invariant=1)
    canvas.drawString(72, 700, "A sound line")
    return bytes(canvas.getpdfdata())


@pytest.mark.parametrize("strength", [40, 128, 256])
def test_what_only_its_owner_may_change_anybody_may_read(strength: int) -> None:
    (block,) = extract(locked("", "owner", strength)).blocks
    assert block.text == "A sound line"


@pytest.mark.parametrize("strength", [40, 128, 256])
def test_what_wants_a_password_is_read_with_the_users_or_the_owners(strength: int) -> None:
    data = locked("user", "owner", strength)
    for password in ("user", "owner"):
        assert [block.text for block in extract(data, password=password).blocks] == ["A sound line"]
    for wrong in (None, "other", "passwörd", "x" * 5000):
        with pytest.raises(LockedFile, match="password"):
            extract(data, password=wrong)


def test_files_survive_in_a_folder_of_any_name(tmp_path: Path) -> None:
    path = tmp_path / "a\nb'c.pdf"
    path.write_bytes(simple())
    assert len(extract(path).blocks) == 1
