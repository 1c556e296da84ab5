"""The structure tree that PDFium keeps of a page, and where its marked contents stand."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.model import Box
from cjaplans.extract.upright import Upright

#: Elements nested deeper than this are not followed: no writer needs as many.
DEEPEST = 40
#: More elements on a page are not followed: an element may be a child of many.
MOST_ELEMENTS = 50_000


class TooManyElements(Exception):
    """A page has more than ``MOST_ELEMENTS``."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure tree: its type, spans, marked contents and children.

    A child that is None stands on another page, or is empty; ``begins_elsewhere`` where that is the first.
    """

    kind: str
    row_span: int
    column_span: int
    contents: tuple[int, ...]
    children: tuple[Element | None, ...]
    begins_elsewhere: bool = False

    def every_content(self) -> Iterator[int]:
        """The marked contents of the element and of all below it."""
        yield from self.contents
        for child in self.children:
            if child:
                yield from child.every_content()


def elements_of(page: pypdfium2.PdfPage) -> list[Element]:
    """The topmost elements on a page; none where its file is not tagged. Raises ``TooManyElements``."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return []
    try:
        tops = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(_count_top(tree))]
        room = iter(range(MOST_ELEMENTS))
        return [_element(handle, 0, room) for handle in tops if handle]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _count_top(tree: object) -> int:
    return max(int(pdfium.FPDF_StructTree_CountChildren(tree)), 0)


def _element(handle: object, depth: int, room: Iterator[int]) -> Element:
    count = max(int(pdfium.FPDF_StructElement_CountChildren(handle)), 0) if depth < DEEPEST else 0
    contents: list[int] = []
    children: list[Element | None] = []
    begins_elsewhere = False
    for index in range(count):
        if next(room, None) is None:
            raise TooManyElements
        content = int(pdfium.FPDF_StructElement_GetChildMarkedContentID(handle, index))
        if content >= 0:
            contents.append(content)
            continue
        child = pdfium.FPDF_StructElement_GetChildAtIndex(handle, index)
        children.append(_element(child, depth + 1, room) if child else None)
        if index == 0:
            begins_elsewhere = children[0] is None or children[0].begins_elsewhere
    kind = _kind(handle)
    spans = _spans(handle) if kind in ("TH", "TD") else (1, 1)
    return Element(kind, *spans, tuple(contents), tuple(children), begins_elsewhere)


def _kind(handle: object) -> str:
    length = int(pdfium.FPDF_StructElement_GetType(handle, None, 0))
    buffer = ctypes.create_string_buffer(max(length, 2))
    pdfium.FPDF_StructElement_GetType(handle, buffer, length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", errors="replace")


def _spans(handle: object) -> tuple[int, int]:
    """Row and column span of a cell, by its attributes."""
    spans = {b"RowSpan": 1, b"ColSpan": 1}
    for index in range(max(int(pdfium.FPDF_StructElement_GetAttributeCount(handle)), 0)):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(handle, index)
        for name in spans:
            value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, name)
            number = ctypes.c_float()
            if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number):
                spans[name] = max(int(number.value), 1)
    return spans[b"RowSpan"], spans[b"ColSpan"]


def content_boxes(page: pypdfium2.PdfPage, upright: Upright) -> dict[int | None, list[Box]]:
    """The boxes of the text objects of each marked content, on the upright page; under None those of no content."""
    found: dict[int | None, list[Box]] = {}
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        handle = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        content = _content(handle)
        if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            continue
        (ax, ay), (bx, by) = upright(left.value, bottom.value), upright(right.value, top.value)
        found.setdefault(content, []).append(Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    return found


def _content(handle: object) -> int | None:
    """The innermost marked content an object belongs to."""
    number = ctypes.c_int()
    for index in reversed(range(max(int(pdfium.FPDFPageObj_CountMarks(handle)), 0))):
        mark = pdfium.FPDFPageObj_GetMark(handle, index)
        if pdfium.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", number):
            return number.value
    return None
