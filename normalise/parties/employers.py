"""Who a person or a post belongs to, by what stands beside it: "Name/ Employer", "Employer/Post"."""

from __future__ import annotations

from dataclasses import replace

from cjaplans.normalise.parties.gazetteer import Sort
from cjaplans.normalise.parties.pieces import Line, Piece

_EMPLOYERS = frozenset({Sort.ORGANISATION, Sort.COUNCIL, Sort.AREA, Sort.FUNCTION})
#: Signs that may join a person or post to an employer.
_JOINING = frozenset("/,–(")


def employ(line: Line) -> None:
    """Give people and posts without an employer the organisation beside them; the one after goes first."""
    for at, piece in enumerate(line.pieces):
        if piece.organisation is None and piece.sort is Sort.PERSON:
            found = _beside(line, at, 1) or _beside(line, at, -1)
        elif piece.organisation is None and piece.sort is Sort.ROLE and _is_one(line, at):
            found = _beside(line, at, -1) or _beside(line, at, 1)
        else:
            continue
        if found:
            line.pieces[at] = replace(piece, organisation=found.organisation)


def _beside(line: Line, at: int, step: int) -> Piece | None:
    """The employer next to a piece, one joining sign or nothing between."""
    near = at + step
    if line.sort_at(near) is Sort.SIGN and line.pieces[near].form in _JOINING:
        near += step
    return line.pieces[near] if line.sort_at(near) in _EMPLOYERS else None


def _is_one(line: Line, at: int) -> bool:
    """Whether a post is one person's and is joined to a lone employer by a slash or comma: "Employer/Post"."""
    joined = len(line.pieces) == 3 and at in (0, 2) and line.pieces[1].form in ("/", ",")
    return joined and not line.pieces[at].name.endswith("s")
