"""Areas that bodies are named by: the councils', the health boards' and the authorities', however spelled."""

from __future__ import annotations

from functools import lru_cache

from cjaplans.normalise.codebooks import read, read_words
from cjaplans.normalise.parties.gazetteer import Sort, areas
from cjaplans.normalise.parties.glossary import folded
from cjaplans.normalise.parties.pieces import Line

#: Words of the longest spelling, its "and" counted.
LONGEST = 5
#: What the words of an area are read as before they are known to be one.
_SORTS = frozenset({Sort.AREA, Sort.COUNCIL, Sort.WORD, Sort.AND})


@lru_cache
def _names() -> dict[tuple[str, ...], str]:
    """The name of an area by its folded spelling."""
    known: dict[tuple[str, ...], str] = {}
    for row in read("council_bodies"):
        known |= {folded(alias): areas()[row["organisation"]].area for alias in row["areas"].split("|")}
    for name, spellings in read_words("party_names")["regions"].items():
        known |= {folded(alias): name for alias in (name, *spellings)}
    return known


@lru_cache
def region_words() -> frozenset[str]:
    """Every word of an area's name, folded."""
    return frozenset(word for spelling in _names() for word in spelling)


def area_between(line: Line, first: int, last: int) -> str | None:
    """The area that some pieces spell in full; None where they spell none."""
    if not 0 <= first < last <= len(line.pieces):
        return None
    pieces = line.pieces[first:last]
    if any(piece.sort not in _SORTS or piece.choices for piece in pieces):
        return None
    if len(pieces) == 1 and pieces[0].sort is Sort.AREA:
        return areas()[pieces[0].organisation or ""].area
    return _names().get(folded(line.printed(first, last)))


def area_before(line: Line, at: int) -> tuple[int, str] | None:
    """The index that the longest area right before a piece begins at, and its name."""
    for first in range(max(0, at - LONGEST), at):
        area = area_between(line, first, at)
        if area:
            return first, area
    return None


def area_after(line: Line, at: int) -> tuple[int, str] | None:
    """The end of the longest area that begins at a piece, and its name."""
    for last in range(min(len(line.pieces), at + LONGEST), at, -1):
        area = area_between(line, at, last)
        if area:
            return last, area
    return None
