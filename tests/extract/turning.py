"""Turns what is drawn on a page, as a table typeset sideways is."""

from __future__ import annotations

from tests.extract.pages import Paper


def sideways(paper: Paper, turn: int) -> None:
    """All that is drawn from now on runs ``turn`` degrees clockwise from rightwards; ``paper.size`` is turned too."""
    width, height = paper.size
    turned = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, -1, 1, 0, 0, height),
        180: (-1, 0, 0, -1, width, height),
        270: (0, 1, -1, 0, width, 0),
    }
    paper.canvas.transform(*turned[turn])
    if turn % 180:
        paper.size = (height, width)


def write_turned(paper: Paper, x: float, top: float, lines: list[str], *, turn: int = 270, size: float = 9) -> None:
    """Lines of text running up (270), down (90) or askew from a point of the page."""
    canvas = paper.canvas
    canvas.saveState()
    canvas.translate(x, paper.size[1] - top)
    canvas.rotate(-turn)
    canvas.setFont("Helvetica", size)
    for number, line in enumerate(lines):
        canvas.drawString(0, -11 * number, line)
    canvas.restoreState()
