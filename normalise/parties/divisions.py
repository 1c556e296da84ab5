"""Divisions of the police: "Police Scotland (D Division)", "'D' Division", "Tayside Division" are the force."""

from __future__ import annotations

from dataclasses import replace

from cjaplans.normalise.parties.gazetteer import Sort, kinds
from cjaplans.normalise.parties.pieces import Line, Piece
from cjaplans.normalise.parties.regions import region_words
from cjaplans.normalise.parties.tokens import DASH

_HEADS = frozenset({"division", "divisions", "div"})
#: Signs between a force and its division.
_JOINING = frozenset({"(", ",", "/", ":", DASH})
#: Words of a division's name.
MOST_WORDS = 7


def join_divisions(line: Line, force: str) -> None:
    """Make each division one piece with its force; one with no force beside it is of ``force``."""
    at = 0
    while at < len(line.pieces):
        if line.sort_at(at) is Sort.WORD and line.pieces[at].form.casefold() in _HEADS:
            first = _beginning(line, at)
            if first < at:
                at = _join(line, first, at + 1, force)
        at += 1


def _beginning(line: Line, at: int) -> int:
    """The index a division's name begins at: a single capital, or the words of areas."""
    before = line.pieces[at - 1] if at else None
    if before and before.sort is Sort.WORD and len(before.form) == 1 and before.form.isupper():
        return at - 1
    first = at
    while first > 0 and at - first < MOST_WORDS and _is_of_area(line, first - 1, first < at):
        first -= 1
    return first


def _is_of_area(line: Line, at: int, has_words: bool) -> bool:
    piece = line.pieces[at]
    if piece.sort is Sort.AND:
        return has_words and at > 0 and _is_of_area(line, at - 1, has_words=False)
    return piece.sort is Sort.AREA or (piece.sort is Sort.WORD and piece.form.casefold() in region_words())


def _join(line: Line, first: int, last: int, force: str) -> int:
    """Put the division's force in its place; the index of it."""
    if _is_police(line, first - 1):
        return _merged(line, first - 1, last, first - 1)
    sign = line.pieces[first - 1].form if line.sort_at(first - 1) is Sort.SIGN else ""
    if sign in _JOINING and _is_police(line, first - 2):
        closed = sign == "(" and last < len(line.pieces) and line.pieces[last].form == ")"
        return _merged(line, first - 2, last + closed, first - 2)
    sign = line.pieces[last].form if line.sort_at(last) is Sort.SIGN else ""
    if sign in _JOINING and _is_police(line, last + 1):
        closed = sign == "(" and line.sort_at(last + 2) is Sort.SIGN and line.pieces[last + 2].form == ")"
        return _merged(line, first, last + 2 + closed, last + 1)
    line.merge(first, last, Piece(Sort.ORGANISATION, 0, 0, name=force, organisation=force))
    return first


def _is_police(line: Line, at: int) -> bool:
    return line.sort_at(at) is Sort.ORGANISATION and kinds().get(line.pieces[at].organisation or "") == "police"


def _merged(line: Line, first: int, last: int, force: int) -> int:
    line.merge(first, last, replace(line.pieces[force]))
    return first
