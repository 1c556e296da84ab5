"""What stands in brackets behind a name: its abbreviation, a unit of it, or something of its own."""

from __future__ import annotations

from dataclasses import replace

from cjaplans.normalise.parties.gazetteer import Sort
from cjaplans.normalise.parties.pieces import Line, Piece
from cjaplans.normalise.parties.vocabulary import LITTLE_WORDS

#: Names that an abbreviation may be given of, or a unit.
_NAMED = frozenset({Sort.ORGANISATION, Sort.COUNCIL, Sort.GROUP, Sort.FUNCTION, Sort.ROLE, Sort.WORD})


def join_brackets(line: Line, defined: dict[str, Piece]) -> None:
    """Drop abbreviations in brackets, adding them to ``defined``; make words in brackets a unit of what is before."""
    at = 1
    while at < len(line.pieces):
        last = _closing(line, at) if line.pieces[at].form == "(" and line.sort_at(at - 1) in _NAMED else None
        if last is not None:
            _join(line, at, last, defined)
        at += 1


def _closing(line: Line, at: int) -> int | None:
    """The index of the bracket that closes the one here; None before another sign."""
    last = at + 1
    while last < len(line.pieces) and line.pieces[last].sort is not Sort.SIGN:
        last += 1
    return last if last < len(line.pieces) and line.pieces[last].form == ")" and last > at + 1 else None


def _join(line: Line, at: int, last: int, defined: dict[str, Piece]) -> None:
    before = line.pieces[at - 1]
    inside = line.printed(at + 1, last)
    is_word = line.pieces[at + 1].sort is Sort.WORD
    if last == at + 2 and _abbreviates(inside, _words_before(line, at)):
        defined[inside] = before
        line.merge(at - 1, last + 1, before)
    elif before.sort in (Sort.ORGANISATION, Sort.COUNCIL) and _has_unit(line, at + 1, last, is_word):
        name = f"{before.organisation or before.name} ({inside})"
        line.merge(at - 1, last + 1, replace(before, sort=Sort.ORGANISATION, name=name))


def _words_before(line: Line, at: int) -> str:
    """The name before a bracket, all its leftover words."""
    first = at - 1
    while line.pieces[first].sort is Sort.WORD and line.sort_at(first - 1) is Sort.WORD:
        first -= 1
    return line.printed(first, at)


def _abbreviates(inside: str, name: str) -> bool:
    """Whether capitals are the first letters of a name's words, little words left out."""
    letters = "".join(word[0] for word in name.replace("-", " ").split() if word.casefold() not in LITTLE_WORDS)
    short = inside.removesuffix("s") if inside[:-1].isupper() else inside
    return len(short) > 1 and short.upper() in letters.upper() and short[0].isupper()


def _has_unit(line: Line, first: int, last: int, is_word: bool) -> bool:
    """Whether brackets hold the name of a part: words, or a function and words."""
    sorts = {piece.sort for piece in line.pieces[first:last]}
    is_name = all(piece.form.isalpha() for piece in line.pieces[first:last] if piece.sort is Sort.WORD)
    return is_name and sorts <= {Sort.WORD, Sort.AND, Sort.FUNCTION} and (is_word or len(sorts) > 1)
