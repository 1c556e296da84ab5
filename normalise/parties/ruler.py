"""Finds the gazetteer's names in a text with spaCy's phrase matcher, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
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


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``first`` to ``last`` (exclusive) and what they may name; several entries are an ambiguity."""

    first: int
    last: int
    entries: tuple[Entry, ...]


class Ruler:
    """The phrase matchers of one authority and glossary."""

    def __init__(self, patterns: dict[_Pattern, list[Entry]]) -> None:
        self._patterns = list(patterns.items())
        self._exact = _matcher("ORTH")
        self._loose = _matcher("LOWER")
        for number, ((as_printed, forms), _) in enumerate(self._patterns):
            (self._exact if as_printed else self._loose).add(str(number), [_doc(forms)])

    def find(self, tokens: Sequence[Token]) -> list[Hit]:
        """Every hit, in order; of hits that overlap the longest, then the one as printed, then the first."""
        if not tokens:
            return []
        doc = _doc([token.form for token in tokens])
        hits = [hit for matcher in (self._exact, self._loose) for hit in matcher(doc)]
        names = _vocab().strings
        found = [(first, last, int(names[key])) for key, first, last in hits]
        found.sort(key=lambda hit: (hit[0] - hit[1], not self._patterns[hit[2]][0][0], hit[0]))
        taken: set[int] = set()
        kept: list[Hit] = []
        for first, last, number in found:
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                kept.append(Hit(first, last, tuple(self._patterns[number][1])))
        return sorted(kept, key=lambda hit: hit.first)


@lru_cache(maxsize=32)
def ruler_for(authority: str | None, glossary: tuple[tuple[str, str], ...]) -> Ruler:
    """The ruler of a document; what its glossary says goes before its authority's names, those before the rest."""
    patterns: dict[_Pattern, list[Entry]] = {}
    _layer(patterns, common_entries())
    _layer(patterns, authority_entries(authority))
    known = {tuple(form.casefold() for form in forms): entries[0] for (_, forms), entries in patterns.items()}
    known = {folded(entry.alias): entry for entry in known.values()} | known
    _layer(patterns, glossary_entries(glossary, known))
    return Ruler(patterns)


def _layer(patterns: dict[_Pattern, list[Entry]], entries: Iterable[Entry]) -> None:
    """Lay entries over those there: the same words now mean these; within a layer different names are kept."""
    fresh: dict[_Pattern, list[Entry]] = {}
    for entry in entries:
        for forms in spellings(entry):
            if not forms:
                continue
            key = (entry.as_printed, forms if entry.as_printed else tuple(form.lower() for form in forms))
            others = fresh.setdefault(key, [])
            if _adds(entry, others):
                others.append(entry)
    patterns.update(fresh)


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


def _matcher(attribute: str) -> PhraseMatcher:
    from spacy.matcher import PhraseMatcher

    return PhraseMatcher(_vocab(), attr=attribute)


def _doc(forms: Iterable[str]) -> Doc:
    from spacy.tokens import Doc

    return Doc(_vocab(), words=list(forms))
