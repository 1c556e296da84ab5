"""Codes, numbers and dates that OCR took for letters or figures that look alike, mended in their columns alone.

What looks like what is data (``codebooks/ocr_confusions.csv``). Prose is never touched, nor a page that was
not read by OCR; every mend is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import lru_cache

from cjaplans.extract.model import Cell, ExtractedDocument, Paragraph, TextSource
from cjaplans.normalise.codebooks import read
from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import GridCell, TableGrid
from cjaplans.normalise.layout import Layout
from cjaplans.normalise.model import Finding, Role, Severity

MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
#: Two or three signs that may be a code.
CODE = re.compile(r"(?<![\w|€])[\w€][\w|]{1,2}(?![\w|])")
#: Figures and what may be figures, with an ordinal's ending; no figure alone, no longer than a year.
NUMBER = re.compile(r"(?<![\w|])([\w|]{2,4}?)((?:st|nd|rd|th)?)(?![\w|])")
#: A first day of a month read as a letter.
FIRST = re.compile(rf"(?<![\w|])[lI|](?=(?:st)?\s+(?:{MONTHS}))")
REF = re.compile(r"(?<![\w|])[\w|]{1,3}(?:\.[\w|]{1,2})*(?![\w|])")

#: Signs that are as good as ones, and as noughts, even beside a single figure or none.
STROKES = frozenset("lI|")
ROUND = frozenset("oO")

Mend = Callable[[str], str]


def scanned_pages(document: ExtractedDocument) -> frozenset[int]:
    """The pages whose text is OCR's."""
    return frozenset(page.number for page in document.pages if page.text_source is TextSource.OCR)


def repaired(grid: TableGrid, layout: Layout, scanned: Collection[int]) -> tuple[TableGrid, list[Finding]]:
    """The table with the cells of codes, numbers and dates on ``scanned`` pages mended, and what was changed."""
    if layout.role is not Role.ACTIONS or not scanned:
        return grid, []
    findings: list[Finding] = []
    own = {id(cell): cell for row in range(grid.rows) for cell in grid.row(row)}
    cells = [_mended(cell, layout, scanned, findings) for cell in own.values()]
    return (TableGrid.arranged(cells, grid.rows, grid.columns, grid) if findings else grid), findings


def _mended(cell: GridCell, layout: Layout, scanned: Collection[int], findings: list[Finding]) -> GridCell:
    name = layout.columns.get(cell.column)
    mend = MENDS.get(Field(name)) if name and cell.row not in layout.header_rows else None
    if mend is None:
        return cell
    fragments = tuple((n, _fragment(part, mend) if part.page in scanned else part) for n, part in cell.fragments)
    mended = replace(cell, fragments=fragments)
    if mended.text == cell.text:
        return cell
    message = f"in {name}, '{cell.text[:60]}' was read by OCR and is taken for '{mended.text[:60]}'"
    findings.append(Finding(Severity.INFO, "ocr_repaired", message, cell.page))
    return mended


def _fragment(cell: Cell, mend: Mend) -> Cell:
    return replace(cell, paragraphs=tuple(_paragraph(p, mend) for p in cell.paragraphs))


def _paragraph(paragraph: Paragraph, mend: Mend) -> Paragraph:
    return replace(paragraph, text=mend(paragraph.text))


@lru_cache
def _alike(kind: str) -> dict[str, str]:
    """What is read to what may be meant: as a ``figure`` or as a ``capital``."""
    return {row["read"]: row[kind] for row in read("ocr_confusions") if row[kind]}


@lru_cache
def _codes() -> frozenset[str]:
    return frozenset(row["code"] for row in read("outcomes") if row["code"][:1].isalpha())


def mend_codes(text: str) -> str:
    """Outcome codes: ``Cl`` is C1, ``05`` is O5; only what then is a code of a known scheme.

    A figure is taken for a letter only where other codes of the cell have letters: it may be a number.
    """
    lettered = any(word in _codes() for word in CODE.findall(text))
    return CODE.sub(lambda match: _code(match[0], lettered), text)


def _code(word: str, lettered: bool) -> str:
    if word in _codes() or (word.isdigit() and not lettered and word[0] != "0"):
        return word
    if not any(sign.isdigit() for sign in word) and set(word[1:]) - STROKES:
        return word
    letter = word[0] if "A" <= word[0] <= "Z" else _alike("capital").get(word[0], "")
    code = letter + _figures(word[1:])
    return code if code in _codes() else word


def _figures(text: str) -> str:
    """The text with every sign that may be a figure taken for one."""
    return "".join(_alike("figure").get(sign, sign) for sign in text)


def mend_dates(text: str) -> str:
    """Days and years: ``2O10`` is 2010, ``3lst`` is 31st, ``l April`` is 1 April."""
    return FIRST.sub("1", NUMBER.sub(_number, text))


def _number(match: re.Match[str]) -> str:
    """Nothing but figures, and at least half of them read as such; of two, none that can be a letter of a name."""
    word = match[1]
    figures = _figures(word)
    unsure = [sign for sign in word if not sign.isdigit()]
    if not figures.isdigit() or 2 * len(unsure) > len(word) or (len(word) == 2 and set(unsure) - STROKES - ROUND):
        return match[0]
    return figures + match[2]


def mend_refs(text: str) -> str:
    """Numbers of rows: ``l.2`` is 1.2, ``1O`` is 10; a letter alone is one."""
    return REF.sub(_ref, text, count=1)


def _ref(match: re.Match[str]) -> str:
    word = match[0]
    parts = [_figures(part) for part in word.split(".")]
    if not all(part.isdigit() for part in parts) or not (any(sign.isdigit() for sign in word) or word == "l"):
        return word
    return ".".join(parts)


MENDS: dict[Field, Mend] = {
    Field.OUTCOMES: mend_codes,
    Field.TIMESCALE: mend_dates,
    Field.REF: mend_refs,
}
