"""Posts: fixed ones, ones by their last word ("... Manager"), and who employs them (domain.md 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from cjaplans.normalise.authorities import authority_name
from cjaplans.normalise.parties.gazetteer import AUTHORITY, PLACE, Sort, council_at, kinds
from cjaplans.normalise.parties.groups import folded_words
from cjaplans.normalise.parties.pieces import Line, Piece
from cjaplans.normalise.parties.places import is_of_a_council
from cjaplans.normalise.parties.tokens import DASH
from cjaplans.normalise.parties.vocabulary import LITTLE_WORDS, words_in

#: Leftover words before the last word of a post.
MOST_WORDS = 4
#: What may stand right before a post and be part of its name: "SPS Liaison Manager".
_EMPLOYERS = frozenset({Sort.ORGANISATION, Sort.FUNCTION, Sort.COUNCIL, Sort.AREA, Sort.GROUP, Sort.BODY, Sort.BODIES})
_CHAIR = "chair"
#: What parts a post from its field.
_WORDS = re.compile(r"\w+")
_LINK = re.compile(r",| of | for ")


@lru_cache
def _list(key: str) -> frozenset[str]:
    """A list as ``folded_words`` writes words: without hyphens."""
    return frozenset(word.replace("-", " ") for word in words_in(key))


def join_roles(line: Line, authority: str | None, place: str | None) -> None:
    """Make one piece of every post, its field and its employer's name."""
    at = 0
    while at < len(line.pieces):
        if line.sort_at(at) in (Sort.ROLE_HEAD, Sort.ROLE):
            at = _join(line, at)
        at += 1
    for at, piece in enumerate(line.pieces):
        if piece.sort is Sort.ROLE:
            line.pieces[at] = _employed(piece, authority, place)


def _join(line: Line, at: int) -> int:
    """Replace a post and what belongs to it by one role; the index of the role."""
    if folded_words(line, at, at + 1) == _CHAIR or line.pieces[at].name == "Chair":
        return _join_chair(line, at)
    first = _beginning(line, at)
    last = at + 1 if line.pieces[at].employer in kinds() else _end(line, at + 1, first)
    if last - first == 1:
        if line.pieces[first].sort is Sort.ROLE_HEAD:
            line.pieces[first] = _role(line, first, last, "")
        return first
    line.merge(first, last, _role(line, first, last, line.pieces[at].employer))
    return first


def _beginning(line: Line, at: int) -> int:
    """The index a post's name begins at: leftover words before its head, and one employer before those."""
    first = at
    is_head = line.pieces[at].sort is Sort.ROLE_HEAD
    while is_head and first > 0 and at - first < MOST_WORDS and _is_of_name(line, first - 1):
        first -= 1
    first = _before_prefixes(line, first)
    is_known = line.pieces[at].employer in kinds()
    if line.sort_at(first - 1) in _EMPLOYERS and not is_known and (is_head or _takes_employer(line, first)):
        first -= 1
        if line.pieces[first].sort is Sort.FUNCTION and line.sort_at(first - 1) is Sort.GROUP:
            first -= 1
        first = _before_prefixes(line, first)
    return first


def _before_prefixes(line: Line, first: int) -> int:
    """The index of the first of "Deputy", "Local" and their like right before a post."""
    while first > 0 and folded_words(line, first - 1, first) in _list("role_prefixes"):
        first -= 1
    return first


def _is_of_name(line: Line, at: int) -> bool:
    piece = line.pieces[at]
    if piece.sort is Sort.AND:
        return line.sort_at(at - 1) is Sort.WORD
    return piece.sort in (Sort.WORD, Sort.ROLE_HEAD)


def _takes_employer(line: Line, at: int) -> bool:
    """The Chief Officer is of the authority alone; other fixed posts take the name before them."""
    before = line.pieces[at - 1]
    if line.pieces[at].employer == AUTHORITY:
        return kinds().get(before.organisation or "") == "community_justice_authority"
    return before.sort is not Sort.GROUP or before.name == "MAPPA"


def _end(line: Line, last: int, first: int) -> int:
    """Past "of Social Work", and past ", Strategy and Policy" behind a bare post."""
    if line.sort_at(last) is Sort.WORD and line.pieces[last].form in _list("role_links"):
        return _end_of_link(line, last + 1)
    bare = first == last - 1 and folded_words(line, first, last) in _list("comma_heads")
    if bare and line.sort_at(last) is Sort.SIGN and line.pieces[last].form in (",", DASH):
        begin, end = line.segment(last + 1) if last + 1 < len(line.pieces) else (0, 0)
        sorts = {piece.sort for piece in line.pieces[begin:end]}
        if begin < end and Sort.WORD in sorts and sorts <= {Sort.WORD, Sort.AND, Sort.FUNCTION}:
            return end
    return last


def _end_of_link(line: Line, at: int) -> int:
    """The end of the words after "of": plain words, up to and with one known name."""
    last = at
    while line.sort_at(last) in (Sort.WORD, Sort.AND, Sort.ROLE_HEAD):
        last += 1
    if line.sort_at(last) not in _EMPLOYERS or last - at > 1:
        return last
    return _past_functions(line, last + 1) if line.sort_at(last) is Sort.FUNCTION else last + 1


def _past_functions(line: Line, last: int) -> int:
    """Past the second of two fields that "and" joins: "Children's Services and Criminal Justice"."""
    if line.sort_at(last) is not Sort.AND:
        return last
    if line.sort_at(last + 1) is Sort.FUNCTION:
        return last + 2
    end = last + 1
    while line.sort_at(end) in (Sort.WORD, Sort.AND) and not line.pieces[end].form.islower():
        end += 1
    return end if end > last + 1 and line.sort_at(end) in (None, Sort.SIGN) else last


def _role(line: Line, first: int, last: int, employer: str) -> Piece:
    """A post as printed, its plain words capitalised; its organisation is the first known body in it."""
    known = [piece for piece in line.pieces[first:last] if piece.sort in _EMPLOYERS]
    at_end = line.pieces[last - 1]
    known = [piece for piece in known if piece.sort is not Sort.FUNCTION or not _is_field(line, first, piece, at_end)]
    organisation = next((piece.organisation for piece in known if piece.organisation), None)
    name = _capitalised(_in_full(line, first, last))
    if not known and not employer and _LINK.split(name)[0].split()[-1].casefold() in _list("place_heads"):
        employer = PLACE
    start, end = line.pieces[first].start, line.pieces[last - 1].end
    return Piece(
        Sort.ROLE,
        start,
        end,
        name=name,
        organisation=organisation,
        employer="" if known else employer,
        from_place=any(piece.from_place for piece in known),
    )


def _is_field(line: Line, first: int, function: Piece, last: Piece) -> bool:
    """Whether a function is the end of a post or stands behind its "of": what it is about, not whose it is."""
    if last.sort is Sort.FUNCTION:
        return True
    before = _WORDS.findall(line.text[line.pieces[first].start : function.start].casefold())
    return not _list("role_links").isdisjoint(before)


def _in_full(line: Line, first: int, last: int) -> str:
    """The printed words, an abbreviated post at their end written out: "CJA CO"."""
    post = line.pieces[last - 1]
    is_short = post.sort is Sort.ROLE and line.printed(last - 1, last).isupper()
    return (
        f"{line.printed(first, last - 1)} {post.name}" if is_short and first < last - 1 else line.printed(first, last)
    )


def _capitalised(printed: str) -> str:
    words = " ".join(printed.split()).split(" ")
    return " ".join(word if word in LITTLE_WORDS else word[:1].upper() + word[1:] for word in words)


def _join_chair(line: Line, at: int) -> int:
    """ "Working Group Chair", "Chair of the Working Group": one name for the chair of a group."""
    piece = line.pieces[at]
    for first, last in _chaired(line, at):
        group = line.pieces[first] if first < at else line.pieces[last - 1]
        line.merge(first, last, replace(piece, sort=Sort.ROLE, name=f"Chair, {group.name}", employer=""))
        return first
    line.pieces[at] = replace(piece, sort=Sort.ROLE, name="Chair")
    return at


def _chaired(line: Line, at: int) -> Iterator[tuple[int, int]]:
    """Where the chair and its group stand: the group before, after, or after "of the"."""
    chaired = (Sort.GROUP, Sort.ORGANISATION)
    if line.pieces[at - 1].is_work_group and at > 0:
        return
    if line.sort_at(at - 1) in chaired:
        yield at - 1, at + 1
    after = at + 1
    while line.sort_at(after) in (Sort.WORD, Sort.SIGN) and line.pieces[after].form in ("of", "the", ",", DASH):
        after += 1
    if line.sort_at(after) is Sort.GROUP or (line.sort_at(after) is Sort.ORGANISATION and after > at + 1):
        yield at, after + 1


def _employed(piece: Piece, authority: str | None, place: str | None) -> Piece:
    """A post with its employer: a body of its own, the document's authority, or the place's council."""
    if piece.employer == AUTHORITY:
        return replace(piece, organisation=authority_name(authority) or piece.organisation)
    if piece.employer == PLACE:
        council = council_at(place)
        return replace(piece, organisation=council, from_place=council is not None) if council else piece
    if piece.employer:
        return replace(piece, organisation=piece.employer)
    council = council_at(place) if is_of_a_council(piece.organisation) else None
    return replace(piece, organisation=council, from_place=True) if council else piece
