"""What a page draws besides text: straight strokes, filled rectangles and dots, each cut to its clip.

Coordinates are points of the upright page; order is that of painting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise, repeat

import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.model import Box
from cjaplans.extract.objects import (
    UNKNOWN,
    Colour,
    Handle,
    Matrix,
    Point,
    clip_points,
    clip_start,
    clips_of,
    closes,
    count_clip_segments,
    counts_of_segments,
    draw_modes,
    fill_colours,
    form_objects,
    kinds_of,
    matrices,
    page_objects,
    points_of,
    segment_kinds,
    segments_of,
    stroke_colours,
)
from cjaplans.extract.upright import Upright

#: ``x0, top, x1, bottom``.
Bounds = tuple[float, float, float, float]
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
MOVETO, LINETO = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_LINETO
PATH = pdfium.FPDF_PAGEOBJ_PATH
#: Kinds of objects whose clips are asked for.
CLIPPED = {PATH, pdfium.FPDF_PAGEOBJ_IMAGE}
#: The colours of the inside and the line of a path that is not to be seen.
UNSEEN = (None, None)
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
PAPER: Colour = (255, 255, 255)
#: Channels at or above this are paper white.
WHITE = 250


def is_white(colour: Colour) -> bool:
    r, g, b = colour
    return r >= WHITE and g >= WHITE and b >= WHITE


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle, and its place in the order of painting."""

    box: Box
    colour: Colour
    order: int


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
    collector.visit(page_objects(page), IDENTITY, 0)
    return collector.drawn


@dataclass(frozen=True, slots=True)
class _Segments:
    """The segments of a batch of paths, one path's after the other's; points are of the upright page."""

    shown: list[Point]
    kinds: list[int]
    handles: list[Handle]


#: A path by its inside and its line, None for what is not to be seen, and where among the segments it starts and ends.
_Path = tuple[Colour | None, Colour | None, int, int]


class _Collector:
    def __init__(self, upright: Upright) -> None:
        self.drawn = Drawn()
        self._upright = upright
        self._order = 0
        self._steps = MOST_STEPS
        self._clip: Bounds | None = None
        #: The boxes of clips by their first segment: objects set one after another share theirs.
        self._clips: dict[tuple[int, Matrix], Bounds] = {}

    def _takes(self, steps: int) -> bool:
        """Whether so many steps more are not too many; they are counted."""
        self._steps -= steps
        self.drawn.endless = self._steps < 0
        return not self.drawn.endless

    def visit(self, batches: Iterable[list[Handle]], outer: Matrix, depth: int) -> None:
        """Takes in objects; text and shadings draw no rules."""
        for batch in batches:
            if not self._takes(len(batch)):
                return
            self._batch(batch, outer, depth)

    def _batch(self, batch: list[Handle], outer: Matrix, depth: int) -> None:
        kinds = kinds_of(batch)
        clips = iter(clips_of([h for h, kind in zip(batch, kinds, strict=True) if kind in CLIPPED]))
        segments, found = self._paths([h for h, kind in zip(batch, kinds, strict=True) if kind == PATH], outer)
        paths = iter(found)
        for handle, kind in zip(batch, kinds, strict=True):
            self._order += 1
            if kind == PATH:
                self._clip = self._clip_of(*next(clips), outer)
                self._path(segments, *next(paths))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._clip = self._clip_of(*next(clips), outer)
                self._image(_product(matrices([handle])[0], outer))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                self.visit(form_objects(handle), _product(matrices([handle])[0], outer), depth + 1)

    def _paths(self, paths: list[Handle], outer: Matrix) -> tuple[_Segments, list[_Path]]:
        """The segments of a batch of paths, and what each of them looks like; of an unseen one no segment is read."""
        modes = draw_modes(paths)
        insides = iter(fill_colours([p for p, (filled, _) in zip(paths, modes, strict=True) if filled]))
        lines = iter(stroke_colours([p for p, (_, stroked) in zip(paths, modes, strict=True) if stroked]))
        colours = [(next(insides) if filled else None, next(lines) if stroked else None) for filled, stroked in modes]
        seen = [p for p, colour in zip(paths, colours, strict=True) if colour != UNSEEN]
        counts = counts_of_segments(seen)
        if not self._takes(sum(counts)):
            return _Segments([], [], []), [(None, None, 0, 0)] * len(paths)
        handles = segments_of(seen, counts)
        places = [_product(matrix, outer) for matrix in matrices(seen)]
        placed = chain.from_iterable(map(repeat, places, counts))
        upright = self._upright
        shown = [
            upright(a * x + c * y + e, b * x + d * y + f)
            for (x, y), (a, b, c, d, e, f) in zip(points_of(handles), placed, strict=True)
        ]
        ends = pairwise(accumulate(counts, initial=0))
        found: list[_Path] = [(*c, *next(ends)) if c != UNSEEN else (None, None, 0, 0) for c in colours]
        return _Segments(shown, segment_kinds(handles), handles), found

    def _path(self, segments: _Segments, inside: Colour | None, line: Colour | None, start: int, end: int) -> None:
        if inside is None and end - start == 2:  # one line, as most paths are
            if line is not None:
                self._outline(segments, start, end, line)
            return
        for first, last in _subpaths(segments.kinds, start, end):
            if inside is not None:
                self._filled(segments.shown[first:last], inside)
            if line is not None:
                self._outline(segments, first, last, line)

    def _shown(self, points: Iterable[Point], matrix: Matrix) -> list[Point]:
        a, b, c, d, e, f = matrix
        upright = self._upright
        return [upright(a * x + c * y + e, b * x + d * y + f) for x, y in points]

    def _outline(self, segments: _Segments, start: int, end: int, colour: Colour) -> None:
        """The straight strokes of one part of a path, with the one that closes a run of them from its start on."""
        shown, kinds = segments.shown, segments.kinds
        begun, last = start, end - 1
        for index in range(start + 1, end):
            if kinds[index] != LINETO:
                begun = index
                continue
            self._stroke(shown[index - 1], shown[index], colour)
            ends = index == last or kinds[index + 1] != LINETO
            if ends and begun == start and closes(segments.handles[index]):
                self._stroke(shown[index], shown[start], colour)

    def _image(self, matrix: Matrix) -> None:
        """An image no thicker than a rule is one."""
        box = self._seen(*_around(self._shown(((0, 0), (1, 0), (1, 1), (0, 1)), matrix)))
        if box:
            self._thin_box(box, UNKNOWN)

    def _filled(self, points: list[Point], colour: Colour) -> None:
        box = self._seen(*_around(points))
        if box is None or self._thin_box(box, colour):
            return
        if _is_rectangle(points):
            self.drawn.fills.append(Fill(Box(*box), colour, self._order))

    def _thin_box(self, box: Bounds, colour: Colour) -> bool:
        """A box thin in one direction is one rule along its middle; thin in both it is a dot of either kind."""
        x0, top, x1, bottom = box
        width, height = x1 - x0, bottom - top
        level = height <= THIN and (width > height or width <= THIN)
        upright = width <= THIN and (height > width or height <= THIN)
        if level:
            self._add(((top + bottom) / 2, x0, x1), colour, level=True)
        if upright:
            self._add(((x0 + x1) / 2, top, bottom), colour, level=False)
        return level or upright

    def _stroke(self, a: Point, b: Point, colour: Colour) -> None:
        (ax, ay), (bx, by) = a, b
        dx, dy = abs(ax - bx), abs(ay - by)
        level, upright = dy <= STRAIGHT and dx > dy, dx <= STRAIGHT and dy > dx
        if not (level or upright):
            return
        x0, x1 = (ax, bx) if ax < bx else (bx, ax)
        top, bottom = (ay, by) if ay < by else (by, ay)
        if self._clip is not None:
            box = self._seen(x0, top, x1, bottom, CLIP_MARGIN)
            if box is None:
                return
            x0, top, x1, bottom = box
        self._add(((ay + by) / 2, x0, x1) if level else ((ax + bx) / 2, top, bottom), colour, level=level)

    def _add(self, stroke: Stroke, colour: Colour, *, level: bool) -> None:
        drawn = self.drawn
        if is_white(colour):
            (drawn.white_horizontal if level else drawn.white_vertical).append((stroke, self._order))
        else:
            (drawn.horizontal if level else drawn.vertical).append(stroke)

    def _clip_of(self, clip: Handle, paths: int, outer: Matrix) -> Bounds | None:
        """The box outside which an object is not shown; None where it is shown whole."""
        if paths < 1:
            return None
        seen: Bounds | None = None
        for number in range(paths):
            count = count_clip_segments(clip, number)
            if count <= 0 or not self._takes(count):
                continue
            key = (clip_start(clip, number), outer)
            box = self._clips.get(key)
            if box is None:
                box = self._clips[key] = _around(self._shown(clip_points(clip, number, count), outer))
            seen = _common(seen, box) if seen else box
        return seen

    def _seen(self, x0: float, top: float, x1: float, bottom: float, margin: float = 0.0) -> Bounds | None:
        """The part of a box that its clip shows; None when it shows nothing."""
        clip = self._clip
        if clip is None:
            return x0, top, x1, bottom
        left, upper, right, lower = clip
        shown = _common((left - margin, upper - margin, right + margin, lower + margin), (x0, top, x1, bottom))
        return shown if shown[2] - shown[0] >= 0 and shown[3] - shown[1] >= 0 else None


def _common(a: Bounds, b: Bounds) -> Bounds:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _around(points: Sequence[Point]) -> Bounds:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_rectangle(points: list[Point]) -> bool:
    if len(points) not in (4, 5):
        return False
    return len({round(x) for x, _ in points}) == 2 and len({round(y) for _, y in points}) == 2


def _subpaths(kinds: Sequence[int], start: int, end: int) -> list[tuple[int, int]]:
    """Where each part of the path between two places begins and ends, by the kinds of its segments."""
    if MOVETO not in kinds[start + 1 : end]:
        return [(start, end)] if end > start else []
    begun = [index for index in range(start + 1, end) if kinds[index] == MOVETO]
    return list(pairwise([start, *begun, end]))


def _product(m: Matrix, n: Matrix) -> Matrix:
    """``m`` first, then ``n``."""
    if n is IDENTITY:
        return m
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )
