"""The source cells of an action as they are drawn over the picture of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cjaplans.publish.inspect.palette import BLACK, INKS, Colour, Pattern
from cjaplans.publish.trace.model import ActionRecord, FieldRecord, SourceCell

#: Of the colours: edges are so much darker than tints, to stand out from white paper.
DARKER = 0.6
#: Points that the second field of a cell is drawn further in than the first.
INSET = 2.0
#: Size of a tag's letters, its height, and how wide a letter is, in points.
LETTERS, TAG, LETTER = 6.5, 8.5, 3.8
DASHES = {Pattern.PLAIN: "", Pattern.RISING: "6 3", Pattern.FALLING: "6 2 2 2", Pattern.DOTTED: "2 2"}


@dataclass(frozen=True, slots=True)
class Ink:
    """How a field's outlines look: colours as HTML has them, and dashes that tell them apart without colour."""

    edge: str
    tint: str
    dashes: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A cell of one field: its box in points, inside that of the field before it, and the place of its tag."""

    cell: SourceCell
    field: str
    label: str
    x: float
    y: float
    width: float
    height: float
    tag_x: float
    tag_y: float
    tag_width: float

    @property
    def anchor(self) -> str:
        """Its name in addresses."""
        return f"cell-{self.cell.id}-{self.field}"


def ink_of(field: str) -> Ink:
    """The ink of a field: that of ``cjaplans inspect``."""
    ink = INKS.get(field)
    colour = ink.colour if ink else BLACK
    darker: Colour = (round(colour[0] * DARKER), round(colour[1] * DARKER), round(colour[2] * DARKER))
    return Ink(_html(darker), _html(colour), DASHES[ink.pattern] if ink else "")


def outlines_on(record: ActionRecord, page: int) -> Iterator[Outline]:
    """The outlines of a page; the tags of one cell's fields stand one behind the other on its upper edge."""
    drawn: Counter[int] = Counter()
    used: Counter[int] = Counter()
    for field, cell in record.cells_on(page):
        yield _outline(field, cell, INSET * drawn[cell.id], float(used[cell.id]))
        drawn[cell.id] += 1
        used[cell.id] += round(_width(field.label)) + 1


def _outline(field: FieldRecord, cell: SourceCell, inset: float, used: float) -> Outline:
    box = cell.box
    inset = min(inset, box.width / 3, box.height / 3)
    return Outline(
        cell=cell,
        field=field.field,
        label=field.label,
        x=box.x0 + inset,
        y=box.top + inset,
        width=box.width - 2 * inset,
        height=box.height - 2 * inset,
        tag_x=box.x0 + used,
        tag_y=max(0.0, box.top - TAG + 1),
        tag_width=_width(field.label),
    )


def _width(label: str) -> float:
    return len(label) * LETTER + 4


def _html(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
