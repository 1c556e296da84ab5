"""Small sound files of every sort, to be spoilt."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.extract.marks import Sheet, table, tagged
from tests.extract.pages import LANDSCAPE, Paper, coded, edges
from tests.extract.rawpdf import RawPdf, grid, shown

ROOT = Path(__file__).resolve().parents[2]

ROWS = (
    ("Ref", "Action", "Lead", "Timescale", "Status"),
    ("1.1", "Open the mill to visitors", "Kelpie Council", "March 2011", "Complete"),
    ("1.2", "Mend the boats", "The Miller", "Year 2", "On target £4,500"),
)


def seeds() -> list[bytes]:
    """The files, always in the same order; the repository's own samples are among them."""
    samples = [path.read_bytes() for path in sorted((ROOT / "data" / "raw").glob("*.pdf"))]
    return [
        _plan(),
        _plan(rotation=90),
        _plain(),
        _tagged(),
        _forms(),
        _carrying(),
        _locked(),
        coded("a", "ﬁ"),
        *samples,
    ]


def _plan(rotation: int = 0) -> bytes:
    """A plan of two pages, its table cut between them."""
    paper = Paper(LANDSCAPE, rotation=rotation)
    paper.write(60, 40, "Tayside Community Justice Authority Action Plan 2010-11", size=14, bold=True)
    paper.table(80, edges(60, 60, 260, 120, 100, 120), ROWS, bold_rows=1)
    paper.turn()
    paper.table(40, edges(60, 60, 260, 120, 100, 120), (ROWS[0], ("1.3", "Sell the cart", "", "2012", "")), bold_rows=1)
    return paper.data()


def _plain() -> bytes:
    """Rows without rules, and a paragraph."""
    paper = Paper()
    for number, row in enumerate((*ROWS, *ROWS)):
        for column, text in enumerate(row):
            paper.write(40 + 105 * column, 100 + 24 * number, text[:18])
    paper.write(40, 300, "It was a dark and stormy night;\nthe rain fell in torrents.")
    return paper.data()


def _tagged() -> bytes:
    texts = {f"cell {r}{c}": (50.0 + 100 * c, 50.0 + 20 * r) for r in range(3) for c in range(3)}
    rows = [[f"cell {r}{c}" for c in range(3)] for r in range(3)]
    return tagged([Sheet(texts, unmarked=frozenset())], table(rows))


def _forms() -> bytes:
    """Forms in forms, an image, a clip, curves and turned text."""
    pdf = RawPdf()
    inner = pdf.stream(
        grid(50, 600, 3, 3) + shown("inside", 55, 605), b"/Type /XObject /Subtype /Form /BBox [0 0 600 900]"
    )
    outer = pdf.stream(
        b"q 1 0 0 1 10 10 cm /X Do Q /X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /X %d 0 R >> >>" % inner,
    )
    image = pdf.stream(
        bytes(range(64)),
        b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    turned = b"BT /F 9 Tf 0 1 -1 0 300 300 Tm (turned) Tj ET 0 0 400 400 re W n 10 10 m 20 20 30 30 40 40 c S\n"
    content = b"/X Do q 90 0 0 90 9 9 cm /I Do Q\n" + turned + grid(100, 100, 2, 4) + shown("text", 105, 105)
    pdf.page(content, resources=b"/XObject << /X %d 0 R /I %d 0 R >>" % (outer, image))
    return pdf.data()


def _carrying() -> bytes:
    """Scripts, a file and links."""
    pdf = RawPdf()
    link = pdf.add(b"<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A << /S /URI /URI (http://example.org) >> >>")
    held = pdf.stream(b"held", b"/Type /EmbeddedFile")
    file = pdf.add(b"<< /Type /Filespec /F (held.txt) /EF << /F %d 0 R >> >>" % held)
    names = pdf.add(b"<< /Names [(held.txt) %d 0 R] >>" % file)
    scripts = pdf.add(b"<< /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >>")
    pdf.page(shown("A page") + grid(50, 500, 2, 2), entries=b"/Annots [%d 0 R] /Rotate 180" % link, packed=True)
    pdf.catalogue = b"/Names << /EmbeddedFiles %d 0 R /JavaScript %d 0 R >>" % (names, scripts)
    return pdf.data()


def _locked() -> bytes:
    """A file that only its owner may change, and anybody read."""
    canvas = Canvas("", encrypt=StandardEncryption("", "owner", strength=128), invariant=1)
    canvas.drawString(72, 700, "Anybody may read this")
    return bytes(canvas.getpdfdata())
