"""A plan whose texts and name are written to harm whoever lists them: formulas, scripts, escapes, SQL."""

from __future__ import annotations

from pathlib import Path

from tests.extract.rawpdf import RawPdf, grid

#: Characters that a font of the plan has in the place of its last codes.
CODED = "\x1b\x07\x9b\x90\u202e\u2066\u200f\uff1d\ufeff\x7f"
FIRST = 0xC0

PINK, CLEAR, LINK = "\x1b[38;5;213m", "\x1b[2J", "\x1b]8;;http://127.0.0.1:9/\x1b\\here\x1b]8;;\x1b\\"
TITLE = f"Tayside Community Justice Authority Action Plan 2010-11 {PINK}[red]<i>bold"
HEADER = ("Ref", "=Action", "+Lead", "Timescale <b>", "@Status")
ROWS = (
    ("1.1", '=HYPERLINK("http://127.0.0.1:9")', "@Kelpie Council", "-2+3 March 2011", f"Complete{CLEAR}"),
    ("1.2", "<script>alert(1)</script>&amp;", '"><img src=x onerror=alert(1)>', "+Year 2", "[link=http://x]On target"),
    ("1.3", LINK, "\u202ecnuoc", " =1+1|cmd", "\uff1dSUM(A1)"),
    ("1.4", "'; DROP TABLE document; --", "\x9b31mC1\x90x", "\ufeff@SUM(A1)", "[bold]x[/bold]\x07"),
)
#: As hard a name as a file can have.
NAME = "=1+1 '; DROP TABLE document; -- \"<script>alert(1)<!--script> [red]\x1b[2J\x1b]0;owned\x07\u202efdp\n@x\t%s.pdf"

_X0, _TOP, _WIDTH, _HEIGHT = 20.0, 700.0, 110.0, 40.0


def poisoned(folder: Path) -> Path:
    """The plan, in ``folder``."""
    pdf = RawPdf()
    names = " ".join(f"/g{number}" for number in range(len(CODED)))
    codes = "".join(f"<{FIRST + n:02X}> <{c.encode('utf-16-be').hex()}>\n" for n, c in enumerate(CODED))
    mapped = f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange {len(CODED)} beginbfchar\n{codes}endbfchar"
    unicode = pdf.stream(f"/CIDInit /ProcSet findresource begin {mapped} endcmap end".encode())
    pdf.objects[2] = (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode {unicode} 0 R "
        f"/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [{FIRST} {names}] >> >>"
    ).encode()
    content = _text(TITLE, _X0, _TOP + 60, 12) + grid(
        _X0, _TOP - _HEIGHT * len(ROWS), len(HEADER), len(ROWS) + 1, _WIDTH, _HEIGHT
    )
    for r, row in enumerate((HEADER, *ROWS)):
        for c, text in enumerate(row):
            content += _text(text, _X0 + _WIDTH * c + 3, _TOP + _HEIGHT * (1 - r) - 15, 5)
    pdf.page(content)
    path = folder / NAME
    path.write_bytes(pdf.data())
    return path


def _text(text: str, x: float, y: float, size: float) -> bytes:
    codes = bytes(FIRST + CODED.index(c) if c in CODED else ord(c) for c in text)
    return b"BT /F %g Tf %g %g Td <%b> Tj ET\n" % (size, x, y, codes.hex().encode())
