"""What a page draws besides text: straight strokes, filled rectangles and dots, each cut to its clip.

Coordinates are points of the upright page; order is that of painting.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.model import Box, bounding
from cjaplans.extract.upright import Upright

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Colour = tuple[int, int, int]
#: ``position, start, end``: ``y, x0, x1`` of a level stroke, ``x, top, bottom`` of an upright one.
Stroke = tuple[float, float, float]

#: Strokes leaning by less than this many points are straight.
STRAIGHT = 1.0
#: A filled rectangle thinner than this is a rule drawn as a box.
THIN = 3.0
#: Form XObjects nested deeper than this are not followed.
DEEPEST = 6
#: A clip cuts nothing off a stroke within this distance of its edge: half a line's width.
CLIP_MARGIN = 0.75
#: Objects and the segments of their paths and clips that are looked at on a page: no table has a tenth of these.
MOST_STEPS = 1_000_000
PAPER: Colour = (255, 255, 255)
#: The colour of patterns, shadings and images, which is not known.
UNKNOWN: Colour = (-1, -1, -1)
#: Channels at or above this are paper white.
WHITE = 250


def is_white(colour: Colour) -> bool:
    return min(colour) >= WHITE


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle, and its place in the order of painting."""

    box: Box
    colour: Colour
    order: int


@dataclass(frozen=True, slots=True)
class _Segment:
    """One step of a path: where it leads, whether by a straight line, and whether the path is closed after it."""

    point: Point
    straight: bool
    closes: bool


@dataclass(slots=True)
class Drawn:
    """What was found: strokes that can be seen on white paper, and apart from them those drawn in white."""

    horizontal: list[Stroke] = field(default_factory=list)
    vertical: list[Stroke] = field(default_factory=list)
    white_horizontal: list[tuple[Stroke, int]] = field(default_factory=list)
    white_vertical: list[tuple[Stroke, int]] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    #: Whether there was more than ``MOST_STEPS``; then only the first of it is here.
    endless: bool = False


def read_paths(page: pypdfium2.PdfPage, upright: Upright) -> Drawn:
    """All strokes, filled rectangles and dots of a page and of the forms on it."""
    collector = _Collector(upright)
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        if collector.drawn.endless:
            break
        collector.visit(pdfium.FPDFPage_GetObject(page.raw, index), (1, 0, 0, 1, 0, 0), 0)
    return collector.drawn


class _Collector:
    def __init__(self, upright: Upright) -> None:
        self.drawn = Drawn()
        self._upright = upright
        self._order = 0
        self._steps = MOST_STEPS
        self._clip: Box | None = None

    def _takes(self, steps: int) -> bool:
        """Whether so many steps more are not too many; they are counted."""
        self._steps -= steps
        self.drawn.endless = self._steps < 0
        return not self.drawn.endless

    def visit(self, handle: object, outer: Matrix, depth: int) -> None:
        if not self._takes(1):
            return
        self._order += 1
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._clip = self._clip_of(handle, outer)
            self._path(handle, _product(_matrix(handle), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._clip = self._clip_of(handle, outer)
            self._image(_product(_matrix(handle), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = _product(_matrix(handle), outer)
            for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
                if self.drawn.endless:
                    break
                self.visit(pdfium.FPDFFormObj_GetObject(handle, index), inner, depth + 1)

    def _path(self, handle: object, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
        if not pdfium.FPDFPath_GetDrawMode(handle, fill, stroke):
            return
        line = _colour(pdfium.FPDFPageObj_GetStrokeColor, handle) if stroke.value else None
        inside = _colour(pdfium.FPDFPageObj_GetFillColor, handle) if fill.value else None
        if line is None and inside is None:
            return
        if not self._takes(pdfium.FPDFPath_CountSegments(handle)):
            return
        for part in _subpaths(handle):
            shown = [self._upright(*_apply(matrix, s.point)) for s in part]
            if inside is not None:
                self._filled(shown, inside)
            if line is not None:
                self._outline(part, shown, line)

    def _outline(self, part: list[_Segment], shown: list[Point], colour: Colour) -> None:
        for points, closed in _straight_runs(part, shown):
            for a, b in zip(points, points[1:] + (points[:1] if closed else []), strict=False):
                self._stroke(a, b, colour)

    def _image(self, matrix: Matrix) -> None:
        """An image no thicker than a rule is one."""
        corners = [self._upright(*_apply(matrix, p)) for p in ((0, 0), (1, 0), (1, 1), (0, 1))]
        box = self._seen(_around(corners))
        if box:
            self._thin_box(box, UNKNOWN)

    def _filled(self, points: list[Point], colour: Colour) -> None:
        box = self._seen(_around(points))
        if box is None or self._thin_box(box, colour):
            return
        if _is_rectangle(points):
            self.drawn.fills.append(Fill(box, colour, self._order))

    def _thin_box(self, box: Box, colour: Colour) -> bool:
        """A box thin in one direction is one rule along its middle; thin in both it is a dot of either kind."""
        level = box.height <= THIN and (box.width > box.height or box.width <= THIN)
        upright = box.width <= THIN and (box.height > box.width or box.height <= THIN)
        if level:
            self._add(((box.top + box.bottom) / 2, box.x0, box.x1), colour, level=True)
        if upright:
            self._add(((box.x0 + box.x1) / 2, box.top, box.bottom), colour, level=False)
        return level or upright

    def _stroke(self, a: Point, b: Point, colour: Colour) -> None:
        dx, dy = abs(a[0] - b[0]), abs(a[1] - b[1])
        level, upright = dy <= STRAIGHT and dx > dy, dx <= STRAIGHT and dy > dx
        box = self._seen(_around([a, b]), CLIP_MARGIN) if level or upright else None
        if box and level:
            self._add(((a[1] + b[1]) / 2, box.x0, box.x1), colour, level=True)
        elif box:
            self._add(((a[0] + b[0]) / 2, box.top, box.bottom), colour, level=False)

    def _add(self, stroke: Stroke, colour: Colour, *, level: bool) -> None:
        drawn = self.drawn
        if is_white(colour):
            (drawn.white_horizontal if level else drawn.white_vertical).append((stroke, self._order))
        else:
            (drawn.horizontal if level else drawn.vertical).append(stroke)

    def _clip_of(self, handle: object, outer: Matrix) -> Box | None:
        """The box outside which an object is not shown; None where it is shown whole."""
        path = pdfium.FPDFPageObj_GetClipPath(handle)
        seen: Box | None = None
        for number in range(max(pdfium.FPDFClipPath_CountPaths(path), 0) if path else 0):
            x, y = ctypes.c_float(), ctypes.c_float()
            points = []
            count = pdfium.FPDFClipPath_CountPathSegments(path, number)
            for index in range(count if self._takes(count) else 0):
                segment = pdfium.FPDFClipPath_GetPathSegment(path, number, index)
                pdfium.FPDFPathSegment_GetPoint(segment, x, y)
                points.append(self._upright(*_apply(outer, (x.value, y.value))))
            if points:
                box = _around(points)
                seen = _common(seen, box) if seen else box
        return seen

    def _seen(self, box: Box, margin: float = 0.0) -> Box | None:
        """The part of a box that its clip shows; None when it shows nothing."""
        clip = self._clip
        if clip is None:
            return box
        shown = _common(Box(clip.x0 - margin, clip.top - margin, clip.x1 + margin, clip.bottom + margin), box)
        return shown if shown.width >= 0 and shown.height >= 0 else None


def _common(a: Box, b: Box) -> Box:
    return Box(max(a.x0, b.x0), max(a.top, b.top), min(a.x1, b.x1), min(a.bottom, b.bottom))


def _around(points: list[Point]) -> Box:
    return bounding([Box(x, y, x, y) for x, y in points])


def _is_rectangle(points: list[Point]) -> bool:
    xs, ys = {round(p[0]) for p in points}, {round(p[1]) for p in points}
    return len(points) in (4, 5) and len(xs) == 2 and len(ys) == 2


def _subpaths(handle: object) -> Iterator[list[_Segment]]:
    """The segments of each part of a path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    part: list[_Segment] = []
    for index in range(pdfium.FPDFPath_CountSegments(handle)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and part:
            yield part
            part = []
        closes = bool(pdfium.FPDFPathSegment_GetClose(segment))
        part.append(_Segment((x.value, y.value), kind == pdfium.FPDF_SEGMENT_LINETO, closes))
    if part:
        yield part


def _straight_runs(part: list[_Segment], shown: list[Point]) -> Iterator[tuple[list[Point], bool]]:
    """The runs of straight lines in a part of a path, and whether the last goes back to the run's start."""
    start = 0
    for index in range(1, len(part) + 1):
        if index == len(part) or not part[index].straight:
            if index - start > 1:
                yield shown[start:index], part[index - 1].closes and start == 0
            start = index


def _colour(getter: Callable[..., int], handle: object) -> Colour | None:
    """A colour's channels; None when it is wholly transparent."""
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not getter(handle, r, g, b, a):
        return UNKNOWN
    return None if a.value == 0 else (r.value, g.value, b.value)


def _matrix(handle: object) -> Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _product(m: Matrix, n: Matrix) -> Matrix:
    """``m`` first, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _apply(m: Matrix, point: Point) -> Point:
    x, y = point
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]
