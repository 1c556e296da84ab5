"""Health boards that share one "NHS": "NHS Orkney and Shetland" (domain.md 6)."""

from __future__ import annotations

from functools import lru_cache

from cjaplans.normalise.codebooks import read
from cjaplans.normalise.parties.gazetteer import Sort, kinds
from cjaplans.normalise.parties.glossary import folded
from cjaplans.normalise.parties.pieces import Line, Piece
from cjaplans.normalise.parties.regions import LONGEST

_BOARD = "health_board"
_PREFIX = "nhs"
#: What the words of a board's area are read as.
_AREAS = frozenset({Sort.AREA, Sort.COUNCIL, Sort.WORD, Sort.AND})


@lru_cache
def _boards() -> dict[tuple[str, ...], str]:
    """Every board with an area by the folded words after its "NHS"."""
    rows = [(name, name) for name in kinds()] + [(row["alias"], row["name"]) for row in read("organisation_aliases")]
    forms = {folded(alias): name for alias, name in reversed(rows) if kinds().get(name) == _BOARD}
    return {words[1:]: name for words, name in forms.items() if words[0] == _PREFIX and len(words) > 1}


def share_prefix(line: Line) -> None:
    """Make boards of the areas that "and" joins to a board, where each has one and no more is said of it."""
    at = 0
    while at < len(line.pieces):
        if _is_board(line, at):
            _share(line, at)
        at += 1


def _is_board(line: Line, at: int) -> bool:
    piece = line.pieces[at]
    is_board = kinds().get(piece.organisation or "") == _BOARD
    return is_board and folded(line.text[piece.start : piece.end])[:1] == (_PREFIX,)


def _share(line: Line, at: int) -> None:
    """Every item up to the one behind the "and" has to be an area of a board; commas alone share nothing."""
    found: list[tuple[int, int, str]] = []
    joint, after = at + 1, at + 1
    while _joins(line, joint):
        board = _board_at(line, joint + 1)
        if not board:
            return
        found.append((joint + 1, *board))
        after = board[0]
        if line.sort_at(joint) is Sort.AND:
            break
        joint = after
    if found and line.sort_at(joint) is Sort.AND and _ends_there(line, after):
        for first, last, name in reversed(found):
            line.merge(first, last, Piece(Sort.ORGANISATION, 0, 0, name=name, organisation=name))


def _ends_there(line: Line, after: int) -> bool:
    """Whether nothing more is said of the last area, and no "Councils" further on is said of all of them."""
    rest = line.text[line.pieces[after - 1].end :].casefold()
    return line.sort_at(after) in (None, Sort.SIGN, Sort.AND) and "councils" not in rest


def _joins(line: Line, at: int) -> bool:
    return line.sort_at(at) is Sort.AND or (line.sort_at(at) is Sort.SIGN and line.pieces[at].form == ",")


def _board_at(line: Line, at: int) -> tuple[int, str] | None:
    """The end of the longest area of a board that begins at a piece, and the board."""
    for last in range(min(len(line.pieces), at + LONGEST), at, -1):
        if all(piece.sort in _AREAS for piece in line.pieces[at:last]):
            name = _boards().get(folded(line.printed(at, last)))
            if name:
                return last, name
    return None
