"""Which Community Justice Authority a document is of (domain 1: names and their variants)."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from cjaplans.normalise.codebooks import read

#: What the names of some councils add to the area's own name.
CITY_OR_ISLANDS = re.compile(r"^City of | City$| Islands$")

#: An authority's whole area, or every council of it.
WHOLE_AREA = re.compile(
    r"\b(?:area|cja|authority|scotland|nation\w*)[ -]?wide\b|^\W*(?:all|both|each|every)\b", re.IGNORECASE
)


@lru_cache
def authority_name(key: str | None) -> str | None:
    """The authority's full name; None for a key that is none."""
    return next((row["name"] for row in read("authorities") if row["key"] == key), None)


@lru_cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    names: dict[str, str] = {}
    for row in read("authorities"):
        area = row["name"].removesuffix(" Community Justice Authority")
        for name in (row["name"], row["abbreviation"], f"{area} CJA", f"{area} Community Justice"):
            names[name] = row["key"]
    for row in read("authority_aliases"):
        names[row["alias"]] = row["authority_key"]
    longest_first = sorted(names, key=len, reverse=True)
    return tuple((re.compile(rf"(?<![\w@]){_loose(name)}(?!\w)", re.IGNORECASE), names[name]) for name in longest_first)


def _loose(name: str) -> str:
    """ "&" and "and", spaces and line ends alike."""
    words = [r"(?:&|and)" if w in ("&", "and") else re.escape(w) for w in re.split(r"\s+", name.replace("-", " "))]
    return r"[\s-]+".join(words)


def mentions(text: str) -> Counter[str]:
    """How often each authority is named; a longer name counts once, not its parts as well."""
    found: Counter[str] = Counter()
    for pattern, key in _patterns():
        text, hits = pattern.subn(" ", text)
        if hits:
            found[key] += hits
    return found


def is_name(text: str) -> bool:
    """Whether a text is the name of an authority and nothing else."""
    for pattern, _ in _patterns():
        text, hits = pattern.subn(" ", text)
        if hits:
            return not any(c.isalnum() for c in text)
    return False


@lru_cache
def _area_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    areas = ((row["name"].removesuffix(" Community Justice Authority"), row["key"]) for row in read("authorities"))
    return tuple((re.compile(rf"(?<!\w){_loose(area)}(?!\w)", re.IGNORECASE), key) for area, key in areas)


def area_mentions(text: str) -> Counter[str]:
    """How often the bare name of each authority's area stands in a text."""
    found = Counter({key: len(pattern.findall(text)) for pattern, key in _area_patterns()})
    return +found


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
def _council_patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Councils by the name of their area, longer names first: "East Ayrshire", "Aberdeenshire", "Dundee"."""
    areas = {CITY_OR_ISLANDS.sub("", row["name"]): row for row in read("councils")}
    return tuple(
        (re.compile(rf"(?<!\w){_loose(area)}(?!\w)", re.IGNORECASE), areas[area]["name"], areas[area]["authority_key"])
        for area in sorted(areas, key=len, reverse=True)
    )


def authority_by_council(text: str) -> tuple[str, str] | None:
    """The authority whose councils' areas a text names, and the first such council; None unless it is one alone."""
    found: list[tuple[str, str]] = []
    for pattern, council, key in _council_patterns():
        text, hits = pattern.subn(" ", text)
        if hits:
            found.append((key, council))
    return found[0] if len({key for key, _ in found}) == 1 else None


@lru_cache
def _every_name() -> tuple[tuple[re.Pattern[str], str | None], ...]:
    """All names of authorities and councils, longer ones first, each with the council it means if it means one."""
    names: dict[str, str | None] = {}
    for row in read("authorities"):
        names |= dict.fromkeys((row["name"], row["name"].removesuffix(" Community Justice Authority")))
    names |= dict.fromkeys(row["alias"] for row in read("authority_aliases"))
    names |= {CITY_OR_ISLANDS.sub("", row["name"]): row["name"] for row in read("councils")}
    longest_first = sorted(names, key=len, reverse=True)
    return tuple((re.compile(rf"(?<!\w){_loose(name)}(?!\w)", re.IGNORECASE), names[name]) for name in longest_first)


def councils_in(text: str) -> frozenset[str]:
    """The councils whose areas a text names; the name of an authority names none ("Fife and Forth Valley")."""
    found = set()
    for pattern, council in _every_name():
        text, hits = pattern.subn(" ", text)
        if hits and council:
            found.add(council)
    return frozenset(found)


def names_area(text: str) -> bool:
    """Whether a text names a council's area or an authority's, or all of them ("CJA-wide", "All councils")."""
    if WHOLE_AREA.search(text) or mentions(text) or area_mentions(text):
        return True
    return any(pattern.search(text) for pattern, _, _ in _council_patterns())


def council_named(text: str) -> str | None:
    """The council that a text is the name of, or its area, and nothing else: "Angus", "Dundee City Council"."""
    bare = re.sub(r"^\W*(?:the\s+)?|(?:\s+council)?\W*$", "", text, flags=re.IGNORECASE)
    for row in read("councils"):
        names = {row["name"], CITY_OR_ISLANDS.sub("", row["name"])}
        if any(re.fullmatch(_loose(name), bare, re.IGNORECASE) for name in names):
            return row["name"]
    return None


def _first_mention(key: str, text: str) -> int:
    """Where an authority, or its area, is first named."""
    patterns = [pattern for pattern, named in (*_patterns(), *_area_patterns()) if named == key]
    return min((m.start() for p in patterns if (m := p.search(text))), default=len(text))
