"""Finds the gazetteer's names in a text with spaCy's phrase matcher, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from cjaplans.normalise.parties.gazetteer import Entry, authority_entries, common_entries, spellings
from cjaplans.normalise.parties.glossary import folded, glossary_entries
from cjaplans.normalise.parties.tokens import Token

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

#: (as printed, forms), the key of a pattern.
_Pattern = tuple[bool, tuple[str, ...]]
_Patterns = Mapping[_Pattern, tuple[Entry, ...]]

#: Stands for every word that no phrase has.
_STRANGER = "\x00"


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``first`` to ``last`` (exclusive) and what they may name; several entries are an ambiguity."""

    first: int
    last: int
    entries: tuple[Entry, ...]


class Phrases:
    """Phrases of forms, looked for by spaCy's matcher; they are laid over others, whose entries they replace."""

    def __init__(
        self, phrases: Iterable[tuple[tuple[str, ...], tuple[Entry, ...]]], below: Phrases | None = None
    ) -> None:
        self._below = below
        self._entries = dict(phrases)
        self._firsts: frozenset[str] = frozenset(forms[0] for forms in self._entries)
        self._words: frozenset[str] = frozenset(chain.from_iterable(self._entries))
        if below:
            self._firsts |= below._firsts
            self._words |= below._words

    def find(self, forms: tuple[str, ...]) -> Iterator[Hit]:
        """Every place where a phrase stands, those that overlap too."""
        if not self._firsts.isdisjoint(forms):
            # Words of no phrase are all one, so that spaCy's store of strings does not grow with the texts.
            yield from self._found(_doc(form if form in self._words else _STRANGER for form in forms), forms)

    def _found(self, doc: Doc, forms: tuple[str, ...]) -> Iterator[Hit]:
        for _, first, last in self._matcher(doc) if self._entries else ():
            yield Hit(first, last, self._entries[forms[first:last]])
        if self._below:
            for hit in self._below._found(doc, forms):
                if forms[hit.first : hit.last] not in self._entries:
                    yield hit

    @cached_property
    def _matcher(self) -> PhraseMatcher:
        from spacy.matcher import PhraseMatcher

        matcher = PhraseMatcher(_vocab(), attr="ORTH")
        matcher.add("name", [_doc(forms) for forms in self._entries])
        return matcher


class Ruler:
    """The names of one authority and glossary; those of ``below`` are known too."""

    def __init__(self, patterns: _Patterns, below: Ruler | None = None) -> None:
        exact = ((forms, entries) for (as_printed, forms), entries in patterns.items() if as_printed)
        loose = ((forms, entries) for (as_printed, forms), entries in patterns.items() if not as_printed)
        self._exact: Phrases = Phrases(exact, below._exact if below else None)
        self._loose: Phrases = Phrases(loose, below._loose if below else None)

    def find(self, tokens: Sequence[Token]) -> list[Hit]:
        """Every hit, in order; of hits that overlap the longest, then the one as printed, then the first."""
        forms = tuple(token.form for token in tokens)
        found = [*self._exact.find(forms), *self._loose.find(tuple(form.lower() for form in forms))]
        found.sort(key=lambda hit: hit.first - hit.last)
        taken: set[int] = set()
        kept: list[Hit] = []
        for hit in found:
            place = range(hit.first, hit.last)
            if taken.isdisjoint(place):
                taken.update(place)
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.first)


@lru_cache(maxsize=32)
def ruler_for(authority: str | None, glossary: tuple[tuple[str, str], ...]) -> Ruler:
    """The ruler of a document; what its glossary says goes before its authority's names, those before the rest."""
    of_authority = _ruler_of(authority)
    return Ruler(_layer(glossary_entries(glossary, _known(authority))), of_authority) if glossary else of_authority


@lru_cache(maxsize=16)
def _ruler_of(authority: str | None) -> Ruler:
    """What every document of an authority knows."""
    return Ruler(_layer(authority_entries(authority)), _common_ruler())


@lru_cache
def _common_ruler() -> Ruler:
    return Ruler(_common())


@lru_cache
def _common() -> dict[_Pattern, tuple[Entry, ...]]:
    return _layer(common_entries())


@lru_cache(maxsize=16)
def _known(authority: str | None) -> dict[tuple[str, ...], Entry]:
    """The entry of each name in lower case, which a glossary's meanings are compared with."""
    patterns = _common() | _layer(authority_entries(authority))
    known = {tuple(form.casefold() for form in forms): entries[0] for (_, forms), entries in patterns.items()}
    return {folded(entry.alias): entry for entry in known.values()} | known


def _layer(entries: Iterable[Entry]) -> dict[_Pattern, tuple[Entry, ...]]:
    """Entries by their words, to be laid over others; within a layer different names of the same words are kept."""
    fresh: dict[_Pattern, list[Entry]] = {}
    for entry in entries:
        for forms in spellings(entry):
            if not forms:
                continue
            key = (entry.as_printed, forms if entry.as_printed else tuple(form.lower() for form in forms))
            others = fresh.setdefault(key, [])
            if _adds(entry, others):
                others.append(entry)
    return {key: tuple(entries) for key, entries in fresh.items()}


def _adds(entry: Entry, others: list[Entry]) -> bool:
    """Whether an entry is the first of its words, or another body than the first."""
    if not others:
        return True
    first = others[0]
    return entry.sort == first.sort and entry.name not in {other.name for other in others} and entry.as_printed


@lru_cache
def _vocab() -> Vocab:
    import spacy

    return spacy.blank("en").vocab


def _doc(forms: Iterable[str]) -> Doc:
    from spacy.tokens import Doc

    return Doc(_vocab(), words=list(forms))
