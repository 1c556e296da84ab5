"""Pages set in columns of prose: each column is looked at by itself, or its lines would pass for rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cjaplans.extract.borderless.lines import Segment, TextLine
from cjaplans.extract.model import Word

#: A column of prose has lines of this many words at least.
WORDS = 4
#: Lines of prose side by side, fewer of which make no page of columns.
FEWEST_LINES = 8
#: Lines of prose fill this share of their column.
FILLED = 0.8
#: Share of the lines of both columns that must be filled.
MOSTLY = 0.6


def text_zones(lines: Sequence[TextLine]) -> list[list[Word]]:
    """The words of lines, parted where two columns of prose stand side by side."""
    gutter = _gutter(lines)
    if gutter is None:
        return [[w for line in lines for w in line.line.words]]
    zones: list[list[Word]] = [[]]
    sides: tuple[list[Word], list[Word]] = ([], [])

    def close() -> None:
        zones.extend(side.copy() for side in sides if side)
        for side in sides:
            side.clear()
        zones.append([])

    first, last = _reach(lines, gutter)
    for number, line in enumerate(lines):
        if (
            not first <= number <= last
            or any(w.box.x0 < gutter < w.box.x1 for w in line.line.words)
            or _bridged(line, gutter)
        ):
            if any(sides):
                close()
            zones[-1].extend(line.line.words)
        else:
            for word in line.line.words:
                sides[word.box.x0 > gutter].append(word)
    close()
    return [zone for zone in zones if zone]


def _reach(lines: Sequence[TextLine], gutter: float) -> tuple[int, int]:
    """The first and the last line with prose beside the gutter: what is above or below may be as wide as the page."""
    beside = [n for n, line in enumerate(lines) if not _bridged(line, gutter) and _has_prose(line, gutter)]
    return beside[0], beside[-1]


def _has_prose(line: TextLine, gutter: float) -> bool:
    """Whether one side of the gutter holds a line of prose and nothing else."""
    sides = [[s for s in line.coarse if s.x1 < gutter], [s for s in line.coarse if s.x0 > gutter]]
    return any(len(side) == 1 and len(side[0].words) >= WORDS for side in sides)


def _bridged(line: TextLine, gutter: float) -> bool:
    """Whether one text runs over the gutter."""
    return any(s.x0 < gutter < s.x1 for s in line.coarse)


def _gutter(lines: Sequence[TextLine]) -> float | None:
    """The middle of the white between two columns of prose, if the page has them."""
    pairs = [
        (line.coarse[0], line.coarse[1])
        for line in lines
        if len(line.coarse) == 2 and all(len(s.words) >= WORDS for s in line.coarse)
    ]
    if len(pairs) < FEWEST_LINES:
        return None
    left = float(np.median([a.x1 for a, _ in pairs]))
    right = float(np.median([b.x0 for _, b in pairs]))
    gutter = (left + right) / 2
    pairs = [(a, b) for a, b in pairs if a.x1 < gutter < b.x0]
    if len(pairs) < FEWEST_LINES or not _is_prose(pairs):
        return None
    return gutter


def _is_prose(pairs: Sequence[tuple[Segment, Segment]]) -> bool:
    """Whether both columns are mostly full lines."""
    for side in (0, 1):
        widths = np.array([p[side].x1 - p[side].x0 for p in pairs])
        if (widths > FILLED * np.percentile(widths, 90)).mean() < MOSTLY:
            return False
    return True
