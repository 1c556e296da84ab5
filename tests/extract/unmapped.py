"""A page whose font does not say which letters its glyphs are: every letter reads as another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import reportlab
from reportlab.pdfbase.ttfonts import TTFont

FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


def without_map(lines: Sequence[str]) -> bytes:
    """A page of lines set by the numbers of their glyphs."""
    glyphs = TTFont("Vera", str(FONT)).face.charToGlyph
    font = FONT.read_bytes()
    shown = " ".join("<" + "".join(f"{glyphs[ord(c)]:04X}" for c in line) + "> Tj T*" for line in lines)
    content = f"BT /F 10 Tf 50 780 Td 14 TL {shown} ET".encode()
    family = b"/BaseFont /ABCDEF+Vera"
    fonts = b"/Resources << /Font << /F 5 0 R >> >>"
    measures = b"/FontBBox [-183 -236 1287 928] /ItalicAngle 0 /Ascent 928 /Descent -236 /CapHeight 928 /StemV 80"
    system = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % fonts,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Font /Subtype /Type0 %s /Encoding /Identity-H /DescendantFonts [6 0 R] >>" % family,
            b"<< /Type /Font /Subtype /CIDFontType2 %s %s /FontDescriptor 7 0 R /DW 600 /CIDToGIDMap /Identity >>"
            % (family, system),
            b"<< /Type /FontDescriptor /FontName /ABCDEF+Vera /Flags 4 %s /FontFile2 8 0 R >>" % measures,
            b"<< /Length %d /Length1 %d >>\nstream\n%s\nendstream" % (len(font), len(font), font),
        ]
    )


def _file(objects: Sequence[bytes]) -> bytes:
    body = b"%PDF-1.4\n"
    offsets = []
    for number, held in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + end
