"""What a document means without a name: its authority's councils and board, and its glossary's own terms."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from cjaplans.normalise.authorities import authority_name
from cjaplans.normalise.codebooks import read, read_words
from cjaplans.normalise.parties.gazetteer import Sort
from cjaplans.normalise.parties.groups import folded_words
from cjaplans.normalise.parties.pieces import Line, Piece
from cjaplans.normalise.parties.vocabulary import words_in

_COUNCILS, _BOARD = "councils", "board"
_ENDS = frozenset({None, Sort.SIGN})


@lru_cache
def councils_of(authority: str | None) -> tuple[str, ...]:
    """The canonical names of an authority's councils, in the codebook's order."""
    names = {row["council"]: row["organisation"] for row in read("council_bodies")}
    return tuple(names[row["name"]] for row in read("councils") if row["authority_key"] == authority)


def join_own_bodies(line: Line, authority: str | None, is_list: bool) -> None:
    """ "Both Councils" and "Board" by the document's authority; a glossary's term only as an item by itself."""
    at = 0
    while at < len(line.pieces):
        if line.sort_at(at) is Sort.TERM:
            line.pieces[at] = _settled(line, at, is_list)
        elif folded_words(line, at, at + 1) == _BOARD and line.sort_at(at) is Sort.GROUP_HEAD:
            at = _join_board(line, at, authority)
        elif folded_words(line, at, at + 1) == _COUNCILS:
            at = _join_councils(line, at, councils_of(authority))
        at += 1


def _settled(line: Line, at: int, is_list: bool) -> Piece:
    """A term as the body its meaning names where it fills an item, else as a word."""
    piece = line.pieces[at]
    is_thing = piece.name.split()[-1].casefold() in words_in("term_things") and len(line.pieces) > 1
    joining = _ENDS | {Sort.AND} if line.printed(at, at + 1).isupper() else _ENDS
    if is_list and not is_thing and line.sort_at(at - 1) in joining and line.sort_at(at + 1) in joining:
        return replace(piece, sort=Sort.ORGANISATION, organisation=piece.name)
    return Piece(Sort.WORD, piece.start, piece.end, line.printed(at, at + 1))


def _join_board(line: Line, at: int, authority: str | None) -> int:
    """ "Board" or "the Board" as an item is the authority's; the index of the item."""
    name = authority_name(authority)
    first = at - 1 if at and folded_words(line, at - 1, at) == "the" else at
    if name and line.sort_at(first - 1) in _ENDS | {Sort.AND} and line.sort_at(at + 1) in _ENDS | {Sort.AND}:
        line.merge(first, at + 1, Piece(Sort.ORGANISATION, 0, 0, name=name, organisation=name))
        return first
    return at


def _join_councils(line: Line, at: int, councils: tuple[str, ...]) -> int:
    """ "Both Councils", "all the three councils" where the authority has so many; the index of the councils."""
    counts: dict[str, int] = read_words("party_words")["counts"]
    first, said = at, 0
    while line.sort_at(first - 1) is Sort.WORD and folded_words(line, first - 1, first) in {"the", "all", *counts}:
        first -= 1
        said = counts.get(folded_words(line, first, first + 1), said)
    if first < at and line.sort_at(at) is Sort.WORD:
        line.pieces[at] = replace(line.pieces[at], sort=Sort.GROUP, name=_COUNCILS.capitalize())
    if councils and said == len(councils):
        line.merge(first, at + 1, Piece(Sort.COUNCIL, 0, 0, organisation=councils[0], also=councils[1:]))
        return first
    return at
