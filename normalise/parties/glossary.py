"""A document's own glossary as entries: what its abbreviations mean, by the gazetteer or by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.parties.gazetteer import Entry, Sort
from cjaplans.normalise.parties.tokens import forms_of
from cjaplans.normalise.text import readable

#: A term longer than this is a heading, not a name.
LONGEST_TERM = 40
#: Words of a meaning that can be a name.
LONGEST_NAME = 9
_LEADING = re.compile(r"(?:the )?[A-Z][\w'&-]*(?: (?:and|of|for|the|&|[A-Z][\w'&-]*))*")
#: The last words of a name that is a body of its own.
_BODIES = frozenset(
    ["service", "services", "centre", "trust", "project", "agency", "association", "council", "college", "fund"]
)


def glossary_entries(glossary: tuple[tuple[str, str], ...], known: Mapping[tuple[str, ...], Entry]) -> Iterator[Entry]:
    """An entry for each term that names a party; ``known`` gives the gazetteer's entries by folded forms."""
    for term, meaning in glossary:
        clean = readable(term)[0].replace("\n", " ")
        if clean and len(clean) <= LONGEST_TERM:
            entry = _entry(clean, readable(meaning)[0].replace("\n", " "), known)
            if entry:
                yield entry


def _entry(term: str, meaning: str, known: Mapping[tuple[str, ...], Entry]) -> Entry | None:
    as_printed = len(term.split()) == 1
    same = _begins_with(meaning, known)
    if same:
        return replace(same, alias=term, as_printed=as_printed)
    if folded(term) in known:
        return None
    match = _LEADING.match(meaning)
    name = match.group().strip() if match else ""
    sort = _sort_by_words(name) if 1 < len(name.split()) <= LONGEST_NAME else None
    return Entry(term, sort, name, as_printed=as_printed) if sort else None


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
    heads = {form for head in read_words("party_words")["group_heads"] for form in folded(head)}
    return length == len(forms) or forms[length] not in heads | _BODIES


def _sort_by_words(name: str) -> Sort | None:
    """ "... Group" is a group, "... Manager" a post, "... Service" an organisation; else no party."""
    last = name.casefold().split()[-1]
    words = read_words("party_words")
    if last in {head.casefold() for head in words["group_heads"]}:
        return Sort.GROUP
    if last in {head.casefold() for head in words["role_heads"]}:
        return Sort.ROLE
    return Sort.ORGANISATION if last in _BODIES else None
