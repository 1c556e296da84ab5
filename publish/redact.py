"""Personal names withheld from what is shown.

Whom a plan names is known from the parties of its actions and from reading its texts. A known name is
withheld whole, in either order, behind an initial or a title, and each of its words alone, unless the
word is an ordinary one ("Young", "Ward") that only the words beside it make a name.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from cjaplans.normalise.codebooks import read, read_words
from cjaplans.publish.likely_names import is_likely_name
from cjaplans.publish.names_in_texts import Span, find_everybody

WITHHELD = "[name withheld]"
NUMBER_WITHHELD = "[number withheld]"

Finder = Callable[[str], Iterable[Span]]

TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "rev", "sheriff", "cllr", "councillor",
                    "sir", "dame", "lord", "lady", "sgt", "insp", "supt", "ch", "cc", "dcc", "acc", "pc"})  # fmt: skip
#: Shorter words are particles ("de", "of") and initials.
SHORTEST = 3
#: A word of so many organisations' names is no name of a person by itself.
GENERAL = 2
_MARKS = "\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|['’‘ʼ´`{_MARKS}])*")
_DROPPED = re.compile(rf"['’‘ʼ´`{_MARKS}]")
_POSSESSIVE = re.compile(rf"['’‘ʼ´`][{_MARKS}]*s[{_MARKS}]*$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.?\s?){2,4}")
_TO_A_PERSON = re.compile(r"[^@./]+[._][^@]+@")
_ADDRESS = re.compile(r"(?<![\w.@/])[\w.+'’-]{1,64}@[\w.-]{1,255}|(?:https?://|www\.)\S{1,500}")
_TELEPHONE = re.compile(r"(?<![\w.,/£-])(?:\+44[ .-]?(?:\(0\)[ .-]?)?|\(?0)\d{2,4}\)?(?:[ .-]?\d{3,4}){2,3}(?![\w/-])")
#: Digits of a British telephone number.
_DIGITS = range(10, 14)
_BETWEEN = re.compile(r"[\s._,\-‐‑–]*")


class _Word(NamedTuple):
    """A word of a text: where it stands, how it is known, and whether it is written with a capital."""

    start: int
    end: int
    folded: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Redactor:
    """Withholds the people in ``names`` and whomever ``find`` sees; ``initials`` only where leads stand.

    ``ordinary`` are words that mean something without being a name.
    """

    names: frozenset[tuple[str, ...]]
    initials: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    find: Finder = find_everybody
    _by_word: Mapping[str, tuple[tuple[str, ...], ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        index: dict[str, tuple[tuple[str, ...], ...]] = {}
        for name in sorted(self.names, key=len, reverse=True):
            for order in {name, name[-1:] + name[:-1]}:
                index[order[0]] = (*index.get(order[0], ()), order)
                for word in order:
                    index.setdefault(word, ())
        object.__setattr__(self, "_by_word", index)

    def clean(self, text: str, *, leads: bool = False) -> str:
        """``text`` with every name replaced; with ``leads``, initials known to be people's as well."""
        spans = [*self._known(text), *self._addresses(text), *self.find(text)]
        if leads:
            spans += [match.span() for initials in self.initials for match in _exactly(initials).finditer(text)]
        out, done = [], 0
        for start, end in _joined(text, spans):
            out += [text[done:start], WITHHELD]
            done = end
        return _TELEPHONE.sub(_number, "".join([*out, text[done:]]))

    def _known(self, text: str) -> Iterator[Span]:
        if self._by_word.keys().isdisjoint(chain.from_iterable(map(_folds, text.split()))):
            return
        words = [*_words(text)]
        for place, word in enumerate(words):
            orders = self._by_word.get(word.folded)
            if orders is None:
                continue
            whole = next((n for n in orders if _is_at(text, words[place : place + len(n)], n)), None)
            if whole:
                yield word.start, words[place + len(whole) - 1].end
            elif len(word.folded) >= SHORTEST:
                before = words[place - 1] if place and _next_to(text, words[place - 1], word) else None
                if before and word.capital and _introduces(before):
                    yield before.start, word.end
                elif word.folded not in self.ordinary and not _is_of_no_person(words, place):
                    yield word.start, word.end

    def _addresses(self, text: str) -> Iterator[Span]:
        """Addresses that spell a name, whatever else is in them, and mail to a name of two parts ("j.smith@")."""
        for match in _ADDRESS.finditer(text):
            box = match[0].casefold()
            known = (word for word in self._by_word if len(word) > SHORTEST and word not in self.ordinary)
            if _TO_A_PERSON.match(box) or any(word in box for word in known):
                yield match.span()


def redactor(
    printed: Iterable[str], texts: Iterable[str], find: Finder | None = None, unresolved: Iterable[str] = ()
) -> Redactor:
    """A redactor for ``texts``, naming the people ``printed``, the likely ``unresolved`` leads, and maybe others."""
    finder = find or find_everybody
    shown = tuple(dict.fromkeys(texts))
    printed = tuple(printed)
    initials = frozenset(name.strip() for name in printed if _INITIALS.fullmatch(name.strip()))
    ordinary = _ordinary(shown)
    likely = (lead for lead in unresolved if is_likely_name(lead, ordinary))
    found = (text[start:end] for text in shown for start, end in finder(text))
    names = {_name(name) for name in (*printed, *likely, *found) if name.strip() not in initials}
    return Redactor(frozenset(name for name in names if name), initials, ordinary, finder)


def _number(match: re.Match[str]) -> str:
    """A mark for a telephone number; other figures as they are."""
    digits = sum(sign.isdigit() for sign in match[0])
    return NUMBER_WITHHELD if digits in _DIGITS else match[0]


def _name(printed: str) -> tuple[str, ...]:
    """The words of a name, without titles; nothing where there is no word long enough to be one."""
    words = tuple(word.folded for word in _words(printed) if word.folded not in TITLES)
    return words if any(len(word) >= SHORTEST for word in words) else ()


def _ordinary(texts: Iterable[str]) -> frozenset[str]:
    """Words that the texts write small, months, places, and general words of organisations' names."""
    prose = {chunk for text in texts for chunk in _ADDRESS.sub(" ", text).split()}
    small = {word.folded for chunk in prose for word in _words(chunk) if not word.capital}
    counts = Counter(word for row in read("organisations") for word in _folded(row["name"]))
    places = {word for row in (*read("authorities"), *read("councils")) for word in _folded(row["name"])}
    months = {name.casefold() for name in month_name}
    return frozenset(small | places | months | {word for word, count in counts.items() if count >= GENERAL})


def _folded(text: str) -> set[str]:
    return {word.folded for word in _words(text)}


@lru_cache(maxsize=2**17)
def _folds(chunk: str) -> frozenset[str]:
    """The words between two blanks; databases say the same ones over and over."""
    return frozenset(_folded(chunk))


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        bare = _POSSESSIVE.sub("", match[0])
        yield _Word(match.start(), match.start() + len(bare), _DROPPED.sub("", bare).casefold(), bare[0].isupper())


def _is_at(text: str, words: list[_Word], name: tuple[str, ...]) -> bool:
    """Whether words, one behind the other, are a whole name."""
    if len(name) < 2 or tuple(word.folded for word in words) != name:
        return False
    return all(_next_to(text, word, following) for word, following in pairwise(words))


def _is_of_no_person(words: list[_Word], place: int) -> bool:
    """Whether a word and the one beside it are what only looks like a name: "Marie Stopes"."""
    pairs = (words[at : at + 2] for at in (place - 1, place) if at >= 0)
    return any(" ".join(word.folded for word in pair) in _no_people() for pair in pairs)


@lru_cache
def _no_people() -> frozenset[str]:
    return frozenset(name.casefold() for name in read_words("people_words")["not_people"])


def _introduces(word: _Word) -> bool:
    """Whether a word is a title or an initial."""
    return word.folded in TITLES or (len(word.folded) == 1 and word.capital)


def _next_to(text: str, before: _Word, word: _Word) -> bool:
    return bool(_BETWEEN.fullmatch(text, before.end, word.start))


def _exactly(initials: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(initials)}(?!\w)")


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or have only blanks between them as one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip()):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
