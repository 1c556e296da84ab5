"""The names of tables and columns, written where they hide no text of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PIL import Image, ImageDraw, ImageFont

from cjaplans.extract.model import Box
from cjaplans.publish.inspect.marks import Frame, Label
from cjaplans.publish.inspect.palette import BLACK, DOUBT, GREY, INKS, Colour

#: The size of letters and the height of a tag, in pixels.
TEXT, SMALL = 14, 12
TAG = SMALL + 5

Pixels = tuple[int, int, int, int]


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font that Pillow brings, at a size in pixels."""
    return ImageFont.load_default(size)


def pixels(box: Box, scale: float) -> Pixels:
    """A box in pixels, at least one wide and high."""
    x0, top = round(box.x0 * scale), round(box.top * scale)
    return x0, top, max(x0 + 1, round(box.x1 * scale)), max(top + 1, round(box.bottom * scale))


def draw_frame(overlay: Image.Image, frame: Frame, scale: float, taken: list[Pixels]) -> None:
    """A table's edge, the names of its columns' fields, and its caption.

    ``taken`` are the areas of texts; those of the tags are added to it.
    """
    area = pixels(frame.box, scale)
    ImageDraw.Draw(overlay).rectangle(area, outline=(*BLACK, 255), width=2)
    for label in frame.labels:
        x0, x1 = round(label.x0 * scale), round(label.x1 * scale)
        text = _cut(label.name.replace("_", " "), x1 - x0)
        _tag(overlay, _place(overlay, text, _beside((x0, area[1], x1, area[3]), text), taken), text, _colour(label))
    caption = _cut(frame.caption, overlay.width)
    _tag(overlay, _place(overlay, caption, _around(area, caption, bool(frame.labels)), taken), caption, BLACK)


def _beside(column: Pixels, text: str) -> Iterator[tuple[int, int]]:
    """Where a column's name may stand: above it, in the corner of its topmost cell, below it."""
    x0, top, x1, bottom = column
    yield x0, top - TAG
    yield x1 - _width(text), top + 2
    yield x0, bottom + 2


def _around(area: Pixels, text: str, labelled: bool) -> Iterator[tuple[int, int]]:
    """Where a table's caption may stand: over or under the names of its columns if there are some, left or right."""
    x0, top, x1, bottom = area
    places = (top - 2 * TAG, top - TAG, bottom + 2 + TAG, bottom + 2)
    for y in places if labelled else (places[1], places[3], places[0]):
        yield x0, y
        yield x1 - _width(text), y


def _place(overlay: Image.Image, text: str, places: Iterable[tuple[int, int]], taken: list[Pixels]) -> tuple[int, int]:
    """The first place on the page where nothing stands, else the first that is on it."""
    tried = list(places)
    inside = [(x, y) for x, y in tried if x >= 0 and y >= 0 and y + TAG <= overlay.height] or tried
    chosen = next((place for place in inside if not _hits(_area(place, text), taken)), inside[0])
    taken.append(_area(chosen, text))
    return chosen


def _hits(area: Pixels, taken: Iterable[Pixels]) -> bool:
    x0, top, x1, bottom = area
    return any(t[0] < x1 and t[2] > x0 and t[1] < bottom - 1 and t[3] > top + 1 for t in taken)


def _area(place: tuple[int, int], text: str) -> Pixels:
    x, y = place
    return x, y, x + _width(text), y + TAG


def _width(text: str) -> int:
    return round(font(SMALL).getlength(text)) + 6


def _cut(text: str, room: int) -> str:
    while len(text) > 1 and _width(text) > room:
        text = text.removesuffix("…")[:-1] + "…"
    return text


def _colour(label: Label) -> Colour:
    ink = INKS.get(label.name)
    if ink:
        return ink.colour
    return DOUBT if label.name == "?" else GREY


def _tag(overlay: Image.Image, place: tuple[int, int], text: str, colour: Colour) -> None:
    """Dark text on white in an edge of a colour."""
    pen = ImageDraw.Draw(overlay)
    x0, top, x1, bottom = _area(place, text)
    pen.rectangle((x0, top, x1, bottom - 1), fill=(255, 255, 255, 225), outline=(*colour, 255))
    pen.line((x0, bottom - 1, x1, bottom - 1), (*colour, 255), 2)
    pen.text((x0 + 3, top), text, (*BLACK, 255), font(SMALL))
