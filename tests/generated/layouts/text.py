"""Texts as flowables: headings, paragraphs, the paragraphs and bullets of a cell."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Spacer

from tests.generated.layouts.style import Style

BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Vera": "VeraBd"}
#: Signs of the font of signs.
DINGBATS = "✓✗▲"
HYPHENATED = {"supervisors": "super\u00advisors", "arrangements": "arrange\u00adments", "programme": "pro\u00adgramme"}


class Overprinted(Paragraph):  # type: ignore[misc]
    """A paragraph printed twice, a third of a point apart, which looks bold."""

    def draw(self) -> None:
        super().draw()
        self.canv.saveState()
        self.canv.translate(0.3, 0)
        super().draw()
        self.canv.restoreState()


class Upended(Flowable):  # type: ignore[misc]
    """One line of text that reads upwards."""

    def __init__(self, text: str, font: str, size: float) -> None:
        super().__init__()
        self.text, self.font, self.size = text, font, size

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.size, stringWidth(self.text, self.font, self.size)

    def draw(self) -> None:
        self.canv.rotate(90)
        self.canv.setFont(self.font, self.size)
        self.canv.drawString(0, -self.size, self.text)


@lru_cache
def use_font(name: str) -> None:
    """Registers the TrueType font that reportlab carries."""
    if name == "Vera":
        from reportlab.pdfbase.pdfmetrics import registerFont
        from reportlab.pdfbase.ttfonts import TTFont

        for each in ("Vera", "VeraBd"):
            registerFont(TTFont(each, f"{each}.ttf"))


def set_text(style: Style, text: str) -> str:
    """A text as reportlab's mark-up, with the ligatures and soft hyphens the style prints."""
    if style.ligatures:
        text = text.replace("fi", "ﬁ").replace("fl", "ﬂ")
    if style.soft_hyphens:
        for word, parted in HYPHENATED.items():
            text = text.replace(word, parted)
    text = escape(text)
    for sign in DINGBATS:
        text = text.replace(sign, f'<font name="ZapfDingbats">{sign}</font>')
    return text


def paragraph(style: Style, text: str, *, bold: bool = False, size: float | None = None, **more: Any) -> Paragraph:
    """One paragraph in the style's font."""
    use_font(style.font)
    size = size or style.size
    font = BOLD[style.font] if bold and not style.overprinted else style.font
    made = ParagraphStyle("text", fontName=font, fontSize=size, leading=size * 1.22, splitLongWords=0, **more)
    return (Overprinted if bold and style.overprinted else Paragraph)(set_text(style, text), made)


def heading(style: Style, text: str, level: int = 2) -> list[Flowable]:
    """A heading with the room around it."""
    size = {1: 18.0, 2: 13.0, 3: 11.0}[level]
    return [Spacer(1, 10), paragraph(style, text, bold=True, size=size, keepWithNext=1), Spacer(1, 6)]


def prose(style: Style, *texts: str) -> list[Flowable]:
    """Paragraphs of running text."""
    return [flowable for text in texts for flowable in (paragraph(style, text, size=10), Spacer(1, 7))]


def cell(style: Style, text: str, *, bold: bool = False) -> list[Flowable]:
    """What a cell holds: its paragraphs, bullets hung."""
    held: list[Flowable] = []
    for line in text.split("\n") if text else []:
        if line.startswith("• "):
            more = {"leftIndent": 9, "bulletIndent": 0, "bulletFontSize": style.size}
            made = paragraph(style, line[2:], bold=bold, **more)
            held.append(type(made)(f"<bullet>•</bullet>{set_text(style, line[2:])}", made.style))
        else:
            held.append(paragraph(style, line, bold=bold, spaceBefore=2 if held else 0))
    return held
