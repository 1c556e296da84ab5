"""From PDF user space to the page as it is shown: crop box cut off, rotation undone, top left first."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2

#: Maps a point of user space to points from the top left of the upright page.
Upright = Callable[[float, float], tuple[float, float]]


def upright_of(page: pypdfium2.PdfPage) -> Upright:
    """The map of one page, by its visible box and its rotation."""
    left, bottom, right, top = page.get_bbox()
    turns: dict[int, Upright] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[page.get_rotation() % 360]
