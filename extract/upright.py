"""From PDF user space to the page as it is shown: crop box cut off, rotation undone, top left first.

A page whose text runs up or down is turned once more, so that it is read as a person would hold it.
"""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2

from cjaplans.extract.model import Box

#: Maps a point of user space to points from the top left of the upright page.
Upright = Callable[[float, float], tuple[float, float]]
#: Maps a point of the page as it is shown to one of the page held so that its turned text stands upright.
Turn = Callable[[float, float], tuple[float, float]]


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


def turn_of(turn: int, width: float, height: float) -> Turn:
    """Undoes a turn of text on a page of the given size: ``turn`` is where it runs, clockwise from rightwards."""
    turns: dict[int, Turn] = {
        0: lambda x, y: (x, y),
        90: lambda x, y: (y, width - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (height - y, x),
    }
    return turns[turn]


def turn_back(turn: int, width: float, height: float) -> Turn:
    """The way back to a page of the given size from where ``turn_of`` leads."""
    return turn_of(-turn % 360, *turned_size(turn, width, height))


def held(upright: Upright, turn: int, width: float, height: float) -> Upright:
    """The map of a page of the given size that is turned so that text running in ``turn`` stands upright."""
    undo = turn_of(turn, width, height)
    return lambda x, y: undo(*upright(x, y))


def turned_size(turn: int, width: float, height: float) -> tuple[float, float]:
    """Width and height of a page once a turn is undone."""
    return (height, width) if turn % 180 else (width, height)


def turned_box(box: Box, turn: Turn) -> Box:
    """A box on the turned page."""
    ax, ay = turn(box.x0, box.top)
    bx, by = turn(box.x1, box.bottom)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
