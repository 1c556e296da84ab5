"""A document's own glossary as entries: what its abbreviations mean, by the gazetteer or by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from cjaplans.normalise.parties.gazetteer import Entry, Sort
from cjaplans.normalise.parties.tokens import forms_of
from cjaplans.normalise.parties.vocabulary import LITTLE_WORDS, words_in
from cjaplans.normalise.text import readable

#: A term longer than this is a heading, not a name.
LONGEST_TERM = 40
#: Words of a meaning that can be a name.
LONGEST_NAME = 9
_LEADING = re.compile(r"(?:the )?[A-Z][\w'&-]*(?: (?:and|of|for|the|in|to|on|with|&|[A-Z][\w'&-]*))*")
#: What ends the name that a meaning begins with.
_NAME_ENDS = re.compile(r"[,;:.(–—\n]| - ")
_LITTLE = LITTLE_WORDS | {"with"}


def glossary_entries(glossary: tuple[tuple[str, str], ...], known: Mapping[tuple[str, ...], Entry]) -> Iterator[Entry]:
    """An entry for each term that names a party; ``known`` gives the gazetteer's entries by folded forms."""
    for term, meaning in glossary:
        clean = readable(term)[0].replace("\n", " ")
        if clean and len(clean) <= LONGEST_TERM:
            entry = _entry(clean, readable(meaning)[0].replace("\n", " "), known)
            if entry:
                yield entry


def _entry(term: str, meaning: str, known: Mapping[tuple[str, ...], Entry]) -> Entry | None:
    """What a term means: a name that is known, else what its meaning's own words make it."""
    as_printed = len(term.split()) == 1
    same = _begins_with(meaning, known)
    if same:
        return replace(same, alias=term, as_printed=as_printed)
    name = _name(term, meaning)
    sort = _sort_by_words(name) if 1 < len(name.split()) <= LONGEST_NAME else None
    if not sort or (folded(term) in known and (sort is Sort.TERM or not _abbreviates(term, name))):
        return None
    return Entry(term, sort, name, as_printed=as_printed)


def _name(term: str, meaning: str) -> str:
    """The name that a meaning begins with: up to a sign where the term abbreviates it, else its capitalised words."""
    whole = _NAME_ENDS.split(meaning, maxsplit=1)[0].strip()
    if len(whole.split()) <= LONGEST_NAME and _abbreviates(term, whole):
        return whole
    match = _LEADING.match(meaning)
    words = match.group().split() if match else []
    while words and words[-1] in _LITTLE:
        words.pop()
    return " ".join(words)


def _abbreviates(term: str, name: str) -> bool:
    """Whether a term is the first letters of a name's words, with or without its little ones."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    full = "".join(word[0] for word in words).casefold()
    short = "".join(word[0] for word in words if word.casefold() not in _LITTLE).casefold()
    return term.replace("&", "").replace(".", "").casefold() in {full, short}


def folded(name: str) -> tuple[str, ...]:
    """The forms of a name in lower case."""
    return tuple(form.casefold() for form in forms_of(name))


def _begins_with(meaning: str, known: Mapping[tuple[str, ...], Entry]) -> Entry | None:
    """The gazetteer's longest name, of two words or more, that a meaning begins with."""
    forms = folded(meaning[:200].replace("'s", ""))
    for words in (forms, folded(meaning[:200])):
        for length in range(min(LONGEST_NAME, len(words)), 1, -1):
            entry = known.get(words[:length])
            if entry and _ends_there(words, length):
                return entry
    return None


def _ends_there(forms: tuple[str, ...], length: int) -> bool:
    """Whether a name is over where the known one is: "City Council" does not end before "Group"."""
    return length == len(forms) or forms[length] not in _heads()


@lru_cache
def _heads() -> frozenset[str]:
    """Words that the names of bodies and groups end with, folded."""
    return frozenset(form for head in words_in("group_heads", "body_heads") for form in folded(head))


def _sort_by_words(name: str) -> Sort:
    """ "... Group" and "... Team" are groups, "... Manager" a post, "... Service" a body; all else is a mere term."""
    last = name.casefold().split()[-1]
    if last in words_in("group_heads", "term_group_heads"):
        return Sort.GROUP
    if last in words_in("role_heads"):
        return Sort.ROLE
    return Sort.ORGANISATION if last in words_in("body_heads") else Sort.TERM
