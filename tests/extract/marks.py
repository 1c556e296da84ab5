"""Writes tagged PDFs by hand: pages of text and rules, and a structure tree that says what the text is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

HEIGHT, SIZE = 842.0, 9.0
Place = tuple[int, int]


@dataclass
class Sheet:
    """A page: ``texts`` by name with where they begin (x, top), and rules; ``unmarked`` texts are no content."""

    texts: Mapping[str, tuple[float, float]]
    rules: Sequence[tuple[float, float, float, float]] = ()
    unmarked: frozenset[str] = frozenset()

    def stream(self, numbers: Mapping[str, int]) -> str:
        drawn = [f"{x0} {HEIGHT - a} m {x1} {HEIGHT - b} l S" for x0, a, x1, b in self.rules]
        for text, (x, top) in self.texts.items():
            mark = "/Artifact BMC" if text in self.unmarked else f"/P <</MCID {numbers[text]}>> BDC"
            drawn.append(f"{mark} BT /F {SIZE} Tf {x} {HEIGHT - top - 0.76 * SIZE} Td ({text}) Tj ET EMC")
        return "\n".join(drawn)


@dataclass
class Mark:
    """An element of the structure tree: its type, its children, or the texts that are its content."""

    kind: str
    children: Sequence[Mark] = ()
    texts: Sequence[str] = ()
    spans: Place = (1, 1)


def table(rows: Sequence[Sequence[str]], heads: int = 1, spans: Mapping[Place, Place] | None = None) -> Mark:
    """A Table with a TR a row; ``spans`` are row and column spans by the cell's number in its row."""
    spans = spans or {}
    return Mark(
        "Table",
        [
            Mark(
                "TR",
                [
                    Mark(
                        "TH" if r < heads else "TD",
                        [Mark("P", texts=[t] if t else [])],
                        spans=spans.get((r, c), (1, 1)),
                    )
                    for c, t in enumerate(row)
                ],
            )
            for r, row in enumerate(rows)
        ],
    )


@dataclass
class _File:
    objects: list[str] = field(default_factory=list)

    def add(self, text: str = "") -> int:
        self.objects.append(text)
        return len(self.objects)

    def data(self) -> bytes:
        body, offsets = "%PDF-1.7\n", []
        for number, text in enumerate(self.objects, start=1):
            offsets.append(len(body))
            body += f"{number} 0 obj\n{text}\nendobj\n"
        table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
        end = f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
        return f"{body}xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{table}{end}".encode("ascii")


def tagged(sheets: Sequence[Sheet], *marks: Mark, marked: bool = True) -> bytes:
    """A file of pages whose structure tree holds some marks; every text's name is its own in the whole file."""
    file = _File()
    catalog, pages, font, root = (file.add() for _ in range(4))
    numbers = {t: n for sheet in sheets for n, t in enumerate(t for t in sheet.texts if t not in sheet.unmarked)}
    home: dict[str, int] = {}
    kids = []
    for index, sheet in enumerate(sheets):
        stream = sheet.stream(numbers)
        content = file.add(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(
            file.add(
                f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 {HEIGHT}] /Contents {content} 0 R "
                f"/StructParents {index} /Resources << /Font << /F {font} 0 R >> >> >>"
            )
        )
        home |= dict.fromkeys(sheet.texts, kids[-1])
    owners: dict[str, int] = {}
    tops = [_element(file, mark, root, numbers, home, owners) for mark in marks]
    nums = []
    for index, sheet in enumerate(sheets):
        own = [owners.get(t) for t in sheet.texts if t not in sheet.unmarked]
        nums.append(f"{index} [{' '.join(f'{o} 0 R' if o else 'null' for o in own)}]")
    tree = file.add(f"<< /Nums [{' '.join(nums)}] >>")
    mark_info = "/MarkInfo << /Marked true >>" if marked else ""
    file.objects[catalog - 1] = f"<< /Type /Catalog /Pages {pages} 0 R {mark_info} /StructTreeRoot {root} 0 R >>"
    file.objects[pages - 1] = f"<< /Type /Pages /Kids [{_refs(kids)}] /Count {len(kids)} >>"
    file.objects[font - 1] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    file.objects[root - 1] = f"<< /Type /StructTreeRoot /K [{_refs(tops)}] /ParentTree {tree} 0 R >>"
    return file.data()


def _element(
    file: _File, mark: Mark, parent: int, numbers: Mapping[str, int], home: Mapping[str, int], owners: dict[str, int]
) -> int:
    number = file.add()
    owners |= dict.fromkeys(mark.texts, number)
    below = [_element(file, child, number, numbers, home, owners) for child in mark.children]
    contents = [f"<< /Type /MCR /Pg {home[t]} 0 R /MCID {numbers[t]} >>" for t in mark.texts]
    rows, columns = mark.spans
    spans = f"/A << /O /Table /RowSpan {rows} /ColSpan {columns} >>" if mark.spans != (1, 1) else ""
    kids = " ".join([*(f"{n} 0 R" for n in below), *contents])
    file.objects[number - 1] = f"<< /Type /StructElem /S /{mark.kind} /P {parent} 0 R {spans} /K [{kids}] >>"
    return number


def _refs(numbers: Sequence[int]) -> str:
    return " ".join(f"{n} 0 R" for n in numbers)
