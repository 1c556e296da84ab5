"""Rules of a page: every straight horizontal or vertical stroke, however it was drawn.

Lines, the edges of stroked or tinted rectangles and thin filled rectangles all count; white ones do not.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.upright import Upright

Matrix = tuple[float, float, float, float, float, float]
Floats = npt.NDArray[np.float64]
Point = tuple[float, float]

#: Strokes leaning by less than this many points are straight.
STRAIGHT = 1.0
#: A filled rectangle thinner than this is a rule drawn as a box.
THIN = 3.0
#: Rules shorter than this are ticks and underlines of single letters.
SHORTEST = 3.0
#: Channels at or above this are paper white.
WHITE = 250
#: Rules nearer than this are one rule (points), when the places between them are counted.
APART = 2.5
#: The fullest page of tables has fewer places (rows times columns of all its rules) than this.
MOST_PLACES = 50_000
#: Form XObjects nested deeper than this are not followed.
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Rules:
    """Rows of ``(position, start, end)`` in points: ``y, x0, x1`` and ``x, top, bottom``."""

    horizontal: Floats = field(default_factory=lambda: np.empty((0, 3)))
    vertical: Floats = field(default_factory=lambda: np.empty((0, 3)))

    @property
    def is_drawing(self) -> bool:
        """Whether there are more places between the rules than any table has: a map or a chart."""
        return _positions(self.horizontal) * _positions(self.vertical) > MOST_PLACES


def _positions(rules: Floats) -> int:
    return len(np.unique(np.round(rules[:, 0] / APART)))


def read_rules(page: pypdfium2.PdfPage, upright: Upright, width: float, height: float) -> Rules:
    """All rules that lie on the page of the given size."""
    collector = _Collector(upright)
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        collector.visit(pdfium.FPDFPage_GetObject(page.raw, index), (1, 0, 0, 1, 0, 0), 0)
    return Rules(_clip(collector.horizontal, height, width), _clip(collector.vertical, width, height))


def _clip(found: list[tuple[float, float, float]], limit: float, length: float) -> Floats:
    """Keeps what is on the page: position within ``limit``, extent within ``length``."""
    rules = np.array(found, dtype=np.float64).reshape(-1, 3)
    rules[:, 1:] = np.clip(rules[:, 1:], 0, length)
    keep = (rules[:, 0] >= -1) & (rules[:, 0] <= limit + 1) & (rules[:, 2] - rules[:, 1] >= SHORTEST)
    return rules[keep]


class _Collector:
    def __init__(self, upright: Upright) -> None:
        self.horizontal: list[tuple[float, float, float]] = []
        self.vertical: list[tuple[float, float, float]] = []
        self._upright = upright

    def visit(self, handle: object, outer: Matrix, depth: int) -> None:
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(handle, _product(_matrix(handle), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = _product(_matrix(handle), outer)
            for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
                self.visit(pdfium.FPDFFormObj_GetObject(handle, index), inner, depth + 1)

    def _path(self, handle: object, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
        if not pdfium.FPDFPath_GetDrawMode(handle, fill, stroke):
            return
        stroked = bool(stroke.value) and not _white(pdfium.FPDFPageObj_GetStrokeColor, handle)
        filled = fill.value != 0 and not _white(pdfium.FPDFPageObj_GetFillColor, handle)
        if not (stroked or filled):
            return
        for points, closed in _subpaths(handle):
            shown = [self._upright(*_apply(matrix, p)) for p in points]
            if filled and not stroked and self._thin_box(shown):
                continue
            if filled and not stroked and not _is_rectangle(shown):
                continue
            for a, b in zip(shown, shown[1:] + (shown[:1] if closed or filled else []), strict=False):
                self._stroke(a, b)

    def _thin_box(self, points: list[Point]) -> bool:
        """A box thin in one direction is one rule along its middle."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if bottom - top <= THIN and x1 - x0 > bottom - top:
            self.horizontal.append(((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= THIN and bottom - top > x1 - x0:
            self.vertical.append(((x0 + x1) / 2, top, bottom))
        else:
            return False
        return True

    def _stroke(self, a: Point, b: Point) -> None:
        dx, dy = abs(a[0] - b[0]), abs(a[1] - b[1])
        if dy <= STRAIGHT and dx > dy:
            self.horizontal.append(((a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0])))
        elif dx <= STRAIGHT and dy > dx:
            self.vertical.append(((a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1])))


def _is_rectangle(points: list[Point]) -> bool:
    xs, ys = {round(p[0]) for p in points}, {round(p[1]) for p in points}
    return len(points) in (4, 5) and len(xs) == 2 and len(ys) == 2


def _subpaths(handle: object) -> Iterator[tuple[list[Point], bool]]:
    """Straight runs of a path; a curve ends the run it stands in."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    closed = False
    for index in range(pdfium.FPDFPath_CountSegments(handle)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points, closed
            points, closed = [], False
        points.append((x.value, y.value))
        closed = bool(pdfium.FPDFPathSegment_GetClose(segment))
    if len(points) > 1:
        yield points, closed


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


def _white(getter: Callable[..., int], handle: object) -> bool:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not getter(handle, r, g, b, a):
        return False
    return a.value == 0 or min(r.value, g.value, b.value) >= WHITE
