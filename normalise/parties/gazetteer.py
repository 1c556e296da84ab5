"""The names parties go by: codebooks, the document's authority and its own glossary, as one list of entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from cjaplans.normalise.authorities import authority_name
from cjaplans.normalise.codebooks import read, read_words
from cjaplans.normalise.parties.tokens import forms_of

#: Parts the names of a row that names several bodies at once.
_JOINT = " + "
#: What stands behind an authority's area.
_AUTHORITY_WORDS = (" CJA", " Community Justice Authority")
#: A role's employer that depends on the document.
AUTHORITY, PLACE = "authority", "place"


class Sort(StrEnum):
    """What a word or phrase is in a list of parties."""

    ORGANISATION = "organisation"
    COUNCIL = "council"
    AREA = "area"
    FUNCTION = "function"
    BODY = "body"
    BODIES = "bodies"
    GROUP = "group"
    ROLE = "role"
    GROUP_HEAD = "group_head"
    ROLE_HEAD = "role_head"
    PERSON = "person"
    TERM = "term"
    EVERYONE = "everyone"
    LEAD = "lead"
    PARTNER = "partner"
    CONDITION = "condition"
    WORD = "word"
    AND = "and"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase that is looked for. ``name`` is canonical; ``employer`` is of a role, ``also`` of a joint name."""

    alias: str
    sort: Sort
    name: str
    employer: str = ""
    also: tuple[str, ...] = ()
    as_printed: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A council's area and the bodies that are one to a council."""

    area: str
    bodies: tuple[tuple[str, str], ...]


@lru_cache
def organisations() -> tuple[tuple[str, str], ...]:
    """Every canonical name and its kind, each name once, in the codebook's order."""
    return tuple((row["name"], row["kind"]) for row in read("organisations"))


@lru_cache
def kinds() -> dict[str, str]:
    """The kind of every canonical name."""
    return dict(organisations())


@lru_cache
def areas() -> dict[str, Area]:
    """By a council's canonical name, its area and bodies (``council_bodies.csv``)."""
    columns = ("community_planning_partnership", "alcohol_and_drug_partnership")
    return {
        row["organisation"]: Area(row["areas"].split("|")[0], tuple((column, row[column]) for column in columns))
        for row in read("council_bodies")
    }


@lru_cache(maxsize=512)
def council_at(place: str | None) -> str | None:
    """The council a "Place:" line names, by its name, short name or area; None where it names none."""
    if not place:
        return None
    return _councils().get(forms_of(place.casefold().replace("&", "and")))


@lru_cache
def _councils() -> dict[tuple[str, ...], str]:
    """The council of each of their names and areas, by its forms in lower case; of several the first."""
    councils = [entry for entry in common_entries() if entry.sort in (Sort.COUNCIL, Sort.AREA)]
    return {forms_of(entry.alias.casefold()): entry.name for entry in reversed(councils)}


@lru_cache
def common_entries() -> tuple[Entry, ...]:
    """The entries every document shares."""
    return tuple(
        entry for part in (_named(), _aliases(""), _areas(), _bodies(), _roles(), _groups(), _words()) for entry in part
    )


def authority_entries(key: str | None) -> Iterator[Entry]:
    """The entries of one authority's documents: its own name for "CJA", names and initials only it uses."""
    if key:
        yield from _aliases(key)
        yield from _initials(key)
    own = authority_name(key)
    for alias in read_words("party_names")["authority"]:
        yield entry_of(alias, Sort.ORGANISATION if own else Sort.GROUP, own or "Community Justice Authorities")


def _sort_of(name: str) -> Sort:
    kind = kinds().get(name)
    return {"council": Sort.COUNCIL, "function": Sort.FUNCTION}.get(kind or "", Sort.ORGANISATION)


def _named() -> Iterator[Entry]:
    for name, _ in organisations():
        yield entry_of(name, _sort_of(name), name)
    yield from _authorities()


def _authorities() -> Iterator[Entry]:
    """Every authority under each of its names, and its area before "CJA" and the words for it."""
    full = {row["key"]: row["name"] for row in read("authorities")}
    names = [(row["name"], row[column]) for row in read("authorities") for column in ("name", "abbreviation")]
    names += [(full[row["authority_key"]], row["alias"]) for row in read("authority_aliases")]
    for name, alias in names:
        area = alias.removesuffix(_AUTHORITY_WORDS[0]).removesuffix(_AUTHORITY_WORDS[1])
        yield entry_of(alias, Sort.ORGANISATION, name)
        for words in _AUTHORITY_WORDS if " " in alias else ():
            yield entry_of(area + words, Sort.ORGANISATION, name)


def _aliases(key: str) -> Iterator[Entry]:
    for row in read("organisation_aliases"):
        if row["authority_key"] == key:
            first, *others = row["name"].split(_JOINT)
            yield replace(entry_of(row["alias"], _sort_of(first), first), also=tuple(others))


def _areas() -> Iterator[Entry]:
    for row in read("council_bodies"):
        for alias in row["areas"].split("|"):
            yield entry_of(alias, Sort.AREA, row["organisation"])
            yield entry_of(f"{alias} C", Sort.COUNCIL, row["organisation"])
            if "&" in alias:
                yield entry_of(f"{alias}C", Sort.COUNCIL, row["organisation"])


def _initials(authority: str) -> Iterator[Entry]:
    """Short forms of the authority's own councils, which mean something else elsewhere."""
    own = {row["name"] for row in read("councils") if row["authority_key"] == authority}
    for row in read("council_bodies"):
        for alias in filter(None, row["initials"].split("|")):
            if row["council"] in own:
                yield entry_of(alias, Sort.AREA, row["organisation"])


def _bodies() -> Iterator[Entry]:
    for column, names in read_words("party_names")["bodies"].items():
        for alias in names["one"]:
            yield replace(entry_of(alias, Sort.BODY, names["name"]), employer=column)
        for alias in names["several"]:
            yield entry_of(alias, Sort.BODIES, names["name"])


def _roles() -> Iterator[Entry]:
    for row in read("roles"):
        for alias in row["aliases"].split("|"):
            yield replace(entry_of(alias, Sort.ROLE, row["role"]), employer=row["employer"])


def _groups() -> Iterator[Entry]:
    for row in read("groups"):
        for alias in row["aliases"].split("|"):
            yield entry_of(alias, Sort.GROUP, row["name"])


def _words() -> Iterator[Entry]:
    words = read_words("party_words")
    lists = {
        Sort.GROUP_HEAD: "group_heads",
        Sort.ROLE_HEAD: "role_heads",
        Sort.LEAD: "lead_labels",
        Sort.PARTNER: "partner_labels",
        Sort.CONDITION: "conditions",
        Sort.EVERYONE: "everyone",
    }
    for sort, key in lists.items():
        for alias in words[key]:
            yield Entry(alias, sort, alias)


def entry_of(alias: str, sort: Sort, name: str) -> Entry:
    """An entry that is compared as printed where it is an abbreviation or one capitalised word."""
    return Entry(alias, sort, name, as_printed=_is_as_printed(alias))


def _is_as_printed(alias: str) -> bool:
    forms = forms_of(alias)
    if len(forms) == 1:
        return not alias.islower()
    return not any(sum(c.islower() for c in form) > 3 for form in forms)


def spellings(entry: Entry) -> Iterable[tuple[str, ...]]:
    """The forms an entry is met in: capitals for one word, a slash for "and"."""
    forms = forms_of(entry.alias)
    yield forms
    if entry.as_printed and len(forms) == 1 and len(forms[0]) > 2 and not forms[0].isupper():
        yield (forms[0].upper(),)
    if not entry.as_printed and "and" in forms[1:-1]:
        yield tuple("/" if form == "and" else form for form in forms)
