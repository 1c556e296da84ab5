"""Which Community Justice Authority a document is of (domain 1: names and their variants)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from cjaplans.normalise.caseless import small
from cjaplans.normalise.codebooks import read

T = TypeVar("T")

#: What the names of some councils add to the area's own name.
CITY_OR_ISLANDS = re.compile(r"^City of | City$| Islands$")

#: What may stand around the name of a council, in small letters.
_COUNCIL = re.compile(r"^\W*(?:the\s+)?|(?:\s+council)?\W*$")
#: An authority's whole area, or every council of it.
WHOLE_AREA = re.compile(
    r"\b(?:area|cja|authority|scotland|nation\w*)[ -]?wide\b|^\W*(?:all|both|each|every)\b", re.IGNORECASE
)


class _Name(NamedTuple, Generic[T]):
    """A name, what it means, and its longest word in small letters: without it no text can hold the name."""

    pattern: re.Pattern[str]
    meaning: T
    word: str

    def may_stand_in(self, plain: str) -> bool:
        """Whether it is worth looking for in a text, which is given in small letters."""
        return self.word in plain


def _names(named: Iterable[tuple[str, T]], before: str = r"(?<!\w)") -> tuple[_Name[T], ...]:
    """Names in their order; none stands right behind the sign that ``before`` rules out."""
    return tuple(
        _Name(
            re.compile(rf"{before}{_loose(name)}(?!\w)", re.IGNORECASE),
            meaning,
            max(small(name).replace("-", " ").replace("&", " ").replace(" and ", " ").split(), key=len),
        )
        for name, meaning in named
    )


def _found(names: Iterable[_Name[T]], text: str) -> Iterator[tuple[T, int]]:
    """What is named in a text and how often, in the order of the names; each is cut out, so that no part counts."""
    plain = small(text)
    for name in names:
        if name.may_stand_in(plain):
            text, hits = name.pattern.subn(" ", text)
            if hits:
                yield name.meaning, hits


@lru_cache
def authority_name(key: str | None) -> str | None:
    """The authority's full name; None for a key that is none."""
    return next((row["name"] for row in read("authorities") if row["key"] == key), None)


@lru_cache
def _patterns() -> tuple[_Name[str], ...]:
    names: dict[str, str] = {}
    for row in read("authorities"):
        area = row["name"].removesuffix(" Community Justice Authority")
        for name in (row["name"], row["abbreviation"], f"{area} CJA", f"{area} Community Justice"):
            names[name] = row["key"]
    for row in read("authority_aliases"):
        names[row["alias"]] = row["authority_key"]
    longest_first = sorted(names, key=len, reverse=True)
    return _names(((name, names[name]) for name in longest_first), r"(?<![\w@])")


def _loose(name: str) -> str:
    """ "&" and "and", spaces and line ends alike."""
    words = [r"(?:&|and)" if w in ("&", "and") else re.escape(w) for w in re.split(r"\s+", name.replace("-", " "))]
    return r"[\s-]+".join(words)


def mentions(text: str) -> Counter[str]:
    """How often each authority is named; a longer name counts once, not its parts as well."""
    found: Counter[str] = Counter()
    for key, hits in _found(_patterns(), text):
        found[key] += hits
    return found


def is_name(text: str) -> bool:
    """Whether a text is the name of an authority and nothing else."""
    plain = small(text)
    for name in _patterns():
        rest, hits = name.pattern.subn(" ", text) if name.may_stand_in(plain) else (text, 0)
        if hits:
            return not any(c.isalnum() for c in rest)
    return False


@lru_cache
def _area_patterns() -> tuple[_Name[str], ...]:
    return _names((row["name"].removesuffix(" Community Justice Authority"), row["key"]) for row in read("authorities"))


def area_mentions(text: str) -> Counter[str]:
    """How often the bare name of each authority's area stands in a text."""
    plain = small(text)
    return +Counter({n.meaning: len(n.pattern.findall(text)) for n in _area_patterns() if n.may_stand_in(plain)})


def authority_of(cover: str, whole: str) -> str | None:
    """The authority named on the cover, else the one the text names most; None when none is named.

    Of authorities named as often, the one named first is meant.
    """
    for named, text in ((mentions, cover), (mentions, whole), (area_mentions, cover)):
        if count := named(text):
            most = max(count.values())
            return min((key for key in count if count[key] == most), key=lambda key: _first_mention(key, text))
    return None


@lru_cache
def _council_patterns() -> tuple[_Name[tuple[str, str]], ...]:
    """Authorities and councils by the area's name, longer names first: "East Ayrshire", "Aberdeenshire", "Dundee"."""
    areas = {CITY_OR_ISLANDS.sub("", row["name"]): row for row in read("councils")}
    longest_first = sorted(areas, key=len, reverse=True)
    return _names((area, (areas[area]["authority_key"], areas[area]["name"])) for area in longest_first)


def authority_by_council(text: str) -> tuple[str, str] | None:
    """The authority whose councils' areas a text names, and the first such council; None unless it is one alone."""
    found = [named for named, _ in _found(_council_patterns(), text)]
    return found[0] if len({key for key, _ in found}) == 1 else None


@lru_cache
def _every_name() -> tuple[_Name[str | None], ...]:
    """All names of authorities and councils, longer ones first, each with the council it means if it means one."""
    names: dict[str, str | None] = {}
    for row in read("authorities"):
        names |= dict.fromkeys((row["name"], row["name"].removesuffix(" Community Justice Authority")))
    names |= dict.fromkeys(row["alias"] for row in read("authority_aliases"))
    names |= {CITY_OR_ISLANDS.sub("", row["name"]): row["name"] for row in read("councils")}
    return _names((name, names[name]) for name in sorted(names, key=len, reverse=True))


def councils_in(text: str) -> frozenset[str]:
    """The councils whose areas a text names; the name of an authority names none ("Fife and Forth Valley")."""
    return frozenset(council for council, _ in _found(_every_name(), text) if council)


def names_area(text: str) -> bool:
    """Whether a text names a council's area or an authority's, or all of them ("CJA-wide", "All councils")."""
    if WHOLE_AREA.search(text) or mentions(text) or area_mentions(text):
        return True
    plain = small(text)
    return any(name.may_stand_in(plain) and name.pattern.search(text) for name in _council_patterns())


def council_named(text: str) -> str | None:
    """The council that a text is the name of, or its area, and nothing else: "Angus", "Dundee City Council"."""
    return _councils().get(_evened(_COUNCIL.sub("", small(text))))


@lru_cache
def _councils() -> dict[str, str]:
    """Councils by their names, and those of their areas, as they are compared; of several the first."""
    rows = [row["name"] for row in reversed(read("councils"))]
    return {_evened(small(known)): name for name in rows for known in (name, CITY_OR_ISLANDS.sub("", name))}


def _evened(plain: str) -> str:
    """A name in small letters with its dashes as blanks, and "&" as "and"."""
    return " ".join("and" if word == "&" else word for word in re.split(r"[\s-]+", plain))


def _first_mention(key: str, text: str) -> int:
    """Where an authority, or its area, is first named."""
    patterns = [name.pattern for name in (*_patterns(), *_area_patterns()) if name.meaning == key]
    return min((m.start() for p in patterns if (m := p.search(text))), default=len(text))
