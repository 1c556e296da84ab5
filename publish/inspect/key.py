"""The strip beside the page that says what its colours, signs and numbers mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from cjaplans.normalise.model import Severity
from cjaplans.publish.inspect.doubts import Doubt, numbered
from cjaplans.publish.inspect.draw import BADGE, SIGN_INKS, badge, dashed, fill
from cjaplans.publish.inspect.marks import PageMarks, Sign
from cjaplans.publish.inspect.palette import BLACK, DOUBT, GREY, INKS, Ink
from cjaplans.publish.inspect.tags import SMALL, TEXT, font
from cjaplans.publish.safe import printable

#: Pixels: the strip's width, the margin in it, a line's height, a swatch's width.
WIDTH, MARGIN, LINE, SWATCH = 340, 14, 20, 26
#: The strip's height beside a small page, in pixels.
LEAST_HEIGHT = 480
#: Lines that one doubt may take.
MOST_LINES = 4


@dataclass(slots=True)
class _Pen:
    """Writes down the strip, line by line."""

    image: Image.Image
    y: int = MARGIN

    @property
    def room(self) -> bool:
        """Whether two more lines have room."""
        return self.y + 3 * LINE < self.image.height

    def text(self, text: str, *, indent: int = 0, size: int = SMALL, most: int = 2) -> None:
        draw = ImageDraw.Draw(self.image)
        lines = list(_wrapped(draw, printable(text), WIDTH - 2 * MARGIN - indent, size))
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
        for line in lines:
            draw.text((MARGIN + indent, self.y), line, BLACK, font(size))
            self.y += LINE if size > SMALL else LINE - 3

    def head(self, text: str) -> None:
        self.y += LINE // 2
        self.text(text, size=TEXT)

    def swatch(self, ink: Ink | None, text: str, *, edge: bool = True) -> None:
        area = (MARGIN, self.y, MARGIN + SWATCH, self.y + LINE - 5)
        if ink:
            patch = Image.new("RGBA", self.image.size, (0, 0, 0, 0))
            fill(patch, area, ink, 110)
            self.image.paste(patch, (0, 0), patch)
        pen = ImageDraw.Draw(self.image)
        if edge:
            pen.rectangle(area, outline=ink.colour if ink else GREY)
        else:
            dashed(pen, area, GREY)
        self.text(text, indent=SWATCH + 8, most=1)


def with_key(page: Image.Image, title: Sequence[str], marks: PageMarks) -> Image.Image:
    """The page with the strip at its right."""
    height = max(page.height, LEAST_HEIGHT)
    strip = Image.new("RGB", (WIDTH, height), (250, 250, 250))
    pen = _Pen(strip)
    for number, line in enumerate(title):
        pen.text(line, size=SMALL if number else TEXT)
    _fields(pen, marks)
    _doubts(pen, marks.doubts)
    whole = Image.new("RGB", (page.width + WIDTH, height), (255, 255, 255))
    whole.paste(page, (0, 0))
    whole.paste(strip, (page.width, 0))
    ImageDraw.Draw(whole).line((page.width, 0, page.width, height), GREY)
    return whole


def _fields(pen: _Pen, marks: PageMarks) -> None:
    used = {name for mark in marks.marks for name in mark.names}
    signs = {mark.sign for mark in marks.marks} - {Sign.FIELD}
    if used or signs:
        pen.head("Key")
    for name, ink in INKS.items():
        if name in used:
            pen.swatch(ink, name.replace("_", " "))
    for sign in Sign:
        if sign in signs:
            pen.swatch(SIGN_INKS.get(sign), sign.value, edge=sign in SIGN_INKS or sign is Sign.BLANK)
    if any(mark.unsure for mark in marks.marks):
        pen.swatch(Ink(DOUBT), Sign.UNSURE.value)
    if any(len(mark.names) > 1 for mark in marks.marks):
        pen.text("A strip at a cell's right edge is a second field that its text went to.")


def _doubts(pen: _Pen, doubts: Sequence[Doubt]) -> None:
    pen.head(f"Doubtful spots: {len(doubts)}" if doubts else "No doubtful spots")
    for shown, (number, doubt) in enumerate(numbered(doubts)):
        if not pen.room:
            pen.text(f"… and {len(doubts) - shown} more; see 'cjaplans findings'")
            return
        if number is not None:
            grave = doubt.severity is not Severity.INFO
            badge(ImageDraw.Draw(pen.image), (MARGIN + BADGE, pen.y + BADGE), number, grave)
        pen.text(f"{doubt.code} ({doubt.severity.value})", indent=2 * BADGE + 6)
        pen.text(doubt.message, indent=2 * BADGE + 6, most=MOST_LINES)
        pen.y += 4


def _wrapped(draw: ImageDraw.ImageDraw, text: str, room: int, size: int) -> Iterator[str]:
    """The lines of a text, none wider than there is room; a word that is goes over the edge."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and draw.textlength(longer, font(size)) > room:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
