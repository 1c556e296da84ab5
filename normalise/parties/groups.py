"""Groups by their words: "Reentry Sub Group", "Partnership sub group on fines"."""

from __future__ import annotations

from dataclasses import replace

from cjaplans.normalise.parties.gazetteer import Sort
from cjaplans.normalise.parties.pieces import Line, Piece
from cjaplans.normalise.parties.tokens import DASH
from cjaplans.normalise.parties.vocabulary import LITTLE_WORDS, words_in

#: Leftover words that a group's name may begin with.
MOST_WORDS = 7
#: Known names that a group's name may begin with, where nothing but plain words follows them.
_FIRST = frozenset({Sort.FUNCTION, Sort.GROUP, Sort.AREA, Sort.COUNCIL, Sort.BODY, Sort.BODIES})
#: What numbers and regions may stand before.
_COUNTED = frozenset({Sort.GROUP, Sort.FUNCTION, Sort.BODIES})
#: One body of a kind that several may be of, told apart by the words before it: "National women PSP".
_TOLD_APART = frozenset({"Public Social Partnership"})


def join_groups(line: Line) -> None:
    """Make one piece of every group's head and the words that belong to it."""
    at = 0
    while at < len(line.pieces):
        if _is_head(line, at):
            at = _join(line, at)
        elif line.pieces[at].name in _TOLD_APART:
            at = _join_told_apart(line, at)
        elif line.pieces[at].sort in _COUNTED:
            at = _join_quantifiers(line, at)
        at += 1


def _join_quantifiers(line: Line, at: int) -> int:
    """ "All five local authorities", "Tayside ADPs": the words before do not change who is meant; the new index."""
    first = at
    counting = words_in("quantifiers", "regions")
    while line.sort_at(first - 1) is Sort.WORD and folded_words(line, first - 1, first) in counting:
        first -= 1
    if first < at:
        line.merge(first, at + 1, line.pieces[at])
    return first


def _join_told_apart(line: Line, at: int) -> int:
    """Join all the words before a group of a kind to it; the index of the group."""
    first, last = line.segment(at)
    if first == at or last != at + 1 or any(piece.sort is not Sort.WORD for piece in line.pieces[first:at]):
        return at
    piece = line.pieces[at]
    line.merge(first, last, replace(piece, name=f"{line.printed(first, at)} {piece.name}"))
    return first


def _is_head(line: Line, at: int) -> bool:
    """A head, or a nameless group ("Working Group") that words or a name may stand before."""
    piece = line.pieces[at]
    words = folded_words(line, at, at + 1)
    return piece.sort is Sort.GROUP_HEAD or (piece.sort is Sort.GROUP and words in words_in("group_heads"))


def folded_words(line: Line, first: int, last: int) -> str:
    """The printed words of some pieces, in lower case with single blanks."""
    return " ".join(line.printed(first, last).replace("-", " ").casefold().split())


def _join(line: Line, at: int) -> int:
    """Replace a head and its words by a group; the index of the group."""
    last = at + 1
    while last < len(line.pieces) and _is_head(line, last):
        last += 1
    first = _beginning(line, at)
    if last - first == 1 and folded_words(line, first, last) in words_in("bare_heads"):
        line.pieces[first] = Piece(Sort.WORD, line.pieces[first].start, line.pieces[first].end, "group")
        return first
    last = _tail(line, last)
    if last - first == 1 and line.pieces[first].sort is Sort.GROUP:
        return first
    name = _name(line.printed(first, last))
    line.merge(first, last, Piece(Sort.GROUP, 0, 0, name=name))
    return first


def _beginning(line: Line, at: int) -> int:
    """The index a group's name begins at."""
    first = at
    while first > 0 and at - first < MOST_WORDS and _is_plain(line, first - 1, first < at):
        first -= 1
    if first < at and line.pieces[first].form.casefold() in words_in("stop_words"):
        while line.pieces[first].form.casefold() in words_in("stop_words") and first < at:
            first += 1
        return first
    inner_body = line.sort_at(first - 1) is Sort.BODY and line.segment(first - 1)[0] != first - 1
    if (line.sort_at(first - 1) in _FIRST and not inner_body) or _is_several_posts(line, first - 1):
        first -= 1
        if line.sort_at(first - 1) in (Sort.AREA, Sort.COUNCIL):
            first -= 1
    elif line.sort_at(first - 1) is Sort.ORGANISATION and _fills_segment(line, first - 1, at):
        first -= 1
    return first


def _is_several_posts(line: Line, at: int) -> bool:
    """ "Service Managers" before "Group"."""
    return line.sort_at(at) is Sort.ROLE and line.pieces[at].name.endswith("s")


def _is_plain(line: Line, at: int, has_words: bool) -> bool:
    """A leftover word, or the "and" between two of them."""
    if line.pieces[at].sort is Sort.AND:
        return has_words and line.sort_at(at - 1) is Sort.WORD
    several_posts = line.pieces[at].sort is Sort.ROLE_HEAD and line.printed(at, at + 1).endswith("s")
    return several_posts or line.pieces[at].sort in (Sort.WORD, Sort.GROUP_HEAD)


def _fills_segment(line: Line, first: int, head: int) -> bool:
    """Whether an organisation and a head are all that stands between two signs."""
    begin, end = line.segment(first)
    return begin == first and all(_is_head(line, at) for at in range(head, end))


def _tail(line: Line, last: int) -> int:
    """Past "on women offenders": to the end of the stretch between signs."""
    if line.sort_at(last) is Sort.WORD and line.pieces[last].form in words_in("group_tails"):
        return line.segment(last)[1]
    return last


def _name(printed: str) -> str:
    """The printed name, its words capitalised where its last one is."""
    words = printed.split()
    if words[-1][0].isupper():
        small = LITTLE_WORDS | {"with", DASH}
        words = [word if word in small else word[:1].upper() + word[1:] for word in words]
    return " ".join(words)
