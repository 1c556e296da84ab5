"""Colours and letters that stand for a status, by a plan's own key or as most plans use them (domain.md 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import Doubt, StatusCode
from cjaplans.normalise.statuses.advance import least_advanced
from cjaplans.normalise.statuses.marks import marks
from cjaplans.normalise.statuses.negation import missed
from cjaplans.normalise.statuses.words import vocabulary
from cjaplans.normalise.text import readable

Key = Mapping[str, StatusCode]
_LEAD = re.compile(r"\A(?:(?:RAG|BRAG)(?:\s*(?:status|rating))?\s*[:=-]?\s*|status\s*[:=-]\s*)", re.I)
_EDGES = " \t\n[](){}*\"'.:;!"
#: A longer text holds more than colours.
_LONGEST = 80
_MEANING = 200


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a text in printed order, what they mean, and which of them counts."""

    printed: tuple[str, ...]
    codes: tuple[StatusCode, ...]
    overall: StatusCode
    rule: str


def read_colours(text: str, key: Key | None = None) -> Colours | None:
    """The reading of a text that is nothing but one or several colours; None for any other text.

    Of two side by side ("Amber/Green") the least advanced counts; of one left for another ("Amber → Green") the new.
    """
    if len(text) > _LONGEST:
        return None
    pieces, links = _pieces(_LEAD.sub("", text.strip(_EDGES)))
    codes = [code for piece in pieces if (code := meaning_of(piece, key)) is not None]
    if not codes or len(codes) < len(pieces):
        return None
    overall, rule = _overall(codes, links)
    return Colours(tuple(pieces), tuple(dict.fromkeys(codes)), overall, rule)


def meaning_of(colour: str, key: Key | None = None) -> StatusCode | None:
    """What a colour or its letter means; None for any other word."""
    name = colour.strip(_EDGES).casefold()
    return (key or {}).get(name) or _usual().get(name)


def assumed(printed: Iterable[str], key: Key | None) -> tuple[Doubt, ...]:
    """The doubt that colours were read as most plans use them, since the plan's own key does not give them."""
    names = [name.strip(_EDGES) for name in printed]
    unknown = [name for name in names if name.casefold() not in (key or {}) and name.casefold() in _usual()]
    if not unknown:
        return ()
    said = ", ".join(f"'{name}' was read as {_usual()[name.casefold()]}" for name in dict.fromkeys(unknown))
    return (Doubt("status_colour_assumed", f"{said}, as most plans use it"),)


def read_colour_key(lines: Iterable[str]) -> Key:
    """A plan's own key of colours: lines like "Amber = behind schedule" or "R: not started".

    One line may hold several colours, and a tab may part a colour from its meaning. A colour whose meaning names no
    known status is left out; a letter stands for its colour where no other colour of the key begins with it. Letters
    alone are a key only where red and green are among them: others number a list.
    """
    found: dict[str, StatusCode] = {}
    for line in lines:
        for name, meaning in _entries(readable(line.replace("\t", " = "))[0]):
            code = _status_named(meaning)
            if code is not None:
                found.setdefault(name, code)
    if not any(len(name) > 1 for name in found) and not found.keys() >= {"r", "g"}:
        return {}
    initials = [name[0] for name in found if len(name) > 1]
    letters = {name[0]: code for name, code in found.items() if len(name) > 1 and initials.count(name[0]) == 1}
    return {**letters, **found}


def _entries(line: str) -> list[tuple[str, str]]:
    """The colours of a line of a key, each with the words up to the next."""
    heads = list(_head().finditer(line))
    following = [*(head.start() for head in heads), len(line)][1:]
    return [
        (head["name"].casefold(), line[head.end() : end][:_MEANING].strip(" ,;|•"))
        for head, end in zip(heads, following, strict=False)
    ]


def _status_named(meaning: str) -> StatusCode | None:
    found = missed(marks(meaning, vocabulary("words", "column_only")), meaning)
    alone = read_words("statuses")["alone"]
    known = [StatusCode(code) for code, words in alone.items() if meaning.strip(_EDGES).casefold() in words]
    return least_advanced([mark.status for mark in found] or known)


def _overall(codes: list[StatusCode], links: list[str]) -> tuple[StatusCode, str]:
    if any(link in read_words("statuses")["moved"] for link in links[1:]):
        return codes[-1], "colours that changed: the last"
    if any(link in read_words("statuses")["was"] for link in links[1:]):
        return codes[0], "colours that changed: the one that is not called old"
    least = least_advanced(codes) or codes[0]
    return least, "several colours: the least advanced" if len(set(codes)) > 1 else "colour"


def _pieces(text: str) -> tuple[list[str], list[str]]:
    """The words between links, and the link before each."""
    pieces, links, place, before = [], [], 0, ""
    for link in _link().finditer(text):
        if piece := text[place : link.start()].strip(_EDGES):
            pieces.append(piece)
            links.append(before)
            before = ""
        name = " ".join(link[0].strip(" ,(").casefold().split())
        before = name if name or not before else before
        place = link.end()
    if piece := text[place:].strip(_EDGES):
        pieces.append(piece)
        links.append(before)
    return pieces, links


@lru_cache
def _usual() -> dict[str, StatusCode]:
    return {word: StatusCode(code) for code, words in read_words("statuses")["colours"].items() for word in words}


@lru_cache
def _link() -> re.Pattern[str]:
    book = read_words("statuses")
    named = sorted([*book["moved"], *book["was"], "and", "or"], key=len, reverse=True)
    words = [rf"(?<!\w){re.escape(name)}(?!\w)" if name[0].isalpha() else re.escape(name) for name in named]
    return re.compile(rf"[\s,(]*(?:{'|'.join(words)}|[/&+,;\n–-])[\s:]*", re.I)


@lru_cache
def _head() -> re.Pattern[str]:
    """A colour with the sign between it and its meaning, and its letter in brackets or before it."""
    book = read_words("statuses")
    names = sorted({word for word in _usual() if len(word) > 1} | set(book["other_colours"]), key=len, reverse=True)
    name = rf"(?P<name>{'|'.join(names)}|(?-i:[RAGBWY]))"
    sign = r"(?:\s?[=:]|\s?[–→]\s|\s-\s|\s(?:means|indicates|denotes|signifies|shows|is|represents)\s)\s*"
    return re.compile(
        rf"(?:(?<=\A)|(?<=[;,.|:•(\n/])|(?<=\s))(?:[RAGBWY]\s?[-–/]\s?)?{name}(?:\s?\([A-Z]\)|\s?/\s?[A-Z](?!\w))?{sign}",
        re.I,
    )
