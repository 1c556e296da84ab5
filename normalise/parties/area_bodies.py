"""Bodies named by an area and a noun ("Fife HSCP", "CVS Fife"), or by a proper name and one ("Ayr Hearth Trust")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.parties.gazetteer import Sort, kinds
from cjaplans.normalise.parties.glossary import folded
from cjaplans.normalise.parties.pieces import Line, Piece
from cjaplans.normalise.parties.regions import area_after, area_before
from cjaplans.normalise.parties.vocabulary import words_in

#: Words of a proper name before its noun.
MOST_WORDS = 5
#: Characters of a noun's first word, and more.
_LONGEST_WORD = 40
#: What a noun may have been read as before its area is known.
_NOUNS = frozenset({Sort.WORD, Sort.AND, Sort.GROUP, Sort.BODY, Sort.ORGANISATION, Sort.FUNCTION})
_AREAS = frozenset({Sort.AREA, Sort.COUNCIL})
#: What may follow an area that stands behind its noun.
_PARTING = frozenset({None, Sort.SIGN, Sort.AND})


@dataclass(frozen=True, slots=True)
class _Noun:
    """An area makes a body of it, or any proper name where ``takes_name``; without a ``name`` it keeps its own."""

    name: str
    sort: Sort
    takes_name: bool = False


def join_area_bodies(line: Line) -> None:
    """Make one piece of every area, or proper name, and the noun it makes a body of; the council is not meant."""
    at = 0
    while at < len(line.pieces):
        found = _noun_at(line, at)
        if found and not _is_of_a_group(line, found[0]):
            at = _join(line, at, *found)
        at += 1


@lru_cache
def _nouns() -> dict[tuple[str, ...], _Noun]:
    names = read_words("party_names")
    kept: dict[tuple[str, ...], _Noun] = {}
    for word in names["proper_nouns"]:
        kept[folded(word)] = _Noun("", Sort.ORGANISATION, takes_name=True)
    for noun, words in _listed(names):
        kept |= {folded(word): noun for word in words}
    return kept


def _listed(names: dict[str, Any]) -> Iterator[tuple[_Noun, list[str]]]:
    for body in names["bodies"].values():
        yield _Noun(body["area_name"], Sort.ORGANISATION), body["one"]
    for name, words in names["area_organisations"].items():
        yield _Noun(name, Sort.ORGANISATION), words
    for name, words in names["area_groups"].items():
        yield _Noun(name, Sort.GROUP), words
    for name, words in names["area_charities"].items():
        yield _Noun(name, Sort.ORGANISATION, takes_name=True), words


@lru_cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in _nouns())


@lru_cache
def _longest() -> int:
    return max(map(len, _nouns()))


def _noun_at(line: Line, at: int) -> tuple[int, _Noun] | None:
    """The end of the longest noun that begins at a piece, and the noun."""
    piece = line.pieces[at]
    first = folded(line.text[piece.start : piece.end][:_LONGEST_WORD])[:1]
    if piece.sort not in _NOUNS or not first or first[0] not in _first_words():
        return None
    for last in range(min(len(line.pieces), at + _longest()), at, -1):
        if all(inner.sort in _NOUNS and not inner.choices for inner in line.pieces[at:last]):
            noun = _nouns().get(folded(line.printed(at, last)))
            if noun:
                return last, noun
    return None


def _is_of_a_group(line: Line, last: int) -> bool:
    """Whether plain words and a group's head follow, whose name then begins with the body: "Fife CHP Sub Group"."""
    while line.sort_at(last) is Sort.WORD:
        last += 1
    return line.sort_at(last) is Sort.GROUP_HEAD


def _join(line: Line, at: int, last: int, noun: _Noun) -> int:
    """Join what names a body to its noun; the index of the body, or of the noun where nothing does."""
    before = area_before(line, at)
    if before and not _is_part(line, before[0]):
        first, area = before
        name = _name(area, noun, area_first=True) if noun.name else _plain(line.printed(first, last))
        line.merge(first, last, _body(noun, name))
        return first
    first = before[0] - 1 if before else _proper_name(line, at) if noun.takes_name else at
    if first < at:
        printed = f"{line.printed(first, at)} {noun.name}" if noun.name else line.printed(first, last)
        line.merge(first, last, _body(noun, _plain(printed)))
        return first
    after = area_after(line, last) if noun.name else None
    if after and _ends_behind(line, after[0], noun):
        end_of_area, area = after
        line.merge(at, end_of_area, _body(noun, _name(area, noun, area_first=not noun.takes_name)))
    return at


def _ends_behind(line: Line, end: int, noun: _Noun) -> bool:
    """Whether an area behind a noun belongs to nothing further on; before another body it is a charity's at most."""
    is_other = line.sort_at(end) is Sort.ORGANISATION and _noun_at(line, end) is None
    return line.sort_at(end) in _PARTING or (noun.takes_name and is_other)


def _is_part(line: Line, area: int) -> bool:
    """Whether an area is only part of the name of one: "East Fife"."""
    return line.sort_at(area - 1) is Sort.WORD and line.pieces[area - 1].form in read_words("party_names")["compass"]


def _proper_name(line: Line, at: int) -> int:
    """The index a proper name right before a noun begins at: capitalised words, an area only before all of them."""
    first = at
    while first > 0 and at - first < MOST_WORDS and _is_proper(line, first - 1):
        first -= 1
    if first < at and line.sort_at(first - 1) in _AREAS and line.segment(at)[0] == first - 1:
        first -= 1
    return first


def _is_proper(line: Line, at: int) -> bool:
    word = line.pieces[at].form
    is_usual = word.casefold() in words_in("quantifiers", "stop_words")
    return line.sort_at(at) is Sort.WORD and word[:1].isupper() and not is_usual


def _name(area: str, noun: _Noun, area_first: bool) -> str:
    """The body's name; of a charity the known order, else the printed one."""
    names = (f"{area} {noun.name}", f"{noun.name} {area}")
    known = next((name for name in names if name in kinds()), None)
    return known or names[0 if area_first else 1]


def _body(noun: _Noun, name: str) -> Piece:
    return Piece(noun.sort, 0, 0, name=name, organisation=name if noun.sort is Sort.ORGANISATION else None)


def _plain(printed: str) -> str:
    return " ".join(printed.split())
