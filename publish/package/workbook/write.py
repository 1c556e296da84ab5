"""Writes a workbook row by row: texts once each, numbers and days as such, and the same bytes for the same rows.

A library takes a minute for what this writes in seconds; what it leaves out (charts, formulas) is not wanted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cjaplans.publish.package.model import Field, Kind
from cjaplans.publish.package.workbook import parts
from cjaplans.publish.package.workbook.limits import MOST_ROWS, fitting, letters, serial, xml
from cjaplans.publish.package.workbook.parts import Style

Row = Sequence[object]

#: Rows that are joined before they are written, and how hard the file is pressed: the first step is much the quickest.
_AT_ONCE = 2_000
_LEVEL = 1
#: The first moment that a ZIP file can name: the same for every file.
_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of ``count`` rows under the names of its fields; ``widths`` are in characters."""

    name: str
    fields: tuple[Field, ...]
    widths: tuple[int, ...]
    count: int
    rows: Callable[[], Iterable[Row]]
    filtered: bool = True


@dataclass(slots=True)
class _Texts:
    """Every text once, by its number; ``cut`` counts those that were too long."""

    numbers: dict[str, int] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    cut: int = 0

    def number(self, text: str) -> int:
        """The number of a text, a new one where it has none."""
        found = self.numbers.get(text)
        if found is None:
            found = self.numbers[text] = len(self.written)
            shown, cut = fitting(text)
            self.cut += cut
            self.written.append(f'<si><t xml:space="preserve">{xml(shown)}</t></si>')
        return found


class _Shown(dict[object, str]):
    """How the values of columns of one kind end a cell, each worked out once; millions of cells hold few values."""

    def __init__(self, kind: Kind, style: Style, texts: _Texts) -> None:
        super().__init__()
        self._kind, self._style, self._texts = kind, style, texts

    def __missing__(self, value: object) -> str:
        shown = self[value] = self._shown(value)
        return shown

    def _shown(self, value: object) -> str:
        style = f' s="{self._style}"' if self._style is not Style.PLAIN else ""
        if value == "":
            return f'"{style}/>'
        if self._kind is Kind.DATE and (day := serial(str(value))) is not None:
            return f'"{style}><v>{day}</v></c>'
        if isinstance(value, str):
            return f'"{style} t="s"><v>{self._texts.number(value)}</v></c>'
        flag = ' t="b"' if self._kind is Kind.BOOLEAN else ""
        return f'"{style}{flag}><v>{value}</v></c>'


def write_workbook(path: Path, title: str, created: str | None, sheets: Sequence[Sheet]) -> int:
    """Write the sheets, those with too many rows for one as several; return how many texts had to be cut."""
    pieces = [piece for sheet in sheets for piece in _pieces(sheet)]
    ranges = [_extent(piece) if piece.filtered else None for piece in pieces]
    texts = _Texts()
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        fixed = {
            "[Content_Types].xml": parts.content_types(len(pieces)),
            "_rels/.rels": parts.package_relations(),
            "docProps/core.xml": parts.properties(title, created),
            "xl/workbook.xml": parts.workbook([piece.name for piece in pieces], ranges),
            "xl/_rels/workbook.xml.rels": parts.workbook_relations(len(pieces)),
            "xl/styles.xml": parts.STYLES,
        }
        for name, text in fixed.items():
            _add(archive, name, [text])
        for number, (piece, covered) in enumerate(zip(pieces, ranges, strict=True), 1):
            _add(archive, parts.sheet_path(number), _sheet(piece, covered, texts))
        _add(
            archive, "xl/sharedStrings.xml", [parts.shared_start(len(texts.written)), *texts.written, parts.SHARED_END]
        )
    return texts.cut


def _pieces(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet, or its parts of as many rows as Excel takes: ``parties``, ``parties 2``."""
    room = MOST_ROWS - 1
    if sheet.count <= room:
        yield sheet
        return
    rows = iter(sheet.rows())
    for place, first in enumerate(range(0, sheet.count, room), 1):
        count = min(room, sheet.count - first)
        name = sheet.name if place == 1 else f"{sheet.name} {place}"
        yield Sheet(name, sheet.fields, sheet.widths, count, lambda: rows, sheet.filtered)


def _extent(sheet: Sheet) -> str:
    return f"$A$1:${letters(len(sheet.fields) - 1)}${sheet.count + 1}"


def _add(archive: ZipFile, name: str, chunks: Iterable[str]) -> None:
    info = ZipInfo(name, _MOMENT)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    with archive.open(info, "w", force_zip64=False) as part:
        for batch in _batches(chunks):
            part.write(batch.encode())


def _batches(chunks: Iterable[str]) -> Iterator[str]:
    batch: list[str] = []
    for chunk in chunks:
        batch.append(chunk)
        if len(batch) >= _AT_ONCE:
            yield "".join(batch)
            batch.clear()
    yield "".join(batch)


def _sheet(sheet: Sheet, covered: str | None, texts: _Texts) -> Iterator[str]:
    starts = [f'<c r="{letters(place)}' for place in range(len(sheet.fields))]
    yield parts.sheet_start(sheet.widths, _extent(sheet).replace("$", ""))
    heading = _Shown(Kind.STRING, Style.HEADING, texts)
    yield _row(1, [(start, heading) for start in starts], [field.name for field in sheet.fields])
    kinds = {(field.kind, _style(field)) for field in sheet.fields}
    shown = {(kind, style): _Shown(kind, style, texts) for kind, style in kinds}
    columns = [(start, shown[field.kind, _style(field)]) for start, field in zip(starts, sheet.fields, strict=True)]
    for number, row in zip(range(2, sheet.count + 2), sheet.rows(), strict=False):
        yield _row(number, columns, row)
    yield parts.sheet_end(covered.replace("$", "") if covered else None)


def _row(number: int, columns: Sequence[tuple[str, _Shown]], row: Row) -> str:
    """A row; cells that hold nothing are left out."""
    cells = [
        f"{start}{number}{shown[value]}"
        for (start, shown), value in zip(columns, row, strict=True)
        if value is not None
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _style(field: Field) -> Style:
    if field.kind is Kind.DATE:
        return Style.DATE
    return Style.MONEY if field.money else Style.PLAIN
