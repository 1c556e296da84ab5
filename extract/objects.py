"""PDFium's calls on the objects of a page, with plain integers for handles: ctypes then builds no object a call."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

#: ``a, b, c, d, e, f`` of a PDF matrix.
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Colour = tuple[int, int, int]

#: The colour of patterns, shadings and images, which is not known.
UNKNOWN: Colour = (-1, -1, -1)

#: Points that are read at a time.
ROOM = 64

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_FLOAT = ctypes.sizeof(ctypes.c_float)


def _bound(function: object, result: type, *arguments: type) -> Callable[..., int]:
    """A function of PDFium that takes and gives handles as integers (0 or None for none)."""
    return ctypes.cast(function, ctypes.PYFUNCTYPE(result, *arguments))  # type: ignore[arg-type]


_page_object = _bound(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
_form_object = _bound(pdfium.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
_count_page = _bound(pdfium.FPDFPage_CountObjects, _INT, _POINTER)
_count_form = _bound(pdfium.FPDFFormObj_CountObjects, _INT, _POINTER)
_type = _bound(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
_draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, _INT, _POINTER, _POINTER, _POINTER)
_stroke_colour = _bound(pdfium.FPDFPageObj_GetStrokeColor, _INT, *[_POINTER] * 5)
_fill_colour = _bound(pdfium.FPDFPageObj_GetFillColor, _INT, *[_POINTER] * 5)
_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
_segment = _bound(pdfium.FPDFPath_GetPathSegment, _POINTER, _POINTER, _INT)
_segment_type = _bound(pdfium.FPDFPathSegment_GetType, _INT, _POINTER)
_segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT, _POINTER, _POINTER, _POINTER)
_segment_closes = _bound(pdfium.FPDFPathSegment_GetClose, _INT, _POINTER)
count_segments = _bound(pdfium.FPDFPath_CountSegments, _INT, _POINTER)
clip_path = _bound(pdfium.FPDFPageObj_GetClipPath, _POINTER, _POINTER)
#: How many paths a clip has: below 1 for none.
count_clips = _bound(pdfium.FPDFClipPath_CountPaths, _INT, _POINTER)
count_clip_segments = _bound(pdfium.FPDFClipPath_CountPathSegments, _INT, _POINTER, _INT)
clip_segment = _bound(pdfium.FPDFClipPath_GetPathSegment, _POINTER, _POINTER, _INT, _INT)


class ObjectReader:
    """Asks for the objects of a page and what they look like; one reader is not to be shared by threads."""

    def __init__(self) -> None:
        self._floats = (ctypes.c_float * (2 * ROOM))()
        self._at = ctypes.addressof(self._floats)
        self._numbers = (ctypes.c_uint * 4)()
        size, start = ctypes.sizeof(ctypes.c_uint), ctypes.addressof(self._numbers)
        self._channels = start, start + size, start + 2 * size, start + 3 * size

    def of_page(self, page: pypdfium2.PdfPage) -> Iterator[tuple[int, int]]:
        """The objects of a page in the order of painting, each with its kind."""
        handle = ctypes.cast(page.raw, _POINTER).value or 0
        for index in range(_count_page(handle)):
            found = _page_object(handle, index)
            yield found, _type(found)

    def of_form(self, form: int) -> Iterator[tuple[int, int]]:
        """The objects of a form, each with its kind."""
        for index in range(_count_form(form)):
            found = _form_object(form, index)
            yield found, _type(found)

    def draw_mode(self, path: int) -> tuple[bool, bool]:
        """Whether a path is filled, and whether it is stroked."""
        if not _draw_mode(path, *self._channels[:2]):
            return False, False
        filled, stroked = self._numbers[:2]
        return filled != pdfium.FPDF_FILLMODE_NONE, stroked != 0

    def stroke_colour(self, path: int) -> Colour | None:
        """The channels of a path's line; None when it is wholly transparent."""
        return self._colour(_stroke_colour, path)

    def fill_colour(self, path: int) -> Colour | None:
        """The channels of a path's inside; None when it is wholly transparent."""
        return self._colour(_fill_colour, path)

    def _colour(self, getter: Callable[..., int], path: int) -> Colour | None:
        if not getter(path, *self._channels):
            return UNKNOWN
        r, g, b, a = self._numbers[:]
        return None if a == 0 else (r, g, b)

    def matrix(self, found: int) -> Matrix:
        """Where an object's own coordinates lie in those of what holds it; all zero when PDFium cannot tell."""
        if not _matrix(found, self._at):
            return (0, 0, 0, 0, 0, 0)
        a, b, c, d, e, f = self._floats[:6]
        return a, b, c, d, e, f

    def segments(self, path: int, count: int) -> tuple[list[Point], list[int], list[int]]:
        """Where the segments of a path lead, the kind of each, and its handle."""
        handles = [_segment(path, index) for index in range(count)]
        return self._points(handles), [_segment_type(segment) for segment in handles], handles

    def clip_points(self, clip: int, number: int, count: int) -> list[Point]:
        """The points of one path of a clip."""
        return self._points([clip_segment(clip, number, index) for index in range(count)])

    def _points(self, segments: list[int]) -> list[Point]:
        values: list[float] = []
        for start in range(0, len(segments), ROOM):
            some, place = segments[start : start + ROOM], self._at
            for segment in some:
                _segment_point(segment, place, place + _FLOAT)
                place += 2 * _FLOAT
            values += self._floats[: 2 * len(some)]
        return list(zip(values[::2], values[1::2], strict=True))


def closes(segment: int) -> bool:
    """Whether a path is closed after a segment."""
    return bool(_segment_closes(segment))
