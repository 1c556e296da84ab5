"""The fixed parts of a workbook file (ECMA-376, SpreadsheetML): what a program that opens it looks for."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from cjaplans.publish.package.workbook.limits import xml

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Style(IntEnum):
    """The formats of cells, by their place in ``STYLES``; the first is that of cells which name none."""

    PLAIN = 0
    HEADING = 1
    MONEY = 2
    DATE = 3


_TOP = '<alignment vertical="top"/>'
_WRAPPED = '<alignment vertical="top" wrapText="1"/>'


def _format(number: int, alignment: str, font: int = 0, fill: int = 0) -> str:
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" '
        f'applyFont="1" applyFill="1" applyAlignment="1">{alignment}</xf>'
    )


STYLES = (
    f'{_DECLARATION}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7EDF3"/><bgColor indexed="64"/></patternFill></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(Style)}">'
    + _format(0, _WRAPPED)
    + _format(0, _WRAPPED, font=1, fill=2)
    + _format(4, _TOP)
    + _format(164, _TOP)
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def content_types(sheets: int) -> str:
    """The list of parts and their types."""
    parts = [("xl/workbook.xml", f"{_TYPE}.sheet.main+xml"), ("xl/styles.xml", f"{_TYPE}.styles+xml"),
             ("xl/sharedStrings.xml", f"{_TYPE}.sharedStrings+xml"),
             ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")]  # fmt: skip
    parts += [(sheet_path(number), f"{_TYPE}.worksheet+xml") for number in range(1, sheets + 1)]
    listed = "".join(f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, kind in parts)
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def sheet_path(number: int) -> str:
    """Where a sheet lies in the file."""
    return f"xl/worksheets/sheet{number}.xml"


def package_relations() -> str:
    """Where the workbook and its properties lie."""
    return _relations(
        (
            (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        )
    )


def workbook_relations(sheets: int) -> str:
    """Where the sheets, the texts and the styles lie: sheets are ``rId1`` and so on."""
    targets = [(f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]
    return _relations(
        (*targets, (f"{_OFFICE}/styles", "styles.xml"), (f"{_OFFICE}/sharedStrings", "sharedStrings.xml"))
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def workbook(names: Sequence[str], filters: Sequence[str | None]) -> str:
    """The names of the sheets, and for each the range that its filter is over."""
    sheets = "".join(
        f'<sheet name="{xml(name)}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(names, 1)
    )
    filtered = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
        f"'{xml(name)}'!{covered}</definedName>"
        for place, (name, covered) in enumerate(zip(names, filters, strict=True))
        if covered
    )
    return (
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets>{f'<definedNames>{filtered}</definedNames>' if filtered else ''}</workbook>"
    )


def properties(title: str, created: str | None) -> str:
    """Title and moment (ISO 8601) that programs show."""
    moment = f'<dcterms:created xsi:type="dcterms:W3CDTF">{xml(created)}</dcterms:created>' if created else ""
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{xml(title)}</dc:title>{moment}'
        "</cp:coreProperties>"
    )


def sheet_start(widths: Sequence[int], extent: str) -> str:
    """A sheet up to its rows: its extent, its frozen first row and the widths of its columns."""
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>' for place, width in enumerate(widths, 1)
    )
    return (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><dimension ref="{extent}"/>'
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def sheet_end(covered: str | None) -> str:
    """A sheet from behind its rows, with a filter over a range."""
    filtered = f'<autoFilter ref="{covered}"/>' if covered else ""
    return f"</sheetData>{filtered}</worksheet>"


def shared_start(count: int) -> str:
    """The table of texts up to the first of so many."""
    return f'{_DECLARATION}<sst xmlns="{_MAIN}" uniqueCount="{count}">'


SHARED_END = "</sst>"
