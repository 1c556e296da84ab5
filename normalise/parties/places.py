"""Bodies that depend on a council: its units ("Fife CJSW"), its partnerships ("Fife Council/CPP"), the place's."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from cjaplans.normalise.codebooks import read
from cjaplans.normalise.parties.gazetteer import Sort, areas, council_at, kinds
from cjaplans.normalise.parties.glossary import folded
from cjaplans.normalise.parties.pieces import Line, Piece
from cjaplans.normalise.parties.tokens import DASH
from cjaplans.normalise.parties.vocabulary import words_in

_COUNCILS = frozenset({Sort.COUNCIL, Sort.AREA})
#: The group that "Councils" names; beside a council it only repeats it.
_COUNCILS_GROUP = "Councils"
#: Words of a department's name.
LONGEST_UNIT = 6


@lru_cache
def _units() -> dict[tuple[str, ...], str]:
    """The unit of a council by the folded words for it (``council_units.csv``)."""
    return {folded(alias): row["unit"] for row in read("council_units") for alias in row["aliases"].split("|")}


@lru_cache
def _units_by_function() -> dict[str, str]:
    units: dict[str, str] = {}
    for row in read("council_units"):
        units.setdefault(row["function"], row["unit"])
    return units


def is_of_a_council(function: str | None) -> bool:
    """Whether a function is one that councils have."""
    return function in _units_by_function()


def unit_of(piece: Piece, printed: str) -> str | None:
    """The unit of a council that a function is; None for a function no council has."""
    if piece.name not in _units_by_function():
        return None
    return _units().get(folded(printed), _units_by_function()[piece.name])


def join_councils(line: Line) -> None:
    """ "Angus and Dundee Councils": the last word repeats what was named."""
    for at in range(len(line.pieces) - 1, 0, -1):
        repeats = line.pieces[at].sort is Sort.GROUP and line.pieces[at].name == _COUNCILS_GROUP
        if repeats and line.sort_at(at - 1) in _COUNCILS:
            line.merge(at - 1, at + 1, replace(line.pieces[at - 1], sort=Sort.COUNCIL))


def join_units(line: Line) -> None:
    """A council and a function right beside it are a unit: "Fife CJSW", "Fife Council (Housing)"."""
    at = 0
    while at < len(line.pieces):
        here = line.pieces[at]
        if here.sort is Sort.FUNCTION:
            _turn(line, at)
            here = line.pieces[at]
        end = _department_beside(line, at) if here.sort in _COUNCILS else None
        if end:
            name = f"{here.organisation} ({line.printed(at + 1, end)})"
            line.merge(at, end, replace(here, sort=Sort.ORGANISATION, name=name))
        last = _function_beside(line, at) if here.sort in _COUNCILS and not end else None
        if last is not None:
            inner = line.pieces[last - 1] if not line.pieces[last - 1].is_sign else line.pieces[last - 2]
            unit = unit_of(inner, line.text[inner.start : inner.end])
            if unit:
                name = f"{here.organisation} ({unit})"
                line.merge(at, last, replace(here, sort=Sort.ORGANISATION, name=name))
        at += 1


def _turn(line: Line, at: int) -> None:
    """ "CJSW (Fife)" is "Fife (CJSW)"."""
    signs = [piece.form for piece in line.pieces[at + 1 : at + 4]]
    if signs[:1] == ["("] and signs[2:] == [")"] and line.sort_at(at + 2) in _COUNCILS:
        council, function = line.pieces[at + 2], line.pieces[at]
        unit = unit_of(function, line.text[function.start : function.end])
        if unit:
            name = f"{council.organisation} ({unit})"
            line.merge(at, at + 4, replace(council, sort=Sort.ORGANISATION, name=name))


def _department_beside(line: Line, at: int) -> int | None:
    """The end of "council ... Services", the words between no known name but a function; None for anything else."""
    last = at + 1
    while line.sort_at(last) in (Sort.WORD, Sort.AND, Sort.FUNCTION) and last - at <= LONGEST_UNIT:
        last += 1
    ends = line.sort_at(last - 1) is Sort.WORD and line.pieces[last - 1].form.casefold() in words_in("unit_heads")
    return last if ends and last > at + 1 else None


def _function_beside(line: Line, at: int) -> int | None:
    """The end of "council function" or "council (function)"; None for anything else."""
    if line.sort_at(at + 1) is Sort.FUNCTION:
        return at + 2
    signs = [piece.form for piece in line.pieces[at + 1 : at + 4]]
    if signs[:1] == [DASH] and line.sort_at(at + 2) is Sort.FUNCTION:
        return at + 3
    if signs[:1] == ["("] and signs[2:] == [")"] and line.sort_at(at + 2) is Sort.FUNCTION:
        return at + 4
    return None


def join_branches(line: Line) -> None:
    """ "Sacro Fife" is Sacro; "Fife Recovery Cafe" is not the council, whatever it is."""
    at = 0
    while at < len(line.pieces):
        branch = kinds().get(line.pieces[at].organisation or "") == "third_sector"
        if not branch and line.pieces[at].sort is not Sort.AREA:
            at += 1
            continue
        first, last = line.segment(at)
        if branch and last == at + 2 and _is_region(line, at + 1):
            line.merge(at, at + 2, line.pieces[at])
        elif (
            branch
            and [piece.form for piece in line.pieces[at + 1 : at + 4 : 2]] == ["(", ")"]
            and _is_region(line, at + 2)
        ):
            line.merge(at, at + 4, line.pieces[at])
        elif line.sort_at(at) is Sort.AREA and at == first and at + 1 < last and _are_words(line, at + 1, last):
            line.merge(at, last, Piece(Sort.WORD, 0, 0))
        at += 1


def _is_region(line: Line, at: int) -> bool:
    """A council's area, or a region that branches are named by."""
    is_region = line.sort_at(at) is Sort.WORD and line.pieces[at].form.casefold() in words_in("regions")
    return is_region or line.sort_at(at) is Sort.AREA


def _are_words(line: Line, first: int, last: int) -> bool:
    return all(piece.sort is Sort.WORD for piece in line.pieces[first:last])


def join_bodies(line: Line, place: str | None) -> None:
    """A lone "CPP" by the council beside it or the plan's place, else the group's name."""
    for at, piece in enumerate(line.pieces):
        if piece.sort is Sort.BODIES:
            line.pieces[at] = replace(piece, sort=Sort.GROUP)
        elif piece.sort is Sort.BODY:
            line.pieces[at] = _resolved(line, at, place)


def _resolved(line: Line, at: int, place: str | None) -> Piece:
    """A body as an organisation or a group."""
    piece = line.pieces[at]
    beside = _council_beside(line, at)
    council = beside or council_at(place)
    if not council:
        return replace(piece, sort=Sort.GROUP)
    name = dict(areas()[council].bodies)[piece.column]
    return replace(piece, sort=Sort.ORGANISATION, name=name, organisation=name, from_place=not beside)


def _council_beside(line: Line, at: int) -> str | None:
    """The council next to a piece, a sign between them or none."""
    for step in (-1, 1):
        near = at + step
        if line.sort_at(near) in (Sort.SIGN, Sort.AND):
            near += step
        if line.sort_at(near) in _COUNCILS and not line.pieces[near].choices:
            return line.pieces[near].organisation
    return None
