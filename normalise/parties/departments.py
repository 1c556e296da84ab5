"""Departments that no council is named with: "Social Work Resources", "Housing and Technical Resources"."""

from __future__ import annotations

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.parties.gazetteer import Sort
from cjaplans.normalise.parties.pieces import Line, Piece
from cjaplans.normalise.parties.vocabulary import LITTLE_WORDS, words_in

#: Words of a department's or team's name.
LONGEST = 7
_LITTLE = LITTLE_WORDS | {"with"}
_PARTS = frozenset({Sort.WORD, Sort.AND, Sort.FUNCTION})


def join_departments(line: Line) -> None:
    """Make one piece of a function and the noun of a department behind it, and of a whole item that is one."""
    at = 0
    while at < len(line.pieces):
        last = _end(line, at)
        if line.sort_at(at) is Sort.FUNCTION and at + 2 == last and _is_unit(line, at + 1):
            line.merge(at, last, line.pieces[at])
        elif line.sort_at(at - 1) in (None, Sort.SIGN) and last and _is_department(line, at, last):
            line.merge(at, last, _department(line.printed(at, last)))
        at += 1


def _end(line: Line, at: int) -> int | None:
    """The end of an item, where it is not too long for a department's name."""
    ends = (last for last in range(at + 1, at + LONGEST + 1) if line.sort_at(last) in (None, Sort.SIGN))
    return next(ends, None)


def _is_unit(line: Line, at: int) -> bool:
    return line.sort_at(at) is Sort.WORD and line.pieces[at].form.casefold() in words_in("unit_heads")


def _is_department(line: Line, first: int, last: int) -> bool:
    """Whether a function and other words, in one item, end in the noun of a department or team."""
    sorts = [piece.sort for piece in line.pieces[first:last]]
    if last - first < 3 or not set(sorts) <= _PARTS or Sort.FUNCTION not in sorts:
        return False
    return sorts[-2:] == [Sort.WORD, Sort.WORD] and sort_by_words(line.printed(first, last)) is not None


def _department(printed: str) -> Piece:
    name = " ".join(printed.split())
    is_group = sort_by_words(name) is Sort.GROUP
    return Piece(
        Sort.GROUP if is_group else Sort.ORGANISATION, 0, 0, name=name, organisation=None if is_group else name
    )


def sort_by_words(name: str) -> Sort | None:
    """A group for "... Team", an organisation for "... Resources", where the words are a name's; else None."""
    words = name.split()
    if not 1 < len(words) <= LONGEST or not all(word[0].isupper() or word in _LITTLE for word in words):
        return None
    if words[-1] in read_words("party_words")["teams"]:
        return Sort.GROUP
    is_means = words[0].casefold() in read_words("party_words")["no_resources"]
    return Sort.ORGANISATION if words[-1] in read_words("party_words")["resources"] and not is_means else None
