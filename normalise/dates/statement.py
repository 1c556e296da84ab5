"""One statement about time in a text: a date with its signs, a recurrence, a duration, a word such as "ongoing"."""

from __future__ import annotations

from dataclasses import dataclass

from cjaplans.normalise.coded import DateMention, Doubt
from cjaplans.normalise.dates.atoms import Atom, Nature
from cjaplans.normalise.dates.lexer import Sign


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about time, from character ``start`` to before ``end`` of the text.

    ``signs`` are the words before and after the date that counted; ``superseded`` marks a date that slipped.
    """

    start: int
    end: int
    signs: frozenset[Sign]
    mention: DateMention
    atom: Atom | None = None
    superseded: bool = False
    past: bool = False
    inferred: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_date(self) -> bool:
        """Whether it names a time, and not a rhythm, a length or the lack of a date."""
        return self.atom is not None and self.atom.nature is Nature.DATE
