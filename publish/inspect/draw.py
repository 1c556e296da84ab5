"""Draws marks on the picture of a page."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image, ImageDraw

from cjaplans.extract.model import Box
from cjaplans.normalise.model import Severity
from cjaplans.publish.inspect.doubts import Doubt, numbered
from cjaplans.publish.inspect.marks import Mark, PageMarks, Sign
from cjaplans.publish.inspect.palette import BLACK, DOUBT, GREY, INKS, Colour, Ink, Pattern
from cjaplans.publish.inspect.tags import SMALL, Pixels, draw_frame, font, pixels

#: How much of the page a tint, the lines of a pattern and an edge hide, of 255.
TINT, LINES, EDGE = 62, 110, 200
#: Pixels between the lines of a pattern.
SPACING = 8
WHITE = (255, 255, 255, 255)
#: Sizes in pixels.
BADGE, STRIP, GAP = 9, 5, 3

#: How boxes are drawn that are not a field's; those without an entry are dashed.
SIGN_INKS = {
    Sign.HEADING: Ink(BLACK),
    Sign.LEFT_OUT: Ink(GREY, Pattern.FALLING),
    Sign.UNKNOWN: Ink(DOUBT, Pattern.FALLING),
    Sign.UNREAD: Ink(DOUBT, Pattern.RISING),
}


def drawn(picture: Image.Image, width: float, marks: PageMarks) -> Image.Image:
    """The picture of a page ``width`` points wide with its marks on it."""
    scale = picture.width / width if width else 1.0
    overlay = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    for mark in marks.marks:
        _mark(overlay, mark, scale)
    taken = [pixels(box, scale) for box in marks.texts]
    for frame in marks.frames:
        draw_frame(overlay, frame, scale, taken)
    for number, (box, grave) in _spots(marks.doubts).items():
        _spot(overlay, pixels(box, scale), number, grave)
    return Image.alpha_composite(picture.convert("RGBA"), overlay).convert("RGB")


def fill(overlay: Image.Image, area: Pixels, ink: Ink, tint: int = TINT) -> None:
    """Fills a box with a tint and a pattern."""
    x0, top, x1, bottom = area
    tile = Image.new("RGBA", (x1 - x0, bottom - top), (*ink.colour, tint))
    _pattern(ImageDraw.Draw(tile), tile.size, ink)
    left, above = max(0, -x0), max(0, -top)
    if left < tile.width and above < tile.height:
        overlay.alpha_composite(tile, (max(0, x0), max(0, top)), (left, above))


def _pattern(pen: ImageDraw.ImageDraw, size: tuple[int, int], ink: Ink) -> None:
    width, height = size
    colour = (*(value // 2 for value in ink.colour), LINES)
    if ink.pattern is Pattern.DOTTED:
        for y in range(SPACING // 2, height, SPACING):
            for x in range(SPACING // 2 + y % 2, width, SPACING):
                pen.rectangle((x, y, x + 1, y + 1), colour)
    elif ink.pattern in (Pattern.RISING, Pattern.FALLING):
        for x in range(-height, width, SPACING):
            ends = (height, 0) if ink.pattern is Pattern.RISING else (0, height)
            pen.line((x, ends[0], x + height, ends[1]), colour)


def _mark(overlay: Image.Image, mark: Mark, scale: float) -> None:
    area = pixels(mark.box, scale)
    pen = ImageDraw.Draw(overlay)
    if mark.outside:
        area = (area[0] - GAP, area[1] - GAP, area[2] + GAP, area[3] + GAP)
    inks = [INKS[name] for name in mark.names if name in INKS]
    if mark.sign is Sign.FIELD and inks:
        fill(overlay, area, inks[0])
        _strips(overlay, area, inks[1:])
        _edge(pen, area, inks[0].colour)
    elif mark.sign is Sign.BLANK:
        _edge(pen, area, inks[0].colour if inks else GREY)
    elif ink := SIGN_INKS.get(mark.sign):
        fill(overlay, area, ink, TINT // 2)
        _edge(pen, area, ink.colour)
    else:
        dashed(pen, area, GREY)
    if mark.unsure:
        pen.rectangle(area, outline=(*DOUBT, 255), width=3)


def _strips(overlay: Image.Image, area: Pixels, inks: list[Ink]) -> None:
    """A strip at the right edge for each further field that a cell's text went to."""
    x1 = area[2]
    for number, ink in enumerate(inks):
        right = x1 - number * (STRIP + 1)
        if right - STRIP > area[0]:
            fill(overlay, (right - STRIP, area[1], right, area[3]), ink, EDGE)


def _edge(pen: ImageDraw.ImageDraw, area: Pixels, colour: Colour) -> None:
    pen.rectangle(area, outline=(*colour, EDGE), width=1)


def dashed(pen: ImageDraw.ImageDraw, area: Pixels, colour: Colour, dash: int = 4) -> None:
    """A box of dashes."""
    x0, top, x1, bottom = area
    for x in range(x0, x1, 2 * dash):
        for y in (top, bottom):
            pen.line((x, y, min(x + dash, x1), y), (*colour, EDGE))
    for y in range(top, bottom, 2 * dash):
        for x in (x0, x1):
            pen.line((x, y, x, min(y + dash, bottom)), (*colour, EDGE))


def _spots(doubts: Iterable[Doubt]) -> dict[int, tuple[Box, bool]]:
    """The boxes of doubts by their numbers, and whether one of them is more than an information."""
    spots: dict[int, tuple[Box, bool]] = {}
    for number, doubt in numbered(doubts):
        if number is not None and doubt.box is not None:
            grave = doubt.severity is not Severity.INFO
            spots[number] = (doubt.box, grave or spots.get(number, (doubt.box, False))[1])
    return spots


def _spot(overlay: Image.Image, area: Pixels, number: int, grave: bool) -> None:
    """The number of a doubtful spot beside it, and a frame round it where it is grave."""
    pen = ImageDraw.Draw(overlay)
    if grave:
        pen.rectangle((area[0] - 2, area[1] - 1, area[2] + 2, area[3] + 1), outline=(*DOUBT, 255), width=2)
    badge(pen, (max(BADGE, area[0] - BADGE - 3), area[1] + BADGE), number, grave)


def badge(pen: ImageDraw.ImageDraw, centre: tuple[int, int], number: int, grave: bool) -> None:
    """A disc with a number, filled where it is grave."""
    x, y = centre
    disc, letters = ((*DOUBT, 255), WHITE) if grave else (WHITE, (*DOUBT, 255))
    pen.ellipse((x - BADGE, y - BADGE, x + BADGE, y + BADGE), fill=disc, outline=(*DOUBT, 255))
    pen.text((x, y), str(number), letters, font(SMALL), anchor="mm")
