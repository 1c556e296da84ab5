"""Writes PDFs object by object, so that any of them can say what no sound writer would."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
A4 = b"[0 0 595 842]"


@dataclass
class RawPdf:
    """Objects by number; 1 is the catalogue, 2 the page tree, 3 a font that pages call ``/F``."""

    objects: list[bytes] = field(default_factory=lambda: [b"", b"", FONT])
    kids: list[int] = field(default_factory=list)
    #: More entries of the catalogue, of the trailer, and what the page tree says is the number of its pages.
    catalogue: bytes = b""
    trailer: bytes = b""
    count: int | None = None

    def add(self, body: bytes = b"null") -> int:
        """A new object; its number."""
        self.objects.append(body)
        return len(self.objects)

    def stream(self, content: bytes, entries: bytes = b"", *, packed: bool = False) -> int:
        """A new stream, deflated if it is ``packed``."""
        if packed:
            content, entries = zlib.compress(content, 9), entries + b" /Filter /FlateDecode"
        return self.add(b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content))

    def page(
        self,
        content: bytes | Sequence[int] = b"",
        *,
        resources: bytes = b"",
        entries: bytes = b"",
        box: bytes = A4,
        packed: bool = False,
    ) -> int:
        """A new page of operators, or of streams made before; ``entries`` are more of its dictionary's."""
        streams = [self.stream(content, packed=packed)] if isinstance(content, bytes) else content
        page = self.add(
            b"<< /Type /Page /Parent 2 0 R /MediaBox %b /Contents [%b] /Resources << /Font << /F 3 0 R >> %b >> %b >>"
            % (box, references(streams), resources, entries)
        )
        self.kids.append(page)
        return page

    def data(self) -> bytes:
        """The file."""
        count = len(self.kids) if self.count is None else self.count
        self.objects[0] = self.objects[0] or b"<< /Type /Catalog /Pages 2 0 R %b >>" % self.catalogue
        self.objects[1] = self.objects[1] or b"<< /Type /Pages /Kids [%b] /Count %d >>" % (references(self.kids), count)
        parts, places, length = [b"%PDF-1.7\n"], [], 9
        for number, body in enumerate(self.objects, start=1):
            places.append(length)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            length += len(parts[-1])
        size = len(places) + 1
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        parts += [b"%010d 00000 n \n" % place for place in places]
        parts.append(b"trailer\n<< /Size %d /Root 1 0 R %b >>\n" % (size, self.trailer))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % length)
        return b"".join(parts)


def references(numbers: Iterable[int]) -> bytes:
    """Indirect references in a row."""
    return b" ".join(b"%d 0 R" % number for number in numbers)


def shown(text: str, x: float = 50, y: float = 700, size: float = 10) -> bytes:
    """The operators that print a text."""
    escaped = text.encode("latin-1").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F %g Tf %g %g Td (%b) Tj ET\n" % (size, x, y, escaped)


def grid(x0: float, y0: float, columns: int, rows: int, width: float = 100, height: float = 20) -> bytes:
    """The operators that draw the rules of a table whose lower left corner is given."""
    x1, y1 = x0 + columns * width, y0 + rows * height
    level = (b"%g %g m %g %g l S\n" % (x0, y0 + n * height, x1, y0 + n * height) for n in range(rows + 1))
    upright = (b"%g %g m %g %g l S\n" % (x0 + n * width, y0, x0 + n * width, y1) for n in range(columns + 1))
    return b"".join([*level, *upright])
