"""PDFium's calls on the objects of a page: each is asked for a batch of objects in a loop that runs in C."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain, repeat
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.bulk import bound, pointer

#: What PDFium knows an object by, as an argument of its functions.
Handle = Any

#: ``a, b, c, d, e, f`` of a PDF matrix.
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Colour = tuple[int, int, int]

#: The matrix of what PDFium cannot tell.
NOWHERE: Matrix = (0, 0, 0, 0, 0, 0)
#: The colour of patterns, shadings and images, which is not known.
UNKNOWN: Colour = (-1, -1, -1)

#: Objects, and points, that are asked about at a time.
BATCH = 256

_handle = ctypes.c_size_t
_int = ctypes.c_int

_page_object = bound(pdfium.FPDFPage_GetObject, _handle)
_form_object = bound(pdfium.FPDFFormObj_GetObject, _handle)
_count_page: Callable[..., int] = bound(pdfium.FPDFPage_CountObjects, _int)
_count_form: Callable[..., int] = bound(pdfium.FPDFFormObj_CountObjects, _int)
_type: Callable[..., int] = bound(pdfium.FPDFPageObj_GetType, _int)
_draw_mode = bound(pdfium.FPDFPath_GetDrawMode, _int)
_stroke_colour = bound(pdfium.FPDFPageObj_GetStrokeColor, _int)
_fill_colour = bound(pdfium.FPDFPageObj_GetFillColor, _int)
_matrix = bound(pdfium.FPDFPageObj_GetMatrix, _int)
_count_segments: Callable[..., int] = bound(pdfium.FPDFPath_CountSegments, _int)
_segment = bound(pdfium.FPDFPath_GetPathSegment, _handle)
_segment_type: Callable[..., int] = bound(pdfium.FPDFPathSegment_GetType, _int)
_segment_point = bound(pdfium.FPDFPathSegment_GetPoint, None)
_segment_closes: Callable[..., int] = bound(pdfium.FPDFPathSegment_GetClose, _int)
_clip_path = bound(pdfium.FPDFPageObj_GetClipPath, _handle)
_count_clips: Callable[..., int] = bound(pdfium.FPDFClipPath_CountPaths, _int)
_count_clip_segments: Callable[..., int] = bound(pdfium.FPDFClipPath_CountPathSegments, _int)
_clip_segment: Callable[..., int] = bound(pdfium.FPDFClipPath_GetPathSegment, _handle)


class _Answers:
    """Room for the answers about a batch, so many numbers each, and the arguments that point at them."""

    def __init__(self, kind: type[ctypes.c_float] | type[ctypes.c_uint], fields: int) -> None:
        self.numbers: ctypes.Array[Any] = (kind * (fields * BATCH))()
        start, step = ctypes.addressof(self.numbers), ctypes.sizeof(kind)
        self.arguments = [[pointer(start + step * (fields * row + at)) for row in range(BATCH)] for at in range(fields)]


@cache
def _answers(kind: type[ctypes.c_float] | type[ctypes.c_uint], fields: int) -> _Answers:
    return _Answers(kind, fields)


def page_objects(page: pypdfium2.PdfPage) -> Iterator[list[Handle]]:
    """The objects of a page in the order of painting, in batches."""
    handle = pointer(ctypes.cast(page.raw, ctypes.c_void_p).value or 0)
    return _objects(handle, _page_object, _count_page(handle))


def form_objects(form: Handle) -> Iterator[list[Handle]]:
    """The objects of a form in the order of painting, in batches."""
    return _objects(form, _form_object, _count_form(form))


def _objects(holder: Handle, getter: Callable[..., int], count: int) -> Iterator[list[Handle]]:
    for start in range(0, count, BATCH):
        yield list(map(pointer, map(getter, repeat(holder), range(start, min(start + BATCH, count)))))


def kinds_of(objects: Sequence[Handle]) -> list[int]:
    return list(map(_type, objects))


def draw_modes(paths: Sequence[Handle]) -> list[tuple[bool, bool]]:
    """Whether each of a batch of paths is filled, and whether it is stroked."""
    answers = _answers(ctypes.c_uint, 2)
    told = list(map(_draw_mode, paths, *answers.arguments))
    modes = answers.numbers[: 2 * len(paths)]
    return [
        (bool(known) and fill != pdfium.FPDF_FILLMODE_NONE, bool(known and stroke))
        for known, fill, stroke in zip(told, modes[::2], modes[1::2], strict=True)
    ]


def stroke_colours(paths: Sequence[Handle]) -> list[Colour | None]:
    """The channels of the line of each of a batch of paths; None where it is wholly transparent."""
    return _colours(_stroke_colour, paths)


def fill_colours(paths: Sequence[Handle]) -> list[Colour | None]:
    """The channels of the inside of each of a batch of paths; None where it is wholly transparent."""
    return _colours(_fill_colour, paths)


def _colours(getter: Callable[..., int], paths: Sequence[Handle]) -> list[Colour | None]:
    answers = _answers(ctypes.c_uint, 4)
    told = list(map(getter, paths, *answers.arguments))
    channels = answers.numbers[: 4 * len(paths)]
    return [
        (None if a == 0 else (r, g, b)) if known else UNKNOWN
        for known, r, g, b, a in zip(told, channels[::4], channels[1::4], channels[2::4], channels[3::4], strict=True)
    ]


def matrices(objects: Sequence[Handle]) -> list[Matrix]:
    """Where the own coordinates of each of a batch of objects lie in those of what holds it.

    All zero where PDFium cannot tell.
    """
    answers = _answers(ctypes.c_float, 6)
    told = list(map(_matrix, objects, answers.arguments[0]))
    of_each = zip(*[iter(answers.numbers[: 6 * len(objects)])] * 6, strict=True)
    return [matrix if known else NOWHERE for known, matrix in zip(told, of_each, strict=True)]


def counts_of_segments(paths: Sequence[Handle]) -> list[int]:
    return list(map(_count_segments, paths))


def segments_of(paths: Sequence[Handle], counts: Sequence[int]) -> list[Handle]:
    """The segments of paths, one path's after the other's."""
    owners = chain.from_iterable(map(repeat, paths, counts))
    return list(map(pointer, map(_segment, owners, chain.from_iterable(map(range, counts)))))


def segment_kinds(segments: Sequence[Handle]) -> list[int]:
    return list(map(_segment_type, segments))


def points_of(segments: Sequence[Handle]) -> list[Point]:
    """Where segments lead."""
    answers = _answers(ctypes.c_float, 2)
    points: list[Point] = []
    for start in range(0, len(segments), BATCH):
        some = segments[start : start + BATCH]
        deque(map(_segment_point, some, *answers.arguments), maxlen=0)
        values = answers.numbers[: 2 * len(some)]
        points += zip(values[::2], values[1::2], strict=True)
    return points


def clips_of(objects: Sequence[Handle]) -> list[tuple[Handle, int]]:
    """The clip of each object, and how many paths it has: below 1 for none."""
    clips = list(map(pointer, map(_clip_path, objects)))
    return list(zip(clips, map(_count_clips, clips), strict=True))


def count_clip_segments(clip: Handle, number: int) -> int:
    return _count_clip_segments(clip, number)


def clip_start(clip: Handle, number: int) -> int:
    """What one path of a clip is known by: its first segment, which the clips of several objects share."""
    return _clip_segment(clip, number, 0)


def clip_points(clip: Handle, number: int, count: int) -> list[Point]:
    """The points of one path of a clip."""
    return points_of(list(map(pointer, map(_clip_segment, repeat(clip), repeat(number), range(count)))))


def closes(segment: Handle) -> bool:
    """Whether a path is closed after a segment."""
    return bool(_segment_closes(segment))
