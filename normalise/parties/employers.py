"""Who a person or a post belongs to, by what stands beside it: "Name/ Employer", "Employer/Post", "Post, Employer"."""

from __future__ import annotations

from dataclasses import replace

from cjaplans.normalise.parties.gazetteer import Sort, kinds
from cjaplans.normalise.parties.pieces import Line, Piece
from cjaplans.normalise.parties.tokens import DASH

_EMPLOYERS = frozenset({Sort.ORGANISATION, Sort.COUNCIL, Sort.AREA, Sort.FUNCTION})
_BODIES = frozenset({Sort.ORGANISATION, Sort.COUNCIL, Sort.AREA})
#: Signs that may join a person or post to an employer.
_JOINING = frozenset({"/", ",", DASH, "("})
#: Those of them that join a post to an employer where the two are all there is.
_JOINING_A_PAIR = frozenset({"/", ",", DASH})


def employ(line: Line) -> None:
    """Give people and posts without an employer the organisation beside them; the one after goes first.

    An employer that a post only implies gives way to one that is stated beside it.
    """
    for at, piece in enumerate(line.pieces):
        if piece.sort is Sort.ROLE and piece.organisation:
            found = _stated(line, at)
        elif piece.sort is Sort.PERSON:
            found = _beside(line, at, 1) or _beside(line, at, -1)
        elif piece.sort is Sort.ROLE and _is_one(line, at):
            found = _beside(line, at, -1) or _beside(line, at, 1)
        else:
            continue
        if found:
            line.pieces[at] = replace(piece, organisation=found.organisation, from_place=False)


def _stated(line: Line, at: int) -> Piece | None:
    """The body of the implied employer's kind beside a post; of any kind behind a post of the plan's place."""
    piece = line.pieces[at]
    if not (piece.employer or piece.from_place):
        return None
    for step in (1, -1):
        found = _beside(line, at, step)
        if found and found.sort in _BODIES and found.organisation:
            same = kinds().get(found.organisation) == kinds().get(piece.organisation or "")
            if same or (piece.from_place and _is_one(line, at) and line.pieces[1].form != "/"):
                return found
    return None


def _beside(line: Line, at: int, step: int) -> Piece | None:
    """The employer next to a piece, one joining sign or nothing between."""
    near = at + step
    if line.sort_at(near) is Sort.SIGN and line.pieces[near].form in _JOINING:
        near += step
    return line.pieces[near] if line.sort_at(near) in _EMPLOYERS and not line.pieces[near].choices else None


def _is_one(line: Line, at: int) -> bool:
    """Whether a post is one person's and is joined to a lone employer by a sign: "Employer/Post"."""
    joined = len(line.pieces) == 3 and at in (0, 2) and line.pieces[1].form in _JOINING_A_PAIR
    return joined and not line.pieces[at].name.endswith("s")
