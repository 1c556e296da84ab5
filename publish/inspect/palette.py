"""The colour and pattern of each field: Okabe and Ito's colours, told apart by the colour-blind too.

M. Okabe and K. Ito, "Color Universal Design" (2008). Fields that share a colour differ in their pattern.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from cjaplans.normalise.fields import Field

Colour = tuple[int, int, int]

ORANGE: Colour = (230, 159, 0)
SKY: Colour = (86, 180, 233)
GREEN: Colour = (0, 158, 115)
YELLOW: Colour = (240, 228, 66)
BLUE: Colour = (0, 114, 178)
VERMILION: Colour = (213, 94, 0)
PURPLE: Colour = (204, 121, 167)
GREY: Colour = (120, 120, 120)
BLACK: Colour = (30, 30, 30)

#: Doubtful spots, and nothing else, are of this colour.
DOUBT = VERMILION


class Pattern(Enum):
    """What is drawn over a tint: nothing, thin lines, or dots."""

    PLAIN = "plain"
    RISING = "rising"
    FALLING = "falling"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Ink:
    """How a box is filled."""

    colour: Colour
    pattern: Pattern = Pattern.PLAIN


INKS: Mapping[str, Ink] = {
    Field.REF: Ink(GREY),
    Field.THEME: Ink(BLUE, Pattern.RISING),
    Field.OBJECTIVE: Ink(GREEN, Pattern.RISING),
    Field.PLACE: Ink(GREY, Pattern.RISING),
    Field.ACTION: Ink(BLUE),
    Field.DETAIL: Ink(SKY),
    Field.RESPONSIBLE: Ink(GREEN),
    Field.TIMESCALE: Ink(ORANGE),
    Field.STATUS: Ink(YELLOW),
    Field.PROGRESS: Ink(PURPLE),
    Field.TARGET: Ink(YELLOW, Pattern.RISING),
    Field.RESOURCES: Ink(ORANGE, Pattern.DOTTED),
    Field.MONITORING: Ink(SKY, Pattern.FALLING),
    Field.OUTCOMES: Ink(PURPLE, Pattern.DOTTED),
    Field.CARRIED_FORWARD: Ink(GREY, Pattern.DOTTED),
    "indicator": Ink(BLUE),
    "baseline": Ink(SKY),
    "current": Ink(PURPLE),
    "term": Ink(BLUE),
    "meaning": Ink(SKY),
    "text": Ink(BLUE),
    "outcomes": Ink(PURPLE, Pattern.DOTTED),
}
"""By field, by part of another role, and for tables of outcomes as a whole."""
